"""Exercises: the same number gives the same sheet, and the key is what the calculators say."""

import pytest

from op_desktop.education.calculators import CALCULATORS
from op_desktop.education.exercises import MANY, exercises

KEYS = [calculator.key for calculator in CALCULATORS]


@pytest.mark.parametrize("key", KEYS)
def test_a_number_gives_the_same_sheet_and_another_number_another(key):
    assert exercises(key, 27) == exercises(key, 27)
    assert exercises(key, 27) != exercises(key, 28)
    assert len(exercises(key, 27)) == MANY


def test_sheets_do_not_change_from_one_version_to_the_next():
    """A teacher prints an old sheet again: its numbers are those of the first print."""
    asked = [exercise.question.say("en") for exercise in exercises("loan", 1)]

    assert asked[0] == "A loan of €1,200 without interest is paid back in 18 months. How much is an instalment?"


@pytest.mark.parametrize("key", KEYS)
def test_every_question_can_be_asked_and_has_a_positive_answer(key):
    for seed in range(1, 60):
        for exercise in exercises(key, seed):
            assert exercise.answer.amount.value > 0
            assert exercise.answer in exercise.outcome.figures
            assert "{" not in exercise.question.say("it") + exercise.question.say("en")
            # Nothing of the answer is given away in the question, except a round number by chance.
            assert exercise.question.facts
