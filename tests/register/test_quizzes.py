"""Tests of a class: the same records everywhere, crossed forms, corrections, and results as worked out by hand."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from op_desktop.domain.account import Account, Role
from op_desktop.domain.competence import SubArea
from op_desktop.domain.quiz import Phase, Quiz, QuizAnswer, QuizItem, QuizMode, QuizSitting
from op_desktop.domain.school import SchoolClass
from op_desktop.education.catalogue import open_catalogue
from op_desktop.education.learning_items import ItemFlag
from op_desktop.education.learning_words import reading
from op_desktop.register import quizzes
from op_desktop.register.places import seed_reference
from op_desktop.register.quiz_results import Share, class_result
from op_desktop.register.schools import add_class
from op_desktop.security.permissions import Actor, NotYours
from op_desktop.workspace import Workspace
from tests import builders
from tests.conftest import NOW
from tests.quiz_scene import bank_of, signs_for, sit

EXAMPLE = json.loads((Path(__file__).parent.parent / "data" / "learning_cases" / "programme.json").read_text("utf-8"))
BANK = bank_of("ABNO", "OPBC")
"""Forms of four questions with B and O in both, at other places."""
BEFORE = {1: (1, 0, 0, 0), 2: (1, 1, 0, 0), 3: (1, 1, 0, 0), 4: (0, 0, 1, 0), 5: (0, 1, 0, 0), 6: (1, 0, 0, 0),
          7: (0, 0, 0, 0), 8: (1, 1, 1, 1), 9: (1, 1, 1, 1), 11: (1, 0, 1, 0)}  # fmt: skip
AFTER = {1: (1, 1, 0, 1), 2: (1, 1, 1, 0), 3: (1, 1, 1, 0), 4: (1, 0, 0, 0), 5: (1, 0, 0, 1), 6: (1, 1, 0, 1),
         7: (0, 0, 1, 0), 8: (1, 1, 0, 1), 9: (1, 1, 1, 1), 10: (1, 1, 1, 1), 12: (0, 0, 0, 0)}  # fmt: skip


@pytest.fixture
def class_id(workspace):
    with workspace.write("Class") as uow:
        return builders.school_class(uow, seats=12)


def sat(workspace, class_id, bank=BANK, before=BEFORE, after=AFTER):
    with workspace.write("Tests") as uow:
        sit(uow, class_id, Phase.PRE, bank, before)
        sit(uow, class_id, Phase.POST, bank, after)
    with workspace.read() as reader:
        return class_result(reader, class_id)


def opened_test(workspace, class_id, phase=Phase.PRE):
    with workspace.read() as reader:
        return quizzes.read_test(reader, class_id, phase)


def test_halves_of_the_class_have_the_forms_in_opposite_order(workspace, class_id):
    sat(workspace, class_id)
    before, after = (opened_test(workspace, class_id, phase) for phase in Phase)

    assert {sheet.number: sheet.asked.form for sheet in before.sheets} == {n: "ab"[(n + 1) % 2] for n in range(1, 13)}
    assert [sheet.asked.form for sheet in before.sheets].count("a") == 6
    assert all(one.asked.form != other.asked.form for one, other in zip(before.sheets, after.sheets, strict=True))


def test_the_same_form_is_the_same_records_on_two_devices(workspace, class_id, tmp_path):
    bank = open_catalogue().bank()
    other = Workspace.open(tmp_path / "other", wall=lambda: NOW)
    with other.write("Set up") as uow:
        seed_reference(uow)
    for each in (workspace, other):
        with each.write("Forms") as uow:
            for form in bank.forms:
                quizzes.take_form(uow, bank, form)
    kept = []
    for each in (workspace, other):
        with each.read() as reader:
            kept.append((reader.all(Quiz), reader.all(QuizItem)))
    other.close()
    assert kept[0] == kept[1]
    assert (len(kept[0][0]), len(kept[0][1])) == (8, 80)


def test_a_changed_word_is_another_question(workspace, class_id):
    with workspace.write("Forms") as uow:
        one = quizzes.take_form(uow, BANK, BANK.forms[0])
        other = bank_of("ABNO", "OPBC")
        changed = bank_of("ABNQ", "OPBC")
        assert quizzes.take_form(uow, other, other.forms[0]) == one
        assert quizzes.take_form(uow, changed, changed.forms[0]).id != one.id


def test_opening_twice_changes_nothing_and_the_second_test_keeps_the_forms_of_the_first(workspace, class_id):
    with workspace.write("Open") as uow:
        quizzes.open_test(uow, class_id, Phase.PRE, BANK)
    with workspace.write("Again") as uow:
        quizzes.open_test(uow, class_id, Phase.PRE, bank_of("ABCD", "CDEF"))
    assert uow.changes.steps == ()
    with workspace.write("After") as uow:
        quizzes.open_test(uow, class_id, Phase.POST, bank_of("ABCD", "CDEF"))
        sittings = uow.all(QuizSitting)
    assert len(sittings) == 4
    assert len({each.quiz_id for each in sittings}) == 2


def test_a_sheet_is_corrected_and_what_is_left_empty_is_no_answer(workspace, class_id):
    with workspace.write("Sheet") as uow:
        quizzes.open_test(uow, class_id, Phase.PRE, BANK)
        sheet = quizzes.read_test(uow, class_id, Phase.PRE).sheets[0]
        assert not sheet.taken
        quizzes.answer(uow, sheet.asked.sitting_id, sheet.enrolment_id, ["a", "0", "", "c"])
        stored = {each.choice for each in uow.all(QuizAnswer)}
        assert stored == {0, None, 2}
        quizzes.answer(uow, sheet.asked.sitting_id, sheet.enrolment_id, ["", "b", "", "0"])
    again = opened_test(workspace, class_id).sheets[0]
    assert (again.signs, again.marks, again.right, again.taken) == (("", "b", "", "0"), (0, 1, 0, 0), 1, True)


def test_the_letters_move_to_the_form_that_the_pupil_really_had_and_the_mode_is_told(workspace, class_id):
    with workspace.write("Sheet") as uow:
        quizzes.open_test(uow, class_id, Phase.PRE, BANK)
        asked = quizzes.read_test(uow, class_id, Phase.PRE).sheets[0].asked
        pupil = quizzes.read_test(uow, class_id, Phase.PRE).sheets[0].enrolment_id
        (other,) = (each.id for each in uow.all(QuizSitting) if each.id != asked.sitting_id)
        quizzes.answer(uow, asked.sitting_id, pupil, ["a", "b", "", "0"])
        quizzes.change_form(uow, asked.sitting_id, other, pupil, ["a", "b", "", "0"])
        quizzes.set_mode(uow, class_id, Phase.PRE, QuizMode.SCREEN)
        assert {each.mode for each in uow.all(QuizSitting)} == {QuizMode.SCREEN}
    sheet = opened_test(workspace, class_id).sheets[0]
    assert (sheet.asked.sitting_id, sheet.signs) == (other, ("a", "b", "", "0"))


@pytest.mark.parametrize("signs", [["a", "b", "d", "a"], ["a", "x", "a", "a"], ["a", "b", "c"], ["a"] * 5])
def test_an_answer_that_is_not_offered_is_refused_whole(workspace, class_id, signs):
    with workspace.write("Open") as uow:
        quizzes.open_test(uow, class_id, Phase.PRE, BANK)
    sheet = opened_test(workspace, class_id).sheets[0]
    with pytest.raises(quizzes.AnswerUnfit), workspace.write("Sheet") as uow:
        quizzes.answer(uow, sheet.asked.sitting_id, sheet.enrolment_id, signs)
    assert not opened_test(workspace, class_id).sheets[0].taken


def test_who_teaches_the_class_may_and_a_colleague_may_not(workspace):
    teaches, other = (Actor(name, frozenset({Role.EDUCATOR})) for name in ("one", "two"))
    with workspace.write("Class") as uow:
        uow.put_all(Account(id=each.account_id, name=each.account_id, educator=True) for each in (teaches, other))
        group = add_class(uow, builders.school(uow), 2026, "3C")
        uow.put(replace(uow.require(SchoolClass, group), educator_id=teaches.account_id))
        builders.rosters.add_seats(uow, group, 5)
    with pytest.raises(NotYours), workspace.write("Open", actor=other) as uow:
        quizzes.open_test(uow, group, Phase.PRE, BANK)
    with workspace.write("Open", actor=teaches) as uow:
        quizzes.open_test(uow, group, Phase.PRE, BANK)
    sheet = opened_test(workspace, group).sheets[0]
    with pytest.raises(NotYours), workspace.write("Sheet", actor=other) as uow:
        quizzes.answer(uow, sheet.asked.sitting_id, sheet.enrolment_id, ["a"] * 4)


def test_a_class_without_numbers_and_a_level_without_forms_are_told(workspace):
    with workspace.write("Class") as uow:
        school = builders.school(uow)
        empty = add_class(uow, school, 2026, "1D")
        seats = builders.school_class(uow, name="1E", seats=3, school_id=school)
    with pytest.raises(quizzes.SeatsMissing), workspace.write("Open") as uow:
        quizzes.open_test(uow, empty, Phase.PRE, BANK)
    with pytest.raises(quizzes.TestsMissing), workspace.write("Open") as uow:
        quizzes.open_test(uow, seats, Phase.PRE, bank_of("ABN", "AB"))


def test_gain_is_that_of_the_pupils_with_both_tests(workspace, class_id):
    """By hand: nine pupils, 1+2+2+1+1+1+0+4+4 = 16 before and 3+3+3+1+2+3+1+3+4 = 23 after, of 36:
    gain (23 − 16) / (36 − 16) = 0.35. Number 11 has only the first test, 10 and 12 only the second."""
    result = sat(workspace, class_id)

    assert (result.learning.pupils, result.only_before, result.only_after) == (9, 1, 2)
    assert result.learning.before_mean == pytest.approx(16 / 9)
    assert result.learning.after_mean == pytest.approx(23 / 9)
    assert result.learning.gain == pytest.approx(0.35)


def test_shares_of_each_question_and_objective_as_counted_by_hand(workspace, class_id):
    """Odd numbers (1 3 5 7 9) have ABNO before and OPBC after; even ones (2 4 6 8) OPBC before and ABNO after.

    B before: second of the odd rows 0 1 1 0 1, third of the even ones 0 1 0 1, so 5 of 9.
    B after: third of the odd rows 0 1 0 1 1, second of the even ones 1 0 1 1, so 6 of 9.
    O before: 0 0 0 0 1 and 1 0 1 1, so 4 of 9; after: 1 1 1 0 1 and 0 0 1 1, so 6 of 9.
    A is asked of five before (1 1 0 0 1: 3) and of four after, of whom nothing is told; C the other way: 1 0 1 0 1.
    """
    result = sat(workspace, class_id)
    shares = {each.code[0]: (each.shares.before, each.shares.after) for each in result.questions}

    assert shares == {
        "A": (Share(3, 5), Share(4, 4)), "B": (Share(5, 9), Share(6, 9)), "N": (Share(1, 5), Share(1, 4)),
        "O": (Share(4, 9), Share(6, 9)), "P": (Share(2, 4), Share(3, 5)), "C": (Share(1, 4), Share(3, 5)),
    }  # fmt: skip
    assert shares["A"][1].part is None
    assert shares["B"][1].part == Fraction(2, 3)
    # Prices: A, B and C; credit: N, O and P.
    assert {area: (each.before, each.after) for area, each in result.areas.items()} == {
        SubArea.PRICES: (Share(9, 18), Share(13, 18)),
        SubArea.CREDIT: (Share(7, 18), Share(10, 18)),
    }
    assert [each.code for each in result.questions if each.shares.look_again] == []
    assert all(each.analysis is None for each in result.analyses)


def test_a_question_that_fewer_than_half_answer_well_afterwards_is_to_look_at_again(workspace, class_id):
    bank = bank_of("AB", "BA")
    before = dict.fromkeys(range(1, 11), (1, 0))
    after = {number: (1, 0) if number % 2 else (0, 1) for number in range(1, 11)}
    after[1] = (0, 0)
    result = sat(workspace, class_id, bank, before, after)

    shares = {each.code: each.shares.after for each in result.questions}
    assert shares == {"A@1": Share(0, 10), "B@1": Share(9, 10)}
    assert [each.code for each in result.questions if each.shares.look_again] == ["A@1"]
    assert ItemFlag.TOO_HARD in next(each.flags for each in result.questions if each.code == "A@1")


def test_under_five_pupils_nothing_is_told(workspace, class_id):
    some = {number: BEFORE[number] for number in (1, 2, 3, 4)}
    result = sat(workspace, class_id, before=some)

    assert result.questions == ()
    assert result.areas == {}
    assert reading(result.learning) == ["Only 4 pupils took both tests: results are shown from 5 on."]


def test_without_any_pupil_nothing_breaks(workspace, class_id):
    with workspace.read() as reader:
        result = class_result(reader, class_id)
        assert quizzes.read_test(reader, class_id, Phase.PRE) is None
    assert (result.learning, result.only_before, result.only_after) == (None, 0, 0)


def test_the_worked_example_through_the_register_to_four_digits(workspace, class_id):
    bank, wanted = bank_of("ABCNOP", "ABCNOP"), EXAMPLE["expected"]
    rows = {phase: dict(enumerate(EXAMPLE[phase], start=1)) for phase in ("pre", "post")}
    result = sat(workspace, class_id, bank, rows["pre"], rows["post"])

    found = result.learning
    names = {"pre_mean": "before_mean", "pre_sd": "before_deviation", "post_mean": "after_mean", "g_class": "gain",
             "post_sd": "after_deviation", "g_individual_mean": "gain_of_pupils", "g_individual_n": "gain_pupils",
             "normalised_change_c": "change", "d_z": "effect_of_change", "d_av": "effect", "t": "t", "df": "freedom",
             "hedges_g_av": "effect_corrected"}  # fmt: skip
    assert {name: round(getattr(found, own), 4) for name, own in names.items()} == {n: wanted[n] for n in names}
    assert [round(end, 4) for end in found.interval] == wanted["ci95"]
    assert len(result.analyses) == 2
    for each, phase in zip(result.analyses, ("pre", "post"), strict=True):
        items = each.analysis.items
        assert each.forms == "ab"
        assert round(each.analysis.reliability, 4) == wanted[f"item_{phase}"]["kr20"]
        assert [round(item.right, 4) for item in items] == wanted[f"item_{phase}"]["p"]
        assert [round(item.discrimination, 4) for item in items] == wanted[f"item_{phase}"]["D_27"]
        assert [round(item.rest_correlation, 4) for item in items] == wanted[f"item_{phase}"]["r_rest"]


def test_signs_for_a_sheet_are_right_where_they_should_be(workspace, class_id):
    with workspace.write("Open") as uow:
        quizzes.open_test(uow, class_id, Phase.PRE, BANK)
        sheet = quizzes.read_test(uow, class_id, Phase.PRE).sheets[1]
        quizzes.answer(uow, sheet.asked.sitting_id, sheet.enrolment_id, signs_for(sheet, (1, 0, 1, 1)))
    assert opened_test(workspace, class_id).sheets[1].marks == (1, 0, 1, 1)
