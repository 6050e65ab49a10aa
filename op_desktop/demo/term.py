"""The training workspace: a term of invented work around today, with something in every list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from op_desktop.demo import term_classes, term_labs
from op_desktop.demo.crowd import at
from op_desktop.demo.dice import Dice
from op_desktop.demo.seasons import day_off
from op_desktop.demo.territory import cafe_id, town_id
from op_desktop.domain.account import Account
from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.counselling import FAMILY, HOUSING, SAVINGS, WORK, Consultation, ContactKind, ContactStatus
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.person import Person
from op_desktop.domain.record import Record, RecordId, joined_id
from op_desktop.domain.school import Status, school_year
from op_desktop.language import _
from op_desktop.register.places import seed_reference
from op_desktop.workspace import Workspace

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


@dataclass(frozen=True, slots=True)
class Training:
    """Where to look in a filled training workspace."""

    educator: RecordId
    operator: RecordId
    administrator: RecordId
    class_2b: RecordId
    lesson_today: RecordId
    """The third lesson of 2ªB, at 10:15, with nothing marked yet."""
    finished_class: RecordId
    """A class that has had all its lessons and no certificates yet."""
    lab: RecordId
    session_today: RecordId
    """Spazio Compiti at 14:30, with nobody in yet."""
    records: int


def fill_training(workspace: Workspace, today: date) -> Training:
    """Write a term around a day into a training workspace, in one save; takes a second or two."""
    dice = Dice(2015)
    educator, operator, administrator, colleague = (_account_id(name) for name in _PEOPLE)
    year = school_year(today)
    gathering = term_labs.Gathering(dice, today, operator)
    with workspace.write(_("Demo data")) as uow:
        records = seed_reference(uow)
        for group in (
            list(_accounts()),
            list(term_classes.class_records(dice, today, educator, colleague)),
            list(gathering.records()),
            list(_contacts(dice, today, gathering.people)),
            list(_events(dice, today, gathering.people)),
        ):
            uow.put_all(group)
            records += len(group)
    second_b, finished = term_classes.PLANS[0], term_classes.PLANS[3]
    return Training(
        educator=educator,
        operator=operator,
        administrator=administrator,
        class_2b=term_classes.class_id(second_b, year),
        lesson_today=term_classes.lesson_id(second_b, year, second_b.held + 1),
        finished_class=term_classes.class_id(finished, year),
        lab=term_labs.lab_id(term_labs.HOMEWORK),
        session_today=term_labs.today_session_id(term_labs.HOMEWORK, today),
        records=records,
    )


_PEOPLE = ("Marta Colombo", "Davide Sala", "Chiara Monti", "Elena Ferrario")


def _account_id(name: str) -> RecordId:
    return joined_id("demo", ["account", name])


def _accounts() -> Iterator[Account]:
    educator, operator, administrator, colleague = _PEOPLE
    yield Account(id=_account_id(educator), name=educator, educator=True)
    yield Account(id=_account_id(operator), name=operator, operator=True, venue_id=cafe_id("Rho"))
    yield Account(id=_account_id(administrator), name=administrator, administrator=True)
    yield Account(id=_account_id(colleague), name=colleague, educator=True)


def _contacts(dice: Dice, today: date, people: Sequence[Person]) -> Iterator[Consultation]:
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
            yield Consultation(
                id=dice.id_at(moment), area=area, starts_at=moment, minutes=None if ahead else 45,
                kind=ContactKind.REQUEST if area == FAMILY and dice.happens(0.4) else ContactKind.CONSULTATION,
                person_id=None if dice.happens(0.15) else dice.choice(people).id,
                venue_id=cafe_id(dice.choice(("Rho", "Rho", "Lainate"))),
                status=ContactStatus.PLANNED if ahead else done,
            )  # fmt: skip


def _events(dice: Dice, today: date, people: Sequence[Person]) -> Iterator[Record]:
    for name, town, off, headcount, method in _EVENTS:
        starts_at = at(today + timedelta(days=off), "18:30")
        event = CommunityEvent(
            id=dice.id_at(starts_at), name=name, starts_at=starts_at, ends_at=starts_at + timedelta(hours=3),
            municipality_id=town_id(town), venue_id=cafe_id(town), headcount=headcount, method=method,
            status=Status.PLANNED if headcount is None else Status.HELD,
        )  # fmt: skip
        yield event
        if headcount is not None:
            for person in dice.some(people, 6):
                yield EventParticipant.of(event_id=event.id, person_id=person.id)
