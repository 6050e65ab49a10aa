"""The schools' part of the walk: class lists from files, registers as educators type them, certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import resources
from op_desktop.demo.crowd import at
from op_desktop.demo.network import Station
from op_desktop.demo.seasons import meetings_before
from op_desktop.demo.territory import schools
from op_desktop.documents.issuing import Order, earned, make
from op_desktop.domain import roll_call
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode, school_year
from op_desktop.exchange.class_import import Imported, import_roster, preview_for_class
from op_desktop.exchange.reading import read_table
from op_desktop.language import _
from op_desktop.progress import Progress
from op_desktop.register.attendance import close, mark_exceptions
from op_desktop.register.lessons import lesson_plan, plan_lessons
from op_desktop.register.rosters import roster
from op_desktop.register.schools import add_class

_TITLES = ("Bisogni e desideri", "Il budget di casa", "Risparmiare per un progetto", "Scegliere insieme")
_MINUTES = 120
_AURORA, _MONTESSORI = 0, 4


@dataclass(frozen=True, slots=True)
class Plan:
    """A class: its list, and for each lesson held what the educator types under “Who is missing?”, in Italian."""

    file: str
    school: int
    name: str
    mode: RosterMode
    clock: str
    missing: tuple[str, ...]


PLANS = (
    Plan("classe-2B-aurora.xlsx", _AURORA, "2B", RosterMode.NAMES, "10:15", ("4 14g 21r", "10r 14 18 23g", "7 18", "")),
    Plan("classe-1C-aurora.csv", _AURORA, "1C", RosterMode.NUMBERS, "08:30", ("6 17", "3r10", "11u")),
    Plan("classe-4A-montessori.csv", _MONTESSORI, "4A", RosterMode.NAMES, "12:00",
         ("dvorak", "nguyen r15", "ouedraogo, dvorak", "oconnor g")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaughtClass:
    """One class of the walk."""

    plan: Plan
    imported: Imported
    lessons: int
    certificates: int
    pdf: Path | None


@dataclass(frozen=True, slots=True)
class Taught:
    """The schools' part of the term."""

    classes: tuple[TaughtClass, ...]


def first_lesson(today: date) -> date:
    """The day on which the term begins in the classes."""
    return _days(today)[0]


def teach_term(station: Station, educator: RecordId, today: date, folder: Path, progress: Progress) -> Taught:
    """Record the classes, and certify those that had all their lessons."""
    return Taught(tuple(_teach(station, educator, plan, today, folder, progress) for plan in PLANS))


def _teach(
    station: Station, educator: RecordId, plan: Plan, today: date, folder: Path, progress: Progress
) -> TaughtClass:
    days = _days(today)[: len(plan.missing)]
    station.clock.put(at(days[0], "06:00"))
    with station.workspace.write(_("New class")) as uow:
        class_id = add_class(
            uow, schools()[plan.school].id, school_year(days[0]), plan.name, roster_mode=plan.mode,
            path_title="Il denaro e noi", planned_meetings=len(_TITLES), educator_id=educator,
        )  # fmt: skip
        plan_lessons(uow, class_id, [at(day, plan.clock) for day in days], _MINUTES, _TITLES)
    imported = _import(station, class_id, plan)
    _registers(station, class_id, plan, days)
    if len(days) < len(_TITLES):
        return TaughtClass(plan, imported, len(days), 0, None)
    station.clock.put(at(days[-1], "19:00"))
    with station.workspace.read() as reader:
        due = earned(reader, class_id)
    made = make(station.workspace, Order(class_id=class_id, enrolment_ids=due), folder, progress)
    return TaughtClass(plan, imported, len(days), len(made.certificates), made.path)


def _days(today: date) -> list[date]:
    return meetings_before(today, len(_TITLES), every=2)


def _import(station: Station, class_id: RecordId, plan: Plan) -> Imported:
    data = resources.path(f"demo/{plan.file}").read_bytes()
    table = read_table(data, plan.file)
    with station.workspace.write(_("Import a class list")) as uow:
        return import_roster(uow, class_id, preview_for_class(uow, class_id, table), sha256=sha256(data).hexdigest())


def _registers(station: Station, class_id: RecordId, plan: Plan, days: Sequence[date]) -> None:
    with station.workspace.read() as reader:
        lessons = {row.starts_at.date(): row.id for row in lesson_plan(reader, class_id)}
    for day, typed in zip(days, plan.missing, strict=True):
        station.clock.put(at(day, "18:00"))
        with station.workspace.write(_("Close the register")) as uow:
            tokens = roll_call.parse(typed, roster(uow, class_id, day), "it")
            mark_exceptions(uow, lessons[day], roll_call.exceptions(tokens))
            close(uow, lessons[day])
