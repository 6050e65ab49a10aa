"""The meetings of a class as a list, and how many its path has."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import MOST_MEETINGS
from op_desktop.language import _
from ui.delegates.cell import RIGHT, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.dialogs.number_field import NumberField
from ui.models.meetings import DAY, NUMBER, STATE, TOPIC, WHERE, MeetingLine, MeetingsModel
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

ROW: Final = 40
WIDTHS: Final = {NUMBER: 44, DAY: 216, STATE: 190}
TOPIC_LEAST: Final = 180
WHERE_LEAST: Final = 150
KEYS_FROM: Final = 620


class MeetingsTable(QTableView):
    """One row a meeting: Enter opens its register, Delete calls it off."""

    opened = Signal(object)
    called_off = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.meetings = MeetingsModel(self)
        self.setModel(self.meetings)
        self.setAccessibleName(_("Meetings"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, delegate in (
            (NUMBER, TextDelegate(theme, self, role="medium", align=RIGHT, lined=True)),
            (DAY, TextDelegate(theme, self, lined=True)),
            (TOPIC, NameDelegate(theme, self, lined=True)),
            (WHERE, TextDelegate(theme, self, token="text2", lined=True)),
            (STATE, ChipDelegate(theme, self, lined=True)),
        ):
            self.setItemDelegateForColumn(column, delegate)
        theme.changed.connect(self.arrange)

    def show_lines(self, lines: Sequence[MeetingLine], chosen: str | None = None) -> None:
        """Show these; ``chosen``, else the row chosen before, else the first one that is not over is chosen."""
        current = self.current()
        wanted = chosen or (current.id if current is not None else None)
        self.meetings.set_rows(lines)
        number = self.meetings.row_of(wanted) if wanted is not None else None
        if lines and (number is None or number != self.currentIndex().row()):
            self.selectRow(number if number is not None else _first_open(lines))
        self.arrange()

    def current(self) -> MeetingLine | None:
        """The meeting of the current row."""
        number = self.currentIndex().row()
        return self.meetings.rows[number] if 0 <= number < len(self.meetings.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the foot; everything else moves about."""
        acts = {Qt.Key.Key_Return: self.opened, Qt.Key.Key_Enter: self.opened, Qt.Key.Key_Delete: self.called_off}
        line = self.current()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in acts and line is not None:
            acts[Qt.Key(event.key())].emit(line)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks open, as Enter does."""
        line = self.current()
        if line is not None and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out among the columns."""
        super().resizeEvent(event)
        self.arrange()

    def most_height(self) -> int:
        """The height beyond which there would be nothing but empty ground."""
        return self.horizontalHeader().sizeHint().height() + len(self.meetings.rows) * self._theme.px(ROW) + 2

    def arrange(self) -> None:
        """Rows of 40 px grown with the text; topic and place share what the others leave."""
        px, room = self._theme.px, self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        spare = room - sum(px(width) for width in WIDTHS.values())
        self.setColumnHidden(WHERE, spare < px(TOPIC_LEAST + WHERE_LEAST))
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, px(width))
        where = 0 if self.isColumnHidden(WHERE) else max(px(WHERE_LEAST), spare * 2 // 5)
        self.setColumnWidth(WHERE, where)
        self.setColumnWidth(TOPIC, max(px(120), spare - where))


class MeetingsView(QWidget):
    """The table with the length of the path above it and its keys below."""

    path_changed = Signal(int)

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        super().__init__()
        self._theme = theme
        self._meetings = 1
        self.table = MeetingsTable(theme)
        self.path = NumberField(1, MOST_MEETINGS, 1)
        self.path.setAccessibleName(_("Meetings of the path"))
        self.path.setEnabled(may_write)
        self.path.editingFinished.connect(self._take_path)
        self.note = Label("", "secondary", ink="text2")
        self._card = Card(margin=0)
        self._card.column.addWidget(self.table)
        self._keys = self._foot(may_write=may_write)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        caption = Label(_("Meetings of the path"), "label", ink="text2")
        caption.setBuddy(self.path)
        tools.addWidget(caption)
        tools.addWidget(self.path)
        tools.addWidget(self.note)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self._card, 1)
        column.addWidget(self._keys)
        column.addStretch(0)
        theme.changed.connect(self._grow)
        self._grow()

    def show_meetings(self, lines: Sequence[MeetingLine], meetings: int, note: str, chosen: RecordId | None) -> None:
        """Show these meetings of a path of so many."""
        self._meetings = meetings
        if not self.path.hasFocus():
            self.path.setText(str(meetings))
        self.note.setText(note)
        self.table.show_lines(lines, chosen)
        self._card.setMaximumHeight(self.table.most_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys give way where the line is short."""
        super().resizeEvent(event)
        self._keys.setVisible(self.width() >= self._theme.px(KEYS_FROM))

    def _grow(self) -> None:
        self.path.setFixedWidth(self._theme.px(56))

    def _take_path(self) -> None:
        if self.path.hasAcceptableInput() and self.path.value != self._meetings:
            self.path_changed.emit(self.path.value)
        else:
            self.path.setText(str(self._meetings))

    def _foot(self, *, may_write: bool) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(6)
        keys = [("Return", _("register"))]
        if may_write:
            keys += [("F2", _("change")), ("Del", _("does not take place")), ("Ctrl+N", _("plan"))]
        row.addStretch(1)
        for cap, words in keys:
            row.addWidget(KeyCap(cap))
            row.addWidget(Label(words, "secondary", ink="text2"))
            row.addSpacing(8)
        return foot


def _first_open(lines: Sequence[MeetingLine]) -> int:
    """The first meeting that asks for something, else the first that is to come."""
    for tones in (("warning",), ("info", "neutral")):
        for number, line in enumerate(lines):
            if line.chip.tone in tones and (line.lesson is None or line.lesson.state in ("todo", "draft")):
                return number
    return 0
