"""The same work gives the same rows on SQLite and on PostgreSQL."""

from datetime import date
from decimal import Decimal

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.domain.counselling import FAMILY, ContactKind
from op_desktop.register import (
    attendance,
    certificates,
    check_in,
    counselling,
    desk_lists,
    duplicates,
    eligibility,
    evening,
    events,
    grant_lists,
    grants,
    inbox,
    labs,
    people,
    places,
    regulars,
    rosters,
    schools,
    search,
    sessions,
    today,
    volunteering,
)
from op_desktop.workspace import Workspace
from tests import builders
from tests.builders import at
from tests.conftest import NOW


@pytest.fixture
def central(postgres_url):
    opened = Workspace.open(postgres_url, wall=lambda: NOW)
    opened.keep_local("device_code", "D01")
    with opened.write("Set up") as uow:
        places.seed_reference(uow)
    yield opened
    opened.close()


def seen(workspace):
    """What the pages of a small scene show, without the ids, which differ."""
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow)
        builders.held_lesson(uow, class_id, at("2026-10-06T09:00"))
        (lesson_id,) = builders.lessons_of(uow, class_id, at("2026-11-19T10:15"))
        attendance.mark(uow, lesson_id, rosters.roster(uow, class_id)[6].enrolment_id, Mark.ABSENT)
        lab_id = builders.lab(uow)
        persons = builders.persons(uow, "Fatima El Amrani", "Aurora Rossi", "Rossi Aurora", "Paola Vismara")
        builders.weekly_meetings(uow, lab_id, at("2026-11-17T14:30"), 3, persons[:2])
        session_id = sessions.open_session(uow, lab_id)
        check_in.check_in(uow, session_id, persons[3], at("2026-11-24T09:00"), volunteer=True)
        check_in.add_unnamed(uow, session_id, 4)
        events.add_event(uow, "Festa di via", at("2026-11-20T15:00"), municipality_id=builders.RHO)
        request = counselling.add_contact(uow, FAMILY, kind=ContactKind.REQUEST, starts_at=at("2026-11-10T09:00"))
        counselling.answer_request(uow, request, at("2026-11-12T09:00"))
        counselling.set_follow_up(uow, request, date(2026, 11, 20))
        call = grants.add_call(uow, "Bando", 1, date(2026, 11, 1), date(2026, 11, 30), Decimal(2000), Decimal(4000))
        project = builders.application(uow, call, "Orti", "Vicini", 2, municipalities=[builders.RHO])
        grants.add_member(uow, project, persons[0])
    month = date(2026, 11, 1), date(2026, 11, 30)
    with workspace.read() as reader:
        sheet = attendance.register_of(reader, class_id)
        room = check_in.present(reader, session_id)
        return {
            "classes": [(row.label, row.pupils, row.held, row.overdue) for row in schools.classes(reader, 2026)],
            "in place": len(schools.classes(reader, place=builders.RHO)),
            "sheet": [(row.number, row.attended, row.held, row.at_risk) for row in sheet.rows],
            "eligible": [row.reason for row in eligibility.eligibility(reader, class_id)],
            "number": certificates.next_number(reader, 2026),
            "labs": [(row.name, row.held, row.last_met_at) for row in labs.labs(reader, builders.RHO)],
            "room": (room.inside, room.named, room.volunteers, room.unnamed),
            "regulars": [(row.given, row.times) for row in regulars.regulars(reader, lab_id, session_id)],
            "suggested": [row.family for row in regulars.suggest(reader, session_id, "ro au")],
            "found": [hit.title for hit in search.find(reader, "ross").people],
            "similar": [(row.given, row.likeness) for row in people.similar(reader, "Rosi", "Aurora")],
            "duplicates": [(row.first_name, row.likeness) for row in duplicates.duplicates(reader)],
            "evening": [(row.given, row.ticked) for row in evening.evening(reader, session_id).rows],
            "hours": volunteering.hours(reader, *month).minutes,
            "by person": [(row.given, row.minutes) for row in volunteering.find_volunteers(reader, "ro", 5)],
            "agenda": [(row.kind, row.title, row.state) for row in today.agenda(reader)],
            "inbox": [(row.kind, row.title, row.day, row.count) for row in inbox.to_complete(reader)],
            "contacts": [(row.kind, row.answered) for row in desk_lists.contacts(reader, *month)],
            "due": [row.follow_up_on for row in desk_lists.due_follow_ups(reader)],
            "events": [(row.name, row.municipality) for row in events.events(reader, *month, builders.RHO)],
            "call": [(row.title, row.towns, row.members) for row in grant_lists.applications(reader, call)],
            "month": today.month_figures(reader),
            "places": [row.name for row in places.places(reader)],
        }


def test_the_same_work_gives_the_same_rows(workspace, central):
    assert seen(workspace) == seen(central)
