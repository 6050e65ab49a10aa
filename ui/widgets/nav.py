"""The dark navigation at the left: sections, entries, what waits, and the entries at its foot."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.language import _, ngettext
from ui.icons import draw_icon
from ui.theme import Theme
from ui.widgets.key_cap import key_text
from ui.widgets.label import CapsLabel


class PageEntry(NamedTuple):
    """One entry of the navigation; ``factory`` builds its page at the first visit.

    ``group`` is the caption above it (empty: none), ``badge`` how many things wait, ``foot`` puts it at the bottom.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[], QWidget]
    group: str = ""
    shortcut: str = ""
    badge: int = 0
    foot: bool = False


class Brand(QWidget):
    """The mark of the programme and the name of the application."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.narrow = False
        self.setFixedHeight(56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark and name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - 25) / 2 if self.narrow else 19
        draw_icon(painter, "app-mark", self._theme.color("on_nav"), QRectF(left, 14, 25, 26))
        if not self.narrow:
            painter.setPen(self._theme.color("on_nav"))
            painter.setFont(self._theme.font("brand"))
            painter.drawText(self.rect().adjusted(54, 0, 0, -2), Qt.AlignmentFlag.AlignVCenter, "OP Desktop")


class NavItem(QAbstractButton):
    """An entry; the one that is open carries the amber mark."""

    def __init__(self, theme: Theme, entry: PageEntry, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.entry, self._key = theme, entry, shortcut
        self._badge = entry.badge
        self._narrow = False
        self.setCheckable(True)
        self.setText(entry.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._measure)
        self._measure()
        self._name()

    @property
    def badge(self) -> int:
        """How many things wait behind this entry."""
        return self._badge

    def set_badge(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._badge = count
        self._name()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Only the icon; the words move into the tooltip."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._name()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A row of the navigation."""
        return QSize(44 if self._narrow else self._words + 42 + 46, self._theme.target(36))

    def minimumSizeHint(self) -> QSize:
        """Lower where height is scarce."""
        least = self._theme.target(24) if self._theme.large_targets else max(30, self._theme.px(24))
        return QSize(self.sizeHint().width(), least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows go to the neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, mark, icon, words and badge."""
        color, on = self._theme.color, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if on or self.underMouse():
            painter.setBrush(color("nav_active" if on else "nav_hover"))
            painter.drawRoundedRect(box, 6, 6)
        if on:
            painter.setBrush(color("nav_accent"))
            painter.drawRoundedRect(QRectF(0, box.center().y() - 9, 3, 18), 1.5, 1.5)
        ink = color("on_nav" if on else "nav_text")
        side = self._theme.px(18)
        left = (self.width() - side) / 2 if self._narrow else 13
        draw_icon(painter, self.entry.icon, ink, QRectF(left, 0, side, self.height()))
        if not self._narrow:
            painter.setPen(ink)
            painter.setFont(self._theme.font("strong" if on else "medium"))
            painter.drawText(self.rect().adjusted(24 + side, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        self._draw_end(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("nav_accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _draw_end(self, painter: QPainter) -> None:
        color, right = self._theme.color, self.width() - 8
        if self._badge and self._narrow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("nav_accent"))
            painter.drawEllipse(QRectF(self.width() - 14, self.height() / 2 - 13, 9, 9))
        elif self._badge:
            painter.setFont(self._theme.font("chip"))
            words, high = str(self._badge), self._theme.px(18)
            wide = max(painter.fontMetrics().horizontalAdvance(words) + 12, high + 2)
            pill = QRectF(right - wide, (self.height() - high) / 2, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("nav_accent"))
            painter.drawRoundedRect(pill, high / 2, high / 2)
            painter.setPen(color("on_nav_accent"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        elif self.entry.foot and self._key and not self._narrow:
            painter.setPen(color("nav_muted"))
            painter.setFont(self._theme.font("small"))
            box = self.rect().adjusted(0, 0, -10, 0)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, key_text(self._key))

    def _measure(self) -> None:
        self._words = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        self.updateGeometry()

    def _name(self) -> None:
        waiting = ngettext("{n} thing waits", "{n} things wait", self._badge).format(n=self._badge)
        self.setAccessibleName(f"{self.entry.title}, {waiting}" if self._badge else self.entry.title)
        hint = f"{self.entry.title} ({key_text(self._key)})" if self._key else self.entry.title
        self.setToolTip(hint if self._narrow else key_text(self._key) if self._key else "")


class Nav(QFrame):
    """All entries; asks for a page, never opens one itself."""

    chosen = Signal(str)
    NARROW, WIDE, WIDEST = 60, 208, 232

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self.setObjectName("nav")
        self.setAccessibleName(_("Pages"))
        self._items: dict[str, NavItem] = {}
        self._headings: list[tuple[CapsLabel, QFrame]] = []
        self._brand = Brand(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addWidget(self._brand)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        column.addWidget(scroll, 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(8, 0, 8, 0)
        self._foot.setSpacing(0)
        column.addLayout(self._foot)

    def set_entries(self, entries: Sequence[tuple[PageEntry, str]]) -> None:
        """Show these entries with their keys, in this order, in place of the former ones."""
        for old in (*self._items.values(), *(line for _label, line in self._headings)):
            old.deleteLater()
        self._items, self._headings = {}, []
        body = QWidget()
        body.setObjectName("nav_list")
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 5, 8, 4)
        column.setSpacing(0)
        group = ""
        for entry, key in entries:
            if entry.group != group and not entry.foot:
                group = entry.group
                self._add_heading(column, group)
            item = NavItem(self._theme, entry, key)
            item.clicked.connect(lambda _on=False, name=entry.key: self.chosen.emit(name))
            self._items[entry.key] = item
            if entry.foot:
                self._add_foot(item)
            else:
                column.addWidget(item)
        column.addStretch(1)
        self._scroll.setWidget(body)
        self.set_width(self._narrow, self.width())

    def set_current(self, key: str) -> None:
        """Mark the page that is open."""
        for name, item in self._items.items():
            item.setChecked(name == key)
        if key in self._items:
            self._scroll.ensureWidgetVisible(self._items[key])

    def set_badge(self, key: str, count: int) -> None:
        """Say how many things wait behind an entry."""
        self._items[key].set_badge(count)

    def item(self, key: str) -> NavItem:
        """The entry of a page; an unknown key is a defect (KeyError)."""
        return self._items[key]

    def set_width(self, narrow: bool, window_width: int) -> None:
        """Take the width that suits the window: 60 px of icons, or as wide as the words need."""
        self._narrow = self._brand.narrow = narrow
        for item in self._items.values():
            item.set_narrow(narrow)
        self._fit_headings()
        words = max((item.sizeHint().width() + 16 for item in self._items.values()), default=0)
        least = self.WIDEST if window_width >= 1600 else self.WIDE
        self.setFixedWidth(self.NARROW if narrow else max(least, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words over the groups only where every entry has room below them."""
        super().resizeEvent(event)
        self._fit_headings()

    def _fit_headings(self) -> None:
        """A line parts the groups where there is no room for words: an entry half hidden is not seen at all."""
        listed = [item.minimumSizeHint().height() for item in self._items.values() if not item.entry.foot]
        words = sum(label.sizeHint().height() + 6 for label, _line in self._headings)
        room = self.height() - self._brand.height() - self._foot.sizeHint().height() - 12
        named = not self._narrow and sum(listed) + words + 9 <= room
        for label, line in self._headings:
            label.setVisible(named)
            line.setVisible(not named)

    def _add_heading(self, column: QVBoxLayout, text: str) -> None:
        label, line = CapsLabel(text, ink="nav_muted"), QFrame()
        label.setContentsMargins(12, 11, 0, 1)
        line.setObjectName("nav_line")
        line.setFixedHeight(1)
        column.addWidget(label)
        column.addSpacing(3)
        column.addWidget(line)
        column.addSpacing(3)
        self._headings.append((label, line))

    def _add_foot(self, item: NavItem) -> None:
        if not self._foot.count():
            line = QFrame()
            line.setObjectName("nav_line")
            line.setFixedHeight(1)
            self._foot.addWidget(line)
            self._foot.addSpacing(6)
        self._foot.addWidget(item)
