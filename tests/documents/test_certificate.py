"""Certificates: what the PDF says is what was given, complete and the same every time."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from op_desktop.documents.certificate import file_name, render_certificates, render_one
from op_desktop.documents.certificate_page import CertificatePage
from op_desktop.documents.fitting import CharacterNotPrintable, RightToLeftText, TextTooLong
from op_desktop.documents.kept import stamped_copy
from op_desktop.documents.logo import LogoUnreadable
from op_desktop.domain.certificate import CertificateKind
from op_desktop.progress import Cancelled

PUPIL = CertificatePage(
    kind=CertificateKind.PUPIL,
    number="OP-2026-D03-00017",
    code="8F3K-Q7MT",
    issued_on=date(2027, 1, 12),
    place="Rho",
    signatories=(("Marta Colombo", "Educatrice"), ("Chiara Monti", "Per il programma")),
    holder="Beatrice Ferrario",
    class_label="2ªB",
    school="Scuola media Aurora",
    municipality="Rho",
    path_title="I soldi, le scelte, il futuro",
    attended=4,
    held=5,
    minutes=240,
    first_day=date(2026, 10, 8),
    last_day=date(2027, 1, 12),
    topics=("Bisogni e desideri", "Come si paga", "Il budget di casa"),
)
CLASS = replace(
    PUPIL,
    kind=CertificateKind.CLASS,
    holder="",
    school_year="2026/2027",
    educators=("Marta Colombo", "Paolo Riva"),
    pupils=24,
    minutes=330,
)
VOLUNTEER = CertificatePage(
    kind=CertificateKind.VOLUNTEER,
    number="OP-2026-D03-00018",
    code="2VD8-TC6R",
    issued_on=date(2026, 11, 22),
    place="Rho",
    signatories=(("Paolo Riva", "Presidente"),),
    holder="Nadia Cozzi",
    organisation="Associazione Il Cortile",
    seat="Rho",
    venue="Laboratorio di cucina",
    municipality="Arese",
    steady=True,
    tasks=("accoglienza", "cucina"),
    minutes=2550,
    first_day=date(2026, 3, 1),
    last_day=date(2026, 11, 11),
)


def text_of(pdf: bytes, page: int = 0) -> str:
    """A page's text with single spaces, as copied from a viewer."""
    return " ".join(pypdf.PdfReader(BytesIO(pdf)).pages[page].extract_text().split())


def picture_of(pdf: bytes, page: int = 0, dots_per_inch: int = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dots_per_inch / 72).to_pil().convert("RGB")
    finally:
        document.close()


def fonts_of(resources: pypdf.generic.DictionaryObject) -> list[pypdf.generic.DictionaryObject]:
    """Every font of a page, its drawn forms included."""
    empty = pypdf.generic.DictionaryObject()
    found = [font.get_object() for font in resources.get("/Font", empty).get_object().values()]
    for item in resources.get("/XObject", empty).get_object().values():
        if inner := item.get_object().get("/Resources"):
            found += fonts_of(inner.get_object())
    return found


def test_a_pupils_certificate_says_who_attended_what():
    text = text_of(render_one(PUPIL))
    for sentence in (
        "Attestato di partecipazione",
        "Si attesta che Beatrice Ferrario della classe 2ªB, Scuola media Aurora di Rho,",
        "ha partecipato al percorso di educazione finanziaria «I soldi, le scelte, il futuro»: "
        "4 incontri su 5, per 4 ore, dall’8 ottobre 2026 al 12 gennaio 2027.",
        "Bisogni e desideri Come si paga Il budget di casa",
        "Rho, 12 gennaio 2027 Attestato n. OP-2026-D03-00017 Codice di verifica 8F3K-Q7MT",
        "Marta Colombo Educatrice Chiara Monti Per il programma",
    ):
        assert sentence in text


def test_a_class_certificate_counts_pupils_without_naming_them():
    text = text_of(render_one(CLASS))
    assert "Si attesta che la classe 2ªB Scuola media Aurora di Rho, a.s. 2026/2027," in text
    assert (
        "in 5 incontri, dall’8 ottobre 2026 al 12 gennaio 2027, per complessive 5 ore e 30 minuti, "
        "con Marta Colombo, Paolo Riva. Alunni partecipanti: 24." in text
    )


def test_a_volunteers_certificate_has_the_hours_in_figures_and_words():
    text = text_of(render_one(VOLUNTEER))
    assert "Associazione Il Cortile, con sede in Rho, attesta che Nadia Cozzi ha svolto gratuitamente" in text
    assert (
        "presso Laboratorio di cucina – Arese, in modo continuativo, dal 1º marzo 2026 all’11 novembre 2026, "
        "per complessive 42 ore e 30 minuti (quarantadue ore e trenta minuti), svolgendo: accoglienza, cucina." in text
    )
    assert "€" not in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (60, "per un totale di 1 ora (un'ora)"),
        (61, "per un totale di 1 ora e 1 minuto (un'ora e un minuto)"),
        (45, "per un totale di 45 minuti (quarantacinque minuti)"),
        (120, "per complessive 2 ore (due ore)"),
    ],
)
def test_hours_have_singular_forms_and_drop_zeros(minutes, said):
    assert said.replace("'", "’") in text_of(render_one(replace(VOLUNTEER, minutes=minutes))).replace("'", "’")


def test_english_certificates_are_english_whatever_the_screen_speaks():
    pdf = render_one(replace(PUPIL, language="en"))
    text = text_of(pdf)
    assert "This is to certify that Beatrice Ferrario of class 2ªB, Scuola media Aurora, Rho," in text
    assert "4 of 5 meetings, 4 hours in all, from 8 October 2026 to 12 January 2027." in text
    assert pypdf.PdfReader(BytesIO(pdf)).root_object["/Lang"] == "en"


def test_what_is_not_known_is_not_mentioned():
    bare = replace(
        PUPIL, class_label="", path_title="", held=0, attended=0, minutes=0, first_day=None, last_day=None, topics=()
    )
    text = text_of(render_one(bare))
    assert "Beatrice Ferrario ha partecipato al percorso di educazione finanziaria." in text
    assert "None" not in text


def test_the_pdf_has_title_language_and_only_embedded_fonts():
    pdf = render_certificates([PUPIL, CLASS, replace(VOLUNTEER, holder="Олена Шевченко")], index=True)
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.root_object["/Lang"] == "it-IT"
    assert reader.metadata.title == "Attestati da OP-2026-D03-00017 a OP-2026-D03-00018"
    assert "Beatrice" not in str(reader.metadata)
    fonts = [font for page in reader.pages for font in fonts_of(page["/Resources"])]
    assert len(fonts) > 8
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"].get_object(), font["/BaseFont"]


def test_the_code_holds_number_and_code_and_nothing_else():
    found = zxingcpp.read_barcodes(picture_of(render_one(PUPIL)))
    assert [code.text for code in found] == ["OP-2026-D03-00017 8F3K-Q7MT"]


def test_the_same_certificates_give_the_same_bytes():
    pages = [PUPIL, CLASS, VOLUNTEER]
    assert render_certificates(pages, index=True) == render_certificates(pages, index=True)
    assert render_one(PUPIL) != render_one(replace(PUPIL, holder="Beatrice Ferrari"))


def test_twenty_five_certificates_make_twenty_five_pages_and_a_list_for_the_office():
    pages = [replace(PUPIL, number=f"OP-2026-D03-{n:05}", holder=f"Persona Inventata {n}") for n in range(1, 26)]
    told = []

    class Listener:
        def step(self, done: int, total: int, text: str = "") -> None:
            told.append((done, total))

    pdf = render_certificates(pages, Listener(), index=True)
    assert told == [(n, 25) for n in range(1, 26)]
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 27
    assert "Persona Inventata 25" in text_of(pdf, 24)
    assert "20 OP-2026-D03-00020" in text_of(pdf, 25)
    assert "Pagina 2 di 2" in text_of(pdf, 26)
    assert "25 OP-2026-D03-00025" in text_of(pdf, 26)


def test_a_stopped_batch_gives_nothing():
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        render_certificates([PUPIL, CLASS], Stop())


@pytest.mark.parametrize(
    "name",
    ['<img src="file:///etc/passwd">', "<para>Rossi</para>", "Rossi & Figli", "{holder} **Ada**", "%s \\n (Bo) </b>"],
)
def test_markup_in_a_name_is_printed_as_it_stands(name):
    pdf = render_one(replace(PUPIL, holder=name))
    assert name in text_of(pdf)
    assert not pypdf.PdfReader(BytesIO(pdf)).pages[0].images


@pytest.mark.parametrize(
    ("field", "text", "sign", "point"),
    [
        ("holder", "Wei 张", "张", "U+5F20"),
        ("school", "Scuola 😀", "😀", "U+1F600"),
        ("holder", "a\ud800", "", "U+D800"),
    ],
)
def test_a_sign_without_a_shape_stops_everything_and_is_named_with_its_row(field, text, sign, point):
    with pytest.raises(CharacterNotPrintable) as caught:
        render_certificates([PUPIL, replace(PUPIL, **{field: text}), CLASS])
    assert caught.value.facts.items() >= {"character": sign, "code_point": point, "row": 2}.items()
    assert point in str(caught.value)


@pytest.mark.parametrize("name", ["محمد علي", "יעל כהן", "Ali علي"])
def test_right_to_left_names_are_refused_with_advice(name):
    with pytest.raises(RightToLeftText) as caught:
        render_one(replace(PUPIL, holder=name))
    assert "Latin letters" in caught.value.remedy


def test_signs_hidden_in_a_pasted_name_are_left_out():
    pasted = "  Ame\u0301lie\u200b\u202e\n\tDupre\u0301\u00a0 "
    assert "Si attesta che Amélie Dupré della classe" in text_of(render_one(replace(PUPIL, holder=pasted)))


@pytest.mark.parametrize("field", ["holder", "school", "path_title", "place"])
def test_a_text_beyond_all_room_is_refused(field):
    with pytest.raises(TextTooLong) as caught:
        render_one(replace(PUPIL, **{field: "Abc " * 1250}))
    assert caught.value.facts["row"] == 1


def test_a_copy_says_so_and_keeps_everything_else():
    original = render_one(PUPIL)
    copy = stamped_copy(original, "Copia")
    assert text_of(copy) == f"{text_of(original)} Copia"
    assert "Copia" not in text_of(original)
    assert pypdf.PdfReader(BytesIO(copy)).root_object["/Lang"] == "it-IT"
    for font in fonts_of(pypdf.PdfReader(BytesIO(copy)).pages[0]["/Resources"]):
        inner = font.get("/DescendantFonts", [font])[0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()


def test_a_corrected_certificate_names_the_one_it_replaces():
    assert "Sostituisce il n. OP-2026-D03-00009" in text_of(render_one(replace(PUPIL, replaces="OP-2026-D03-00009")))
    assert "Sostituisce" not in text_of(render_one(PUPIL))
    assert "FAC-SIMILE" in text_of(render_one(replace(PUPIL, specimen=True)))


def test_a_certificate_without_name_has_a_line_to_write_it():
    row = slice(int(101.7 * 150 / 25.4) - 6, int(101.7 * 150 / 25.4) + 6)
    with_line, without = (
        picture_of(render_one(replace(PUPIL, holder=name))).convert("L") for name in ("", "Beatrice Ferrario")
    )
    place = int(150 * 150 / 25.4)
    assert with_line.crop((place, row.start, place + 10, row.stop)).getextrema()[0] < 200
    assert without.crop((place, row.start, place + 10, row.stop)).getextrema()[0] > 200


def test_the_schools_logo_is_stored_once_for_all_pages():
    target = BytesIO()
    Image.effect_noise((900, 300), 90).save(target, "PNG")
    logo = target.getvalue()
    one = render_certificates([replace(PUPIL, school_logo=logo)])
    ten = render_certificates([replace(PUPIL, school_logo=logo)] * 10)
    plain = len(render_certificates([PUPIL] * 10)) - len(render_one(PUPIL))
    assert len(ten) - len(one) < plain + 2000
    crop = picture_of(ten, 9).convert("L").crop((1350, 170, 1440, 210))
    assert len(crop.getcolors()) > 20


@pytest.mark.parametrize("logo", [b"not a picture", b"\x89PNG\r\n\x1a\n broken", b"<svg/>"])
def test_a_broken_logo_is_refused(logo):
    with pytest.raises(LogoUnreadable):
        render_one(replace(PUPIL, school_logo=logo))


def test_files_are_called_by_number_never_by_name():
    assert file_name([PUPIL]) == "attestato_OP-2026-D03-00017.pdf"
    assert file_name([PUPIL, VOLUNTEER]) == "attestati_OP-2026-D03-00017_OP-2026-D03-00018.pdf"


def test_loading_the_documents_loads_no_pdf_library():
    code = (
        "import sys, op_desktop.documents.certificate, op_desktop.documents.attendance_sheet;"
        "sys.exit(' '.join({'reportlab', 'PIL', 'segno'} & sys.modules.keys()) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
