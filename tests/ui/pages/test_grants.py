"""The page of the grant call: from the first edition to the lab, and read only for operators."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from op_desktop.domain.account import Account, Role
from op_desktop.domain.grant import ApplicationMunicipality, ApplicationStatus, GrantApplication, GrantCall
from op_desktop.domain.lab import Lab, LabOrigin
from op_desktop.domain.record import new_id
from op_desktop.exchange.figures import Form
from op_desktop.register.grant_lists import members
from op_desktop.register.grants import add_member
from op_desktop.security.permissions import Actor
from tests import builders
from ui.pages.grants import GrantsPage
from ui.pages.grants_head import ask_reviewer
from ui.pages.grants_panel import Side
from ui.pages.grants_paper import save_print, save_ranking

CONTROL = Qt.KeyboardModifier.ControlModifier
TITLE = "Orti <b>sospesi</b> %s {0}"


@pytest.fixture
def page(desk):
    return desk.window.show_page("grants")


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def application(workspace):
    with workspace.read() as reader:
        (found,) = reader.all(GrantApplication)
        return found


def drafted(page, desk, workspace):
    """The first edition and a draft of it, by the keyboard."""
    desk.window.run_action("new")
    press(Qt.Key.Key_Return)
    desk.window.run_action("new")
    QApplication.focusWidget().insert(TITLE)
    press(Qt.Key.Key_Return)
    return application(workspace)


def test_nine_people_are_told_and_block_and_the_tenth_hands_in(page, desk, workspace, scene):
    draft = drafted(page, desk, workspace)
    assert page.list.current.row.title == draft.title == TITLE
    desk.window.run_action("quick_field")
    write("fat1")
    for name in ("amina", "marco", "maria", "gius", "elena", "linh", "rosa"):
        write(f"{name}1")
    write("zoe neri")
    press(Qt.Key.Key_Return, CONTROL)
    assert page.list.current.chip.words == "1 person missing"
    assert "it takes at least 10" in page.panel.note.text()
    page.acts.hand_in()
    assert "The group has 9 people" in page.banner.accessibleDescription()
    assert application(workspace).status is ApplicationStatus.DRAFT
    write("ugo blu")
    press(Qt.Key.Key_Return, CONTROL)
    with workspace.read() as reader:
        assert [each.contact for each in members(reader, draft.id)].count(True) == 1
    page.panel.table.setFocus()
    page.panel.table.selectRow(1)
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        assert [each.contact for each in members(reader, draft.id)].count(True) == 2
    page.acts.hand_in()
    assert "at least one municipality" in page.banner.accessibleDescription()
    with workspace.read() as reader:
        assert len(reader.all(GrantCall)) == 1


def test_points_of_two_reviewers_make_the_score_then_money_and_a_lab(
    page, desk, workspace, scene, tmp_path, monkeypatch, viewer
):
    with workspace.write("Second reviewer") as uow:
        uow.put(Account(id=new_id(), name="Zeno Riva", administrator=True))
    drafted(page, desk, workspace)
    with workspace.write("Group") as uow:
        people = builders.persons(uow, *[f"Nome{n} Cognome{n}" for n in range(10)])
        from_page = page.list.current.id
        for person in people:
            page_member(uow, from_page, person)
    page.acts.hand_in()
    page.panel.table.setFocus()
    page.panel.table.selectRow(0)
    press(Qt.Key.Key_Return)
    assert "was handed in" in page.banner.accessibleDescription()
    ask_reviewer(page).take(next(iter(other_accounts(workspace, scene))))
    page.panel.jury.setFocus()
    page.panel.jury.setCurrentIndex(page.panel.points.index(0, 1))
    for column in (1, 2):
        page.panel.jury.setCurrentIndex(page.panel.points.index(0, column))
        for _row in range(4):
            write("8")
            press(Qt.Key.Key_Return)
            # The editor hands its text over with the next turn of the loop, and the cursor goes down after that.
            QApplication.processEvents()
            QApplication.processEvents()
    assert page.list.current.score == "80.00"
    assert page.list.current.place == "1"
    page.panel.jury.setCurrentIndex(page.panel.points.index(3, 2))
    press(Qt.Key.Key_Delete)
    assert page.list.current.score != "80.00"
    page.undo()
    assert page.list.current.score == "80.00"
    page.panel.turn_to(Side.MONEY)
    page.panel.money.amount.setText("1500")
    page.panel.money.fund.click()
    assert page.panel.money.told.text() == "Funded with €1,500"
    assert page.panel.money.parts.count() == 3
    page.list.filter.setText("nothing like it")
    page.refresh()
    assert "€1,500 of" in page.money.text()
    page.list.filter.clear()
    page.panel.money.lab.click()
    with workspace.read() as reader:
        lab = next(lab for lab in reader.all(Lab) if lab.application_id == from_page)
    assert (lab.name, lab.origin) == (TITLE, LabOrigin.GRANT_CALL)
    assert page.panel.money.lab.accessibleName() == "Open the lab"
    for name, save in (("r.csv", lambda: save_ranking(page, page.call, Form.ITALIAN)),
                       ("s.pdf", lambda: save_print(page, page.call, letters=False)),
                       ("l.pdf", lambda: save_print(page, page.call, letters=True))):  # fmt: skip
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, name=name: (str(tmp_path / name), ""))
        save()
        assert (tmp_path / name).stat().st_size > 100


def test_operators_read_and_change_nothing(page, desk, workspace, scene, qtbot):
    draft = drafted(page, desk, workspace)
    assert not page.panel.person.isHidden()
    with workspace.write("Group") as uow:
        add_member(uow, draft.id, scene.person_ids[0])
    workspace.actor = Actor(desk.account.id, frozenset({Role.OPERATOR}))
    read = GrantsPage(desk)
    qtbot.addWidget(read)
    read.visit(application_id=draft.id)
    assert read.list.current.row.title == TITLE
    assert read.panel.person.isHidden()
    read.panel.table.selectRow(0)
    QTest.keyClick(read.panel.table, Qt.Key.Key_Return)
    QTest.keyClick(read.panel.table, Qt.Key.Key_Delete)
    assert read.banner.isHidden()
    assert len(read.panel.members.rows) == 1
    read.acts.give_up()
    assert "administration" in read.banner.accessibleDescription()
    assert application(workspace).status is ApplicationStatus.DRAFT


def page_member(uow, application_id, person):
    """Somebody of the group, with the municipality and the aim that handing in asks for."""
    add_member(uow, application_id, person)
    uow.put(replace(uow.require(GrantApplication, application_id), aim_ties=True))
    uow.put(ApplicationMunicipality.of(application_id=application_id, municipality_id=builders.RHO))


def other_accounts(workspace, scene):
    with workspace.read() as reader:
        return [account.id for account in reader.all(Account) if account.id != scene.account.id]
