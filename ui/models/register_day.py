"""The register of a class on one day, as it is painted, with what is typed laid over what is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from op_desktop.domain.attendance import ATTENDING, LessonMark, Mark
from op_desktop.domain.certificate import earns
from op_desktop.domain.formats import format_time
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.attendance import Cell, RegisterRow, RegisterSheet, Totals
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from op_desktop.storage.unit_of_work import ChangeSet
from ui.delegates.blocks import Block, PresenceLook
from ui.delegates.marks import MarkKind, MarkLook
from ui.models.mark_words import mark_letter, mark_name

Typed = Mapping[RecordId, tuple[Mark | None, int | None]]
"""Marks and minutes by enrolment that are on screen before they are saved."""

TO_COME: Final = MarkLook(MarkKind.TO_COME)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One pupil as the delegates paint the row; ``marks`` has one entry for each lesson of the sheet."""

    enrolment_id: RecordId
    number: int
    family_name: str
    """The surname, or "Place 7" in a class of numbers."""
    given_name: str
    marks: tuple[MarkLook, ...]
    presences: PresenceLook
    note: str
    mark: Mark | None
    """The mark of the day; None for one who is present without being marked."""
    minutes: int | None
    before: tuple[int, int]
    """Meetings attended and held, without the one of the day."""

    @property
    def name(self) -> str:
        """Surname and name in one."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def note_icons(self) -> tuple[str, ...]:
        """A sheet of paper where there is a note."""
        return ("file-text",) if self.note else ()


class RegisterDay:
    """A sheet seen on the day of one lesson; marks typed but not saved yet are laid over it."""

    def __init__(self, sheet: RegisterSheet, lesson_id: RecordId, today: date, *, veiled: bool = False) -> None:
        """``veiled`` leaves out every name, and the notes, which may hold one."""
        self.veiled = veiled
        self.sheet = _veiled(sheet) if veiled else sheet
        self.place = sheet.place_of(lesson_id)
        self.today = today
        self._painted: dict[RecordId, tuple[RegisterRow, tuple[Mark | None, int | None] | None, RegisterLine]] = {}

    @property
    def lesson(self) -> LessonRow:
        """The lesson of the day."""
        return self.sheet.lessons[self.place]

    @property
    def open(self) -> bool:
        """Whether marks can be written."""
        return self.lesson.state is not RegisterState.CLOSED

    @property
    def to_come(self) -> bool:
        """Whether the day has not come yet."""
        return self.lesson.starts_at.date() > self.today

    @property
    def meetings(self) -> int:
        """How many meetings the path has, those without a date included."""
        return max(len(self.sheet.lessons), self.sheet.school_class.planned_meetings)

    @property
    def seats(self) -> tuple[RegisterRow, ...]:
        """The pupils of that day."""
        return self.sheet.expected(self.lesson.id)

    def proposed(self, typed: Typed) -> int:
        """How many count as present although nothing is recorded of them."""
        if not self.open or self.to_come:
            return 0
        return sum(1 for row in self.seats if self._mark(row, typed.get(row.enrolment_id)) is None)

    def overwritten(self, chosen: Mark | None) -> tuple[RegisterRow, ...]:
        """Whose mark stands otherwise."""
        if chosen is None:
            return ()
        return self.sheet.differing(self.lesson.id, chosen)

    def lines(self, typed: Typed) -> list[RegisterLine]:
        """The rows to be painted."""
        return [self._kept_line(row, typed.get(row.enrolment_id)) for row in self.seats]

    def totals(self, typed: Typed) -> Totals:
        """The totals of the day; who has no mark counts as present where the register would close so."""
        count = dict.fromkeys(Mark, 0)
        seats = self.seats
        for row in seats:
            mark = self._mark(row, typed.get(row.enrolment_id)) or (None if self.to_come else Mark.PRESENT)
            if mark is not None:
                count[mark] += 1
        return Totals(len(seats), count[Mark.PRESENT], count[Mark.ABSENT], count[Mark.LATE], count[Mark.EXCUSED],
                      count[Mark.LEFT_EARLY])  # fmt: skip

    def after(self, changes: ChangeSet) -> "RegisterDay | None":
        """This day after a save that touched marks alone; None where more has to be read again."""
        cells: dict[RecordId, dict[int, LessonMark | None]] = {}
        places = {lesson.id: place for place, lesson in enumerate(self.sheet.lessons)}
        for step in changes.steps:
            mark = step.after or step.before
            if not isinstance(mark, LessonMark):
                return None
            if mark.lesson_id in places:
                now = step.after if isinstance(step.after, LessonMark) else None
                cells.setdefault(mark.enrolment_id, {})[places[mark.lesson_id]] = now
        if cells.keys() - {row.enrolment_id for row in self.sheet.rows}:
            return None
        rows = tuple(_with_cells(row, cells.get(row.enrolment_id, {})) for row in self.sheet.rows)
        sheet = replace(self.sheet, rows=rows, lessons=self._counted(rows))
        later = RegisterDay(sheet, self.lesson.id, self.today, veiled=self.veiled)
        later._painted = self._painted
        return later

    def _counted(self, rows: Sequence[RegisterRow]) -> tuple[LessonRow, ...]:
        """The lessons with the state that their marks give them."""
        counted = []
        for place, lesson in enumerate(self.sheet.lessons):
            marks = sum(1 for row in rows if row.cells[place].mark)
            state = lesson.state
            if state is not RegisterState.CLOSED:
                state = RegisterState.DRAFT if marks else RegisterState.TODO
            counted.append(replace(lesson, marks=marks, state=state))
        return tuple(counted)

    def _kept_line(self, row: RegisterRow, typed: tuple[Mark | None, int | None] | None) -> RegisterLine:
        """The line of a row, made again only where its marks changed: a letter typed touches one row of many."""
        kept = self._painted.get(row.enrolment_id)
        if kept is None or kept[0] is not row or kept[1] != typed:
            kept = self._painted[row.enrolment_id] = (row, typed, self._line(row, typed))
        return kept[2]

    def _mark(self, row: RegisterRow, typed: tuple[Mark | None, int | None] | None) -> Mark | None:
        return row.cells[self.place].mark if typed is None else typed[0]

    def _line(self, row: RegisterRow, typed: tuple[Mark | None, int | None] | None) -> RegisterLine:
        cells = row.cells
        own = cells[self.place]
        if typed is not None:
            own = replace(own, mark=typed[0], minutes=typed[1])
            cells = (*cells[: self.place], own, *cells[self.place + 1 :])
        looks = tuple(self._look(place, cell) for place, cell in enumerate(cells))
        others = [self._block(place, cell) for place, cell in enumerate(cells) if place != self.place]
        seat = row.family or row.given
        return RegisterLine(
            enrolment_id=row.enrolment_id,
            number=row.number,
            family_name=row.family if seat else _("Place {number}").format(number=row.number),
            given_name=row.given,
            marks=looks,
            presences=self._presences(cells),
            note=own.note,
            mark=own.mark,
            minutes=own.minutes,
            before=(others.count(Block.ATTENDED), len(others) - others.count(Block.TO_COME)),
        )

    def _look(self, place: int, cell: Cell) -> MarkLook:
        lesson = self.sheet.lessons[place]
        if cell.mark is not None:
            return mark_look(cell.mark, cell.minutes, lesson)
        if place == self.place and lesson.state is not RegisterState.CLOSED:
            return _not_recorded() if self.to_come else MarkLook(MarkKind.PROPOSED, "", mark_name(Mark.PRESENT))
        if not cell.expected or lesson.starts_at.date() > self.today:
            return TO_COME
        return _not_recorded()

    def _block(self, place: int, cell: Cell) -> Block:
        closed = self.sheet.lessons[place].state is RegisterState.CLOSED
        mark = cell.mark
        if mark is None and place == self.place and not closed and not self.to_come:
            mark = Mark.PRESENT
        if mark in ATTENDING:
            return Block.ATTENDED
        return Block.MISSED if mark is not None or (closed and cell.expected) else Block.TO_COME

    def _passed_by(self, place: int, cell: Cell) -> bool:
        """Whether a meeting was held without the pupil being in the class."""
        closed = self.sheet.lessons[place].state is RegisterState.CLOSED
        return closed and not cell.expected and cell.mark is None

    def _presences(self, cells: Sequence[Cell]) -> PresenceLook:
        blocks = [self._block(place, cell) for place, cell in enumerate(cells)]
        blocks += [Block.TO_COME] * (self.meetings - len(blocks))
        attended, missed = blocks.count(Block.ATTENDED), blocks.count(Block.MISSED)
        held = attended + missed
        ahead = len(blocks) - held - sum(1 for place, cell in enumerate(cells) if self._passed_by(place, cell))
        at_risk = held > 0 and not earns(attended + ahead, held + ahead, self.sheet.least_share)
        words = _("{attended} of {held}").format(attended=attended, held=held)
        return PresenceLook(tuple(blocks), words, at_risk)


def mark_look(mark: Mark, minutes: int | None, lesson: LessonRow | None = None) -> MarkLook:
    """A mark as one reads it: its letter and its words, with the minutes where they were told."""
    word = mark_name(mark)
    if mark is Mark.LATE and minutes:
        word = _("Late {minutes} min").format(minutes=minutes)
    elif mark is Mark.LEFT_EARLY and minutes and lesson is not None:
        left = format_time(lesson.starts_at + timedelta(minutes=minutes))
        word = _("Left at {time}").format(time=left)
    return MarkLook(MarkKind(mark.value), mark_letter(mark).upper(), word)


def _not_recorded() -> MarkLook:
    return MarkLook(MarkKind.NOT_RECORDED, "", _("to be marked"))


def _with_cells(row: RegisterRow, cells: Mapping[int, LessonMark | None]) -> RegisterRow:
    if not cells:
        return row
    changed = list(row.cells)
    for place, mark in cells.items():
        expected = changed[place].expected
        changed[place] = Cell(mark.mark, mark.minutes, mark.note, expected) if mark else Cell(expected=expected)
    return replace(row, cells=tuple(changed))


def lesson_to_show(sheet: RegisterSheet, wanted: RecordId | None, today: str) -> LessonRow | None:
    """The lesson asked for; else today's, the oldest one still open, the next one, the last one."""
    by_id = {lesson.id: lesson for lesson in sheet.lessons}
    if wanted in by_id:
        return by_id[wanted]
    days = [(lesson.starts_at.date().isoformat(), lesson) for lesson in sheet.lessons]
    todays = [lesson for day, lesson in days if day == today]
    late = [lesson for day, lesson in days if day < today and lesson.state is not RegisterState.CLOSED]
    ahead = [lesson for day, lesson in days if day > today]
    found = [*todays, *late, *ahead, *reversed(sheet.lessons)]
    return found[0] if found else None


def _veiled(sheet: RegisterSheet) -> RegisterSheet:
    """The sheet as a class of numbers; rows that name nobody stay the same objects."""
    rows = []
    for row in sheet.rows:
        cells = tuple(replace(cell, note="") if cell.note else cell for cell in row.cells)
        bare = not (row.family or row.given or cells != row.cells)
        rows.append(row if bare else replace(row, family="", given="", cells=cells))
    return replace(sheet, rows=tuple(rows))
