"""What stands in the cells of a print: texts that shrink and wrap, and the marks of a register."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from op_desktop.documents.fitting import Piece, Run, TextTooLong, beginning, wrap
from op_desktop.documents.mark_shapes import draw_mark
from op_desktop.documents.paper import Paper
from op_desktop.documents.style import TEXT, TEXT_SOFT, Weight, face
from op_desktop.domain.attendance import Mark

_ONE_LINE = (9.5, 8.75, 8.0, 7.25)
_ONE_WORD = (*_ONE_LINE, 6.5, 5.75, 5.0)
"""Sizes to try, in points: a single word would rather be small than cut."""
_TWO_LINES = (7.0, 6.25, 5.5)
_MORE_LINES = 7.0
_LONGEST = 2000
"""Signs beyond which a text is refused unmeasured."""
_LEADING = 1.14


class Fitting(Protocol):
    """A cell set for its column; ``height`` in points is what it cannot do without."""

    @property
    def height(self) -> float: ...

    def draw(self, paper: Paper, x: float, middle: float, width: float) -> None: ...


class Cell(Protocol):
    """Something that can be set into a column."""

    def fitted(self, width: float, room: float, *, middle: bool) -> Fitting: ...


@dataclass(frozen=True, slots=True)
class TextCell:
    """Words of one weight or several, on one line where they fit, else on as many as they need."""

    runs: tuple[Run, ...]
    soft: bool = False

    def fitted(self, width: float, room: float, *, middle: bool) -> Fitting:
        """Set for this width; raises TextTooLong where more than ``room`` points would be needed."""
        if sum(len(run.text) for run in self.runs) > _LONGEST:
            raise TextTooLong(text=beginning(self.runs[0].text), row=0)
        whole = not any(" " in run.text for run in self.runs)
        for size in _ONE_WORD if whole else _ONE_LINE:
            lines = wrap(self.runs, size, width)
            if len(lines) <= 1:
                return _Text(size, lines, middle, self.soft)
        for size in _TWO_LINES:
            lines = wrap(self.runs, size, width)
            if len(lines) <= 2:
                return _Text(size, lines, middle, self.soft)
        lines = wrap(self.runs, _MORE_LINES, width)
        fitted = _Text(_MORE_LINES, lines, middle, self.soft)
        if fitted.height > room:
            raise TextTooLong(text=beginning(self.runs[0].text), row=0)
        return fitted


@dataclass(frozen=True, slots=True)
class _Text:
    size: float
    lines: Sequence[tuple[Piece, ...]]
    middle: bool
    soft: bool

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LEADING

    def draw(self, paper: Paper, x: float, middle: float, width: float) -> None:
        """Draw the lines around the height ``middle``."""
        paper.setFillColorRGB(*(TEXT_SOFT if self.soft else TEXT))
        base = middle + (len(self.lines) - 1) * self.size * _LEADING / 2 - self.size * 0.34
        for line in self.lines:
            for piece in line:
                paper.setFont(piece.font, piece.size)
                if self.middle and len(line) == 1:
                    paper.drawCentredString(x + width / 2, base, piece.text)
                else:
                    paper.drawString(x + piece.offset, base, piece.text)
            base -= self.size * _LEADING


@dataclass(frozen=True, slots=True)
class MarkCell:
    """One pupil at one meeting, as shape and letter; without mark a dot where one is missing, else a dash."""

    mark: Mark | None
    letter: str = ""
    minutes: int | None = None
    missing: bool = False

    @property
    def height(self) -> float:
        """As high as the smallest row."""
        return 0.0

    def fitted(self, width: float, room: float, *, middle: bool) -> Fitting:
        """Its size is always the same."""
        return self

    def draw(self, paper: Paper, x: float, middle: float, width: float) -> None:
        """Draw the shape in the middle of the cell."""
        centre = x + width / 2
        if self.mark is not None:
            draw_mark(paper, self.mark, self.letter, (centre, middle), self.minutes)
            return
        paper.setFillColorRGB(*TEXT_SOFT)
        paper.setFont(face(Weight.REGULAR), 9)
        paper.drawCentredString(centre, middle - 3, "·" if self.missing else "–")


@dataclass(frozen=True, slots=True)
class RuleCell:
    """A line to write on."""

    @property
    def height(self) -> float:
        """As high as the smallest row."""
        return 0.0

    def fitted(self, width: float, room: float, *, middle: bool) -> Fitting:
        """It takes the whole column."""
        return self

    def draw(self, paper: Paper, x: float, middle: float, width: float) -> None:
        """Dots from one end to the other."""
        paper.setStrokeColorRGB(*TEXT_SOFT)
        paper.setLineWidth(0.5)
        paper.setDash([0.6, 2.2])
        paper.line(x, middle - 4.6, x + width, middle - 4.6)
        paper.setDash([])
