"""From one school year to the next: classes are copied, never edited; the children of last year stay last year's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from op_desktop.domain.record import Record, RecordId, new_id
from op_desktop.domain.school import GRADES, Enrolment, Pupil, RosterMode, School, SchoolClass, school_year_label
from op_desktop.domain.section import ClassName
from op_desktop.register.rosters import roster
from op_desktop.register.schools import ClassRow, classes, find_class
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_class, _school = TABLE_OF[SchoolClass], TABLE_OF[School]


class Passage(StrEnum):
    """What becomes of a class in the year after."""

    NEW = "new"
    STANDS = "stands"
    """The class of the year after is there already."""
    LEAVES = "leaves"
    """The last year of its school: the children go elsewhere."""


class RosterCopy(StrEnum):
    """What the new classes take over of the lists."""

    NOTHING = "nothing"
    NUMBERS = "numbers"
    """As many places as there were pupils in the end, without names."""
    AS_IT_IS = "as_it_is"
    """Names too, where the class kept names; as new pupils, who share nothing with those of last year."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A class and the one that it becomes."""

    source: ClassRow
    passage: Passage
    next_name: ClassName
    standing_id: RecordId | None = None

    @property
    def id(self) -> RecordId:
        """The class of last year."""
        return self.source.id

    @property
    def year_label(self) -> str:
        """The year into which it goes, ``2027/2028``."""
        return school_year_label(self.source.school_year + 1)


def passages(reader: Reader, school_year: int, place: RecordId | None = None) -> list[PassageRow]:
    """What would become of the classes of a year, archived ones too, by school, grade and section."""
    rows = [*classes(reader, school_year, place), *classes(reader, school_year, place, archived=True)]
    levels = {school.id: school.level for school in reader.all(School)}
    ordered = sorted(rows, key=lambda row: (row.school, row.school_id, row.grade, row.section, row.id))
    return [_passage(reader, row, GRADES[levels[row.school_id]]) for row in ordered]


def roll_over(uow: UnitOfWork, class_ids: Iterable[RecordId], copy: RosterCopy) -> list[RecordId]:
    """Make the classes of the year after and return them; those that stand or leave are passed over.

    Path, number of meetings, duration and educator are taken over; lessons, marks and certificates are not. Nothing
    of last year is written to, and a second run makes nothing.
    """
    made: list[RecordId] = []
    for class_id in class_ids:
        source = uow.require(SchoolClass, class_id)
        level = uow.require(School, source.school_id).level
        name = ClassName(source.grade + 1, source.section)
        if name.grade > GRADES[level] or find_class(uow, source.school_id, source.school_year + 1, name) is not None:
            continue
        added = _next_year(source, copy)
        uow.put_all([added, *_pupils(uow, source, added, copy)])
        made.append(added.id)
    return made


def school_years(reader: Reader) -> list[int]:
    """The school years that have classes, latest first."""
    return [
        year for (year,) in reader.rows(select(_class.c.school_year).distinct().order_by(_class.c.school_year.desc()))
    ]


def archive_classes(uow: UnitOfWork, class_ids: Iterable[RecordId], *, archived: bool = True) -> int:
    """Put classes out of the way, or bring them back; returns how many changed."""
    standing = [uow.require(SchoolClass, class_id) for class_id in class_ids]
    changed = [each for each in standing if each.archived is not archived]
    uow.put_all(replace(each, archived=archived) for each in changed)
    return len(changed)


def _passage(reader: Reader, row: ClassRow, last_grade: int) -> PassageRow:
    name = ClassName(row.grade + 1, row.section)
    if row.grade >= last_grade:
        return PassageRow(row, Passage.LEAVES, name)
    standing = find_class(reader, row.school_id, row.school_year + 1, name)
    return PassageRow(row, Passage.NEW if standing is None else Passage.STANDS, name, standing)


def _next_year(source: SchoolClass, copy: RosterCopy) -> SchoolClass:
    mode = source.roster_mode
    if copy is RosterCopy.NUMBERS and mode is RosterMode.NAMES:
        mode = RosterMode.NUMBERS
    declared = source.declared_pupils if mode is RosterMode.HEADCOUNT and copy is not RosterCopy.NOTHING else None
    return replace(source, id=new_id(), school_year=source.school_year + 1, grade=source.grade + 1, archived=False,
                   roster_mode=mode, declared_pupils=declared)  # fmt: skip


def _pupils(uow: UnitOfWork, source: SchoolClass, added: SchoolClass, copy: RosterCopy) -> Iterator[Record]:
    """New pupils for those who were still in the class at its end, numbered without gaps."""
    if copy is RosterCopy.NOTHING or added.roster_mode is RosterMode.HEADCOUNT:
        return
    named = added.roster_mode is RosterMode.NAMES
    staying = [row for row in roster(uow, source.id) if row.left_on is None]
    for number, row in enumerate(staying, start=1):
        family, given = (row.family, row.given) if named else ("", "")
        pupil = Pupil(id=new_id(), family_name=family, given_name=given)
        yield pupil
        yield Enrolment.of(class_id=added.id, pupil_id=pupil.id, number=number)
