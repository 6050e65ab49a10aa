"""The clean-up wizard by real keys: looks first, does nothing unconfirmed, tells what it did."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.domain.account import Role
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.school import RosterMode
from op_desktop.register import attendance, certificates, lessons, rosters, schools
from op_desktop.security.permissions import Actor
from tests.ui.pages.class_scene import press
from tests.ui.pages.conftest import PUPILS
from ui.desk import new_desk
from ui.dialogs.clean_up import SURE, CleanUpDialog
from ui.navigation import entries
from ui.pages.settings_clean_up import CleanUpSection


@pytest.fixture
def old_class(workspace, scene):
    """Last year's 3A of the educator at work, with five names, a note and two certificates."""
    with workspace.write("Scene") as uow:
        class_id = schools.add_class(
            uow, scene.school_id, 2025, "3A", roster_mode=RosterMode.NAMES, educator_id=scene.account.id
        )
        pupils = [rosters.enrol(uow, class_id, None, *each) for each in PUPILS[:5]]
        (lesson,) = lessons.plan_lessons(uow, class_id, [datetime(2026, 3, 10, 9)], 60)
        attendance.mark(uow, lesson, pupils[2], attendance.Mark.LATE, 10, "arriva dalla palestra")
        attendance.close(uow, lesson)
        for number, each in enumerate(certificates.prepare_pupils(uow, class_id, pupils[:2])):
            certificates.issue(uow, [each], f"%PDF {number}".encode())
    return class_id


def section_of(desk):
    page = desk.window.show_page("settings", section="clean_up")
    assert isinstance(page.section, CleanUpSection)
    return page.section


def erasures(workspace):
    with workspace.read() as reader:
        return reader.all(Erasure)


def test_what_is_due_is_listed_with_its_counts(desk, old_class):
    section = section_of(desk)
    assert section.start.isVisible()
    assert [len(each.pupils) for each in section.due] == [5]
    section.start.click()
    dialog = desk.window.findChild(CleanUpDialog)
    assert QApplication.focusWidget() is dialog.cancel
    assert dialog.classes[old_class].accessibleName() == "3ªA, Scuola media Aurora, 2025/2026"


def test_nothing_is_erased_without_the_word(desk, workspace, old_class):
    section_of(desk).start.click()
    dialog = desk.window.findChild(CleanUpDialog)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.steps.current == SURE
    assert dialog.sum.text() == "These are erased: 5 names, 1 note beside a mark, 2 named certificates."
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "eras")
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)
    assert erasures(workspace) == []


def test_confirmed_it_erases_tells_and_lists_nothing_more(qtbot, desk, workspace, old_class):
    section = section_of(desk)
    section.start.click()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "erase")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section.due == [] and not desk.jobs.busy, timeout=10_000)
    assert len(erasures(workspace)) == 5 + 1 + 2
    with workspace.read() as reader:
        assert {row.family for row in rosters.roster(reader, old_class)} == {""}
        assert {each.holder for each in certificates.issued(reader, class_id=old_class)} == {""}
    register = desk.window.show_page("classes", class_id=old_class)
    assert register.register.grid.model().index(0, 1).data() == "Place 1"


def test_certificates_can_be_left_out(qtbot, desk, workspace, old_class):
    section = section_of(desk)
    section.start.click()
    dialog = desk.window.findChild(CleanUpDialog)
    dialog.certificates.setFocus()
    press(Qt.Key.Key_Space)
    dialog.accept()
    assert dialog.sum.text() == "These are erased: 5 names, 1 note beside a mark."
    QTest.keyClicks(dialog.word, "erase")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.jobs.busy and len(erasures(workspace)) == 6, timeout=10_000)


def test_where_nothing_is_due_the_day_is_told(desk):
    section = section_of(desk)
    assert section.due == []
    assert not section.start.isVisible()
    said = [label.text() for label in section.findChildren(QLabel)]
    assert "Nothing is due. The names of 2026/2027 are due from 1 September 2027." in said


def test_an_educator_sees_the_own_classes_and_an_operator_no_such_section(workspace, window, scene, old_class):
    colleague = Actor("somebody-else", frozenset({Role.EDUCATOR}))
    for actor, expected in ((Actor(scene.account.id, frozenset({Role.EDUCATOR})), [old_class]), (colleague, [])):
        workspace.actor = actor
        desk = new_desk(workspace, window, scene.account, window)
        window.set_pages(entries(desk))
        assert [each.id for each in section_of(desk).due] == expected
        desk.jobs.stop()
    workspace.actor = Actor("operator", frozenset({Role.OPERATOR}))
    desk = new_desk(workspace, window, scene.account, window)
    window.set_pages(entries(desk))
    page = window.show_page("settings", section="clean_up")
    assert not isinstance(page.section, CleanUpSection)
    desk.jobs.stop()


def test_the_administration_sets_how_long_names_are_kept(desk, workspace, old_class):
    section = section_of(desk)
    section._ask_days(0)
    field = QApplication.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, "90")
    press(Qt.Key.Key_Return)
    assert section.due == [], "90 days after 31 August have not passed on 24 November"
    section.page.undo()
    assert len(section.due) == 1
