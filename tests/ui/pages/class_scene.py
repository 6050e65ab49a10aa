"""A class in the middle of its path, a desk to work at it, and how long its register takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from op_desktop.domain.account import Account
from op_desktop.domain.attendance import Mark
from op_desktop.domain.record import RecordId, new_id
from op_desktop.register import attendance, lessons, rosters
from op_desktop.security.permissions import Actor
from op_desktop.workspace import Workspace
from tests.builders import enrol_all, school, school_class
from ui import navigation
from ui.desk import Desk, new_desk
from ui.main_window import MainWindow
from ui.pages.classes import ClassesPage
from ui.theme import Theme
from ui.widgets.nav import PageEntry

TODAY = datetime(2026, 11, 24, 9, 0)
PAST = (datetime(2026, 10, 6, 9), datetime(2026, 10, 27, 9))
AHEAD = (datetime(2026, 12, 15, 9), datetime(2027, 1, 12, 9))


@dataclass(frozen=True, slots=True)
class Scene:
    """The class 2B of the Scuola media Aurora: two meetings held, one today, two ahead."""

    class_id: RecordId
    lesson_ids: tuple[RecordId, ...]
    enrolments: tuple[RecordId, ...]
    """By number, from 1."""

    @property
    def today(self) -> RecordId:
        """The lesson of today."""
        return self.lesson_ids[2]


def fill(workspace: Workspace, *, seats: int = 0, meetings: int = 5, pupils: int = 25) -> Scene:
    """Put the scene into a workspace; with ``seats`` a class of numbers."""
    with workspace.write("Scene") as uow:
        named = [(f"Cognome{number}", f"Nome{number}") for number in range(26, pupils + 1)]
        school_id = school(uow)
        class_id = school_class(uow, seats=seats, meetings=meetings, school_id=school_id)
        enrol_all(uow, class_id, named, 26)
        held = [TODAY - timedelta(weeks=week) for week in range(meetings - 4, 0, -1)] if meetings > 5 else list(PAST)
        moments = [*held, TODAY, *AHEAD]
        titles = ["Che cosa valgono i soldi", "Bisogni e desideri", "Il budget di casa"]
        ids = lessons.plan_lessons(uow, class_id, moments, 60, titles if meetings == 5 else ())
        enrolments = tuple(row.enrolment_id for row in rosters.roster(uow, class_id))
        for lesson_id in ids[: len(held)]:
            attendance.mark(uow, lesson_id, enrolments[13], Mark.EXCUSED)
            attendance.close(uow, lesson_id)
    return Scene(class_id, tuple(ids), enrolments)


def no_printer() -> None:
    """Whatever the computer of the tests has, it prints on none."""


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def typed(text: str) -> int:
    """Each sign is one key press, where the keyboard is; returns how many."""
    for sign in text:
        QTest.keyClicks(QApplication.focusWidget(), sign)
    return len(text)


def desk_for(workspace: Workspace, theme: Theme, parent: QObject, *, educator: bool = True) -> Desk:
    """A window with the page, and an educator (or an administrator) at work."""
    account = Account(id=new_id(), name="Marta Colombo", educator=educator, administrator=not educator)
    with workspace.write("Account") as uow:
        uow.put(account)
    workspace.actor = Actor(account.id, account.roles)
    window = MainWindow(theme)
    desk = new_desk(workspace, window, account, parent)
    desk.printer = no_printer
    icons = {entry.key: entry.icon for entry in navigation.ENTRIES}
    window.set_pages([
        PageEntry(key="home", title="Today", icon=icons["home"], factory=QWidget),
        PageEntry(key="classes", title="Classes", icon=icons["classes"], factory=lambda: ClassesPage(desk)),
    ])  # fmt: skip
    window.set_user(account.name, "Educator")
    window.resize(1366, 768)
    return desk
