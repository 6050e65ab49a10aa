"""The sheet to sign: every place on it, 25 a page, and boxes that stay apart in grey."""

from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from itertools import combinations

import pypdf
import pypdfium2
import pytest
from PIL import ImageChops

from op_desktop.documents.attendance_sheet import (
    AttendanceSheet,
    SheetRow,
    render_attendance_sheet,
    sheet_file_name,
)
from op_desktop.documents.fitting import CharacterNotPrintable, TextTooLong
from op_desktop.documents.paper import MM
from op_desktop.documents.sheet_boxes import BOX_CENTRES

SHEET = AttendanceSheet(
    group="2ªB",
    topic="Il budget di casa",
    place="Scuola media Aurora, Rho",
    code="D03-2026-00042",
    day=date(2026, 11, 24),
    start=time(10, 15),
    end=time(11, 15),
    meeting=3,
    meetings=5,
    room="aula 12",
    printed_at=datetime(2026, 11, 24, 9, 58),
    rows=(SheetRow(1, "Abbate", "Lorenzo"), SheetRow(2, "Ben Salah", "Yasmine"), SheetRow(7), SheetRow(8, "Đorđević")),
)


def texts_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_the_sheet_says_which_meeting_it_is_and_who_is_expected():
    (text,) = texts_of(render_attendance_sheet(SHEET))
    for words in (
        "Foglio firme · stampato il 24 novembre 2026 alle 09:58",
        "Codice D03-2026-00042",
        "2ªB — Il budget di casa",
        "Scuola media Aurora, Rho · incontro 3 di 5 · martedì 24 novembre 2026, 10:15–11:15 · aula 12",
        "1 Abbate Lorenzo",
        "2 Ben Salah Yasmine",
        "7 Posto 7",
        "8 Đorđević",
        "P presente · A assente · R ritardo · G giustificato",
        "Pagina 1 di 1",
    ):
        assert words in text


def test_an_english_sheet_has_english_letters():
    (text,) = texts_of(render_attendance_sheet(replace(SHEET, language="en")))
    assert "No. Surname and name P A L E Signature or notes" in text
    assert "7 Place 7" in text
    assert "Tuesday 24 November 2026" in text


def test_on_the_sheet_of_a_lab_people_sign_with_the_hour_and_nobody_is_absent():
    lab = replace(SHEET, group="Spazio Compiti", lab=True, spare_rows=5)
    (text,) = texts_of(render_attendance_sheet(lab))
    assert "N. Cognome e nome Dalle Alle Firma" in text
    assert "Senza nome: adulti" in text
    assert "Firma di chi tiene il laboratorio" in text
    assert "assente" not in text
    assert "educatrice" not in text
    (english,) = texts_of(render_attendance_sheet(replace(lab, language="en")))
    assert "From Until Signature" in english


@pytest.mark.parametrize(("places", "spare", "pages"), [(25, 0, 1), (35, 0, 1), (36, 0, 2), (23, 2, 1), (0, 0, 1)])
def test_thirty_five_rows_a_page_with_the_heading_on_each(places, spare, pages):
    rows = tuple(SheetRow(n, f"Cognome{n}", "Nome") for n in range(1, places + 1))
    texts = texts_of(render_attendance_sheet(replace(SHEET, rows=rows, spare_rows=spare)))
    assert len(texts) == pages
    assert all("Cognome e nome" in text and "Codice D03-2026-00042" in text for text in texts)
    assert [f"Pagina {n} di {pages}" in text for n, text in enumerate(texts, start=1)] == [True] * pages
    assert ["Firma dell’educatrice" in text for text in texts] == [False] * (pages - 1) + [True]
    found = [n for n in range(1, places + 1) if any(f"Cognome{n} Nome" in text for text in texts)]
    assert found == list(range(1, places + 1))


def test_the_pdf_has_title_language_embedded_fonts_and_the_same_bytes_each_time():
    rows = (SheetRow(1, "Шевченко", "Олена"), *SHEET.rows[1:])
    pdf = render_attendance_sheet(replace(SHEET, rows=rows))
    assert pdf == render_attendance_sheet(replace(SHEET, rows=rows))
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.metadata.title == "Foglio firme D03-2026-00042"
    assert reader.root_object["/Lang"] == "it-IT"
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()]
    assert len(fonts) >= 4
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
    assert sheet_file_name(SHEET) == "foglio-firme_D03-2026-00042.pdf"


def test_long_names_shrink_and_break_before_the_boxes():
    rows = tuple(
        SheetRow(n, "Wawrzyńczykowska-Hohenwürttemberg"[: 10 + n], "Maria Alexandra Ștefania Beatrice"[: 8 + n])
        for n in range(1, 25)
    )
    pdf = render_attendance_sheet(replace(SHEET, rows=rows))
    text = "".join(texts_of(pdf)[0].split())
    assert all("".join(f"{row.surname}{row.given_name}".split()) in text for row in rows)
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    for n in range(24):
        top = 51 + 8.1 * n
        strip = picture.crop(tuple(int(2 * MM * edge) for edge in (88.4, top + 0.5, 89.4, top + 7.4)))
        assert ImageChops.invert(strip).getbbox() is None


def test_boxes_stay_apart_in_a_grey_copy():
    document = pypdfium2.PdfDocument(render_attendance_sheet(SHEET))
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    document.close()
    dots, middle, half = 200 / 72, (51 + 8.1 / 2) * MM, 3 * MM
    boxes = [
        picture.crop(
            tuple(round(dots * edge) for edge in (x - half, middle - half, x - half, middle - half))[:2]
            + tuple(round(dots * (edge - half)) + round(dots * 2 * half) for edge in (x, middle))
        )
        for x in BOX_CENTRES
    ]
    for one, other in combinations(boxes, 2):
        different = sum(ImageChops.difference(one, other).histogram()[64:])
        assert different > 40


def test_what_cannot_be_printed_is_refused_by_the_number_of_its_place():
    with pytest.raises(CharacterNotPrintable) as caught:
        render_attendance_sheet(replace(SHEET, rows=(SheetRow(1, "Abbate"), SheetRow(12, "张"))))
    assert caught.value.facts["row"] == 12
    with pytest.raises(TextTooLong) as caught_long:
        render_attendance_sheet(replace(SHEET, rows=(SheetRow(3, "Cognome " * 60),)))
    assert caught_long.value.facts["row"] == 3
