"""The nine municipalities as equal tiles, roughly where they lie, shaded in six steps."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.drawing import (
    RIGHT,
    draw_text,
    fill_rounded,
    label_ink,
    line_height,
    outline_rounded,
    text_width,
)
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import ChartView, FormatNumber

STEPS: Final = 6
COLUMNS, ROWS = 3, 4
GAP: Final = 4.0
RADIUS: Final = 6.0

POSITIONS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "015116": (1, 0), "015009": (2, 0), "015176": (0, 1), "015182": (1, 1), "015229": (0, 2), "015179": (1, 2),
        "015170": (2, 2), "015087": (1, 3), "015211": (2, 3),
    }
)  # fmt: skip
"""Column and row of each municipality of the district, by its ISTAT code."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality: its code, the short name that fits a tile, its place, and the number it shows."""

    code: str
    name: str
    column: int
    row: int
    value: int


def step_of(value: int, highest: int) -> int:
    """Which of six equal classes between nothing and the highest value holds this one: 0 to 5, -1 for nothing."""
    return -1 if value <= 0 or highest <= 0 else min(STEPS, math.ceil(value * STEPS / highest)) - 1


class TileMap(ChartView):
    """Arrows go to the neighbour in that direction, Enter opens the rows of a municipality."""

    def __init__(self, theme: Theme, format_number: FormatNumber, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._format = format_number
        self._tiles: tuple[Tile, ...] = ()

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these; read from top left to bottom right."""
        self._tiles = tuple(sorted(tiles, key=lambda tile: (tile.row, tile.column)))
        entries = [Entry(tile.code, f"{tile.name}: {self._format(tile.value)}") for tile in self._tiles]
        self._show(entries, self._reading())

    def numbers(self) -> NumberTable:
        """Municipality and number, as written."""
        rows = tuple((tile.name, self._format(tile.value)) for tile in self._tiles)
        return NumberTable((_("Municipality"), _("Number")), rows)

    def _least(self) -> QSizeF:
        names = text_width(self._theme.font("label"), *(tile.name for tile in self._tiles))
        width = COLUMNS * (names + 14) + (COLUMNS - 1) * GAP
        return QSizeF(math.ceil(width), math.ceil(ROWS * (self._text_height() + 4) + (ROWS - 1) * GAP + self._foot()))

    def tile_color(self, tile: Tile) -> QColor:
        """The shade of a tile; where nothing was counted it has the colour of a hollow."""
        step = step_of(tile.value, self._highest())
        return self._theme.color("surface2" if step < 0 else f"seq{step + 1}")

    def _highest(self) -> int:
        return max((tile.value for tile in self._tiles), default=0)

    def _total(self) -> int:
        return sum(tile.value for tile in self._tiles)

    def _reading(self) -> str:
        if not self._total():
            return _("Nothing counted yet.")
        most = max(self._tiles, key=lambda tile: tile.value)
        return _("{total} in all, most of them in {name}: {value}.").format(
            total=self._format(self._total()), name=most.name, value=self._format(most.value)
        )

    def _text_height(self) -> float:
        return line_height(self._theme.font("label")) + line_height(self._theme.font("chart")) * 0.82

    def _foot(self) -> float:
        return line_height(self._theme.font("label")) + 10

    def _arrange(self, area: QRectF) -> list[QRectF]:
        width = (area.width() - (COLUMNS - 1) * GAP) / COLUMNS
        height = (area.height() - self._foot() - (ROWS - 1) * GAP) / ROWS
        return [
            QRectF(round(tile.column * (width + GAP)), round(tile.row * (height + GAP)), round(width), round(height))
            for tile in self._tiles
        ]

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        return place.adjusted(-3, -3, 3, 3), RADIUS + 2

    def _next(self, here: int, action: QAbstractItemView.CursorAction) -> int:
        move = QAbstractItemView.CursorAction
        way = {move.MoveLeft: (-1, 0), move.MoveRight: (1, 0), move.MoveUp: (0, -1), move.MoveDown: (0, 1)}.get(action)
        return super()._next(here, action) if way is None else self._neighbour(here, *way)

    def _neighbour(self, here: int, across: int, down: int) -> int:
        """The nearest tile on that side, one in line before one aslant; the tile itself at the edge."""
        start, best = self._tiles[here], (math.inf, here)
        for number, tile in enumerate(self._tiles):
            dx, dy = tile.column - start.column, tile.row - start.row
            ahead, aside = (dx * across, abs(dy)) if across else (dy * down, abs(dx))
            if ahead > 0:
                best = min(best, (ahead + 2.5 * aside, number))
        return best[1]

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        for number, (tile, place) in enumerate(zip(self._tiles, places, strict=True)):
            self._draw_tile(painter, tile, place, number == self._hovered)
        self._draw_legend(painter)

    def _draw_tile(self, painter: QPainter, tile: Tile, place: QRectF, hovered: bool) -> None:
        ground = self.tile_color(tile)
        fill_rounded(painter, place, RADIUS, ground)
        if hovered:
            outline_rounded(painter, place, RADIUS, self._theme.color("border_strong"), 1.5)
        elif step_of(tile.value, self._highest()) < 1:
            outline_rounded(painter, place, RADIUS, self._theme.color("border"))
        name, number = self._theme.font("label"), self._theme.font("chart")
        first, second = line_height(name), line_height(number) * 0.82
        ink, left = label_ink(ground), min(9.0, (place.width() - text_width(name, tile.name)) / 2)
        top = place.center().y() - (first + second) / 2
        box = QRectF(place.left() + max(2.0, left), top, place.width() - 2 * max(2.0, left) + 1, first)
        draw_text(painter, box, tile.name, name, ink)
        box.setRect(box.left(), top + first, box.width(), second)
        draw_text(painter, box, self._format(tile.value), number, ink)

    def _draw_legend(self, painter: QPainter) -> None:
        font, ink, line = self._theme.font("label"), self._theme.color("text2"), self._theme.color("border")
        size = self._area().size()
        height = line_height(font)
        band = QRectF(0, size.height() - height, size.width(), height)
        lowest, highest = self._format(1), self._format(max(1, self._highest()))
        total = _("total {number}").format(number=self._format(self._total()))
        draw_text(painter, band, lowest, font, ink)
        left = text_width(font, lowest) + 8
        room = size.width() - left - text_width(font, highest) - text_width(font, total) - 32
        width = max(6.0, min(21.0, room / STEPS))
        for step in range(STEPS):
            swatch = QPointF(left + step * width, band.center().y() - 5)
            box = QRectF(swatch.x(), swatch.y(), width - 1, 10)
            painter.fillRect(box, self._theme.color(f"seq{step + 1}"))
            if step == 0:
                painter.setPen(line)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        band.setLeft(left + STEPS * width + 7)
        draw_text(painter, band, highest, font, ink)
        draw_text(painter, band, total, font, ink, RIGHT)
