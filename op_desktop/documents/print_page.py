"""Prints of a class on A4: one heading on each page, tables that run over the pages, page numbers at the foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO

from op_desktop.documents.fitting import Piece, Run, fit_line, printable, wrap
from op_desktop.documents.paper import A4_PORTRAIT, MM, Colour, Paper, new_paper
from op_desktop.documents.print_cells import Cell, Fitting, MarkCell, TextCell
from op_desktop.documents.print_words import PrintWords
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
    text_width,
)
from op_desktop.domain.formats import format_date

ROWS = 35
"""Rows on a page, where each takes one line or two."""
LEFT, RIGHT = 14 * MM, 196 * MM
WIDTH = RIGHT - LEFT
ROW = 5.9 * MM
"""The least height of a row."""

_TOP = A4_PORTRAIT[1] - 43 * MM
_FOOT = A4_PORTRAIT[1] - 284 * MM
_HEADER = 8.6 * MM
_TAIL = 19 * MM
_SMALL = 8.8
_PADDING = 1.2 * MM
_LINE_GAP = 0.12 * MM
"""Above and below a cell's lines: two small lines take no more height than one large."""

Draw = Callable[[Paper], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above every page; ``document`` is the title of the file, without anybody's name."""

    document: str
    kind: str
    title: str
    subtitle: str
    printed_at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading (a line feed makes two lines), its width in points, how its cells stand."""

    title: str
    width: float
    middle: bool = False


class Prints:
    """A document being laid out from top to foot; ``render`` draws it once the number of pages is known."""

    def __init__(self, head: Head, words: PrintWords) -> None:
        register_fonts()
        self._head, self._words = head, words
        self._pages: list[list[Draw]] = [[]]
        self._first = [0]
        """The pages on which a part begins that is numbered, and given away, on its own."""
        self._y = _TOP

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, last: Sequence[Cell] = ()) -> None:
        """Rows under their headings, repeated on every page; ``last`` are the totals, never parted from a row.

        Raises TextTooLong for a text that fills more than a page.
        """
        self._headings(columns)
        count = 0
        totals = ROW if last else 0.0
        for place, row in enumerate(rows, start=1):
            fitted = self._fitted(columns, row)
            height = max(ROW, *(each.height + 2 * _LINE_GAP for each in fitted))
            needed = height + (totals if place == len(rows) else 0)
            if count == ROWS or self._y - needed < _FOOT:
                self.new_page()
                self._headings(columns)
                count = 0
            self._row(columns, fitted, height)
            count += 1
        if last:
            self._row(columns, self._fitted(columns, last), ROW, tint=True)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names and values in two columns; a value may take several lines."""
        for name, value in pairs:
            lines = wrap([Run(printable(value, 0))], 10, WIDTH - 52 * MM)
            if self._y - len(lines) * 5.2 * MM < _FOOT:
                self.new_page()
            self._say(name, LEFT, self._y - 3.6 * MM, TEXT_SOFT, 9.5)
            self._add(partial(_draw_lines, lines=lines, x=LEFT + 52 * MM, top=self._y))
            self._y -= len(lines) * 5.2 * MM

    def paragraph(self, text: str) -> None:
        """Lines of words over the whole width, with a gap below."""
        lines = wrap([Run(printable(text, 0))], 11, WIDTH)
        if self._y - len(lines) * 5.2 * MM < _FOOT:
            self.new_page()
        self._add(partial(_draw_lines, lines=lines, x=LEFT, top=self._y))
        self._y -= len(lines) * 5.2 * MM + 3.4 * MM

    def heading(self, text: str) -> None:
        """A heading inside the document, with room for something under it."""
        if self._y - 30 * MM < _FOOT:
            self.new_page()
        self._say(text, LEFT, self._y - 7.5 * MM, TEXT, 12.5, Weight.SEMIBOLD)
        self._y -= 10.5 * MM

    def closing(self, line: str, signature: str = "", marks: Sequence[tuple[MarkCell, str]] = ()) -> None:
        """A quiet line or the meaning of the marks at the end, and a line to sign on; together on one page."""
        if self._y - _TAIL < _FOOT:
            self.new_page()
        if line:
            self._say(line, LEFT, self._y - 5 * MM, TEXT_SOFT, _SMALL)
        if marks:
            self._add(partial(_draw_legend, marks=marks, middle=self._y - 4.2 * MM))
        self._y -= 7.6 * MM
        if signature:
            base = self._y - 7 * MM
            self._add(lambda paper: _rule(paper, RIGHT - 62 * MM, RIGHT, base, TEXT_SOFT, 0.9))
            self._say(signature, RIGHT - 62 * MM, base - 4 * MM, TEXT_SOFT, _SMALL)

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self._pages.append([])
        self._y = _TOP

    def new_part(self) -> None:
        """Begin something that goes to somebody else: its pages are counted from one."""
        self._first.append(len(self._pages))
        self.new_page()

    def render(self) -> bytes:
        """The PDF; the same content gives the same bytes."""
        head, target = self._head, BytesIO()
        made_on = head.printed_at.date()
        paper = new_paper(target, head.document, head.language, made_on, A4_PORTRAIT, face(Weight.REGULAR))
        ends = [*self._first[1:], len(self._pages)]
        for first, end in zip(self._first, ends, strict=True):
            for place, page in enumerate(self._pages[first:end], start=1):
                self._draw_head(paper)
                for draw in page:
                    draw(paper)
                _text(paper, TEXT_SOFT, 9, self._words.page_of.format(n=place, of=end - first), RIGHT, 9 * MM)
                paper.showPage()
        paper.save()
        return target.getvalue()

    def _draw_head(self, paper: Paper) -> None:
        head, top = self._head, A4_PORTRAIT[1]
        letterhead(paper, LEFT, top - 17.8 * MM, 13)
        day = format_date(head.printed_at.date(), "date", head.language)
        printed = self._words.printed.format(kind=head.kind, day=day, time=f"{head.printed_at:%H:%M}")
        _text(paper, TEXT_SOFT, 9.5, printed, RIGHT, top - 17.8 * MM)
        _rule(paper, LEFT, RIGHT, top - 21 * MM, NAVY, 1.6)
        for text, weight, colour, sizes, below in (
            (head.title, Weight.SEMIBOLD, TEXT, (20, 7), 31.0),
            (head.subtitle, Weight.REGULAR, TEXT_SOFT, (10.5, 4), 37.0),
        ):
            fitted = fit_line(printable(text, 0), weight, WIDTH, sizes, 0)
            paper.setFillColorRGB(*colour)
            paper.setFont(fitted.font, fitted.size)
            paper.drawString(LEFT, top - below * MM, fitted.lines[0])

    def _headings(self, columns: Sequence[Column]) -> None:
        if self._y - _HEADER - ROW < _FOOT:
            self.new_page()
        top = self._y
        self._add(lambda paper: _draw_headings(paper, columns, top))
        self._y -= _HEADER

    def _fitted(self, columns: Sequence[Column], row: Sequence[Cell]) -> list[Fitting]:
        room = _TOP - _FOOT - _HEADER - ROW - 2 * _LINE_GAP
        return [
            cell.fitted(column.width - 2 * _PADDING, room, middle=column.middle)
            for cell, column in zip(row, columns, strict=True)
        ]

    def _row(self, columns: Sequence[Column], cells: Sequence[Fitting], height: float, *, tint: bool = False) -> None:
        foot = self._y - height

        def draw(paper: Paper) -> None:
            if tint:
                _tint(paper, foot, height)
            x = LEFT
            for cell, column in zip(cells, columns, strict=True):
                cell.draw(paper, x + _PADDING, foot + height / 2, column.width - 2 * _PADDING)
                x += column.width
            _rule(paper, LEFT, RIGHT, foot, HAIRLINE, 0.5)

        self._add(draw)
        self._y = foot

    def _say(
        self, text: str, x: float, base: float, colour: Colour, size: float, weight: Weight = Weight.REGULAR
    ) -> None:
        fitted = fit_line(printable(text, 0), weight, RIGHT - x, (size, 5), 0)

        def draw(paper: Paper) -> None:
            paper.setFillColorRGB(*colour)
            paper.setFont(fitted.font, fitted.size)
            paper.drawString(x, base, fitted.lines[0])

        self._add(draw)

    def _add(self, draw: Draw) -> None:
        self._pages[-1].append(draw)


def shared(columns: Sequence[Column]) -> list[Column]:
    """The columns with the rest of the page's width given to the widest of them."""
    widest = max(range(len(columns)), key=lambda number: columns[number].width)
    spare = WIDTH - sum(column.width for column in columns)
    return [
        Column(column.title, column.width + (spare if number == widest else 0), column.middle)
        for number, column in enumerate(columns)
    ]


def text(value: str, row: int, weight: Weight = Weight.REGULAR, *, soft: bool = False) -> TextCell:
    """A cell with one text, its signs proven to have shapes; ``row`` tells the person where to look."""
    return TextCell((Run(printable(value, row), weight),), soft=soft)


def _draw_headings(paper: Paper, columns: Sequence[Column], top: float) -> None:
    _tint(paper, top - _HEADER, _HEADER)
    x = LEFT
    for column in columns:
        lines = column.title.split("\n")
        width = column.width - 2 * _PADDING
        for number, line in enumerate(lines):
            weight = Weight.SEMIBOLD if number == 0 else Weight.REGULAR
            fitted = fit_line(printable(line, 0), weight, width, (9.2 if number == 0 else 7.2, 4), 0)
            base = top - _HEADER / 2 - 3.2 + (len(lines) - 1 - 2 * number) * 4.6
            paper.setFillColorRGB(*TEXT)
            paper.setFont(fitted.font, fitted.size)
            if column.middle:
                paper.drawCentredString(x + column.width / 2, base, fitted.lines[0])
            else:
                paper.drawString(x + _PADDING, base, fitted.lines[0])
        x += column.width


def _draw_legend(paper: Paper, marks: Sequence[tuple[MarkCell, str]], middle: float) -> None:
    x = LEFT
    for mark, word in marks:
        mark.draw(paper, x, middle, 5 * MM)
        paper.setFillColorRGB(*TEXT_SOFT)
        paper.setFont(face(Weight.REGULAR), _SMALL)
        paper.drawString(x + 5.6 * MM, middle - 3, word)
        x += 9.6 * MM + text_width(word, face(Weight.REGULAR), _SMALL)


def _tint(paper: Paper, foot: float, height: float) -> None:
    paper.setFillColorRGB(*HEADER_TINT)
    paper.rect(LEFT, foot, WIDTH, height, stroke=0, fill=1)


def _rule(paper: Paper, left: float, right: float, y: float, colour: Colour, width: float) -> None:
    paper.setStrokeColorRGB(*colour)
    paper.setLineWidth(width)
    paper.setLineCap(0)
    paper.line(left, y, right, y)


def _text(paper: Paper, colour: Colour, size: float, words: str, right: float, base: float) -> None:
    paper.setFillColorRGB(*colour)
    paper.setFont(face(Weight.REGULAR), size)
    paper.drawRightString(right, base, words)


def _draw_lines(paper: Paper, lines: Sequence[Sequence[Piece]], x: float, top: float) -> None:
    paper.setFillColorRGB(*TEXT)
    for number, line in enumerate(lines):
        for piece in line:
            paper.setFont(piece.font, piece.size)
            paper.drawString(x + piece.offset, top - (3.6 + 5.2 * number) * MM, piece.text)
