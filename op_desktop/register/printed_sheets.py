"""Sheets to sign on paper: printed, typed back by their code, and those that still wait."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from op_desktop.domain.attendance import Mark
from op_desktop.domain.certificate_code import same_code
from op_desktop.domain.formats import format_date
from op_desktop.domain.printed_sheet import PrintedSheet, rows_text, sheet_code
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Lesson, School, SchoolClass, Status
from op_desktop.domain.section import ClassName
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register import attendance
from op_desktop.register.meetings import refuse_unless_open
from op_desktop.register.rosters import roster
from op_desktop.register.schools import class_header, school_in
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_sheet, _lesson = TABLE_OF[PrintedSheet], TABLE_OF[Lesson]
_class, _school = TABLE_OF[SchoolClass], TABLE_OF[School]


class SheetUnknown(UserError):
    """No sheet bears this code."""

    title = N_("No printed sheet has the code {code}.")
    advice = N_("Read the code again: it stands at the top right of the sheet. Nothing was changed.")


class SheetOfAnotherMeeting(UserError):
    """The sheet belongs to another register than the one in front."""

    title = N_("The sheet {code} is of {label}, meeting {number} of {day}.")
    advice = N_("Open that register, or type the code of this meeting’s sheet. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class SheetSeat:
    """One row of a printed sheet, with the name that its pupil has today."""

    enrolment_id: RecordId
    number: int
    family: str
    given: str


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """A sheet that was printed for a lesson by now held, and not typed in."""

    id: RecordId
    code: str
    class_id: RecordId
    lesson_id: RecordId
    label: str
    school: str
    meeting: int
    starts_at: datetime
    printed_at: datetime
    days: int
    """Whole days since the day of the lesson."""


def draft_sheet(reader: Reader, lesson_id: RecordId) -> PrintedSheet:
    """The sheet of a lesson as it would be printed now; printed before and unchanged, it is the same sheet."""
    lesson = reader.require(Lesson, lesson_id)
    rows = rows_text({row.number: row.enrolment_id for row in roster(reader, lesson.class_id, lesson.starts_at.date())})
    standing = reader.all(PrintedSheet, _sheet.c.lesson_id == lesson_id, _sheet.c.rows == rows)
    if standing:
        return standing[0]
    id = new_id()
    return PrintedSheet(
        id=id, lesson_id=lesson_id, code=sheet_code(id), printed_at=reader.now.replace(tzinfo=None), rows=rows
    )


def print_sheet(uow: UnitOfWork, lesson_id: RecordId, drafted: PrintedSheet | None = None) -> PrintedSheet:
    """Remember the sheet of a lesson as it is printed now; ``drafted`` is what was shown before, if anything was.

    Raises ``RegisterClosed`` or ``MeetingCancelled``.
    """
    refuse_unless_open(uow.require(Lesson, lesson_id).status)
    sheet = drafted or draft_sheet(uow, lesson_id)
    uow.put(sheet)
    return sheet


def sheet_by_code(reader: Reader, code: str, lesson_id: RecordId | None = None) -> PrintedSheet:
    """The sheet with this code, in capitals or not, with its dash or without.

    Raises ``SheetUnknown``; with ``lesson_id``, ``SheetOfAnotherMeeting`` for the sheet of another lesson.
    """
    codes = reader.rows(select(_sheet.c.id, _sheet.c.code).order_by(_sheet.c.id))
    id = next((RecordId(id) for id, printed in codes if same_code(code, printed)), None)
    if id is None:
        raise SheetUnknown(code=code.strip().upper()[:20])
    found = reader.require(PrintedSheet, id)
    if lesson_id is not None and found.lesson_id != lesson_id:
        lesson = reader.require(Lesson, found.lesson_id)
        raise SheetOfAnotherMeeting(
            code=found.code, label=class_header(reader, lesson.class_id).label, number=lesson.meeting,
            day=format_date(lesson.starts_at.date(), "long"),
        )  # fmt: skip
    return found


def sheet_seats(reader: Reader, sheet: PrintedSheet) -> list[SheetSeat]:
    """The rows of a sheet as they were printed; pupils who are no longer on file at all are left out."""
    lesson = reader.require(Lesson, sheet.lesson_id)
    known = {row.enrolment_id: row for row in roster(reader, lesson.class_id)}
    return [
        SheetSeat(enrolment_id, number, known[enrolment_id].family, known[enrolment_id].given)
        for number, enrolment_id in sorted(sheet.seats.items())
        if enrolment_id in known
    ]


def type_back(uow: UnitOfWork, sheet_id: RecordId, marks: Mapping[RecordId, tuple[Mark, int | None]]) -> int:
    """Set exactly these marks on the register of the sheet's lesson; returns how many.

    Raises ``RegisterClosed`` or ``MeetingCancelled``.
    """
    sheet = uow.require(PrintedSheet, sheet_id)
    refuse_unless_open(uow.require(Lesson, sheet.lesson_id).status)
    attendance.mark_exceptions(uow, sheet.lesson_id, marks)
    uow.put(replace(sheet, typed_at=uow.now.replace(tzinfo=None)))
    return len(marks)


def waiting_sheets(
    reader: Reader, place: RecordId | None = None, *, educator_id: RecordId | None = None
) -> list[WaitingSheet]:
    """Sheets printed and not typed in whose lesson was held by now and whose register is still open; oldest first.

    With ``place`` those of that school, or of the schools around that venue; with ``educator_id`` those of that
    person's classes and of nobody's. Archived classes wait for nothing.
    """
    query = (
        select(_sheet.c.id, _sheet.c.code, _class.c.id, _lesson.c.id, _class.c.grade, _class.c.section, _school.c.name,
               _lesson.c.meeting, _lesson.c.starts_at, _sheet.c.printed_at)
        .join(_lesson, _lesson.c.id == _sheet.c.lesson_id)
        .join(_class, _class.c.id == _lesson.c.class_id)
        .join(_school, _school.c.id == _class.c.school_id)
        .where(_sheet.c.typed_at.is_(None), _lesson.c.status == Status.PLANNED, _class.c.archived == 0,
               _lesson.c.starts_at <= reader.now.replace(tzinfo=None).isoformat(timespec="minutes"))
        .order_by(_lesson.c.starts_at, _sheet.c.printed_at, _sheet.c.id)
    )  # fmt: skip
    if place is not None:
        query = query.where(school_in(place))
    if educator_id is not None:
        query = query.where(_class.c.educator_id.is_(None) | (_class.c.educator_id == educator_id))
    return [
        WaitingSheet(id, code, class_id, lesson_id, str(ClassName(grade, section)), school, meeting,
                     datetime.fromisoformat(starts), datetime.fromisoformat(printed),
                     (reader.today - datetime.fromisoformat(starts).date()).days)
        for id, code, class_id, lesson_id, grade, section, school, meeting, starts, printed in reader.rows(query)
    ]  # fmt: skip
