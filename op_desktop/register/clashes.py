"""What else is on at the hour of a lesson: told as a warning where it is planned, never forbidden."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, select

from op_desktop.domain.account import Account
from op_desktop.domain.names import fold
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson, School, SchoolClass
from op_desktop.domain.section import ClassName
from op_desktop.register.lessons import LONGEST, STANDING
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_lesson, _class, _school = TABLE_OF[Lesson], TABLE_OF[SchoolClass], TABLE_OF[School]
_town, _account = TABLE_OF[Municipality], TABLE_OF[Account]
ON_THE_ROAD: Final = timedelta(minutes=15)
"""Less than this between two municipalities is worth a hint."""
_BETWEEN_NAMES = re.compile(r"[,;/+&]|\s+(?:e|and|con|with)\s+")


class ClashKind(StrEnum):
    """What the two lessons share; the most serious first."""

    CLASS = "class"
    EDUCATOR = "educator"
    PLACE = "place"
    TRAVEL = "travel"
    """An educator who would have to be in another municipality within minutes."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A lesson that stands in the way."""

    kind: ClashKind
    lesson_id: RecordId
    label: str
    """Its class: ``3ªA``."""
    municipality: str
    starts_at: datetime
    ends_at: datetime
    gap: int = 0
    """Minutes between the two, for travel."""


@dataclass(frozen=True, slots=True)
class Place:
    """When, where and by whom a lesson is to be held."""

    class_id: RecordId
    starts_at: datetime
    minutes: int
    educators: str = ""
    room: str = ""

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def clashes(reader: Reader, wanted: Place, but: RecordId | None = None) -> list[Clash]:
    """The lessons that a wanted one would collide with, ``but`` itself left out; by hour."""
    group = reader.require(SchoolClass, wanted.class_id)
    school = reader.require(School, group.school_id)
    who = educators_of(wanted.educators, _name_of(reader, group.educator_id))
    found: list[Clash] = []
    for row in reader.rows(_around(wanted)):
        kind = _kind(row, wanted, school, who) if row.id != but else None
        if kind is not None:
            starts = datetime.fromisoformat(row.starts_at)
            ends = starts + timedelta(minutes=row.minutes)
            gap = _gap(wanted, starts, ends) if kind is ClashKind.TRAVEL else 0
            label = str(ClassName(row.grade, row.section))
            found.append(Clash(kind, RecordId(row.id), label, row.town, starts, ends, gap))
    return found


def educators_of(named: str, otherwise: str = "") -> frozenset[str]:
    """Who teaches, comparable: the names in a text, or where it names nobody the educator of the class."""
    parts = {fold(part) for part in _BETWEEN_NAMES.split(named)} - {""}
    return frozenset(parts) if parts else frozenset({fold(otherwise)} - {""})


def _around(wanted: Place) -> Any:
    """Lessons that take place and may touch the hours of a wanted one."""
    first = wanted.starts_at - timedelta(minutes=LONGEST) - ON_THE_ROAD
    last = wanted.ends_at + ON_THE_ROAD
    return (
        select(_lesson.c.id, _lesson.c.class_id, _lesson.c.starts_at, _lesson.c.minutes, _lesson.c.place,
               _lesson.c.educators, _class.c.grade, _class.c.section, _school.c.id.label("school_id"),
               _school.c.municipality_id, _town.c.name.label("town"),
               func.coalesce(_account.c.name, "").label("educator"))
        .join(_class, _class.c.id == _lesson.c.class_id)
        .join(_school, _school.c.id == _class.c.school_id)
        .join(_town, _town.c.id == _school.c.municipality_id)
        .outerjoin(_account, _account.c.id == _class.c.educator_id)
        .where(_lesson.c.status.in_(STANDING),
               _lesson.c.starts_at.between(first.isoformat(timespec="minutes"), last.isoformat(timespec="minutes")))
        .order_by(_lesson.c.starts_at, _lesson.c.id)
    )  # fmt: skip


def _kind(row: Any, wanted: Place, school: School, who: frozenset[str]) -> ClashKind | None:
    starts = datetime.fromisoformat(row.starts_at)
    ends = starts + timedelta(minutes=row.minutes)
    together = starts < wanted.ends_at and wanted.starts_at < ends
    shared = bool(who & educators_of(row.educators, row.educator))
    if together and row.class_id == wanted.class_id:
        return ClashKind.CLASS
    if together and shared:
        return ClashKind.EDUCATOR
    if together and wanted.room and row.school_id == school.id and fold(row.place) == fold(wanted.room):
        return ClashKind.PLACE
    near = _gap(wanted, starts, ends) <= ON_THE_ROAD // timedelta(minutes=1)
    elsewhere = row.municipality_id != school.municipality_id
    return ClashKind.TRAVEL if shared and elsewhere and near and not together else None


def _gap(wanted: Place, starts: datetime, ends: datetime) -> int:
    """Minutes between the end of one and the beginning of the other; negative where they overlap."""
    return max(starts - wanted.ends_at, wanted.starts_at - ends) // timedelta(minutes=1)


def _name_of(reader: Reader, account_id: RecordId | None) -> str:
    account = reader.get(Account, account_id) if account_id else None
    return account.name if account is not None else ""
