"""The window: navigation, top bar, pages made at their first visit, and the layers over them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from op_desktop.language import _
from ui.actions import ACTIONS, page_shortcut
from ui.theme import Theme
from ui.widgets.idle import IdleWatch
from ui.widgets.nav import Nav, PageEntry
from ui.widgets.strips import Strips
from ui.widgets.top_bar import PlaceChoice, TopBar

if TYPE_CHECKING:
    # What comes over the window or into it is loaded with it, not with the first frame.
    from ui.dialogs.dialog import Dialog
    from ui.dialogs.lock import LockScreen
    from ui.dialogs.palette import Palette
    from ui.widgets.banner import Banner
    from ui.widgets.overlay import Overlay
    from ui.widgets.toast import Toast, ToastArea

APPLICATION: Final = "OP Desktop"
LEAST: Final = (1024, 600)
COMPACT_UNDER: Final = 740
NARROW_UNDER: Final = 1200


@runtime_checkable
class Visited(Protocol):
    """A page that wants to know that it is shown, and with which object."""

    def visit(self, **where: object) -> None:
        """Show what ``where`` names; called each time the page comes to the front."""


@runtime_checkable
class Acting(Protocol):
    """A page that carries out commands by itself (new, print, filter, undo, redo, quick_field …)."""

    def act(self, action: str) -> bool:
        """Carry the command out; False if it means nothing here."""


class MainWindow(QMainWindow):
    """The shell. It knows pages only by their entries and opens before any data is read."""

    place_changed = Signal(object)
    page_shown = Signal(str)
    density_changed = Signal()
    """``compact``, ``narrow`` or ``wide`` changed."""
    search_requested = Signal()
    lock_requested = Signal()
    action_requested = Signal(str)
    """A command of ``ui.actions`` that neither window nor page carried out."""

    def __init__(self, theme: Theme, pages: Sequence[PageEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(APPLICATION)
        self.setMinimumSize(*LEAST)
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, QWidget] = {}
        self._keys: list[QShortcut] = []
        self._density: tuple[bool, bool, bool] | None = None
        self.nav = Nav(theme)
        self.top = TopBar(theme)
        self.strips = Strips(theme)
        self._stack = QStackedWidget()
        self._build()
        self.idle = IdleWatch(self)
        self.idle.idle.connect(self.lock_requested)
        self._connect()
        self._bind_actions()
        self.set_pages(pages)

    @property
    def compact(self) -> bool:
        """True under 740 px of height: no breadcrumbs, smaller margins."""
        return self.height() < COMPACT_UNDER

    @property
    def narrow(self) -> bool:
        """True under 1200 px of width (more with larger text): icons instead of the navigation's words."""
        return self.width() < max(NARROW_UNDER, self.theme.px(NARROW_UNDER * 0.9))

    @property
    def wide(self) -> bool:
        """True from 1600 px: room for the week, notes, a fifth number."""
        return self.width() >= 1600

    @property
    def current_key(self) -> str:
        """The key of the page in front; empty if there is none."""
        shown = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    @property
    def notice(self) -> "Banner":
        """The strip over every page for what has none of its own."""
        return self.strips.of("")

    @cached_property
    def toasts(self) -> "ToastArea":
        """Where notices appear; made for the first of them."""
        from ui.widgets.toast import ToastArea  # noqa: PLC0415 - not for the first frame

        return ToastArea(self.theme, self._stack)

    def set_pages(self, pages: Sequence[PageEntry]) -> None:
        """Offer these pages in place of the former ones, which are thrown away."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._pages, self._keys = {}, []
        self._entries = {entry.key: entry for entry in pages}
        listed = [entry for entry in pages if not entry.foot]
        shortcuts = {entry.key: page_shortcut(number) for number, entry in enumerate(listed)}
        for name, sequence in shortcuts.items():
            if sequence:
                key = QShortcut(QKeySequence(sequence), self)
                key.activated.connect(lambda name=name: self.show_page(name))
                self._keys.append(key)
        self.nav.set_entries([(entry, entry.shortcut or shortcuts.get(entry.key, "")) for entry in pages])
        self._adapt(force=True)

    def show_page(self, key: str, **where: object) -> QWidget | None:
        """Bring a page to the front, building it at the first visit; None if this person has no such page."""
        page = self.built(key)
        if page is None:
            self._remark(_("This page is for the administration."), "info")
            return None
        self._stack.setCurrentWidget(page)
        self.nav.set_current(key)
        if isinstance(page, Visited):
            page.visit(**where)
        # The first frame is the settled one: what was put in has its place before it is painted.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.page_shown.emit(key)
        return page

    def built(self, key: str) -> QWidget | None:
        """The page behind an entry, made where it was not yet; it stays where it is. None without the entry."""
        if key in self._entries and key not in self._pages:
            self._pages[key] = self._entries[key].factory()
            self._stack.addWidget(self._pages[key])
            self._fit(self._pages[key])
        return self._pages.get(key)

    def page(self, key: str) -> QWidget | None:
        """A page that was built already."""
        return self._pages.get(key)

    def set_badge(self, key: str, count: int) -> None:
        """Say how many things wait behind an entry; entries this person lacks are passed over."""
        if key in self._entries:
            self.nav.set_badge(key, count)

    def set_places(self, places: Sequence[PlaceChoice], current: object) -> None:
        """Offer these places at the top; choosing one announces ``place_changed``."""
        self.top.places.set_places(places, current)

    def set_user(self, name: str, role: str) -> None:
        """Show who is working."""
        self.top.set_user(name, role)

    def set_saved(self, text: str, state: str = "saved") -> None:
        """Tell whether all is written; ``state`` is saved, saving or failed."""
        self.top.saved.show_state(text, state)

    def set_idle_lock(self, minutes: float) -> None:
        """Ask for the lock after this time without use; 0 for never. The window must be shown already."""
        handle = self.windowHandle()
        if handle is not None:
            self.idle.watch(handle, round(minutes * 60_000))

    def say(self, toast: "Toast") -> None:
        """Show a notice at the bottom for six seconds."""
        self.toasts.say(toast)

    def ask(self, dialog: "Dialog") -> "Dialog":
        """Show a dialog over the dimmed window; its signals ``accepted`` and ``rejected`` bring the answer."""
        dialog.show_in(self._open_layer())
        return dialog

    def open_palette(self, palette: "Palette") -> "Palette":
        """Show the search over the dimmed window."""
        palette.show_in(self._open_layer())
        return palette

    def lock(self, screen: "LockScreen") -> "LockScreen":
        """Hide everything behind the lock screen until somebody opens it."""
        self.setWindowTitle(APPLICATION)
        screen.show_in(self._open_layer(self.theme.color("nav")))
        return screen

    def run_action(self, id: str) -> None:
        """Carry out a command: by the window, else by the page in front, else by whoever listens."""
        action = next(each for each in ACTIONS if each.id == id)
        own: dict[str, Callable[[], object]] = {
            "search": lambda: self.search_requested.emit(),
            "lock": lambda: self.lock_requested.emit(),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "keys": self._show_keys,
            "save": lambda: self._remark(_("It is already saved."), "success"),
        }
        page = self._stack.currentWidget()
        if id == "full_screen" and isinstance(page, Acting) and page.act(id):
            return
        if id in own:
            own[id]()
        elif action.page in self._entries:
            self.show_page(action.page)
        elif not (id == "undo" and self.toasts.undo()) and not (isinstance(page, Acting) and page.act(id)):
            self.action_requested.emit(id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the density to the size of the window."""
        super().resizeEvent(event)
        self._adapt()

    def _build(self) -> None:
        body, right = QWidget(), QWidget()
        right.setObjectName("page")
        column, row = QVBoxLayout(right), QHBoxLayout(body)
        for layout in (column, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.strips)
        column.addWidget(self._stack, 1)
        row.addWidget(self.nav)
        row.addWidget(right, 1)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        self.nav.chosen.connect(self.show_page)
        self.top.places.chosen.connect(self.place_changed)
        self.top.search.clicked.connect(lambda: self.run_action("search"))
        self.top.lock.clicked.connect(lambda: self.run_action("lock"))
        self.theme.changed.connect(self._readapt)

    def _bind_actions(self) -> None:
        for action in ACTIONS:
            bound = QAction(_(action.text), self)
            bound.setObjectName(action.id)
            bound.setShortcuts([QKeySequence(key) for key in (action.shortcut, action.also) if key])
            bound.triggered.connect(lambda _on=False, id=action.id: self.run_action(id))
            self.addAction(bound)

    def _open_layer(self, ground: QColor | None = None) -> "Overlay":
        from ui.widgets.overlay import Overlay  # noqa: PLC0415 - not for the first frame

        layer = Overlay(self, ground=ground) if ground is not None else Overlay(self)
        layer.show()
        layer.raise_()
        return layer

    def _remark(self, text: str, tone: str) -> None:
        from ui.widgets.toast import Toast  # noqa: PLC0415 - not for the first frame

        self.say(Toast(text, tone=tone))

    def _show_keys(self) -> None:
        from ui.dialogs.shortcuts import ShortcutSheet  # noqa: PLC0415 - not for the first frame

        self.ask(ShortcutSheet(self.theme, list(self._entries.values())))

    def _readapt(self) -> None:  # No lambda: the theme outlives a window that gave way to another language's.
        self._adapt(force=True)

    def _adapt(self, *, force: bool = False) -> None:
        density = (self.compact, self.narrow, self.wide)
        if density == self._density and not force:
            return
        self._density = density
        self.nav.set_width(self.narrow, self.width())
        self.top.set_compact(self.compact)
        self.strips.set_compact(self.compact)
        self.top.set_narrow(self.width() < self.theme.px(1000))
        for page in self._pages.values():
            self._fit(page)
        self.density_changed.emit()

    def _fit(self, page: QWidget) -> None:
        from ui.widgets.page_header import PageHeader  # noqa: PLC0415 - the first frame has no page
        from ui.widgets.scroll_page import ScrollPage  # noqa: PLC0415

        for header in page.findChildren(PageHeader):
            header.set_compact(self.compact)
        for body in (*page.findChildren(ScrollPage), *([page] if isinstance(page, ScrollPage) else [])):
            body.set_compact(self.compact)
