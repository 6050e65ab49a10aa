"""The collection: packages looked at before, taken in whole, told about afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.security.signing import six_words
from op_desktop.storage.backup import backups
from op_desktop.sync.identity import identity
from op_desktop.sync.inspection import accept_device, inspect, packages_in
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace
from ui.models.collection import PackageState, details_of, hole_words

WAIT = 20_000


@pytest.fixture
def device(tmp_path):
    opened = Workspace.open(tmp_path / "cafe", label="cafe-rho", training=True)
    yield opened
    opened.close()


@pytest.fixture
def page(desk, tmp_path, qtbot):
    page = desk.window.show_page("collection")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    return page


def press(window, key):
    QTest.keyClick(QApplication.focusWidget() or window, key)


def work(device, *names):
    with device.write("Work") as uow:
        uow.put_all([Person(id=new_id(), family_name=name) for name in names])


def words(widget):
    # A label just added to a shown page is shown at the next turn of the loop: only what was hidden on purpose is out.
    hidden = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    return [
        label.text() for label in widget.findChildren(QLabel) if not (label.isHidden() and label.testAttribute(hidden))
    ]


def look_at(page, qtbot, *paths):
    page.add_paths(paths)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy, timeout=WAIT)


def states(page):
    return [row.state for row in page.list.model.rows]


def test_without_packages_the_page_says_what_to_do(page):
    assert page.empty_state.text.text() == "Drag the packages you received here."
    assert QApplication.focusWidget() is page.empty_state.button


def test_a_new_device_is_accepted_by_its_six_words_and_enter_takes_its_package_in(page, device, desk, qtbot, tmp_path):
    work(device, "Conti", "Popa")
    package = hand_over(device, tmp_path / "out", author="Davide Sala").path
    look_at(page, qtbot, tmp_path / "out")
    assert states(page) == [PackageState.UNKNOWN_DEVICE]
    for word in six_words(identity(device).key.public):
        assert word in words(page.detail)
    page.detail.accept.setFocus()
    press(desk.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(page) == [PackageState.NEW], timeout=WAIT)
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=WAIT)
    assert QApplication.focusWidget() is page.take.take
    assert page.take.take.accessibleName() == "Take in 1 package"
    press(desk.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(page) == [PackageState.DONE], timeout=WAIT)
    assert "2 new changes, 0 already known." in words(page.detail)
    with desk.workspace.read() as reader:
        assert {each.family_name for each in reader.all(Person)} >= {"Conti", "Popa"}
    assert len(backups(desk.workspace.folder)) == 1
    assert QApplication.focusWidget() is page.metrics
    assert package.exists()


def test_the_same_package_again_changes_nothing_and_says_since_when(page, device, desk, qtbot, tmp_path):
    work(device, "Conti")
    package = hand_over(device, tmp_path / "out").path
    accept_device(desk.workspace, inspect(desk.workspace, package))
    look_at(page, qtbot, package)
    page.take_in()
    qtbot.waitUntil(lambda: states(page) == [PackageState.DONE], timeout=WAIT)
    look_at(page, qtbot, package)
    assert states(page) == [PackageState.KNOWN]
    assert "This package has been in since 24 November 2026. Nothing changes." in words(page.detail)
    assert not page.take.isVisible()


def test_a_broken_package_is_refused_by_name_and_the_others_go_in(page, device, desk, qtbot, tmp_path):
    work(device, "Conti")
    out = tmp_path / "out"
    good = hand_over(device, out, author="Davide Sala").path
    accept_device(desk.workspace, inspect(desk.workspace, good))
    broken = out / "OPD_broken_1-2_00000000.opb.zip"
    broken.write_bytes(good.read_bytes()[:-300])
    look_at(page, qtbot, out)
    assert sorted(states(page)) == [PackageState.NEW, PackageState.REFUSED]
    page.list.choose(str(broken))
    assert any("is not complete" in each for each in words(page.detail))
    page.take_in()
    qtbot.waitUntil(lambda: PackageState.DONE in states(page), timeout=WAIT)
    assert sorted(states(page)) == [PackageState.DONE, PackageState.REFUSED]


def test_a_missing_package_leaves_a_hole_that_is_told(page, device, desk, qtbot, tmp_path):
    work(device, "Conti")
    first = hand_over(device, tmp_path / "one").path
    accept_device(desk.workspace, inspect(desk.workspace, first))
    device.keep_local("acked_to", "1")
    work(device, "Popa", "Riva")
    device.keep_local("acked_to", "2")
    second = hand_over(device, tmp_path / "two").path
    look_at(page, qtbot, second)
    page.take_in()
    qtbot.waitUntil(lambda: states(page) == [PackageState.DONE], timeout=WAIT)
    (row,) = page.list.model.rows
    assert row.chip[0] == "Holes"
    assert "Missing from cafe-rho: 1–2. Ask for a package from 1." in details_of(row)


def test_stopping_leaves_what_was_not_taken_in_as_it_was(page, device, desk, qtbot, tmp_path):
    work(device, "Conti")
    package = hand_over(device, tmp_path / "out").path
    accept_device(desk.workspace, inspect(desk.workspace, package))
    look_at(page, qtbot, package)
    page.take_in()
    QTest.keyClick(page.take.progress.stop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=WAIT)
    assert states(page) == [PackageState.NEW]
    with desk.workspace.read() as reader:
        assert "Conti" not in {each.family_name for each in reader.all(Person) if not each.given_name}
    assert "Stopped." in words(page.banner)


def test_packages_taken_in_earlier_stay_in_the_list(page, device, desk, qtbot, tmp_path):
    work(device, "Conti")
    package = hand_over(device, tmp_path / "out").path
    accept_device(desk.workspace, inspect(desk.workspace, package))
    look_at(page, qtbot, package)
    page.take_in()
    qtbot.waitUntil(lambda: states(page) == [PackageState.DONE], timeout=WAIT)
    page._rows.clear()
    page.refresh()
    assert states(page) == [PackageState.EARLIER]
    assert page.list.model.rows[0].chip[0] == "Inside since 24 Nov"


def test_the_sums_count_people_presences_hours_and_certificates(page, desk, qtbot):
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    shown = words(page.holdings)
    assert shown[shown.index("Different people") - 1] == "8"
    assert shown[shown.index("Attendances") - 1] == "50"


def test_only_packages_are_picked_from_a_folder(tmp_path):
    for name in ("a.opb", "b.opb.zip", "b.opb.zip.sha256", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in packages_in(tmp_path)] == ["a.opb", "b.opb.zip"]


def test_holes_are_written_as_spans():
    assert hole_words([(101, 140), (200, 200)]) == "101–140, 200"
