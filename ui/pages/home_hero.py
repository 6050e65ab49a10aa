"""What to open first, as a card with one big button: Enter opens it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.language import _, ngettext
from op_desktop.register.agenda import Activity
from op_desktop.register.meetings import RegisterState
from ui.pages.home_board import Board, PathState
from ui.pages.home_words import distance, span_words, title_words
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.steps import MeetingBar


class HeroCard(Card):
    """The nearest activity, else what waits longest; on a free day an invitation."""

    def __init__(
        self,
        theme: Theme,
        *,
        opened: Callable[[Activity], object],
        sheet: Callable[[Activity], object],
        new: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """``opened`` and ``sheet`` get the activity shown; ``new`` plans one."""
        super().__init__(0, 0, parent)
        self._theme, self._opened, self._sheet = theme, opened, sheet
        self.activity: Activity | None = None
        self._path: PathState | None = None
        self.chip = Chip(theme, "", "info", "clock")
        self._when = ElidedLabel("", "body", ink="text2")
        self._title = ElidedLabel("", "hero")
        self._how = Label("", "medium", ink="text2")
        self._bar: MeetingBar | None = None
        self._who = ElidedLabel("", "body", ink="text2")
        self.open = Button(theme, "", "clipboard-check", "primary", big=True, on_click=self._open)
        self.sheet = Button(theme, _("Sheet to sign"), "printer", "ghost", big=True, on_click=self._print)
        self._content = QWidget()
        self._lay_out()
        self.empty = EmptyState(theme, "sun", _("Nothing planned today."), _("New activity"), new)
        self.column.addWidget(self._content)
        self.column.addWidget(self.empty)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def take_focus(self) -> None:
        """Put the keyboard on what Enter should do."""
        (self.empty.button if self.activity is None else self.open).setFocus()

    def show_board(self, board: Board, now: datetime) -> None:
        """Show the first activity of this board."""
        activity = self.activity = board.activity
        self._content.setVisible(activity is not None)
        self.empty.setVisible(activity is None)
        if activity is None:
            return
        self.chip.show_state(*distance(activity, now))
        self._when.setText(f"{span_words(activity)} · {activity.place}")
        self._title.setText(title_words(activity))
        lesson = activity.kind == "lesson"
        draft = activity.state is RegisterState.DRAFT
        if lesson:
            self.open.set_icon("clipboard-check")
            self.open.set_text(_("Go on with the register") if draft else _("Open the register"))
        else:
            self.open.set_icon("user-check")
            self.open.set_text(_("Go on with the check-in") if draft else _("Open the check-in"))
        self._show_path(board.path)
        self._who.setText(_people(activity, board))
        self._who.short = self._who.text().rpartition(" · ")[2] if board.path is not None else ""

    def _show_path(self, path: PathState | None) -> None:
        self._how.setVisible(path is not None)
        # Who comes stands at the right of how far the path is; alone it stands at the left.
        last = self._line.count() - 1
        self._line.setStretch(last - 2, 0 if path is None else 1)
        self._line.setStretch(last, 1 if path is None else 0)
        if path is not None:
            words = _("Meeting {n} of {total}").format(n=path.meeting, total=path.meetings)
            self._how.setText(words)
        if path == self._path:
            return
        self._path = path
        if self._bar is not None:
            self._line.removeWidget(self._bar)
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None
        if path is not None and path.meetings <= 12:
            self._bar = MeetingBar(self._theme, path.held, path.meetings, path.meeting)
            self._line.insertWidget(1, self._bar)

    def _open(self) -> None:
        if self.activity is not None:
            self._opened(self.activity)

    def _print(self) -> None:
        if self.activity is not None:
            self._sheet(self.activity)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(20, 15, 20, 17)
        column.setSpacing(9)
        top = QHBoxLayout()
        top.setSpacing(11)
        top.addWidget(self.chip)
        top.addWidget(self._when, 1)
        self._line = QHBoxLayout()
        self._line.setSpacing(13)
        self._line.addWidget(self._how)
        self._line.addStretch(1)
        self._line.addWidget(self._who)
        self._line.addStretch(0)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.open)
        foot.addWidget(self.sheet)
        foot.addStretch(1)
        foot.addWidget(KeyCap("Return"))
        column.addLayout(top)
        column.addWidget(self._title)
        column.addLayout(self._line)
        column.addSpacing(4)
        column.addLayout(foot)


def _people(activity: Activity, board: Board) -> str:
    if board.path is not None:
        pupils = ngettext("{n} pupil", "{n} pupils", board.path.pupils).format(n=board.path.pupils)
        if not board.path.on_course:
            return pupils
        words = ngettext("{n} on course for the certificate", "{n} on course for the certificate", board.path.on_course)
        return f"{pupils} · {words.format(n=board.path.on_course)}"
    parts = []
    if regulars := board.members.get(activity.parent_id, 0):
        parts.append(ngettext("{n} regular", "{n} regulars", regulars).format(n=regulars))
    if activity.present:
        parts.append(ngettext("{n} inside", "{n} inside", activity.present).format(n=activity.present))
    if activity.volunteers:
        n = activity.volunteers
        parts.append(ngettext("{n} volunteer", "{n} volunteers", n).format(n=n))
    return " · ".join(parts)
