"""Papers about volunteers by key events: the statement, a certificate and its correction, and who may make one."""

import csv
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from op_desktop.domain.account import Role
from op_desktop.domain.certificate import CertificateKind
from op_desktop.domain.volunteering import Activity, Task
from op_desktop.register import certificates, hours_week, volunteering
from op_desktop.register.hours_subject import Subject
from op_desktop.security.permissions import Actor
from tests.ui.pages.test_volunteering import Typist
from ui.models.hours_papers import Paper
from ui.navigation import entries
from ui.pages.certificates import CertificatesPage
from ui.pages.printing import CERTIFICATES_FOLDER, PRINTS_FOLDER
from ui.pages.volunteering import VolunteeringPage

YEAR = date(2026, 1, 1), date(2026, 12, 31)
CTRL = Qt.KeyboardModifier.ControlModifier
NAUGHTY = "=1+1 <b>ẞß</b> '; DROP TABLE  €ª"


@pytest.fixture
def folders(workspace, scene, desk, tmp_path):
    """Fatima gave 2:30 that somebody confirmed and 1:00 that nobody did; files go to two folders."""
    lab = Subject(Activity.LAB, scene.lab_id)
    with workspace.write("Hours") as uow:
        for day, minutes in ((10, 150), (17, 60)):
            hours_week.set_cell(uow, lab, scene.person_ids[0], date(2026, 11, day), minutes, Task.TEACHING)
        first = volunteering.hours(uow, date(2026, 11, 10), date(2026, 11, 10)).rows[0]
        volunteering.confirm(uow, [first.id])
    workspace.keep_local(PRINTS_FOLDER, str(tmp_path / "prints"))
    workspace.keep_local(CERTIFICATES_FOLDER, str(tmp_path / "certificates"))
    return tmp_path / "prints", tmp_path / "certificates"


def words_of(path):
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", " ")
    finally:
        document.close()


def test_a_statement_takes_five_keys_and_its_csv_adds_up(desk, scene, folders, viewer, qtbot):
    page, keys = desk.window.show_page("volunteering"), Typist()
    keys.press(Qt.Key.Key_P, CTRL).type("fa").enter()
    dialog = page.printing.dialog
    assert dialog.told.text() == "3:30 hours, 2:30 confirmed"
    qtbot.waitUntil(lambda: dialog.preview.shown)
    keys.enter()
    assert keys.keys == 5
    qtbot.waitUntil(lambda: len(viewer.opened) == 1)
    assert "Totale 3:30 di cui confermate 2:30" in words_of(viewer.opened[0])
    assert viewer.opened[0].parent == folders[0]
    dialog = page.ask_print()
    keys.type("fa").enter()
    dialog.form.set_current(".csv")
    dialog.accept()
    qtbot.waitUntil(lambda: len(viewer.opened) == 2)
    with viewer.opened[1].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    assert [row[5] for row in rows] == ["2:30", "1:00"]


def test_a_certificate_is_made_corrected_and_found_in_the_register(desk, workspace, scene, folders, viewer, qtbot):
    page, keys = desk.window.show_page("volunteering", certify=True), Typist()
    dialog = page.printing.dialog
    assert not dialog.confirm.isEnabled()
    keys.type("fa").enter()
    assert dialog.tasks.text() == "insegnamento"
    for field in (dialog.organisation, dialog.seat, dialog.skills, dialog.place_field, dialog.signatory, dialog.role):
        field.setText(NAUGHTY)
    keys.enter()
    # Under way in the row that can be stopped, as every long work of a page.
    assert page.printing.paper.work.progress.isVisible()
    qtbot.waitUntil(lambda: len(viewer.opened) == 1)
    told = words_of(viewer.opened[0])
    assert "2 ore e 30 minuti" in told
    assert NAUGHTY.split("  ")[0] in told
    with workspace.read() as reader:
        (first,) = certificates.issued(reader, kind=CertificateKind.VOLUNTEER)
    assert (first.holder, first.minutes) == ("Fatima El Amrani", 150)
    assert "fatima" not in viewer.opened[0].name.casefold()
    register = desk.window.show_page("certificates")
    assert register.panel.again.isVisible()
    register.panel.again.click()
    dialog = page.printing.dialog
    assert dialog.person.field.text() == "Fatima El Amrani"
    assert dialog.told.text().endswith("takes the place of OP-2026-D01-00001")
    # What was typed once is proposed again.
    assert dialog.organisation.text() == NAUGHTY.strip()
    dialog.reason.setText("Cognome")
    dialog.accept()
    qtbot.waitUntil(lambda: len(viewer.opened) == 2)
    assert "Sostituisce il n. OP-2026-D01-00001" in words_of(viewer.opened[1])
    with workspace.read() as reader:
        second, first = certificates.issued(reader, kind=CertificateKind.VOLUNTEER)
    assert (second.replaces_id, first.reason) == (first.id, "Cognome")


def test_the_extract_needs_nobody_and_the_administration_certifies_volunteers_only(
    desk, workspace, scene, folders, viewer, qtbot
):
    page = desk.window.show_page("volunteering")
    dialog = page.printing.ask(Paper.EXTRACT)
    qtbot.waitUntil(lambda: dialog.preview.shown)
    dialog.accept()
    qtbot.waitUntil(lambda: len(viewer.opened) == 1)
    assert "Questo non è il registro dei volontari" in words_of(viewer.opened[0])
    assert viewer.opened[0].name == "estratto_volontari_2026-01-01_2026-11-24.pdf"
    desk.names.toggle()
    assert page.ask_print() is None
    desk.names.toggle()
    # The administration issues certificates of volunteers, not those of classes; operators do not even see these.
    with workspace.write("Issue") as uow:
        of_class = certificates.prepare_class(uow, scene.class_id)
        of_volunteer = certificates.prepare_volunteer(uow, scene.person_ids[0], *YEAR)
        certificates.issue(uow, [of_class, replace(of_volunteer, number="OP-2026-D01-00002")], b"%PDF")
    for role, seen in ((Role.ADMINISTRATOR, 2), (Role.OPERATOR, 1)):
        workspace.actor = Actor(scene.account.id, frozenset([role]))
        register = desk.window.show_page("certificates")
        register.refresh()
        assert len(register.model.rows) == seen
    assert "certificates" in {entry.key for entry in entries(desk)}
    hours = VolunteeringPage(desk)
    qtbot.addWidget(hours)
    assert "Value of an hour" not in [each.accessibleName() for each in hours.findChildren(QAbstractButton)]
    register = CertificatesPage(desk)
    qtbot.addWidget(register)
    register.refresh()
    kinds = {row.certificate.kind: register.panel.show_row(row) or not register.panel.revoke.isHidden()
             for row in register.model.rows}  # fmt: skip
    assert kinds == {CertificateKind.VOLUNTEER: True}
