"""What tests say about a class: the worked examples to the digit, and silence where nothing can be said."""

import json
from pathlib import Path
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.education.learning import GainBand, gain_of_means, hedges_factor, measure, paired
from op_desktop.education.learning_items import ItemFlag, analyse, reliability
from op_desktop.education.learning_words import figure, reading, too_few_for_items
from op_desktop.education.student_t import t_probability, t_quantile
from op_desktop.language import speak

FOLDER = Path(__file__).parent.parent / "data" / "learning_cases"
CASES = [pytest.param(json.loads(path.read_text(encoding="utf-8")), id=path.stem) for path in FOLDER.glob("*.json")]
NAMES = {
    "pre_mean": "before_mean", "pre_sd": "before_deviation", "post_mean": "after_mean", "post_sd": "after_deviation",
    "g_class": "gain", "g_individual_mean": "gain_of_pupils", "g_individual_n": "gain_pupils",
    "normalised_change_c": "change", "diff_mean": "difference", "diff_sd": "difference_deviation",
    "d_z": "effect_of_change", "d_av": "effect", "hedges_g_av": "effect_corrected", "t": "t", "df": "freedom",
}  # fmt: skip
ITEM_NAMES = {"p": "right", "D_27": "discrimination", "r_rest": "rest_correlation"}


def rounded(value):
    return None if value is None else round(value, 4)


@pytest.mark.parametrize("case", CASES)
def test_the_worked_example_to_four_digits(case):
    expected = dict(case["expected"])
    before, after = ([sum(row) for row in case[phase]] for phase in ("pre", "post"))
    assert (before, after) == (expected.pop("pre_totals"), expected.pop("post_totals"))

    learning = measure(before, after, case["items_max"])

    assert list(map(rounded, learning.interval)) == expected.pop("ci95")
    for phase in ("pre", "post"):
        wanted, found = expected.pop(f"item_{phase}"), analyse(case[phase])
        assert rounded(found.reliability) == wanted.pop("kr20")
        assert {name: [rounded(getattr(item, ITEM_NAMES[name])) for item in found.items] for name in wanted} == wanted
    assert {name: rounded(getattr(learning, NAMES[name])) for name in expected} == expected


def test_the_published_class_has_the_published_gain():
    """PMC8045292, table 1: mean gain 11.1 of 20, a relative gain of 225.8 %; printed 0.73."""
    before = 11.1 / 2.258

    assert before == pytest.approx(4.916, abs=5e-4)
    assert gain_of_means(before, before + 11.1, 20) == pytest.approx(0.736, abs=5e-4)
    assert gain_of_means(20, 20, 20) is None


@pytest.mark.parametrize(
    ("share", "freedom", "published"),
    [
        (0.975, 1, 12.706),
        (0.975, 2, 4.303),
        (0.975, 11, 2.201),
        (0.975, 24, 2.064),
        (0.95, 5, 2.015),
        (0.995, 30, 2.750),
    ],
)
def test_quantiles_are_those_of_the_printed_tables(share, freedom, published):
    assert round(t_quantile(share, freedom), 3) == published


@given(st.floats(0.001, 0.999), st.integers(1, 400))
def test_a_quantile_leads_back_to_its_share(share, freedom):
    assert t_probability(t_quantile(share, freedom), freedom) == pytest.approx(share, abs=1e-11)


def test_with_many_pupils_t_is_the_normal_distribution():
    assert t_quantile(0.975, 10_000_000) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-6)
    with pytest.raises(ValueError, match="share"):
        t_quantile(1, 3)


def test_pupils_with_one_test_are_counted_and_not_used():
    pairing = paired({1: 3, 2: 4, 7: 1}, {2: 5, 7: 2, 9: 6})

    assert (pairing.before, pairing.after) == ((4, 1), (5, 2))
    assert (pairing.only_before, pairing.only_after) == (1, 1)


def test_what_is_not_computable_is_none_and_never_zero():
    everything_right = measure([6] * 6, [6] * 6, 6)
    one_pupil = measure([1], [2], 6)

    assert (everything_right.gain, everything_right.change, everything_right.effect) == (None, None, None)
    assert (everything_right.band, everything_right.t) == (None, None)
    assert (one_pupil.before_deviation, one_pupil.interval, one_pupil.effect_corrected) == (None, None, None)
    assert measure([], [], 6) is None
    assert figure(None) == "not computable"


def test_losses_are_measured_by_what_could_be_lost():
    learning = measure([4, 4, 0, 6, 2], [2, 5, 0, 6, 2], 6)

    # −2 of 4, +1 of 2, 0 → 0 and 6 → 6 dropped, 0: the mean of three.
    assert (learning.change, learning.change_pupils) == (0, 3)
    assert measure([4] * 5, [2] * 5, 6).band is GainBand.LOSS


@pytest.mark.parametrize(
    ("after", "band"), [(12, GainBand.LOW), (13, GainBand.MEDIUM), (16, GainBand.MEDIUM), (17, GainBand.HIGH)]
)
def test_bands_begin_where_they_are_said_to(after, band):
    """From 10 of 20 right, 3 more are a gain of exactly 0.3 and 7 more of exactly 0.7."""
    assert measure([10] * 5, [after] * 5, 20).band is band


def test_scores_that_do_not_match_are_a_defect():
    for before, after in (([1, 2], [1]), ([7], [1]), ([1], [-1])):
        with pytest.raises(ValueError, match="match"):
            measure(before, after, 6)


def test_nothing_is_said_about_questions_under_ten_pupils():
    answers = [[1, 0]] * 9

    assert analyse(answers) is None
    assert analyse([*answers, [0, 1]]) is not None
    assert "10" in too_few_for_items()


def test_questions_are_flagged():
    strong, weak = [1, 0, 0, 1, 1], [1, 0, 1, 0, 0]
    found = analyse([strong] * 6 + [weak] * 6)

    assert [item.flags for item in found.items] == [
        (ItemFlag.TOO_EASY, ItemFlag.WEAK), (ItemFlag.TOO_HARD, ItemFlag.WEAK), (ItemFlag.CHECK_KEY,), (), (),
    ]  # fmt: skip
    assert found.items[0].rest_correlation is None


def test_a_test_without_spread_has_no_reliability():
    assert reliability([[1, 1, 0]] * 12) is None
    assert reliability([[1], [0]]) is None
    with pytest.raises(ValueError, match="rows"):
        analyse([[1, 2]] * 12)


def test_the_words_are_plain_and_keep_small_classes_to_themselves():
    speak("it")
    whole = measure([2, 2, 3, 0, 4, 2, 4, 1, 6, 2, 2, 3], [4, 3, 5, 1, 5, 4, 6, 2, 6, 3, 4, 5], 6)

    told = reading(whole)
    assert "41" in told[1]
    assert "0,41: medio" in told[1]
    assert "+1,0" in told[2]
    assert len(reading(measure([1, 2], [2, 3], 6))) == 1
    assert "2" in reading(measure([1, 2], [2, 3], 6))[0]
    assert reading(None)
    assert hedges_factor(12) == pytest.approx(1 - 3 / 43)


def test_a_change_that_may_be_chance_is_called_so():
    assert "may also be chance" in reading(measure([3, 3, 3, 3, 3], [4, 2, 4, 2, 4], 6))[2]
    assert "not computable" in reading(measure([6] * 5, [6] * 5, 6))[1]
