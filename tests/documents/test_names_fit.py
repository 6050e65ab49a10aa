"""Two hundred invented names stay inside their box, by measure and by what is printed."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import product
from unicodedata import normalize

import pypdf
import pypdfium2
import pytest
from PIL import ImageChops

from op_desktop.documents.certificate import render_certificates
from op_desktop.documents.certificate_layout import LEFT, NAME_SIZES, RIGHT, WIDTH, fitted_name
from op_desktop.documents.certificate_page import CertificatePage
from op_desktop.documents.fitting import Run, TextTooLong, fit_name, wrap
from op_desktop.documents.paper import MM
from op_desktop.documents.style import Weight, register_fonts, text_width
from op_desktop.domain.certificate import CertificateKind

PUPIL = CertificatePage(
    kind=CertificateKind.PUPIL,
    number="OP-2026-D03-00017",
    code="8F3K-Q7MT",
    issued_on=date(2027, 1, 12),
    place="Rho",
    signatories=(("Marta Colombo", "Educatrice"),),
    class_label="2ªB",
    attended=4,
    held=5,
    minutes=240,
)

GIVEN = (
    "Niccolò",
    "Zoë-Amélie",
    "Jürgen",
    "Żółcisława",
    "Václav Přemysl",
    "Ștefania Mădălina",
    "Đorđe",
    "Gülşah Işıl",
    "Þórunn Ásdís",
    "Nguyễn Thị Hạnh",
    "María José Begoña",
    "Олександра",
    "Ngọc Ánh",
    "João Simão",
    "Ērika Ģertrūde",
    "Bjørn Åge",
    "D’Angela",
    "Őrsike Tűnde",
    "Ñuflo",
    "W",
)
SURNAMES = (
    "Perù",
    "Łukaszewska-Wawrzyńczykowska",
    "von und zu Hohenwürttemberg-Wessex",
    "Čačić Žďárský",
    "Öztürkoğlu",
    "Popescu-Gheorghiu della Torre",
    "O’Súilleabháin",
    "Шевченко-Григоренко",
    "Sæmundsdóttir",
    "Wolfeschlegelsteinhausenbergerdorff",
)
NAMES = [normalize("NFC", f"{given} {surname}")[:75] for given, surname in product(GIVEN, SURNAMES)]
LONG = [
    "Maria Alexandra Ștefania Popescu-Gheorghiu della Torre Wawrzyńczykowska Bis",
    "W" * 75,
    "Mmmmmmmmmmmmmmmmmmmm Wwwwwwwwwwwwwwwwwwwwwwww Mmmmmmmmmmmmmmmm Wwwwwwwwwwww",
    "Wilhelmina-Alexandrowna-Friederike-Ottilie-Wawrzyńczykowska-Hohenwürttemberg",
]
NAMES[-len(LONG) :] = [name[:75] for name in LONG]


@pytest.fixture(scope="module")
def pdf():
    return render_certificates([replace(PUPIL, holder=name) for name in NAMES])


def test_there_are_two_hundred_names_up_to_seventy_five_signs():
    assert len(set(NAMES)) == 200
    assert max(map(len, NAMES)) == 75


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_measured_inside_its_box(name):
    fitted = fitted_name(name, 1)
    assert all(text_width(line, fitted.font, fitted.size) <= WIDTH for line in fitted.lines)
    assert "".join(fitted.lines).replace(" ", "") == name.replace(" ", "")
    assert len(fitted.lines) <= 2
    assert fitted.size >= NAME_SIZES[1] if len(fitted.lines) == 1 else fitted.size <= NAME_SIZES[1]


def test_printed_names_are_the_names_and_leave_the_margins_white(pdf):
    texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    document = pypdfium2.PdfDocument(pdf)
    for name, text, sheet in zip(NAMES, texts, document, strict=True):
        assert "".join(name.split()) in "".join(text.split())
        picture = sheet.render(scale=1).to_pil().convert("L")
        top, foot = int(80 * MM), int(104 * MM)
        for left, right in ((13 * MM, LEFT - 2), (RIGHT + 3, 284 * MM)):
            margin = picture.crop((int(left), top, int(right), foot))
            assert ImageChops.invert(margin).getbbox() is None, name
    document.close()


def test_a_name_shrinks_before_it_breaks():
    register_fonts()
    sizes = [fitted_name("Anna " * words, 1) for words in range(1, 30)]
    assert sizes[0].size == NAME_SIZES[0]
    assert [len(fitted.lines) for fitted in sizes] == sorted(len(fitted.lines) for fitted in sizes)
    assert sizes[-1].lines[0].startswith("Anna Anna")


def test_a_name_beyond_two_lines_is_refused():
    with pytest.raises(TextTooLong):
        fit_name("W" * 190, Weight.BOLD, WIDTH, NAME_SIZES, 3)


def test_wrapped_text_keeps_every_word_and_never_exceeds_its_width():
    register_fonts()
    runs = [Run("uno due tre "), Run("quattro cinque ", Weight.BOLD), Run("precipitevolissimevolmente:\nsei Жук")]
    for width in (30.0, 60.0, 200.0):
        lines = wrap(runs, 12, width)
        for line in lines:
            assert line[-1].offset + text_width(line[-1].text, line[-1].font, line[-1].size) <= width
        text = "".join(piece.text for line in lines for piece in line)
        assert text.replace(" ", "") == "unoduetrequattrocinqueprecipitevolissimevolmente:seiЖук"
    assert len(wrap(runs, 12, 1000)) == 2
