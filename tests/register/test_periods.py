"""The factors of the multiplier: dated, undoable, and without effect on what lies before their day."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.period import DatedSetting
from op_desktop.domain.record import new_id
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.multiplier import multiplier
from op_desktop.metrics.scope import Scope
from op_desktop.register.periods import (
    BeforeProgramme,
    Factors,
    FactorsUnlikely,
    factor_history,
    factors,
    set_factors,
)
from op_desktop.register.rates import hour_rate
from op_desktop.security.permissions import Actor, OnlyAdministration
from tests import builders

BEFORE = Scope(first_day=date(2026, 1, 1), end_day=date(2026, 7, 1))
AFTER = Scope(first_day=date(2026, 7, 1), end_day=date(2026, 12, 1))
NEW = Factors(date(2026, 7, 1), 500, 3, 40, Decimal("16.50"))


@pytest.fixture
def hours(workspace):
    """Hours given before and after the day of the change."""
    with workspace.write("Hours") as uow:
        (ada,) = builders.persons(uow, "Ada Neri")
        uow.put_all(
            VolunteerShift(id=new_id(), person_id=ada, activity=Activity.LAB, minutes=60,
                           starts_at=datetime.fromisoformat(start))
            for start in ("2026-06-30T23:00", "2026-07-01T00:00")
        )  # fmt: skip
    return workspace


def write(workspace, wanted):
    with workspace.write("Factors") as uow:
        return set_factors(uow, wanted), uow


def seen(workspace, scope):
    with workspace.read() as reader:
        (figures,) = compute_all(reader, [scope])
        return multiplier(reader, scope), {name: figure.value for name, figure in figures.items()}


def test_new_factors_hold_from_their_day_and_nothing_before_changes(hours):
    before = seen(hours, BEFORE)
    early, late = (before[0].estimate, seen(hours, AFTER)[0].estimate)
    assert early == late

    write(hours, NEW)

    assert seen(hours, BEFORE) == before
    after = seen(hours, AFTER)[0]
    assert (after.estimate.citizens, after.estimate.hours, after.estimate.euro) == (500, 60_000, Decimal("990000.00"))
    assert after.recorded.euro == Decimal("16.50")


def test_only_what_differs_is_written_and_the_same_day_is_corrected(workspace):
    with workspace.read() as reader:
        now = factors(reader, date(2026, 7, 1))
    _changed, uow = write(workspace, replace(now, since=date(2026, 7, 1), citizens=500))
    assert [(step.record, step.after.name) for step in uow.changes.steps] == [(DatedSetting, "multiplier_citizens")]
    write(workspace, replace(now, since=date(2026, 7, 1), citizens=480))

    changed, uow = write(workspace, replace(now, since=date(2026, 8, 1), citizens=480))

    assert (changed, uow.changes.steps) == (False, ())
    with workspace.read() as reader:
        assert [each.citizens for each in factor_history(reader)] == [480, now.citizens]
        assert factors(reader, date(2026, 9, 1)).since == date(2026, 7, 1)


def test_a_later_day_keeps_what_was_set_for_it(workspace):
    write(workspace, replace(NEW, since=date(2026, 9, 1)))
    write(workspace, replace(NEW, since=date(2026, 7, 1), citizens=300))

    with workspace.read() as reader:
        assert factors(reader, date(2026, 8, 31)).citizens == 300
        assert factors(reader, date(2026, 9, 1)).citizens == 500


def test_it_can_be_taken_back(workspace):
    with workspace.read() as reader:
        before = factors(reader, date(2026, 12, 1))
    _changed, uow = write(workspace, NEW)
    workspace.revert(uow.changes)

    with workspace.read() as reader:
        assert factors(reader, date(2026, 12, 1)) == before


def test_an_activity_s_own_rate_stays(workspace):
    write(workspace, NEW)
    with workspace.read() as reader:
        assert hour_rate(reader, date(2026, 7, 2), Activity.SCHOOL) == Decimal("16.50")
        assert hour_rate(reader, date(2026, 6, 30)) == Decimal(15)


@pytest.mark.parametrize(
    "wrong", [{"citizens": -1}, {"hours_a_week": 169}, {"weeks": -1}, {"euro_an_hour": Decimal(-1)}]
)
def test_what_no_week_or_year_can_hold_is_refused(workspace, wrong):
    with pytest.raises(FactorsUnlikely):
        write(workspace, replace(NEW, **wrong))


def test_before_the_programme_there_is_nothing_to_count(workspace):
    with pytest.raises(BeforeProgramme, match="01/05/2015"):
        write(workspace, replace(NEW, since=date(2014, 1, 1)))


def test_only_the_administration_may(workspace):
    workspace.actor = Actor("marta", frozenset({Role.EDUCATOR, Role.OPERATOR}))
    with pytest.raises(OnlyAdministration):
        write(workspace, NEW)
