"""The list of classes under their schools: arrows choose, Enter opens, letters filter."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.schools import ClassRow
from ui.delegates.blocks import BlocksDelegate
from ui.delegates.cell import PADDING, RIGHT, AnyIndex, CellDelegate, TextDelegate
from ui.delegates.name import NameDelegate
from ui.icons import draw_icon
from ui.models.classes import (
    CLASS,
    MEETINGS,
    MISSING,
    NEXT,
    PUPILS,
    ClassesModel,
    ClassLine,
    Lack,
    SchoolLine,
    class_lines,
)
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState

ROW: Final = 36
FILTER_FROM: Final = 9
"""From so many classes on the filter is always in view."""
WIDTHS: Final = {PUPILS: 124, MEETINGS: 156, NEXT: 230, MISSING: 200}
NAMED: Final = 210
"""The width of a class and its path; what is over goes first to the next meeting."""
LACKS: Final = {Lack.LIST: ("users-round", "warning"), Lack.REGISTER: ("clipboard-pen", "danger"),
                Lack.MEETINGS: ("calendar-plus", "primary_text"), Lack.NOTHING: ("check", "success"),
                Lack.FINISHED: ("circle-check", "success")}  # fmt: skip


class LackDelegate(CellDelegate):
    """What is missing, with its icon."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        if not isinstance(row, ClassLine):
            return
        icon, token = LACKS[row.lack]
        side = self._ink.px(16)
        box = QRectF(rect.left() + PADDING, rect.center().y() - side / 2, side, side)
        draw_icon(painter, icon, self._ink.color("text2" if selected else token), box)
        quiet = row.lack in (Lack.NOTHING, Lack.FINISHED)
        words = rect.adjusted(PADDING + side + 7, 0, -PADDING, 0)
        ink = "text2" if selected or quiet else token
        self._ink.text(painter, words, row.missing, "secondary" if quiet else "chip", ink)


class ClassNameDelegate(NameDelegate):
    """Class and path; over all columns the heading of a school."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        if isinstance(row, ClassLine):
            inner = rect.adjusted(self._ink.px(14), 0, 0, 0)
            super()._paint_cell(painter, inner, row, index, selected)
            return
        painter.fillRect(rect, self._ink.color("surface2"))
        side = self._ink.px(16)
        box = QRectF(rect.left() + PADDING, rect.center().y() - side / 2, side, side)
        draw_icon(painter, "school", self._ink.color("text2"), box)
        room = rect.adjusted(PADDING + side + 8, 0, -PADDING, 0)
        used = self._ink.text(painter, room, row.name, "card", "text")
        room.setLeft(room.left() + used + 10)
        classes = ngettext("{number} class", "{number} classes", row.classes).format(number=row.classes)
        self._ink.text(painter, room, f"{row.municipality} · {classes}", "secondary", "text2")


class MeetingsDelegate(BlocksDelegate):
    """The bar of meetings; a heading has none."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        if isinstance(row, ClassLine):
            super()._paint_cell(painter, rect, row, index, selected)


class ClassesView(QTableView):
    """The table itself."""

    opened = Signal(object)
    """The id of a class."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.classes = ClassesModel(self)
        self.setModel(self.classes)
        self.setAccessibleName(_("Classes"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, delegate in (
            (CLASS, ClassNameDelegate(theme, self, lined=True)),
            (PUPILS, TextDelegate(theme, self, role="medium", align=RIGHT, lined=True)),
            (MEETINGS, MeetingsDelegate(theme, self, lined=True)),
            (NEXT, TextDelegate(theme, self, token="text2", lined=True)),
            (MISSING, LackDelegate(theme, self, lined=True)),
        ):
            self.setItemDelegateForColumn(column, delegate)
        theme.changed.connect(self.arrange)

    def show_lines(self, lines: Sequence[SchoolLine | ClassLine]) -> None:
        """Show these; the class chosen stays chosen."""
        chosen = self.chosen()
        self.classes.set_rows(lines)
        self.clearSpans()
        for place, line in enumerate(lines):
            if isinstance(line, SchoolLine):
                self.setSpan(place, 0, 1, len(self.classes.columns))
        first = next((place for place, line in enumerate(lines) if isinstance(line, ClassLine)), 0)
        number = self.classes.row_of(chosen) if chosen is not None else None
        if lines and (number is None or self.currentIndex().row() != number):
            self.selectRow(first if number is None else number)
        self.arrange()

    def chosen(self) -> RecordId | None:
        """The class of the current row."""
        number = self.currentIndex().row()
        line = self.classes.rows[number] if 0 <= number < len(self.classes.rows) else None
        return line.row.id if isinstance(line, ClassLine) else None

    def chosen_school(self) -> RecordId | None:
        """The school of the current row."""
        number = self.currentIndex().row()
        line = self.classes.rows[number] if 0 <= number < len(self.classes.rows) else None
        return line.row.school_id if isinstance(line, ClassLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() is not None:
            self.opened.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens, as a link does."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self.chosen() is not None:
            self.opened.emit(self.chosen())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out among the columns."""
        super().resizeEvent(event)
        self.arrange()

    def most_height(self) -> int:
        """The height beyond which there would be nothing but empty ground."""
        rows = len(self.classes.rows) * self._theme.px(ROW)
        return self.horizontalHeader().sizeHint().height() + rows + 2

    def arrange(self) -> None:
        """Rows of 36 px grown with the text; the next meeting and the class share what the others leave."""
        px, room = self._theme.px, self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.setColumnHidden(NEXT, room < px(640))
        others = [column for column in WIDTHS if not self.isColumnHidden(column)]
        widths = {column: px(WIDTHS[column]) for column in others}
        spare = room - sum(widths.values()) - px(NAMED)
        if NEXT in widths and spare > 0:
            widths[NEXT] += min(spare * 2 // 3, px(190))
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(CLASS, max(px(120), room - sum(widths.values())))


class ClassesList(QWidget):
    """Filter and table, or the first step where there are no classes."""

    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        super().__init__()
        self._rows: Sequence[ClassRow] = ()
        self._today = date.min
        self._waiting: Mapping[RecordId, int] = {}
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.setAccessibleName(_("Filter the classes"))
        self.filter.setPlaceholderText(_("Filter by class or school"))
        self.filter.setMaximumWidth(theme.px(340))
        self.filter.textChanged.connect(lambda _text: self._refill())
        self.view = ClassesView(theme)
        self.view.opened.connect(self.opened)
        self._card = Card(margin=0)
        self._card.column.addWidget(self.view)
        self._nothing = EmptyState(theme, "filter", _("No rows with these filters."), _("Remove the filters"),
                                   self.filter.clear)  # fmt: skip
        self._card.column.addWidget(self._nothing)
        text = _("Your classes will be here. Paste the list from Excel or just say how many they are.")
        self.empty = EmptyState(theme, "graduation-cap", text, _("New class") if may_write else "",
                                self.new_wanted.emit)  # fmt: skip
        self._tools = QHBoxLayout()
        self._tools.setSpacing(8)
        self._tools.addWidget(self.filter, 1)
        self._tools.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._tools)
        column.addWidget(self._card, 1)
        column.addWidget(self.empty, 1)
        column.addStretch(0)

    def add_tool(self, widget: QWidget) -> None:
        """Put something beside the filter."""
        self._tools.addWidget(widget)

    @property
    def classes(self) -> Sequence[ClassRow]:
        """What is shown, whatever the filter hides."""
        return self._rows

    def show_classes(self, rows: Sequence[ClassRow], today: date, waiting: Mapping[RecordId, int]) -> None:
        """Show these classes; ``waiting`` is how much is left to complete in each."""
        self._rows, self._today, self._waiting = rows, today, waiting
        self._refill()

    def open_filter(self) -> None:
        """Let the person filter."""
        self.filter.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the filter, Down and Enter go into the table and Esc takes the filter away."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.chosen() is not None:
            self.opened.emit(self.view.chosen())
        else:
            super().keyPressEvent(event)

    def _refill(self) -> None:
        lines = class_lines(self._rows, self._today, self.filter.text(), self._waiting)
        self.view.show_lines(lines)
        self.filter.setVisible(len(self._rows) >= FILTER_FROM or bool(self.filter.text()) or self.filter.hasFocus())
        self._card.setVisible(bool(self._rows))
        self._card.setMaximumHeight(self.view.most_height() + 2 if lines else 16_777_215)
        self.empty.setVisible(not self._rows)
        self.view.setVisible(bool(lines))
        self._nothing.setVisible(bool(self._rows) and not lines)
