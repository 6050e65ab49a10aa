"""The sheet to sign: a class or lab meeting on A4 paper, typed back later by the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from io import BytesIO

from op_desktop.documents.fitting import Piece, Run, TextTooLong, beginning, fit_line, printable, wrap
from op_desktop.documents.paper import A4_PORTRAIT, MM, Colour, Paper, new_paper
from op_desktop.documents.sheet_boxes import BOX_CENTRES, draw_boxes
from op_desktop.documents.sheet_texts import SHEET_WORDS, SheetWords
from op_desktop.documents.style import (
    HAIRLINE,
    HEADER_TINT,
    NAVY,
    TEXT,
    TEXT_SOFT,
    Weight,
    face,
    letterhead,
    register_fonts,
)
from op_desktop.domain.formats import format_date

ROWS = 35
"""Rows on a page; more than 25 are drawn closer together."""

_LEFT, _RIGHT = 14 * MM, 196 * MM
_NUMBER, _NAME, _NOTES = 21 * MM, 26 * MM, 127 * MM
_FROM, _UNTIL = 92 * MM, 109 * MM
_NAME_WIDTH = 62 * MM
_TABLE, _ROW, _ROOM = 51.0, 8.1, 210.0
"""Millimetres: where the rows begin, how high one is at most, and how high all of them."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One place on the sheet; without names it is printed as the place's number."""

    number: int
    surname: str = ""
    given_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet:
    """What the sheet of one meeting shows; what is empty (or None, or 0) is left out.

    ``code`` tells which meeting the paper belongs to; ``spare_rows`` are empty lines for who is not on the list yet.
    """

    group: str
    topic: str = ""
    place: str = ""
    code: str
    day: date
    start: time | None = None
    end: time | None = None
    meeting: int = 0
    meetings: int = 0
    room: str = ""
    printed_at: datetime
    rows: tuple[SheetRow, ...]
    spare_rows: int = 0
    lab: bool = False
    """People come and sign with the hour; nobody is absent or excused."""
    language: str = "it"


def render_attendance_sheet(sheet: AttendanceSheet) -> bytes:
    """The sheet as PDF, up to 35 rows a page, the heading on each; the same sheet gives the same bytes.

    Raises CharacterNotPrintable, RightToLeftText or TextTooLong; their ``row`` is the number of the place (0: heading).
    """
    register_fonts()
    ready, words = _prepared(sheet), SHEET_WORDS[sheet.language]
    lines: list[SheetRow | None] = [*ready.rows, *[None] * ready.spare_rows]
    high = min(_ROW, _ROOM / min(max(len(lines), 1), ROWS))
    pages = [lines[start : start + ROWS] for start in range(0, max(len(lines), 1), ROWS)]
    target = BytesIO()
    title = words.document.format(code=ready.code)
    paper = new_paper(target, title, ready.language, ready.printed_at.date(), A4_PORTRAIT, face(Weight.REGULAR))
    for place, page in enumerate(pages, start=1):
        _draw_heading(paper, ready, words)
        _draw_table(paper, page, words, high, lab=ready.lab)
        if place == len(pages):
            _draw_totals(paper, words, _TABLE + high * len(page), lab=ready.lab)
        _right(paper, TEXT_SOFT, 9, 287, words.page_of.format(n=place, of=len(pages)))
        paper.showPage()
    paper.save()
    return target.getvalue()


def sheet_file_name(sheet: AttendanceSheet) -> str:
    """How the PDF is called: by the meeting's code, without names."""
    return f"foglio-firme_{sheet.code}.pdf"


def _prepared(sheet: AttendanceSheet) -> AttendanceSheet:
    heading = {field.name: printable(getattr(sheet, field.name), 0) for field in fields(sheet) if field.name != "rows"}
    rows = tuple(
        SheetRow(row.number, printable(row.surname, row.number), printable(row.given_name, row.number))
        for row in sheet.rows
    )
    return replace(sheet, rows=rows, **heading)


def _draw_heading(paper: Paper, sheet: AttendanceSheet, words: SheetWords) -> None:
    letterhead(paper, _LEFT, _from_top(17.8), 13)
    day = format_date(sheet.printed_at.date(), "date", sheet.language)
    _right(paper, TEXT_SOFT, 9.5, 17.8, words.printed.format(day=day, time=f"{sheet.printed_at:%H:%M}"))
    paper.setStrokeColorRGB(*NAVY)
    paper.setLineWidth(1.6)
    paper.setLineCap(0)
    paper.line(_LEFT, _from_top(21), _RIGHT, _from_top(21))
    code = fit_line(words.code.format(code=sheet.code), Weight.SEMIBOLD, 50 * MM, (10.5, 7), 0)
    _right(paper, TEXT, code.size, 31, code.lines[0], Weight.SEMIBOLD)
    title = " — ".join(part for part in (sheet.group, sheet.topic) if part)
    for text, weight, colour, sizes, width, base in (
        (title, Weight.SEMIBOLD, TEXT, (20, 9), _RIGHT - _LEFT - 55 * MM, 31.0),
        (_subtitle(sheet, words), Weight.REGULAR, TEXT_SOFT, (10.5, 6), _RIGHT - _LEFT, 37.0),
    ):
        fitted = fit_line(text, weight, width, sizes, 0)
        paper.setFillColorRGB(*colour)
        paper.setFont(fitted.font, fitted.size)
        paper.drawString(_LEFT, _from_top(base), text)


def _subtitle(sheet: AttendanceSheet, words: SheetWords) -> str:
    when = format_date(sheet.day, "long", sheet.language)
    if sheet.start:
        hours = f"{sheet.start:%H:%M}" + (f"–{sheet.end:%H:%M}" if sheet.end else "")
        when = f"{when}, {hours}"
    order = words.meeting_of if sheet.meetings else words.meeting
    meeting = order.format(n=sheet.meeting, of=sheet.meetings) if sheet.meeting else ""
    return " · ".join(part for part in (sheet.place, meeting, when, sheet.room) if part)


def _draw_table(paper: Paper, rows: Sequence[SheetRow | None], words: SheetWords, high: float, *, lab: bool) -> None:
    paper.setFillColorRGB(*HEADER_TINT)
    paper.rect(_LEFT, _from_top(_TABLE), _RIGHT - _LEFT, 7.1 * MM, stroke=0, fill=1)
    paper.setFillColorRGB(*TEXT)
    paper.setFont(face(Weight.SEMIBOLD), 9.5)
    base = _from_top(_TABLE - 2.4)
    paper.drawRightString(_NUMBER, base, words.number)
    paper.drawString(_NAME, base, words.name)
    if lab:
        paper.drawString(_FROM, base, words.lab_from)
        paper.drawString(_UNTIL, base, words.lab_until)
    else:
        for x, mark in zip(BOX_CENTRES, words.marks, strict=True):
            paper.drawCentredString(x, base, mark)
    paper.drawString(_NOTES, base, words.lab_notes if lab else words.notes)
    for place, row in enumerate(rows):
        foot = _from_top(_TABLE + high * (place + 1))
        if row:
            _draw_person(paper, row, foot, words, high * MM)
        if not lab:
            draw_boxes(paper, foot + high * MM / 2, words.marks)
        paper.setStrokeColorRGB(*HAIRLINE)
        paper.setLineWidth(0.6)
        paper.line(_LEFT, foot, _RIGHT, foot)


def _draw_person(paper: Paper, row: SheetRow, foot: float, words: SheetWords, high: float) -> None:
    middle = foot + high / 2
    paper.setFillColorRGB(*TEXT_SOFT)
    paper.setFont(face(Weight.REGULAR), 10)
    paper.drawRightString(_NUMBER, middle - 3.4, str(row.number))
    runs = [Run(row.surname, Weight.SEMIBOLD), Run(f" {row.given_name}" if row.surname else row.given_name)]
    if not row.surname and not row.given_name:
        runs = [Run(words.seat.format(n=row.number))]
    size, lines = _fitted(runs, row.number, high)
    paper.setFillColorRGB(*TEXT)
    base = middle - size * 0.34 + (len(lines) - 1) * size * 0.55
    for line in lines:
        for piece in line:
            paper.setFont(piece.font, piece.size)
            paper.drawString(_NAME + piece.offset, base, piece.text)
        base -= size * 1.1


def _fitted(runs: Sequence[Run], number: int, high: float) -> tuple[float, list[tuple[Piece, ...]]]:
    """The largest size that holds the name on one line, else on two, in a row so ``high`` (points)."""
    for sizes, most in (((10.5, 9.75, 9.0, 8.25), 1), ((8.5, 7.5, 6.5, 5.5), 2)):
        for size in sizes:
            lines = wrap(runs, size, _NAME_WIDTH)
            if len(lines) <= most and size * 1.1 * most < high:
                return size, lines
    raise TextTooLong(text=beginning(runs[0].text), row=number)


def _draw_totals(paper: Paper, words: SheetWords, end: float, *, lab: bool) -> None:
    """The legend, the totals and the line for the signature, under the last row."""
    paper.setFillColorRGB(*TEXT_SOFT)
    paper.setFont(face(Weight.REGULAR), 9.5)
    paper.drawString(_LEFT, _from_top(end + 7.5), words.lab_legend if lab else words.legend)
    paper.drawString(_LEFT, _from_top(end + 20), words.lab_totals if lab else words.totals)
    paper.drawString(_RIGHT - 60 * MM, _from_top(end + 20), words.lab_signature if lab else words.signature)
    paper.setStrokeColorRGB(*TEXT_SOFT)
    paper.setLineWidth(0.9)
    paper.line(_RIGHT - 60 * MM, _from_top(end + 16), _RIGHT, _from_top(end + 16))


def _right(paper: Paper, colour: Colour, size: float, below: float, text: str, weight: Weight = Weight.REGULAR) -> None:
    paper.setFillColorRGB(*colour)
    paper.setFont(face(weight), size)
    paper.drawRightString(_RIGHT, _from_top(below), text)


def _from_top(millimetres: float) -> float:
    return A4_PORTRAIT[1] - millimetres * MM
