"""The training workspace: a term of invented work around today, with something in every list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from op_desktop.demo import term_classes, term_desks, term_grants, term_labs
from op_desktop.demo.dice import Dice
from op_desktop.demo.territory import cafe_id
from op_desktop.domain.account import Account
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.domain.school import school_year
from op_desktop.language import _
from op_desktop.register.places import seed_reference
from op_desktop.workspace import Workspace


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
            list(term_desks.contact_records(dice, today, gathering.people)),
            list(term_desks.event_records(dice, today, gathering.people, operator)),
            list(term_grants.grant_records(today, gathering.people, (administrator, operator))),
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
