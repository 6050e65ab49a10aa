"""Takes a picture of every page and question, light and dark, Italian and English, with invented people at work.

``python -m tests.shots FOLDER [WIDTHxHEIGHT …]`` writes ``page-language-scheme.png`` (with the size, if several).
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.demo.term import Training, fill_training
from op_desktop.domain.account import Account
from op_desktop.domain.quiz import Phase, QuizMode
from op_desktop.domain.record import RecordId
from op_desktop.education.catalogue import open_catalogue
from op_desktop.language import LANGUAGES, _, speak
from op_desktop.register.quiz_hands import count_hands, read_hands, set_present
from op_desktop.register.quizzes import open_test, set_mode
from op_desktop.register.schools import classes
from op_desktop.security.permissions import Actor
from op_desktop.settings import Settings
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace
from tests.counter_visits import COUNTER
from tests.dialog_visits import DIALOGS, Visit, issued
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.pages.education import EducationPage
from ui.pages.metrics import MetricsPage
from ui.pages.metrics_span import Choice, Span
from ui.pages.volunteering import WEEK, VolunteeringPage
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import Scheme, Theme
from ui.widgets.overlay import Overlay

NOW = datetime(2026, 11, 24, 10, 3, tzinfo=ROME)
SETTLE_MS = 700
"""Time for background reading to arrive and be painted."""

PAGES: dict[str, Visit] = {
    "home": lambda desk, _where: desk.go("home"),
    "classes": lambda desk, _where: desk.go("classes"),
    "register": lambda desk, where: desk.go("classes", class_id=where.class_2b, lesson_id=where.lesson_today),
    "meetings": lambda desk, where: desk.go("classes", class_id=where.class_2b, meetings=True),
    "education": lambda desk, _where: desk.go("education"),
    "lesson": lambda desk, _where: desk.go("education", lesson="MED-2"),
    "lesson-print": lambda desk, _where: print_lesson(desk),
    "calculator-loan": lambda desk, _where: desk.go("education", calculator="loan"),
    "calculator-debt": lambda desk, _where: desk.go("education", calculator="debt"),
    "game": lambda desk, _where: desk.go("education", game="FAMIGLIA"),
    "class-tests": lambda desk, where: desk.go("education", quiz=where.class_2b),
    "class-tests-hands": lambda desk, where: hands_counted(desk, where),
    "labs": lambda desk, _where: desk.go("labs"),
    "check-in": lambda desk, where: desk.go("labs", session_id=where.session_today),
    "people": lambda desk, _where: desk.go("people"),
    "volunteering": lambda desk, _where: desk.go("volunteering"),
    "hours-week": lambda desk, _where: week_of_hours(desk),
    "hours-entries": lambda desk, _where: desk.go("volunteering", unconfirmed=True),
    "events": lambda desk, _where: desk.go("events"),
    "help-desks": lambda desk, _where: desk.go("counselling"),
    "grant-call": lambda desk, _where: desk.go("grants"),
    "metrics": lambda desk, _where: figures_of_the_month(desk),
    "certificates": lambda desk, _where: desk.go("certificates"),
    "certificates-issued": issued,
    "clean-up": lambda desk, _where: desk.go("settings", section="clean_up"),
    "export": lambda desk, _where: desk.go("export"),
    "collection": lambda desk, _where: desk.go("collection"),
    "settings": lambda desk, _where: desk.go("settings", section="look"),
    "places": lambda desk, _where: desk.go("settings", section="places"),
}
VISITS = PAGES | DIALOGS | COUNTER


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    folder = Path(arguments[0] if arguments else "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [tuple(map(int, text.split("x"))) for text in arguments[1:]] or [(1366, 768)]
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme(application)
    for language in LANGUAGES:
        speak(language)
        with at_work(theme) as (desk, where):
            for scheme in (Scheme.LIGHT, Scheme.DARK):
                theme.set_look(scheme)
                for width, height in sizes:
                    desk.window.resize(width, height)
                    suffix = f"-{width}x{height}" if len(sizes) > 1 else ""
                    for name, visit in VISITS.items():
                        visit(desk, where)
                        settle()
                        desk.window.grab().save(str(folder / f"{name}-{language}-{scheme.value}{suffix}.png"))
                        close_layers(desk)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


@contextmanager
def at_work(theme: Theme) -> Iterator[tuple[Desk, Training]]:
    """The whole window with somebody who may do everything, on invented data as a real workspace shows it."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace.open(Path(name), wall=lambda: NOW, label="portatile-scuole-1")
        where = fill_training(workspace, NOW.date())
        with workspace.write("Roles") as uow:
            account = replace(uow.require(Account, where.educator), operator=True, administrator=True)
            uow.put(account)
        workspace.actor = Actor(account.id, account.roles)
        preferences = Preferences(theme, Settings(), Path(name) / "settings.json", theme)
        window = MainWindow(theme)
        window.show()
        session = Session(workspace, window, preferences, account, theme)
        session.begin()
        window.set_saved(_("Saved at {time}").format(time="10:03"))
        try:
            yield session.desk, where
        finally:
            session.end()
            window.close()
            window.deleteLater()
            workspace.close()


def close_layers(desk: Desk) -> None:
    """Leave whatever a visit asked, without an answer that would ask something else."""
    for layer in desk.window.findChildren(Overlay):
        if layer.isVisible():
            layer.close_layer()


def print_lesson(desk: Desk) -> None:
    """The papers of a lesson to choose from."""
    desk.go("education", lesson="MED-2")
    settle()
    page = desk.window.page("education")
    assert isinstance(page, EducationPage)
    page.lessons.ask_sheet()


def hands_counted(desk: Desk, where: Training) -> None:
    """A test by show of hands, with a question that does not add up."""
    bank = open_catalogue().bank()
    before, after = (7, 5, 4, 3), (15, 2, 2, 1)
    class_id = own_class(desk, where)
    with desk.workspace.write("Hands") as uow:
        for phase, numbers in ((Phase.PRE, before), (Phase.POST, after)):
            open_test(uow, class_id, phase, bank)
            set_mode(uow, class_id, phase, QuizMode.HANDS)
            test = read_hands(uow, class_id, phase)
            assert test is not None
            set_present(uow, class_id, phase, 20)
            for place, each in enumerate(test.questions):
                hands = [0] * len(each.hands)
                hands[each.item.key], hands[-1] = numbers[0] + place % 4, numbers[3]
                hands[each.item.key - 1] = 20 - hands[each.item.key] - hands[-1] + (place == 2) * 7
                count_hands(uow, test.asked.sitting_id, each.item.id, hands)
    desk.go("education", quiz=class_id, phase=Phase.POST)


def own_class(desk: Desk, where: Training) -> RecordId:
    """Another class of whoever is at work."""
    with desk.workspace.read() as reader:
        own = [row for row in classes(reader, NOW.year) if row.educator_id == desk.account.id]
    return next((row.id for row in own if row.id != where.class_2b), where.class_2b)


def figures_of_the_month(desk: Desk) -> None:
    """The month beside the one before: the invented term has figures of both."""
    desk.go("metrics")
    page = desk.window.page("metrics")
    assert isinstance(page, MetricsPage)
    page.choose(Choice(Span.MONTH))
    while desk.jobs.busy:
        settle()


def week_of_hours(desk: Desk) -> None:
    """Last week's hours as a sheet."""
    desk.go("volunteering")
    page = desk.window.page("volunteering")
    assert isinstance(page, VolunteeringPage)
    page.mode.set_current(WEEK)
    page.refresh()
    page.week.focus()
    QTest.keyClick(page.week.table, Qt.Key.Key_PageUp)


def settle() -> None:
    """Let the window paint and background work arrive."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
