"""The list of a class and the log of its meetings on paper."""

from op_desktop.documents.paper import MM
from op_desktop.documents.print_cells import Cell, RuleCell
from op_desktop.documents.print_page import Column, Head, Prints, shared, text
from op_desktop.documents.print_register import seat_cell
from op_desktop.documents.print_words import PrintWords
from op_desktop.domain.formats import format_date, format_hours
from op_desktop.domain.school import Leaving, RosterMode, Status
from op_desktop.register.attendance import RegisterRow
from op_desktop.register.class_report import ClassReport, MeetingLine


def draw_roster(report: ClassReport, head: Head, words: PrintWords) -> bytes:
    """The list as PDF; a class of numbers gets lines to write names on. Raises like ``render_print``."""
    named = report.school_class.mode is RosterMode.NAMES
    columns = shared([
        Column(words.number, 12 * MM),
        Column(words.name if named else words.by_hand, 92 * MM),
        Column(words.notes, 52 * MM),
    ])  # fmt: skip
    prints = Prints(head, words)
    prints.table(columns, [_pupil(row, report, words, named=named) for row in report.sheet.rows])
    here = sum(row.active for row in report.sheet.rows)
    prints.closing(words.pupils[here != 1].format(n=here))
    return prints.render()


def draw_lessons(report: ClassReport, head: Head, words: PrintWords) -> bytes:
    """The log as PDF: every meeting with what became of it. Raises like ``render_print``."""
    prints = Prints(head, words)
    prints.table(lesson_columns(words), [lesson_row(line, words) for line in report.meetings])
    held = words.held_of[len(report.held) != 1].format(n=len(report.held), of=report.planned)
    hours = words.hours.format(n=format_hours(report.minutes, head.language))
    prints.closing(f"{held} · {hours}", words.signature)
    return prints.render()


def lesson_columns(words: PrintWords) -> list[Column]:
    """The columns of a table of meetings."""
    return shared([
        Column(words.meeting, 9 * MM),
        Column(words.day, 20 * MM),
        Column(words.topic, 44 * MM),
        Column(words.duration, 14 * MM, middle=True),
        Column(words.educators, 34 * MM),
        Column(words.place, 28 * MM),
        Column(words.state, 21 * MM),
        Column(words.present, 15 * MM, middle=True),
    ])  # fmt: skip


def lesson_row(line: MeetingLine, words: PrintWords) -> list[Cell]:
    """A meeting as a row of that table."""
    present = words.none if line.present is None else f"{line.present}/{line.expected}"
    soft = line.status is not Status.HELD
    cells = (
        str(line.meeting), format_date(line.starts_at.date()), line.topic, str(line.minutes), line.educators,
        line.place, words.states[line.status], present,
    )  # fmt: skip
    return [text(cell, line.meeting, soft=soft) for cell in cells]


def _pupil(row: RegisterRow, report: ClassReport, words: PrintWords, *, named: bool) -> list[Cell]:
    note = _note(row, report, words)
    return [
        text(str(row.number), row.number, soft=True),
        seat_cell(row.number, row.family, row.given, words) if named else RuleCell(),
        text(note, row.number, soft=True),
    ]


def _note(row: RegisterRow, report: ClassReport, words: PrintWords) -> str:
    enrolled = report.enrolled[row.enrolment_id]
    told = []
    if enrolled.enrolled_on is not None:
        told.append(words.since.format(day=format_date(enrolled.enrolled_on)))
    if enrolled.left_on is not None:
        moved = enrolled.leaving is Leaving.TRANSFERRED
        told.append((words.transferred if moved else words.withdrawn).format(day=format_date(enrolled.left_on)))
    return ", ".join(told)
