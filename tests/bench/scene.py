"""A lab with many meetings and people, filled in bulk."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import new_id
from op_desktop.workspace import Workspace

FAMILY = ("Rossi", "El Amrani", "D'Amico", "Fattori", "Popescu", "Petrović", "De Luca", "Ben Salah", "Zhang", "Hoxha")
GIVEN = ("Maria", "Fatima", "Luca", "Ștefania", "Adam", "Chiara", "Wei", "Ivana", "Davide", "Nadia", "Anna", "Marco")
FIRST_DAY = datetime(2020, 1, 7, 14, 30)


def invented_people(number: int, rng: Random) -> list[Person]:
    """People with names that repeat as names do; a syllable keeps most of them apart."""
    syllables = ("", "ni", "ra", "lo", "ste", "vi", "mo", "na")
    return [
        Person(
            id=new_id(),
            family_name=rng.choice(FAMILY) + rng.choice(syllables) + rng.choice(syllables),
            given_name=rng.choice(GIVEN) + rng.choice(syllables),
        )
        for _each in range(number)
    ]


def programme(workspace: Workspace, *, sessions: int, people: int) -> tuple[list[LabSession], list[Person]]:
    """One lab, its meetings, and the people who may come."""
    town = Municipality.of(code="015182", cadastral_code="H264", name="Rho", postal_code="20017")
    lab = Lab(id=new_id(), name="Spazio Compiti", municipality_id=town.id)
    held = [
        LabSession(id=new_id(), lab_id=lab.id, starts_at=FIRST_DAY + timedelta(days=number % 2000))
        for number in range(sessions)
    ]
    known = invented_people(people, Random(1))
    with workspace.write("Scene") as uow:
        uow.put_all([town, lab, *held, *known])
    return held, known


def attendances(workspace: Workspace, sessions: Sequence[LabSession], people: Sequence[Person], rng: Random) -> None:
    """A hundred people at each meeting, in one save."""
    with workspace.write("Attendances") as uow:
        for session in sessions:
            uow.put_all(
                Attendance.of(session_id=session.id, person_id=person.id, arrived_at=session.starts_at)
                for person in rng.sample(people, 100)
            )
