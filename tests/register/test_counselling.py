"""Help desks: follow-ups, people sent on, groups, and a month counted by persons and by contacts."""

from datetime import date, datetime, timedelta

import pytest

from op_desktop.domain.counselling import FAMILY, GROUPS, WORK, Consultation, ContactKind, ContactStatus, Outcome
from op_desktop.domain.record import shape
from op_desktop.metrics.desk_metrics import ACCESSES, PERSONS
from op_desktop.metrics.engine import compute
from op_desktop.metrics.scope import Scope
from op_desktop.register import counselling, duplicates
from op_desktop.register.desk_lists import contacts, due_follow_ups, glance, people_at_desk, referrals
from op_desktop.register.help_areas import add_area, area_names, areas, offer_area, rename_area
from op_desktop.register.inbox import InboxKind, to_complete
from op_desktop.register.meetings import MeetingInFuture
from op_desktop.register.places import add_venue, seed_reference, venues
from op_desktop.register.schools import NameMissing
from op_desktop.storage.clock import ROME
from op_desktop.sync.consolidation import consolidate
from op_desktop.sync.identity import join
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace
from tests import builders
from tests.builders import at

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
FREE_WORDS = {"outcome", "area"}
"""Fields of a contact that are texts: a code of ours each, no words about a talk."""


def row_of(reader, contact_id):
    """A contact as the lists tell it."""
    return next(row for row in contacts(reader, *NOVEMBER) if row.id == contact_id)


def desks(reader):
    return [row.id for row in venues(reader)][:2]


def test_a_month_tells_contacts_persons_and_those_without_a_name_apart(workspace):
    with workspace.write("Scene") as uow:
        ada, other_ada, ugo = builders.persons(uow, "Ada Riva", "Ada Riva", "Ugo Sala")
        for person in (ada, other_ada, ugo, None):
            counselling.add_contact(uow, WORK, person_id=person, starts_at=at("2026-11-10T09:00"))
        counselling.add_contact(uow, FAMILY, kind=ContactKind.REQUEST, person_id=ada, starts_at=at("2026-11-11T09:00"))
        counselling.add_contact(uow, FAMILY, starts_at=at("2026-11-12T09:00"), status=ContactStatus.NO_SHOW)
        counselling.keep_contact(
            uow, counselling.ContactDraft(area=GROUPS, starts_at=at("2026-11-12T17:00"), group_size=9)
        )
        duplicates.link_same(uow, ada, other_ada)
        month = glance(uow, contacts(uow, *NOVEMBER), [WORK, FAMILY, GROUPS])
        scope = Scope(first_day=NOVEMBER[0], end_day=date(2026, 12, 1))
        figures = [compute(uow, metric, scope).value for metric in (ACCESSES, PERSONS)]
    work, family, groups = month.areas
    assert (work.contacts, work.people, work.unnamed) == (4, 2, 1)
    assert (family.contacts, family.requests, family.people, family.no_shows) == (1, 1, 1, 1)
    assert (groups.contacts, groups.people, groups.in_groups) == (1, 0, 9)
    assert [month.whole.contacts, month.whole.people] == figures == [6, 2]


def test_follow_ups_come_by_their_day_and_stay_until_an_outcome_is_chosen(workspace):
    with workspace.write("Scene") as uow:
        days = {}
        for day in (28, 12, 20):
            contact = counselling.add_contact(uow, WORK, starts_at=at("2026-11-02T09:00"))
            counselling.set_follow_up(uow, contact, date(2026, 11, day))
            days[day] = contact
        with pytest.raises(counselling.DayBefore):
            counselling.set_follow_up(uow, days[12], date(2026, 11, 1))
        assert [row.id for row in due_follow_ups(uow, date(2026, 12, 31))] == [days[12], days[20], days[28]]
        waiting = [row for row in to_complete(uow) if row.kind is InboxKind.FOLLOW_UP_DUE]
        assert [(row.id, row.title) for row in waiting] == [
            (days[12], "Job orientation"),
            (days[20], "Job orientation"),
        ]
        with pytest.raises(counselling.OutcomeMissing):
            counselling.close_follow_up(uow, days[12], None)
        counselling.close_follow_up(uow, days[12], Outcome.NOT_REACHED)
        assert [row.id for row in due_follow_ups(uow)] == [days[20]]
        assert row_of(uow, days[12]).outcome == Outcome.NOT_REACHED


def test_nothing_of_a_talk_can_be_written(workspace):
    texts = {each.name for each in shape(Consultation) if each.python is str and not each.rule.refers}
    assert texts == FREE_WORDS


def test_an_appointment_is_no_no_show_before_its_day(workspace):
    with workspace.write("Scene") as uow:
        tomorrow = (uow.now + timedelta(days=1)).replace(tzinfo=None)
        coming = counselling.add_contact(uow, WORK, starts_at=tomorrow, status=ContactStatus.PLANNED)
        with pytest.raises(MeetingInFuture):
            counselling.set_status(uow, coming, ContactStatus.NO_SHOW)
        counselling.set_status(uow, coming, ContactStatus.CANCELLED)
        assert row_of(uow, coming).status is ContactStatus.CANCELLED


def test_who_was_at_a_desk_last_is_proposed_first(workspace):
    with workspace.write("Scene") as uow:
        ada, anna = builders.persons(uow, "Ada Riva", "Anna Riva")
        assert [hit.id for hit, _last in people_at_desk(uow, "riv")] == [ada, anna]
        counselling.add_contact(uow, WORK, person_id=anna, starts_at=at("2026-11-10T09:00"))
        assert [(hit.id, last) for hit, last in people_at_desk(uow, "riv")] == [
            (anna, date(2026, 11, 10)), (ada, None),
        ]  # fmt: skip


def test_areas_are_named_added_and_offered_no_longer(workspace):
    with workspace.write("Areas") as uow:
        debts = add_area(uow, "Riequilibriamoci", "Rebalancing")
        rename_area(uow, debts, "Operazione riequilibriamoci", "Rebalancing")
        contact = counselling.add_contact(uow, areas(uow)[-1].code, starts_at=at("2026-11-10T09:00"))
        offer_area(uow, debts, offered=False)
        with pytest.raises(NameMissing):
            add_area(uow, " ")
    with workspace.read() as reader:
        assert [area.code for area in areas(reader)] == ["work", "family", "savings", "housing", "groups"]
        assert area_names(reader)[row_of(reader, contact).area] == "Rebalancing"


def test_a_person_sent_on_is_seen_by_both_desks_once_their_packages_met(tmp_path):
    """Rho sends Ada to Lainate; Lainate meets her; each sees it after the exchange of one package."""
    moment = datetime(2026, 11, 24, 10, 3, tzinfo=ROME)
    rho, lainate = (
        Workspace.open(tmp_path / name, wall=lambda: moment, label=name, training=True) for name in ("rho", "lainate")
    )
    for number, workspace in enumerate((rho, lainate), start=1):
        with workspace.write("Set up") as uow:
            seed_reference(uow)
        join(workspace, code=f"D0{number}", centre="")
    with rho.write("Sent on") as uow:
        here, there = desks(uow)
        (ada,) = builders.persons(uow, "Ada Riva")
        contact = counselling.add_contact(uow, WORK, person_id=ada, venue_id=here, starts_at=at("2026-11-20T09:00"))
        with pytest.raises(counselling.SameDesk):
            counselling.refer(uow, contact, here)
        counselling.refer(uow, contact, there)
    consolidate(lainate, [hand_over(rho, tmp_path / "out").path], accept_new=True)
    with lainate.write("Met") as uow:
        (sent,) = referrals(uow, there)
        assert (sent.id, sent.given, sent.venue) == (contact, "Ada", row_of(uow, contact).venue)
        assert referrals(uow, here) == []
        talk = counselling.answer_request(uow, contact, at("2026-11-23T09:00"))
        assert (row_of(uow, talk).venue_id, referrals(uow, there)) == (there, [])
    consolidate(rho, [hand_over(lainate, tmp_path / "back").path], accept_new=True)
    with rho.read() as reader:
        row = row_of(reader, contact)
        assert (row.answered, row.answered_at) == (ContactStatus.DONE, at("2026-11-23T09:00"))
        assert [each.id for each in contacts(reader, *NOVEMBER, place=there)] == [talk]
    rho.close()
    lainate.close()


def test_who_did_not_come_waits_at_the_other_desk_until_a_talk_took_place(workspace):
    with workspace.write("Sent on") as uow:
        here, there = (add_venue(uow, name, builders.RHO) for name in ("Casa", "Sportello"))
        contact = counselling.add_contact(uow, "work", starts_at=at("2026-11-10T09:00"), venue_id=here)
        counselling.refer(uow, contact, there)
        missed, off, met, coming = (
            counselling.answer_request(uow, contact, at(day))
            for day in ("2026-11-12T09:00", "2026-11-13T09:00", "2026-11-16T09:00", "2026-11-30T09:00")
        )
        counselling.set_status(uow, missed, ContactStatus.NO_SHOW)
        counselling.set_status(uow, off, ContactStatus.CANCELLED)
        (sent,) = referrals(uow, there, answered=True)
        assert (sent.answered, sent.answered_at) == (ContactStatus.DONE, at("2026-11-16T09:00"))
        counselling.remove_contact(uow, met)
        (sent,) = referrals(uow, there, answered=True)
        assert (sent.answered, sent.answered_at) == (ContactStatus.PLANNED, at("2026-11-30T09:00"))
        assert referrals(uow, there) == []
        counselling.remove_contact(uow, coming)
        assert [row.id for row in referrals(uow, there)] == [contact]
