"""The right column of *Today*: what is left to complete, the hand-over, what was done lately."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from op_desktop.domain.formats import format_date, format_number, format_time, format_weekday
from op_desktop.language import _, ngettext
from op_desktop.register.activity import Act
from ui.models.month import month_words
from ui.pages.home_agenda import clear
from ui.pages.home_board import Board
from ui.pages.home_words import due_chip, inbox_words
from ui.pages.settings_activity import SUBJECTS
from ui.theme import Theme
from ui.to_complete import Todo
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle
from ui.widgets.chip import Chip
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.list_row import ListRow
from ui.widgets.tip import tip

FEW = 4
"""Things to complete shown before one asks for all."""
Opened = Callable[[Todo], object]


class TodoCard(Card):
    """*To complete*: the oldest first, one button each."""

    def __init__(self, theme: Theme, opened: Opened, parent: QWidget | None = None) -> None:
        """``opened`` gets the thing whose button was pressed."""
        super().__init__(0, 0, parent)
        self._theme, self._opened = theme, opened
        self._rows: tuple[Todo, ...] | None = None
        self._all = False
        self.count = Chip(theme, "", "warning")
        self.keys = KeyCap("1")
        self.keys.setToolTip(_("A digit opens the thing in that place."))
        self.add_row(CardTitle(_("To complete"), self.keys, beside=[self.count]))

    def show_board(self, board: Board) -> None:
        """Show what is left; rows stay as they are when nothing changed."""
        if self._rows != board.inbox:
            self._rows = board.inbox
            self._fill()

    def _fill(self) -> None:
        rows = self._rows or ()
        self.count.show_state(str(len(rows)), "warning")
        self.count.setVisible(bool(rows))
        digits = min(FEW, len(rows))
        self.keys.setText("1" if digits == 1 else f"1 – {digits}")
        self.keys.setVisible(bool(rows))
        clear(self.column, 1)
        for todo in rows if self._all else rows[:FEW]:
            self.add_row(self._row(todo))
        if len(rows) > FEW:
            rest = len(rows) - FEW
            words = _("Show fewer") if self._all else ngettext("{n} more", "{n} more", rest).format(n=rest)
            self.add_row(Button(self._theme, words, kind="quiet", on_click=self._toggle))
        if not rows:
            done = Glyph(self._theme, "circle-check", "success")
            self.add_row(ListRow(_("Nothing left to complete."), leading=[done], height=52))

    def _row(self, todo: Todo) -> ListRow:
        icon, title, detail, words = inbox_words(todo.row)
        button = Button(self._theme, words, kind="ghost", on_click=lambda: self._opened(todo))
        day = format_date(todo.row.day, "day")
        button.setAccessibleName(f"{words}: {title}, {day}, {detail}")
        button.setToolTip(tip(f"{title}, {day}"))
        return ListRow(title, detail, leading=[Glyph(self._theme, icon, "warning")], trailing=[button])

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()


class HandOverCard(Card):
    """How much waits to be handed over, by when, and the code of last time."""

    def __init__(self, theme: Theme, prepare: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(16, 8, parent)
        self._title = Label("", "card")
        self._due = Chip(theme, "")
        self._rows = Label("", "strong")
        self._since = ElidedLabel("", "secondary", ink="text2")
        self._bar = QProgressBar(textVisible=False)
        self._last = ElidedLabel("", "secondary", ink="text2")
        self._code = Label("", "chip", ink="text2")
        self.prepare = Button(theme, _("Prepare the hand-over"), "send", on_click=prepare)
        for first, rest in (((self._title,), (self._due,)), ((self._rows,), (self._since,))):
            line = QHBoxLayout()
            line.setSpacing(8)
            for widget in first:
                line.addWidget(widget)
            line.addStretch(1)
            for widget in rest:
                line.addWidget(widget)
            self.column.addLayout(line)
        self.column.addWidget(self._bar)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        foot.addWidget(self.prepare)
        foot.addStretch(1)
        foot.addWidget(self._last)
        foot.addWidget(self._code)
        self.column.addSpacing(2)
        self.column.addLayout(foot)
        self.column.setContentsMargins(16, 13, 16, 13)

    def show_board(self, board: Board, today: date) -> None:
        """Show how things stand on this day."""
        ready = board.ready
        self._title.setText(_("Hand-over of {month}").format(month=month_words(today)))
        last = ready.last
        done = last is not None and (last.at.year, last.at.month) == (today.year, today.month) and not ready.since_last
        self._due.show_state(*((_("Handed over"), "success", "circle-check") if done else due_chip(today)))
        self._rows.setText(ngettext("{n} row ready", "{n} rows ready", ready.rows).format(n=format_number(ready.rows)))
        since = ngettext("{n} change since the last one", "{n} changes since the last one", ready.since_last)
        first = ngettext("{n} change", "{n} changes", ready.since_last)
        words = since if last is not None else first
        self._since.setText(words.format(n=format_number(ready.since_last)))
        self._show_bar(board)
        self._last.setText(_("Last: {day} ·").format(day=format_date(last.at.date(), "short")) if last else "")
        self._code.setText(last.code if last is not None else "")

    def _show_bar(self, board: Board) -> None:
        self._bar.setRange(0, max(1, board.past))
        self._bar.setValue(board.closed if board.past else 1)
        words = _("{closed} of {total} registers of the month are closed")
        words = words.format(closed=board.closed, total=board.past)
        self._bar.setToolTip(words)
        self._bar.setAccessibleName(words)


class LatestCard(Card):
    """What was recorded lately, by whom."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._theme = theme
        self._acts: tuple[Act, ...] | None = None
        self.add_row(CardTitle(_("Latest activity")))

    def show_board(self, board: Board, today: date) -> None:
        """Show the latest saves."""
        if board.latest == self._acts:
            return
        self._acts = board.latest
        clear(self.column, 1)
        for act in board.latest:
            count = ngettext("{n} change", "{n} changes", act.changes).format(n=format_number(act.changes))
            title = _("{subject}: {changes}").format(subject=_(SUBJECTS.get(act.entity, act.entity)), changes=count)
            detail = f"{act.who or act.device} · {_when(act, today)}"
            self.add_row(ListRow(title, detail, leading=[Glyph(self._theme, "history", "primary_text")]))


def _when(act: Act, today: date) -> str:
    day, time = act.at.date(), format_time(act.at)
    if day == today:
        return _("today {time}").format(time=time)
    if (today - day).days == 1:
        return _("yesterday {time}").format(time=time)
    return f"{format_weekday(day)} {format_date(day, 'short')}"
