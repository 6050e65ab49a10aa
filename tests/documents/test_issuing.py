"""The one road to certificates: frozen at issue, corrected by a new one, stopped without a trace."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from PIL import Image

from op_desktop.documents.certificate import render_one
from op_desktop.documents.fitting import CharacterNotPrintable
from op_desktop.documents.issuing import Order, draft, earned, first_page, make
from op_desktop.documents.kept import PdfElsewhere, PdfNotKept, copy_of, original_of
from op_desktop.domain.certificate import CertificateState
from op_desktop.domain.record import new_id
from op_desktop.domain.school import School, SchoolClass
from op_desktop.progress import Cancelled
from op_desktop.register import certificates, eligibility, rosters
from op_desktop.register.certificates import Standing
from op_desktop.storage.tables import document
from tests import builders
from tests.documents.class_scene import path
from tests.documents.test_certificate import text_of


@pytest.fixture
def class_id(workspace):
    return path(workspace, pupils=builders.PUPILS[:7])


@pytest.fixture
def order(workspace, class_id):
    with workspace.read() as reader:
        return Order(class_id=class_id, enrolment_ids=earned(reader, class_id), signatory="Chiara Monti")


def kept(workspace, certificate):
    with workspace.read() as reader:
        return certificates.kept_document(reader, certificate.pdf_sha256)


def test_a_batch_has_a_page_each_a_list_for_the_office_and_no_name_in_its_file_name(workspace, order, tmp_path):
    made = make(workspace, order, tmp_path / "out")
    reader = pypdf.PdfReader(made.path)
    assert made.path.name == "attestati_OP-2026-D01-00001_OP-2026-D01-00004.pdf"
    assert len(made.certificates) == 4, "numbers 2 and 4 attended two of three, number 6 left"
    assert len(reader.pages) == 5
    assert "Elenco degli attestati" in reader.pages[4].extract_text()
    text = text_of(made.path.read_bytes())
    assert "Si attesta che Lorenzo Abbate della classe 2ªB" in text
    assert "Paola Villa Educatrice/educatore Chiara Monti Per il programma" in text
    for certificate in made.certificates:
        assert text_of(kept(workspace, certificate)).count(certificate.number) == 1


def test_who_attended_less_is_told_why_and_can_be_added_by_hand(workspace, class_id, order, tmp_path):
    with workspace.read() as reader:
        rows = eligibility.eligibility(reader, class_id)
    assert rows[1].reason == "2 meetings of 3: the minimum is 75 %."
    assert rows[5].reason == "3 meetings of 3; left the class on 20/11/2026."
    made = make(workspace, replace(order, enrolment_ids=(rows[1].enrolment_id,)), tmp_path)
    assert "2 incontri su 3, per 2 ore" in text_of(made.path.read_bytes())


def test_an_issued_pdf_never_changes_whatever_becomes_of_name_school_logo_or_template(
    workspace, class_id, order, tmp_path
):
    (first, *_rest) = make(workspace, order, tmp_path).certificates
    before = kept(workspace, first)
    with workspace.write("Change") as uow:
        rosters.name_pupil(uow, order.enrolment_ids[0], "Abate", "Lorenzo Maria")
        school_class = uow.require(SchoolClass, class_id)
        uow.put(replace(school_class, path_title="Un altro percorso"))
        uow.put(replace(uow.require(School, school_class.school_id), name="Scuola media Nuova"))
    with workspace.read() as reader:
        (now,) = draft(reader, replace(order, enrolment_ids=order.enrolment_ids[:1], language="en"))[1]
    logo = BytesIO()
    Image.new("RGB", (60, 20), "red").save(logo, "PNG")
    today = render_one(replace(now, school_logo=logo.getvalue()))

    assert "Lorenzo Maria Abate" in text_of(today)
    assert today != before
    assert kept(workspace, first) == before
    assert original_of(workspace, first, tmp_path / "again").read_bytes() == before
    copy = text_of(copy_of(workspace, first, tmp_path).read_bytes())
    assert copy == f"{text_of(before)} Copia", "a copy is of what was issued, not of what is on file today"


def test_a_correction_has_a_number_of_its_own_names_the_old_one_and_revokes_it_with_the_reason(
    workspace, class_id, order, tmp_path
):
    old = make(workspace, order, tmp_path).certificates[0]
    before = kept(workspace, old)
    with workspace.write("Change") as uow:
        rosters.name_pupil(uow, order.enrolment_ids[0], "Abate", "Lorenzo")
    again = replace(order, enrolment_ids=order.enrolment_ids[:1], replaces_id=old.id, reason="Misspelt")
    (new,) = make(workspace, again, tmp_path).certificates
    with workspace.read() as reader:
        gone = next(each for each in certificates.issued(reader) if each.id == old.id)
        told = [certificates.verify(reader, each.number, each.code).standing for each in (old, new)]
    assert (gone.state, gone.reason, gone.revoked_on) == (CertificateState.REVOKED, "Misspelt", new.issued_on)
    assert (new.number, new.replaces_id, new.holder) == ("OP-2026-D01-00005", old.id, "Lorenzo Abate")
    assert "Sostituisce il n. OP-2026-D01-00001" in text_of(kept(workspace, new))
    assert kept(workspace, old) == before
    assert told == [Standing.REVOKED, Standing.VALID]


def test_nobody_is_revoked_without_a_reason(workspace, order, tmp_path):
    first = make(workspace, order, tmp_path).certificates[0]
    with pytest.raises(certificates.ReasonMissing), workspace.write("Revoke") as uow:
        certificates.revoke(uow, first.id, "  ")
    with workspace.write("Revoke") as uow:
        certificates.revoke(uow, first.id, "Given twice")
        certificates.revoke(uow, first.id, "Another reason")
    with workspace.read() as reader:
        assert certificates.issued(reader)[-1].reason == "Given twice", "what ended it is not written over"


class StopAt:
    """A progress that stops at a step."""

    def __init__(self, step):
        self.left = step

    def step(self, _done, _total, _text=""):
        self.left -= 1
        if self.left == 0:
            raise Cancelled


@pytest.mark.parametrize("step", [1, 4, 5, 8], ids=["first page", "last page", "first kept", "last kept"])
def test_stopped_anywhere_nothing_is_issued_and_no_file_is_left(workspace, order, tmp_path, step):
    with pytest.raises(Cancelled):
        make(workspace, order, tmp_path / "out", StopAt(step))
    with workspace.read() as reader:
        assert certificates.issued(reader) == []
        assert certificates.next_number(reader, 2026) == "OP-2026-D01-00001"
    with workspace.engine.connect() as connection:
        assert connection.execute(document.select()).all() == []
    assert not list(tmp_path.rglob("*.pdf"))


def test_where_the_file_cannot_be_written_nothing_is_issued(workspace, order, tmp_path):
    target = tmp_path / "out"
    target.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="out"):
        make(workspace, order, target)
    with workspace.read() as reader:
        assert certificates.issued(reader) == []


def test_a_name_without_a_shape_stops_the_whole_batch_and_names_the_sign(workspace, order, tmp_path):
    with workspace.write("Change") as uow:
        rosters.name_pupil(uow, order.enrolment_ids[2], "张", "Wei")
    with pytest.raises(CharacterNotPrintable) as caught:
        make(workspace, order, tmp_path)
    assert caught.value.facts.items() >= {"character": "张", "code_point": "U+5F20", "row": 3}.items()
    with workspace.read() as reader:
        assert certificates.issued(reader) == []
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.fixture
def seats(workspace):
    class_id = path(workspace, seats=7)
    with workspace.read() as reader:
        due = earned(reader, class_id)
    return Order(class_id=class_id, enrolment_ids=due, names={due[0]: "Amina Diallo"})


def test_names_typed_for_a_class_of_numbers_are_kept_with_the_certificate_alone(workspace, seats, tmp_path):
    made = make(workspace, seats, tmp_path)
    assert made.certificates[0].holder == "Amina Diallo"
    assert "Amina Diallo" in text_of(kept(workspace, made.certificates[0]))
    with workspace.read() as reader:
        assert {row.family for row in rosters.roster(reader, seats.class_id)} == {""}


def test_names_let_go_of_are_on_the_paper_alone_and_the_paper_can_still_be_verified(workspace, seats, tmp_path):
    made = make(workspace, replace(seats, keep_names=False), tmp_path)
    gone, *rest = made.certificates
    assert "Amina Diallo" in text_of(made.path.read_bytes())
    assert gone.holder == ""
    assert kept(workspace, gone) is None
    assert all(kept(workspace, each) for each in rest), "a line to write on names nobody: that PDF is kept"
    file = (workspace.folder / "op.sqlite").read_bytes() + (workspace.folder / "op.sqlite-wal").read_bytes()
    assert b"Amina" not in file
    with workspace.read() as reader:
        assert certificates.verify(reader, gone.number, gone.code).standing is Standing.VALID
    with pytest.raises(PdfNotKept):
        original_of(workspace, gone, tmp_path)
    workspace.keep_local("device_code", "D07")
    with pytest.raises(PdfNotKept):
        original_of(workspace, gone, tmp_path)
    with pytest.raises(PdfElsewhere):
        original_of(workspace, replace(gone, id=new_id()), tmp_path)


def test_the_preview_is_the_page_that_is_issued(workspace, order, tmp_path):
    with workspace.read() as reader:
        seen = first_page(reader, order)
    assert kept(workspace, make(workspace, order, tmp_path).certificates[0]) == seen


def test_the_class_as_a_whole_is_certified_without_names(workspace, class_id, tmp_path):
    (one,) = make(workspace, Order(class_id=class_id, whole_class=True), tmp_path).certificates
    text = text_of(kept(workspace, one))
    assert "la classe 2ªB" in text
    assert "in 3 incontri" in text
    assert "Alunni partecipanti: 7." in text
    assert not any(family in text for family, _given in builders.PUPILS[:7])
