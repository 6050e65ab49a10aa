"""The grid of a register: rows as high as there is room for, meetings as many as fit, marks by letter and click."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from op_desktop.domain.attendance import Mark
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from ui.delegates.attendance import HistoryDelegate, TodayDelegate
from ui.delegates.blocks import BlocksDelegate
from ui.delegates.cell import RIGHT, CellDelegate, TextDelegate
from ui.delegates.name import NameDelegate
from ui.models.mark_words import mark_of_letter, next_mark
from ui.models.register import FIRST_MEETING, NAME, NUMBER, RegisterModel
from ui.models.register_day import RegisterDay, RegisterLine, Typed
from ui.theme import Theme
from ui.widgets.register_header import RegisterHeader

LEAST_ROW, MOST_ROW = 22, 34
NUMBER_WIDTH, NAME_LEAST, MEETING_WIDTH, DAY_WIDTH, PRESENCES_WIDTH = 42, 150, 52, 160, 150
NOTES_LEAST: Final = 190
KEPT_AHEAD: Final = 2
"""Meetings to come that stay in view when there is no room for all."""
_KEYS_OF_QT: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
                                Qt.Key.Key_Home, Qt.Key.Key_End})  # fmt: skip


class RegisterGrid(QTableView):
    """Shows a ``RegisterModel`` and asks for marks; it stores nothing."""

    mark_requested = Signal(object, object)
    """Enrolments, and the mark they get; None takes theirs back."""
    rest_requested = Signal(object)
    """The mark for everybody who has none yet."""
    meeting_chosen = Signal(int)
    """Place of the meeting to be seen, among those of the sheet."""
    digit_typed = Signal(str)
    close_requested = Signal()
    note_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes = False
        self._painters: list[CellDelegate] = []
        self.register = RegisterModel(self)
        self.setModel(self.register)
        self.head = RegisterHeader(theme, self)
        self.setHorizontalHeader(self.head)
        self.setAccessibleName(_("Register"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.head.setSectionsClickable(True)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setMinimumSectionSize(24)
        self.head.sectionClicked.connect(self._choose_meeting)
        theme.changed.connect(self.arrange)

    def show_day(self, day: RegisterDay, typed: Typed, *, notes: bool, compact: bool) -> None:
        """Show this day, keeping the pupil chosen where there is one."""
        chosen = self.current()
        before = self.register.columns
        self.register.show_day(day, typed)
        if self.register.columns is not before:
            self._notes = notes
            self.head.set_compact(compact)
            self._dress()
            self.arrange()
            # Qt would lay out with the next turn of the loop, and paint all again.
            self.executeDelayedItemsLayout()
        if self.currentIndex().row() < 0 or self.currentIndex().column() != self.register.day_column:
            self.choose(chosen.enrolment_id if chosen is not None else None)

    def set_space(self, *, notes: bool, compact: bool) -> None:
        """Adapt to the size of the window."""
        self._notes = notes
        self.head.set_compact(compact)
        self.arrange()

    def current(self) -> RegisterLine | None:
        """The pupil chosen."""
        number = self.currentIndex().row()
        return self.register.rows[number] if 0 <= number < len(self.register.rows) else None

    def chosen(self) -> list[RecordId]:
        """The pupils of the selected rows, from the top."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows(NUMBER))
        return [self.register.rows[number].enrolment_id for number in numbers]

    def choose(self, enrolment_id: RecordId | None) -> None:
        """Go to a pupil; without one, to the first."""
        number = self.register.row_of(enrolment_id) or 0
        index = self.register.index(number, self.register.day_column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters mark (with Shift, whoever has no mark), Space goes on, Delete takes back, digits go to the field."""
        key, text, line = Qt.Key(event.key()), event.text(), self.current()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not plain or key in _KEYS_OF_QT or line is None:
            if not self._moved_to_meeting(event):
                super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.mark_requested.emit(self.chosen(), next_mark(line.mark))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.mark_requested.emit(self.chosen(), None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_requested.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif text.isdigit():
            self.digit_typed.emit(text)
        elif text.casefold() == "n":
            self.note_requested.emit()
        elif (mark := mark_of_letter(text)) is not None and text:
            self._ask_mark(mark, rest=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the day's cell goes on to the next mark; elsewhere it only chooses the row."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        selecting = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton or selecting:
            return
        line = self.register.rows[index.row()]
        with QSignalBlocker(self):
            self.choose(line.enrolment_id)
        if index.column() == self.register.day_column:
            self.mark_requested.emit([line.enrolment_id], next_mark(line.mark))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Stay in the day's column: the frame there shows where a letter goes."""
        index = super().moveCursor(action, modifiers)
        return self.register.index(index.row(), self.register.day_column) if index.isValid() else index

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out among rows and columns."""
        super().resizeEvent(event)
        self.arrange()

    def most_height(self) -> int:
        """The height beyond which there would be nothing but empty ground."""
        return self.head.sizeHint().height() + len(self.register.rows) * self._theme.px(MOST_ROW) + 2

    def arrange(self) -> None:
        """Give rows and columns their sizes in the room that there is."""
        if not self.register.columns:
            return
        rows = max(1, len(self.register.rows))
        least = max(self._theme.px(LEAST_ROW), self.sizeHintForRow(0) if self.register.rows else 0)
        height = max(least, min(self.viewport().height() // rows, self._theme.px(MOST_ROW)))
        self.verticalHeader().setMinimumSectionSize(least)
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        self._arrange_columns()

    def _arrange_columns(self) -> None:
        px, room = self._theme.px, self.viewport().width()
        model = self.register
        meetings = range(FIRST_MEETING, model.presences_column)
        notes = px(NOTES_LEAST) if self._notes else 0
        fixed = px(NUMBER_WIDTH) + px(DAY_WIDTH) + px(PRESENCES_WIDTH) + notes
        shown = _window(len(meetings), model.day_column - FIRST_MEETING,
                        (room - fixed - px(NAME_LEAST)) // px(MEETING_WIDTH) + 1)  # fmt: skip
        used = fixed + px(MEETING_WIDTH) * (len(shown) - 1)
        name = max(px(NAME_LEAST) // 2, room - used)
        if self._notes:
            name = min(name, px(320))
        widths = {NUMBER: px(NUMBER_WIDTH), NAME: name, model.presences_column: px(PRESENCES_WIDTH)}
        widths[model.presences_column + 1] = notes + room - used - name if self._notes else 0
        for column in meetings:
            wide = px(DAY_WIDTH if column == model.day_column else MEETING_WIDTH)
            widths[column] = wide if column - FIRST_MEETING in shown else 0
        self._set_widths(widths)

    def _set_widths(self, widths: Mapping[int, int]) -> None:
        """Give the columns these widths, 0 to hide one.

        Told of each, the view would lay out and paint all again with the next turn of the loop: here it does so once.
        """
        changed = False
        with QSignalBlocker(self.head):
            for column, width in widths.items():
                if self.isColumnHidden(column) is not (width == 0):
                    self.setColumnHidden(column, width == 0)
                    changed = True
                if width and self.columnWidth(column) != width:
                    self.setColumnWidth(column, width)
                    changed = True
        if changed:
            self.updateGeometries()
            self.viewport().update()
            self.head.viewport().update()

    def _dress(self) -> None:
        """The delegates of the columns, anew when the meetings changed."""
        model, theme, former = self.register, self._theme, self._painters
        painters: dict[int, CellDelegate] = {
            NUMBER: TextDelegate(theme, self, role="medium", token="text2", align=RIGHT),
            NAME: NameDelegate(theme, self),
            model.presences_column: BlocksDelegate(theme, self),
            model.presences_column + 1: TextDelegate(theme, self, role="secondary", token="text2"),
        }
        for column in range(FIRST_MEETING, model.presences_column):
            kind = TodayDelegate if column == model.day_column else HistoryDelegate
            painters[column] = kind(theme, column - FIRST_MEETING, self)
        for column, painter in painters.items():
            self.setItemDelegateForColumn(column, painter)
        self._painters = list(painters.values())
        for old in former:
            old.deleteLater()
        self.head.set_today(model.day_column)

    def _ask_mark(self, mark: Mark, *, rest: bool) -> None:
        if rest:
            self.rest_requested.emit(mark)
        else:
            self.mark_requested.emit(self.chosen(), mark)

    def _moved_to_meeting(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self._choose_meeting(self.register.day_column + step)
        return True

    def _choose_meeting(self, section: int) -> None:
        if FIRST_MEETING <= section < self.register.presences_column and section != self.register.day_column:
            self.meeting_chosen.emit(section - FIRST_MEETING)


def _window(count: int, day: int, room: int) -> range:
    """Which meetings are in view around the one of the day, when only ``room`` of them fit."""
    fit = max(1, min(count, room))
    first = min(max(0, day - fit + 1 + min(KEPT_AHEAD, fit - 1)), max(0, count - fit))
    return range(min(first, day), min(first, day) + fit)
