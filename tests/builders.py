"""Small ready scenes for tests: a class with lessons, a lab with meetings, people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from op_desktop.domain.lab import LabKind
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Enrolment, Level, Pupil, RosterMode
from op_desktop.domain.series import weekly
from op_desktop.register import attendance, check_in, grants, labs, lessons, people, rosters, schools, sessions
from op_desktop.register.places import municipality_id
from op_desktop.storage.unit_of_work import UnitOfWork

RHO = municipality_id("015182")
ARESE = municipality_id("015009")

PUPILS = (
    ("Abbate", "Lorenzo"), ("Ben Salah", "Yasmine"), ("Bianchi", "Sofia"), ("Brambilla", "Matteo"),
    ("Castelli", "Giorgia"), ("Cattaneo", "Edoardo"), ("Colombo", "Giulia"), ("Cozzi", "Alessandro"),
    ("De Luca", "Martina"), ("El Amrani", "Adam"), ("Ferrario", "Beatrice"), ("Galli", "Tommaso"),
    ("Ghezzi", "Anna"), ("Hoxha", "Denis"), ("Locatelli", "Pietro"), ("Mauri", "Chiara"), ("Monti", "Samuele"),
    ("Pirovano", "Luca"), ("Popescu", "Ștefania"), ("Radice", "Camilla"), ("Riva", "Gabriele"),
    ("Romano", "Nora"), ("Rossi", "Aurora"), ("D'Amico", "Davide"), ("Zhang", "Wei"),
)  # fmt: skip
"""Twenty-five invented pupils."""


def school(uow: UnitOfWork, name: str = "Scuola media Aurora") -> RecordId:
    """A lower secondary school in Rho."""
    return schools.add_school(uow, name, RHO, Level.LOWER_SECONDARY)


def school_class(
    uow: UnitOfWork,
    *,
    name: str = "2B",
    named: Sequence[tuple[str, str]] = PUPILS,
    seats: int = 0,
    school_id: RecordId | None = None,
    meetings: int = 4,
) -> RecordId:
    """A class of this school year with named pupils, or with numbers only where ``seats`` says how many."""
    mode = RosterMode.NUMBERS if seats else RosterMode.NAMES
    class_id = schools.add_class(
        uow, school_id or school(uow), 2026, name, roster_mode=mode, path_title="Il budget di casa",
        planned_meetings=meetings, lesson_minutes=60,
    )  # fmt: skip
    if seats:
        rosters.add_seats(uow, class_id, seats)
    else:
        enrol_all(uow, class_id, named)
    return class_id


def enrol_all(uow: UnitOfWork, class_id: RecordId, named: Sequence[tuple[str, str]], first: int = 1) -> None:
    """Pupils with these names, surname first, numbered from ``first``: as ``rosters.enrol`` does, in one go."""
    for number, (family, given) in enumerate(named, start=first):
        pupil = Pupil(id=new_id(), family_name=family, given_name=given)
        uow.put_all([pupil, Enrolment.of(class_id=class_id, pupil_id=pupil.id, number=number)])


def lessons_of(uow: UnitOfWork, class_id: RecordId, *starts: datetime) -> list[RecordId]:
    """Lessons of an hour at these moments."""
    return lessons.plan_lessons(uow, class_id, starts, 60)


def held_lesson(uow: UnitOfWork, class_id: RecordId, starts_at: datetime) -> RecordId:
    """A lesson with a closed register in which everybody was present."""
    (lesson_id,) = lessons_of(uow, class_id, starts_at)
    attendance.close(uow, lesson_id)
    return lesson_id


def lab(uow: UnitOfWork, name: str = "Spazio Compiti", kind: LabKind = LabKind.COMMUNITY) -> RecordId:
    """A lab in Rho, every Tuesday from 14:30 to 17:00."""
    return labs.add_lab(uow, name, RHO, kind, weekday=1, starts="14:30", minutes=150)


def persons(uow: UnitOfWork, *names: str) -> list[RecordId]:
    """People with these names, given name first."""
    return [people.add_person(uow, *people.split_name(name)) for name in names]


def weekly_meetings(
    uow: UnitOfWork, lab_id: RecordId, last: datetime, count: int, present: Sequence[RecordId]
) -> list[RecordId]:
    """Held meetings, one a week up to ``last``, with the same people at each; the latest comes last."""
    made: list[RecordId] = []
    for week in reversed(range(count)):
        session_id = sessions.plan_session(uow, lab_id, last - timedelta(weeks=week))
        for person_id in present:
            check_in.check_in(uow, session_id, person_id, last - timedelta(weeks=week), volunteer=False)
        sessions.close_session(uow, session_id)
        made.append(session_id)
    return made


def application(uow: UnitOfWork, call_id: RecordId, title: str, group_name: str, area: int, **facts: Any) -> RecordId:
    """A draft of an application; ``facts`` are those of ``ApplicationDraft``."""
    facts["municipalities"] = tuple(facts.get("municipalities", ()))
    return grants.keep_application(
        uow, call_id, grants.ApplicationDraft(title=title, group_name=group_name, area=area, **facts)
    )


def at(text: str) -> datetime:
    """A civil moment in Rome, as records hold it."""
    return datetime.fromisoformat(text)


def series(uow, class_id, first, count, closed, **facts):
    """Lessons a week apart past the days off, as the dialog of a series plans them."""
    return lessons.plan_lessons(uow, class_id, [slot.starts_at for slot in weekly(first, count, closed) if slot.taken],
                                facts.pop("minutes", None), **facts)  # fmt: skip
