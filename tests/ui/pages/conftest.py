"""A desk with one morning's work on it: what every test of a page starts from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from op_desktop.domain.account import Account
from op_desktop.domain.lab import LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Level, RosterMode
from op_desktop.register import attendance, labs, lessons, rosters, schools
from op_desktop.register.places import municipality_id, venues
from op_desktop.security.permissions import Actor
from op_desktop.storage.clock import ROME
from op_desktop.storage.unit_of_work import UnitOfWork
from op_desktop.workspace import Workspace
from tests.builders import enrol_all
from tests.ui.pages.class_scene import desk_for, no_printer
from tests.ui.pages.paper import PdfPrinter
from ui.desk import Desk, new_desk
from ui.main_window import MainWindow
from ui.navigation import entries as entries_of

NOW = datetime(2026, 11, 24, 10, 3, tzinfo=ROME)
"""A Tuesday in November, three minutes past ten."""

RHO = municipality_id("015182")

PUPILS = (
    ("Abbate", "Lorenzo"), ("Ben Salah", "Yasmine"), ("Bianchi", "Sofia"), ("Brambilla", "Matteo"),
    ("Castelli", "Giorgia"), ("Cattaneo", "Edoardo"), ("Colombo", "Giulia"), ("Cozzi", "Alessandro"),
    ("De Luca", "Martina"), ("El Amrani", "Adam"), ("Ferrario", "Beatrice"), ("Galli", "Tommaso"),
    ("Ghezzi", "Anna"), ("Hoxha", "Denis"), ("Locatelli", "Pietro"), ("Mauri", "Chiara"), ("Monti", "Samuele"),
    ("Pirovano", "Luca"), ("Popescu", "Ștefania"), ("Radice", "Camilla"), ("Riva", "Gabriele"),
    ("Romano", "Nora"), ("Rossi", "Aurora"), ("Villa", "Davide"), ("Zhang", "Wei"),
)  # fmt: skip

VISITORS = (
    ("El Amrani", "Fatima"), ("Diallo", "Amina"), ("Sala", "Marco"), ("Ferri", "Mariangela"), ("Conti", "Giuseppe"),
    ("Popa", "Elena"), ("Nguyen", "Linh"), ("Marchetti", "Rosa"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """The ids of what the fixture ``scene`` put on file."""

    account: Account
    school_id: RecordId
    class_id: RecordId
    """2ªB, 25 named pupils, two closed lessons, one today at 10:15 and one in a week."""
    lesson_ids: tuple[RecordId, ...]
    today_lesson_id: RecordId
    seats_class_id: RecordId
    """3ªA, numbers 1 to 22, with a lesson of 19 November whose register is not closed."""
    overdue_lesson_id: RecordId
    venue_id: RecordId
    """#OP Cafè Rho."""
    lab_id: RecordId
    """Spazio Compiti, eight members, meeting today at 14:30."""
    session_id: RecordId
    evening_lab_id: RecordId
    """Scuola di italiano, today at 18:30."""
    evening_session_id: RecordId
    person_ids: tuple[RecordId, ...]
    """The members of the lab in the order of ``VISITORS``."""


@pytest.fixture
def workspace(tmp_path: Path, set_up: Callable[..., Path]) -> Iterator[Workspace]:
    """Training data at a fixed moment, with the reference data of the programme."""
    ready = set_up(label="portatile-scuole-1", training=True)
    opened = Workspace.open(copytree(ready, tmp_path / "data"), wall=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A class with lessons, a class of numbers, two labs with meetings today, and who works with them."""
    with workspace.write("Scene") as uow:
        account = Account(id=new_id(), name="Marta Colombo", educator=True, operator=True, administrator=True)
        uow.put(account)
        venue_id = next(row.id for row in venues(uow, RHO))
        school_id = schools.add_school(uow, "Scuola media Aurora", RHO, Level.LOWER_SECONDARY)
        class_id, lesson_ids = _class_of_names(uow, school_id, account.id)
        seats_class_id, overdue_lesson_id = _class_of_numbers(uow, school_id, account.id)
        lab_id, session_id, evening_lab_id, evening_session_id, person_ids = _labs(uow, venue_id)
    return Scene(
        account=account, school_id=school_id, class_id=class_id, lesson_ids=lesson_ids, today_lesson_id=lesson_ids[2],
        seats_class_id=seats_class_id, overdue_lesson_id=overdue_lesson_id, venue_id=venue_id, lab_id=lab_id,
        session_id=session_id, evening_lab_id=evening_lab_id, evening_session_id=evening_session_id,
        person_ids=person_ids,
    )  # fmt: skip


@pytest.fixture
def window(qtbot, theme) -> MainWindow:
    """The shell at 1366×768, without pages."""
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def desk(window: MainWindow, workspace: Workspace, scene: Scene) -> Iterator[Desk]:
    """Marta Colombo, who holds all three roles, at work in the window with all her pages.

    Open one with ``desk.window.show_page("classes", class_id=scene.class_id)``.
    """
    workspace.actor = Actor(scene.account.id, scene.account.roles)
    desk = new_desk(workspace, window, scene.account, window)
    desk.printer = no_printer
    window.set_pages(entries_of(desk))
    window.set_user(scene.account.name, "Educator, operator, administration")
    yield desk
    desk.jobs.stop()
    desk.changes.stop()


@pytest.fixture
def class_desk(qtbot, workspace, theme, qapp) -> Iterator[Desk]:
    """Marta Colombo, educator and nothing else, at work in a window with her classes alone."""
    desk = desk_for(workspace, theme, qapp)
    qtbot.addWidget(desk.window)
    with qtbot.waitActive(desk.window):
        desk.window.show()
        desk.window.activateWindow()
    yield desk
    desk.jobs.stop()
    desk.changes.stop()


def _class_of_names(uow: UnitOfWork, school_id: RecordId, educator: RecordId) -> tuple[RecordId, tuple[RecordId, ...]]:
    class_id = schools.add_class(
        uow, school_id, 2026, "2B", roster_mode=RosterMode.NAMES, path_title="Il budget di casa", planned_meetings=4,
        lesson_minutes=60, educator_id=educator,
    )  # fmt: skip
    enrol_all(uow, class_id, PUPILS)
    days = ("2026-11-03", "2026-11-10", "2026-11-24", "2026-12-01")
    starts = [datetime.fromisoformat(f"{day}T10:15") for day in days]
    titles = ["Bisogni e desideri", "Entrate e uscite", "Il budget di casa", "Il risparmio"]
    lesson_ids = tuple(lessons.plan_lessons(uow, class_id, starts, 60, titles))
    for lesson_id in lesson_ids[:2]:
        attendance.close(uow, lesson_id)
    return class_id, lesson_ids


def _class_of_numbers(uow: UnitOfWork, school_id: RecordId, educator: RecordId) -> tuple[RecordId, RecordId]:
    class_id = schools.add_class(
        uow, school_id, 2026, "3A", path_title="Il valore del denaro", planned_meetings=4, educator_id=educator
    )
    rosters.add_seats(uow, class_id, 22)
    (lesson_id,) = lessons.plan_lessons(
        uow, class_id, [datetime.fromisoformat("2026-11-19T08:30")], 60, ["Che cos'è il denaro"]
    )
    return class_id, lesson_id


def _labs(uow: UnitOfWork, venue_id: RecordId) -> tuple[RecordId, RecordId, RecordId, RecordId, tuple[RecordId, ...]]:
    afternoon = labs.add_lab(uow, "Spazio Compiti", RHO, venue_id=venue_id, weekday=1, starts="14:30", minutes=150)
    evening = labs.add_lab(uow, "Scuola di italiano", RHO, venue_id=venue_id, weekday=1, starts="18:30", minutes=150)
    people = tuple(Person(id=new_id(), family_name=family, given_name=given) for family, given in VISITORS)
    uow.put_all(people)
    for number, person in enumerate(people):
        labs.add_member(uow, afternoon, person.id, responsible=number == 0)
    today = [
        LabSession(id=new_id(), lab_id=lab_id, starts_at=datetime.fromisoformat(f"2026-11-24T{starts}"), minutes=150,
                   venue_id=venue_id)
        for lab_id, starts in ((afternoon, "14:30"), (evening, "18:30"))
    ]  # fmt: skip
    uow.put_all(today)
    return afternoon, today[0].id, evening, today[1].id, tuple(person.id for person in people)


@pytest.fixture
def printer(desk: Desk, tmp_path: Path) -> PdfPrinter:
    """The computer has a printer."""
    desk.printer = printer = PdfPrinter(tmp_path / "paper.pdf")
    return printer


class Viewer(QObject):
    """Stands for the program that opens PDFs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Remember the file."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    """What is handed to the system to be shown."""
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "open")
    yield viewer
    QDesktopServices.unsetUrlHandler("file")
