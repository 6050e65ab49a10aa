"""The sheets of a test for a class: one a pupil, with its number and form, a box for every answer, and no name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from op_desktop.documents.fitting import Piece, Run, printable, wrap
from op_desktop.documents.paper import A4_PORTRAIT, MM, Colour, Paper, new_paper
from op_desktop.documents.style import (
    HEADER_TINT,
    NAVY,
    ORANGE,
    TEXT,
    TEXT_SOFT,
    Weight,
    face,
    letterhead,
    register_fonts,
    text_width,
)
from op_desktop.domain.answer_signs import LETTERS, UNKNOWN
from op_desktop.language import N_, said

_LEFT, _RIGHT = 18 * MM, 192 * MM
_FOOT = 281.0
"""Millimetres from the top where the last question ends."""
_NUMBER = 10 * MM
_QUESTION, _CHOICE = 11.5, 11.0
_LARGER = (1.2, 1.15, 1.1, 1.05, 1.0)
"""How much larger letters may be: as large as leaves all questions on one page."""
_BOX, _WIDEST_BOX = 11.0, 16.0
_GAP, _AIR = 7 * MM, 4.5
"""Points between two answers in one line; millimetres under a question."""
_Lines = list[tuple[Piece, ...]]
PHASES = {"pre": N_("Before the path"), "post": N_("After the path")}
DO_NOT_KNOW = N_("I do not know")


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is printed."""

    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paperwork:
    """One sheet: whose number, which form, and what is asked."""

    number: int
    form: str
    questions: tuple[Asking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPrint:
    """The sheets of a class; ``label`` is the class (``2ªB``), ``phase`` the code of the test."""

    __test__ = False
    sheets: tuple[Paperwork, ...]
    label: str
    phase: str
    made_on: date
    language: str = "it"


@dataclass(slots=True)
class _Pen:
    """The paper and how far down the page we are, in millimetres from the top."""

    paper: Paper
    whole: TestPrint
    sheet: Paperwork
    larger: float = 1.0
    down: float = 0.0
    page: int = 0

    def said(self, text: str) -> str:
        """A text in the language of the sheet."""
        return said(text, self.whole.language)

    def begin(self) -> None:
        """A new page with number and form at its head."""
        if self.page:
            self.paper.showPage()
        self.page += 1
        _draw_head(self)


def render_test_sheets(whole: TestPrint) -> bytes:
    """All sheets as PDF on A4, in the order given, each on pages of its own; the same sheets give the same bytes.

    Raises CharacterNotPrintable or RightToLeftText; their ``row`` is the number of the question.
    """
    register_fonts()
    target = BytesIO()
    title = f"{said(N_('Class test'), whole.language)} {whole.label}"
    paper = new_paper(target, title, whole.language, whole.made_on, A4_PORTRAIT, face(Weight.REGULAR))
    for sheet in whole.sheets:
        asked = tuple(printable(each, row) for row, each in enumerate(sheet.questions, start=1))
        pen = _Pen(paper, whole, replace(sheet, questions=asked))
        pen.begin()
        _draw_grid(pen)
        fitting = (larger for larger in _LARGER if pen.down + sum(_tall(pen, each, larger) for each in asked) <= _FOOT)
        pen.larger = next(fitting, 1.0)
        for number, question in enumerate(asked, start=1):
            _draw_question(pen, number, question)
        paper.showPage()
    paper.save()
    return target.getvalue()


def sheets_file_name(whole: TestPrint) -> str:
    """How the PDF is called: ``test_2B_prima.pdf``."""
    grade = "".join(sign for sign in whole.label if sign.isascii() and sign.isalnum())
    words = {"it": {"pre": "prima", "post": "dopo"}, "en": {"pre": "before", "post": "after"}}
    return f"test_{grade}_{words[whole.language][whole.phase]}.pdf"


def _draw_head(pen: _Pen) -> None:
    paper = pen.paper
    letterhead(paper, _LEFT, _from_top(17.8), 13)
    form = pen.said(N_("Form {letter}")).format(letter=pen.sheet.form.upper())
    number = pen.said(N_("Number {n}")).format(n=pen.sheet.number)
    told = f"{form} · {number}"
    wide = text_width(told, face(Weight.BOLD), 15) + 8 * MM
    paper.setFillColorRGB(*HEADER_TINT)
    paper.roundRect(_RIGHT - wide, _from_top(20.2), wide, 9 * MM, 2 * MM, stroke=0, fill=1)
    _put(pen, _RIGHT - wide + 4 * MM, 17.5, told, 15, NAVY, Weight.BOLD)
    paper.setStrokeColorRGB(*NAVY)
    paper.setLineWidth(1.6)
    paper.line(_LEFT, _from_top(22.5), _RIGHT, _from_top(22.5))
    pen.down = 29.0


def _draw_grid(pen: _Pen) -> None:
    paper, count = pen.paper, len(pen.sheet.questions)
    _put(pen, _LEFT, 32, pen.said(N_("Class test")), 20, TEXT, Weight.SEMIBOLD)
    group = pen.said(N_("Class {label}")).format(label=pen.whole.label)
    below = f"{group} · {pen.said(PHASES[pen.whole.phase])}"
    _put(pen, _LEFT, 38, below, 10.5, TEXT_SOFT)
    told = pen.said(N_("Write one letter in each box: a, b, c or d; 0 if you do not know. Do not write your name."))
    _put(pen, _LEFT, 45.5, told, 10.5, TEXT, Weight.SEMIBOLD)
    wide = min(_WIDEST_BOX * MM, (_RIGHT - _LEFT) / max(count, 1))
    paper.setStrokeColorRGB(*NAVY)
    paper.setLineWidth(1.0)
    for place in range(count):
        x = _LEFT + place * wide
        paper.setFillColorRGB(*HEADER_TINT)
        paper.rect(x, _from_top(53.5), wide, 5.5 * MM, stroke=1, fill=1)
        paper.rect(x, _from_top(53.5 + _BOX), wide, _BOX * MM, stroke=1, fill=0)
        paper.setFillColorRGB(*NAVY)
        paper.setFont(face(Weight.BOLD), 10)
        paper.drawCentredString(x + wide / 2, _from_top(52), str(place + 1))
    pen.down = 53.5 + _BOX + 6


def _draw_question(pen: _Pen, number: int, question: Asking) -> None:
    lines, rows = _set(pen, question, pen.larger)
    if pen.down + _tall(pen, question, pen.larger) > _FOOT:
        pen.begin()
    pen.paper.setFillColorRGB(*ORANGE)
    pen.paper.setFont(face(Weight.BOLD), 12 * pen.larger)
    pen.paper.drawString(_LEFT, _from_top(pen.down + _step(_QUESTION * pen.larger) - 1.3), f"{number}.")
    for line in lines:
        pen.down += _step(_QUESTION * pen.larger)
        _draw_line(pen, _LEFT + _NUMBER, line, NAVY)
    for line in rows:
        pen.down += _step(_CHOICE * pen.larger)
        _draw_line(pen, _LEFT + _NUMBER, line, TEXT)
    pen.down += _AIR


def _tall(pen: _Pen, question: Asking, larger: float) -> float:
    """Millimetres that a question takes."""
    lines, rows = _set(pen, question, larger)
    return len(lines) * _step(_QUESTION * larger) + len(rows) * _step(_CHOICE * larger) + _AIR


def _set(pen: _Pen, question: Asking, larger: float) -> tuple[_Lines, _Lines]:
    """The lines of a question and those of its answers."""
    width = _RIGHT - _LEFT - _NUMBER
    offered = [f"{letter})  {choice}" for letter, choice in zip(LETTERS, question.choices, strict=False)]
    offered.append(f"{UNKNOWN})  {pen.said(DO_NOT_KNOW)}")
    asked = wrap([Run(question.text, Weight.SEMIBOLD)], _QUESTION * larger, width)
    return asked, _rows(offered, width, _CHOICE * larger)


def _rows(offered: Sequence[str], width: float, size: float) -> _Lines:
    """Answers side by side: all in one line where they fit, else in two columns, else one under the other."""
    widths = [text_width(each, face(Weight.REGULAR), size) for each in offered]
    starts = [sum(widths[:place]) + place * _GAP for place in range(len(widths))]
    if starts[-1] + widths[-1] <= width:
        return [_side_by_side(offered, starts, size)]
    if max(widths) + _GAP <= width / 2:
        pairs = [offered[place : place + 2] for place in range(0, len(offered), 2)]
        return [_side_by_side(pair, (0.0, width / 2), size) for pair in pairs]
    return [line for each in offered for line in wrap([Run(each)], size, width)]


def _side_by_side(offered: Sequence[str], starts: Sequence[float], size: float) -> tuple[Piece, ...]:
    line: list[Piece] = []
    for each, start in zip(offered, starts, strict=False):
        for piece in wrap([Run(each)], size, _RIGHT - _LEFT)[0]:
            line.append(replace(piece, offset=piece.offset + start))
    return tuple(line)


def _draw_line(pen: _Pen, x: float, line: Sequence[Piece], colour: Colour) -> None:
    pen.paper.setFillColorRGB(*colour)
    for piece in line:
        pen.paper.setFont(piece.font, piece.size)
        pen.paper.drawString(x + piece.offset, _from_top(pen.down - 1.3), piece.text)


def _put(
    pen: _Pen, x: float, down: float, text: str, size: float, colour: Colour, weight: Weight = Weight.REGULAR
) -> None:
    pen.paper.setFillColorRGB(*colour)
    pen.paper.setFont(face(weight), size)
    pen.paper.drawString(x, _from_top(down), text)


def _step(size: float) -> float:
    """The millimetres of a line."""
    return size * 1.35 / MM


def _from_top(millimetres: float) -> float:
    return A4_PORTRAIT[1] - millimetres * MM
