"""A sheet of exercises for a class, with room to work, and behind it the key with every step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil

from op_desktop.documents.fitting import Piece, Run, wrap
from op_desktop.documents.paper import A4_PORTRAIT, MM, Paper, new_paper
from op_desktop.documents.style import (
    FAINT,
    HAIRLINE,
    HEADER_TINT,
    NAVY,
    TEXT,
    TEXT_SOFT,
    TINT,
    TINT_TEXT,
    Weight,
    face,
    letterhead,
    register_fonts,
    text_width,
)
from op_desktop.domain.formats import format_date
from op_desktop.education.exercises import Exercise
from op_desktop.language import N_, said

_LEFT, _RIGHT = 18 * MM, 192 * MM
_TOP, _FOOT = 46.0, 281.0
"""Millimetres from the top between which exercises stand."""
_NUMBER = 10 * MM
_QUESTION, _STEP = 11.5, 9.5
_ROOM, _LEAST_ROOM = 18.0, 13.0
"""Millimetres to work in under a question, and where that keeps all on one page."""
_BOX, _ANSWER, _BELOW = 9.0, 6.6, 2.8
"""Millimetres: the box for an answer, the answer in the key, and the air under a solution."""
_Lines = list[tuple[Piece, ...]]
KEY = N_("key")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSheet:
    """What a sheet shows: the calculator's name (marked with ``N_``), its exercises, and the number they come from."""

    title: str
    exercises: tuple[Exercise, ...]
    seed: int
    made_on: date
    language: str = "it"


@dataclass(slots=True)
class _Pen:
    """The paper, the sheet, and how far down the page we are, in millimetres from the top."""

    paper: Paper
    sheet: ExerciseSheet
    key: bool = False
    room: float = _ROOM
    down: float = _TOP
    page: int = 0

    def said(self, text: str) -> str:
        """A text in the language of the sheet."""
        return said(text, self.sheet.language)

    def begin(self) -> None:
        """A new page with its heading."""
        if self.page:
            self.paper.showPage()
        self.page += 1
        self.down = _TOP
        _draw_heading(self)


def render_exercise_sheet(sheet: ExerciseSheet) -> bytes:
    """The sheet as PDF, the key on pages of its own; the same sheet gives the same bytes."""
    register_fonts()
    target = BytesIO()
    title = f"{said(sheet.title, sheet.language)} {sheet.seed}"
    paper = new_paper(target, title, sheet.language, sheet.made_on, A4_PORTRAIT, face(Weight.REGULAR))
    pen = _Pen(paper, sheet)
    asked = [len(_question(pen, exercise, _QUESTION)) * _line(_QUESTION) + _BOX + 6 for exercise in sheet.exercises]
    spare = (_FOOT - _TOP - sum(asked)) / len(asked) - 0.1
    pen.room = min(_ROOM, spare) if spare >= _LEAST_ROOM else _ROOM
    _draw_all(pen, [height + pen.room for height in asked], _draw_exercise)
    pen.key = True
    _draw_all(pen, [_solved(pen, exercise) for exercise in sheet.exercises], _draw_solution)
    paper.showPage()
    paper.save()
    return target.getvalue()


def exercise_file_name(sheet: ExerciseSheet, calculator: str) -> str:
    """How the PDF is called: by the calculator's key and the sheet's number."""
    stem = "esercizi" if sheet.language == "it" else "exercises"
    return f"{stem}_{calculator}_{sheet.seed:04}.pdf"


def _draw_heading(pen: _Pen) -> None:
    paper, sheet = pen.paper, pen.sheet
    letterhead(paper, _LEFT, _from_top(17.8), 13)
    paper.setFillColorRGB(*TEXT_SOFT)
    paper.setFont(face(Weight.REGULAR), 9.5)
    number = pen.said(N_("Sheet n. {n}")).format(n=sheet.seed)
    paper.drawRightString(_RIGHT, _from_top(17.8), f"{number} · {format_date(sheet.made_on, 'date', sheet.language)}")
    paper.setStrokeColorRGB(*NAVY)
    paper.setLineWidth(1.6)
    paper.line(_LEFT, _from_top(21), _RIGHT, _from_top(21))
    paper.setFillColorRGB(*TEXT)
    paper.setFont(face(Weight.SEMIBOLD), 20)
    name = pen.said(sheet.title)
    if pen.key:
        name = f"{name} — {pen.said(KEY)}"
    paper.drawString(_LEFT, _from_top(31), name)
    paper.setFont(face(Weight.REGULAR), 10.5)
    paper.setFillColorRGB(*TEXT_SOFT)
    if pen.key:
        told = pen.said(N_("For the teacher: every step as the calculator works it out."))
    else:
        told = pen.said(N_("Work in the free space, then write the answer in the box. Class ________  Number ____"))
    paper.drawString(_LEFT, _from_top(38), told)


def _draw_all(pen: _Pen, heights: Sequence[float], draw: Callable[[_Pen, int, Exercise], None]) -> None:
    """Everything on as few pages as hold it, as much on one as on the other."""
    pages = ceil(sum(heights) / (_FOOT - _TOP))
    share = sum(heights) / max(pages, 1)
    pen.begin()
    for number, (exercise, height) in enumerate(zip(pen.sheet.exercises, heights, strict=True), start=1):
        filled = pen.down - _TOP
        if filled and (filled + height / 2 > share or pen.down + height > _FOOT):
            pen.begin()
        draw(pen, number, exercise)


def _draw_exercise(pen: _Pen, number: int, exercise: Exercise) -> None:
    _draw_number(pen, number)
    _draw_lines(pen, _question(pen, exercise, _QUESTION), _QUESTION, TEXT)
    paper = pen.paper
    paper.setStrokeColorRGB(*HAIRLINE)
    paper.setLineWidth(0.5)
    paper.setDash([1.0, 2.0])
    for step in (0.2, 0.75):
        y = _from_top(pen.down + pen.room * step)
        paper.line(_LEFT + _NUMBER, y, _RIGHT, y)
    paper.setDash([])
    pen.down += pen.room
    _draw_answer_box(pen, exercise)
    pen.down += _BOX + 6


def _draw_answer_box(pen: _Pen, exercise: Exercise) -> None:
    paper, foot = pen.paper, _from_top(pen.down + _BOX)
    name = f"{pen.said(exercise.answer.name)}:"
    paper.setFillColorRGB(*TEXT_SOFT)
    paper.setFont(face(Weight.REGULAR), 10)
    paper.drawRightString(_RIGHT - 48 * MM, foot + 3.1 * MM, name)
    paper.setStrokeColorRGB(*FAINT)
    paper.setLineWidth(0.9)
    paper.roundRect(_RIGHT - 45 * MM, foot, 45 * MM, _BOX * MM, 2 * MM, stroke=1, fill=0)


def _draw_solution(pen: _Pen, number: int, exercise: Exercise) -> None:
    formula, steps = _worked(pen, exercise)
    _draw_number(pen, number)
    _draw_lines(pen, _question(pen, exercise, _STEP), _STEP, TEXT_SOFT)
    _draw_answer(pen, exercise)
    _draw_lines(pen, formula, _STEP, TEXT, Weight.SEMIBOLD)
    for told in steps:
        pen.paper.setFillColorRGB(*TINT_TEXT)
        pen.paper.circle(_LEFT + _NUMBER + 1.3 * MM, _from_top(pen.down + 2.4), 0.7 * MM, stroke=0, fill=1)
        _draw_lines(pen, told, _STEP, TEXT, indent=5 * MM)
    pen.down += _BELOW


def _solved(pen: _Pen, exercise: Exercise) -> float:
    """Millimetres that a solution takes."""
    formula, steps = _worked(pen, exercise)
    count = len(_question(pen, exercise, _STEP)) + len(formula) + sum(map(len, steps))
    return count * _line(_STEP) + _ANSWER + 2.5 + _BELOW


def _worked(pen: _Pen, exercise: Exercise) -> tuple[_Lines, list[_Lines]]:
    """The formula and every step of a solution, in lines."""
    language, width = pen.sheet.language, _RIGHT - _LEFT - _NUMBER
    formula = _lines(exercise.outcome.formula.say(language), _STEP, width)
    return formula, [_lines(step.say(language), _STEP, width - 5 * MM) for step in exercise.outcome.steps]


def _question(pen: _Pen, exercise: Exercise, size: float) -> _Lines:
    return _lines(exercise.question.say(pen.sheet.language), size, _RIGHT - _LEFT - _NUMBER)


def _draw_answer(pen: _Pen, exercise: Exercise) -> None:
    told = f"{pen.said(exercise.answer.name)}: {exercise.answer.amount.say(pen.sheet.language)}"
    paper, height = pen.paper, _ANSWER
    wide = text_width(told, face(Weight.SEMIBOLD), 11) + 6 * MM
    paper.setFillColorRGB(*TINT)
    foot = _from_top(pen.down + 1 + height)
    paper.roundRect(_LEFT + _NUMBER, foot, wide, height * MM, 1.5 * MM, stroke=0, fill=1)
    paper.setFillColorRGB(*TINT_TEXT)
    paper.setFont(face(Weight.SEMIBOLD), 11)
    paper.drawString(_LEFT + _NUMBER + 3 * MM, foot + 2.1 * MM, told)
    pen.down += height + 2.5


def _draw_number(pen: _Pen, number: int) -> None:
    paper, centre = pen.paper, _from_top(pen.down + 2.6)
    paper.setFillColorRGB(*HEADER_TINT)
    paper.circle(_LEFT + 3 * MM, centre, 3.2 * MM, stroke=0, fill=1)
    paper.setFillColorRGB(*NAVY)
    paper.setFont(face(Weight.BOLD), 10.5)
    paper.drawCentredString(_LEFT + 3 * MM, centre - 1.3 * MM, str(number))


def _line(size: float) -> float:
    """Millimetres from line to line."""
    return size * 1.35 / MM


def _lines(text: str, size: float, width: float) -> _Lines:
    return wrap([Run(text)], size, width)


def _draw_lines(
    pen: _Pen, lines: Sequence[Sequence[Piece]], size: float, colour: tuple[float, float, float],
    weight: Weight = Weight.REGULAR, *, indent: float = 0.0,
) -> None:  # fmt: skip
    paper = pen.paper
    paper.setFillColorRGB(*colour)
    for line in lines:
        pen.down += _line(size)
        for piece in line:
            paper.setFont(face(weight) if piece.font == face(Weight.REGULAR) else piece.font, piece.size)
            paper.drawString(_LEFT + _NUMBER + indent + piece.offset, _from_top(pen.down - 1.3), piece.text)


def _from_top(millimetres: float) -> float:
    return A4_PORTRAIT[1] - millimetres * MM
