"""The week as columns: Monday to Friday side by side, the weekend where something is on."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_time, format_weekday
from op_desktop.language import _
from op_desktop.register.agenda import Activity
from ui.pages.home_agenda import ICONS, Opened, clear
from ui.pages.home_board import OPENED, Board
from ui.pages.home_words import title_words
from ui.theme import Theme
from ui.widgets.button import EnterButton
from ui.widgets.card import Card, CardTitle
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.tip import tip

WEEK_ROWS = 4
"""Activities of one day that are shown."""


class DayFrame(QWidget):
    """The ground of a day; today's is blue."""

    def __init__(self, theme: Theme, *, now: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._now = theme, now

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and its border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        painter.setPen(QPen(color("focus" if self._now else "border"), 1.5 if self._now else 1))
        painter.setBrush(color("primary_tint" if self._now else "surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)


class EntryButton(EnterButton):
    """An activity in a day: a bar in the colour of its kind and its name."""

    def __init__(self, theme: Theme, activity: Activity, opened: Opened, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "entry")
        self._theme, self._tone = theme, ICONS[activity.kind][1]
        meeting = _("meeting {n}").format(n=activity.meeting)
        self._words = f"{activity.title}, {meeting}" if activity.meeting else activity.title
        self.setAccessibleName(f"{format_time(activity.starts_at)} {title_words(activity)}")
        self.setToolTip(tip(self.accessibleName()))
        self.setEnabled(activity.kind in OPENED)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: opened(activity))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(80, self._theme.px(26))

    def minimumSizeHint(self) -> QSize:
        """Gives way to the column."""
        return QSize(40, self._theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, bar, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, box = self._theme.color, QRectF(self.rect())
        painter.fillRect(box, color("hover" if self.underMouse() else "surface"))
        bar = {"info": "primary_text", "accent": "accent"}.get(self._tone, "success")
        painter.fillRect(QRectF(0, 3, 3, box.height() - 6), color(bar))
        font = self._theme.font("label")
        painter.setFont(font)
        painter.setPen(color("text"))
        room = box.adjusted(9, 0, -5, 0)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)


class WeekCard(Card):
    """Monday to Friday side by side, the weekend where something is on; today is tinted."""

    def __init__(self, theme: Theme, opened: Opened, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._theme, self._opened = theme, opened
        self._shown: object = None
        self.add_row(CardTitle(_("This week")))
        self._days = QHBoxLayout()
        self._days.setContentsMargins(15, 0, 15, 15)
        self._days.setSpacing(10)
        self.column.addLayout(self._days)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_board(self, board: Board, today: date) -> None:
        """Show the week of this day."""
        if self._shown == (board.week, today):
            return
        self._shown = (board.week, today)
        clear(self._days, 0)
        monday = today - timedelta(days=today.weekday())
        busy = {each.starts_at.date() for each in board.week}
        for number in range(7):
            day = monday + timedelta(days=number)
            if number < 5 or day in busy or day == today:
                activities = [each for each in board.week if each.starts_at.date() == day]
                self._days.addWidget(self._day(day, activities, now=day == today), 1)

    def _day(self, day: date, activities: Sequence[Activity], *, now: bool) -> QWidget:
        frame = DayFrame(self._theme, now=now)
        column = QVBoxLayout(frame)
        column.setContentsMargins(6, 6, 6, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(5, 0, 5, 0)
        ink = "primary_text" if now else "text2"
        head.addWidget(Label(format_weekday(day, short=True), "chip", ink=ink))
        head.addStretch(1)
        head.addWidget(ElidedLabel(str(day.day), "chart", ink=ink))
        column.addLayout(head)
        for activity in activities[:WEEK_ROWS]:
            column.addWidget(EntryButton(self._theme, activity, self._opened))
        if len(activities) > WEEK_ROWS:
            more = _("+{n} more").format(n=len(activities) - WEEK_ROWS)
            column.addWidget(Label(more, "small", ink="text2"))
        column.addStretch(1)
        frame.setMinimumHeight(self._theme.px(108))
        return frame
