"""The program as one opens it: first frame, second start, lock, search, and data that cannot be read."""

import gc
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from op_desktop import logs, settings
from op_desktop.domain.account import Account, Role
from op_desktop.domain.school import RosterMode
from op_desktop.register import accounts, labs, modules, people, places, rosters, schools
from op_desktop.register.help_areas import areas_missing
from op_desktop.storage.backup import back_up
from op_desktop.storage.verification import check
from op_desktop.workspace import DATABASE, Workspace
from tests.ui.starting import focused, folders_in, press, shown, started, tab_to, write
from ui.beginning import REAL
from ui.claim import Claim
from ui.defects import Defects
from ui.dialogs.lock import LockScreen
from ui.dialogs.palette import HIT_ROLE, Palette
from ui.dialogs.trouble import Trouble
from ui.instance import Instance
from ui.signing_in import set_code

ROOT = Path(__file__).parents[2]
Ctrl, Shift, Enter = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Return


def furnished(root, *people, codes=()):
    """A plain workspace with these people, as (name, roles), closed again; returns their ids."""
    with_codes = dict(codes)
    opened = Workspace.open(folders_in(root).data / REAL)
    with opened.write("Set up") as uow:
        places.seed_reference(uow)
        ids = [accounts.add_account(uow, name, roles) for name, roles in people]
    for (name, _roles), id in zip(people, ids, strict=True):
        if name in with_codes:
            set_code(opened, id, with_codes[name])
    opened.close()
    return ids


@pytest.fixture
def marta(qtbot, tmp_path):
    """Marta, alone and without a code, at work."""
    furnished(tmp_path, ("Marta Colombo", list(Role)))
    with started(qtbot, tmp_path) as app:
        yield app


@contextmanager
def program(root, code="import sys, ui.app; sys.exit(ui.app.run())", **environment):
    started = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"OP_DESKTOP_HOME": str(root)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def test_the_first_frame_comes_before_the_records_are_even_loaded(tmp_path):
    code = "import sys, ui.app; ui.app.run(); print('sqlalchemy' in sys.modules)"

    with program(tmp_path, code, OP_DESKTOP_EXIT_AFTER_PAINT="1") as run:
        out, err = run.communicate(timeout=60)

    assert (out.strip(), err) == ("False", "")


def test_the_program_gets_to_the_first_page_and_ends(tmp_path):
    furnished(tmp_path, ("Marta Colombo", [Role.EDUCATOR]))

    with program(tmp_path, OP_DESKTOP_EXIT_AFTER_PAINT="2") as run:
        out, err = run.communicate(timeout=60)

    assert (run.returncode, out, err) == (0, "", "")
    assert (tmp_path / "logs" / logs.FILE).read_text(encoding="utf-8") == ""


def test_a_second_start_raises_the_first_window(qtbot, tmp_path):
    claim = Claim(folders_in(tmp_path).data)
    assert claim.take()
    first = Instance(claim)
    assert first.listen()

    with qtbot.waitSignal(first.called, timeout=30_000), program(tmp_path) as second:
        assert second.wait(timeout=30) == 0
    claim.release()


def test_somebody_alone_without_a_code_is_at_work_at_once(marta):
    assert marta.opening.session.desk.account.name == "Marta Colombo"
    assert marta.window.current_key == "home"
    assert marta.window.windowTitle() == "OP Desktop"


def test_work_begun_without_modules_gets_them_when_who_teaches_comes(qtbot, tmp_path):
    folder = folders_in(tmp_path).data / REAL
    for role, expected in ((Role.OPERATOR, True), (Role.EDUCATOR, False)):
        older = Workspace.open(folder)
        with older.write("Older work") as uow:
            for account in uow.all(Account):
                uow.put(replace(account, active=False))
            accounts.add_account(uow, "Marta Colombo", [role])
        older.close()
        with started(qtbot, tmp_path) as app, app.opening.session.desk.workspace.read() as reader:
            assert modules.modules_missing(reader) is expected
            assert not areas_missing(reader)
            assert check(reader.connection).faults == []


def test_roles_decide_the_pages(qtbot, tmp_path):
    furnished(tmp_path, ("Davide Sala", [Role.OPERATOR]))
    with started(qtbot, tmp_path) as app:
        assert app.window.show_page("classes") is None
        assert app.window.show_page("collection") is None
        assert app.window.show_page("labs") is not None
        press(Qt.Key.Key_K, modifier=Ctrl)
        write(">")
        offered = {hit.title for hit in hits(app)}
        assert "Check in at the lab" in offered
        assert "Open the register of the next class" not in offered


def test_several_people_are_asked_who_they_are(qtbot, tmp_path):
    furnished(tmp_path, ("Chiara Monti", [Role.ADMINISTRATOR]), ("Marta Colombo", [Role.EDUCATOR]),
              codes=[("Chiara Monti", "2468")])  # fmt: skip
    with started(qtbot, tmp_path) as app:
        assert app.opening.session is None
        write("1111")
        assert shown(app, LockScreen).hint.text() == "Wrong code. 4 attempts left."
        write("2468")
        assert app.opening.session.desk.account.name == "Chiara Monti"
        assert app.opening.workspace.actor.roles == {Role.ADMINISTRATOR}


def test_the_lock_hides_the_work_and_gives_it_back(qtbot, tmp_path):
    furnished(tmp_path, ("Marta Colombo", [Role.EDUCATOR]), codes=[("Marta Colombo", "1357")])
    with started(qtbot, tmp_path) as app:
        write("1357")
        lessons = app.window.show_page("education")
        lessons.gallery.tiles["loan"].click()
        lessons.open_projection()
        app.window.show_page("classes")
        page = app.window.page("classes")
        app.window.activateWindow()

        press(Qt.Key.Key_L, modifier=Ctrl | Shift)
        assert shown(app, LockScreen) is not None
        # Nothing stays in front of the class for whoever comes in next.
        assert lessons.projection is None
        press(Qt.Key.Key_K, modifier=Ctrl)
        assert shown(app, Palette) is None
        for _each in range(5):
            write("0000")
        assert shown(app, LockScreen).hint.text() == "Try again in a minute."

        shown(app, LockScreen)._seconds = 1
        set_code(app.opening.workspace, app.opening.session.desk.account.id, "1357")
        qtbot.waitUntil(lambda: shown(app, LockScreen).code.isEnabled(), timeout=5_000)
        write("1357")
        assert shown(app, LockScreen) is None
        assert app.window.page("classes") is page
        assert app.window.current_key == "classes"


def test_somebody_else_can_come_in_at_the_lock(qtbot, tmp_path):
    furnished(tmp_path, ("Chiara Monti", [Role.ADMINISTRATOR]), ("Marta Colombo", [Role.EDUCATOR]))
    with started(qtbot, tmp_path) as app:
        press(Enter)
        assert app.opening.session.desk.account.name == "Chiara Monti"
        press(Qt.Key.Key_L, modifier=Ctrl | Shift)
        tab_to("Chiara Monti")
        press(Qt.Key.Key_Down)
        tab_to("Come in")
        press(Enter)
        assert app.opening.session.desk.account.name == "Marta Colombo"
        assert app.window.show_page("collection") is None
        # Modules are set aside from the collector for as long as somebody works.
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    assert gc.get_freeze_count() == 0


def test_a_damaged_data_file_offers_the_latest_backup(qtbot, tmp_path):
    furnished(tmp_path, ("Marta Colombo", [Role.EDUCATOR]))
    folder = tmp_path / "data" / REAL
    opened = Workspace.open(folder)
    back_up(opened.engine, folder, opened.now)
    opened.close()
    (folder / DATABASE).write_bytes(b"no database" * 1000)

    with started(qtbot, tmp_path) as app:
        trouble = shown(app, Trouble)
        assert trouble.title.text() == "The data file cannot be read."
        assert trouble.text.text().startswith("The last good backup is from today at ")
        assert focused() == "Use the backup"
        press(Enter)
        assert app.opening.session.desk.account.name == "Marta Colombo"


def test_a_damaged_data_file_without_backup_is_said_and_kept(qtbot, tmp_path):
    furnished(tmp_path, ("Marta Colombo", [Role.EDUCATOR]))
    file = tmp_path / "data" / REAL / DATABASE
    file.write_bytes(b"no database" * 1000)

    with started(qtbot, tmp_path) as app:
        assert "cannot be read" in shown(app, Trouble).title.text()
        assert app.opening.workspace is None
    assert file.read_bytes() == b"no database" * 1000


def test_data_of_a_newer_version_is_left_alone(qtbot, tmp_path):
    furnished(tmp_path, ("Marta Colombo", [Role.EDUCATOR]))
    opened = Workspace.open(tmp_path / "data" / REAL)
    with opened.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    opened.close()

    with started(qtbot, tmp_path) as app:
        assert shown(app, Trouble).title.text() == "This data comes from a newer version."


def test_the_place_chosen_at_the_top_is_remembered(qtbot, tmp_path):
    furnished(tmp_path, ("Marta Colombo", [Role.EDUCATOR]))
    with started(qtbot, tmp_path) as app:
        choices = app.window.top.places.menu_of_places.actions()
        rho = next(action for action in choices if "Rho" in action.text())
        chosen = rho.data().id
        rho.trigger()
        assert app.opening.session.desk.place == chosen
    with started(qtbot, tmp_path) as app:
        assert app.opening.session.desk.place == chosen
        assert app.window.top.places.current == chosen


def test_a_defect_in_another_thread_is_logged_and_told_in_the_window_s_thread(qtbot, tmp_path):
    defects, told = Defects(), []
    logs.start(tmp_path)
    defects.met.connect(lambda error: told.append((error, threading.current_thread())))
    before = sys.excepthook, threading.excepthook
    defects.watch(tmp_path)
    try:
        worker = threading.Thread(target=lambda: {}["Fatima El Amrani"])
        worker.start()
        worker.join()
        qtbot.waitUntil(lambda: bool(told))
    finally:
        defects.stop()
        sys.excepthook, threading.excepthook = before
        logs.stop()

    (error, thread) = told[0]
    assert isinstance(error, KeyError)
    assert thread is threading.main_thread()
    diary = (tmp_path / logs.FILE).read_text(encoding="utf-8")
    assert "KeyError" in diary
    assert "Fatima" not in diary


def test_a_defect_is_said_frankly(marta):
    marta.tell_defect(ValueError("Fatima El Amrani"))

    page = marta.window.page("home")
    assert page.banner.isVisible()
    assert "written in the activity log" in page.banner.accessibleDescription()
    assert "Fatima" not in page.banner.accessibleDescription()


def hits(app):
    """What the palette offers."""
    model = shown(app, Palette).list.model()
    found = [model.index(row, 0).data(HIT_ROLE) for row in range(model.rowCount())]
    return [hit for hit in found if hit is not None]


class TestSearch:
    """The palette over a scene with a class and two labs."""

    @pytest.fixture
    def app(self, qtbot, tmp_path):
        furnished(tmp_path, ("Marta Colombo", list(Role)))
        opened = Workspace.open(tmp_path / "data" / REAL)
        rho = places.municipality_id("015182")
        with opened.write("Scene") as uow:
            school_id = schools.add_school(uow, "Scuola media Aurora", rho)
            self.class_id = schools.add_class(uow, school_id, 2026, "2B", roster_mode=RosterMode.NAMES)
            rosters.enrol(uow, self.class_id, 1, "Fattori", "Giulia")
            self.lab_ids = [labs.add_lab(uow, name, rho) for name in ("Facciamoci compagnia", "Fai da noi")]
            fatima = people.add_person(uow, "El Amrani", "Fatima")
            labs.add_member(uow, self.lab_ids[0], fatima)
        opened.close()
        with started(qtbot, tmp_path) as app:
            yield app

    def hits(self, app):
        return hits(app)

    def titles(self, app):
        return [hit.title for hit in self.hits(app)]

    def search(self, text):
        press(Qt.Key.Key_K, modifier=Ctrl)
        write(text)

    def test_a_class_is_opened_by_its_name(self, app):
        self.search("2b")
        press(Enter)

        assert shown(app, Palette) is None
        assert app.window.current_key == "classes"

    def test_people_come_before_labs_and_pupils_are_not_found(self, app):
        self.search("fa")

        assert self.titles(app)[:3] == ["Fatima El Amrani", "Facciamoci compagnia", "Fai da noi"]

    def test_a_person_is_told_by_their_lab_and_opened_at_their_card(self, app):
        self.search("fatima ela")
        assert self.titles(app) == []
        press(Qt.Key.Key_Escape)
        self.search("fatima el")
        assert self.hits(app)[0].detail == "Facciamoci compagnia"
        press(Enter)
        assert app.window.current_key == "people"
        assert app.window.page("people").panel.name.text() == "Fatima El Amrani"

    def test_what_was_chosen_more_often_moves_up_and_is_offered_first(self, app):
        for _each in range(2):
            self.search("fai")
            press(Enter)
        self.search("fa")
        assert self.titles(app)[1:3] == ["Fai da noi", "Facciamoci compagnia"]
        press(Qt.Key.Key_Escape)
        self.search("")
        assert self.titles(app) == ["Fai da noi"]

    def test_an_angle_lists_commands_only(self, app):
        self.search(">set")
        assert self.titles(app) == ["Settings"]
        press(Enter)
        assert app.window.current_key == "settings"

    def test_nothing_found_is_said(self, app):
        self.search("xyzzy")
        assert "No results for “xyzzy”." in shown(app, Palette)._nothing.text()

    def test_the_next_class_and_the_next_meeting_have_their_keys(self, app):
        press(Qt.Key.Key_R, modifier=Ctrl)
        assert app.window.current_key == "classes"
        press(Qt.Key.Key_L, modifier=Ctrl)
        assert app.window.current_key == "labs"
        press(Qt.Key.Key_H, modifier=Ctrl)
        assert app.window.current_key == "volunteering"


def test_the_window_speaks_another_language_and_keeps_its_page(qtbot, marta):
    before = marta.window
    marta.window.show_page("settings")
    marta.preferences.change(language="it")

    assert marta.window is not before
    assert marta.window.current_key == "settings"
    assert settings.load(marta.where.settings_file).language == "it"
    marta.preferences.change(language="en")
    assert marta.window.current_key == "settings"
