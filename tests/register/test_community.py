"""Events, help desks and the grant call."""

from datetime import date
from decimal import Decimal

import pytest

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.counselling import FAMILY, WORK, ContactKind, ContactStatus, Outcome
from op_desktop.domain.grant import Applicant, ApplicationStatus
from op_desktop.domain.school import Status
from op_desktop.register import (
    counselling,
    desk_lists,
    duplicates,
    event_people,
    events,
    grant_lists,
    grants,
    help_areas,
)
from op_desktop.register.meetings import MeetingInFuture, RegisterClosed
from tests import builders
from tests.builders import at

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


def test_an_event_counts_the_named_and_the_counted_without_mixing_them(workspace):
    with workspace.write("Scene") as uow:
        event = events.add_event(uow, "Festa di via", at("2026-11-21T15:00"), municipality_id=builders.RHO)
        for person in builders.persons(uow, "Ada Riva", "Ugo Riva"):
            event_people.add_participant(uow, event, person)
        events.set_headcount(uow, event, 120, CountMethod.ESTIMATE)
        row = events.close_event(uow, event)
        with pytest.raises(RegisterClosed):
            events.set_headcount(uow, event, 10)
    assert (row.named, row.headcount, row.method, row.participants) == (2, 120, CountMethod.ESTIMATE, 120)
    assert row.status is Status.HELD
    with workspace.read() as reader:
        assert events.events(reader, *NOVEMBER, builders.RHO) == [row]
        assert events.events(reader, *NOVEMBER, builders.ARESE) == []


def test_an_event_without_a_count_has_its_named_participants(workspace):
    with workspace.write("Scene") as uow:
        event = events.add_event(uow, "Coro", at("2026-11-25T20:45"))
        (person,) = builders.persons(uow, "Ada Riva")
        event_people.add_participant(uow, event, person)
        assert events.event_header(uow, event).participants == 1
        with pytest.raises(MeetingInFuture):
            events.close_event(uow, event)


def test_a_request_leads_to_a_talk_of_its_own(workspace):
    with workspace.write("Scene") as uow:
        (person,) = builders.persons(uow, "Ada Riva")
        request = counselling.add_contact(uow, FAMILY, kind=ContactKind.REQUEST, person_id=person)
        talk = counselling.answer_request(uow, request, at("2026-11-27T10:00"))
        counselling.add_contact(uow, WORK, starts_at=at("2026-11-23T09:00"))
        with pytest.raises(counselling.NotARequest):
            counselling.answer_request(uow, talk, at("2026-11-28T10:00"))
        with pytest.raises(MeetingInFuture):
            counselling.set_status(uow, talk, ContactStatus.DONE)
    with workspace.read() as reader:
        rows = desk_lists.contacts(reader, *NOVEMBER)
        assert [row.id for row in desk_lists.contacts(reader, *NOVEMBER, area=FAMILY)] == [talk, request]
        assert [area.code for area in help_areas.areas(reader)] == ["work", "family", "savings", "housing", "groups"]
    assert [(row.kind, row.status, row.given, row.request_id) for row in rows] == [
        (ContactKind.CONSULTATION, ContactStatus.PLANNED, "Ada", request),
        (ContactKind.REQUEST, ContactStatus.DONE, "Ada", None),
        (ContactKind.CONSULTATION, ContactStatus.DONE, "", None),
    ]


def test_a_follow_up_is_due_until_somebody_says_what_came_of_it(workspace):
    with workspace.write("Scene") as uow:
        late = counselling.add_contact(uow, WORK, starts_at=at("2026-11-02T09:00"), follow_up_on=date(2026, 11, 20))
        counselling.add_contact(uow, WORK, starts_at=at("2026-11-02T09:00"), follow_up_on=date(2026, 11, 30))
        assert [row.id for row in desk_lists.due_follow_ups(uow)] == [late]
        with pytest.raises(counselling.OutcomeMissing):
            counselling.close_follow_up(uow, late, None)
        counselling.close_follow_up(uow, late, Outcome.SETTLED)
        assert desk_lists.due_follow_ups(uow) == []


@pytest.fixture
def call(workspace):
    with workspace.write("Scene") as uow:
        return grants.add_call(uow, "#Operazione Comunità", 2, date(2026, 9, 1), date(2026, 12, 31), Decimal(2000),
                               Decimal(44000))  # fmt: skip


def test_a_group_needs_ten_different_people(workspace, call):
    with workspace.write("Scene") as uow:
        draft = builders.application(
            uow, call, "Orti sospesi", "Vicini", 2, aim_ties=True, municipalities=[builders.RHO]
        )
        people = builders.persons(uow, *[f"Nome{n} Cognome{n}" for n in range(10)])
        for person in people:
            grants.add_member(uow, draft, person)
        duplicates.link_same(uow, people[0], people[1])
        with pytest.raises(grants.GroupTooSmall) as refused:
            grants.submit(uow, draft)
        assert refused.value.headline == "The group has 9 people: it takes at least 10."
        duplicates.unlink(uow, people[0], people[1])
        grants.submit(uow, draft)
        (row,) = grant_lists.applications(uow, call)
    assert (row.status, row.members, row.intercommunal) == (ApplicationStatus.SUBMITTED, 10, False)


def test_excluded_bodies_and_missing_facts_block_and_double_members_are_flagged(workspace, call):
    with workspace.write("Scene") as uow:
        people = builders.persons(uow, *[f"Nome{n} Cognome{n}" for n in range(10)])
        school = builders.application(uow, call, "Aula verde", "Istituto", 2, applicant=Applicant.SCHOOL)
        bare = builders.application(uow, call, "Banca del tempo", "Vicini", 1)
        for person in people:
            grants.add_member(uow, bare, person)
        grants.add_member(uow, school, people[3])
        with pytest.raises(grants.ApplicantExcluded):
            grants.submit(uow, school)
        with pytest.raises(grants.MunicipalityMissing):
            grants.submit(uow, bare)
        assert grant_lists.in_two_groups(uow, call) == {people[3]: tuple(sorted((school, bare)))}
        grants.remove_member(uow, school, people[3])
        assert grant_lists.in_two_groups(uow, call) == {}
