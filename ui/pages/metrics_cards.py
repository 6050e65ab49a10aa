"""The cards of the metrics page: comparison, curve, map, profile and multiplier, arranged for the room there is."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.charts.comparison import ComparisonChart
from ui.widgets.charts.curve import PeopleCurve
from ui.widgets.charts.legend import Legend
from ui.widgets.charts.multiplier import MultiplierChart
from ui.widgets.charts.stacked_bar import StackedBar
from ui.widgets.charts.tile_map import POSITIONS, Tile, TileMap
from ui.widgets.charts.view import ChartView
from ui.widgets.label import ElidedLabel
from ui.widgets.tip import tip

GAP: Final = 12
SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "015116": "Lainate", "015009": "Arese", "015176": "Pogliano", "015182": "Rho", "015229": "Vanzago",
        "015179": "Pregnana", "015170": "Pero", "015087": "Cornaredo", "015211": "Settimo",
    }
)  # fmt: skip
"""What people call the municipalities, short enough for a tile."""
NOTE_FROM: Final = 860
"""Height of the window in px from which there is room for what was recorded, under the multiplier."""
PADDING: Final = 12
"""Between a card's border and its chart, which keeps 4 px of its own for the focus."""


class MetricsCards(QWidget):
    """Two columns where both fit, else one; every chart asks for the rows behind what is pressed."""

    chosen = Signal(str, str)
    """Which chart (comparison, curve, map, profile, multiplier) and the key of the entry in it."""
    numbers_asked = Signal(object)
    """The chart whose figures are wanted as a table."""
    factors_wanted = Signal()
    """Somebody wants to change the factors of the multiplier."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.comparison = ComparisonChart(theme, _number, _("Period comparison"))
        self.curve = PeopleCurve(theme, _number, _("People raising"))
        self.map = TileMap(theme, _number, _("Labs by municipality"))
        self.profile = StackedBar(theme, _number, _("Who collaborates"))
        self.multiplier = MultiplierChart(theme, _("Multiplier effect"))
        self.legend = Legend(theme)
        self._map_title = CardTitle(_("Labs by municipality"))
        self._profile_title = CardTitle(_("Who collaborates"))
        self.factors = Button(theme, _("Change the factors"), "pencil", "icon")
        self.factors.clicked.connect(self.factors_wanted)
        self.multiplier_note = ElidedLabel("", "secondary", ink="text2")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._columns = 0
        self._parts = self._build()
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._arrange()

    def set_tiles(self, labs: Mapping[str, int]) -> None:
        """Shade the municipalities by the labs in each; those without labs are shown too."""
        self.map.set_tiles(
            [Tile(code, SHORT_NAMES[code], column, row, labs.get(code, 0)) for code, (column, row) in POSITIONS.items()]
        )

    def set_notes(self, profile: str, multiplier: str, labs: str) -> None:
        """The quiet words of the small cards; those of the multiplier only where there is height for them."""
        for title, text in ((self._profile_title, profile), (self._map_title, labs)):
            title.note.setText(text)
            title.note.setVisible(bool(text))
        self.multiplier_note.setText(multiplier)
        self.multiplier.setToolTip(tip(multiplier))
        self._fit_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()
        self._fit_note()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest card, since they can stand one above the other."""
        least = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(least, self._grid.minimumSize().height())

    def _build(self) -> tuple[QWidget, QWidget, QWidget, QWidget]:
        comparison = _card(CardTitle(_("Period comparison"), self.legend), self.comparison)
        curve = _card(_tight(CardTitle(_("People raising"), note=_("citizens who collaborate"))), self.curve)
        tiles = _card(self._map_title, self.map)
        who = Card(margin=0, spacing=0)
        who.column.addWidget(_tight(self._profile_title))
        who.column.addLayout(_padded(self.profile, below=4))
        self.profile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = QVBoxLayout()
        line.setContentsMargins(PADDING + 4, 0, PADDING + 4, 0)
        line.addWidget(Line())
        who.column.addLayout(line)
        info = Button(self._theme, _("Where the multiplier comes from"), "info", "icon")
        info.clicked.connect(lambda: self.chosen.emit("multiplier", "result"))
        who.column.addWidget(_tight(CardTitle(_("Multiplier effect"), self.factors, info), above=0))
        who.column.addLayout(_padded(self.multiplier, self.multiplier_note, below=6))
        self.multiplier.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        who.column.addStretch(1)
        return comparison, curve, tiles, who

    def _connect(self) -> None:
        charts: dict[str, ChartView] = {
            "comparison": self.comparison,
            "curve": self.curve,
            "map": self.map,
            "profile": self.profile,
            "multiplier": self.multiplier,
        }
        for name, chart in charts.items():
            chart.row_activated.connect(self._choose(name))
            chart.numbers_requested.connect(lambda chart=chart: self.numbers_asked.emit(chart))
        self._theme.changed.connect(self._arrange)

    def _choose(self, name: str) -> Callable[[str], None]:
        return lambda key: self.chosen.emit(name, key)

    def _fit_note(self) -> None:
        tall = self.window().height() >= self._theme.px(NOTE_FROM)
        self.multiplier_note.setVisible(tall and bool(self.multiplier_note.text()))

    def _arrange(self) -> None:
        comparison, curve, tiles, who = self._parts
        right = max(
            curve.minimumSizeHint().width(), tiles.minimumSizeHint().width() + GAP + who.minimumSizeHint().width()
        )
        across = 2 if self.width() >= comparison.minimumSizeHint().width() + GAP + right else 1
        if across == self._columns:
            return
        self._columns = across
        for part in self._parts:
            self._grid.removeWidget(part)
        for column, stretch in enumerate((26, 12, 13) if across == 2 else (1, 1, 0)):
            self._grid.setColumnStretch(column, stretch)
        if across == 2:
            self._grid.addWidget(comparison, 0, 0, 2, 1)
            self._grid.addWidget(curve, 0, 1, 1, 2)
            self._grid.addWidget(tiles, 1, 1)
            self._grid.addWidget(who, 1, 2)
        else:
            self._grid.addWidget(comparison, 0, 0, 1, 2)
            self._grid.addWidget(curve, 1, 0, 1, 2)
            self._grid.addWidget(tiles, 2, 0)
            self._grid.addWidget(who, 2, 1)
        self._grid.setRowStretch(0, 10)
        self._grid.setRowStretch(1, 7)


def _card(title: CardTitle, chart: ChartView) -> Card:
    card = Card(margin=0, spacing=0)
    card.column.addWidget(title)
    card.column.addLayout(_padded(chart, below=PADDING), 1)
    return card


def _tight(title: CardTitle, above: int = 4) -> CardTitle:
    """Less air around a title: a laptop's screen has just the height for all cards."""
    margins = title.row.contentsMargins()
    title.row.setContentsMargins(margins.left(), above, margins.right(), 0)
    return title


def _padded(*widgets: QWidget, below: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(PADDING, 0, PADDING, below)
    column.setSpacing(2)
    for widget in widgets:
        column.addWidget(widget)
    return column


def _number(value: int | Decimal) -> str:
    """Whole numbers as they are, rates with one decimal."""
    return format_number(value, decimals=0 if isinstance(value, int) else 1)
