"""What the window asks before it opens a data file that is not the one it knows, and how it upgrades an older one."""

import gzip
import os
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from op_desktop.domain.account import Role
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.register import accounts, places
from op_desktop.storage import journal, local_values
from op_desktop.storage.backup import back_up, backups
from op_desktop.storage.clock import ROME
from op_desktop.storage.database import WRITING, connect, sqlite_url
from op_desktop.workspace import DATABASE, Workspace
from tests.ui.starting import focused, folders_in, press, shown, started, tab_to
from ui.beginning import REAL
from ui.dialogs.trouble import Trouble
from ui.notices import Notices

SAMPLE = Path(__file__).parents[1] / "samples" / "0.1.0" / f"{DATABASE}.gz"
Enter = Qt.Key.Key_Return


def furnished(root, *, name="Marta Colombo", label="portatile-rho-1", folder=REAL):
    """A plain workspace that this computer knows, closed again."""
    where = folders_in(root)
    opened = Workspace.open(where.data / folder, state=where.state, label=label)
    with opened.write("Set up") as uow:
        places.seed_reference(uow)
        accounts.add_account(uow, name, list(Role))
    opened.close()
    return where.data / folder / DATABASE


def add_person(root):
    where = folders_in(root)
    opened = Workspace.open(where.data / REAL, state=where.state)
    with opened.write("Add") as uow:
        uow.put(Person(id=new_id(), family_name="Brambilla"))
    opened.close()


@pytest.fixture
def rewound(tmp_path):
    """An older file in the place of the one that was open here last."""
    file = furnished(tmp_path)
    older = file.read_bytes()
    add_person(tmp_path)
    file.write_bytes(older)
    return tmp_path


def test_an_older_file_is_asked_about_and_goes_on_as_a_new_history(qtbot, rewound):
    with started(qtbot, rewound) as app:
        card = shown(app, Trouble)
        assert card.title.text() == "This data is older than what was open here last."
        assert "1 change that was written on this computer is not in it." in card.text.text()
        assert focused() == "It is the wrong file"
        assert app.opening.workspace is None
        tab_to("Put back on purpose")
        press(Enter)
        assert app.opening.session.desk.account.name == "Marta Colombo"
    with started(qtbot, rewound) as app:
        assert shown(app, Trouble) is None
        assert app.opening.session is not None


def test_the_wrong_file_is_not_touched_and_the_right_one_opens(qtbot, rewound):
    file = rewound / "data" / REAL / DATABASE
    before = file.read_bytes()
    with started(qtbot, rewound) as app:
        press(Enter)
        card = shown(app, Trouble)
        assert card.title.text() == "The right file has to be put back."
        assert str(file.parent) in card.text.text()
        assert app.opening.workspace is None
        assert file.read_bytes() == before
        assert focused() == "Try again"
        press(Enter)
        assert shown(app, Trouble).title.text() == "This data is older than what was open here last."


def test_the_question_speaks_another_language_and_stays(qtbot, rewound):
    with started(qtbot, rewound) as app:
        app.preferences.change(language="it")
        qtbot.waitUntil(lambda: shown(app, Trouble) is not None)
        assert shown(app, Trouble).title.text() != "This data is older than what was open here last."


def test_another_device_s_data_is_named_and_taken_only_if_somebody_says_so(qtbot, tmp_path):
    mine = furnished(tmp_path)
    other = furnished(tmp_path, name="Davide Sala", label="portatile-arese-1", folder="other")
    os.replace(other, mine)
    with started(qtbot, tmp_path) as app:
        title = shown(app, Trouble).title.text()
        assert title == "This is the data of “portatile-arese-1”; until now “portatile-rho-1” was in this folder."
        tab_to("Work with this data")
        press(Enter)
        assert app.opening.session.desk.account.name == "Davide Sala"


def test_a_copied_folder_says_that_it_is_a_new_device(qtbot, tmp_path):
    file = furnished(tmp_path)
    opened = Workspace.open(file.parent)
    with opened.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        local_values.keep(connection, "machine", "0" * 32)
        before = journal.own_replica(connection).device
    opened.close()
    for remembered in (tmp_path / "state").iterdir():
        remembered.unlink()

    with started(qtbot, tmp_path) as app:
        notice = app.window.strips.of("resumed")
        assert notice.isVisible()
        assert "This data comes from another computer." in notice.accessibleDescription()
        with app.opening.workspace.read() as reader:
            assert journal.own_replica(reader.connection).device != before
    with started(qtbot, tmp_path) as app:
        assert not app.window.strips.of("resumed").isVisible()


def test_our_own_way_back_asks_nothing(qtbot, tmp_path):
    furnished(tmp_path)
    with started(qtbot, tmp_path) as app:
        workspace = app.opening.workspace
        with workspace.write("Add") as uow:
            uow.put(Person(id=new_id(), family_name="Rossi"))
        from_window = app.opening.session.desk.restore
        made = back_up(workspace.engine, workspace.folder, workspace.now)
        with workspace.write("Add") as uow:
            uow.put(Person(id=new_id(), family_name="Brambilla"))
        from_window(made.path)
        assert shown(app, Trouble) is None
        with app.opening.workspace.read() as reader:
            assert [person.family_name for person in reader.all(Person)] == ["Rossi"]


def old_folder(root):
    folder = folders_in(root).data / REAL
    folder.mkdir()
    (folder / DATABASE).write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    return folder


def test_data_of_an_older_version_is_brought_up_to_date_behind_a_backup(qtbot, tmp_path):
    folder = old_folder(tmp_path)
    with started(qtbot, tmp_path) as app:
        qtbot.waitUntil(lambda: app.opening.workspace is not None, timeout=10_000)
        assert len(backups(folder)) == 1


def test_an_upgrade_that_fails_says_where_the_backup_is(qtbot, tmp_path):
    folder = old_folder(tmp_path)
    engine = connect(sqlite_url(folder / DATABASE))
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(
            "CREATE TRIGGER obstacle BEFORE UPDATE ON alembic_version BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    engine.dispose()
    with started(qtbot, tmp_path) as app:
        qtbot.waitUntil(lambda: shown(app, Trouble) is not None, timeout=10_000)
        card = shown(app, Trouble)
        assert "could not be brought up to date" in card.title.text()
        assert str(backups(folder)[0].path) in card.text.text()
        assert app.opening.workspace is None


class TestNotices:
    """The strips over the pages, at a desk of its own."""

    def at(self, app, moment):
        app.opening.workspace._wall = lambda: moment

    @pytest.fixture
    def app(self, qtbot, tmp_path):
        furnished(tmp_path)
        with started(qtbot, tmp_path) as app:
            yield app

    def notices(self, app):
        return app.opening.session.findChild(Notices)

    def test_a_clock_before_what_was_written_names_the_year_and_stops_nobody(self, app):
        self.at(app, datetime(2019, 3, 1, 9, 0, tzinfo=ROME))
        self.notices(app).look_at_clock()

        notice = app.window.strips.of("clock")
        assert notice.accessibleDescription() == (
            "This computer’s clock says 2019. Set it right before recording, or attendance goes to the wrong year."
        )
        with app.opening.workspace.write("Add") as uow:
            uow.put(Person(id=new_id(), family_name="Rossi"))

    def test_a_clock_put_right_is_silent_again(self, app):
        right = app.opening.workspace._wall
        newest = app.opening.workspace.now
        self.at(app, replace_day(newest))
        self.notices(app).look_at_clock()
        notice = app.window.strips.of("clock")
        assert notice.isVisible()

        app.opening.workspace._wall = right
        self.notices(app).look_at_clock()
        assert not notice.isVisible()

    def test_a_minute_s_difference_is_nobody_s_concern(self, app):
        self.at(app, app.opening.workspace._wall().replace(second=0))
        self.notices(app).look_at_clock()
        assert not app.window.strips.of("clock").isVisible()

    def test_a_local_folder_is_passed_over_in_silence(self, app):
        assert not app.window.strips.of("folder").isVisible()


def replace_day(moment):
    return moment.replace(tzinfo=ROME, month=1, day=1, hour=0, minute=1)


def test_a_folder_of_a_cloud_service_is_named_with_what_to_do(qtbot, tmp_path):
    root = tmp_path / "Dropbox" / "op"
    root.mkdir(parents=True)
    furnished(root)
    with started(qtbot, root) as app:
        notice = app.window.strips.of("folder")
        assert notice.isVisible()
        assert "The data is in a folder that Dropbox keeps in step" in notice.accessibleDescription()
        assert str(root / "data" / REAL) in notice.accessibleDescription()
        assert app.opening.session is not None
