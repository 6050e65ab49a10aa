"""What all pages share: header, message strip, saving with undo, and refreshing when something changed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.storage.unit_of_work import ChangeSet, UnitOfWork
from ui.desk import Desk
from ui.messages import message_of
from ui.undo import UndoSteps
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.toast import Toast


class Page(ScrollPage):
    """A page of the window.

    A subclass builds its widgets into ``self.column`` after calling ``super().__init__``, fills them in
    ``refresh``, names in ``watches`` the kinds of record whose changes concern it, and offers its
    ``commands`` by action id (``ui.actions``).
    """

    watches: tuple[type, ...] = ()
    names_people = True
    """Whether pupils or people stand on the page: while names are hidden, another face covers it."""

    def __init__(self, desk: Desk, title: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.theme = desk.theme
        self.undo_steps = UndoSteps(desk.workspace)
        self.header = PageHeader(desk.theme, title)
        self.banner = Banner(desk.theme)
        self.column.addWidget(self.header)
        self.column.addWidget(self.banner)
        self.saved = False
        self.refusal = ""
        """Why nothing was saved the last time, in a line; empty after a save."""
        self._stale = True
        self._body: QWidget | None = None
        """What the page shows, while names are hidden."""
        desk.changes.changed.connect(self._changed)
        desk.names.changed.connect(self._tell_names)

    def refresh(self) -> None:
        """Read again what the page shows; selection and scroll stay."""

    def visit(self, **where: object) -> None:
        """Come to the front at a thing; a subclass takes what it understands of ``where`` and calls this."""
        self.refresh_if_stale()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What this page does for which action id."""
        return {}

    def act(self, action: str) -> bool:
        """Carry out a command of the window; False if it means nothing here."""
        own = {"undo": self.undo, "redo": self.redo, "hide_names": self.desk.names.toggle, **self.commands()}
        if action not in own:
            return False
        own[action]()
        return True

    def on_changed(self, changes: ChangeSet) -> None:
        """Something that the page watches was saved while it is in front."""
        self.refresh()

    @contextmanager
    def writing(self, label: str) -> Iterator[UnitOfWork]:
        """One save with its undo step; what a person can mend is told in the message strip, and nothing is saved.

        Check ``self.saved`` afterwards where the next step depends on it.
        """
        self.saved, self.refusal = False, ""
        try:
            with self.desk.workspace.write(label) as uow:
                yield uow
        except UserError as error:
            self.refusal = error.headline
            self.tell_error(error)
            return
        self.saved = True
        self.banner.clear()
        self.undo_steps.remember(uow.changes)
        if uow.changes.steps:
            self.desk.window.set_saved(_("Saved at {time}").format(time=self.desk.workspace.now.strftime("%H:%M")))

    def undo(self) -> None:
        """Take this page's last save back."""
        self._step_back(self.undo_steps.undo, _("Undone: {step}"), _("Undone"))

    def redo(self) -> None:
        """Do the save taken back last again."""
        self._step_back(self.undo_steps.redo, _("Done again: {step}"), _("Done again"))

    def tell_error(self, error: Exception) -> None:
        """Show an error in the message strip."""
        message = message_of(error)
        self.banner.tell(message.tone, message.title, message.text)

    def say_undoable(self, text: str) -> None:
        """A notice with the way back for what was just saved."""
        self.desk.window.say(Toast(text, act=self.undo))

    def refresh_if_stale(self) -> None:
        """Read again, if something changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    def place_changed(self) -> None:
        """Another place was chosen at the top: everything shown is out of date."""
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def names_shown(self) -> bool:
        """Whether a question that shows names may be put; while they are hidden it says so, with the way back."""
        hidden = self.desk.names.hidden
        if hidden:
            self.desk.window.say(Toast(_("The names are hidden."), act=self.desk.names.toggle, action=_("Show")))
        return not hidden

    def names_changed(self) -> None:
        """Names are to be hidden or shown: a page of people is covered, one that stays takes them off itself."""
        if not self.names_people or self.desk.names.hidden == (self._body is not None):
            return
        if self._body is None:
            self._body = self.takeWidget()
            told = _("The names are hidden: this page shows people.")
            cover = EmptyState(self.theme, "eye-off", told, _("Show the names"), self.desk.names.toggle)
            self.setWidget(cover)
        else:
            self.setWidget(self._body)
            self._body = None

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was behind."""
        super().showEvent(event)
        self.names_changed()
        self.refresh_if_stale()

    def _tell_names(self) -> None:
        self.names_changed()
        if self.isVisible():
            hidden, toggle = self.desk.names.hidden, self.desk.names.toggle
            words = _("The names are hidden.") if hidden else _("The names are back.")
            # It takes the place of a notice that may name somebody.
            self.desk.window.say(Toast(words, act=toggle, action=_("Show") if hidden else _("Hide")))

    def _step_back(self, step: Callable[[], str], text: str, bare: str) -> None:
        try:
            name = step()
        except UserError as error:
            self.tell_error(error)
            return
        if name:
            # The name of a step may be that of a pupil.
            self.desk.window.say(Toast(bare if self.desk.names.hidden else text.format(step=name)))

    def _changed(self, changes: ChangeSet) -> None:
        # An empty change set stands for more than can be listed: a package taken in.
        if changes.steps and not changes.touches(*self.watches):
            return
        if self.isVisible():
            self.on_changed(changes)
        else:
            self._stale = True
