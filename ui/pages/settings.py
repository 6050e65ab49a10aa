"""Settings: one section at a time, and only those that this person can use."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from op_desktop.domain.account import Account
from op_desktop.domain.exchange import Erasure, ImportBatch
from op_desktop.domain.period import DatedSetting
from op_desktop.domain.place import Venue
from op_desktop.domain.school import School
from op_desktop.language import N_, _
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.settings_about import AboutSection
from ui.pages.settings_activity import ActivitySection
from ui.pages.settings_backups import BackupsSection
from ui.pages.settings_clean_up import CleanUpSection
from ui.pages.settings_look import LookSection
from ui.pages.settings_people import PeopleSection
from ui.pages.settings_places import PlacesSection
from ui.pages.settings_section import Section
from ui.widgets.segmented import Segmented

LOOK, PEOPLE, PLACES, BACKUPS, CLEAN_UP = "look", "people", "places", "backups", "clean_up"
ACTIVITY, ABOUT = "activity", "about"

SECTIONS: tuple[tuple[str, str, type[Section]], ...] = (
    (LOOK, N_("Look"), LookSection),
    (PEOPLE, N_("People who use the app"), PeopleSection),
    (PLACES, N_("Places"), PlacesSection),
    (BACKUPS, N_("Backups"), BackupsSection),
    (CLEAN_UP, N_("Data clean-up"), CleanUpSection),
    (ACTIVITY, N_("Activity log"), ActivitySection),
    (ABOUT, N_("Data and version"), AboutSection),
)


class SettingsPage(Page):
    """``visit(section=…)`` opens one of the sections."""

    watches = (Account, School, Venue, ImportBatch, DatedSetting, Erasure)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Settings"))
        offered = list(self._offered())
        self._keys = [key for key, _title, _section in offered]
        self.tabs = Segmented(_("Section"), [(key, _(title)) for key, title, _section in offered])
        self.tabs.chosen.connect(lambda key: self.visit(section=key))
        self._sections = {key: section for key, _title, section in offered}
        self._built: dict[str, Section] = {}
        self.column.addWidget(self.tabs)
        self._place = QVBoxLayout()
        self.column.addLayout(self._place)
        self.column.addStretch(1)

    @property
    def section(self) -> Section:
        """The section in front."""
        key = str(self.tabs.current)
        if key not in self._built:
            self._built[key] = self._sections[key](self)
            self._place.addWidget(self._built[key])
            self._built[key].refresh()
        return self._built[key]

    def visit(self, **where: object) -> None:
        """Open ``section``, if it is one of this person's."""
        wanted = where.get("section")
        if wanted in self._keys:
            self.tabs.set_current(wanted)
        self._show()
        super().visit(**where)
        at = QApplication.focusWidget()
        if at is None or not self.section.isAncestorOf(at):
            chosen = next(tab for tab in self.tabs.findChildren(QPushButton) if tab.isChecked())
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the section in front again."""
        self._show()
        self.section.refresh()

    def _show(self) -> None:
        section = self.section
        for built in self._built.values():
            built.setVisible(built is section)

    def _offered(self) -> Iterator[tuple[str, str, type[Section]]]:
        for key, title, section in SECTIONS:
            if key == ACTIVITY and not self.desk.may(Permission.WRITE_ACCOUNTS):
                continue
            if key == CLEAN_UP and not self.desk.may(Permission.CLEAN_UP):
                continue
            if key == BACKUPS and self.desk.workspace.folder is None:
                continue
            yield key, title, section
