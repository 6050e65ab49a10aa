"""Two periods side by side: a table whose rows carry a thin and a thick bar, each row on its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from op_desktop.language import _, ngettext
from ui.theme import Theme
from ui.widgets.charts.drawing import (
    LEFT,
    MINUS,
    RIGHT,
    draw_text,
    fill_rounded,
    hline,
    line_height,
    percent,
    text_width,
)
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import ChartView, FormatNumber

PREVIOUS_BAR = 5.0
CURRENT_BAR = 9.0
BARS = PREVIOUS_BAR + 1.5 + CURRENT_BAR
GAP = 14.0
LEAST_BAR = 48.0
LEAST_AIR, AIR = 4.0, 14.0
"""Between the last row of a group and the line over the next heading."""
TALLEST = 50.0
UNKNOWN = "\u2013"


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One figure in both periods; ``previous`` is None where it was not counted, ``note`` is told on hovering."""

    key: str
    label: str
    previous: int | Decimal | None
    current: int | Decimal
    note: str = ""

    @property
    def change(self) -> int | None:
        """Growth in whole per cent, below zero for a fall; None where there is nothing to compare with."""
        return percent(self.current - self.previous, self.previous) if self.previous else None


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """Rows under a heading (which may carry a footnote sign)."""

    title: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands over the two columns of numbers: ``Primi 36``, ``Succ. 36``."""

    previous: str
    current: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """Horizontal positions in px; each number column ends at its right edge."""

    label: float
    bar_left: float
    bar_right: float
    previous: float
    current: float
    change: float


class ComparisonChart(ChartView):
    """Every row opens what is behind it; growth is written in the success colour, a fall in the accent."""

    def __init__(self, theme: Theme, format_number: FormatNumber, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._format = format_number
        self._groups: tuple[ComparisonGroup, ...] = ()
        self._headings = Headings("", "")
        self._footnote = ""
        self._air = LEAST_AIR

    def set_groups(self, groups: Sequence[ComparisonGroup], headings: Headings, footnote: str = "") -> None:
        """Show these; ``footnote`` says for instance that the periods differ in length."""
        self._groups, self._headings, self._footnote = tuple(groups), headings, footnote
        self._show([Entry(row.key, self._told(row)) for row in self._rows()], self._reading())

    def numbers(self) -> NumberTable:
        """Figure, both values and the change, as written."""
        rows = tuple(
            (row.label, self._previous(row), self._format(row.current), self._change(row)) for row in self._rows()
        )
        return NumberTable((_("Figure"), self._headings.previous, self._headings.current, _("Change")), rows)

    def _least(self) -> QSizeF:
        named = text_width(self._theme.font("body"), *(row.label for row in self._rows()))
        # With no width at all the bars end where the numbers, from the right, begin.
        width = named + GAP + LEAST_BAR - self._columns(0).bar_right
        rows = len(self._rows()) * self._least_row() + len(self._groups) * self._heading() + self._airs() * LEAST_AIR
        return QSizeF(width, self._head() + rows + self._foot(width))

    def _rows(self) -> list[ComparisonRow]:
        return [row for group in self._groups for row in group.rows]

    def _previous(self, row: ComparisonRow) -> str:
        return UNKNOWN if row.previous is None else self._format(row.previous)

    def _change(self, row: ComparisonRow) -> str:
        change = row.change
        if change is None:
            return UNKNOWN
        sign = "+" if change > 0 else MINUS if change < 0 else ""
        return sign + _("{number}%").format(number=self._format(abs(change)))

    def _told(self, row: ComparisonRow) -> str:
        told = _("{label}: {previous} before, {current} now, {change}").format(
            label=row.label, previous=self._previous(row), current=self._format(row.current), change=self._change(row)
        )
        return f"{told}. {row.note}" if row.note else told

    def _reading(self) -> str:
        rows = self._rows()
        grown = sum(1 for row in rows if (row.change or 0) > 0)
        fallen = [row.label for row in rows if (row.change or 0) < 0]
        reading = ngettext("{grown} of {n} figure grew.", "{grown} of {n} figures grew.", len(rows))
        parts = [reading.format(grown=grown, n=len(rows))]
        if fallen:
            parts.append(_("Fallen: {labels}.").format(labels=", ".join(fallen)))
        return " ".join([*parts, self._footnote]).strip()

    # Heights.

    def _head(self) -> float:
        return line_height(self._theme.font("chip")) + 14

    def _heading(self) -> float:
        return line_height(self._theme.font("caps")) + 11

    def _least_row(self) -> float:
        return max(22.0, line_height(self._theme.font("body")) + 3)

    def _airs(self) -> int:
        return max(0, len(self._groups) - 1)

    def _foot(self, width: float) -> float:
        if not self._footnote:
            return 0.0
        box = QRectF(0, 0, width, 400)
        text = QFontMetricsF(self._theme.font("small", weight=400)).boundingRect(
            box, Qt.TextFlag.TextWordWrap, self._footnote
        )
        return text.height() + 10

    def _arrange(self, area: QRectF) -> list[QRectF]:
        rows, least, places = len(self._rows()), self._least_row(), []
        free = area.height() - self._head() - self._foot(area.width()) - len(self._groups) * self._heading()
        self._air = max(LEAST_AIR, min(AIR, (free - rows * least) / (3 * self._airs()))) if self._airs() else 0.0
        free -= self._airs() * self._air
        height = max(least, min(free / rows if rows else least, max(TALLEST, least + 26)))
        top = self._head()
        for number, group in enumerate(self._groups):
            top += self._heading() + (self._air if number else 0.0)
            for _row in group.rows:
                places.append(QRectF(0, top, area.width(), height))
                top += height
        return places

    def _columns(self, width: float) -> _Columns:
        body, strong, chip = (self._theme.font(role) for role in ("body", "strong", "chip"))
        rows = self._rows()
        change = max(text_width(chip, *(self._change(row) for row in rows)), text_width(chip, _("Ch."))) + GAP
        current = max(
            text_width(strong, *(self._format(row.current) for row in rows)), text_width(chip, self._headings.current)
        )
        previous = max(
            text_width(body, *(self._previous(row) for row in rows)), text_width(chip, self._headings.previous)
        )
        numbers = width - change - current - previous - 2 * GAP
        named = text_width(body, *(row.label for row in rows)) + GAP
        label = min(max(named, numbers * 0.55), numbers - LEAST_BAR)
        return _Columns(
            label=label - GAP, bar_left=label, bar_right=numbers, change=width,
            current=width - change, previous=width - change - current - GAP,
        )  # fmt: skip

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        width = self._area().width()
        columns = self._columns(width)
        self._draw_head(painter, columns)
        number = 0
        for group in self._groups:
            top = places[number].top() - self._heading() if group.rows else self._head()
            hline(painter, 0, width, top, self._theme.color("border"))
            title = QRectF(0, top + 3, width, self._heading() - 4)
            draw_text(painter, title, group.title.upper(), self._theme.font("caps"), self._theme.color("text2"))
            for row in group.rows:
                self._draw_row(painter, row, places[number], columns, number == self._hovered)
                number += 1
        self._draw_foot(painter, width)

    def _draw_head(self, painter: QPainter, columns: _Columns) -> None:
        font, height = self._theme.font("chip"), self._head() - 8
        quiet, full = self._theme.color("text2"), self._theme.color("text")
        draw_text(painter, QRectF(0, 0, columns.previous, height), self._headings.previous, font, quiet, RIGHT)
        draw_text(painter, QRectF(0, 0, columns.current, height), self._headings.current, font, full, RIGHT)
        draw_text(painter, QRectF(0, 0, columns.change, height), _("Ch."), font, quiet, RIGHT)

    def _draw_row(self, painter: QPainter, row: ComparisonRow, place: QRectF, columns: _Columns, hovered: bool) -> None:
        color, font = self._theme.color, self._theme.font
        if hovered:
            fill_rounded(painter, self._ring_shape(place)[0], 4, color("hover"))
        left = QRectF(place)
        left.setWidth(columns.label)
        draw_text(painter, left, row.label, font("body"), color("text"), LEFT)
        self._draw_bars(painter, row, place, columns)
        cell = QRectF(place)
        cell.setRight(columns.previous)
        draw_text(painter, cell, self._previous(row), font("body"), color("text2"), RIGHT)
        cell.setRight(columns.current)
        draw_text(painter, cell, self._format(row.current), font("strong"), color("text"), RIGHT)
        cell.setRight(columns.change)
        change = row.change or 0
        token = "success" if change > 0 else "accent" if change < 0 else "text2"
        draw_text(painter, cell, self._change(row), font("chip"), color(token), RIGHT)

    def _draw_bars(self, painter: QPainter, row: ComparisonRow, place: QRectF, columns: _Columns) -> None:
        room = columns.bar_right - columns.bar_left
        top = place.center().y() - BARS / 2
        # Values run from twenty to tens of thousands: every row has its own scale.
        scale = max(abs(float(row.previous or 0)), abs(float(row.current))) or 1.0
        for value, token, y, height in (
            (row.previous, "prev", top, PREVIOUS_BAR),
            (row.current, "s1", top + BARS - CURRENT_BAR, CURRENT_BAR),
        ):
            if value:
                length = max(2.0, room * abs(float(value)) / scale)
                bar = QRectF(columns.bar_left, y, length, height)
                fill_rounded(painter, bar, min(2.0, length / 2), self._theme.color(token))

    def _draw_foot(self, painter: QPainter, width: float) -> None:
        height = self._foot(width)
        if not height:
            return
        painter.setFont(self._theme.font("small", weight=400))
        painter.setPen(self._theme.color("text2"))
        box = QRectF(0, self._area().height() - height + 6, width, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._footnote)
