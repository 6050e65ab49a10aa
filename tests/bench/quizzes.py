"""A sheet of a class test typed: each key until it is painted, the last one of a sheet apart, and the sheet stored."""

from datetime import datetime
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Account
from op_desktop.domain.place import Municipality
from op_desktop.domain.quiz import Phase
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level
from op_desktop.progress import SILENT
from op_desktop.register import rosters, schools
from op_desktop.register.places import seed_reference
from tests.bench.figures import Figure, median, percentile, stopwatch
from tests.bench.window import desk_at
from ui.desk import Desk
from ui.navigation import load_pages

NOW = datetime(2026, 11, 24, 10, 3)
PUPILS, QUESTIONS, PAUSE_MS = 25, 10, 150
"""Whoever types well rests this long between a sheet and the next."""
GOAL = 30.0


def measure(folder: Path) -> list[Figure]:
    """In the window at 1366×768, a class of 25 with ten questions each."""
    with desk_at(folder / "quizzes", NOW) as desk:
        load_pages(SILENT)
        inner, last, stored = _type(desk, _class(desk))
    key, end = median(inner), median(last)
    return [
        Figure("class test: key to painted, p50", key, "ms", None, "≤ 30 ms", key <= GOAL),
        Figure("class test: key to painted, p99", percentile(inner, 0.99), "ms"),
        Figure("class test: last key of a sheet to painted, p50", end, "ms", key, "≤ 30 ms", end <= GOAL),
        Figure("class test: last key of a sheet to painted, p99", percentile(last, 0.99), "ms"),
        Figure("class test: a sheet of ten answers stored, p50", median(stored), "ms"),
    ]


def _class(desk: Desk) -> RecordId:
    with desk.workspace.write("Scene") as uow:
        seed_reference(uow)
        uow.put(Account(id=RecordId(desk.account.id), name=desk.account.name, educator=True))
        school = schools.add_school(uow, "Scuola media Aurora", uow.all(Municipality)[0].id, Level.LOWER_SECONDARY)
        class_id = schools.add_class(uow, school, NOW.year, "2B")
        rosters.add_seats(uow, class_id, PUPILS)
    return class_id


def _type(desk: Desk, class_id: RecordId) -> tuple[list[float], list[float], list[float]]:
    desk.go("education", quiz=class_id, phase=Phase.PRE)
    page = desk.window.page("education")
    assert page is not None
    page.quiz.open_test()
    grid = page.quiz.grid
    QApplication.processEvents()
    inner: list[float] = []
    last: list[float] = []
    stored: list[float] = []
    for row in range(PUPILS - 1):
        for place in range(QUESTIONS):
            with stopwatch() as elapsed:
                QTest.keyClick(grid, "abc"[(row + place) % 3])
                QApplication.processEvents()
            (last if place + 1 == QUESTIONS else inner).append(elapsed())
        with stopwatch() as elapsed:
            grid.leave_row()
        stored.append(elapsed())
        QTest.qWait(PAUSE_MS)
    # The result of the last sheet is still to be shown.
    QTest.qWait(3 * PAUSE_MS)
    return inner, last, stored
