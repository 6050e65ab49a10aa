"""The strip of the month: up to four numbers, how each came about over six months."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.language import N_, _
from op_desktop.register.today import MonthFigures
from ui.models.month import month_words
from ui.theme import Theme
from ui.widgets.card import Line
from ui.widgets.charts.sparkline import Bar, Sparkline
from ui.widgets.figure_card import FigureCard


@dataclass(frozen=True, slots=True)
class _Kind:
    """One number of the strip."""

    title: str
    field: str
    token: str
    hours: bool = False


KINDS = (
    _Kind(N_("Lessons held"), "lessons", "s1"),
    _Kind(N_("Attendances recorded"), "presences", "s1"),
    _Kind(N_("Hours of volunteering"), "volunteer_minutes", "s2", hours=True),
    _Kind(N_("Unnamed entries"), "unnamed", "s3"),
)


class MonthStrip(QFrame):
    """Pressing a number opens the metrics."""

    def __init__(
        self, theme: Theme, opened: Callable[[], object], *, lessons: bool = True, parent: QWidget | None = None
    ) -> None:
        """Without ``lessons`` for who has nothing to do with schools."""
        super().__init__(parent)
        self.setObjectName("card")
        self._kinds = KINDS if lessons else KINDS[1:]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self.cards: list[FigureCard] = []
        self._lines: list[Sparkline] = []
        for number, kind in enumerate(self._kinds):
            if number:
                row.addWidget(Line(upright=True))
            card = FigureCard(_(kind.title))
            card.clicked.connect(lambda _checked=False: opened())
            line = Sparkline(theme, format_number, _(kind.title), token=kind.token)
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.setFixedSize(theme.px(84), theme.px(30))
            card.slot.addWidget(line)
            row.addWidget(card, 1)
            self.cards.append(card)
            self._lines.append(line)

    def show_figures(self, figures: MonthFigures) -> None:
        """Show the month so far, beside it the whole month before: no change is told, since the two are unequal."""
        for kind, card, line in zip(self._kinds, self.cards, self._lines, strict=True):
            values: Sequence[int] = getattr(figures, kind.field)
            if kind.hours:
                values = [round(minutes / 60) for minutes in values]
            before = _("{month}: {n}").format(month=month_words(figures.months[-2]), n=format_number(values[-2]))
            card.show_figure(format_number(values[-1]), before, ink="text2")
            line.set_bars(
                [
                    Bar(f"{month:%Y-%m}", _month(month), value)
                    for month, value in zip(figures.months, values, strict=True)
                ]
            )


def _month(month: date) -> str:
    return f"{month_words(month)} {month.year}"
