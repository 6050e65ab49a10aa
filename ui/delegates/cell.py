"""What all cells share: the row behind them, the ground they stand on, the frame of the current one."""

from typing import Any, ClassVar, Final, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.tip import tip

RowRole: Final = Qt.ItemDataRole.UserRole
"""Under this role a model gives the frozen row behind any cell of it.

Under ``Qt.AccessibleTextRole`` it gives the cell in words: "Colombo Giulia, incontro 3, assente".
"""

AnyIndex = QModelIndex | QPersistentModelIndex

PADDING: Final = 8
LEAST_ROW: Final = 22
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class Toned(Protocol):
    """A row that may be tinted as a whole; a row without ``tone`` is not."""

    @property
    def tone(self) -> str:
        """``danger``, ``warning``, ``success`` or nothing."""


class CellInk:
    """Colours and fonts of the theme, looked up once until the theme changes: a table paints thousands of cells."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._colors: dict[tuple[str, float], QColor] = {}
        self._fonts: dict[tuple[str, int | None], QFont] = {}
        self._metrics: dict[tuple[str, int | None], QFontMetricsF] = {}

    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """The colour of a token, let through so far."""
        if (token, alpha) not in self._colors:
            color = QColor(self._theme.color(token))
            color.setAlphaF(alpha)
            self._colors[token, alpha] = color
        return self._colors[token, alpha]

    def font(self, role: str, weight: int | None = None) -> QFont:
        """The font of a role."""
        if (role, weight) not in self._fonts:
            self._fonts[role, weight] = self._theme.font(role, weight=weight)
        return self._fonts[role, weight]

    def width(self, text: str, role: str, weight: int | None = None) -> float:
        """Width of a text in px."""
        return self._measure(role, weight).horizontalAdvance(text)

    def height(self, role: str) -> float:
        """Height of a line in px."""
        return self._measure(role, None).height()

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return self._theme.px(size)

    def target(self, size: float) -> int:
        """The height of a row that is pressed."""
        return self._theme.target(size)

    def text(
        self, painter: QPainter, rect: QRectF, text: str, role: str, token: str,
        *, weight: int | None = None, align: Qt.AlignmentFlag = LEFT,
    ) -> float:  # fmt: skip
        """Draw one line, shortened with … where it does not fit; returns its width in px."""
        if not text:
            return 0.0
        metrics = self._measure(role, weight)
        width = metrics.horizontalAdvance(text)
        if width > rect.width() + 0.5:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            width = metrics.horizontalAdvance(text)
        painter.setFont(self.font(role, weight))
        painter.setPen(self.color(token))
        painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)
        return width

    def forget(self) -> None:
        """Look everything up again: the theme has changed."""
        self._colors.clear()
        self._fonts.clear()
        self._metrics.clear()

    def _measure(self, role: str, weight: int | None) -> QFontMetricsF:
        if (role, weight) not in self._metrics:
            self._metrics[role, weight] = QFontMetricsF(self.font(role, weight))
        return self._metrics[role, weight]


def paint_frame(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """The frame of what has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 4, 4)


class CellDelegate(QStyledItemDelegate):
    """Paints a whole cell: zebra or tint, content, and a frame around the current one."""

    ground: ClassVar[str] = ""
    """Token that tints the whole column instead of the zebra; nothing for an ordinary one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, lined: bool = False) -> None:
        super().__init__(parent)
        self._ink = CellInk(theme)
        self._lined = lined
        theme.changed.connect(self._forget)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, content, frame."""
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, row, index.row(), selected)
        self._paint_cell(painter, rect, row, index, selected)
        if self._framed(option, selected) and not getattr(option.widget, "whole_rows", False):
            paint_frame(painter, rect, self._ink.color("focus"))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """A row is as low as the text allows; the view gives it more where there is room."""
        return QSize(self._ink.px(48), max(self._ink.px(LEAST_ROW), round(self._ink.height("body") + 4)))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """What is cut in a cell is told whole under the pointer."""
        more = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        told = more or str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        cut = self._ink.width(told, "strong") > option.rect.width() - 2 * PADDING
        if event.type() != QEvent.Type.ToolTip or not (cut or more):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(told), view)
        return True

    def _forget(self) -> None:
        self._ink.forget()

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        """What stands in the cell."""
        raise NotImplementedError

    def _framed(self, option: QStyleOptionViewItem, selected: bool) -> bool:
        return bool(option.state & QStyle.StateFlag.State_HasFocus)

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: Any, number: int, selected: bool) -> None:
        tone = getattr(row, "tone", "")
        if selected:
            painter.fillRect(rect, self._ink.color("selection"))
        elif tone:
            painter.fillRect(rect, self._ink.color(f"{tone}_tint"))
        elif self._lined:
            painter.fillRect(rect, self._ink.color("surface"))
        else:
            painter.fillRect(rect, self._ink.color("surface2" if number % 2 else "surface"))
            if self.ground:
                # Over the zebra, so that the rows stay easy to follow.
                painter.fillRect(rect, self._ink.color(self.ground, 0.7))
        if self._lined:
            line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, self._ink.color("border", 0.8))


class TextDelegate(CellDelegate):
    """Plain text of the display role, in one weight and colour."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, role: str = "body", token: str = "text",
        align: Qt.AlignmentFlag = LEFT, struck: bool = False, lined: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(theme, parent, lined=lined)
        self._role, self._token, self._align, self._struck = role, token, align, struck

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        text = index.data(Qt.ItemDataRole.DisplayRole)
        text = "" if text is None else str(text)
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        # The quietest ink is too weak on a selected row.
        token = "text2" if selected and self._token == "text3" else self._token
        width = self._ink.text(painter, inner, text, self._role, token, align=self._align)
        if self._struck and text:
            painter.fillRect(QRectF(inner.left(), round(inner.center().y()), width, 1), self._ink.color(token))
