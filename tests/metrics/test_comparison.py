"""Two periods side by side: the published figures, months, and the note on unequal lengths."""

from datetime import date
from fractions import Fraction

import pytest

from op_desktop.domain.period import Series
from op_desktop.metrics.baseline import declared_curve, declared_figures, declared_profile, programme_start
from op_desktop.metrics.comparison import Amount, Comparison, compare, unequal_note
from op_desktop.metrics.definitions import METRIC_OF, METRICS
from op_desktop.metrics.engine import compute
from op_desktop.metrics.scope import Scope, SpanEmpty
from op_desktop.register.places import period_id
from op_desktop.workspace import Workspace

SECOND = date(2018, 5, 1)


def published(workspace: Workspace, series: Series) -> dict[str, Comparison]:
    with workspace.read() as reader:
        before = declared_figures(reader, period_id(series, date(2015, 5, 1)))
        after = declared_figures(reader, period_id(series, SECOND))
    return {each.metric.id: each for each in compare(METRICS, before, after)}


def test_the_published_table_is_compared_row_by_row(workspace: Workspace) -> None:
    found = published(workspace, Series.GENERAL)

    assert [(found[id].before, found[id].after) for id in ("M01b", "M04")] == [
        (Amount(3287, Fraction(36), declared=True), Amount(5783, Fraction(36), declared=True)),
        (Amount(224, Fraction(36), declared=True), Amount(182, Fraction(36), declared=True)),
    ]
    texts = {id: found[id].variation_text for id in ("M01b", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M10")}
    assert texts == {
        "M01b": "+76%", "M02": "+6%", "M03": "+199%", "M04": "−19%", "M05": "+71%", "M06": "+194%", "M07": "+338%",
        "M08": "+105%", "M10": "+175%",
    }  # fmt: skip
    assert found["M01a"].variation_text == "–"
    assert unequal_note(list(found.values())) == ""


def test_periods_of_unequal_length_are_compared_by_the_month(workspace: Workspace) -> None:
    found = published(workspace, Series.SCHOOL)

    assert found["M12"].unequal
    assert (found["M11"].variation_text, found["M12"].variation_text) == ("+55%", "+72%")
    assert round(found["M12"].raw_variation or 0) == 43
    assert unequal_note(list(found.values())) == (
        "Second period of 30 months. Per month: classes from 1.06 to 1.63 (+55%), pupils from 19.4 to 33.5 (+72%)."
    )


def test_computed_figures_never_hold_declared_ones(workspace: Workspace) -> None:
    with workspace.read() as reader:
        scope = Scope(first_day=date(2015, 5, 1), end_day=SECOND)
        assert [compute(reader, metric, scope).value for metric in METRICS] == [0] * len(METRICS)


def test_nothing_is_compared_with_nothing() -> None:
    metric = METRIC_OF["M05"]
    assert Comparison(metric, Amount(0, Fraction(36)), Amount(5, Fraction(36))).variation_text == "–"
    assert Comparison(metric, Amount(5, Fraction(36)), Amount(0, Fraction(36))).variation_text == "−100%"
    assert Comparison(metric, Amount(5, Fraction(36)), Amount(5, Fraction(36))).variation_text == "0%"


def test_what_was_published_of_the_curve_and_the_profile(workspace: Workspace) -> None:
    assert [(point.months, point.people) for point in declared_curve()] == [(6, 22), (18, 198), (36, 437), (60, 450)]
    assert declared_profile() == {"followed": 8, "engaged": 31, "new": 61}
    with workspace.read() as reader:
        assert programme_start(reader) == date(2015, 5, 1)


@pytest.mark.parametrize(
    ("first_day", "end_day", "months"),
    [
        (date(2015, 5, 1), date(2018, 5, 1), Fraction(36)),
        (date(2018, 5, 1), date(2020, 11, 1), Fraction(30)),
        (date(2024, 1, 31), date(2024, 2, 29), Fraction(29, 31)),
        (date(2026, 9, 1), date(2026, 9, 16), Fraction(15, 30)),
        (date(2026, 9, 15), date(2026, 11, 1), 1 + Fraction(17, 31)),
    ],
)
def test_a_span_is_so_many_months_long(first_day: date, end_day: date, months: Fraction) -> None:
    assert Scope(first_day=first_day, end_day=end_day).months == months


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(SpanEmpty):
        Scope(first_day=SECOND, end_day=SECOND)


def test_states_are_looked_at_today_while_a_period_runs() -> None:
    running = Scope(first_day=date(2026, 1, 1), end_day=date(2027, 1, 1), today=date(2026, 11, 24))
    over = Scope(first_day=date(2024, 1, 1), end_day=date(2025, 1, 1), today=date(2026, 11, 24))
    assert (running.last_day, over.last_day) == (date(2026, 11, 24), date(2024, 12, 31))
