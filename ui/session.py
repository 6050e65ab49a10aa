"""One person at work: pages, places, what waits, the search and the commands of the whole window."""

import gc
import logging
from collections.abc import Callable

from PySide6.QtCore import QMetaObject, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from op_desktop.domain.account import Account
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register import accounts, help_areas, modules, places
from op_desktop.register.places import PlaceKind
from op_desktop.security.permissions import Permission
from op_desktop.workspace import SYSTEM, Workspace
from ui.ahead import Ahead
from ui.desk import new_desk
from ui.dialogs.palette import Palette
from ui.finding import Finder, Target
from ui.main_window import MainWindow
from ui.navigation import entries, load_pages
from ui.next_things import next_class, next_meeting
from ui.notices import Notices
from ui.pages.page import Page
from ui.preferences import Preferences
from ui.signing_in import roles_in_words
from ui.waiting import waiting
from ui.widgets.top_bar import PlaceChoice

_log = logging.getLogger(__name__)
LATER_MS = 300
"""Badges are counted when nothing was saved for this long."""
MINUTE_MS = 60_000
"""And once a minute: what is planned becomes overdue by itself."""


class Session(QObject):
    """Wires a window to a workspace for one account."""

    practice_ended = Signal()
    """The person wants to be rid of the practice data."""

    def __init__(
        self, workspace: Workspace, window: MainWindow, preferences: Preferences, account: Account, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.desk = new_desk(workspace, window, account, self, preferences)
        self._workspace, self._window = workspace, window
        self._ahead = Ahead(self.desk, self)
        self._finder = Finder(self.desk)
        self._notices = Notices(self.desk, self)
        self._notices.practice_ended.connect(self.practice_ended)
        self._recount = QTimer(self, singleShot=True, interval=LATER_MS)
        self._recount.timeout.connect(self._show_waiting)
        # A lesson is over without anybody writing anything.
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._show_waiting)
        self._links: list[QMetaObject.Connection] = [
            window.place_changed.connect(self._choose_place),
            window.search_requested.connect(self._search),
            window.action_requested.connect(self._act),
            # What waits can change without a record: after a hand-over nothing does.
            window.page_shown.connect(self._recount.start),
        ]
        self.desk.changes.changed.connect(self._recount.start)
        self.desk.changes.changed.connect(self._tell_saved)

    def begin(self, page: str = "home") -> QWidget | None:
        """Fill the window and open a page; returns it."""
        self._complete_reference()
        with self._workspace.read() as reader:
            row = next(each for each in accounts.accounts(reader, inactive=True) if each.id == self.desk.account.id)
        self._window.set_user(row.name, roles_in_words(row))
        self.desk.place = self._kept_place()
        self._show_places()
        self._window.set_pages(entries(self.desk))
        self._show_waiting()
        self._notices.show()
        self._minute.start()
        shown = self._window.show_page(page) or self._window.show_page("home")
        # A page that cannot be loaded says so when it is opened; loading ahead only saves the wait.
        self.desk.jobs.start(load_pages, done=lambda _nothing: self._ahead.start(), failed=_log.warning)
        return shown

    def end(self) -> None:
        """Leave the window as it was before anybody came."""
        self.desk.leave.near.emit()
        for link in self._links:
            QObject.disconnect(link)
        self.desk.jobs.stop()
        self.desk.changes.stop()
        self._recount.stop()
        self._minute.stop()
        self._ahead.stop()
        self._notices.stop()
        self._window.set_pages([])
        # What was made for this person may be collected; the next one's loading of pages sets modules aside again.
        gc.unfreeze()
        self.deleteLater()

    def _complete_reference(self) -> None:
        """Bring work that was begun with an earlier version what the programme has added since."""
        with self._workspace.read() as reader:
            areas, lessons = help_areas.areas_missing(reader), modules.modules_missing(reader)
        if areas:
            # The program's own word, as in the first run: whoever comes first after the upgrade finds them there.
            with self._workspace.write(_("Areas of the help desks"), actor=SYSTEM) as uow:
                help_areas.seed_areas(uow)
        if lessons and self.desk.may(Permission.WRITE_CLASSES):
            with self._workspace.write(_("Modules of the programme")) as uow:
                modules.seed_modules(uow)

    def _show_places(self) -> None:
        with self._workspace.read() as reader:
            found = places.places(reader)
        mine = {self.desk.account.venue_id}
        offered = sorted(found, key=lambda each: (each.id not in mine, each.kind is PlaceKind.SCHOOL))
        choices = [PlaceChoice(None, _("All places")), *(PlaceChoice(p.id, p.name, p.municipality) for p in offered)]
        if self.desk.place not in {choice.id for choice in choices}:
            self.desk.place = None
        self._window.set_places(choices, self.desk.place)

    def _kept_place(self) -> RecordId | None:
        kept = self._workspace.local(f"place.{self.desk.account.id}")
        return self.desk.account.venue_id if kept is None else RecordId(kept) if kept else None

    def _choose_place(self, place: RecordId | None) -> None:
        self.desk.place = place
        self._workspace.keep_local(f"place.{self.desk.account.id}", place or "")
        for entry in entries(self.desk):
            page = self._window.page(entry.key)
            if isinstance(page, Page):
                page.place_changed()

    def _show_waiting(self) -> None:
        with self._workspace.read() as reader:
            counts = waiting(reader, self.desk)
        for page, count in counts.items():
            self._window.set_badge(page, count)

    def _tell_saved(self) -> None:
        time = self._workspace.now.strftime("%H:%M")
        self._window.set_saved(_("Saved at {time}").format(time=time))

    def _search(self) -> None:
        palette = self._window.open_palette(Palette(self._window.theme, self._finder.find))
        palette.chosen.connect(self._open)

    def _open(self, target: Target) -> None:
        self._finder.remember(target)
        if target.action:
            self._window.run_action(target.action)
        else:
            self.desk.go(target.page, **target.where)

    def _act(self, action: str) -> None:
        own: dict[str, Callable[[], object]] = {
            "register": self._open_register,
            "check_in": lambda: self._open_meeting("labs"),
            "hours": lambda: self._open_meeting("volunteering"),
            "type_sheet": self._type_sheet,
        }
        if action in own:
            own[action]()

    def _open_register(self) -> None:
        with self._workspace.read() as reader:
            found = next_class(reader, self.desk.place)
        self.desk.go("classes", **({"class_id": found} if found else {}))

    def _type_sheet(self) -> None:
        self.desk.go("classes")
        page = self._window.page("classes")
        if isinstance(page, Page):
            page.act("type_sheet")

    def _open_meeting(self, page: str) -> None:
        with self._workspace.read() as reader:
            found = next_meeting(reader, self.desk.place, self.desk.view)
        self.desk.go(page, **({"session_id": found} if found else {}))
