"""Schools and the classes of a school year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Select, func, or_, select

from op_desktop.domain.account import Account
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import (
    GRADES,
    Enrolment,
    Lesson,
    Level,
    RosterMode,
    School,
    SchoolClass,
    Status,
    school_year_label,
)
from op_desktop.domain.section import ClassName, parse_class_name
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.lessons import TOPIC, with_module
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_school, _class, _lesson = TABLE_OF[School], TABLE_OF[SchoolClass], TABLE_OF[Lesson]
_Upcoming = tuple[RecordId | None, datetime | None, str]
_enrolment, _municipality, _account = TABLE_OF[Enrolment], TABLE_OF[Municipality], TABLE_OF[Account]


class ClassExists(UserError):
    """The school already has this class in this year; ``class_id`` is the one to open."""

    title = N_("{label} of {school} is already here for {year}.")
    advice = N_("Open the class that is here. Nothing was added.")

    def __init__(self, class_id: RecordId, **facts: object) -> None:
        super().__init__(**facts)
        self.class_id = class_id


class GradeUnknown(UserError):
    """The school's level has fewer years."""

    title = N_("{school} has no year {grade}.")
    advice = N_("Its years go from 1 to {last}. Check the class or the school.")


class NameMissing(UserError):
    """Something needs a name to be found again."""

    title = N_("A name is missing.")
    advice: ClassVar[str] = N_("Write one; it can be changed later.")


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school in a list."""

    id: RecordId
    name: str
    level: Level
    municipality_id: RecordId
    municipality: str
    classes: int


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class with how far its path has come; moments are civil time in Rome."""

    id: RecordId
    grade: int
    section: str
    school_id: RecordId
    school: str
    municipality_id: RecordId
    municipality: str
    school_year: int
    mode: RosterMode
    path_title: str
    planned_meetings: int
    lesson_minutes: int
    educator_id: RecordId | None
    educator: str
    archived: bool
    civic_education: bool
    """Whether the school counts its hours as civic education."""
    pupils: int
    """Enrolled today, or the declared number of a class without a list."""
    held: int
    planned: int
    """Lessons that have a date and wait to be held."""
    overdue: int
    """Lessons that are over and whose register is not closed."""
    next_lesson_id: RecordId | None
    next_starts_at: datetime | None
    next_title: str

    @property
    def label(self) -> str:
        """``2ªB``."""
        return str(ClassName(self.grade, self.section))

    @property
    def year_label(self) -> str:
        """``2026/2027``."""
        return school_year_label(self.school_year)


def add_school(
    uow: UnitOfWork,
    name: str,
    municipality_id: RecordId,
    level: Level = Level.LOWER_SECONDARY,
    *,
    code: str = "",
    institute: str = "",
) -> RecordId:
    """Put a school on file; raises ``NameMissing``."""
    if not name.strip():
        raise NameMissing
    school = School(id=new_id(), name=name.strip(), code=code.strip().upper(), level=level,
                    municipality_id=municipality_id, institute=institute.strip())  # fmt: skip
    uow.put(school)
    return school.id


def add_class(
    uow: UnitOfWork,
    school_id: RecordId,
    school_year: int,
    name: ClassName | str,
    *,
    roster_mode: RosterMode = RosterMode.NUMBERS,
    declared_pupils: int | None = None,
    path_title: str = "",
    planned_meetings: int = 4,
    lesson_minutes: int = 120,
    educator_id: RecordId | None = None,
) -> RecordId:
    """Put a class of one school year on file; ``name`` may be typed (``2B``).

    Raises ``ClassExists``, ``GradeUnknown`` or ``ClassNameUnclear``.
    """
    named = parse_class_name(name) if isinstance(name, str) else name
    school = uow.require(School, school_id)
    if not 1 <= named.grade <= GRADES[school.level]:
        raise GradeUnknown(school=school.name, grade=named.grade, last=GRADES[school.level])
    if (standing := find_class(uow, school_id, school_year, named)) is not None:
        year = school_year_label(school_year)
        raise ClassExists(standing, label=str(named), school=school.name, year=year)
    added = SchoolClass(
        id=new_id(), school_id=school_id, school_year=school_year, grade=named.grade, section=named.section,
        roster_mode=roster_mode, declared_pupils=declared_pupils, path_title=path_title.strip(),
        planned_meetings=planned_meetings, lesson_minutes=lesson_minutes, educator_id=educator_id,
    )  # fmt: skip
    uow.put(added)
    return added.id


def find_class(reader: Reader, school_id: RecordId, school_year: int, name: ClassName) -> RecordId | None:
    """The class with this name in this school and year, if there is one."""
    found = reader.value(
        select(_class.c.id)
        .where(_class.c.school_id == school_id, _class.c.school_year == school_year)
        .where(_class.c.grade == name.grade, _class.c.section == name.section)
    )
    return RecordId(found) if found else None


def describe_class(
    uow: UnitOfWork,
    class_id: RecordId,
    *,
    path_title: str | None = None,
    planned_meetings: int | None = None,
    lesson_minutes: int | None = None,
    declared_pupils: int | None = None,
    civic_education: bool | None = None,
    archived: bool | None = None,
) -> None:
    """Change what is said of a class; what is None stays."""
    said = {"path_title": path_title, "planned_meetings": planned_meetings, "lesson_minutes": lesson_minutes,
            "declared_pupils": declared_pupils, "civic_education": civic_education, "archived": archived}  # fmt: skip
    changes: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    uow.put(replace(uow.require(SchoolClass, class_id), **changes))


def schools(reader: Reader, place: RecordId | None = None) -> list[SchoolRow]:
    """Every school, or those of a place, by name, with how many classes they ever had."""
    classes_of = select(func.count()).where(_class.c.school_id == _school.c.id).scalar_subquery()
    query = (
        select(_school.c.id, _school.c.name, _school.c.level, _school.c.municipality_id, _municipality.c.name,
               classes_of)
        .join(_municipality, _municipality.c.id == _school.c.municipality_id)
        .order_by(_school.c.name, _school.c.id)
    )  # fmt: skip
    rows = reader.rows(query if place is None else query.where(school_in(place)))
    return [SchoolRow(id, name, Level(level), *rest) for id, name, level, *rest in rows]


def school_in(place: RecordId) -> ColumnElement[bool]:
    """Whether a school is this place, or lies in this municipality or in that of this venue."""
    venue = TABLE_OF[Venue]
    beside = select(venue.c.municipality_id).where(venue.c.id == place).scalar_subquery()
    return or_(_school.c.id == place, _school.c.municipality_id == place, _school.c.municipality_id == beside)


def classes(
    reader: Reader, school_year: int | None = None, place: RecordId | None = None, *, archived: bool = False
) -> list[ClassRow]:
    """The classes of a school year (None: all years) and place, by school, grade and section."""
    conditions: list[ColumnElement[bool]] = [_class.c.archived == int(archived)]
    if school_year is not None:
        conditions.append(_class.c.school_year == school_year)
    if place is not None:
        conditions.append(school_in(place))
    order = (_class.c.school_year.desc(), _school.c.name, _class.c.grade, _class.c.section, _class.c.id)
    return _rows(reader, _overview(reader).where(*conditions).order_by(*order))


def class_header(reader: Reader, class_id: RecordId) -> ClassRow:
    """One class, whatever its year; raises ``RecordMissing``."""
    found = _rows(reader, _overview(reader).where(_class.c.id == class_id))
    if not found:
        reader.require(SchoolClass, class_id)
    return found[0]


def _overview(reader: Reader) -> Select[Any]:
    day = reader.today.isoformat()
    active = _enrolment.c.left_on.is_(None) | (_enrolment.c.left_on > day)
    pupils = select(func.count()).where(_enrolment.c.class_id == _class.c.id, active).scalar_subquery()
    return (
        select(_class, _school.c.name.label("school"), _school.c.municipality_id, _municipality.c.name.label("town"),
               func.coalesce(_account.c.name, "").label("educator"), pupils.label("pupils"))
        .join(_school, _school.c.id == _class.c.school_id)
        .join(_municipality, _municipality.c.id == _school.c.municipality_id)
        .outerjoin(_account, _account.c.id == _class.c.educator_id)
    )  # fmt: skip


def _rows(reader: Reader, query: Select[Any]) -> list[ClassRow]:
    found = reader.rows(query)
    progress = _progress(reader, [row.id for row in found])
    upcoming = _upcoming(reader, [row.id for row in found])
    return [_class_row(row, progress.get(row.id, (0, 0, 0)), upcoming.get(row.id, (None, None, ""))) for row in found]


def _class_row(row: Any, progress: tuple[int, int, int], upcoming: _Upcoming) -> ClassRow:
    mode = RosterMode(row.roster_mode)
    counted = row.declared_pupils or 0 if mode is RosterMode.HEADCOUNT else row.pupils
    return ClassRow(
        row.id, row.grade, row.section, row.school_id, row.school, row.municipality_id, row.town, row.school_year,
        mode, row.path_title, row.planned_meetings, row.lesson_minutes, row.educator_id, row.educator,
        bool(row.archived), bool(row.civic_education), counted, *progress, *upcoming,
    )  # fmt: skip


def _progress(reader: Reader, class_ids: Iterable[RecordId]) -> dict[str, tuple[int, int, int]]:
    """By class: lessons held, planned, and planned ones that are over by now."""
    query = select(_lesson.c.class_id, _lesson.c.status, _lesson.c.starts_at, _lesson.c.minutes)
    held, planned, late = Counter[str](), Counter[str](), Counter[str]()
    for class_id, status, starts, minutes in reader.rows(query.where(_lesson.c.class_id.in_(class_ids))):
        held[class_id] += status == Status.HELD
        planned[class_id] += status == Status.PLANNED
        over = datetime.fromisoformat(starts) + timedelta(minutes=minutes) <= reader.now
        late[class_id] += over and status == Status.PLANNED
    return {class_id: (count, planned[class_id], late[class_id]) for class_id, count in held.items()}


def _upcoming(reader: Reader, class_ids: Iterable[RecordId]) -> dict[str, _Upcoming]:
    query = (
        select(_lesson.c.class_id, _lesson.c.id, _lesson.c.starts_at, TOPIC)
        .where(_lesson.c.class_id.in_(class_ids), _lesson.c.status == Status.PLANNED,
               _lesson.c.starts_at >= reader.today.isoformat())
        .order_by(_lesson.c.starts_at.desc(), _lesson.c.id.desc())
    )  # fmt: skip
    found = reader.rows(with_module(query))
    return {row[0]: (RecordId(row[1]), datetime.fromisoformat(row[2]), row[3]) for row in found}
