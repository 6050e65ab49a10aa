"""The charts and fields of the calculators: honest axes, told in words, exact numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from op_desktop.language import speak
from ui.theme import Scheme, Theme
from ui.widgets.charts.axis import MOST_STEPS, Axis
from ui.widgets.charts.lines import LinesChart, Series
from ui.widgets.charts.pillars import Pillar, PillarChart
from ui.widgets.number_field import NumberField


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def theme(request, qapp):
    yield Theme(qapp, request.param)
    qapp.setStyleSheet("")


def shown(qtbot, widget, width=520, height=260):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def values(*numbers):
    return tuple(map(Decimal, numbers))


def lines(theme):
    chart = LinesChart(theme, "Over time")
    series = (Series("Owed", values(600, 300, 0)), Series("Interest", values(0, 90, 120)))
    chart.set_lines((0, 1, 2), series, lambda value: f"€{value}", lambda x: f"{x} months")
    return chart


def pillars(theme):
    chart = PillarChart(theme, "Side by side")
    limit = Pillar("heavy", "too heavy", Decimal(35), "danger")
    chart.set_pillars([Pillar("ratio", "Ratio", Decimal(30), "success")], lambda value: f"{value}%", [limit])
    return chart


@given(st.lists(st.decimals(-(10**7), 10**9, places=2), max_size=6))
def test_an_axis_holds_all_values_and_zero_in_few_round_steps(numbers):
    axis = Axis.of(numbers)

    assert all(0 <= axis.share(number) <= 1 for number in [*numbers, Decimal(0)])
    assert 2 <= len(axis.ticks) <= MOST_STEPS + 2
    assert Decimal(0) in axis.ticks


def test_small_rates_get_small_steps():
    axis = Axis.of(values("0.08", "0.1"))

    assert (axis.high, axis.step, axis.decimals) == (Decimal("0.1"), Decimal("0.02"), 2)


def test_lines_start_and_end_where_their_numbers_are(qtbot, theme):
    chart = shown(qtbot, lines(theme))

    owed, interest = chart.entry_rect("Owed").center(), chart.entry_rect("Interest").center()
    assert owed.x() == interest.x()
    # 120 of 600 lies a fifth of the plot above 0 of 600.
    assert 30 <= owed.y() - interest.y() <= 50
    image = chart.viewport().grab().toImage()
    assert image.pixelColor(owed) == theme.color("s1")
    assert image.pixelColor(interest) == theme.color("s2")


def test_lines_are_told_in_words_and_as_a_table(qtbot, theme):
    chart = shown(qtbot, lines(theme))

    assert chart.accessibleDescription() == "2 months. Owed: €0, Interest: €120"
    assert chart.numbers().rows[1] == ("1 months", "€300", "€90")
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.currentIndex().data() == "Interest: €120"


def test_values_below_zero_are_drawn_below_zero(qtbot, theme):
    chart = PillarChart(theme, "Below")
    chart.set_pillars([Pillar("up", "Up", Decimal(10)), Pillar("down", "Down", Decimal(-5))], str)
    shown(qtbot, chart)

    up, down = chart.entry_rect("up"), chart.entry_rect("down")
    assert up.bottom() - down.top() in (-1, 0, 1)
    assert up.height() == pytest.approx(2 * down.height(), abs=3)


def test_a_limit_is_drawn_at_its_height_and_named(qtbot, theme):
    chart = shown(qtbot, pillars(theme))

    assert chart.accessibleDescription() == "Ratio: 30%, too heavy: 35%"
    place = chart.entry_rect("ratio")
    per_point = place.height() / 30
    y = round(place.bottom() - 35 * per_point)
    image, ink = chart.viewport().grab().toImage(), theme.color("danger")
    column = [image.pixelColor(place.left() - 20 + dx, y + dy) for dx in range(12) for dy in (-2, -1, 0, 1, 2)]
    assert any(abs(pixel.red() - ink.red()) + abs(pixel.green() - ink.green()) < 40 for pixel in column)


def test_a_field_keeps_exactly_what_was_written(qtbot, theme):
    speak("it")
    field = NumberField(theme, "Tasso", "%", (Decimal(0), Decimal(25), Decimal("0.25")))
    field.set_value(Decimal("9.5"))
    shown(qtbot, field, 340, 80)
    told = []
    field.changed.connect(lambda: told.append(field.value))

    field.field.selectAll()
    QTest.keyClicks(field.field, "3,055")

    assert field.field.text() == "3,055"
    assert told == [Decimal(3), None, Decimal(3), Decimal("3.05"), Decimal("3.055")]
    assert field.slider.accessibleName() == field.field.accessibleName() == "Tasso, %"
    speak("en")


def test_a_slider_moves_in_its_steps_and_reacts_over_24_px(qtbot, theme):
    field = shown(qtbot, NumberField(theme, "Rate", "%", (Decimal(0), Decimal(25), Decimal("0.25"))), 340, 80)

    QTest.keyClick(field.slider, Qt.Key.Key_Right)
    QTest.keyClick(field.slider, Qt.Key.Key_PageUp)

    assert field.value == Decimal("2.75")
    assert field.slider.height() >= 24
