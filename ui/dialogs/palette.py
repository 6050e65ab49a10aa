"""Search over everything (Ctrl+K): one field, results in groups, the keyboard does it all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from op_desktop.language import _
from ui.icons import draw_icon
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.card import Line
from ui.widgets.key_cap import KeyCap, key_text
from ui.widgets.label import Label
from ui.widgets.overlay import Overlay

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found; ``target`` is whatever the caller needs to open it."""

    title: str
    group: str
    icon: str
    target: object
    detail: str = ""
    action: str = ""
    key: str = ""


class HitDelegate(QStyledItemDelegate):
    """Paints captions of groups and rows of results."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Captions are lower than results."""
        return QSize(100, self._theme.px(38 if index.data(HIT_ROLE) else 26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        hit: Hit | None = index.data(HIT_ROLE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit is None:
            painter.setFont(self._theme.font("caps"))
            painter.setPen(self._theme.color("text2"))
            words = str(index.data(Qt.ItemDataRole.DisplayRole)).upper()
            painter.drawText(box.adjusted(12, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._draw_hit(painter, box, hit, chosen)
        painter.restore()

    def _draw_hit(self, painter: QPainter, box: QRectF, hit: Hit, chosen: bool) -> None:
        color, left = self._theme.color, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("primary_tint"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
            painter.setBrush(color("primary"))
            painter.drawRoundedRect(QRectF(box.x(), box.y() + 8, 3, box.height() - 16), 1.5, 1.5)
        side = self._theme.px(18)
        draw_icon(
            painter,
            hit.icon,
            color("primary_text" if chosen else "text2"),
            QRectF(box.x() + 14, box.y(), side, box.height()),
        )
        right = self._draw_end(painter, box, hit, chosen)
        area = QRectF(box.x() + 28 + side, box.y(), right - box.x() - 40 - side, box.height())
        painter.setFont(self._theme.font("strong" if chosen else "medium"))
        painter.setPen(color("text"))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, left, words)
        area.setLeft(area.left() + metrics.horizontalAdvance(words) + 12)
        painter.setFont(self._theme.font("secondary"))
        painter.setPen(color("text2"))
        detail = painter.fontMetrics().elidedText(hit.detail, Qt.TextElideMode.ElideRight, max(0, int(area.width())))
        painter.drawText(area, left, detail)

    def _draw_end(self, painter: QPainter, box: QRectF, hit: Hit, chosen: bool) -> float:
        right = box.right() - 12
        key = key_text(hit.key) if hit.key else key_text("Return") if chosen else ""
        ink = self._theme.color("primary_text" if chosen else "text2")
        if key:
            painter.setFont(self._theme.font("small"))
            wide, high = painter.fontMetrics().horizontalAdvance(key) + 18, self._theme.px(20)
            cap = QRectF(right - wide, box.center().y() - high / 2, wide, high)
            painter.setPen(ink if chosen else self._theme.color("border"))
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(ink)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right = cap.left() - 10
        if chosen and hit.action:
            painter.setFont(self._theme.font("label"))
            painter.setPen(ink)
            wide = painter.fontMetrics().horizontalAdvance(hit.action) + 2
            painter.drawText(
                QRectF(right - wide, box.y(), wide, box.height()), Qt.AlignmentFlag.AlignVCenter, hit.action
            )
            right -= wide + 10
        return right


class Palette(QFrame):
    """Shows what ``search`` finds for the typed text (empty: the latest objects; ``>``: commands only)."""

    chosen = Signal(object)
    """The target of the hit that was chosen; the palette is gone by then."""
    create_requested = Signal(str)
    """Enter on a text for which nothing was found, if ``can_create``."""
    WIDTH = 640

    def __init__(self, theme: Theme, search: Callable[[str], Sequence[Hit]], *, can_create: bool = False) -> None:
        super().__init__()
        self._theme, self._search, self._can_create = theme, search, can_create
        self._layer: Overlay | None = None
        self.setObjectName("dialog_card")
        self.setAccessibleName(_("Search"))
        self.field = QLineEdit()
        self.field.setProperty("bare", "true")
        self.field.setPlaceholderText(_("Search people, classes, labs or commands"))
        self.field.setAccessibleName(_("Search people, classes, labs or commands"))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(HitDelegate(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Results"))
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self._choose)
        self._nothing = Label(role="body", ink="text2", wrap=True)
        self._nothing.setContentsMargins(20, 16, 20, 16)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 12)
        head.setSpacing(12)
        head.addWidget(Glyph(theme, "search", "text2", 20))
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap("Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        body = QVBoxLayout()
        body.setContentsMargins(8, 8, 8, 8)
        body.addWidget(self.list)
        body.addWidget(self._nothing)
        column.addLayout(body, 1)

    def show_in(self, layer: Overlay) -> None:
        """Appear over a layer; the window does this."""
        self._layer = layer
        self.setParent(layer)
        layer.setAccessibleName(self.accessibleName())
        layer.installEventFilter(self)
        self._find("")
        self.show()
        self._place()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Go without a choice."""
        if self._layer is not None:
            layer, self._layer = self._layer, None
            layer.close_layer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that move in the list; a new size of the window."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(Qt.Key(event.key()))
        if watched is self._layer and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._layer and event.type() == QEvent.Type.MouseButtonPress:
            self.close_palette()
        return False

    def _press(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _find(self, text: str) -> None:
        self._model.clear()
        group = ""
        for hit in self._search(text.strip()):
            if hit.group != group:
                group = hit.group
                caption = QStandardItem(group)
                caption.setFlags(Qt.ItemFlag.NoItemFlags)
                self._model.appendRow(caption)
            item = QStandardItem(hit.title)
            item.setData(hit, HIT_ROLE)
            item.setData(f"{hit.title}, {hit.detail}", int(Qt.ItemDataRole.AccessibleTextRole))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._model.appendRow(item)
        found = self._model.rowCount() > 0
        self.list.setVisible(found)
        self._nothing.setVisible(not found)
        self._nothing.setText(self._nothing_found(text.strip()))
        self.list.setCurrentIndex(QModelIndex())
        self._place()
        self._move(1)

    def _nothing_found(self, text: str) -> str:
        if not text:
            return _("Type a name, a class, a lab or a command.")
        words = _("No results for “{text}”.").format(text=text)
        return f"{words} {_('Enter: create a person.')}" if self._can_create else words

    def _move(self, step: int) -> None:
        rows = [n for n in range(self._model.rowCount()) if self._model.item(n).isSelectable()]
        if not rows:
            return
        here = self.list.currentIndex().row()
        at = rows.index(here) + step if here in rows else 0
        index = self._model.index(rows[at % len(rows)], 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        if rows[at % len(rows)] == rows[0]:
            self.list.scrollToTop()

    def _choose(self, index: QModelIndex) -> None:
        hit: Hit | None = index.data(HIT_ROLE) if index.isValid() else None
        text = self.field.text().strip()
        if hit is not None:
            self.close_palette()
            self.chosen.emit(hit.target)
        elif text and self._can_create and not self._model.rowCount():
            self.close_palette()
            self.create_requested.emit(text)

    def _place(self) -> None:
        if self._layer is None:
            return
        room = self._layer.rect()
        width = min(self._theme.px(self.WIDTH), room.width() - 48)
        top = min(110, room.height() // 8)
        most = min(self._theme.px(452), room.height() - top - 32)
        rows = [self.list.sizeHintForRow(number) for number in range(self._model.rowCount())]
        needed = self._theme.px(76) + (sum(rows) + 12 if rows else self._nothing.sizeHint().height())
        self.setGeometry((room.width() - width) // 2, top, width, min(most, needed))
