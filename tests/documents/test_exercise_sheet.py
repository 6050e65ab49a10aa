"""The exercise sheet: questions without answers first, then the key with every step, the same for the same number."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from op_desktop.documents.exercise_sheet import ExerciseSheet, exercise_file_name, render_exercise_sheet
from op_desktop.education.calculators import CALCULATORS
from op_desktop.education.exercises import exercises


def sheet(calculator, language="it", seed=27):
    return ExerciseSheet(
        title=calculator.title, exercises=exercises(calculator.key, seed), seed=seed, made_on=date(2026, 11, 24),
        language=language,
    )  # fmt: skip


def texts(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda each: each.key)
@pytest.mark.parametrize(("language", "key"), [("it", "soluzioni"), ("en", "key")])
def test_questions_come_without_their_answers_and_the_key_has_both(calculator, language, key):
    made = sheet(calculator, language)

    pages = texts(render_exercise_sheet(made))
    first = next(number for number, page in enumerate(pages) if f"— {key}" in page)
    asked, solved = " ".join(pages[:first]), " ".join(pages[first:])
    for exercise in made.exercises:
        question = " ".join(exercise.question.say(language).split())
        assert question in asked
        assert question in solved
        for step in exercise.outcome.steps:
            assert " ".join(step.say(language).split()) in solved
            assert " ".join(step.say(language).split()) not in asked


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda each: each.key)
def test_no_exercise_is_left_alone_on_a_page(calculator):
    made = sheet(calculator)
    pages = texts(render_exercise_sheet(made))
    questions = [" ".join(exercise.question.say("it").split()) for exercise in made.exercises]

    counts = [sum(question in page for question in questions) for page in pages]
    assert min(counts) > 1
    assert counts.count(len(questions)) >= 1


def test_the_same_number_gives_the_same_file_on_a4_paper():
    made = sheet(CALCULATORS[0])
    pdf = render_exercise_sheet(made)

    assert pdf == render_exercise_sheet(made)
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert exercise_file_name(made, "budget") == "esercizi_budget_0027.pdf"


def test_every_font_is_embedded_and_the_language_is_told():
    reader = PdfReader(BytesIO(render_exercise_sheet(sheet(CALCULATORS[0]))))

    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert reader.trailer["/Root"]["/Lang"] == "it-IT"
