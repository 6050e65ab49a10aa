"""What the calculators say: complete in both languages, with the numbers they computed, and refusals that help."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.education.calculator import InputMissing, InputNotWhole, InputOutOfRange
from op_desktop.education.calculators import CALCULATOR_OF, CALCULATORS
from op_desktop.education.debt import weight
from op_desktop.education.explanation import Amount, ColumnChart, LineChart, Unit, Verdict, euro, percent
from op_desktop.errors import UserError

CASES = [
    pytest.param(case, id=f"{calculator.key}-{case.key}") for calculator in CALCULATORS for case in calculator.cases
]
LANGUAGES = ("it", "en")


def sentences(outcome):
    return (outcome.formula, *outcome.steps, *outcome.notes)


def answer(calculator, case, **numbers):
    chosen = CALCULATOR_OF[calculator].case(case)
    return chosen.answer(chosen.start | {key: Decimal(value) for key, value in numbers.items()})


def test_there_are_eight_and_each_asks_at_most_five_numbers():
    assert len(CALCULATORS) == 8
    assert all(len(case.inputs) <= 5 for calculator in CALCULATORS for case in calculator.cases)


@pytest.mark.parametrize("case", CASES)
def test_the_first_answer_is_explained_in_both_languages(case):
    outcome = case.answer(case.start)

    for sentence in sentences(outcome):
        italian, english = (sentence.say(language) for language in LANGUAGES)
        assert italian != english or not re.search("[a-z]{4}", english), english
        assert "{" not in italian + english
    # The main number is not only asserted: a step leads to it.
    assert any(outcome.main.amount.say("it") in step.say("it") for step in outcome.steps)


@pytest.mark.parametrize("case", CASES)
def test_the_chart_shows_what_was_computed(case):
    chart = case.answer(case.start).chart

    if isinstance(chart, LineChart):
        assert chart.lines
        assert all(len(line.values) == len(chart.xs) for line in chart.lines)
    else:
        assert isinstance(chart, ColumnChart)
        assert chart.columns


@pytest.mark.parametrize("case", CASES)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_any_numbers_in_range_are_answered_or_refused_with_a_sentence(case, data):
    def draw(each):
        whole = each.whole
        return data.draw(
            st.integers(int(each.low), int(each.high)).map(Decimal)
            if whole
            else st.decimals(each.low, each.high, places=2)
        )

    try:
        outcome = case.answer({each.key: draw(each) for each in case.inputs})
    except UserError as error:
        refused = (error.headline, error.remedy)
        assert all(refused)
    else:
        assert all(sentence.say(language) for sentence in sentences(outcome) for language in LANGUAGES)
        assert all(figure.amount.value.is_finite() for figure in outcome.figures)


@pytest.mark.parametrize("case", CASES)
def test_every_input_starts_and_slides_within_what_it_accepts(case):
    for each in case.inputs:
        low, high, step = each.slide
        assert each.low <= each.start <= each.high
        assert max(low, each.low) < high <= each.high or each.high == each.low
        assert (high - low) % step == 0, each.key


def test_the_savings_chart_ends_at_the_goal_where_the_last_payment_is_smaller():
    outcome = answer("savings", "months", goal=1000, monthly=35)

    assert (outcome.main.amount.value, outcome.chart.lines[0].values[-1]) == (29, 1000)


def test_rule_of_72_and_times_a_year_are_those_of_the_book():
    yearly = answer("compound", "compound", capital=1000, rate=5, years=10)
    by_times = [answer("compound", "compound", capital=1000, rate=12, years=1, times=n).main.amount.value
                for n in (1, 12, 365)]  # fmt: skip

    assert by_times == [Decimal("1120.00"), Decimal("1126.83"), Decimal("1127.47")]
    assert "14,4 anni" in yearly.notes[0].say("it")
    assert "14,21 anni" in yearly.notes[0].say("it")


def test_paying_in_instalments_is_compared_in_both_directions():
    dearer, same, cheaper = (
        answer("instalments", "instalments", price=540, count=24, instalment=rate) for rate in (25, "22.5", 20)
    )

    assert (dearer.main.amount.value, dearer.verdict) == (60, None)
    assert (same.main.amount.value, same.verdict) == (0, Verdict.FINE)
    assert cheaper.main.name == "Instalments cost less by"


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [("30", Verdict.FINE), ("30.01", Verdict.CARE), ("35", Verdict.CARE), ("35.01", Verdict.HEAVY)],
)
def test_bands_of_the_debt_ratio_end_where_they_are_said_to(ratio, verdict):
    assert weight(Decimal(ratio)) is verdict


def test_a_contract_is_compared_with_the_threshold_and_called_indicative():
    below, above = (answer("debt", "threshold", tegm=10, cost=cost) for cost in ("16.5", "16.51"))

    assert (below.verdict, above.verdict) == (Verdict.FINE, Verdict.HEAVY)
    assert all("Indicativo" in outcome.notes[0].say("it") for outcome in (below, above))
    assert "trimestre 4 del 2026" in above.notes[0].say("it")


def test_the_taeg_steps_add_up_to_what_is_paid():
    outcome = answer("taeg", "taeg", principal=5000, tan=8, months=36, upfront=150, monthly=2)

    figures = {figure.key: figure.amount.value for figure in outcome.figures}
    assert figures["total"] == 150 + 36 * figures["instalment"]
    assert figures["costs"] == 150 + 36 * 2


@pytest.mark.parametrize(
    ("numbers", "refusal"),
    [({"months": "2.5"}, InputNotWhole), ({"months": "0"}, InputOutOfRange), ({"principal": "0.5"}, InputOutOfRange)],
)
def test_an_input_that_cannot_be_is_named(numbers, refusal):
    with pytest.raises(refusal) as caught:
        answer("loan", "loan", **numbers)

    assert any(word in str(caught.value) for word in ("Months", "Amount borrowed"))


def test_a_missing_number_is_named_unless_it_may_be_missing():
    case = CALCULATOR_OF["savings"].case("monthly")

    assert case.answer({"goal": Decimal(600), "months": Decimal(12)}).main.amount.value == 50
    with pytest.raises(InputMissing, match="Months"):
        case.answer({"goal": Decimal(600)})


def test_amounts_are_written_the_way_of_the_language():
    assert euro(Decimal("1234.5")).say("it") == "1.234,50\u00a0€"
    assert euro(Decimal("510.125")).say("it") == "510,125\u00a0€"
    assert percent(Decimal("-2.44")).say("it") == "−2,44\u00a0%"
    assert Amount(Decimal(1), Unit.MONTHS).say("it") == "1 mese"
    assert Amount(Decimal(2026), Unit.CALENDAR_YEAR).say("it") == "2026"


@pytest.mark.parametrize(
    ("unit", "italian", "english"),
    [(Unit.MONTHS, "1 mese", "1 month"), (Unit.YEARS, "1 anno", "1 year"), (Unit.TIMES, "1 volta", "1 time")],
)
def test_one_of_a_kind_is_told_in_both_languages(unit, italian, english):
    assert Amount(Decimal(1), unit).say("it") == italian
    assert Amount(Decimal(1), unit).say("en") == english
