"""The day as a list, what is to come first; in wide windows tomorrow, too."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_date, format_time
from op_desktop.language import _
from op_desktop.register.agenda import Activity
from ui.pages.home_board import OPENED, Board
from ui.pages.home_words import detail_words, state_chip, title_words
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle
from ui.widgets.chip import Chip
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.list_row import ListRow

ICONS = {"lesson": ("graduation-cap", "info"), "session": ("coffee", "accent"), "event": ("calendar-days", "success")}
MOST_ROWS = 4
"""Rows beyond which tomorrow shows only its first: the week below has them all."""
Opened = Callable[[Activity], object]


class TimeMark(QWidget):
    """When it starts, in bold, over when it ends."""

    def __init__(self, theme: Theme, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._theme = theme
        for text, role, ink in (
            (format_time(activity.starts_at), "time", "" if activity.open else "text2"),
            (format_time(activity.ends_at), "secondary", "text2"),
        ):
            label = ElidedLabel(text, role, ink=ink)
            label.LEAST = 999
            column.addWidget(label)
        theme.changed.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        self.setMinimumWidth(self._theme.px(48))


class AgendaCard(Card):
    """Today without its first activity; in wide windows tomorrow, too."""

    def __init__(self, theme: Theme, opened: Opened, week: Callable[[], object], parent: QWidget | None = None) -> None:
        """``opened`` gets the activity whose button was pressed; ``week`` shows or hides the week."""
        super().__init__(0, 0, parent)
        self._theme, self._opened = theme, opened
        self._shown: object = None
        self.week = Button(theme, _("See the week"), kind="ghost", on_click=week)
        self.add_row(CardTitle(_("Today"), self.week))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_board(self, board: Board, now: datetime, *, tomorrow: bool) -> None:
        """Show the day; rows stay as they are when nothing in them changed."""
        rows = [(each, state_chip(each, now), detail_words(each, board.members)) for each in board.today]
        later = [(each, state_chip(each, now), detail_words(each, board.members)) for each in board.tomorrow]
        shown = (rows, later if tomorrow else [], board.activity is None)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self.column, 1)
        for activity, chip, detail in rows:
            self.add_row(self._row(activity, chip, detail))
        if not rows:
            words = _("Nothing else today.") if board.activity is not None else _("The day is free.")
            self.add_row(self._note(words))
        if tomorrow and later:
            listed = later[: max(1, MOST_ROWS - len(rows))]
            words = _("Tomorrow, {day}").format(day=format_date(now.date() + timedelta(days=1), "day"))
            if len(later) > len(listed):
                words += " · " + _("+{n} more").format(n=len(later) - len(listed))
            self.add_row(self._caption(words))
            for number, (activity, chip, detail) in enumerate(listed):
                row = self._row(activity, chip, detail)
                if number:
                    self.add_row(row)
                else:
                    self.column.addWidget(row)

    def _row(self, activity: Activity, chip: tuple[str, str, str], detail: str) -> ListRow:
        icon, tone = ICONS[activity.kind]
        end: list[QWidget] = [Chip(self._theme, *chip)]
        if activity.kind in OPENED:
            end.append(self._button(activity))
        leading = [TimeMark(self._theme, activity), IconTile(self._theme, icon, tone)]
        return ListRow(title_words(activity), detail, leading=leading, trailing=end, height=56)

    def _button(self, activity: Activity) -> Button:
        if not activity.open:
            words, kind = _("Review"), "ghost"
        elif activity.kind == "session":
            words, kind = _("Check-in"), "soft"
        elif activity.kind == "event":
            words, kind = _("Open this"), "soft"
        else:
            words, kind = _("Register"), "soft"
        button = Button(self._theme, words, kind=kind, on_click=lambda: self._opened(activity))
        button.setAccessibleName(f"{words}: {title_words(activity)}, {format_time(activity.starts_at)}")
        return button

    def _note(self, words: str) -> QWidget:
        label = Label(words, "body", ink="text2")
        label.setContentsMargins(15, 16, 15, 17)
        return label

    def _caption(self, words: str) -> QWidget:
        label = Label(words, "chip", ink="text2")
        label.setContentsMargins(15, 9, 15, 0)
        return label


def clear(layout: QBoxLayout, keep: int) -> None:
    """Throw away what stands in a layout after the first ``keep`` things."""
    while layout.count() > keep:
        item = layout.takeAt(keep)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
