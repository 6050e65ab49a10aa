"""Charts: honest drawing, reached by keyboard, told in words, in both themes."""

import sys
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage

from ui.theme import Scheme, Theme
from ui.widgets.charts.comparison import ComparisonChart, ComparisonGroup, ComparisonRow, Headings
from ui.widgets.charts.curve import CurvePoint, PeopleCurve, label_boxes, nice_step
from ui.widgets.charts.donut import Donut, Slice
from ui.widgets.charts.drawing import READABLE, contrast, label_ink, shares
from ui.widgets.charts.legend import Legend, LegendEntry
from ui.widgets.charts.monotone import controls, value_at
from ui.widgets.charts.multiplier import RESULT, Factor, MultiplierChart
from ui.widgets.charts.sparkline import Bar, Sparkline
from ui.widgets.charts.stacked_bar import Part, StackedBar
from ui.widgets.charts.tile_map import POSITIONS, Tile, TileMap, step_of

PEOPLE = ComparisonRow("people", "Persone transitate", 3287, 5783)
SAVINGS = ComparisonRow("savings", "Consulenze: risparmio", 224, 182)
NEW = ComparisonRow("new", "Mai contato prima", None, 40)
LABS = {
    "015116": 6, "015009": 3, "015176": 2, "015182": 13, "015229": 2,
    "015179": 4, "015170": 3, "015087": 3, "015211": 7,
}  # fmt: skip


def italian(number):
    return f"{number:,}".replace(",", ".")


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def theme(request, qapp):
    return Theme(qapp, request.param)


@pytest.fixture
def light(qapp):
    return Theme(qapp, Scheme.LIGHT)


def shown(qtbot, chart, width, height):
    qtbot.addWidget(chart)
    chart.resize(width, height)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def comparison(theme):
    chart = ComparisonChart(theme, italian, "Confronto fra periodi")
    groups = [ComparisonGroup("Persone", (PEOPLE, SAVINGS)), ComparisonGroup("Altro", (NEW,))]
    chart.set_groups(groups, Headings("Primi 36", "Succ. 36"), "Secondo periodo di 30 mesi.")
    return chart


def curve(theme):
    chart = PeopleCurve(theme, italian, "People raising")
    points = ((6, 22), (18, 198), (36, 437), (60, 450))
    chart.set_points([CurvePoint(f"m{m}", m, value, f"{m} mesi") for m, value in points], "dall'avvio")
    return chart


def tile_map(theme):
    chart = TileMap(theme, italian, "Laboratori per comune")
    chart.set_tiles([Tile(code, f"Comune {code[3:]}", *POSITIONS[code], value) for code, value in LABS.items()])
    return chart


def stacked(theme):
    chart = StackedBar(theme, italian, "Chi collabora")
    chart.set_parts(
        [Part("new", "Non impegnati prima", 61), Part("old", "Già impegnati", 31), Part("led", "Seguiti", 8)]
    )
    return chart


def multiplier(theme):
    chart = MultiplierChart(theme, "Effetto moltiplicatore")
    factors = (("450", "cittadini"), ("3", "h/sett."), ("138", "sett."), ("15 €", "l'ora"))
    chart.set_factors([Factor(unit, amount, unit) for amount, unit in factors], "2.794.500 €")
    return chart


def donut(theme):
    chart = Donut(theme, italian, "Presenze di oggi")
    parts = (
        ("present", "Presenti", 22, "success"),
        ("late", "In ritardo", 1, "warning"),
        ("absent", "Assenti", 2, "danger"),
    )
    chart.set_slices([Slice(*part) for part in parts], "23", "su 25")
    return chart


def sparkline(theme):
    chart = Sparkline(theme, italian, "Lezioni svolte", token="s2")
    chart.set_bars([Bar(month, month, value) for month, value in zip("giulas", (4, 6, 0, 9, 10, 14), strict=True)])
    return chart


EVERY = [comparison, curve, tile_map, stacked, multiplier, donut, sparkline]


def near(color, other, apart=6):
    return all(
        abs(one - two) <= apart for one, two in zip(QColor(color).getRgb()[:3], QColor(other).getRgb()[:3], strict=True)
    )


def colors_in(image, rect):
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }


# Drawing.


def test_each_row_has_its_own_scale_and_the_longer_bar_is_the_larger_number(qtbot, theme):
    chart = shown(qtbot, comparison(theme), 536, 300)
    image = chart.to_pixmap().toImage()

    def length(key, token):
        row = chart.entry_rect(key)
        lines = [
            sum(image.pixelColor(x, y) == theme.color(token) for x in range(row.left(), row.right()))
            for y in range(row.top(), row.bottom())
        ]
        return max(lines)

    assert length("people", "s1") == pytest.approx(length("savings", "prev"), abs=3)
    assert length("people", "prev") / length("people", "s1") == pytest.approx(3287 / 5783, abs=0.03)
    assert length("savings", "s1") / length("savings", "prev") == pytest.approx(182 / 224, abs=0.03)
    assert length("new", "prev") == 0
    assert length("new", "s1") > 0


def test_growth_and_fall_differ_in_sign_and_in_colour(qtbot, theme):
    chart = shown(qtbot, comparison(theme), 536, 300)
    image = chart.to_pixmap().toImage()

    assert [row[3] for row in chart.numbers().rows] == ["+76%", "\u221219%", "\u2013"]
    assert theme.color("success").name() in colors_in(image, chart.entry_rect("people"))
    assert theme.color("accent").name() in colors_in(image, chart.entry_rect("savings"))
    assert theme.color("accent").name() not in colors_in(image, chart.entry_rect("people"))


def test_a_change_is_rounded_away_from_zero_and_nothing_is_compared_with_nothing():
    assert ComparisonRow("k", "", 200, 225).change == 13
    assert ComparisonRow("k", "", 200, 175).change == -13
    assert ComparisonRow("k", "", Decimal("1.5"), Decimal("1.5")).change == 0
    assert ComparisonRow("k", "", 0, 7).change is None


@pytest.mark.parametrize("height", [250, 320, 500])
def test_rows_share_the_height_without_overlapping(qtbot, light, height):
    chart = shown(qtbot, comparison(light), 536, height)
    rects = [chart.entry_rect(key) for key in ("people", "savings", "new")]

    assert all(22 <= rect.height() <= 52 for rect in rects)
    assert rects[0].bottom() <= rects[1].top() + 1
    assert rects[1].bottom() < rects[2].top()


def test_points_lie_on_a_true_time_axis(qtbot, theme):
    chart = shown(qtbot, curve(theme), 516, 220)
    centres = [chart.entry_rect(f"m{month}").center() for month in (6, 18, 36, 60)]

    assert (centres[1].x() - centres[0].x()) * 2 == pytest.approx(centres[3].x() - centres[2].x(), abs=3)
    assert (centres[2].x() - centres[0].x()) * 4 == pytest.approx((centres[3].x() - centres[2].x()) * 5, abs=6)
    assert [centre.y() for centre in centres] == sorted((centre.y() for centre in centres), reverse=True)
    image = chart.to_pixmap().toImage()
    assert all(near(image.pixelColor(centre), theme.color("s2")) for centre in centres)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(-(10**6), 10**6)), min_size=2, max_size=9))
def test_the_curve_never_overshoots(steps):
    x, points = 0, []
    for wide, y in steps:
        x += wide
        points.append((float(x), float(y)))
    for (x0, y0), (x1, y1) in pairwise(points):
        low, high = min(y0, y1), max(y0, y1)
        slack = 1e-6 * (1 + high - low)
        for n in range(21):
            assert low - slack <= value_at(points, x0 + (x1 - x0) * n / 20) <= high + slack


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=8))
def test_the_drawn_pieces_stay_between_their_ends(values):
    points = [(float(n), float(y)) for n, y in enumerate(values)]
    for start, (one, two, end) in zip(points, controls(points), strict=False):
        low, high = sorted((start[1], end[1]))
        for n in range(11):
            t = n / 10
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            y = sum(w * p[1] for w, p in zip(weights, (start, one, two, end), strict=True))
            assert low - 1e-6 <= y <= high + 1e-6


def test_a_value_stands_left_of_its_point_where_the_curve_is_steep():
    points = [(0.0, 200.0), (46.0, 193.0), (138.0, 136.0), (276.0, 60.0), (460.0, 56.0)]
    boxes = label_boxes(points, [(28, 18)] * 4, QRectF(-30, 0, 520, 220))

    assert boxes[1].right() < points[2][0]
    assert boxes[2].center().x() == points[3][0]
    assert boxes[2].bottom() < points[3][1]


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4))
def test_values_at_the_least_size_never_cover_each_other(values):
    months, width, height = (6, 18, 36, 60), 200.0, 110.0
    points = [
        (0.0, height),
        *((width * m / 60, height - height * v / 500) for m, v in zip(months, values, strict=True)),
    ]
    boxes = label_boxes(points, [(28.0, 18.0)] * 4, QRectF(-30, -15, 250, 165))

    assert not any(one.intersects(two) for n, one in enumerate(boxes) for two in boxes[n + 1 :])


@pytest.mark.parametrize(("highest", "step"), [(3, 1), (9, 2), (22, 5), (450, 100), (26660, 10000), (0, 1)])
def test_the_axis_counts_in_round_steps(highest, step):
    assert nice_step(highest) == step


def test_the_tiles_lie_as_the_municipalities_do_and_never_overlap(qtbot, light):
    chart = tile_map(light)
    shown(qtbot, chart, chart.minimumSizeHint().width(), chart.minimumSizeHint().height())
    rects = [chart.entry_rect(code) for code in LABS]

    assert chart.entry_rect("015116").left() == chart.entry_rect("015182").left()
    assert chart.entry_rect("015176").right() < chart.entry_rect("015182").left()
    assert not any(one.intersects(two) for n, one in enumerate(rects) for two in rects[n + 1 :])
    assert all(chart.rect().contains(rect) for rect in rects)


def test_more_is_a_further_step_of_six(theme):
    assert [step_of(value, 13) for value in (0, 1, 2, 3, 6, 7, 13)] == [-1, 0, 0, 1, 2, 3, 5]
    assert step_of(5, 0) == -1
    chart = tile_map(theme)
    assert chart.tile_color(Tile("015182", "Rho", 1, 1, 13)) == theme.color("seq6")


def test_the_label_of_every_tile_can_be_read(theme):
    chart = tile_map(theme)
    for value in range(14):
        ground = chart.tile_color(Tile("015182", "Rho", 1, 1, value))
        # Ground of nothing is a card colour: there the ink is the theme's pair of white or dark.
        assert contrast(label_ink(ground), ground) >= READABLE
    assert all(contrast(label_ink(theme.color(f"s{n}")), theme.color(f"s{n}")) >= READABLE for n in range(1, 4))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_shares_add_up_to_a_hundred(values):
    parts = shares([Decimal(value) for value in values])
    assert sum(parts) == (100 if sum(values) else 0)
    assert all(abs(part - value * 100 / (sum(values) or 1)) < 1 for part, value in zip(parts, values, strict=True))


def test_the_bar_is_divided_by_the_shares(qtbot, theme):
    chart = shown(qtbot, stacked(theme), 242, 120)
    image = chart.to_pixmap().toImage()
    width = chart.width()

    assert near(image.pixelColor(round(width * 0.1), 10), theme.color("s1"))
    assert near(image.pixelColor(round(width * 0.67), 10), theme.color("s2"))
    assert near(image.pixelColor(round(width * 0.96), 10), theme.color("s3"))


def test_the_ring_starts_at_the_top_with_the_first_part(qtbot, theme):
    chart = shown(qtbot, donut(theme), 80, 80)
    image = chart.to_pixmap().toImage()

    assert near(image.pixelColor(71, 40), theme.color("success"))
    assert near(image.pixelColor(34, 9), theme.color("danger"))


def test_only_the_last_bar_has_the_series_colour(qtbot, theme):
    chart = shown(qtbot, sparkline(theme), 92, 34)
    image = chart.to_pixmap().toImage()
    last, first = chart.entry_rect("s"), chart.entry_rect("g")

    assert near(image.pixelColor(last.center()), theme.color("s2"))
    assert near(image.pixelColor(first.center().x(), first.bottom() - 3), theme.color("prev"))
    assert near(image.pixelColor(first.center().x(), first.top() + 2), theme.color("surface"))


@pytest.mark.parametrize("make", EVERY)
def test_a_switch_of_theme_repaints_in_the_new_colours(qtbot, light, make):
    chart = shown(qtbot, make(light), 300, 220)
    before = chart.to_pixmap().toImage()
    light.set_look(Scheme.DARK)

    assert chart.to_pixmap().toImage() != before


@pytest.mark.parametrize("make", EVERY)
def test_a_chart_without_figures_is_an_empty_picture(qtbot, light, make):
    chart = type(make(light))(*((light, "Titolo") if make is multiplier else (light, italian, "Titolo")))
    shown(qtbot, chart, 300, 200)

    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chart.to_pixmap().width() == 300
    assert chart.numbers().rows[:-1] == ()


# Reaching the rows behind a figure.


@pytest.mark.parametrize("make", EVERY)
def test_every_entry_is_reached_and_opened_by_keyboard(qtbot, light, make):
    chart = shown(qtbot, make(light), 400, 300)
    chart.setFocus()
    opened = []
    chart.row_activated.connect(opened.append)

    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Space)

    keys = [entry.key for entry in chart.model().entries]
    assert opened == [keys[0], keys[-1]]


def test_arrows_lead_through_the_rows_and_stop_at_the_ends(qtbot, light):
    chart = shown(qtbot, comparison(light), 536, 300)
    chart.setFocus()
    opened = []
    chart.row_activated.connect(opened.append)

    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Return,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        *[Qt.Key.Key_Down] * 5,
        Qt.Key.Key_Enter,
    ):
        qtbot.keyClick(chart, key)

    assert opened == ["people", "savings", "new"]


def test_on_the_map_arrows_lead_to_the_neighbour(qtbot, light):
    chart = shown(qtbot, tile_map(light), 242, 234)
    chart.setFocus()
    chart.setCurrentIndex(chart.indexAt(chart.entry_rect("015182").center()))
    opened = []
    chart.row_activated.connect(opened.append)

    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(chart, key)
        qtbot.keyClick(chart, Qt.Key.Key_Return)

    assert opened == ["015116", "015182", "015179", "015170", "015179", "015229"]


@pytest.mark.parametrize("make", [comparison, curve, tile_map, stacked, multiplier, sparkline])
def test_a_click_opens_what_lies_under_it(qtbot, light, make):
    chart = shown(qtbot, make(light), 400, 300)
    for entry in chart.model().entries:
        with qtbot.waitSignal(chart.row_activated) as opened:
            qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.entry_rect(entry.key).center())
        assert opened.args == [entry.key]


def test_a_click_on_the_ring_opens_that_part(qtbot, light):
    chart = shown(qtbot, donut(light), 80, 80)
    with qtbot.waitSignal(chart.row_activated) as opened:
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(34, 9))
    assert opened.args == ["absent"]


def test_the_focus_can_be_seen(qtbot, theme):
    chart = shown(qtbot, tile_map(theme), 242, 234)
    place = chart.entry_rect("015116").adjusted(-4, -4, 4, 4)
    chart.clearFocus()
    without = chart.viewport().grab().toImage()
    chart.setFocus()
    chart.setCurrentIndex(chart.model().index(0))
    qtbot.waitUntil(chart.hasFocus)

    assert theme.color("focus").name() in colors_in(chart.viewport().grab().toImage(), place)
    assert theme.color("focus").name() not in colors_in(without, place)


# In words.


@pytest.mark.parametrize("make", EVERY)
def test_assistive_technology_meets_a_list_with_named_entries(qtbot, light, make):
    chart = shown(qtbot, make(light), 400, 300)
    told = QAccessible.queryAccessibleInterface(chart)

    assert told.text(QAccessible.Text.Name) == chart.accessibleName() != ""
    assert told.text(QAccessible.Text.Description) != ""
    assert told.role() == QAccessible.Role.List
    names = [told.child(n).text(QAccessible.Text.Name) for n in range(told.childCount())]
    assert names == [entry.text for entry in chart.model().entries]


def test_the_readings_say_what_the_eye_sees(light):
    assert comparison(light).accessibleDescription() == (
        "1 of 3 figures grew. Fallen: Consulenze: risparmio. Secondo periodo di 30 mesi."
    )
    assert curve(light).accessibleDescription() == "From 22 (6 mesi) to 450 (60 mesi)."
    assert tile_map(light).accessibleDescription() == "43 in all, most of them in Comune 182: 13."
    assert multiplier(light).accessibleDescription().endswith("= 2.794.500 €")
    assert multiplier(light).model().entries[-1].key == RESULT


def test_the_numbers_can_be_copied_and_asked_for(qtbot, light):
    chart = shown(qtbot, comparison(light), 536, 300)
    numbers, image, table = chart.actions()

    table.trigger()
    assert QGuiApplication.clipboard().text().splitlines()[1] == "Persone transitate;3.287;5.783;+76%"
    image.trigger()
    assert QGuiApplication.clipboard().pixmap().size() == chart.size()
    with qtbot.waitSignal(chart.numbers_requested):
        numbers.trigger()


def test_a_legend_names_its_series_and_fits_them(qtbot, theme):
    legend = Legend(theme)
    qtbot.addWidget(legend)
    legend.set_entries([LegendEntry("Primi 36 mesi", "prev", 5), LegendEntry("Successivi 36 mesi", "s1")])
    legend.resize(legend.sizeHint())

    image = legend.grab().toImage()
    assert legend.accessibleName() == "Primi 36 mesi, Successivi 36 mesi"
    assert near(image.pixelColor(7, legend.height() // 2), theme.color("prev"))


def test_refreshing_the_figures_keeps_the_place_of_the_reader(qtbot, light):
    chart = shown(qtbot, comparison(light), 536, 300)
    chart.setCurrentIndex(chart.model().index(1))
    chart.set_groups([ComparisonGroup("Persone", (PEOPLE, SAVINGS, NEW))], Headings("Prima", "Dopo"))

    assert chart.currentIndex().row() == 1


def test_a_thousand_repaints_lose_no_reference_to_none(qtbot, light):
    charts = [shown(qtbot, make(light), 240, 200) for make in EVERY]
    picture = QImage(240, 200, QImage.Format.Format_ARGB32_Premultiplied)
    before = sys.getrefcount(None)
    for number in range(1000):
        charts[number % len(charts)].viewport().render(picture)
    assert abs(sys.getrefcount(None) - before) < 100
