"""The first page: agenda, what comes next, what is left to complete, the month."""

from datetime import date

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.register import attendance, check_in, inbox, rosters, sessions, today, volunteering
from op_desktop.register.hours import Hours
from op_desktop.register.inbox import InboxKind
from op_desktop.register.meetings import RegisterState
from tests import builders
from tests.builders import at


@pytest.fixture
def day(workspace):
    """A lesson done this morning, one in twelve minutes, a lab in the afternoon, and things left from last week."""
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        done = builders.school_class(uow, school_id=school, name="1C", seats=24)
        soon = builders.school_class(uow, school_id=school, seats=25)
        builders.held_lesson(uow, done, at("2026-11-24T08:30"))
        missing, draft, upcoming = builders.lessons_of(
            uow, soon, at("2026-11-12T10:15"), at("2026-11-19T10:15"), at("2026-11-24T10:15")
        )
        for pupil in rosters.roster(uow, soon)[:23]:
            attendance.mark(uow, draft, pupil.enrolment_id, Mark.PRESENT)
        lab_id = builders.lab(uow)
        forgotten = sessions.plan_session(uow, lab_id, at("2026-11-17T14:30"))
        (helper,) = builders.persons(uow, "Paola Vismara")
        volunteering.record_hours(
            uow, [Hours(person_id=helper, starts_at=at("2026-11-10T14:30"), minutes=90, lab_id=lab_id)]
        )
        tonight = sessions.open_session(uow, lab_id)
    return {"upcoming": upcoming, "draft": draft, "missing": missing, "lab": lab_id, "forgotten": forgotten,
            "tonight": tonight, "class": soon}  # fmt: skip


def test_the_agenda_puts_what_is_to_come_first_and_what_is_done_last(workspace, day):
    with workspace.read() as reader:
        rows = today.agenda(reader)
        elsewhere = today.agenda(reader, place=builders.ARESE)
    assert [(row.kind, row.title, row.state) for row in rows] == [
        ("lesson", "2ªB", RegisterState.TODO),
        ("session", "Spazio Compiti", RegisterState.TODO),
        ("lesson", "1ªC", RegisterState.CLOSED),
    ]
    assert (rows[2].present, rows[2].expected, rows[2].place) == (24, 24, "Scuola media Aurora, Rho")
    assert elsewhere == []


def test_what_comes_within_ninety_minutes_comes_first_else_what_waits_longest(workspace, day):
    with workspace.read() as reader:
        assert today.next_activity(reader).id == day["upcoming"]
    with workspace.write("Close") as uow:
        attendance.close(uow, day["upcoming"])
    with workspace.read() as reader:
        assert today.next_activity(reader).id == day["missing"]


def test_what_is_left_to_complete_comes_oldest_first_and_says_what_is_missing(workspace, day):
    with workspace.read() as reader:
        rows = inbox.to_complete(reader)
    assert [(row.kind, row.id, row.day, row.count) for row in rows] == [
        (InboxKind.HOURS_UNCONFIRMED, day["lab"], date(2026, 11, 10), 1),
        (InboxKind.REGISTER_MISSING, day["missing"], date(2026, 11, 12), 0),
        (InboxKind.MEETING_MISSING, day["forgotten"], date(2026, 11, 17), 0),
        (InboxKind.REGISTER_DRAFT, day["draft"], date(2026, 11, 19), 2),
    ]

    with workspace.write("Complete") as uow:
        attendance.close(uow, day["missing"])
        sessions.cancel_session(uow, day["forgotten"])
        attendance.close(uow, day["draft"])
    with workspace.read() as reader:
        assert [row.kind for row in inbox.to_complete(reader)] == [InboxKind.HOURS_UNCONFIRMED]


def test_the_figures_of_the_month_count_what_was_held(workspace, day):
    with workspace.write("More") as uow:
        builders.held_lesson(uow, day["class"], at("2026-10-06T10:15"))
        check_in.add_unnamed(uow, day["tonight"], 12)
        sessions.close_session(uow, day["tonight"])
    with workspace.read() as reader:
        figures = today.month_figures(reader)
    assert (figures.months[0], figures.months[-1]) == (date(2026, 6, 1), date(2026, 11, 1))
    assert figures.lessons == (0, 0, 0, 0, 1, 1)
    assert figures.presences == (0, 0, 0, 0, 25, 24)
    assert figures.volunteer_minutes == (0, 0, 0, 0, 0, 90)
    assert figures.unnamed == (0, 0, 0, 0, 0, 12)
