"""The curve, the profile and the multiplier."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from op_desktop.domain.person import ProfileKind, SameAs, Verdict
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.volunteering import Activity, HourRate, VolunteerShift
from op_desktop.metrics.multiplier import multiplier
from op_desktop.metrics.people_raising import Point, people_raising
from op_desktop.metrics.profile import largest_remainder, profile
from op_desktop.metrics.scope import Scope
from op_desktop.register.people import set_profile
from op_desktop.storage.unit_of_work import UnitOfWork
from op_desktop.workspace import Workspace
from tests import builders

YEAR = Scope(first_day=date(2026, 1, 1), end_day=date(2027, 1, 1))


def give(uow: UnitOfWork, person_id: RecordId, day: str, minutes: int, activity: Activity = Activity.LAB) -> None:
    uow.put(
        VolunteerShift(
            id=new_id(), person_id=person_id, activity=activity, starts_at=datetime.fromisoformat(day), minutes=minutes
        )
    )


def confirm_same(uow: UnitOfWork, first: RecordId, second: RecordId) -> None:
    smaller, larger = sorted((first, second))
    uow.put(SameAs.of(what="person", first_id=smaller, second_id=larger, verdict=Verdict.SAME))


def test_the_curve_counts_each_person_once_and_never_falls(workspace: Workspace) -> None:
    with workspace.write("Shifts") as uow:
        ada, bice, carlo, double = builders.persons(uow, "Ada Neri", "Bice Poli", "Carlo Riva", "Ada Neri")
        give(uow, ada, "2026-01-10T09:00", 30)
        give(uow, double, "2026-02-10T09:00", 30)
        give(uow, bice, "2026-02-10T23:59", 30, Activity.EVENT)
        give(uow, carlo, "2026-03-01T00:00", 0)
        confirm_same(uow, ada, double)

    with workspace.read() as reader:
        curve = people_raising(reader, date(2026, 1, 1))

    assert curve.at([date(2026, 1, 10), date(2026, 1, 11), date(2026, 2, 11), date(2026, 12, 31)]) == [
        Point(date(2026, 1, 10), 0),
        Point(date(2026, 1, 11), 1),
        Point(date(2026, 2, 11), 2),
        Point(date(2026, 12, 31), 2),
    ]
    assert [point.people for point in curve.monthly(date(2026, 4, 1))] == [0, 1, 2, 2]
    assert [point.day for point in curve.checkpoints(date(2026, 8, 1))] == [date(2026, 7, 1), date(2026, 8, 1)]


def test_the_profile_leaves_out_those_who_did_not_say(workspace: Workspace) -> None:
    with workspace.write("Profiles") as uow:
        everybody = builders.persons(uow, "Ada Neri", "Bice Poli", "Carlo Riva", "Dora Sala", "Elia Testa", "Ada Neri")
        for person in everybody:
            give(uow, person, "2026-01-10T09:00", 30)
        ada, bice, carlo, dora, _elia, double = everybody
        confirm_same(uow, ada, double)
        set_profile(uow, double, ProfileKind.NEW, date(2026, 2, 1))
        set_profile(uow, ada, ProfileKind.FOLLOWED, date(2026, 1, 1))
        set_profile(uow, bice, ProfileKind.ENGAGED)
        set_profile(uow, carlo, ProfileKind.FOLLOWED)
        set_profile(uow, dora, ProfileKind.UNSAID)

    with workspace.read() as reader:
        found = profile(reader, YEAR)

    assert [(share.kind.value, share.people, share.percent) for share in found.shares] == [
        ("new", 1, 34),
        ("engaged", 1, 33),
        ("followed", 1, 33),
    ]
    assert (found.answered, found.unsaid) == (3, 2)


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3))
def test_shares_add_up_to_a_hundred_and_stay_within_one(people: list[int]) -> None:
    parts = dict(zip((ProfileKind.NEW, ProfileKind.ENGAGED, ProfileKind.FOLLOWED), people, strict=True))
    percents = largest_remainder(parts)
    total = sum(people)
    assert sum(percents.values()) == (100 if total else 0)
    assert all(abs(percents[kind] * total - parts[kind] * 100) < total for kind in parts if total)


def test_the_declared_formula_stands_beside_what_was_recorded(workspace: Workspace) -> None:
    with workspace.write("Hours") as uow:
        (ada,) = builders.persons(uow, "Ada Neri")
        uow.put_all(rates())
        give(uow, ada, "2026-01-10T09:00", 90)
        give(uow, ada, "2026-07-01T00:00", 60)
        give(uow, ada, "2026-07-02T09:00", 60, Activity.SCHOOL)

    with workspace.read() as reader:
        found = multiplier(reader, YEAR)
        early = multiplier(reader, Scope(first_day=date(2018, 5, 1), end_day=date(2021, 5, 1)))

    assert (early.estimate.hours, early.estimate.euro) == (186_300, Decimal("2794500.00"))
    assert found.recorded.euro == Decimal("90") / 60 * 15 + 16 + Decimal("22.50")
    assert (found.recorded.minutes, found.recorded.unrated_minutes) == (210, 0)
    assert (found.recorded.weeks, found.recorded.weeks_in_all) == (2, 53)
    assert found.coverage is not None
    assert round(found.coverage, 6) == round(Decimal("3.5") / 186_300 * 100, 6)


def rates() -> Iterable[HourRate]:
    yield HourRate(id=new_id(), euro=Decimal("16"), since=date(2026, 7, 1))
    yield HourRate(id=new_id(), activity=Activity.SCHOOL, euro=Decimal("22.50"), since=date(2026, 7, 1))


def test_minutes_before_any_rate_are_told_apart(workspace: Workspace) -> None:
    with workspace.write("Hours") as uow:
        (ada,) = builders.persons(uow, "Ada Neri")
        give(uow, ada, "2014-12-10T09:00", 45)

    with workspace.read() as reader:
        found = multiplier(reader, Scope(first_day=date(2014, 1, 1), end_day=date(2015, 1, 1))).recorded

    assert (found.minutes, found.unrated_minutes, found.euro) == (45, 45, Decimal("0.00"))
