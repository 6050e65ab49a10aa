"""What hours are worth: each at the rate of its activity on its day; a later rate changes nothing before it."""

from datetime import date
from decimal import Decimal

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.volunteering import Activity
from op_desktop.register import accounts, rates, volunteering
from op_desktop.register.hours import Hours
from op_desktop.security.permissions import Actor, OnlyAdministration
from tests import builders
from tests.builders import at

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def given(workspace):
    """An hour and a half of a lab in June and in October, twenty minutes of a school in October."""
    with workspace.write("Hours") as uow:
        (person,) = builders.persons(uow, "Paola Vismara")
        for day, minutes, activity in (
            ("06-09", 90, Activity.LAB),
            ("10-06", 90, Activity.LAB),
            ("10-07", 20, Activity.SCHOOL),
        ):
            entry = Hours(person_id=person, starts_at=at(f"2026-{day}T15:00"), minutes=minutes, activity=activity)
            volunteering.record_hours(uow, [entry])
    return person


def test_a_rate_from_a_day_on_does_not_alter_what_was_worth_before(workspace, given):
    with workspace.write("Rates") as uow:
        before = rates.worth(rates.rates(uow), volunteering.hours(uow, date(2026, 1, 1), date(2026, 6, 30)).rows)
        rates.set_rate(uow, None, Decimal("16.50"), date(2026, 7, 1), "Consiglio")
        rates.set_rate(uow, Activity.SCHOOL, Decimal("22.01"), date(2026, 10, 7))
    with workspace.read() as reader:
        after = rates.worth(rates.rates(reader), volunteering.hours(reader, date(2026, 1, 1), date(2026, 6, 30)).rows)
        whole = rates.worth(rates.rates(reader), volunteering.hours(reader, *YEAR).rows)
    assert before == after
    assert before.cents == 2250
    # 1.5 h at 15, 1.5 h at 16.50, a third of an hour at 22.01.
    assert whole == rates.Worth(2250 + 2475 + 734, 0, (Decimal(15), Decimal("16.50"), Decimal("22.01")))


def test_the_same_day_typed_twice_is_corrected_and_the_history_is_listed(workspace):
    with workspace.write("Rates") as uow:
        rates.set_rate(uow, Activity.EVENT, Decimal(18), date(2026, 7, 1))
        rates.set_rate(uow, Activity.EVENT, Decimal(19), date(2026, 7, 1))
        rates.set_rate(uow, None, Decimal(16), date(2026, 7, 1))
        listed = [(rate.activity, rate.euro) for rate in rates.rates(uow)]
    assert listed == [(None, Decimal(16)), (None, Decimal(15)), (Activity.EVENT, Decimal(19))]


def test_hours_before_any_rate_are_told_apart_and_a_slip_is_refused(workspace):
    with workspace.write("Rates") as uow:
        (person,) = builders.persons(uow, "Paola Vismara")
        volunteering.record_hours(uow, [Hours(person_id=person, starts_at=at("2014-05-06T15:00"), minutes=60)])
        found = rates.worth(rates.rates(uow), volunteering.hours(uow, date(2014, 1, 1), date(2014, 12, 31)).rows)
        with pytest.raises(rates.RateUnlikely):
            rates.set_rate(uow, None, Decimal(1500), date(2026, 7, 1))
    assert found == rates.Worth(0, 60, ())


def test_only_the_administration_sets_rates(workspace):
    with workspace.write("Account") as uow:
        account = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    operator = Actor(account, frozenset([Role.OPERATOR]))
    with pytest.raises(OnlyAdministration), workspace.write("Rates", actor=operator) as uow:
        rates.set_rate(uow, None, Decimal(20), date(2026, 7, 1))
