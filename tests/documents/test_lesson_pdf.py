"""Plan, worksheet and key of every lesson: complete, on few pages, the same bytes each time."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from op_desktop.documents.fitting import CharacterNotPrintable, Run, wrap
from op_desktop.documents.lesson_pdf import Sheet, render_lesson, sheet_name
from op_desktop.documents.paper import A4_PORTRAIT
from op_desktop.documents.style import register_fonts
from op_desktop.education.catalogue import open_catalogue

CATALOGUE = open_catalogue()
TODAY = date(2026, 11, 24)
CODES = [entry.head.code for entry in CATALOGUE.lessons()]
MOST_PAGES = {Sheet.PLAN: 4, Sheet.WORKSHEET: 2, Sheet.KEY: 2, Sheet.HANDOUTS: 4}


def flat(text: str) -> str:
    return "".join(text.split())


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [flat(page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    return texts


@pytest.mark.parametrize(
    ("code", "language"), [*((code, "it") for code in CODES), *((code, "en") for code in CODES if code.endswith("2"))]
)
def test_every_lesson_prints_whole_on_few_pages(code, language):
    plan = CATALOGUE.plan(code)
    texts = plan.read_in(language)
    sheets = {sheet: pages_of(render_lesson(plan, sheet, language, TODAY)) for sheet in Sheet}

    assert {sheet: len(pages) for sheet, pages in sheets.items() if len(pages) > MOST_PAGES[sheet]} == {}
    # A footer stands between the pages, so a text may be cut by it: each line is looked for on its own.
    printed = {sheet: "".join(pages) for sheet, pages in sheets.items()}
    for step in texts.steps:
        assert flat(step.title) in printed[Sheet.PLAN]
    for example in texts.examples:
        assert flat(example.title) in printed[Sheet.PLAN]
    for exercise in texts.exercises:
        assert flat(exercise.text) in printed[Sheet.WORKSHEET]
        assert flat(exercise.text) in printed[Sheet.KEY]
        assert flat(exercise.key) in printed[Sheet.KEY]
        if len(exercise.key) > 40:
            assert flat(exercise.key) not in printed[Sheet.WORKSHEET]
    for handout in texts.handouts:
        assert flat(handout.title) in printed[Sheet.PLAN]
        assert all(flat(text) in printed[Sheet.HANDOUTS] for text in (handout.title, handout.use, *handout.cards))
        assert all(flat(cell) in printed[Sheet.HANDOUTS] for row in handout.table for cell in row)
    assert flat(texts.question) in printed[Sheet.WORKSHEET]


def test_the_plan_says_level_times_areas_and_what_the_slides_reveal():
    (text,) = ["".join(pages_of(render_lesson(CATALOGUE.plan("MED-1"), Sheet.PLAN, "it", TODAY)))]
    for words in (
        "Piano dell’incontro",
        "Scuola secondaria di primo grado · incontro 1 · 120 minuti",
        "Pianificazione e gestione delle finanze: reddito e pianificazione",
        "120 min",
        "forma breve, 60 min",
        "Si scopre: −150 €: bilancio in perdita",
        "Per chi fa fatica",
        "MED-1 · v1 · Entrate e uscite",
        "Pagina 1 di",
    ):
        assert flat(words) in text


def test_a_number_and_its_unit_stay_on_one_line():
    register_fonts()
    for width in range(60, 200, 7):
        lines = [
            "".join(piece.text for piece in line)
            for line in wrap([Run("Sconto del 35 % su 1.450 € in 12 rate")], 10, width)
        ]
        assert not [line for line in lines if line.startswith(("%", "€"))]


def test_the_plan_numbers_slides_as_the_projector_does():
    plan = CATALOGUE.plan("MED-1")
    texts = plan.read_in("it")
    text = "".join(pages_of(render_lesson(plan, Sheet.PLAN, "it", TODAY)))
    for number, title in enumerate((texts.question, *(slide.title for slide in texts.slides)), start=1):
        assert flat(f"{number}. {title}") in text


def test_a_worksheet_asks_for_a_number_and_never_for_a_name():
    text = "".join(pages_of(render_lesson(CATALOGUE.plan("PRI-1"), Sheet.WORKSHEET, "it", TODAY)))
    assert "Numero______" in text
    assert "Nome" not in text


def test_nothing_is_drawn_outside_the_margins():
    for sheet in Sheet:
        reader = pypdf.PdfReader(BytesIO(render_lesson(CATALOGUE.plan("SUP-3"), sheet, "it", TODAY)))
        for page in reader.pages:
            places = []

            def note(text, _cm, matrix, _font, _size, seen=places):
                if text.strip():
                    seen.append((matrix[4], matrix[5]))

            page.extract_text(visitor_text=note)
            assert min(x for x, _y in places) >= 45
            assert max(x for x, _y in places) <= A4_PORTRAIT[0] - 45
            assert min(y for _x, y in places) >= 28
            assert max(y for _x, y in places) <= A4_PORTRAIT[1] - 40


def test_the_pdf_has_title_language_embedded_fonts_and_the_same_bytes_each_time():
    plan = CATALOGUE.plan("PRI-2")
    pdf = render_lesson(plan, Sheet.KEY, "en", TODAY)
    assert pdf == render_lesson(plan, Sheet.KEY, "en", TODAY)
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.metadata.title == "Key to the worksheet · Needs and wants"
    assert reader.root_object["/Lang"] == "en"
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()]
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
    assert sheet_name(plan, Sheet.WORKSHEET, "it") == "PRI-2_v1_scheda.pdf"


def test_what_cannot_be_printed_is_refused_by_the_number_of_its_part():
    plan = CATALOGUE.plan("PRI-1")
    texts = plan.texts["it"]
    steps = (texts.steps[0], replace(texts.steps[1], text="Scrivi 张 qui."), *texts.steps[2:])
    broken = replace(plan, texts={"it": replace(texts, steps=steps)})

    with pytest.raises(CharacterNotPrintable) as caught:
        render_lesson(broken, Sheet.PLAN, "it", TODAY)
    assert caught.value.facts["row"] == 2

    # What stands in no row is named by its own words, never by a row 0.
    broken = replace(plan, texts={"it": replace(texts, question="Capire che cosa 张 vuol dire.")})
    with pytest.raises(CharacterNotPrintable) as caught:
        render_lesson(broken, Sheet.PLAN, "it", TODAY)
    assert caught.value.headline == (
        "The character “张” (U+5F20) in “Capire che cosa 张 vuol dire.” cannot be printed."
    )
