"""The side of the check-in: how many are in the room, and who, the newest first."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from op_desktop.language import _
from op_desktop.register.check_in import EntryRow, Room
from op_desktop.register.sessions import SessionRow
from ui.delegates.present import PresentDelegate
from ui.models.check_in import Inside, PresentModel
from ui.pages.check_in_count import RoomCount
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.card import Card, Line
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.stepper import Stepper

_MENU_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu, Qt.Key.Key_Space)


class Counter(QWidget):
    """A number with a coloured bar and what it counts."""

    def __init__(self, theme: Theme, words: str, token: str) -> None:
        super().__init__()
        self._number = Label("0", "figure")
        self._words = ElidedLabel(words, "secondary", ink="text2")
        bar = _Bar(theme, token)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(bar)
        row.addLayout(column, 1)

    def show_number(self, number: int, words: str = "") -> None:
        """Count; other ``words`` where it counts something else now."""
        self._number.setText(str(number))
        if words:
            self._words.setText(words)
        self.setAccessibleName(f"{self._words.text()}: {number}")


class PresentPanel(Card):
    """Counters, people without a name, the list."""

    taken_back = Signal(object)
    """The ``EntryRow`` that was a mistake."""
    left = Signal(object)
    """The ``EntryRow`` of somebody who goes, or comes back."""
    details = Signal(object)
    """The id of a person whose details are wanted."""
    unnamed_changed = Signal(int)
    """By how many more or fewer people without a name."""
    counted = Signal(object, object)
    """How many were counted in all (None: nobody counted), and the ``CountMethod``."""
    done = Signal()
    """The keyboard may go back to the field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 0)
        self.setAccessibleName(_("Who is in the room"))
        self.inside = Counter(theme, _("present now"), "s1")
        self.named = Counter(theme, _("enrolled"), "primary_text")
        self.volunteers = Counter(theme, _("volunteers"), "accent")
        self.unnamed = Counter(theme, _("unnamed"), "text3")
        self.stepper = Stepper(theme, _("Unnamed"))
        self.stepper.changed.connect(self._step)
        self._unnamed = 0
        self.count = RoomCount(theme, self._count_changed)
        self.count.number.returnPressed.connect(self.done)
        self.model = PresentModel()
        self._delegate = PresentDelegate(theme, self)
        self.list = QListView()
        self._empty = EmptyState(theme, "users-round", _("Nobody yet. Type a name above."))
        self._build(theme)

    def hasHeightForWidth(self) -> bool:
        """It takes the height there is: the wrapped words of the empty room must not make the page scroll."""
        return False

    def show_room(self, session: SessionRow, room: Room, arrivals: Sequence[str], *, open_: bool, live: bool) -> None:
        """Show the counters and the entries; ``arrivals`` are ids of what was entered here, in order.

        ``live`` is a meeting of which somebody may be in the room now; of any other all who came are told.
        """
        self.count.show_count(session, room)
        if live:
            self.inside.show_number(room.inside, _("present now"))
        else:
            self.inside.show_number(room.noted, _("in all"))
        self.named.show_number(room.named)
        self.volunteers.show_number(room.volunteers)
        self.unnamed.show_number(room.unnamed)
        self._unnamed = room.unnamed
        self.stepper.set_value(room.unnamed)
        self._steps.setVisible(open_)
        self.model.show_rows(
            [
                Inside(entry, number == 0, number == 0 and entry.id in arrivals[-1:], closed=not open_)
                for number, entry in enumerate(_newest_first(room.entries, arrivals))
            ]
        )
        self.list.setEnabled(open_)
        self.list.setVisible(bool(room.entries))
        self._empty.setVisible(not room.entries)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Clicks on the arrow and the dots, and their keys."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            return self._click(event.position().toPoint())
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(Qt.Key(event.key()))
        return False

    def menu_of(self, entry: EntryRow) -> QMenu:
        """What can be done with an entry."""
        menu = QMenu(self)
        items: list[tuple[str, Callable[[], object]]] = []
        if entry.kind == "participant":
            gone = entry.left_at is not None
            items.append((_("Back in") if gone else _("Has left"), lambda: self.left.emit(entry)))
        items.append((_("Remove from this meeting"), lambda: self.taken_back.emit(entry)))
        if entry.person_id is not None:
            items.append((_("Details…"), lambda: self.details.emit(entry.person_id)))
        for words, act in items:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        return menu

    def _click(self, at: QPoint) -> bool:
        index = self.list.indexAt(at)
        if not index.isValid() or at.x() < self.list.viewport().width() - self._delegate.button_width:
            return False
        self._act(index, at)
        return True

    def _press(self, key: Qt.Key) -> bool:
        index = self.list.currentIndex()
        if key == Qt.Key.Key_Escape:
            self.done.emit()
        elif key in _MENU_KEYS and index.isValid():
            self._open_menu(index, self.list.visualRect(index).center())
        elif key == Qt.Key.Key_Delete and index.isValid():
            self.taken_back.emit(self.model.rows[index.row()].entry)
        else:
            return False
        return True

    def _act(self, index: QModelIndex, at: QPoint) -> None:
        row = self.model.rows[index.row()]
        if row.undoable:
            self.taken_back.emit(row.entry)
        else:
            self._open_menu(index, at)

    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = self.menu_of(self.model.rows[index.row()].entry)
        menu.aboutToHide.connect(self.done)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _count_changed(self) -> None:
        self.counted.emit(self.count.people, self.count.method)

    def _step(self, value: int) -> None:
        self.unnamed_changed.emit(value - self._unnamed)

    def _build(self, theme: Theme) -> None:
        counters = QHBoxLayout()
        counters.setContentsMargins(16, 16, 12, 12)
        counters.setSpacing(4)
        for number, counter in enumerate((self.inside, self.named, self.volunteers, self.unnamed)):
            if number:
                counters.addStretch(1)
            counters.addWidget(counter)
        self._steps = QFrame()
        self._steps.setObjectName("sunken")
        numbers = QVBoxLayout(self._steps)
        numbers.setContentsMargins(12, 6, 6, 6)
        numbers.setSpacing(6)
        steps = QHBoxLayout()
        steps.setSpacing(10)
        steps.addWidget(Glyph(theme, "users-round", "text2", 18))
        steps.addWidget(ElidedLabel(_("Unnamed"), "strong"), 1)
        steps.addWidget(self.stepper)
        numbers.addLayout(steps)
        numbers.addWidget(self.count)
        boxed = QHBoxLayout()
        boxed.setContentsMargins(12, 0, 12, 10)
        boxed.addWidget(self._steps)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Who is in the room"))
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.column.addLayout(counters)
        self.column.addLayout(boxed)
        self.column.addWidget(Line())
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._empty, 1)
        self.column.addSpacing(8)


def _newest_first(entries: Sequence[EntryRow], arrivals: Sequence[str]) -> list[EntryRow]:
    """Within one minute, what was entered here later comes first."""
    place = {id: number for number, id in enumerate(arrivals)}
    return sorted(entries, key=lambda entry: (str(entry.at or ""), place.get(entry.id, -1)), reverse=True)


class _Bar(QWidget):
    """The upright stroke of a counter."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme, self._token = theme, token
        self.setFixedWidth(3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the stroke."""
        QPainter(self).fillRect(self.rect().adjusted(0, 3, 0, -3), self._theme.color(self._token))
