"""Operators write in their places, educators in their classes: every writer, on one's own and on somebody else's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from op_desktop.domain.account import Role
from op_desktop.domain.attendance import AgeBand, CountMethod, Mark
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.counselling import ContactStatus, Outcome
from op_desktop.domain.lab import Lab, LabState
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode
from op_desktop.domain.series import Closed
from op_desktop.domain.volunteering import Activity, Task
from op_desktop.register import (
    accounts,
    attendance,
    certificates,
    check_in,
    counselling,
    event_people,
    events,
    hours_range,
    hours_week,
    lab_people,
    lab_series,
    labs,
    lesson_series,
    lessons,
    places,
    roster_corrections,
    roster_modes,
    rosters,
    school_years,
    schools,
    sessions,
    volunteering,
)
from op_desktop.register.events import EventDraft
from op_desktop.register.hours import Hours
from op_desktop.register.hours_subject import Subject
from op_desktop.security.permissions import Actor, NotYours
from op_desktop.storage.tables import change
from op_desktop.storage.unit_of_work import UnitOfWork
from op_desktop.workspace import Workspace
from tests import builders
from tests.builders import ARESE, RHO
from tests.conftest import NOW

TODAY, BEFORE, LATER = datetime(2026, 11, 24, 9), datetime(2026, 11, 17, 9), datetime(2026, 12, 1, 9)


class Undone(Exception):
    """Takes a write back, so that the scene stays."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, set_up: Callable[..., Path]) -> Iterator[SimpleNamespace]:
    """One lab, meeting, event, contact and shift in Rho and in Arese; a class of Marta's and one of Davide's."""
    opened = Workspace.open(copytree(set_up(), tmp_path_factory.mktemp("own") / "data"), wall=lambda: NOW)
    with opened.write("Scene") as uow:
        venue = {town: places.add_venue(uow, name, town) for town, name in ((RHO, "Casa Rho"), (ARESE, "Casa Arese"))}
        rosa, omar = builders.persons(uow, "Rosa Marchetti", "Omar Ferrario")
        marta = accounts.add_account(uow, "Marta Colombo", [Role.EDUCATOR])
        davide = accounts.add_account(uow, "Davide Sala", [Role.EDUCATOR])
        luca = accounts.add_account(uow, "Luca Greco", [Role.OPERATOR])
        school = builders.school(uow)
        here, there = (_community(uow, town, venue[town], rosa, omar) for town in (RHO, ARESE))
        here.other, there.other = venue[ARESE], venue[RHO]
        mine, theirs = (_class(uow, school, name, educator) for name, educator in (("1A", marta), ("2B", davide)))
    operator = Actor(luca, frozenset({Role.OPERATOR}), frozenset({venue[RHO]}))
    yield SimpleNamespace(workspace=opened, community=(operator, here, there),
                          teaching=(Actor(marta, frozenset({Role.EDUCATOR})), mine, theirs))  # fmt: skip
    opened.close()


def _community(uow: UnitOfWork, town: RecordId, venue: RecordId, rosa: RecordId, omar: RecordId) -> SimpleNamespace:
    lab = labs.add_lab(uow, "Cucito", town, venue_id=venue)
    last = sessions.plan_session(uow, lab, BEFORE)
    sessions.close_session(uow, last)
    session = sessions.plan_session(uow, lab, TODAY)
    check_in.check_in(uow, session, rosa, volunteer=False)
    check_in.add_unnamed(uow, session, 3)
    event = events.add_event(uow, "Festa", TODAY, municipality_id=town, venue_id=venue)
    event_people.add_participant(uow, event, rosa)
    held = events.add_event(uow, "Cena", BEFORE, municipality_id=town)
    events.close_event(uow, held)
    contact = counselling.add_contact(uow, "work", person_id=rosa, starts_at=TODAY, venue_id=venue)
    (shift,) = volunteering.record_hours(
        uow, [Hours(person_id=omar, starts_at=BEFORE, minutes=60, timed=False, lab_id=lab)], confirmed=False
    )
    called_off = sessions.plan_session(uow, lab, LATER)
    return SimpleNamespace(town=town, venue=venue, lab=lab, session=session, last=last, event=event, held=held,
                           contact=contact, shift=shift, rosa=rosa, omar=omar, later=called_off)  # fmt: skip


def _class(uow: UnitOfWork, school: RecordId, name: str, educator: RecordId) -> SimpleNamespace:
    class_id = schools.add_class(uow, school, 2026, name, educator_id=educator, roster_mode=RosterMode.NAMES,
                                planned_meetings=4)  # fmt: skip
    builders.enrol_all(uow, class_id, (("Abbate", "Lorenzo"), ("Galli", "Tommaso"), ("Riva", "Gabriele")))
    closed, lesson, off = lessons.plan_lessons(uow, class_id, [BEFORE, TODAY, LATER], 60)
    first, second, third = (row.enrolment_id for row in rosters.roster(uow, class_id))
    attendance.close(uow, closed)
    attendance.mark(uow, lesson, first, Mark.LATE)
    lessons.cancel_lesson(uow, off)
    rosters.withdraw(uow, second, date(2026, 11, 20))
    fourth = rosters.enrol(uow, class_id, since=date(2026, 11, 20))
    (paper,) = certificates.issue(uow, [certificates.prepare_class(uow, class_id)], name.encode())
    return SimpleNamespace(school=school, id=class_id, closed=closed, lesson=lesson, off=off, first=first,
                           second=second, third=third, fourth=fourth, paper=paper.id)  # fmt: skip


def _open_days(_day: date) -> None:
    return None


OPEN: Closed = _open_days
COMMUNITY: dict[str, Callable[[UnitOfWork, SimpleNamespace], object]] = {
    "add_lab": lambda uow, at: labs.add_lab(uow, "Orto", at.town),
    "describe_lab": lambda uow, at: labs.describe_lab(uow, _renamed(uow, at.lab)),
    "set_state": lambda uow, at: labs.set_state(uow, at.lab, LabState.PAUSED),
    "add_member": lambda uow, at: labs.add_member(uow, at.lab, at.rosa),
    "set_responsible": lambda uow, at: lab_people.set_responsible(uow, at.lab, at.omar),
    "plan_meetings": lambda uow, at: lab_series.plan_meetings(uow, at.lab, [datetime(2026, 12, 8, 9)], 60),
    "drop_meetings": lambda uow, at: lab_series.drop_meetings(uow, at.lab, date(2026, 11, 25)),
    "plan_session": lambda uow, at: sessions.plan_session(uow, at.lab, LATER),
    "close_session": lambda uow, at: sessions.close_session(uow, at.session),
    "reopen_session": lambda uow, at: sessions.reopen_session(uow, at.last),
    "cancel_session": lambda uow, at: sessions.cancel_session(uow, at.later, replaced_at=datetime(2026, 12, 3, 9)),
    "check_in": lambda uow, at: check_in.check_in(uow, at.session, at.omar, volunteer=False),
    "check_in_volunteer": lambda uow, at: check_in.check_in(uow, at.session, at.omar, volunteer=True),
    "check_out": lambda uow, at: check_in.check_out(uow, at.session, at.rosa),
    "undo_check_in": lambda uow, at: check_in.undo_check_in(uow, at.session, at.rosa),
    "add_unnamed": lambda uow, at: check_in.add_unnamed(uow, at.session, 2, AgeBand.ADULTS),
    "take_unnamed": lambda uow, at: check_in.take_unnamed(uow, at.session, 2),
    "count_room": lambda uow, at: check_in.count_room(uow, at.session, 9, CountMethod.COUNTED),
    "plan_event": lambda uow, at: events.plan_event(uow, _draft(at)),
    "change_event": lambda uow, at: events.change_event(uow, at.event, _draft(at)),
    "set_headcount": lambda uow, at: events.set_headcount(uow, at.event, 12),
    "close_event": lambda uow, at: events.close_event(uow, at.event),
    "reopen_event": lambda uow, at: events.reopen_event(uow, at.held),
    "cancel_event": lambda uow, at: events.cancel_event(uow, at.event),
    "add_participant": lambda uow, at: event_people.add_participant(uow, at.event, at.omar),
    "remove_participant": lambda uow, at: event_people.remove_participant(uow, at.event, at.rosa),
    "give_hours": lambda uow, at: event_people.give_hours(uow, at.event, at.rosa, BEFORE, 60, Task.OTHER),
    "add_contact": lambda uow, at: counselling.add_contact(uow, "work", venue_id=at.venue),
    "remove_contact": lambda uow, at: counselling.remove_contact(uow, at.contact),
    "set_status": lambda uow, at: counselling.set_status(uow, at.contact, ContactStatus.NO_SHOW),
    "set_follow_up": lambda uow, at: counselling.set_follow_up(uow, at.contact, date(2026, 12, 1)),
    "close_follow_up": lambda uow, at: counselling.close_follow_up(uow, at.contact, Outcome.REFERRED),
    "refer": lambda uow, at: counselling.refer(uow, at.contact, at.other),
    "record_hours": lambda uow, at: volunteering.record_hours(uow, [_hours(at)], confirmed=False),
    "confirm": lambda uow, at: volunteering.confirm(uow, [at.shift]),
    "change_hours": lambda uow, at: volunteering.change_hours(uow, at.shift, 90),
    "remove_hours": lambda uow, at: volunteering.remove_hours(uow, at.shift),
    "set_cell": lambda uow, at: hours_week.set_cell(
        uow, Subject(Activity.LAB, at.lab), at.rosa, date(2026, 11, 23), 30
    ),
    "record_range": lambda uow, at: hours_range.record_range(uow, _span(at), [date(2026, 11, 10)]),
}
TEACHING: dict[str, Callable[[UnitOfWork, SimpleNamespace], object]] = {
    "mark": lambda uow, at: attendance.mark(uow, at.lesson, at.third, Mark.ABSENT),
    "unmark": lambda uow, at: attendance.mark(uow, at.lesson, at.first, None),
    "write_note": lambda uow, at: attendance.write_note(uow, at.lesson, at.first, "Bus"),
    "set_rest": lambda uow, at: attendance.set_rest(uow, at.lesson),
    "close": lambda uow, at: attendance.close(uow, at.lesson),
    "reopen": lambda uow, at: attendance.reopen(uow, at.closed),
    "plan_lessons": lambda uow, at: lessons.plan_lessons(uow, at.id, [LATER], 60),
    "set_path": lambda uow, at: lessons.set_path(uow, at.id, 6),
    "describe_lesson": lambda uow, at: lessons.describe_lesson(uow, at.lesson, title="Il prestito"),
    "cancel_lesson": lambda uow, at: lessons.cancel_lesson(uow, at.lesson),
    "restore_lesson": lambda uow, at: lessons.restore_lesson(uow, at.off),
    "move_lesson": lambda uow, at: lesson_series.move_lesson(uow, at.lesson, LATER, OPEN),
    "add_seats": lambda uow, at: rosters.add_seats(uow, at.id, 9),
    "enrol": lambda uow, at: rosters.enrol(uow, at.id, None, "Monti", "Samuele"),
    "name_pupil": lambda uow, at: rosters.name_pupil(uow, at.third, "Monti", "Samuele"),
    "renumber": lambda uow, at: rosters.renumber(uow, at.third, 20),
    "withdraw": lambda uow, at: rosters.withdraw(uow, at.third, date(2026, 12, 1)),
    "put_back": lambda uow, at: roster_corrections.put_back(uow, at.second),
    "take_out": lambda uow, at: roster_corrections.take_out(uow, at.fourth),
    "change_mode": lambda uow, at: roster_modes.change_mode(uow, at.id, RosterMode.NUMBERS),
    "describe_class": lambda uow, at: schools.describe_class(uow, at.id, path_title="Il prestito"),
    "archive_classes": lambda uow, at: school_years.archive_classes(uow, [at.id]),
    "issue": lambda uow, at: certificates.issue(uow, [_paper(at)], b"paper"),
    "revoke": lambda uow, at: certificates.revoke(uow, at.paper, "Wrong day"),
}


@pytest.mark.parametrize(
    ("work", "name"), [*(("community", name) for name in COMMUNITY), *(("teaching", name) for name in TEACHING)]
)
def test_a_writer_leaves_what_is_somebody_elses_alone(scene, work, name):
    actor, own, others = getattr(scene, work)
    write = (COMMUNITY if work == "community" else TEACHING)[name]
    scene.workspace.actor = actor
    before = _log(scene.workspace)
    with pytest.raises(NotYours), scene.workspace.write(name) as uow:
        write(uow, others)
    assert _log(scene.workspace) == before
    with _taken_back(scene.workspace) as uow:
        write(uow, own)
        uow.flush()
        assert uow.changes.steps


def test_what_is_nobodys_and_who_has_no_place_ticked_are_free(scene):
    actor, own, others = scene.community
    scene.workspace.actor = actor
    with _taken_back(scene.workspace) as uow:
        counselling.remove_contact(uow, counselling.add_contact(uow, "work"))
        events.cancel_event(uow, events.add_event(uow, "Gita", LATER))
        builders.persons(uow, "Noor Haddad")
        labs.add_member(uow, labs.add_lab(uow, "Coro", own.town), own.rosa)
    scene.workspace.actor = Actor("luca", frozenset({Role.OPERATOR}))
    with _taken_back(scene.workspace) as uow:
        labs.add_member(uow, others.lab, others.rosa)


def test_a_pupil_moves_to_a_colleagues_class_and_back(scene):
    actor, own, others = scene.teaching
    scene.workspace.actor = actor
    with _taken_back(scene.workspace) as uow:
        arrived = rosters.transfer(uow, own.third, others.id, date(2026, 11, 23))
        roster_corrections.put_back(uow, own.third)
        assert arrived not in {row.enrolment_id for row in rosters.roster(uow, others.id)}


@contextmanager
def _taken_back(workspace: Workspace) -> Iterator[UnitOfWork]:
    """A save that passes every check and then leaves the scene as it was."""
    with suppress(Undone), workspace.write("Tried") as uow:
        yield uow
        uow.flush()
        raise Undone


def _log(workspace: Workspace) -> int:
    with workspace.read() as reader:
        return int(reader.value(select(func.count()).select_from(change)))


def _renamed(uow: UnitOfWork, lab_id: RecordId) -> Lab:
    return replace(uow.require(Lab, lab_id), name="Ricamo")


def _draft(at: SimpleNamespace) -> EventDraft:
    return EventDraft(name="Gita", starts_at=LATER, municipality_id=at.town, venue_id=at.venue)


def _hours(at: SimpleNamespace) -> Hours:
    return Hours(person_id=at.omar, starts_at=datetime(2026, 11, 11), minutes=60, timed=False, lab_id=at.lab)


def _span(at: SimpleNamespace) -> hours_range.Span:
    return hours_range.Span(subject=Subject(Activity.LAB, at.lab), person_id=at.omar, first=date(2026, 11, 9),
                            last=date(2026, 11, 15), weekdays=frozenset({1}), minutes=60)  # fmt: skip


def _paper(at: SimpleNamespace) -> Certificate:
    # A number is given by the device; here any other will do.
    return Certificate(number="OP-2026-D01-99999", kind="class", code="x", issued_on=date(2026, 11, 24),
                       class_id=at.id, pdf_sha256="", id=RecordId("paper"))  # fmt: skip
