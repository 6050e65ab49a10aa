"""Every question the window can put, on invented data: to take pictures of, and to see that no words are cut."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from op_desktop.demo.term import Training
from op_desktop.documents.issuing import Order, earned, make
from op_desktop.exchange.past_imports import past_imports as imports_of
from op_desktop.language import _
from op_desktop.register.clean_up import DueClass
from op_desktop.register.lessons import LessonRow, lesson_plan
from op_desktop.register.schools import classes
from tests.exchange import class_lists
from tests.exchange.registry_files import SCHOOLS, registry
from ui.beginning import offered_places
from ui.desk import Desk
from ui.dialogs.clean_up import CleanUpDialog
from ui.dialogs.dialog import Dialog
from ui.dialogs.first_run import FirstRun
from ui.dialogs.first_run_steps import Answers
from ui.dialogs.lock import CodeAnswer, LockScreen
from ui.dialogs.prints import What
from ui.dialogs.recovery import RecoverySheet
from ui.dialogs.school_class import SchoolClassDialog
from ui.models.hours_papers import Paper
from ui.pages.certificates import CertificatesPage
from ui.pages.classes import ClassesPage
from ui.pages.counselling_areas import ask_areas
from ui.pages.education import EducationPage
from ui.pages.grants_questions import ask_criteria
from ui.pages.labs_care import ask_new_lab
from ui.pages.labs_questions import ask_meeting
from ui.pages.metrics_factors import ask_factors
from ui.pages.page import Page
from ui.pages.settings import SettingsPage
from ui.pages.settings_backups import RestoreDialog
from ui.pages.volunteering import VolunteeringPage
from ui.signing_in import lock_users

Ctrl, Key = Qt.KeyboardModifier.ControlModifier, Qt.Key


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def write(text: str) -> None:
    """Type over what stands where the keyboard is."""
    at = QApplication.focusWidget()
    if isinstance(at, QLineEdit):
        at.selectAll()
    QTest.keyClicks(at, text)


def click(inside: QWidget, words: str) -> None:
    """Click the first button on screen that bears these words."""
    for button in inside.findChildren(QAbstractButton):
        if words in (button.accessibleName(), button.text()) and button.isVisible():
            button.click()
            return
    raise AssertionError(f"no button {words}")


def page_of(desk: Desk, key: str, **where: object) -> Page:
    """Open a page."""
    desk.go(key, **where)
    page = desk.window.page(key)
    assert isinstance(page, Page)
    return page


def classes_page(desk: Desk, where: Training, *, open_class: bool = True, **more: object) -> ClassesPage:
    """The list of classes, or the register of today."""
    inside = {"class_id": where.class_2b, "lesson_id": where.lesson_today} if open_class else {}
    page = page_of(desk, "classes", **inside, **more)
    assert isinstance(page, ClassesPage)
    return page


def meeting(desk: Desk, where: Training, *, planned: bool) -> LessonRow:
    """A meeting of 2ªB: the last one, which is planned, or the first one, which is over."""
    with desk.workspace.read() as reader:
        plan = lesson_plan(reader, where.class_2b)
    return plan[-1 if planned else 0]


def dialog_in(desk: Desk) -> Dialog:
    """The question on screen."""
    return next(each for each in reversed(desk.window.findChildren(Dialog)) if each.isVisible())


def new_class(desk: Desk, where: Training) -> None:
    """The form of a new class with its name typed."""
    classes_page(desk, where, open_class=False)
    desk.window.run_action("new")
    write("1c")


def waiting_class(desk: Desk, where: Training) -> None:
    """The same form with a list that waits to go into it."""
    page = classes_page(desk, where, open_class=False)
    QApplication.clipboard().setText(class_lists.pasted())
    page.forms.rosters.paste()


def import_new(desk: Desk, where: Training) -> None:
    """That list, on its way into the new class."""
    waiting_class(desk, where)
    write("1d")
    press(Key.Key_Return, modifier=Ctrl)


def new_school(desk: Desk, where: Training) -> None:
    """The same form for a school that is not known yet."""
    new_class(desk, where)
    dialog = dialog_in(desk)
    assert isinstance(dialog, SchoolClassDialog)
    dialog.school.setEditText("Scuola media Nuova")


def import_list(desk: Desk, where: Training) -> None:
    """The list of a class on its way in."""
    page = classes_page(desk, where)
    QApplication.clipboard().setText(class_lists.pasted())
    page.forms.rosters.paste()


def import_reading(desk: Desk, where: Training) -> None:
    """How the list is read."""
    import_list(desk, where)
    dialog = dialog_in(desk)
    dialog._open_reading()


def past_imports(desk: Desk, where: Training) -> None:
    """The lists that came in, one of them just now."""
    page = classes_page(desk, where)
    with desk.workspace.read() as reader:
        known = imports_of(reader, where.class_2b)
    if not known:
        QApplication.clipboard().setText("26\tNeri\tEva\n27\tVilla\tUgo\n28\tZucca\tLia\n")
        page.forms.rosters.paste()
        press(Key.Key_Return, modifier=Ctrl)
    page.forms.pupils.open_imports()


def take_back(desk: Desk, where: Training) -> None:
    """What taking an import back would take with it."""
    past_imports(desk, where)
    press(Key.Key_Space)


def print_card(desk: Desk, where: Training, what: What) -> None:
    """One of the prints of a class, with its first page."""
    classes_page(desk, where).printing.ask(where.class_2b, what, where.lesson_today)


def issued(desk: Desk, where: Training) -> CertificatesPage:
    """The register of certificates with the first ones in it, the latest of them chosen."""
    page = page_of(desk, "certificates")
    assert isinstance(page, CertificatesPage)
    if not page.model.rows:
        with desk.workspace.read() as reader:
            due = earned(reader, where.finished_class)[:3]
        with tempfile.TemporaryDirectory() as name:
            order = Order(class_id=where.finished_class, enrolment_ids=due, names={due[0]: "Amina Diallo"})
            make(desk.workspace, order, Path(name))
    page.table.setCurrentIndex(page.model.index(0, 0))
    return page


def pupil_leaves(desk: Desk, where: Training) -> None:
    """What becomes of a pupil."""
    classes_page(desk, where).forms.pupils.open_roster()
    dialog_in(desk).table.setFocus()
    press(Key.Key_Down, Key.Key_Return)


def call_off(desk: Desk, where: Training) -> None:
    """A meeting that does not take place."""
    classes_page(desk, where, meetings=True).forms.questions.call_off(meeting(desk, where, planned=True))


def calculator(desk: Desk, key: str) -> EducationPage:
    """An open calculator."""
    page = page_of(desk, "education", calculator=key)
    assert isinstance(page, EducationPage)
    return page


def volunteers(desk: Desk) -> VolunteeringPage:
    """The page of hours."""
    page = page_of(desk, "volunteering")
    assert isinstance(page, VolunteeringPage)
    return page


def hours_range(desk: Desk, _where: Training) -> None:
    """The hours of some weeks, the person found."""
    dialog = volunteers(desk).ask_range()
    write("va")
    press(Key.Key_Return)
    dialog.show_days()


def hours_print(desk: Desk, _where: Training) -> None:
    """A certificate of volunteering, the person found."""
    volunteers(desk).printing.ask(Paper.CERTIFICATE)
    write("va")
    press(Key.Key_Return)


def settings(desk: Desk, section: str) -> SettingsPage:
    """A section of the settings."""
    page = page_of(desk, "settings", section=section)
    assert isinstance(page, SettingsPage)
    return page


def schools_registry(desk: Desk, _where: Training) -> None:
    """The registry of the schools on its way in."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "SCUANAGRAFESTAT.csv"
        path.write_bytes(registry(SCHOOLS))
        settings(desk, "places").section.imports.open_file(str(path))
        wait_for_question(desk)


def clean_up(desk: Desk, _where: Training) -> None:
    """What would be due when the year is over."""
    settings(desk, "clean_up")
    with desk.workspace.read() as reader:
        due = [DueClass(row, (row.id,) * row.pupils, (row.id,), ()) for row in classes(reader)[:3]]
    desk.window.ask(CleanUpDialog(desk.theme, due))


def clean_up_sure(desk: Desk, where: Training) -> None:
    """Its second step."""
    clean_up(desk, where)
    press(Key.Key_Return, modifier=Ctrl)


def wait_for_question(desk: Desk) -> None:
    """What is read beside the window asks when it is read."""
    for _each in range(200):
        if any(each.isVisible() for each in desk.window.findChildren(Dialog)):
            return
        QTest.qWait(20)
    raise AssertionError("no question came")


def first_run(desk: Desk, step: int) -> None:
    """One of the four steps."""
    answers = Answers(step=step, name="Marta Colombo")
    desk.window.ask(FirstRun(desk.theme, desk.preferences, offered_places(), answers, lambda: True))


def recovery(desk: Desk, _where: Training) -> None:
    """The key that is shown once."""
    desk.window.ask(RecoverySheet(desk.theme, "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789", "portatile-scuole-1"))


def lock(desk: Desk, _where: Training) -> None:
    """Nobody at work."""
    screen = LockScreen(desk.theme, lock_users(desk.workspace), lambda _id, _code: CodeAnswer(True),
                        current=desk.account.id, note=_("{name}'s work is saved up to {time}.").format(
                            name=desk.account.name.split()[0], time="10:03"))  # fmt: skip
    desk.window.lock(screen)


def restore(desk: Desk, _where: Training) -> None:
    """Back to a backup."""
    settings(desk, "backups")
    desk.window.ask(RestoreDialog(desk.theme, "24/11/2026, 09:30"))


def palette(desk: Desk, _where: Training) -> None:
    """Search, with something typed."""
    desk.go("home")
    desk.window.run_action("search")
    write("co")


Visit = Callable[[Desk, Training], object]
DIALOGS: Final[dict[str, Visit]] = {
    "new-class": new_class,
    "new-class-list": waiting_class,
    "import-new": import_new,
    "new-school": new_school,
    "class-details": lambda desk, where: classes_page(desk, where).forms.details.change(),
    "new-year": lambda desk, where: classes_page(desk, where, open_class=False).forms.years.new_year(),
    "series": lambda desk, where: classes_page(desk, where, meetings=True).forms.questions.plan(),
    "change-meeting": lambda desk, where: classes_page(desk, where, meetings=True).forms.questions.change(
        meeting(desk, where, planned=True)
    ),
    "change-meeting-over": lambda desk, where: classes_page(desk, where, meetings=True).forms.questions.change(
        meeting(desk, where, planned=False)
    ),
    "call-off": call_off,
    "import-list": import_list,
    "import-reading": import_reading,
    "pupils": lambda desk, where: classes_page(desk, where).forms.pupils.open_roster(),
    "pupil-leaves": pupil_leaves,
    "print": lambda desk, where: classes_page(desk, where).print_class(),
    "print-register": lambda desk, where: print_card(desk, where, What.REGISTER),
    "print-summary": lambda desk, where: print_card(desk, where, What.SUMMARY),
    "print-sheet": lambda desk, where: print_card(desk, where, What.SHEET),
    "certificates-of": lambda desk, where: page_of(desk, "certificates", class_id=where.finished_class),
    "revoke": lambda desk, where: issued(desk, where)._ask_revoke(),
    "correct": lambda desk, where: issued(desk, where)._issue_again(),
    "verify": lambda desk, _where: page_of(desk, "certificates")._verify(),
    "threshold": lambda desk, _where: page_of(desk, "certificates")._ask_threshold(),
    "clean-up-due": clean_up,
    "clean-up-sure": clean_up_sure,
    "keep-names": lambda desk, _where: settings(desk, "clean_up").section._ask_days(365),
    "type-sheet": lambda desk, where: classes_page(desk, where).forms.paper.type_sheet(),
    "everybody": lambda desk, where: classes_page(desk, where).forms.paper.mark_everybody(),
    "factors": lambda desk, _where: ask_factors(page_of(desk, "metrics")),
    "free-span": lambda desk, _where: click(page_of(desk, "metrics"), _("Custom")),
    "new-lab": lambda desk, _where: ask_new_lab(page_of(desk, "labs"), print),
    "lab-meeting": lambda desk, _where: ask_meeting(page_of(desk, "labs"), print),
    "hours-range": hours_range,
    "hour-rates": lambda desk, _where: volunteers(desk).ask_rates(),
    "hours-print": hours_print,
    "new-event": lambda desk, _where: page_of(desk, "events").add_event(),
    "new-contact": lambda desk, _where: page_of(desk, "counselling").add(),
    "help-areas": lambda desk, _where: ask_areas(page_of(desk, "counselling")),
    "new-application": lambda desk, _where: page_of(desk, "grants").add(),
    "jury-criteria": lambda desk, _where: ask_criteria(page_of(desk, "grants"), page_of(desk, "grants").call.id),
    "exercise-sheet": lambda desk, _where: calculator(desk, "loan").ask_sheet(),
    "schedule": lambda desk, _where: calculator(desk, "loan")._show_schedule(),
    "add-place": lambda desk, _where: settings(desk, "places").section._add(),
    "schools-registry": schools_registry,
    "add-person": lambda desk, _where: settings(desk, "people").section._add(),
    "restore": restore,
    "first-run-1": lambda desk, _where: first_run(desk, 0),
    "first-run-2": lambda desk, _where: first_run(desk, 1),
    "first-run-3": lambda desk, _where: first_run(desk, 2),
    "first-run-4": lambda desk, _where: first_run(desk, 3),
    "recovery": recovery,
    "palette": palette,
    "keys": lambda desk, _where: (desk.go("home"), desk.window.run_action("keys")),
    "past-imports": past_imports,
    "take-back": take_back,
    "lock": lock,
}
