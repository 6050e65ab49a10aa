"""Certificates from a class to the register of numbers: three keys, copies, revoking, checking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from op_desktop.domain.attendance import Mark
from op_desktop.domain.certificate import CertificateState
from op_desktop.register import attendance, certificates
from op_desktop.register.eligibility import eligibility
from tests.ui.pages.paper import words
from ui.dialogs.certificate_check import VerifyDialog
from ui.dialogs.certificate_end import CorrectDialog, RevokeDialog
from ui.dialogs.prints import PrintDialog
from ui.models.certificates import CandidatesModel
from ui.pages.printing import CERTIFICATES_FOLDER


@pytest.fixture
def page(desk, workspace, tmp_path, viewer):
    workspace.keep_local(CERTIFICATES_FOLDER, str(tmp_path / "Attestati"))
    return desk.window.show_page("certificates")


def asked(qtbot, desk, page, class_id):
    desk.go("certificates", class_id=class_id)
    dialog = desk.window.findChild(PrintDialog)
    qtbot.waitUntil(lambda: dialog.preview.shown)
    return dialog


def make(qtbot, desk, page, class_id):
    dialog = asked(qtbot, desk, page, class_id)
    dialog.accept()
    qtbot.waitUntil(lambda: page.banner.isVisible(), timeout=15_000)
    return page.model.rows


def test_who_attended_too_little_is_listed_with_the_reason_and_can_be_added(qtbot, desk, page, scene, workspace):
    with workspace.write("Absent once") as uow:
        ids = [row.enrolment_id for row in eligibility(uow, scene.class_id)]
        attendance.reopen(uow, scene.lesson_ids[0])
        attendance.mark(uow, scene.lesson_ids[0], ids[3], Mark.ABSENT)
        attendance.close(uow, scene.lesson_ids[0])
    dialog = asked(qtbot, desk, page, scene.class_id)
    brambilla = dialog.pane.model.rows[3]
    assert (brambilla.ticked, brambilla.why) == (False, "1 meeting of 2: the minimum is 75 %.")
    assert dialog.pane.count.text() == "24 of 25"
    assert dialog.pane.hint.text().startswith("1 pupil attended less than the minimum. You can add them by hand.")
    dialog.pane.table.setCurrentIndex(dialog.pane.model.index(3, CandidatesModel.TICK))
    qtbot.keyClick(dialog.pane.table, Qt.Key.Key_Space)
    assert dialog.confirm.text() == "Make 25 certificates"


def test_who_has_a_certificate_is_not_given_a_second(qtbot, desk, page, scene):
    make(qtbot, desk, page, scene.class_id)
    dialog = asked_again(desk, scene.class_id)
    assert dialog.pane.model.ticked == []
    assert dialog.pane.model.rows[0].why == "Already issued: OP-2026-D01-00001"
    assert not dialog.confirm.isEnabled()


def asked_again(desk, class_id):
    desk.go("certificates", class_id=class_id)
    return desk.window.findChildren(PrintDialog)[-1]


def test_a_name_typed_for_a_number_is_on_this_certificate_only(qtbot, desk, page, scene, workspace, viewer):
    with workspace.write("Close") as uow:
        attendance.close(uow, scene.overdue_lesson_id)
    dialog = asked(qtbot, desk, page, scene.seats_class_id)
    assert dialog.pane.model.index(0, CandidatesModel.NAME).data() == "Place 1"
    dialog.pane.model.setData(dialog.pane.model.index(0, CandidatesModel.NAME), "  Amina   Diallo ")
    dialog.pane.discard.setChecked(False)
    dialog.accept()
    qtbot.waitUntil(lambda: viewer.opened != [])
    assert "Amina Diallo" in words(viewer.opened[0])
    with workspace.read() as reader:
        first = certificates.issued(reader)[-1]
        assert first.holder == "Amina Diallo"
        assert certificates.verify(reader, first.number, first.code).standing is certificates.Standing.VALID
        assert {row.family for row in eligibility(reader, scene.seats_class_id)} == {""}


def test_the_whole_class_gets_one_without_names(qtbot, desk, page, scene, viewer):
    dialog = asked(qtbot, desk, page, scene.class_id)
    dialog.pane.kind.set_current(True)
    dialog.pane.kind.chosen.emit(True)
    dialog.accept()
    qtbot.waitUntil(lambda: viewer.opened != [])
    text = words(viewer.opened[0])
    assert "la classe 2ªB" in text
    assert "Alunni partecipanti: 25" in text


def test_a_class_without_meetings_says_what_to_do(desk, page, scene):
    desk.go("certificates", class_id=scene.seats_class_id)
    assert page.banner.isVisible()
    assert page.banner.accessibleDescription().startswith("There is nothing to certify yet.")


def test_stopped_work_issues_nothing(qtbot, desk, page, scene, workspace, tmp_path):
    dialog = asked(qtbot, desk, page, scene.class_id)
    dialog.accept()
    page.printing.paper.work.progress.stop.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    with workspace.read() as reader:
        issued = len(certificates.issued(reader))
    assert issued in (0, 25)
    assert len(list((tmp_path / "Attestati").glob("*.pdf"))) == (1 if issued else 0)


def test_a_copy_says_so_and_the_original_stays_as_it_was(qtbot, desk, page, scene, workspace, viewer):
    row = make(qtbot, desk, page, scene.class_id)[0]
    viewer.opened.clear()
    page.panel.copy.click()
    qtbot.waitUntil(lambda: len(viewer.opened) == 1)
    assert "Copia" in words(viewer.opened[0])
    page.panel.open.click()
    qtbot.waitUntil(lambda: len(viewer.opened) == 2)
    with workspace.read() as reader:
        kept = certificates.kept_document(reader, row.certificate.pdf_sha256)
    assert viewer.opened[1].read_bytes() == kept
    assert "Copia" not in words(viewer.opened[1])


def test_revoking_asks_for_the_reason_and_can_be_undone(qtbot, desk, page, scene):
    make(qtbot, desk, page, scene.class_id)
    page.panel.revoke.click()
    dialog = desk.window.findChild(RevokeDialog)
    assert QApplication.focusWidget() is dialog.reason
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert page.chosen.certificate.state is CertificateState.ISSUED, "without a reason nothing is revoked"
    qtbot.keyClicks(dialog.reason, "Given to the wrong pupil")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert page.chosen.certificate.reason == "Given to the wrong pupil"
    assert "Given to the wrong pupil" in page.panel.facts.text()
    assert page.chosen.certificate.state is CertificateState.REVOKED
    assert page.panel.state.text() == "Revoked"
    page.undo()
    assert page.chosen.certificate.state is CertificateState.ISSUED


def test_issued_again_it_has_a_new_number_and_names_the_old_one(qtbot, desk, page, scene, viewer):
    old = make(qtbot, desk, page, scene.class_id)[0].certificate
    viewer.opened.clear()
    page._choose(old.id)
    page.panel.again.click()
    dialog = desk.window.findChild(CorrectDialog)
    dialog.reason.setText("The name was misspelt")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: viewer.opened != [])
    new = page.model.rows[0].certificate
    assert (new.number, new.replaces_id) == ("OP-2026-D01-00026", old.id)
    states = {row.certificate.number: row.certificate.state for row in page.model.rows}
    assert states[old.number] is CertificateState.REVOKED
    assert f"Sostituisce il n. {old.number}" in words(viewer.opened[0])
    page._choose(old.id)
    assert f"Replaced by {new.number}" in page.panel.facts.text()
    assert "The name was misspelt" in page.panel.facts.text()


def test_a_code_is_verified_with_its_number(qtbot, desk, page, scene, workspace, tmp_path):
    certificate = make(qtbot, desk, page, scene.class_id)[0].certificate
    page.verify.click()
    dialog = desk.window.findChild(VerifyDialog)
    for number, code, said in (
        (certificate.number, certificate.code.lower().replace("-", " "), f"Valid: {certificate.number}."),
        (certificate.number, "2222-2222", "The code does not belong to this number."),
        ("OP-2026-D09-00001", certificate.code, "This number is not on file here."),
    ):
        dialog.number.setText(number)
        dialog.code.setText(code)
        qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
        assert dialog.answer.accessibleDescription().startswith(said)
    with workspace.write("Revoke") as uow:
        certificates.revoke(uow, certificate.id, "Lost")
    dialog.number.setText(certificate.number)
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    assert dialog.answer.accessibleDescription().startswith("Revoked:")


def test_a_dropped_pdf_is_known_by_its_bytes(qtbot, desk, page, scene, workspace, tmp_path):
    certificate = make(qtbot, desk, page, scene.class_id)[0].certificate
    with workspace.read() as reader:
        content = certificates.kept_document(reader, certificate.pdf_sha256)
    (tmp_path / "as_issued.pdf").write_bytes(content)
    (tmp_path / "changed.pdf").write_bytes(content.replace(b"/Title", b"/Titel", 1))
    page.verify.click()
    dialog = desk.window.findChild(VerifyDialog)
    dialog.check_file(tmp_path / "as_issued.pdf")
    assert dialog.answer.accessibleDescription().startswith(f"Unchanged and valid: {certificate.number}.")
    dialog.check_file(tmp_path / "changed.pdf")
    assert dialog.answer.accessibleDescription().startswith("This is not the file of a certificate on file here.")


def test_the_filter_finds_by_number_name_and_class(qtbot, desk, page, scene):
    make(qtbot, desk, page, scene.class_id)
    page.filter.setText("popescu 2b")
    assert [row.holder for row in page.model.rows] == ["Ștefania Popescu"]
    page.filter.setText("nobody")
    assert page.none.isVisible()
    page.filter.clear()
    assert len(page.model.rows) == 25


def test_the_models_keep_the_rules_of_models(qtbot, desk, page, scene, qtmodeltester):
    dialog = asked(qtbot, desk, page, scene.class_id)
    qtmodeltester.check(dialog.pane.model)
    qtmodeltester.check(page.model)
