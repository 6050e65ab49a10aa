"""Prints of a class: everything there is, on A4 with 35 rows and page numbers, readable in grey, in two languages."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from op_desktop.documents.class_prints import Print, offered, print_file_name, render_print
from op_desktop.documents.fitting import CharacterNotPrintable, TextTooLong
from op_desktop.documents.mark_shapes import draw_mark
from op_desktop.documents.paper import A4_PORTRAIT, MM, new_paper
from op_desktop.documents.style import Weight, face, register_fonts
from op_desktop.domain.attendance import Mark
from op_desktop.domain.school import Lesson, RosterMode, SchoolClass, Status
from op_desktop.register import lessons, rosters, schools
from tests import builders
from tests.documents.class_scene import FIRST, PRINTED, named, path, report
from tests.documents.test_certificate import fonts_of


def pages_of(pdf: bytes) -> list[str]:
    """Every page's text with single spaces."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def pictures_of(pdf: bytes, scale: float = 1.0) -> list[Image.Image]:
    """Every page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale).to_pil().convert("L") for page in document]
    finally:
        document.close()


@pytest.fixture
def class_id(workspace):
    return path(workspace)


@pytest.fixture
def report_2b(workspace, class_id):
    return report(workspace, class_id)


def test_the_register_has_a_column_a_meeting_and_says_what_each_mark_is(report_2b):
    (text,) = pages_of(render_print(report_2b, Print.REGISTER, PRINTED, "it"))
    for words in (
        "Registro della classe · stampato il 24 novembre 2026 alle 10:03",
        "2ªB — Il budget di casa",
        "Scuola media Aurora, Rho · a.s. 2026/2027",
        "N. Cognome e nome 1 15/09 2 22/09 3 29/09 4 06/10 Presenze",
        "1 Abbate Lorenzo P P P – 3 su 3",
        "2 Ben Salah Yasmine A P P – 2 su 3",
        "3 Bianchi Sofia R 10 P P – 3 su 3",
        "4 Brambilla Matteo G P P – 2 su 3",
        "5 Castelli Giorgia U P P – 3 su 3",
        "Presenti 23/25 25/25 25/25 –",
        "P presente A assente R ritardo, coi minuti G giustificato U uscita · senza segno – non previsto",
        "Pagina 1 di 1",
    ):
        assert words in text


def test_prints_are_english_where_that_is_asked(report_2b):
    (text,) = pages_of(render_print(report_2b, Print.REGISTER, PRINTED, "en"))
    assert "3 Bianchi Sofia L 10 P P" in text
    assert "5 Castelli Giorgia O P P" in text
    assert "Page 1 of 1" in text
    assert "no longer in the class from 20/11/2026" in pages_of(render_print(report_2b, Print.ROSTER, PRINTED, "en"))[0]


def test_the_five_marks_differ_in_grey_by_more_than_their_letter():
    register_fonts()
    shapes = {mark: _drawn(mark) for mark in Mark}
    for one in Mark:
        for other in Mark:
            if one is not other:
                # Without letters, at 200 dpi: a good part of the ink must lie elsewhere.
                different = sum(ImageChops.difference(shapes[one], shapes[other]).histogram()[64:])
                assert different > 60, (one, other)


def _drawn(mark: Mark) -> Image.Image:
    target = BytesIO()
    paper = new_paper(target, "", "it", PRINTED.date(), A4_PORTRAIT, face(Weight.REGULAR))
    draw_mark(paper, mark, "", (100, 700))
    paper.showPage()
    paper.save()
    picture = pictures_of(target.getvalue(), 200 / 72)[0]
    scale, side = 200 / 72, 4 * MM
    top = A4_PORTRAIT[1] - 700
    return picture.crop(
        tuple(round(each * scale) for each in (100 - side, top - side, 100 + side, top + side))
    )  # fmt: skip


@pytest.mark.parametrize("kind", Print)
def test_thirty_five_pupils_stand_on_one_page(workspace, kind):
    printed = render_print(report(workspace, path(workspace, pupils=named(35), meetings=12)), kind, PRINTED, "it")
    texts = pages_of(printed)
    for page in pypdf.PdfReader(BytesIO(printed)).pages:
        assert [float(each) for each in page.mediabox[2:]] == pytest.approx(A4_PORTRAIT, abs=0.01)
    if kind is Print.SUMMARY:
        assert [text.rpartition("Pagina ")[2] for text in texts] == ["1 di 2", "2 di 2"]
    else:
        assert [text.rpartition("Pagina ")[2] for text in texts] == ["1 di 1"]
    if kind is not Print.LESSONS:
        assert "Cognome35 Nome35" in "".join(texts)


def test_what_is_beyond_thirty_five_pupils_or_twelve_meetings_goes_on_with_its_headings(workspace):
    texts = pages_of(
        render_print(report(workspace, path(workspace, pupils=named(38), meetings=14)), Print.REGISTER, PRINTED, "it")
    )
    assert [text.rpartition("Pagina ")[2] for text in texts] == ["1 di 4", "2 di 4", "3 di 4", "4 di 4"]
    assert all("Cognome e nome" in text for text in texts)
    assert ["36 Cognome36" in text for text in texts] == [False, True, False, True]
    assert ["13 08/12 14 15/12" in text for text in texts] == [False, False, True, True]
    assert ["Firma dell" in text for text in texts] == [False, False, False, True]


@pytest.mark.parametrize("kind", Print)
def test_a_class_of_numbers_prints_no_names(workspace, kind):
    text = " ".join(pages_of(render_print(report(workspace, path(workspace, seats=22)), kind, PRINTED, "it")))
    assert not any(family in text for family, _given in builders.PUPILS)
    if kind is Print.ROSTER:
        assert "Nome, a mano: il foglio resta alla scuola" in text
        assert "21 alunne e alunni" in text
    elif kind is not Print.LESSONS:
        assert "Posto 22" in text


def test_the_log_tells_what_became_of_every_meeting(workspace, class_id):
    with workspace.write("Change") as uow:
        plan = lessons.lesson_plan(uow, class_id)
        lessons.cancel_lesson(uow, plan[3].id, replaced_at=datetime(2026, 12, 1, 9), reason="Neve")
    text = pages_of(render_print(report(workspace, class_id), Print.LESSONS, PRINTED, "it"))[0]
    assert "1 15/09/2026 Bisogni e desideri 60 Paola Villa aula 12 svolto 23/25" in text
    assert "4 06/10/2026 Risparmio e imprevisti 60 Paola Villa aula 12 spostato –" in text
    assert "4 01/12/2026 Risparmio e imprevisti 60 Paola Villa aula 12 programmato –" in text
    assert "3 incontri svolti su 4 · 3 ore" in text


def test_the_summary_has_meetings_hours_civic_education_and_attendance(report_2b):
    text = " ".join(pages_of(render_print(report_2b, Print.SUMMARY, PRINTED, "it")))
    for words in (
        "Periodo dal 15 settembre 2026 al 29 settembre 2026",
        "Incontri 3 incontri svolti su 4",
        "Ore svolte 3",
        "Ore valide come educazione civica 3",
        "Argomenti Bisogni e desideri, Come si paga, Il budget di casa",
        "2 Ben Salah Yasmine 2 su 3 67 % 2 –",
    ):
        assert words in text.replace("\u00a0", " ")


def test_hours_of_another_subject_are_not_called_civic_education(workspace, class_id):
    with workspace.write("Change") as uow:
        uow.put(replace(uow.require(SchoolClass, class_id), civic_education=False))
    changed = report(workspace, class_id)
    assert (changed.minutes, changed.civic_minutes) == (180, 0)
    text = " ".join(pages_of(render_print(changed, Print.SUMMARY, PRINTED, "it")))
    assert "nessuna: il percorso non è inserito in educazione civica" in text


def test_a_counted_class_offers_its_meetings_and_no_list(workspace):
    with workspace.write("Scene") as uow:
        class_id = schools.add_class(
            uow, builders.school(uow), 2026, "1C", roster_mode=RosterMode.HEADCOUNT, declared_pupils=19
        )
        lessons.plan_lessons(uow, class_id, [FIRST], 60, ["Il valore del denaro"])
        (lesson,) = uow.all(Lesson)
        uow.put(replace(lesson, status=Status.HELD))
    counted = report(workspace, class_id)
    assert offered(counted) == (Print.LESSONS, Print.SUMMARY)
    text = pages_of(render_print(counted, Print.SUMMARY, PRINTED, "it"))[0]
    assert "Alunne e alunni 19" in text
    assert "La classe è contata, senza elenco." in text


def test_a_class_without_anything_offers_nothing(workspace):
    with workspace.write("Scene") as uow:
        class_id = schools.add_class(uow, builders.school(uow), 2026, "1C")
    assert offered(report(workspace, class_id)) == ()


@pytest.mark.parametrize("name", ["<b>Rossi</b>", "Rossi & Figli", "{surname} %s", '<img src="x">'])
def test_names_are_printed_as_they_stand(workspace, name):
    scene = report(workspace, path(workspace, pupils=[(name, "Ada"), *builders.PUPILS[:6]]))
    for kind in (Print.REGISTER, Print.ROSTER, Print.SUMMARY):
        pdf = render_print(scene, kind, PRINTED, "it")
        assert f"1 {name} Ada" in pages_of(pdf)[0]
        assert not pypdf.PdfReader(BytesIO(pdf)).pages[0].images


@pytest.mark.parametrize("kind", [Print.REGISTER, Print.ROSTER, Print.SUMMARY])
def test_a_sign_without_a_shape_stops_the_print_and_is_named_with_its_pupil(workspace, kind):
    scene = report(workspace, path(workspace, pupils=[*builders.PUPILS[:6], ("张", "Wei")]))
    with pytest.raises(CharacterNotPrintable) as caught:
        render_print(scene, kind, PRINTED, "it")
    assert caught.value.facts == {"character": "张", "code_point": "U+5F20", "text": "张", "row": 7}
    assert "row 7" in caught.value.headline


def test_long_names_and_topics_stay_inside_the_page_and_endless_ones_are_refused(workspace):
    long = "Wilhelmina-Alexandrowna Wawrzyńczykowska-Hohenwürttemberg"
    class_id = path(workspace, pupils=[(long, "Ștefania Олена")] * 35, meetings=12, held=1)
    with workspace.write("Change") as uow:
        lessons.describe_lesson(uow, lessons.lesson_plan(uow, class_id)[0].id, title="Quando la rata pesa " * 9)
    scene = report(workspace, class_id)
    for kind in Print:
        for picture in pictures_of(render_print(scene, kind, PRINTED, "it")):
            for left, right in ((0, 13 * MM), (197.5 * MM, A4_PORTRAIT[0])):
                margin = picture.crop((int(left), 0, int(right), picture.height))
                assert ImageChops.invert(margin).getbbox() is None, kind
    assert len(pages_of(render_print(scene, Print.REGISTER, PRINTED, "it"))) == 1
    with workspace.write("Change") as uow:
        lessons.describe_lesson(uow, lessons.lesson_plan(uow, class_id)[0].id, title="Abc " * 9000)
    with pytest.raises(TextTooLong) as caught:
        render_print(report(workspace, class_id), Print.LESSONS, PRINTED, "it")
    assert caught.value.headline.startswith("The text that starts with “Abc Abc")


@pytest.mark.parametrize("kind", Print)
def test_a_print_has_title_language_and_embedded_fonts_and_names_nobody_outside_its_pages(report_2b, kind):
    pdf = render_print(report_2b, kind, PRINTED, "it")
    assert pdf == render_print(report_2b, kind, PRINTED, "it")
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.root_object["/Lang"] == "it-IT"
    assert reader.metadata.title.endswith("2ªB 2026/2027")
    assert "Abbate" not in str(reader.metadata)
    for font in (font for page in reader.pages for font in fonts_of(page["/Resources"])):
        assert "/FontFile2" in font["/FontDescriptor"].get_object(), font["/BaseFont"]
    name = print_file_name(kind, report_2b.school_class)
    assert name.endswith("_scuola-media-aurora_2B_2026-2027.pdf")
    assert not any(family.casefold() in name.casefold() for family, _given in builders.PUPILS)


def test_a_section_with_a_stroke_names_a_file_and_no_folder(report_2b):
    rows = [replace(report_2b.school_class, section=section) for section in ("A/B", "A-B", "A AT")]
    names = [print_file_name(Print.ROSTER, row) for row in rows]
    assert names == [
        f"elenco_scuola-media-aurora_{label}_2026-2027.pdf" for label in ("2A_B", "2A-B", "2AAT")
    ]  # fmt: skip


def test_a_renumbered_or_withdrawn_pupil_keeps_the_marks_on_paper(workspace, class_id):
    with workspace.write("Change") as uow:
        rosters.renumber(uow, rosters.roster(uow, class_id)[1].enrolment_id, 40)
    text = pages_of(render_print(report(workspace, class_id), Print.REGISTER, PRINTED, "it"))[0]
    assert "40 Ben Salah Yasmine A P P – 2 su 3" in text
