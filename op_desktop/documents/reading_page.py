"""Pages of running text: headings, paragraphs, lists and tables one under the other, on as many pages as they need."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from functools import partial

from op_desktop.documents.fitting import Piece, Run, wrap
from op_desktop.documents.paper import A4_PORTRAIT, MM, Colour, Paper
from op_desktop.documents.style import (
    FAINT,
    HAIRLINE,
    HEADER_TINT,
    NAVY,
    ORANGE,
    TEXT,
    TEXT_SOFT,
    TINT,
    Weight,
    face,
    letterhead,
    text_width,
)

LEFT, RIGHT = 18 * MM, 192 * MM
LINE = 7.8 * MM
"""Between two lines to write on."""
_TOP, _FOOT = 272 * MM, 17 * MM
_LEADING = 1.36
_CARD, _CARD_SIZE = 33 * MM, 13.0
_BULLET = "–"
_WHOLE = 3
"""Lines up to which a paragraph is not parted by the end of a page."""

Lines = list[tuple[Piece, ...]]


@dataclass(slots=True)
class ReadingPage:
    """Takes parts in reading order and draws them; a part that does not fit moves to the next page.

    ``running`` stands at the foot of every page beside ``page_of``, which is filled with ``n`` and ``of``.
    """

    paper: Paper
    running: str
    page_of: str
    heading: str
    _y: float = _TOP
    _pages: list[list[partial[None]]] = field(default_factory=lambda: [[]])

    def title(self, text: str, below: str) -> None:
        """The document's title with a line under it."""
        self._lines([Run(text, Weight.BOLD)], 22, NAVY)
        self._lines([Run(below)], 10.5, TEXT_SOFT)
        self._do(_rule, LEFT, self._y - 3, LEFT + 24 * MM, ORANGE, 2.2)
        self._y -= 14

    def section(self, text: str, room: float = 60) -> None:
        """A heading, never alone at the foot of a page: ``room`` points must follow it."""
        self._need(26 + room)
        self._y -= 8
        self._lines([Run(text, Weight.BOLD)], 13.5, NAVY)
        self._y -= 2

    def lead(self, bold: str, text: str = "", room: float = 30) -> None:
        """A line that begins in bold: the head of a part."""
        self._need(room)
        self._y -= 3
        self._lines([Run(f"{bold} " if text else bold, Weight.SEMIBOLD), Run(text)], 11, TEXT)

    def fill_in(self, text: str) -> None:
        """A line to complete by hand, with room above for the pen."""
        self._y -= 8
        self._lines([Run(text)], 11, TEXT)
        self._y -= 8

    def prose(self, text: str, size: float = 10.5, indent: float = 0.0) -> None:
        """Paragraphs, one a line; a line that starts with a hyphen is an entry of a list."""
        for line in text.split("\n"):
            if line.startswith("- "):
                self._lines([Run(line[2:])], size, TEXT, indent + 5 * MM, _BULLET)
            elif line.strip():
                self._lines([Run(line.strip())], size, TEXT, indent)
        self._y -= 3

    def bullets(self, entries: Sequence[str]) -> None:
        """A list."""
        self.prose("\n".join(f"- {entry}" for entry in entries))

    def box(self, text: str, size: float = 13, air: float = 2.5 * MM) -> None:
        """A sentence on a tinted ground, with ``air`` points above and below it."""
        lines = wrap([Run(text, Weight.SEMIBOLD)], size, RIGHT - LEFT - 10 * MM)
        height = len(lines) * size * _LEADING + 2 * air
        self._need(height + 6)
        self._do(_ground, LEFT, self._y - height, RIGHT - LEFT, height)
        self._y -= air - 0.3 * MM
        for line in lines:
            self._y -= size * _LEADING
            self._do(_text, LEFT + 5 * MM, self._y + size * 0.28, line, NAVY)
        self._y -= 2 * air

    def bars(self, rows: Sequence[tuple[str, float, str]], most: float) -> None:
        """A bar a row: its name, its value out of ``most``, and the value as written at its end."""
        start, wide, high = LEFT + 34 * MM, RIGHT - LEFT - 62 * MM, 6.5 * MM
        for place, (name, value, told) in enumerate(rows):
            self._need(high + 3 * MM)
            self._y -= high
            for text, x, weight in ((name, LEFT, Weight.REGULAR), (told, start + wide + 3 * MM, Weight.SEMIBOLD)):
                (line,) = wrap([Run(text, weight)], 10.5, 33 * MM)[:1]
                self._do(_text, x, self._y + 2 * MM, line, TEXT)
            self._do(_ground, start, self._y, wide, high, HEADER_TINT)
            filled = wide * max(0.0, min(1.0, value / most))
            self._do(_ground, start, self._y, filled, high, ORANGE if place % 2 else NAVY)
            self._y -= 3 * MM
        self._y -= 4

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        heads: int = 0,
        size: float = 10,
        *,
        least: float = 0.0,
        sides: bool = False,
        right: Container[int] = (),
    ) -> None:
        """Rows of cells, each wrapped in its column; the first ``heads`` rows are headings.

        ``widths`` and ``least``, the lowest height of a row, are in points; ``sides`` draws lines between columns;
        the columns of ``right``, counted from 0, are set flush right.
        """
        if sides:
            self._do(_rule, LEFT, self._y, LEFT + sum(widths), HAIRLINE, 0.6)
        for number, row in enumerate(rows):
            weight = Weight.SEMIBOLD if number < heads else Weight.REGULAR
            cells = [wrap([Run(cell, weight)], size, wide - 3 * MM) if cell else []
                     for cell, wide in zip(row, widths, strict=True)]  # fmt: skip
            height = max(least, max(map(len, cells)) * size * _LEADING + 5)
            self._need(height)
            if number < heads:
                self._do(_ground, LEFT, self._y - height, sum(widths), height, HEADER_TINT)
            self._cells(cells, widths, size, height, right)
            if sides:
                self._uprights(widths, height)
            self._y -= height
            self._do(_rule, LEFT, self._y, LEFT + sum(widths), HAIRLINE, 0.6)
        self._y -= 8

    def _cells(
        self, cells: Sequence[Lines], widths: Sequence[float], size: float, height: float, right: Container[int]
    ) -> None:
        x = LEFT
        for column, (lines, wide) in enumerate(zip(cells, widths, strict=True)):
            base = self._y - (height - len(lines) * size * _LEADING) / 2
            for place, line in enumerate(lines, start=1):
                start = x + wide - 2.2 * MM - _length(line) if column in right else x + 1.5 * MM
                self._do(_text, start, base - place * size * _LEADING + size * 0.4, line, TEXT)
            x += wide

    def _uprights(self, widths: Sequence[float], height: float) -> None:
        for columns in range(len(widths) + 1):
            self._do(_upright, LEFT + sum(widths[:columns]), self._y - height, height)

    @property
    def room(self) -> float:
        """The points that are left on this page."""
        return self._y - _FOOT

    def cards(self, texts: Sequence[str]) -> None:
        """Cards to cut, two side by side; the first line of each is bold."""
        wide = (RIGHT - LEFT) / 2
        for first in range(0, len(texts), 2):
            pair = [_card_lines(text, wide - 12 * MM) for text in texts[first : first + 2]]
            height = max(_CARD, max(map(len, pair)) * _CARD_SIZE * _LEADING + 10 * MM)
            self._need(height)
            for place, lines in enumerate(pair):
                x = LEFT + place * wide
                self._do(_cut_line, x, self._y - height, wide, height)
                base = self._y - (height - len(lines) * _CARD_SIZE * _LEADING) / 2
                for number, line in enumerate(lines, start=1):
                    self._do(_text, x + 6 * MM, base - number * _CARD_SIZE * _LEADING + 4, line, TEXT)
            self._y -= height
        self._y -= 8

    def turn(self) -> None:
        """Begin a new page."""
        self._need(_TOP)

    def ruled(self, lines: int) -> None:
        """Room to write on."""
        for _line in range(lines):
            self._need(LINE)
            self._y -= LINE
            self._do(_rule, LEFT, self._y, RIGHT, HAIRLINE, 0.7)
        self._y -= 9

    def keep(self, room: float) -> None:
        """Begin a new page unless this many points are left on this one."""
        self._need(room)

    def height_of(self, text: str, size: float = 10.5, width: float = RIGHT - LEFT) -> float:
        """The points that a text takes."""
        return sum(len(wrap([Run(line)], size, width)) for line in text.split("\n") if line) * size * _LEADING

    def finish(self) -> None:
        """Draw everything: only now the number of pages is known."""
        for number, steps in enumerate(self._pages, start=1):
            letterhead(self.paper, LEFT, A4_PORTRAIT[1] - 15 * MM, 11)
            _small_right(self.paper, A4_PORTRAIT[1] - 15 * MM, self.heading)
            for step in steps:
                step()
            self.paper.setFillColorRGB(*TEXT_SOFT)
            self.paper.setFont(face(Weight.REGULAR), 8.5)
            self.paper.drawString(LEFT, 11 * MM, self.running)
            _small_right(self.paper, 11 * MM, self.page_of.format(n=number, of=len(self._pages)))
            self.paper.showPage()
        self.paper.save()

    def _lines(self, runs: Sequence[Run], size: float, colour: Colour, indent: float = 0.0, mark: str = "") -> None:
        lines = wrap(runs, size, RIGHT - LEFT - indent)
        if len(lines) <= _WHOLE:
            self._need(len(lines) * size * _LEADING)
        for place, line in enumerate(lines):
            self._need(size * _LEADING)
            self._y -= size * _LEADING
            if mark and not place:
                bullet = (Piece(mark, face(Weight.REGULAR), size, 0),)
                self._do(_text, LEFT + indent - 4 * MM, self._y + size * 0.28, bullet, ORANGE)
            self._do(_text, LEFT + indent, self._y + size * 0.28, line, colour)
        self._y -= 2.5

    def _need(self, room: float) -> None:
        if self._y - room < _FOOT and self._pages[-1]:
            self._pages.append([])
            self._y = _TOP

    def _do(self, draw: Callable[..., None], *details: object) -> None:
        self._pages[-1].append(partial(draw, self.paper, *details))


def _text(paper: Paper, x: float, y: float, line: Sequence[Piece], colour: Colour) -> None:
    paper.setFillColorRGB(*colour)
    for piece in line:
        paper.setFont(piece.font, piece.size)
        paper.drawString(x + piece.offset, y, piece.text)


def _length(line: Sequence[Piece]) -> float:
    return max((piece.offset + text_width(piece.text, piece.font, piece.size) for piece in line), default=0.0)


def _card_lines(text: str, width: float) -> Lines:
    head, _feed, rest = text.partition("\n")
    lines = wrap([Run(head, Weight.SEMIBOLD)], _CARD_SIZE, width)
    return lines + (wrap([Run(rest)], _CARD_SIZE, width) if rest else [])


def _cut_line(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    paper.setStrokeColorRGB(*FAINT)
    paper.setLineWidth(0.7)
    paper.setDash([3, 3])
    paper.rect(x, y, width, height, stroke=1, fill=0)
    paper.setDash([])


def _upright(paper: Paper, x: float, y: float, height: float) -> None:
    paper.setStrokeColorRGB(*HAIRLINE)
    paper.setLineWidth(0.6)
    paper.line(x, y, x, y + height)


def _rule(paper: Paper, x: float, y: float, to: float, colour: Colour, width: float) -> None:
    paper.setStrokeColorRGB(*colour)
    paper.setLineWidth(width)
    paper.line(x, y, to, y)


def _ground(paper: Paper, x: float, y: float, width: float, height: float, colour: Colour = TINT) -> None:
    paper.setFillColorRGB(*colour)
    paper.rect(x, y, width, height, stroke=0, fill=1)


def _small_right(paper: Paper, y: float, text: str) -> None:
    paper.setFillColorRGB(*TEXT_SOFT)
    paper.setFont(face(Weight.REGULAR), 8.5)
    paper.drawRightString(RIGHT, y, text)
