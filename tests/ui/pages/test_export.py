"""The hand-over in three keys, onto a stick that may vanish, with its code."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.register.handovers import past_hand_overs, ready, waiting
from op_desktop.security.sealing import new_identity, recipient_of
from op_desktop.storage import journal
from op_desktop.sync.identity import join
from ui.folders import path_words
from ui.models.hand_over import size_words
from ui.pages.export_places import Stick
from ui.widgets.list_row import ListRow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stick(tmp_path):
    root = tmp_path / "KINGSTON"
    root.mkdir()
    return Stick("KINGSTON", root, 14_200_000_000)


@pytest.fixture
def page(desk, tmp_path, qtbot):
    desk.hand_over_folder = tmp_path / "Consegne"
    page = desk.window.show_page("export")
    page.target.show_sticks([])
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    return page


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_three_keys_hand_the_month_over(desk, tmp_path, qtbot):
    desk.hand_over_folder = tmp_path / "Consegne"
    desk.window.show_page("home")
    press(desk.window, Qt.Key.Key_D, CTRL)
    page = desk.window.page("export")
    press(desk.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.done.isVisible() and not desk.jobs.busy, timeout=20_000)
    with desk.workspace.read() as reader:
        (past,) = past_hand_overs(reader)
    assert page.delivered.handed.code == past.code
    assert (tmp_path / "Consegne" / past.file).exists()
    press(desk.window, Qt.Key.Key_Return)
    assert desk.window.current_key == "home"


def test_the_checks_run_by_themselves_and_stop_nobody(page):
    rows = [row.words.title.text() for row in page.checks.findChildren(ListRow) if not row.isHidden()]
    assert rows == ["1 register still open", "Volunteers’ hours confirmed", "Dates and totals are consistent"]
    assert page.checks.chip.text() == "1 warning"
    assert page.target.make.isEnabled()


def test_a_warning_leads_to_what_it_is_about(page, desk, scene):
    button = next(each for each in page.checks.findChildren(type(page.target.make)) if each.text() == "Complete")
    button.setFocus()
    press(desk.window, Qt.Key.Key_Return)
    assert desk.window.page("classes").class_id == scene.seats_class_id


def test_what_leaves_is_told_by_subject_and_equals_the_package(page, desk, qtbot):
    shown = {row.id: row.rows for row in page.shares.model.rows}
    assert shown["pupils"] == 2 * (25 + 22)
    assert shown["class_attendance"] == 50
    page.hand_over()
    qtbot.waitUntil(lambda: page.done.isVisible(), timeout=20_000)
    assert sum(page.delivered.handed.rows.values()) == sum(shown.values())


def test_sizes_are_those_of_the_tables_in_the_package(desk, page):
    with desk.workspace.read() as reader:
        shares = {share.subject: share for share in waiting(reader).shares}
    # 50 marks of one id, three references or codes, and what is empty: between 100 and 250 letters each.
    assert 5_000 < shares["class_attendance"].bytes < 12_500
    assert size_words(6_400) == "6\u00a0KB"
    assert size_words(1_840_000) == "1.8\u00a0MB"


def test_the_package_goes_onto_the_stick_and_stays_here(page, desk, stick, qtbot, tmp_path):
    page.target.show_sticks([stick])
    assert page.target.stick == stick
    page.hand_over()
    qtbot.waitUntil(lambda: page.done.isVisible(), timeout=20_000)
    name = page.delivered.handed.path.name
    assert (stick.root / "OP Desktop" / name).read_bytes() == (tmp_path / "Consegne" / name).read_bytes()
    assert (stick.root / "OP Desktop" / f"{name}.sha256").exists()
    assert "Eject the stick, then take it out" in words(page.done)


def test_a_stick_taken_out_leaves_the_package_here_and_takes_the_copy_later(page, desk, stick, qtbot):
    page.target.show_sticks([stick])
    shutil.rmtree(stick.root)
    page.hand_over()
    qtbot.waitUntil(lambda: page.done.isVisible(), timeout=20_000)
    assert "The USB stick is gone." in words(page.banner)
    assert page.delivered.handed.path.exists()
    assert page.done.again.isVisible()
    stick.root.mkdir()
    page.target.look = lambda: page.target.show_sticks([stick])
    page.done.again.click()
    qtbot.waitUntil(lambda: page.delivered.copy is not None, timeout=5_000)
    assert (stick.root / "OP Desktop" / page.delivered.handed.path.name).exists()


def test_stopping_hands_nothing_over(page, desk, qtbot):
    page.hand_over()
    page.target.progress.stop.click()
    qtbot.waitUntil(lambda: page.target.make.isVisible(), timeout=20_000)
    with desk.workspace.read() as reader:
        assert past_hand_overs(reader) == []
    assert QApplication.focusWidget() is page.target.make


def test_the_page_says_honestly_whether_the_package_is_sealed(page, desk, qtbot):
    assert "Not sealed" in words(page.target)
    assert "Practice data: whoever has the package can read it" in words(page.target)
    join(desk.workspace, code="D03", centre=recipient_of(new_identity()))
    page.refresh()
    qtbot.waitUntil(lambda: "Sealed" in words(page.target))
    page.hand_over()
    qtbot.waitUntil(lambda: page.done.isVisible(), timeout=20_000)
    assert page.delivered.handed.sealed
    assert page.delivered.handed.path.suffix == ".opb"


def test_after_a_hand_over_only_what_is_new_counts_and_nothing_new_is_said(page, desk, qtbot):
    page.hand_over()
    qtbot.waitUntil(lambda: page.done.isVisible() and not desk.jobs.busy, timeout=20_000)
    page.finish()
    desk.window.show_page("export")
    assert page.nothing.isVisible()
    assert not page.shares.isVisible()
    with desk.workspace.write("New person") as uow:
        uow.put(Person(id=new_id(), family_name="Riva", given_name="Sara"))
    qtbot.waitUntil(lambda: page.shares.isVisible() and not desk.jobs.busy)
    changed = {row.id: row.changed for row in page.shares.model.rows if row.changed}
    assert changed == {"people": 1}
    with desk.workspace.read() as reader:
        assert ready(reader).since_last == 1


def test_what_the_centre_acknowledged_does_not_leave_again(page, desk, qtbot):
    page.hand_over()
    qtbot.waitUntil(lambda: page.done.isVisible() and not desk.jobs.busy, timeout=20_000)
    with desk.workspace.read() as reader:
        head = journal.head(reader.connection).seq
    desk.workspace.keep_local(journal.ACKED, str(head))
    with desk.workspace.read() as reader:
        assert past_hand_overs(reader)[0].received
        assert waiting(reader).rows == 0
        assert waiting(reader, everything=True).changes == head
        assert ready(reader).rows == 0


def test_nothing_to_hand_over_is_said_and_everything_again_still_works(page, desk, qtbot):
    with desk.workspace.read() as reader:
        head = journal.head(reader.connection).seq
    desk.workspace.keep_local(journal.ACKED, str(head))
    page.hand_over()
    qtbot.waitUntil(lambda: page.banner.isVisible(), timeout=20_000)
    assert "There is nothing to hand over yet." in words(page.banner)
    page.hand_over_everything()
    qtbot.waitUntil(lambda: page.done.isVisible(), timeout=20_000)
    assert page.delivered.handed.changes == head


def test_folders_are_written_as_people_read_them(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_words(tmp_path / "Documents" / "OP Desktop" / "Consegne") == "Documents › OP Desktop › Consegne"
