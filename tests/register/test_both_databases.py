"""The same work gives the same rows on SQLite and on PostgreSQL."""

from datetime import date
from decimal import Decimal

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.domain.competence import SubArea
from op_desktop.domain.counselling import FAMILY, ContactKind
from op_desktop.domain.quiz import Phase
from op_desktop.metrics.definitions import LEARNING
from op_desktop.metrics.engine import compute, listing
from op_desktop.metrics.scope import Scope
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
from tests.quiz_scene import bank_of, count, sit


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


def learned(workspace):
    """The figures of two classes, one with sheets and one counted by hands, and the rows they come from."""
    bank = bank_of("ABN", "BNO")
    with workspace.write("Tests") as uow:
        school = builders.school(uow)
        sheets, hands = (builders.school_class(uow, name=name, seats=8, school_id=school) for name in ("2B", "2C"))
        sit(uow, sheets, Phase.PRE, bank, dict.fromkeys(range(1, 7), (1, 0, 0)))
        sit(uow, sheets, Phase.POST, bank, dict.fromkeys(range(1, 8), (1, 1, 0)))
        count(uow, hands, Phase.PRE, bank, ((3, 4, 0, 1), (1, 1, 1, None), (0, 8, 0, 0)))
        count(uow, hands, Phase.POST, bank, ((7, 1, 0, 0), (0, 8, 0, 0), (1, 0, 6, 1)))
    autumn = Scope(first_day=date(2026, 9, 1), end_day=date(2026, 12, 1))
    with workspace.read() as reader:
        figures = [compute(reader, metric, autumn) for metric in LEARNING]
        rows = [
            (row.entity, row.activity, row.what, row.weight, row.base, row.named)
            for metric in LEARNING
            for row in sorted(listing(reader, metric, autumn), key=lambda row: (row.activity, row.what or ""))
        ]
    return [(figure.value, figure.rows, dict(figure.parts)) for figure in figures], rows


def test_the_same_work_gives_the_same_rows(workspace, central):
    """Of the class counted by hands A and N are told, of eight pupils; B was asked of three before and is not."""
    assert seen(workspace) == seen(central)
    figures, rows = learned(workspace)
    assert [row for row in rows if row[0].startswith("quiz_hands")] == [
        ("quiz_hands_pre", "2C – Scuola media Aurora", SubArea.PRICES, 3, 8, 8),
        ("quiz_hands_pre", "2C – Scuola media Aurora", SubArea.CREDIT, 0, 8, 8),
        ("quiz_hands_post", "2C – Scuola media Aurora", SubArea.PRICES, 7, 8, 8),
        ("quiz_hands_post", "2C – Scuola media Aurora", SubArea.CREDIT, 6, 8, 8),
    ]
    right, asked = ([sum(row[place] for row in rows if row[0].endswith(phase)) for phase in ("_pre", "_post")]
                    for place in (3, 4))  # fmt: skip
    assert [value for value, _rows, _parts in figures] == [
        (200 * part + whole) // (2 * whole) for part, whole in zip(right, asked, strict=True)
    ]
    assert [(count, parts) for _value, count, parts in figures] == [
        (4, {"classes": 2, "right": part, "asked": whole}) for part, whole in zip(right, asked, strict=True)
    ]
    assert (figures, rows) == learned(central)
