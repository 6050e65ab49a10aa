"""The first run, with real keys: practice data, an encrypted workspace, and the way back in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Role
from op_desktop.domain.school import Enrolment, School
from op_desktop.register import accounts, places, schools
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace
from tests.ui.starting import PASSPHRASE, focused, press, shown, started, tab_to, write
from ui.beginning import BEGUN, PRACTICE, REAL
from ui.dialogs.first_run import FirstRun
from ui.dialogs.first_run_steps import Start
from ui.dialogs.recovery import RecoverySheet
from ui.dialogs.roster_import import RosterImportDialog
from ui.dialogs.school_class import SchoolClassDialog
from ui.dialogs.trouble import Trouble
from ui.dialogs.unlock import Unlock

Enter, Space, Esc = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape


def answer_all(app, *, code="", place="#OP Cafè Rho", start="", package=None):
    """The four steps, up to the recovery key; ``start`` is chosen in the last one."""
    press(Enter)
    write("Marta Colombo")
    tab_to("Educator")
    press(Space)
    tab_to("Operator")
    press(Space)
    if code:
        tab_to("Code")
        write(code)
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    if place:
        tab_to(place)
        press(Space)
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    if start:
        tab_to("I start from nothing")
        press(Qt.Key.Key_Right if start == "I paste from Excel" else Qt.Key.Key_Down)
        assert focused().startswith(start)
    if package is not None:
        shown(app, FirstRun).data.take_package(package)
    tab_to("Passphrase")
    write(PASSPHRASE)
    tab_to("Passphrase, once more")
    write(PASSPHRASE)
    press(Enter)
    return shown(app, RecoverySheet)


def recovery_key_of(sheet):
    return sheet._key


def begin(qtbot, root, **answers):
    """A real workspace, made and closed again; returns its recovery key."""
    with started(qtbot, root) as app:
        sheet = answer_all(app, **answers)
        key = recovery_key_of(sheet)
        write(key[-4:])
        press(Enter)
        assert app.opening.session is not None
    return key


@pytest.fixture
def first_run(qtbot, tmp_path):
    with started(qtbot, tmp_path) as app:
        yield app


def test_practice_data_is_one_click_and_says_so_on_every_page(qtbot, first_run):
    QTest.mouseClick(shown(first_run, FirstRun).practice, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first_run.opening.session is not None, timeout=20_000)

    opened = first_run.opening.workspace
    assert opened.training
    assert opened.folder == first_run.where.data / PRACTICE
    assert first_run.window.current_key == "home"
    for page in ("home", "settings"):
        first_run.window.show_page(page)
        assert first_run.window.notice.isVisible()
        assert "Practice data" in first_run.window.notice.accessibleDescription()


def test_a_real_workspace_is_made_by_keys_alone(first_run):
    sheet = answer_all(first_run)
    write(recovery_key_of(sheet)[-4:].lower())
    press(Enter)

    opened = first_run.opening.workspace
    with opened.read() as reader:
        (account,) = accounts.accounts(reader)
        assert [row.name for row in places.venues(reader) if row.id == account.venue_id] == ["#OP Cafè Rho"]
    assert account.name == "Marta Colombo"
    assert account.roles == {Role.EDUCATOR, Role.OPERATOR}
    assert opened.actor.account_id == account.id
    assert opened.actor.places == {account.venue_id} == accounts.places_of(opened, account.id)
    assert not opened.training
    assert not first_run.window.notice.isVisible()
    assert first_run.window.current_key == "home"


def test_what_is_on_the_disk_is_encrypted_and_private(qtbot, tmp_path):
    begin(qtbot, tmp_path)

    files = [file for file in (tmp_path / "data" / REAL).rglob("*") if file.is_file()]
    content = b"".join(file.read_bytes() for file in files)
    assert b"SQLite format 3" not in content
    assert b"Marta Colombo" not in content
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_the_next_start_asks_for_the_passphrase(qtbot, tmp_path):
    begin(qtbot, tmp_path)

    with started(qtbot, tmp_path) as app:
        assert focused() == "Passphrase"
        assert app.opening.workspace is None
        write("not this one at all")
        press(Enter)
        door = shown(app, Unlock)
        assert door.problem.text().startswith("The passphrase is not right.")
        assert focused() == "Passphrase"

        write(PASSPHRASE)
        press(Enter)
        assert app.opening.session.desk.account.name == "Marta Colombo"
        assert app.window.current_key == "home"


def test_the_recovery_key_opens_with_a_new_passphrase(qtbot, tmp_path):
    key = begin(qtbot, tmp_path)
    new = "altre quattro parole buone"

    with started(qtbot, tmp_path) as app:
        tab_to("I forgot it")
        press(Enter)
        write(key.lower().replace("-", " "))
        tab_to("New passphrase")
        write(new)
        press(Enter)
        assert app.opening.session is not None
    with started(qtbot, tmp_path) as app:
        write(new)
        press(Enter)
        assert app.opening.session is not None


def test_a_code_is_asked_at_the_next_start(qtbot, tmp_path):
    begin(qtbot, tmp_path, code="12345")

    with started(qtbot, tmp_path) as app:
        write(PASSPHRASE)
        press(Enter)
        assert app.opening.session is None
        write("12345")
        assert app.opening.session.desk.account.name == "Marta Colombo"


def test_each_step_says_what_is_missing(first_run):
    dialog = shown(first_run, FirstRun)
    press(Enter, Enter)
    assert dialog.problem.text() == "Write your name."
    write("Davide Sala")
    assert not dialog.problem.isVisible()
    press(Enter)
    assert dialog.problem.text() == "Choose at least one role."
    tab_to("Operator")
    press(Space)
    tab_to("Code")
    write("12")
    press(Enter)
    assert dialog.problem.text() == "The code has 4 to 6 digits."
    write("34")
    press(Enter)
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    tab_to("Passphrase")
    write("short")
    press(Enter)
    assert dialog.problem.text() == "The passphrase needs at least 12 characters."
    write(" but now long enough")
    press(Enter)
    assert dialog.problem.text() == "The two passphrases are not the same."
    assert dialog.answers.step == 3


def test_escape_goes_back_and_keeps_the_answers(first_run):
    dialog = shown(first_run, FirstRun)
    press(Enter)
    write("Davide Sala")
    tab_to("Operator")
    press(Space)
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    assert dialog.title.text() == "Where do you work?"
    press(Esc)
    assert dialog.title.text() == "Who are you?"
    assert (dialog.answers.name, dialog.answers.roles) == ("Davide Sala", {Role.OPERATOR})
    press(Esc, Esc)
    assert dialog.title.text() == "Welcome"
    assert dialog.isVisible()


def test_the_computer_is_named_after_its_places(first_run):
    dialog = shown(first_run, FirstRun)
    press(Enter)
    write("Davide Sala")
    tab_to("Educator")
    press(Space)
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    assert dialog.places.device.text() == "laptop-schools-1"
    tab_to("#OP Cafè Settimo")
    press(Space)
    assert dialog.places.device.text() == "laptop-settimo-milanese-1"


def test_another_language_speaks_at_once_and_the_first_step_stays(qtbot, first_run):
    before = first_run.window
    press(Qt.Key.Key_Left)

    qtbot.waitUntil(lambda: first_run.window is not before and QApplication.focusWidget() is not None)
    dialog = shown(first_run, FirstRun)
    assert first_run.preferences.settings.language == "it"
    assert dialog.answers.step == 0
    assert focused().endswith("Italiano")


def test_colours_and_text_size_are_seen_at_once(first_run):
    tab_to("Normal")
    press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert first_run.theme.text_size == 130
    tab_to("Colours")
    press(Qt.Key.Key_Right)
    assert first_run.theme.dark


def test_the_recovery_key_cannot_be_skipped(first_run, tmp_path):
    sheet = answer_all(first_run)
    write("ZZZZ")
    press(Enter, Esc)
    assert sheet.isVisible()
    assert sheet.problem.text() == "These are not the last four characters of the key."
    assert first_run.opening.workspace is None

    sheet.write(tmp_path / "key.txt")
    assert recovery_key_of(sheet) in (tmp_path / "key.txt").read_text(encoding="utf-8")
    assert (tmp_path / "key.txt").stat().st_mode & 0o077 == 0


def test_leaving_before_the_key_is_confirmed_begins_anew(qtbot, tmp_path):
    with started(qtbot, tmp_path) as app:
        answer_all(app)
        assert (app.where.data / BEGUN).exists()

    with started(qtbot, tmp_path) as app:
        assert shown(app, FirstRun) is not None
        sheet = answer_all(app)
        write(recovery_key_of(sheet)[-4:])
        press(Enter)
        assert app.opening.session is not None
        assert not (app.where.data / BEGUN).exists()


def test_practice_data_can_be_deleted_again(qtbot, first_run):
    QTest.mouseClick(shown(first_run, FirstRun).practice, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first_run.opening.session is not None, timeout=20_000)

    first_run.opening.session.practice_ended.emit()
    assert focused() == "Keep"
    tab_to("Delete it")
    press(Enter)

    assert shown(first_run, FirstRun) is not None
    assert not (first_run.where.data / PRACTICE).exists()
    assert not first_run.window.notice.isVisible()


ROSTER = "N.\tCognome\tNome\n1\tFattori\tGiulia\n2\tEl Amrani\tAmina\n"


def confirm_key(app):
    write(recovery_key_of(shown(app, RecoverySheet))[-4:])
    press(Enter)


def test_a_list_copied_in_excel_goes_straight_into_a_class(qtbot, first_run):
    QApplication.clipboard().setText(ROSTER)
    answer_all(first_run, start="I paste from Excel")
    confirm_key(first_run)

    assert first_run.window.current_key == "classes"
    form = shown(first_run, SchoolClassDialog)
    write("2B")
    tab_to("School year")
    press(Qt.Key.Key_Tab)
    tab_to("School")
    write("Scuola media Aurora")
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    assert form.answer is not None
    assert shown(first_run, RosterImportDialog).preview.plan.changes == 2
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    with first_run.opening.workspace.read() as reader:
        assert len(reader.all(Enrolment)) == 2
    QApplication.clipboard().clear()


def test_without_a_list_on_the_clipboard_the_form_waits_for_it(qtbot, first_run):
    QApplication.clipboard().clear()
    answer_all(first_run, start="I paste from Excel")
    confirm_key(first_run)

    assert first_run.window.current_key == "classes"
    assert shown(first_run, SchoolClassDialog) is not None
    assert "Ctrl+V" in first_run.window.page("classes").banner.accessibleDescription()


def test_pasting_is_for_educators(first_run):
    dialog = shown(first_run, FirstRun)
    press(Enter)
    write("Davide Sala")
    tab_to("Operator")
    press(Space)
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Enter, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not dialog.data.choices[Start.EXCEL].isVisible()
    assert dialog.data.choices[Start.PACKAGE].isVisible()


@pytest.fixture
def package(tmp_path):
    """A full package of the administration's own computer."""
    folder = tmp_path / "other"
    other = Workspace.open(folder, label="centro-rho-1")
    with other.write("Set up") as uow:
        places.seed_reference(uow)
        schools.add_school(uow, "Scuola media Aurora", places.municipality_id("015182"))
    handed = hand_over(other, tmp_path / "out", everything=True)
    other.close()
    return handed.path


def school_names(app):
    with app.opening.workspace.read() as reader:
        return [school.name for school in reader.all(School)]


def test_a_package_is_chosen_before_it_goes_on(first_run):
    dialog = shown(first_run, FirstRun)
    answer_all(first_run, start="I have a package")

    assert dialog.problem.text() == "Choose the package first."


def test_a_package_of_the_administration_is_taken_in_after_its_words_were_compared(qtbot, first_run, package):
    answer_all(first_run, start="I have a package", package=package)
    confirm_key(first_run)
    qtbot.waitUntil(lambda: shown(first_run, Trouble) is not None, timeout=10_000)
    card = shown(first_run, Trouble)
    assert card.title.text() == "The package comes from “centro-rho-1”."
    assert card.text.text().count(" · ") == 5

    assert focused() == "The words are the same"
    press(Enter)
    qtbot.waitUntil(lambda: first_run.opening.session is not None, timeout=10_000)

    assert school_names(first_run) == ["Scuola media Aurora"]
    assert first_run.opening.session.desk.account.name == "Marta Colombo"
    assert first_run.opening.workspace.actor.roles == {Role.EDUCATOR, Role.OPERATOR}


def test_a_damaged_package_is_said_and_the_work_can_begin_without_it(qtbot, first_run, package):
    package.write_bytes(package.read_bytes()[:-40])
    answer_all(first_run, start="I have a package", package=package)
    confirm_key(first_run)
    qtbot.waitUntil(lambda: shown(first_run, Trouble) is not None, timeout=10_000)

    tab_to("Go on without it")
    press(Enter)

    assert first_run.opening.session.desk.account.name == "Marta Colombo"
    assert school_names(first_run) == []
