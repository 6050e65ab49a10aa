"""The papers of a class test: sheets with number and form and no name; a report that says only what may be said."""

import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from op_desktop.documents.quiz_report import LearningReport, render_learning_report, report_file_name
from op_desktop.documents.quiz_sheet import Asking, Paperwork, TestPrint, render_test_sheets, sheets_file_name
from op_desktop.domain.quiz import Phase
from op_desktop.education.catalogue import open_catalogue
from op_desktop.language import speak
from op_desktop.register.quiz_results import class_result
from tests import builders
from tests.quiz_scene import bank_of, count, sit

MADE = date(2026, 11, 24)
BANK = open_catalogue().bank()


def pages(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def sheets(form, language="it", count=3):
    asked = tuple(
        Asking(item.read_in(language).text, item.read_in(language).choices) for item in BANK.asked(form)
    )  # fmt: skip
    papers = tuple(Paperwork(number, form.letter, asked) for number in range(1, count + 1))
    return TestPrint(sheets=papers, label="2ªB", phase="pre", made_on=MADE, language=language)


def squeezed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("form", BANK.forms, ids=lambda form: form.code)
@pytest.mark.parametrize("language", ["it", "en"])
def test_every_form_is_printed_whole_with_number_letter_and_a_box_an_answer(form, language):
    whole = sheets(form, language, count=2)
    read = pages(render_test_sheets(whole))
    words = {"it": ("Modulo {} · Numero {}", "Non lo so"), "en": ("Form {} · Number {}", "I do not know")}[language]

    each = len(read) // 2
    assert len(read) == 2 * each <= 4
    for number in (1, 2):
        own = " ".join(read[(number - 1) * each : number * each])
        assert own.count(words[0].format(form.letter.upper(), number)) == each
        assert own.count(words[1]) == 10
        assert "1 2 3 4 5 6 7 8 9 10" in own
        for asked in whole.sheets[0].questions:
            assert squeezed(asked.text) in own
            assert all(squeezed(choice) in own for choice in asked.choices)


def test_sheets_are_a4_the_same_each_time_and_named_without_people():
    whole = sheets(BANK.forms[0])
    pdf = render_test_sheets(whole)

    assert pdf == render_test_sheets(whole)
    reader = PdfReader(BytesIO(pdf))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(595, 842)}
    assert reader.trailer["/Root"]["/Lang"] == "it-IT"
    assert "Classe 2ªB · Prima del percorso" in pages(pdf)[0]
    assert sheets_file_name(whole) == "test_2B_prima.pdf"


def report_of(workspace, bank, before, after, *, named=False):
    with workspace.write("Tests") as uow:
        class_id = builders.school_class(uow) if named else builders.school_class(uow, seats=12)
        sit(uow, class_id, Phase.PRE, bank, before)
        sit(uow, class_id, Phase.POST, bank, after)
        result = class_result(uow, class_id)
    return LearningReport(
        result=result, label="2ªB", school="Scuola media Aurora", year="2026/2027", made_on=MADE
    )  # fmt: skip


def test_the_report_says_the_gain_what_to_look_at_and_who_is_left_out(workspace):
    before = dict.fromkeys(range(1, 12), (1, 0))
    after = {number: (0, 0) if number == 1 else (1, 0) if number % 2 else (0, 1) for number in range(1, 11)}
    report = report_of(workspace, bank_of("AB", "BA"), before, after)
    text = " ".join(pages(render_learning_report(report)))

    assert "10 pupils took both tests: on average 1.0 right answers of 2 before, 0.9 after." in text
    assert "(gain −0.10: the class did worse than before)" in text
    assert "1 pupil took the first test only and is not in the figures." in text
    assert "After the path fewer than half answered well: come back to it in class." in text
    assert "Domanda A? 50% 0%" in text
    assert "Domanda B? 50% 90%" in text
    assert report_file_name("2ªB", 2026) == "learning_2B_2026.pdf"


def test_what_cannot_be_computed_says_so_in_italian_too(workspace):
    speak("it")
    everything = dict.fromkeys(range(1, 7), (1, 1))
    report = report_of(workspace, bank_of("AB", "BA"), everything, everything)
    text = " ".join(pages(render_learning_report(report)))

    assert "non calcolabile" in text
    assert "Che cosa ha imparato la classe" in text
    assert "Con meno di 10 alunni" in text
    assert not re.search(r"\bnan\b|None|inf\b", text)


def test_a_report_of_hands_says_its_way_and_what_hands_cannot_say(workspace):
    with workspace.write("Hands") as uow:
        class_id = builders.school_class(uow, seats=12)
        count(uow, class_id, Phase.PRE, bank_of("AB", "BA"), ((3, 9, 0, 0), (4, 6, 0, 2)))
        count(uow, class_id, Phase.POST, bank_of("AB", "BA"), ((9, 2, 0, 1), (7, 5, 0, 0)))
        result = class_result(uow, class_id)
    speak("it")
    report = LearningReport(
        result=result, label="2ªB", school="Scuola media Aurora", year="2026/2027", made_on=MADE
    )  # fmt: skip
    text = " ".join(pages(render_learning_report(report)))

    # Before 3 + 6 of 12, so 0,75 of 2; after 9 + 5, so 1,17: gain (14 − 9) / (24 − 9).
    assert "Per alzata di mano, 12 alunni: in media 0,8 risposte giuste su 2 prima, 1,2 dopo." in text
    assert "Guadagno della classe (Hake) 0,33" in text
    assert text.count("non calcolabile") == 3
    assert "Affidabilità dei test (KR-20) non calcolabile" in text
    assert "Domanda B? 50 % 42 %" in text


def test_under_five_pupils_the_report_holds_no_figure(workspace):
    some = dict.fromkeys(range(1, 5), (1, 0))
    report = report_of(workspace, bank_of("AB", "BA"), some, some)
    text = " ".join(pages(render_learning_report(report)))

    assert "Only 4 pupils took both tests: results are shown from 5 on." in text
    assert "%" not in text
    assert "Domanda" not in text


def test_no_name_and_no_single_score_stands_in_the_report(workspace):
    some = dict.fromkeys(range(1, 21), (1, 0))
    report = report_of(workspace, bank_of("AB", "BA"), some, some, named=True)
    text = " ".join(pages(render_learning_report(report)))

    assert not any(family in text for family, _given in builders.PUPILS)
