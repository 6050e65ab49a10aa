"""Class tests by show of hands: counted, corrected, told where they do not add up, and read as a class only."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from op_desktop.domain.account import Account, Role
from op_desktop.domain.competence import SubArea
from op_desktop.domain.quiz import Phase, QuizHands, QuizMode, QuizSitting
from op_desktop.domain.school import RosterMode, SchoolClass
from op_desktop.education.learning import GainBand
from op_desktop.education.learning_items import ItemFlag
from op_desktop.education.learning_words import reading_hands
from op_desktop.metrics.school_results import school_results
from op_desktop.metrics.scope import Scope
from op_desktop.register import quizzes
from op_desktop.register.quiz_hands import HandsUnfit, Remark, count_hands, read_hands, set_present
from op_desktop.register.quiz_results import Share, Way, class_result
from op_desktop.register.schools import add_class
from op_desktop.security.permissions import Actor, NotYours
from tests import builders
from tests.quiz_scene import bank_of, count, sit

BANK = bank_of("ABN", "BNO")
"""Form A asks A, B (prices, keys a and b) and N (credit, key c); each offers three answers."""
BEFORE = ((12, 5, 2, 1), (8, 4, 6, 2), (10, 10, 0, 0))
"""Hands for a, b, c and "I do not know" of twenty pupils: right are 12, 4 and 0."""
AFTER = ((18, 1, 1, 0), (2, 16, 2, 0), (4, 3, 12, 1))
"""Right are 18, 16 and 12."""


@pytest.fixture
def class_id(workspace):
    with workspace.write("Class") as uow:
        return builders.school_class(uow, seats=20)


def counted(workspace, class_id, before=BEFORE, after=AFTER):
    with workspace.write("Hands") as uow:
        count(uow, class_id, Phase.PRE, BANK, before)
        count(uow, class_id, Phase.POST, BANK, after)
    with workspace.read() as reader:
        return class_result(reader, class_id)


def test_gain_and_shares_are_those_of_the_means_as_counted_by_hand(workspace, class_id):
    """Before (12 + 4 + 0) / 20 = 0.8 of 3, after (18 + 16 + 12) / 20 = 2.3 of 3: gain 1.5 / 2.2 = 15 / 22."""
    result = counted(workspace, class_id)

    assert (result.way, result.learning, result.analyses) == (Way.HANDS, None, ())
    assert (result.hands.before_mean, result.hands.after_mean, result.hands.highest) == (
        Fraction(4, 5), Fraction(23, 10), 3,
    )  # fmt: skip
    assert (result.hands.gain, result.hands.band) == (Fraction(15, 22), GainBand.MEDIUM)
    assert {each.code: (each.shares.before, each.shares.after) for each in result.questions} == {
        "A@1": (Share(12, 20), Share(18, 20)), "B@1": (Share(4, 20), Share(16, 20)),
        "N@1": (Share(0, 20), Share(12, 20)),
    }  # fmt: skip
    assert result.areas[SubArea.PRICES].after == Share(34, 40)
    told = reading_hands(result.hands)
    assert told[0] == "By show of hands, 20 pupils: on average 0.8 right answers of 3 before, 2.3 after."
    assert "gain 0.68: medium" in told[1]
    assert "reliability of the test are not computable" in told[2]


def test_what_a_package_may_say_of_hands_is_read_alike_by_class_and_figures(workspace, class_id):
    """A taken back on two devices, a letter that A does not offer, a key that B does not: 0 of 20, not 7 of 27."""
    counted(workspace, class_id)
    with workspace.write("Arrived") as uow:
        first, second, third = read_hands(uow, class_id, Phase.PRE).questions
        for phase in Phase:
            set_present(uow, class_id, phase, 20)
        kept = {(each.sitting_id, each.item_id): each for each in uow.all(QuizHands)}
        sitting_id = read_hands(uow, class_id, Phase.PRE).asked.sitting_id
        nothing = dict.fromkeys(("hands_a", "hands_b", "hands_c", "hands_unknown"))
        uow.put(replace(kept[sitting_id, first.item.id], **nothing, hands_d=7))
        uow.put(replace(kept[sitting_id, third.item.id], hands_d=7))
        uow.put(replace(second.item, key=5))
    with workspace.read() as reader:
        result = class_result(reader, class_id)
        told = school_results(reader, Scope(first_day=date(2026, 9, 1), end_day=date(2026, 12, 1)))

    assert {each.code: each.shares.before for each in result.questions} == {"B@1": Share(0, 20), "N@1": Share(0, 20)}
    assert [(row.what, row.weight, row.base) for row in told.before] == [
        (SubArea.PRICES, 0, 20),
        (SubArea.CREDIT, 0, 20),
    ]


def test_the_test_after_is_taken_as_the_test_before_was(workspace, class_id):
    with workspace.write("Before") as uow:
        quizzes.open_test(uow, class_id, Phase.PRE, BANK)
        quizzes.set_mode(uow, class_id, Phase.PRE, QuizMode.HANDS)
        quizzes.open_test(uow, class_id, Phase.POST, BANK)

    with workspace.read() as reader:
        assert {each.mode for each in reader.all(QuizSitting)} == {QuizMode.HANDS}


def test_a_count_is_corrected_shown_again_and_taken_back(workspace, class_id):
    counted(workspace, class_id)
    with workspace.read() as reader:
        test = read_hands(reader, class_id, Phase.PRE)
    assert [each.hands for each in test.questions] == list(BEFORE)
    first = test.questions[0].item.id
    with workspace.write("Correct") as uow:
        count_hands(uow, test.asked.sitting_id, first, (11, None, 0, 9))
        again = read_hands(uow, class_id, Phase.PRE)
        assert again.questions[0].hands == (11, None, 0, 9)
        count_hands(uow, test.asked.sitting_id, first, (None,) * 4)
        assert not read_hands(uow, class_id, Phase.PRE).questions[0].begun
        assert len(uow.all(QuizHands)) == 5
    with workspace.read() as reader:
        result = class_result(reader, class_id)
    assert [each.code for each in result.questions] == ["B@1", "N@1"]


def test_what_does_not_add_up_is_told_and_kept(workspace, class_id):
    counted(workspace, class_id, before=((12, 5, 2, 2), (8, 4, 6, 1), (9, 9, 1, 1)))

    def remarks(present):
        with workspace.write("Present") as uow:
            set_present(uow, class_id, Phase.PRE, present)
            test = read_hands(uow, class_id, Phase.PRE)
        return [test.remark(each) for each in test.questions], [each.asked for each in test.questions], test

    assert remarks(None)[:2] == (
        [Remark.MORE_THAN_CLASS, Remark.FEWER_THAN_OTHERS, Remark.FEWER_THAN_OTHERS], [21, 19, 20],
    )  # fmt: skip
    # Who raised no hand did not answer well: of 20 present, though 19 hands went up.
    assert remarks(20)[:2] == ([Remark.MORE_THAN_CLASS, Remark.FEWER_THAN_PRESENT, None], [21, 20, 20])
    assert remarks(19)[0] == [Remark.MORE_THAN_CLASS, None, Remark.MORE_THAN_PRESENT]
    assert remarks(22)[2].present_beyond
    with workspace.read() as reader:
        assert class_result(reader, class_id).beyond == 1


@pytest.mark.parametrize("hands", [(1, 2, 3), (1, 2, 3, 4, 5), (1, 2, -1, 0), (100, 0, 0, 0)])
def test_what_is_no_number_of_hands_is_refused_whole(workspace, class_id, hands):
    counted(workspace, class_id)
    with workspace.read() as reader:
        test = read_hands(reader, class_id, Phase.PRE)
    with pytest.raises(HandsUnfit), workspace.write("Hands") as uow:
        count_hands(uow, test.asked.sitting_id, test.questions[0].item.id, hands)
    with workspace.read() as reader:
        assert read_hands(reader, class_id, Phase.PRE) == test


def test_questions_of_fewer_than_five_pupils_are_not_told(workspace, class_id):
    few = ((2, 1, 0, 1), (8, 4, 6, 2), (10, 10, 0, 0))
    result = counted(workspace, class_id, before=few)
    assert ([each.code for each in result.questions], result.hands.highest) == (["B@1", "N@1"], 2)
    nobody = counted(workspace, class_id, before=((1, 1, 1, 1),) * 3)
    assert (nobody.hands, nobody.means, nobody.questions) == (None, None, ())
    assert reading_hands(nobody.hands) == ["Hands: no question was counted both times, of at least 5 pupils."]


def test_difficulty_is_told_from_the_share_and_key_or_spread_are_not(workspace, class_id):
    easy, hard = (19, 1, 0, 0), (17, 3, 0, 0)
    result = counted(workspace, class_id, before=(easy, *BEFORE[1:]), after=(AFTER[0], hard, AFTER[2]))
    assert {each.code: each.flags for each in result.questions} == {
        "A@1": (ItemFlag.TOO_EASY,), "B@1": (ItemFlag.TOO_HARD,), "N@1": (),
    }  # fmt: skip


def test_two_ways_are_not_compared_and_the_sheets_typed_before_come_back_with_theirs(workspace, class_id):
    marks = dict.fromkeys(range(1, 9), (1, 0, 0))
    with workspace.write("Sheets") as uow:
        for phase in Phase:
            sit(uow, class_id, phase, BANK, marks)
        count(uow, class_id, Phase.POST, BANK, AFTER)
        mixed = class_result(uow, class_id)
        quizzes.set_mode(uow, class_id, Phase.POST, QuizMode.PAPER)
        sheets = class_result(uow, class_id)
    assert (mixed.way, mixed.means, mixed.questions) == (Way.DIFFERENT, None, ())
    assert (sheets.way, sheets.learning.pupils) == (Way.SHEETS, 8)


def test_a_class_that_is_only_counted_answers_by_hands_and_in_no_other_way(workspace):
    with workspace.write("Class") as uow:
        group = add_class(
            uow, builders.school(uow), 2026, "1D", roster_mode=RosterMode.HEADCOUNT, declared_pupils=18
        )  # fmt: skip
        count(uow, group, Phase.PRE, BANK, BEFORE)
        assert {each.mode for each in uow.all(QuizSitting)} == {QuizMode.HANDS}
        test = read_hands(uow, group, Phase.PRE)
        assert (test.pupils, test.remark(test.questions[0])) == (18, Remark.MORE_THAN_CLASS)
    with pytest.raises(quizzes.SeatsMissing), workspace.write("Paper") as uow:
        quizzes.set_mode(uow, group, Phase.PRE, QuizMode.PAPER)


def test_who_teaches_the_class_may_count_and_a_colleague_may_not(workspace):
    teaches, other = (Actor(name, frozenset({Role.EDUCATOR})) for name in ("one", "two"))
    with workspace.write("Class") as uow:
        uow.put_all(Account(id=each.account_id, name=each.account_id, educator=True) for each in (teaches, other))
        group = builders.school_class(uow, seats=20)
        uow.put(replace(uow.require(SchoolClass, group), educator_id=teaches.account_id))
    with workspace.write("Hands", actor=teaches) as uow:
        count(uow, group, Phase.PRE, BANK, BEFORE)
        test = read_hands(uow, group, Phase.PRE)
    with pytest.raises(NotYours), workspace.write("Hands", actor=other) as uow:
        count_hands(uow, test.asked.sitting_id, test.questions[0].item.id, (1, 2, 3, 4))
    with pytest.raises(NotYours), workspace.write("Present", actor=other) as uow:
        set_present(uow, group, Phase.PRE, 18)
    with workspace.read() as reader:
        kept = reader.all(QuizHands)[0]
    # Neither by the record itself, past the door that everybody uses.
    with pytest.raises(NotYours), workspace.write("Record", actor=other) as uow:
        uow.put(replace(kept, hands_a=0))
