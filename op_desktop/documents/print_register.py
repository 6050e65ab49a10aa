"""The register of a class on paper: one column a meeting, the five marks as shapes with their letters."""

from collections.abc import Sequence

from op_desktop.documents.fitting import Run, printable
from op_desktop.documents.paper import MM
from op_desktop.documents.print_cells import Cell, MarkCell, TextCell
from op_desktop.documents.print_page import WIDTH, Column, Head, Prints, shared, text
from op_desktop.documents.print_words import PrintWords
from op_desktop.documents.style import Weight
from op_desktop.register.attendance import RegisterRow, RegisterSheet, totals
from op_desktop.register.class_report import ClassReport
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState

MEETINGS = 12
"""Meetings beside each other; what is beyond starts another page."""

_NUMBER, _ATTENDED = 9 * MM, 17 * MM
_NAME = 52 * MM
_WIDEST = 13 * MM


def draw_register(report: ClassReport, head: Head, words: PrintWords) -> bytes:
    """The register as PDF; raises like ``render_print``."""
    sheet, prints = report.sheet, Prints(head, words)
    lessons = range(len(sheet.lessons))
    for start in range(0, max(len(lessons), 1), MEETINGS):
        if start:
            prints.new_page()
        _draw_part(prints, sheet, lessons[start : start + MEETINGS], words)
    prints.closing("", words.signature, _legend(words))
    return prints.render()


def seat_cell(number: int, family: str, given: str, words: PrintWords) -> TextCell:
    """A pupil's name, the surname bold; without a name the place's number."""
    surname, name = printable(family, number), printable(given, number)
    if not surname and not name:
        return TextCell((Run(words.seat.format(n=number)),))
    runs = [Run(surname, Weight.SEMIBOLD), Run(f" {name}" if surname else name)]
    return TextCell(tuple(run for run in runs if run.text))


def _legend(words: PrintWords) -> list[tuple[MarkCell, str]]:
    marks = [(MarkCell(mark, letter), words.marks[mark]) for mark, letter in words.letters.items()]
    return [*marks, (MarkCell(None, missing=True), words.unmarked), (MarkCell(None), words.not_expected)]


def _draw_part(prints: Prints, sheet: RegisterSheet, places: Sequence[int], words: PrintWords) -> None:
    shown = [sheet.lessons[place] for place in places]
    room = (WIDTH - _NUMBER - _NAME - _ATTENDED) / max(len(shown), 1)
    columns = shared([
        Column(words.number, _NUMBER),
        Column(words.name, _NAME),
        *(Column(_heading(lesson, words), min(room, _WIDEST), middle=True) for lesson in shown),
        Column(words.attended, _ATTENDED, middle=True),
    ])  # fmt: skip
    rows = [_row(row, sheet, places, words) for row in sheet.rows]
    prints.table(columns, rows, last=_totals(sheet, shown, words))


def _heading(lesson: LessonRow, words: PrintWords) -> str:
    day = f"{lesson.starts_at:%d/%m}"
    return f"{lesson.meeting}\n{words.draft if lesson.state is RegisterState.DRAFT else day}"


def _row(row: RegisterRow, sheet: RegisterSheet, places: Sequence[int], words: PrintWords) -> list[Cell]:
    marks = [_mark(row, sheet, place, words) for place in places]
    attended = words.attended_of.format(n=row.attended, of=row.held)
    return [
        text(str(row.number), row.number, soft=True),
        seat_cell(row.number, row.family, row.given, words),
        *marks,
        text(attended, row.number),
    ]


def _mark(row: RegisterRow, sheet: RegisterSheet, place: int, words: PrintWords) -> MarkCell:
    cell = row.cells[place]
    if cell.mark is None:
        closed = sheet.lessons[place].state in (RegisterState.CLOSED, RegisterState.DRAFT)
        return MarkCell(None, missing=cell.expected and closed)
    return MarkCell(cell.mark, words.letters[cell.mark], cell.minutes)


def _totals(sheet: RegisterSheet, lessons: Sequence[LessonRow], words: PrintWords) -> list[Cell]:
    counts = [totals(sheet, lesson.id) for lesson in lessons]
    told = [
        f"{count.attending}/{count.expected}" if lesson.state is not RegisterState.TODO else words.none
        for lesson, count in zip(lessons, counts, strict=True)
    ]
    return [text("", 0), text(words.totals, 0, Weight.SEMIBOLD), *(text(each, 0) for each in told), text("", 0)]
