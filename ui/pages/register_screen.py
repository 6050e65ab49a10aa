"""What one sees of a register: grid and panel, with what is typed laid over what is saved."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from op_desktop.language import _, ngettext
from op_desktop.register.meetings import RegisterState
from op_desktop.register.printed_sheets import WaitingSheet
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.models.register_day import RegisterDay
from ui.pages.register_foot import RegisterFoot
from ui.pages.register_grid import RegisterGrid
from ui.pages.register_panel import CloseCard, MissingCard, PupilCard
from ui.pages.register_shrink import ShrinkingColumn
from ui.pages.register_typing import TypedMarks
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns

LEGEND_FROM: Final = 760
PANEL: Final = 320
LEFT_LEAST: Final = 440


class RegisterScreen(QWidget):
    """Grid, panel and foot of one day; it writes nothing."""

    day_changed = Signal()
    """What the page's header says is out of date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.day: RegisterDay | None = None
        self.typed = TypedMarks()
        self.saved_at = ""
        """When something of this day was saved last since the page was opened, as on a clock."""
        self.unread = ""
        """The line that was entered although a word in it marks nobody."""
        theme = desk.theme
        self.grid, self.foot = RegisterGrid(theme), RegisterFoot(theme)
        self.missing, self.pupil, self.close_card = MissingCard(theme), PupilCard(theme), CloseCard(theme)
        self.paper = Button(theme, "", "clipboard-list", "soft")
        self.field = self.missing.field
        self._card = Card(margin=0)
        self._columns = Columns(theme, right_width=PANEL, left_least=LEFT_LEAST)
        self._build()
        self.grid.selectionModel().selectionChanged.connect(lambda *_rows: self.show_pupil())
        desk.window.density_changed.connect(self.adapt)

    @property
    def may_write(self) -> bool:
        """Whether this person may write in registers at all."""
        return self.desk.may(Permission.WRITE_CLASSES)

    @property
    def writable(self) -> bool:
        """Whether marks can be written now."""
        return self.day is not None and self.day.open and self.may_write

    def show_day(self, day: RegisterDay) -> None:
        """Show a day anew; the typed line is read again against it."""
        headed = self.day is not None and _head_of(self.day) == _head_of(day)
        self.day = day
        self.missing.setVisible(self.writable)
        self.close_card.show_state(day, may_write=self.may_write)
        self.typed.read(self.field.text(), day.seats)
        self.echo()
        self._card.setMaximumHeight(self.grid.most_height() + 2)
        if not headed:
            self.day_changed.emit()

    def echo(self) -> None:
        """Show saved and typed marks together, in the grid and beside it."""
        day, typed, window = self.day, self.typed.shown(), self.desk.window
        if day is None:
            return
        self.grid.show_day(day, typed, notes=window.wide, compact=window.compact)
        unread = self.field.text() and self.field.text() == self.unread
        trouble = _("Press Enter again to close without it.") if unread else ""
        self.missing.show_tokens(self.typed.tokens, day.seats, trouble)
        self.close_card.show_totals(day.totals(typed), _state_words(day, self.saved_at), day.proposed(typed))
        self.show_pupil()

    def show_pupil(self) -> None:
        """Show the pupil of the chosen row."""
        several = len(self.grid.chosen())
        words = ngettext("{number} pupil", "{number} pupils", several).format(number=several) if several > 1 else ""
        veiled = self.day is not None and self.day.veiled
        self.pupil.show_line(self.grid.current(), open_=self.writable, several=words, veiled=veiled)

    def show_waiting(self, sheets: Sequence[WaitingSheet]) -> None:
        """Tell of printed sheets that were not typed in, and how old the oldest is."""
        count = ngettext("{number} printed sheet to type in", "{number} printed sheets to type in", len(sheets))
        words = count.format(number=len(sheets))
        if sheets and sheets[0].days:
            days = ngettext("{number} day", "{number} days", sheets[0].days).format(number=sheets[0].days)
            words = f"{words} · {days}"
        self.paper.set_text(words)
        self.paper.setVisible(bool(sheets) and self.may_write)

    def adapt(self) -> None:
        """Fit to the size of the window."""
        window = self.desk.window
        self.grid.set_space(notes=window.wide, compact=window.compact)
        self.foot.setVisible(window.height() >= LEGEND_FROM)
        self.foot.set_room(self._card.width())
        self._card.setMaximumHeight(self.grid.most_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt to the new size."""
        super().resizeEvent(event)
        self.adapt()

    def _build(self) -> None:
        self._card.column.addWidget(self.grid)
        self.grid.setMinimumHeight(self.desk.theme.px(220))
        left, right = self._columns.left, self._columns.right
        left.setSpacing(6)
        left.addWidget(self._card, 1)
        left.addWidget(self.foot)
        left.addStretch(0)
        cards = ShrinkingColumn()
        cards.column.addWidget(self.missing)
        cards.column.addWidget(self.pupil)
        cards.column.addWidget(self.paper)
        self.paper.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.paper.hide()
        right.setSpacing(12)
        right.addWidget(cards)
        right.addWidget(self.close_card)
        right.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns)


def _head_of(day: RegisterDay) -> tuple[object, ...]:
    """What the head of the page says of a day."""
    return day.lesson.id, day.lesson.state, day.lesson.title, day.lesson.meeting, day.meetings, day.sheet.school_class


def _state_words(day: RegisterDay, saved_at: str) -> str:
    if day.lesson.state is RegisterState.CLOSED:
        return _("It counts in the figures")
    if day.lesson.state is RegisterState.DRAFT:
        return _("Draft saved by itself at {time}").format(time=saved_at) if saved_at else _("Draft saved by itself")
    return _("Nobody marked yet") if day.to_come else _("Everybody present, to be confirmed")
