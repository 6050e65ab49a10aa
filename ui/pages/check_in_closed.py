"""What stands in place of the field when a meeting is over: its totals, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.formats import format_clock, format_date
from op_desktop.language import _, ngettext
from op_desktop.register.check_in import Room
from op_desktop.register.meetings import RegisterState
from op_desktop.register.sessions import SessionRow
from ui.pages.check_in_count import counted_words
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import ElidedLabel, Label


class ClosedMeeting(Card):
    """The totals of a meeting that was held, or that it did not take place."""

    reopen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(20, 12)
        self._title = ElidedLabel("", "hero")
        self._when = ElidedLabel("", ink="text2")
        self._total = Label("", "big_figure")
        self._parts = Label("", ink="text2", wrap=True)
        self._counted = Label("", wrap=True)
        self._hours = Label("", wrap=True)
        self.again = Button(theme, _("Reopen the meeting"), "rotate-ccw", on_click=self.reopen.emit)
        self.setFocusProxy(self.again)
        buttons = QWidget()
        line = QHBoxLayout(buttons)
        line.setContentsMargins(0, 6, 0, 0)
        line.addWidget(self.again)
        line.addStretch(1)
        for widget in (self._title, self._when, self._total, self._parts, self._counted, self._hours, buttons):
            self.column.addWidget(widget)

    def show_totals(self, session: SessionRow, room: Room) -> None:
        """Tell how it went."""
        held = session.state is RegisterState.CLOSED
        self._title.setText(_("The meeting is closed") if held else _("The meeting was cancelled"))
        day = format_date(session.starts_at.date(), "day")
        self._when.setText(_("{day}, {length} hours").format(day=day, length=format_clock(session.minutes)))
        people = room.noted
        self._total.setText(ngettext("{n} person", "{n} people", people).format(n=people))
        self._parts.setText(" · ".join((
            ngettext("{n} enrolled", "{n} enrolled", room.named).format(n=room.named),
            ngettext("{n} volunteer", "{n} volunteers", room.volunteers).format(n=room.volunteers),
            ngettext("{n} unnamed", "{n} unnamed", room.unnamed).format(n=room.unnamed),
        )))  # fmt: skip
        self._counted.setText(counted_words(session, room))
        self._counted.setVisible(held and session.headcount is not None)
        minutes = sum(entry.minutes for entry in room.entries if entry.kind == "volunteer")
        self._hours.setText(_("Volunteers gave {hours} hours.").format(hours=format_clock(minutes)))
        self._hours.setVisible(minutes > 0)
        for widget in (self._total, self._parts, self.again):
            widget.setVisible(held)
