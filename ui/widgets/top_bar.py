"""The bar at the top: which place, the search, whether all is saved, who is working, the lock."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.avatar import Avatar, Glyph
from ui.widgets.button import Button, RowButton
from ui.widgets.key_cap import KeyCap, key_text
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.tip import tip


class PlaceChoice(NamedTuple):
    """A place one can work at; the id is None for all places together."""

    id: object
    name: str
    detail: str = ""


class PlaceSelector(RowButton):
    """The place everything is filtered by; opens a menu, also with Space, Enter and arrow down."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Place"), "quiet", parent=parent)
        self._current: object = None
        self._name = ElidedLabel("", "strong")
        self.row.setContentsMargins(4, 0, 6, 0)
        self.row.setSpacing(6)
        self.add(Glyph(theme, "map-pin", "primary_text", 18))
        self.add(self._name, 1)
        self.add(Glyph(theme, "chevron-down", "text2", 14))
        self.setFixedWidth(200)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._choose)
        self.clicked.connect(self.open_menu)

    @property
    def current(self) -> object:
        """The id of the place of the moment."""
        return self._current

    @property
    def menu_of_places(self) -> QMenu:
        """The menu, for whoever needs to look at it."""
        return self._menu

    def set_places(self, places: Sequence[PlaceChoice], current: object) -> None:
        """Offer these places and show the one in use."""
        self._menu.clear()
        for old in self._group.actions():
            self._group.removeAction(old)
        for place in places:
            words = f"{place.name} · {place.detail}" if place.detail else place.name
            action = QAction(words.replace("&", "&&"), self._menu, checkable=True)
            action.setData(place)
            self._group.addAction(action)
            self._menu.addAction(action)
        self.set_current(current)

    def set_current(self, current: object) -> None:
        """Show a place without announcing it."""
        self._current = current
        for action in self._group.actions():
            place: PlaceChoice = action.data()
            action.setChecked(place.id == current)
            if place.id == current:
                self._name.setText(place.name)
                self.setAccessibleName(_("Place: {name}").format(name=place.name))

    def open_menu(self) -> None:
        """Show the places below, the current one first under the keyboard."""
        self._menu.setMinimumWidth(self.width())
        checked = self._group.checkedAction()
        if checked is not None:
            self._menu.setActiveAction(checked)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, action: QAction) -> None:
        place: PlaceChoice = action.data()
        self.set_current(place.id)
        self.chosen.emit(place.id)


class SearchButton(RowButton):
    """Looks like a field and opens the search over everything."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Search people, classes, labs or commands"), "search", parent=parent)
        self.setAccessibleDescription(key_text("Ctrl+K"))
        self.row.setContentsMargins(7, 0, 7, 0)
        self.row.setSpacing(14)
        self.add(Glyph(theme, "search", "text2", 16))
        self.add(ElidedLabel(_("Search people, classes, labs or commands"), ink="text2", short=_("Search")), 1)
        self.add(KeyCap("Ctrl+K"))
        self.setMinimumWidth(150)
        self.setMaximumWidth(383)


class SavedMark(QWidget):
    """Whether everything is written: saved with its time, being saved, or not saved."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = Glyph(theme, "circle-check", "success", 16)
        self.words = Label("", "label", ink="text2")
        row.addWidget(self._icon)
        row.addWidget(self.words)
        self.hide()

    def show_state(self, text: str, state: str = "saved") -> None:
        """``state`` is saved, saving or failed; an empty text hides it all."""
        icon, token = {
            "saved": ("circle-check", "success"),
            "saving": ("refresh-cw", "text2"),
            "failed": ("circle-alert", "danger"),
        }[state]
        self._icon.show_icon(icon, token)
        self.words.setText(text)
        self.words.set_ink("danger" if state == "failed" else "text2")
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class TopBar(QFrame):
    """The bar; every request leaves it as a signal."""

    HEIGHT, COMPACT = 56, 48

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("topbar")
        self.places = PlaceSelector(theme)
        self.search = SearchButton(theme)
        self.saved = SavedMark(theme)
        self.lock = Button(theme, _("Lock"), "lock", "icon")
        self.lock.setIconSize(QSize(18, 18))
        self._user = QWidget()
        user = QHBoxLayout(self._user)
        user.setContentsMargins(0, 0, 0, 0)
        user.setSpacing(10)
        self._avatar = Avatar(theme, "", size=32)
        self._name = ElidedLabel("", "strong")
        self._role = ElidedLabel("", "small", ink="text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._role)
        words.addStretch(1)
        user.addWidget(self._avatar)
        user.addLayout(words)
        self._user.hide()
        self._user_name = self._user_role = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.places)
        row.addStretch(1)
        row.addWidget(self.search, 8)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addWidget(self._user)
        row.addWidget(self.lock)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_compact(False)
        theme.changed.connect(self._resize)

    def set_user(self, name: str, role: str, *, kept: bool = False) -> None:
        """Show who is working; an empty name shows nobody. Of several roles the first is written, all are told.

        ``kept`` leaves the name on record that ``hide_name`` brings back.
        """
        if not kept:
            self._user_name, self._user_role = name, role
        first, several, _others = role.partition(",")
        self._avatar.show_name(name)
        self._name.setText(name)
        self._role.setText(f"{first}, …" if several else role)
        self._user.setToolTip(role if several else "")
        self._user.setAccessibleName(f"{name}, {role}")
        self._user.setVisible(bool(name))
        if self._avatar.toolTip():
            self._avatar.setToolTip(tip(self._user.accessibleName()))

    def hide_name(self, hidden: bool) -> None:
        """Take the user off the bar, or put the name back."""
        self.set_user("" if hidden else self._user_name, "" if hidden else self._user_role, kept=True)

    def set_compact(self, compact: bool) -> None:
        """Lower where height is scarce."""
        self._compact = compact
        self._resize()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the words of the user out where width is scarce; the initials stay."""
        self._name.setVisible(not narrow)
        self._role.setVisible(not narrow)
        self._avatar.setToolTip(tip(self._user.accessibleName()) if narrow else "")

    def _resize(self) -> None:
        self.setFixedHeight(max(self.COMPACT if self._compact else self.HEIGHT, self._theme.px(48)))
        self.places.setFixedWidth(self._theme.px(160))
