"""Where the person stands: the numbered steps of a page, and the bars of a path of meetings."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from op_desktop.language import _
from ui.icons import draw_icon
from ui.theme import Theme


class Steps(QWidget):
    """1 – 2 – 3: done with a tick, current filled, to come as a ring."""

    DOT, GAP, BAR = 26, 10, 46

    def __init__(self, theme: Theme, names: Sequence[str], current: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._names = theme, tuple(names)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_current(current)

    @property
    def current(self) -> int:
        """The number of the current step, from 0; as many as there are names when all are done."""
        return self._current

    def set_current(self, current: int) -> None:
        """Move to this step, counted from 0."""
        self._current = current
        name = self._names[current] if current < len(self._names) else self._names[-1]
        self.setAccessibleName(
            _("Step {n} of {total}: {name}").format(
                n=min(current + 1, len(self._names)), total=len(self._names), name=name
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """All steps side by side."""
        metrics = QFontMetrics(self._theme.font("strong"))
        words = sum(metrics.horizontalAdvance(name) for name in self._names)
        count = len(self._names)
        dots = count * (self._theme.px(self.DOT) + self.GAP)
        return QSize(words + dots + (count - 1) * (self.BAR + 26) + 2, self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle, left = self._theme.px(self.DOT), self.height() / 2, 1.0
        for number, name in enumerate(self._names):
            self._dot(painter, QRectF(left, middle - side / 2, side, side), number)
            left += side + self.GAP
            painter.setFont(self._theme.font("strong" if number == self._current else "medium"))
            painter.setPen(self._theme.color("text" if number == self._current else "text2"))
            painter.drawText(QRectF(left, 0, 999, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            left += painter.fontMetrics().horizontalAdvance(name) + 13
            if number < len(self._names) - 1:
                painter.setPen(QPen(self._theme.color("success" if number < self._current else "border"), 2))
                painter.drawLine(QPointF(left, middle), QPointF(left + self.BAR, middle))
                left += self.BAR + 13

    def _dot(self, painter: QPainter, box: QRectF, number: int) -> None:
        color = self._theme.color
        if number < self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("success"))
            painter.drawEllipse(box)
            draw_icon(painter, "check", color("on_success"), box.adjusted(5, 5, -5, -5))
            return
        now = number == self._current
        painter.setPen(Qt.PenStyle.NoPen if now else QPen(color("border_strong"), 1.5))
        painter.setBrush(color("primary" if now else "surface"))
        painter.drawEllipse(box if now else box.adjusted(1, 1, -1, -1))
        painter.setPen(color("on_primary" if now else "text2"))
        painter.setFont(self._theme.font("strong"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number + 1))


class MeetingBar(QWidget):
    """The meetings of a path as short bars: held in green, the current one in blue, the rest pale."""

    WIDTH, HEIGHT, GAP = 26, 6, 4

    def __init__(self, theme: Theme, held: int, total: int, current: int = 0, parent: QWidget | None = None) -> None:
        """``current`` is the number of the meeting of today, from 1; 0 for none."""
        super().__init__(parent)
        self._theme, self._held, self._total, self._current = theme, held, total, current
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("{held} of {total} meetings held").format(held=held, total=total))

    def sizeHint(self) -> QSize:
        """All bars side by side."""
        return QSize(self._total * (self.WIDTH + self.GAP), 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._total):
            now = number + 1 == self._current
            token = "primary" if now else "success" if number < self._held else "border"
            painter.setBrush(self._theme.color(token))
            top = (self.height() - self.HEIGHT) / 2
            painter.drawRoundedRect(QRectF(number * (self.WIDTH + self.GAP), top, self.WIDTH, self.HEIGHT), 3, 3)
