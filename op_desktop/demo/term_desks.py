"""Help desks and events of the training workspace."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from op_desktop.demo.crowd import at
from op_desktop.demo.dice import Dice
from op_desktop.demo.seasons import day_off
from op_desktop.demo.territory import cafe_id, town_id
from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.counselling import (
    FAMILY,
    GROUPS,
    HOUSING,
    SAVINGS,
    WORK,
    Consultation,
    ContactKind,
    ContactStatus,
    Outcome,
)
from op_desktop.domain.event import CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.person import Part, Person
from op_desktop.domain.record import Record, RecordId, joined_id
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift

_DESK_DAYS, _CONTACTS_A_DAY = 45, 4
_EVENTS = (
    ("Festa d’autunno", "Rho", -52, 180, CountMethod.ESTIMATE),
    ("Mercatino del riuso", "Lainate", -38, 96, CountMethod.COUNTED),
    ("Incontro: leggere la bolletta", "Settimo Milanese", -24, 31, CountMethod.COUNTED),
    ("Cena di quartiere", "Rho", -12, 74, CountMethod.TICKETS),
    ("Pulizia del parco", "Arese", -6, 42, CountMethod.COUNTED),
    ("Lettura ad alta voce", "Pregnana Milanese", 4, None, CountMethod.COUNTED),
    ("Concerto di cortile", "Rho", 18, None, CountMethod.COUNTED),
)
_LONG = "Festa d’autunno"
"""An event of three days."""
_PARTNERS = {"Mercatino del riuso": "Associazione commercianti", "Pulizia del parco": "Comune di Arese, Gruppo verde"}
_PROGRAMMES = {"Incontro: leggere la bolletta": "Risparmio in pratica", "Lettura ad alta voce": "Leggi che ti passa"}


def contact_records(dice: Dice, today: date, people: Sequence[Person]) -> Iterator[Consultation]:
    taken = 0
    areas, weights = (WORK, FAMILY, SAVINGS, HOUSING), (35, 48, 9, 8)
    for back in range(_DESK_DAYS, -1, -1):
        day = today - timedelta(days=back)
        if day_off(day) or day.weekday() > 4:
            continue
        for number in range(dice.near(_CONTACTS_A_DAY, 1.5, 1, 8)):
            moment = at(day, f"{dice.choice((9, 10, 11, 15, 16, 17))}:{dice.choice(('00', '30'))}")
            area = dice.choices(areas, weights)[0]
            ahead = back == 0 and number < 2
            done = ContactStatus.NO_SHOW if dice.happens(0.12) else ContactStatus.DONE
            contact = Consultation(
                id=dice.id_at(moment), area=area, starts_at=moment, minutes=None if ahead else 45,
                kind=ContactKind.REQUEST if area == FAMILY and dice.happens(0.4) else ContactKind.CONSULTATION,
                person_id=None if dice.happens(0.15) else dice.choice(people).id,
                venue_id=cafe_id(dice.choice(("Rho", "Rho", "Lainate"))),
                status=ContactStatus.PLANNED if ahead else done,
            )  # fmt: skip
            taken += 1
            yield from _what_became(contact, taken, today)
    yield from _groups(today)


def _what_became(contact: Consultation, number: int, today: date) -> Iterator[Consultation]:
    """The contact, some with a day to get in touch again, with a desk it was sent to, or with the talk it led to."""
    day = contact.starts_at.date()
    if contact.status is not ContactStatus.DONE or contact.person_id is None:
        yield contact
    elif contact.kind is ContactKind.REQUEST:
        yield contact
        talk = contact.starts_at + timedelta(days=4)
        if number % 3 and talk.date() < today and not day_off(talk.date()):
            yield Consultation(
                id=joined_id("demo", ["talk", contact.id]), area=contact.area, person_id=contact.person_id,
                starts_at=talk, minutes=45, venue_id=contact.venue_id, request_id=contact.id,
            )  # fmt: skip
    elif number % 8 == 0:
        yield replace(contact, referred_to_id=cafe_id("Settimo Milanese"))
    elif number % 6 == 0 and (today - day).days < 30:
        yield replace(contact, follow_up_on=max(day, today + timedelta(days=number % 13 - 8)))
    elif number % 6 == 0:
        yield replace(contact, outcome=Outcome.SETTLED)
    else:
        yield contact


def _groups(today: date) -> Iterator[Consultation]:
    for weeks, size in ((1, 9), (3, 12)):
        moment = at(today - timedelta(weeks=weeks), "17:00")
        yield Consultation(id=joined_id("demo", ["group", str(weeks)]), area=GROUPS, starts_at=moment, minutes=90,
                           venue_id=cafe_id("Rho"), group_size=size)  # fmt: skip


def event_records(dice: Dice, today: date, people: Sequence[Person], operator: RecordId) -> Iterator[Record]:
    for name, town, off, headcount, method in _EVENTS:
        starts_at = at(today + timedelta(days=off), "18:30")
        event = CommunityEvent(
            id=dice.id_at(starts_at), name=name, programme=_PROGRAMMES.get(name, ""),
            partners=_PARTNERS.get(name, ""), starts_at=starts_at, ends_at=starts_at + timedelta(hours=3),
            municipality_id=town_id(town), venue_id=cafe_id(town), headcount=headcount, method=method,
            status=Status.PLANNED if headcount is None else Status.HELD,
        )  # fmt: skip
        yield event
        if headcount is not None:
            for person in dice.some(people, 6):
                yield EventParticipant.of(event_id=event.id, person_id=person.id)
            yield from _helpers(event, people, operator)
        if name == _LONG:
            for more in (1, 2):
                yield EventDay.of(event_id=event.id, day=starts_at.date() + timedelta(days=more))


def _helpers(event: CommunityEvent, people: Sequence[Person], operator: RecordId) -> Iterator[Record]:
    for person, task in zip(people, (Task.WELCOME, Task.LOGISTICS), strict=False):
        yield EventParticipant.of(event_id=event.id, person_id=person.id, part=Part.COLLABORATOR)
        yield VolunteerShift(
            id=joined_id("demo", ["event", event.id, person.id]), person_id=person.id, activity=Activity.EVENT,
            event_id=event.id, starts_at=event.starts_at, minutes=180, task=task, confirmed_by=operator,
        )  # fmt: skip
