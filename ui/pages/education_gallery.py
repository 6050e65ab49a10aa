"""All calculators to choose from, and what the ISEE is."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.education.calculators import CALCULATORS
from op_desktop.language import _
from ui.pages.education_tile import TILE_LEAST, ThingTile
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.card import Card
from ui.widgets.columns import Tiles
from ui.widgets.label import CapsLabel, Label

WIDEST = 1240
"""In px at text size 100 %: four tiles in a row at most."""


class IseeCard(Card):
    """What the ISEE is for and where to ask; the program does not compute it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconTile(theme, "id-card", "accent", 40), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Label(_("What the ISEE is"), "card"))
        for text in (
            _("The ISEE says how well off a family is: from its income, savings, home, and how many they are."),
            _("It is asked for where help depends on it: school meals, nursery, bills, university fees, allowances."),
            _("Ask a CAF, which helps for free, or INPS online with SPID or the electronic identity card."),
            _("OP Desktop does not compute it: only INPS can issue a valid one."),
        ):
            words.addWidget(Label(text, ink="text2", wrap=True))
        row.addLayout(words, 1)
        self.column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


class Gallery(QWidget):
    """The calculators as tiles, made when they are first asked for: what stands above is read first."""

    chosen = Signal(str)
    """The key of a calculator."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tiles: dict[str, ThingTile] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addStretch(1)
        theme.changed.connect(self._grow)
        self._grow()

    @property
    def tiles(self) -> Mapping[str, ThingTile]:
        """The calculators by key."""
        self.fill()
        return self._tiles

    def fill(self) -> None:
        """Make what stands below the lessons, unless it stands there."""
        if self._tiles:
            return
        self._tiles = tiles = {
            each.key: ThingTile(
                self._theme, IconTile(self._theme, each.icon, "info", 40), _(each.title), _(each.purpose)
            )
            for each in CALCULATORS
        }
        for key, tile in tiles.items():
            tile.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
        below = (CapsLabel(_("Calculators")), Tiles(self._theme, list(tiles.values()), least=TILE_LEAST),
                 IseeCard(self._theme))  # fmt: skip
        for widget in below:
            self.column.insertWidget(self.column.count() - 1, widget)

    def _grow(self) -> None:
        self.setMaximumWidth(self._theme.px(WIDEST))
