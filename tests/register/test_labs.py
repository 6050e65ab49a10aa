"""Labs, their meetings and the sign-in desk."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from op_desktop.domain.attendance import AgeBand, Attendance, CountMethod, UnnamedEntry
from op_desktop.domain.lab import LabState
from op_desktop.domain.volunteering import Activity
from op_desktop.register import check_in, labs, regulars, sessions
from op_desktop.register.hours_subject import Moments, Subject
from op_desktop.register.meetings import MeetingInFuture, RegisterClosed, RegisterState
from op_desktop.storage.tables import TABLE_OF
from tests import builders
from tests.builders import at


@pytest.fixture
def tonight(workspace):
    """A lab with six regulars over twenty weeks, and its meeting of today."""
    with workspace.write("Scene") as uow:
        lab_id = builders.lab(uow)
        people = builders.persons(uow, "Fatima El Amrani", "Aurora Rossi", "Denis Hoxha", "Wei Zhang", "Ivana Petrović")
        builders.weekly_meetings(uow, lab_id, at("2026-11-17T14:30"), 12, people[:4])
        builders.weekly_meetings(uow, lab_id, at("2026-11-18T14:30"), 8, people[:2])
        session_id = sessions.open_session(uow, lab_id)
    return lab_id, session_id, people


def room(workspace, session_id):
    with workspace.read() as reader:
        return check_in.present(reader, session_id)


def test_tonights_meeting_is_proposed_with_its_time_and_place_and_opened_once(workspace):
    with workspace.write("Scene") as uow:
        lab_id = builders.lab(uow)
    with workspace.read() as reader:
        proposal = sessions.propose_session(reader, lab_id)
        assert (proposal.starts_at, proposal.minutes, proposal.session_id) == (at("2026-11-24T14:30"), 150, None)
    with workspace.write("Open") as uow:
        opened = sessions.open_session(uow, lab_id)
        assert sessions.open_session(uow, lab_id) == opened
    with workspace.read() as reader:
        (row,) = sessions.sessions_of_day(reader, date(2026, 11, 24))
    assert (row.id, row.state, row.named, row.unnamed) == (opened, RegisterState.TODO, 0, 0)
    assert room(workspace, opened).inside == 0


def test_a_usual_time_that_is_none_in_a_package_of_another_device_stops_nobody(workspace):
    with workspace.write("Scene") as uow:
        lab_id = labs.add_lab(uow, "Sartoria", builders.RHO, starts="dopo le tre")
    with workspace.read() as reader:
        assert sessions.propose_session(reader, lab_id).starts_at == at("2026-11-24T10:03")
        subject = Subject(Activity.LAB, lab_id)
        assert not Moments(reader, subject, date(2026, 11, 24), date(2026, 11, 24)).on(date(2026, 11, 24)).timed


def test_whoever_comes_in_counts_once_and_stands_on_top(workspace, tonight):
    _lab, session_id, people = tonight
    with workspace.write("Check in") as uow:
        check_in.check_in(uow, session_id, people[0], at("2026-11-24T14:30"))
        check_in.check_in(uow, session_id, people[1], at("2026-11-24T14:52"))
        check_in.check_in(uow, session_id, people[1], at("2026-11-24T14:55"))
        check_in.check_in(uow, session_id, people[4], at("2026-11-24T14:40"), volunteer=True)
        check_in.add_unnamed(uow, session_id, 3, AgeBand.CHILDREN)
    found = room(workspace, session_id)

    assert (found.inside, found.named, found.volunteers, found.unnamed) == (6, 2, 1, 3)
    assert [entry.given for entry in found.entries] == ["Aurora", "Ivana", "Fatima", ""]
    assert found.entries[1].minutes == 150

    with workspace.write("Leave") as uow:
        check_in.check_out(uow, session_id, people[0])
        check_in.undo_check_in(uow, session_id, people[4])
        assert check_in.take_unnamed(uow, session_id, 2) == 2
    found = room(workspace, session_id)
    assert (found.inside, found.named, found.volunteers, found.unnamed) == (2, 2, 0, 1)


def test_who_mostly_gave_hours_here_comes_in_as_a_volunteer(workspace, tonight):
    lab_id, session_id, people = tonight
    with workspace.write("Scene") as uow:
        earlier = sessions.plan_session(uow, lab_id, at("2026-11-20T14:30"))
        check_in.check_in(uow, earlier, people[4], volunteer=True)
        check_in.check_in(uow, earlier, people[0], volunteer=True)
        sessions.close_session(uow, earlier)
    with workspace.write("Check in") as uow:
        for person_id in (people[0], people[4]):
            check_in.check_in(uow, session_id, person_id)

    kinds = {entry.given: entry.kind for entry in room(workspace, session_id).entries}
    assert kinds == {"Fatima": "participant", "Ivana": "volunteer"}


def test_fewer_unnamed_people_never_become_less_than_none(workspace, tonight):
    _lab, session_id, _people = tonight
    with workspace.write("Count") as uow:
        check_in.add_unnamed(uow, session_id, 2)
        check_in.add_unnamed(uow, session_id, 3)
        assert check_in.take_unnamed(uow, session_id, 4) == 4
        assert check_in.take_unnamed(uow, session_id, 4) == 1
    assert room(workspace, session_id).unnamed == 0
    with workspace.write("Count") as uow, pytest.raises(check_in.PeopleUnfit):
        check_in.add_unnamed(uow, session_id, 0)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("+12", "it", [(12, AgeBand.UNSAID)]),
        ("+9a 3b", "it", [(9, AgeBand.ADULTS), (3, AgeBand.CHILDREN)]),
        ("+ 9A, 3B", "it", [(9, AgeBand.ADULTS), (3, AgeBand.CHILDREN)]),
        ("+9a 3c", "en", [(9, AgeBand.ADULTS), (3, AgeBand.CHILDREN)]),
        ("+9a 3c", "it", []),
        ("+", "it", []),
        ("+0", "it", []),
        ("12", "it", []),
        ("+1234", "it", []),
        ("+12 fat", "it", []),
    ],
)
def test_unnamed_people_as_typed(text, language, expected):
    assert list(check_in.parse_unnamed(text, language)) == expected


def test_regulars_still_expected_come_by_frequency(workspace, tonight):
    lab_id, session_id, people = tonight
    with workspace.write("Check in") as uow:
        check_in.check_in(uow, session_id, people[1])
    with workspace.read() as reader:
        rows = regulars.regulars(reader, lab_id, session_id)
    assert [(row.given, row.times, row.out_of) for row in rows] == [
        ("Fatima", 20, 20), ("Denis", 12, 20), ("Wei", 12, 20)]  # fmt: skip
    assert rows[0].last_day == date(2026, 11, 18)


def test_of_those_who_came_here_as_often_the_latest_is_proposed_first(workspace, tonight):
    lab_id, session_id, _people = tonight
    with workspace.write("Scene") as uow:
        long_ago, lately = builders.persons(uow, "Sara Verdi", "Sara Blu")
        builders.weekly_meetings(uow, lab_id, at("2026-11-05T14:30"), 1, [long_ago])
        builders.weekly_meetings(uow, lab_id, at("2026-11-19T14:30"), 1, [lately])
    with workspace.read() as reader:
        found = [row.person_id for row in regulars.suggest(reader, session_id, "sara")]
    assert found == [lately, long_ago]


def test_a_person_whose_two_words_begin_so_takes_one_place(workspace, tonight):
    _lab, session_id, _people = tonight
    with workspace.write("Scene") as uow:
        other = builders.lab(uow, "Scuola di italiano")
        twice = builders.persons(uow, *[f"Maria Marini{sign}" for sign in "abc"])
        once = builders.persons(uow, "Mario Bruni")
        builders.weekly_meetings(uow, other, at("2026-11-16T18:30"), 3, twice)
        builders.weekly_meetings(uow, other, at("2026-11-23T18:30"), 1, once)
    with workspace.read() as reader:
        found = [row.person_id for row in regulars.suggest(reader, session_id, "mar", 4)]
    assert (set(found[:3]), found[3:]) == (set(twice), once)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_who_comes_anywhere_is_ranked_by_visits_at_meetings_that_have_arrived(workspace, tonight, limit):
    _lab, session_id, _people = tonight
    with workspace.write("Scene") as uow:
        other = builders.lab(uow, "Scuola di italiano")
        people = builders.persons(uow, "Marta Uno", "Marta Due", "Marta Tre", "Marta Quattro", "Marta Cinque")
        for place, times in enumerate((2, 4, 3, 3)):
            builders.weekly_meetings(uow, other, at(f"2026-11-{12 + place}T18:30"), times, [people[place]])
        signed = TABLE_OF[Attendance]
        one = dict(uow.connection.execute(select(signed).limit(1)).mappings().one())
        # Signed at meetings of a device whose package is not here yet.
        strangers = [{"id": f"away-{n}", "session_id": f"unknown-{n}", "person_id": people[0]} for n in range(6)]
        uow.connection.execute(insert(signed), [one | stranger for stranger in strangers])
    with workspace.read() as reader:
        found = [row.person_id for row in regulars.suggest(reader, session_id, "marta", limit)]
    # The third and the fourth came as often: who came last stands before.
    assert found == [people[1], people[3], people[2], people[0], people[4]][:limit]


def test_suggestions_know_who_comes_here_then_who_comes_anywhere_and_hide_who_is_in(workspace, tonight):
    _lab, session_id, people = tonight
    with workspace.write("Scene") as uow:
        other = builders.lab(uow, "Scuola di italiano")
        often, rare, never = builders.persons(uow, "Fattah Issa", "Fattima Rossi", "Fatou Ba")
        builders.weekly_meetings(uow, other, at("2026-11-16T18:30"), 5, [often])
        builders.weekly_meetings(uow, other, at("2026-11-23T18:30"), 1, [rare])

    def suggested(text, limit=6):
        with workspace.read() as reader:
            return [row.person_id for row in regulars.suggest(reader, session_id, text, limit)]

    assert suggested("fat") == [people[0], often, rare, never]
    assert suggested("FÀT", 2) == [people[0], often]
    assert suggested("ros") == [people[1], rare]
    assert suggested("fat ros") == [rare]
    assert suggested("xyz") == suggested("") == suggested("+") == []
    with workspace.write("Check in") as uow:
        check_in.check_in(uow, session_id, people[0])
    assert suggested("fat") == [often, rare, never]


def test_a_closed_meeting_tells_its_totals_and_can_be_reopened(workspace, tonight):
    _lab, session_id, people = tonight
    with workspace.write("Close") as uow:
        check_in.check_in(uow, session_id, people[0])
        row = sessions.close_session(uow, session_id, headcount=14)
    assert (row.state, row.named, row.headcount) == (RegisterState.CLOSED, 1, 14)
    with workspace.write("Check in") as uow, pytest.raises(RegisterClosed):
        check_in.check_in(uow, session_id, people[1])
    with workspace.write("Reopen") as uow:
        sessions.reopen_session(uow, session_id)
        check_in.check_in(uow, session_id, people[1])
    assert room(workspace, session_id).named == 2


def test_a_paper_sheet_typed_the_next_morning_tells_no_hours(workspace, tonight):
    lab_id, _session, people = tonight
    with workspace.write("Yesterday") as uow:
        evening = sessions.plan_session(uow, lab_id, at("2026-11-23T20:45"))
        check_in.check_in(uow, evening, people[0], volunteer=False)
        check_in.check_in(uow, evening, people[4], volunteer=True)
        check_in.add_unnamed(uow, evening, 3)
    entries = room(workspace, evening).entries
    assert [(entry.kind, entry.at) for entry in entries] == [
        ("volunteer", at("2026-11-23T20:45")), ("participant", None), ("unnamed", None)]  # fmt: skip


def test_the_count_of_a_room_stands_beside_what_was_noted_and_never_replaces_it(workspace, tonight):
    _lab, session_id, people = tonight
    with workspace.write("Count") as uow:
        check_in.check_in(uow, session_id, people[0])
        check_in.count_room(uow, session_id, 14, CountMethod.ESTIMATE)
        check_in.add_unnamed(uow, session_id, 2, AgeBand.CHILDREN)
        check_in.add_unnamed(uow, session_id, 5, method=CountMethod.TICKETS)
    with workspace.read() as reader:
        row = sessions.session_header(reader, session_id)
        entries = reader.all(UnnamedEntry)
    assert (row.headcount, row.method, row.named, row.unnamed, row.noted) == (14, CountMethod.ESTIMATE, 1, 7, 8)
    assert [(each.people, each.band, each.method) for each in entries] == [
        (2, AgeBand.CHILDREN, CountMethod.ESTIMATE), (5, AgeBand.UNSAID, CountMethod.TICKETS)]  # fmt: skip
    with workspace.write("Take back") as uow:
        check_in.count_room(uow, session_id, None, CountMethod.COUNTED)
        with pytest.raises(check_in.PeopleUnfit):
            check_in.count_room(uow, session_id, 10_000, CountMethod.COUNTED)
    with workspace.read() as reader:
        assert sessions.session_header(reader, session_id).headcount is None


def test_a_meeting_of_tomorrow_is_not_closed_today(workspace):
    with workspace.write("Scene") as uow:
        ahead = sessions.plan_session(uow, builders.lab(uow), at("2026-11-25T14:30"))
    with workspace.write("Close") as uow, pytest.raises(MeetingInFuture):
        sessions.close_session(uow, ahead)


def test_a_labs_row_follows_its_state_and_its_meetings(workspace, tonight):
    lab_id, session_id, _people = tonight
    with workspace.read() as reader:
        (row,) = labs.labs(reader, builders.RHO)
        assert labs.labs(reader, builders.ARESE) == []
    assert (row.held, row.last_met_at, row.next_session_id) == (20, at("2026-11-18T14:30"), session_id)
    assert row.state is LabState.ACTIVE

    with workspace.write("Close the lab") as uow:
        labs.set_state(uow, lab_id, LabState.CLOSED, date(2026, 12, 1))
    with workspace.read() as reader:
        assert labs.lab_header(reader, lab_id).state is LabState.ACTIVE
    with workspace.write("Close the lab") as uow:
        labs.set_state(uow, lab_id, LabState.CLOSED, date(2026, 11, 24))
    with workspace.read() as reader:
        assert labs.labs(reader) == []
        assert [row.id for row in labs.labs(reader, closed=True)] == [lab_id]
