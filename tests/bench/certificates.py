"""Certificates of a class of 25 by two keys, from card to file, beside as many bare pages with one code each."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import segno
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from op_desktop.domain.account import Account
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level, RosterMode
from op_desktop.progress import SILENT
from op_desktop.register import attendance, lessons, rosters, schools
from op_desktop.register.places import seed_reference
from tests.bench.figures import Figure, stopwatch
from tests.bench.window import desk_at
from ui.desk import Desk
from ui.dialogs.prints import PrintDialog
from ui.navigation import load_pages
from ui.pages.printing import CERTIFICATES_FOLDER

PUPILS = 25
FIRST = datetime(2026, 10, 6, 9)
NOW = FIRST + timedelta(weeks=8)
LOOK_EVERY, PATIENCE = 20, 60_000
"""Milliseconds between two looks whether something is there, and after which a measurement is given up."""


class Viewer(QObject):
    """Stands for the program of the system that shows PDFs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show_file(self, url: QUrl) -> None:
        """Remember the file."""
        self.opened.append(url.toLocalFile())


def measure(folder: Path) -> list[Figure]:
    """In a real window: the card with its preview, and the key that makes all certificates."""
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "show_file")
    try:
        with desk_at(folder / "data", NOW) as desk:
            desk.workspace.keep_local(CERTIFICATES_FOLDER, str(folder / "out"))
            classes = [_class(desk, name) for name in ("1A", "1B")]
            load_pages(SILENT)
            # The first print of a day loads the libraries; it is told apart from every other one.
            shown, made = zip(*[_print(desk, class_id, viewer) for class_id in classes], strict=True)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    raw = _bare_pages()
    return [
        Figure("print card: Ctrl+P to the first page shown, first of the day", shown[0], "ms"),
        Figure("print card: Ctrl+P to the first page shown, again", shown[1], "ms"),
        Figure("25 certificates: Enter to file and register, first of the day", made[0], "ms", raw),
        Figure("25 certificates: Enter to file and register, again", made[1], "ms", raw, "≤ 3 s", made[1] <= 3000),
    ]


def _class(desk: Desk, name: str) -> RecordId:
    with desk.workspace.write("Scene") as uow:
        seed_reference(uow)
        uow.put(Account(id=RecordId(desk.account.id), name=desk.account.name, educator=True))
        school = schools.add_school(uow, "Scuola media Aurora", uow.all(Municipality)[0].id, Level.LOWER_SECONDARY)
        class_id = schools.add_class(
            uow, school, 2026, name, roster_mode=RosterMode.NAMES, path_title="I soldi, le scelte, il futuro"
        )
        for number in range(1, PUPILS + 1):
            rosters.enrol(uow, class_id, number, f"Cognome{number:02}", "Ada")
        starts = [FIRST + timedelta(weeks=week) for week in range(4)]
        for lesson_id in lessons.plan_lessons(uow, class_id, starts, 60, ["Bisogni", "Entrate", "Budget", "Risparmio"]):
            attendance.close(uow, lesson_id)
    return class_id


def _print(desk: Desk, class_id: RecordId, viewer: Viewer) -> tuple[float, float]:
    desk.go("classes", class_id=class_id)
    QApplication.processEvents()
    before = len(viewer.opened)
    with stopwatch() as shown:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        card = desk.window.findChildren(PrintDialog)[-1]
        _wait(lambda: card.preview.shown)
        seen = shown()
    with stopwatch() as made:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        _wait(lambda: len(viewer.opened) > before)
        return seen, made()


def _wait(reached: Callable[[], bool]) -> None:
    """Let the window's own loop run, as in the running program: polling it would take the lock that the work needs."""
    loop, look, limit = QEventLoop(), QTimer(interval=LOOK_EVERY), QTimer(singleShot=True, interval=PATIENCE)
    look.timeout.connect(lambda: loop.quit() if reached() else None)
    limit.timeout.connect(loop.quit)
    look.start()
    limit.start()
    loop.exec()
    if not reached():
        raise TimeoutError


def _bare_pages() -> float:
    with stopwatch() as elapsed:
        canvas = Canvas(BytesIO(), pagesize=landscape(A4))
        for number in range(PUPILS):
            canvas.drawString(80, 300, f"OP-2026-D01-{number:05}")
            side = 2
            for row, modules in enumerate(segno.make_qr(f"OP-2026-D01-{number:05} 8F3K-Q7MT", error="m").matrix):
                for column, dark in enumerate(modules):
                    if dark:
                        canvas.rect(700 + side * column, 100 - side * row, side, side, stroke=0, fill=1)
            canvas.showPage()
        canvas.save()
    return elapsed()
