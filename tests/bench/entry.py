"""One mark on a register, from the key to the committed and repainted row; opening the register; bulk entry."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Account
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Level, RosterMode
from op_desktop.progress import SILENT
from op_desktop.register import attendance, lessons, rosters, schools
from op_desktop.register.places import seed_reference
from op_desktop.workspace import Workspace
from tests.bench.figures import Figure, median, percentile, stopwatch
from tests.bench.scene import attendances, programme
from tests.bench.window import desk_at
from ui.ahead import REST_MS, Ahead
from ui.desk import Desk
from ui.navigation import load_pages

PUPILS, MEETINGS = 35, 12
FIRST = datetime(2026, 9, 15, 10, 15)
NOW = FIRST + timedelta(weeks=8, minutes=10)


def measure(folder: Path) -> list[Figure]:
    """On a workspace that holds a class of 35 pupils with 12 meetings, 8 of them behind it."""
    with desk_at(folder / "at_once", NOW) as desk:
        class_id, lesson_ids = _class(desk)
        _begin(desk)
        at_once = _open(desk, class_id, lesson_ids[7])
    with desk_at(folder / "entry", NOW) as desk:
        class_id, lesson_ids = _class(desk)
        _begin(desk)
        _rest(desk)
        opened = [_open(desk, class_id, lesson_ids[number]) for number in (7, 8, 7, 8, 7, 8)]
        marked = _mark(desk)
    raw = _raw_commits(folder / "raw.sqlite")
    bulk = Workspace.open(folder / "bulk", training=True)
    sessions, people = programme(bulk, sessions=200, people=1000)
    with stopwatch() as elapsed:
        attendances(bulk, sessions, people, Random(3))
    speed = 20_000 / elapsed() * 1000
    bulk.close()
    slow, first, again = percentile(marked, 0.99), opened[0], median(opened[1:])
    return [
        Figure("one mark: key to committed and repainted, p50", median(marked), "ms", median(raw)),
        Figure(
            "one mark: key to committed and repainted, p99", slow, "ms", percentile(raw, 0.99), "≤ 30 ms", slow <= 30
        ),
        Figure("register of 35 × 12: asked for to painted, at once", at_once, "ms"),
        Figure("register of 35 × 12: asked for to painted, first", first, "ms", None, "≤ 150 ms", first <= 150),
        Figure("register of 35 × 12: asked for to painted, again", again, "ms", None, "≤ 150 ms", again <= 150),
        Figure("bulk entry, logged record by record", speed, "rows/s"),
    ]


def _class(desk: Desk) -> tuple[RecordId, list[RecordId]]:
    with desk.workspace.write("Scene") as uow:
        seed_reference(uow)
        uow.put(Account(id=RecordId(desk.account.id), name=desk.account.name, educator=True))
        town = uow.all(Municipality)[0]
        school = schools.add_school(uow, "Scuola media Aurora", town.id, Level.LOWER_SECONDARY)
        class_id = schools.add_class(
            uow, school, 2026, "2B", roster_mode=RosterMode.NAMES, planned_meetings=MEETINGS, lesson_minutes=60
        )
        for number in range(1, PUPILS + 1):
            rosters.enrol(uow, class_id, number, f"Cognome{number:02}", "Ada")
        starts = [FIRST + timedelta(weeks=week) for week in range(MEETINGS)]
        lesson_ids = list(lessons.plan_lessons(uow, class_id, starts, 60, ["Il budget"] * MEETINGS))
        for lesson_id in lesson_ids[:8]:
            attendance.close(uow, lesson_id)
    return class_id, lesson_ids


def _begin(desk: Desk) -> None:
    """As in the running program, which loads the pages' modules while the first page is looked at."""
    desk.go("home")
    load_pages(SILENT)
    QApplication.processEvents()


def _rest(desk: Desk) -> None:
    """A moment in which nobody asks for anything, as the running program uses it."""
    ahead = Ahead(desk, desk.window)
    ahead.start()
    waiting = QEventLoop()
    QTimer.singleShot(3 * REST_MS + 1000, waiting.quit)
    waiting.exec()


class _Paints(QObject):
    """Whether a widget was painted."""

    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on."""
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def _open(desk: Desk, class_id: RecordId, lesson_id: RecordId) -> float:
    paints = _Paints()
    with stopwatch() as elapsed:
        desk.go("classes", class_id=class_id, lesson_id=lesson_id)
        grid = desk.window.built("classes").register.grid
        grid.viewport().installEventFilter(paints)
        QApplication.processEvents()
    assert paints.seen, "the register was not painted"
    grid.viewport().removeEventFilter(paints)
    return elapsed()


def _mark(desk: Desk) -> list[float]:
    page = desk.window.page("classes")
    assert page is not None
    grid = page.register.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    samples = []
    for round_ in range(12):
        for _row in range(PUPILS):
            letter = (Qt.Key.Key_A, Qt.Key.Key_P, Qt.Key.Key_L)[round_ % 3]
            with stopwatch() as elapsed:
                QTest.keyClick(grid, letter)
                QApplication.processEvents()
            samples.append(elapsed())
            QTest.keyClick(grid, Qt.Key.Key_Down)
            QApplication.processEvents()
        grid.setCurrentIndex(grid.model().index(0, 0))
        QApplication.processEvents()
    return samples


def _raw_commits(file: Path) -> list[float]:
    """A row and a log row in one committed transaction, by plain statements."""
    plain = sqlcipher3.dbapi2.connect(str(file), isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE mark (id TEXT PRIMARY KEY, lesson TEXT, enrolment TEXT, mark TEXT)")
    plain.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT)")
    samples = []
    for _number in range(400):
        id = new_id()
        with stopwatch() as elapsed:
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO mark VALUES (?, ?, ?, 'absent')", (id, id, id))
            plain.execute("INSERT INTO log (body) VALUES (?)", (id * 8,))
            plain.execute("COMMIT")
        samples.append(elapsed())
    plain.close()
    return samples
