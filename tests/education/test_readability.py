"""Gulpease counts sentences, letters and words as its authors do."""

import pytest

from op_desktop.education.calculators import CALCULATORS
from op_desktop.education.exercises import exercises
from op_desktop.education.readability import gulpease, words_in
from op_desktop.language import said


def test_the_formula_on_a_sentence_counted_by_hand():
    # 12 words, 56 letters, 1 sentence: 89 + (300 − 560) / 12.
    assert gulpease("Ogni mese mettiamo da parte una piccola somma per le vacanze estive.") == pytest.approx(
        67.3333, abs=1e-4
    )
    # 10 words, 36 letters, 2 sentences: 89 + (600 − 360) / 10 = 113, which the index cuts at 100.
    assert gulpease("Il pane costa poco. Con due euro ne compro tre.") == 100
    text = "La rateizzazione presuppone inevitabilmente una approvazione preliminare della commissione competente."
    words = text.removesuffix(".").split()
    letters = sum(map(len, words))
    assert gulpease(text) == pytest.approx(89 + (300 - 10 * letters) / len(words))
    assert gulpease(text) < 40


def test_amounts_are_one_word_and_do_not_end_a_sentence():
    assert words_in("Spendi 1.628,89 € oggi") == 3
    assert gulpease("Tu ogni mese metti via un poco e poi in un anno hai 1.628,89 € nel tuo bel conto") == gulpease(
        "Tu ogni mese metti via un poco e poi in un anno hai 162889 € nel tuo bel conto"
    )


def test_lines_are_sentences_and_nothing_reads_easily():
    assert gulpease("uno due tre\nquattro cinque sei") == gulpease("uno due tre. quattro cinque sei.")
    assert gulpease("") == 100


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda each: each.key)
def test_every_text_of_a_calculator_reads_easily_in_italian(calculator):
    texts = [said(calculator.purpose, "it")]
    for case in calculator.cases:
        outcome = case.answer(case.start)
        texts += [each.say("it") for each in (outcome.formula, *outcome.steps, *outcome.notes)]
    texts += [each.question.say("it") for each in exercises(calculator.key, 1)]
    assert gulpease("\n".join(texts)) >= 60
    assert [text for text in texts if words_in(text) >= 8 and gulpease(text) < 50] == []
