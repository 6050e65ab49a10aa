"""The row of headline numbers over the metrics page: value, change and what it was before, each opening its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_number, format_percent
from op_desktop.language import _
from op_desktop.metrics.engine import Figure
from op_desktop.metrics.school_results import AFTER, BEFORE
from ui.pages.metrics_learned import gain_sentence, gain_words, share_words
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import RowButton
from ui.widgets.card import Line
from ui.widgets.label import ElidedLabel, Label

ICONS: Final = {
    "M01b": "footprints",
    "M06": "calendar-days",
    "M08": "coffee",
    "M09": "hand-heart",
    "M12": "graduation-cap",
}
"""The headline metrics, in order, and their icons."""
USUAL: Final = 4
"""How many are shown where there is not much room."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One number; ``before`` is None where there is nothing to compare with."""

    metric: str
    title: str
    now: int
    before: int | None

    @property
    def change(self) -> int | None:
        """Growth in whole per cent."""
        if not self.before:
            return None
        return round((self.now - self.before) * 100 / self.before)


class HeadlineButton(RowButton):
    """A number one can press to see where it comes from."""

    def __init__(self, theme: Theme, icon: str, *, stacked: bool = False, parent: QWidget | None = None) -> None:
        """``stacked`` puts what it was before under the change, where both are words."""
        super().__init__("", "figure", parent=parent)
        self._stacked = stacked
        self._title = ElidedLabel("", "label", ink="text2")
        self._value = Label("", "figure")
        self._change = Label("", "chip")
        self._before = ElidedLabel("", "secondary", ink="text2")
        words = QWidget()
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top, line = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(7)
        top.addWidget(Glyph(theme, icon, "text2", 16))
        top.addWidget(self._title, 1)
        line.setSpacing(10)
        line.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        raised = QVBoxLayout()
        raised.setSpacing(0)
        raised.setContentsMargins(0, 0, 0, theme.px(7))
        raised.addStretch(1)
        if stacked:
            raised.addWidget(self._change)
            line.addLayout(raised, 1)
        else:
            line.addWidget(self._change, 0, Qt.AlignmentFlag.AlignBottom)
            line.addStretch(1)
            # The title font carries air below its figures; small words on the same line sit on the figures' feet.
            self._change.setContentsMargins(0, 0, 0, theme.px(7))
            line.addLayout(raised)
        raised.addWidget(self._before)
        column.addLayout(top)
        column.addLayout(line)
        self.row.setContentsMargins(16, 6, 16, 2)
        self.row.addWidget(words, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What it was before is left out where it would push the number aside; the accessible name keeps it."""
        super().resizeEvent(event)
        if self._stacked:
            return
        words = (self._value, self._change, self._before)
        self._before.setVisible(self.width() >= sum(word.sizeHint().width() for word in words) + 56)

    def show_headline(self, headline: Headline) -> None:
        """Show this number."""
        change = headline.change
        told = "" if change is None else format_percent(change, signed=True)
        ink = "success" if (change or 0) > 0 else "accent" if (change or 0) < 0 else "text2"
        before = (
            _("before {number}").format(number=format_number(headline.before)) if headline.before is not None else ""
        )
        self.show_words(headline.title, format_number(headline.now), told, ink, before)

    def show_words(self, title: str, value: str, change: str, ink: str, before: str) -> None:
        """Show a number with what is said of its change, in this ink, and what it was before."""
        self._title.setText(title)
        self._value.setText(value)
        self._change.setText(change)
        self._change.set_ink(ink)
        self._before.setText(before)
        said = [f"{title}: {value}", change, before]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.updateGeometry()


class Headlines(QFrame):
    """Four numbers side by side in one card, five where the window is wide, and what classes learned."""

    chosen = Signal(str)
    """The id of the metric whose rows are asked for."""
    learned_chosen = Signal()
    """The rows of what classes learned are asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self.buttons: dict[str, HeadlineButton] = {}
        self._lines: list[Line] = []
        for number, (metric, icon) in enumerate(ICONS.items()):
            if number:
                line = Line(upright=True)
                self._lines.append(line)
                row.addWidget(line)
            button = HeadlineButton(theme, icon)
            button.clicked.connect(lambda _checked=False, metric=metric: self.chosen.emit(metric))
            self.buttons[metric] = button
            row.addWidget(button, 1)
        self._line = Line(upright=True)
        self.learned = HeadlineButton(theme, "clipboard-list", stacked=True)
        self.learned.clicked.connect(self.learned_chosen)
        row.addWidget(self._line)
        row.addWidget(self.learned, 1)
        self.set_wide(wide=False)

    def set_wide(self, *, wide: bool) -> None:
        """Show the fifth number or leave it out."""
        for number, button in enumerate(self.buttons.values()):
            shown = wide or number < USUAL
            button.setVisible(shown)
            if number:
                self._lines[number - 1].setVisible(shown)

    def show_learned(self, figures: Mapping[str, Figure], *, shown: bool) -> None:
        """Show what classes learned, or that it is being counted; what was published tells nothing of it."""
        for widget in (self._line, self.learned):
            widget.setVisible(shown)
        if AFTER.id not in figures:
            self.learned.show_words(_("Right answers"), "…", "", "text2", "")
        else:
            before = _("at the first test {number}").format(number=share_words(figures[BEFORE.id]))
            told = share_words(figures[AFTER.id])
            self.learned.show_words(_("Right answers"), told, gain_words(figures), "text2", before)
            self.learned.setToolTip(gain_sentence(figures))
            self.learned.setAccessibleDescription(gain_sentence(figures))

    def show_headlines(self, headlines: Sequence[Headline]) -> None:
        """Show these numbers."""
        for headline in headlines:
            self.buttons[headline.metric].show_headline(headline)
