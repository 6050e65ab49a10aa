"""Colours that can be read, fonts that are ours, icons that follow the theme."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QPushButton

import resources
from ui.icons import icon_pixmap
from ui.stylesheet import style_sheet
from ui.theme import TEXT_SIZES, Scheme
from ui.tokens import DARK, GRAPHIC_PAIRS, LIGHT, ROLES, TEXT_PAIRS
from ui.widgets.label import Label


def luminance(color):
    def linear(value):
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in QColor(color).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_known_extremes():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("least", "pairs"), [(4.5, TEXT_PAIRS), (3.0, GRAPHIC_PAIRS)], ids=["text", "graphics"])
def test_every_declared_pair_can_be_read(colors, least, pairs):
    poor = {pair: round(contrast(*(colors[token] for token in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < least} == {}


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_a_number_can_be_read_on_every_step_of_the_map(colors):
    steps = [colors[f"seq{number}"] for number in range(1, 7)]
    assert min(max(contrast(step, "#FFFFFF"), contrast(step, "#0B1622")) for step in steps) >= 4.5


def test_both_themes_name_the_same_colours():
    assert LIGHT.keys() == DARK.keys()


def test_the_style_sheet_leaves_nothing_open():
    sheet = style_sheet(LIGHT, 115, text_family="Inter", title_family="Titillium Web")
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= set(LIGHT.values())


@pytest.mark.parametrize("role", ROLES)
def test_texts_are_set_in_our_fonts_and_grow_with_the_setting(theme, role):
    font = theme.font(role)
    assert QFontInfo(font).family() in ("Inter", "Titillium Web")
    assert font.pixelSize() >= 11
    theme.set_look(text_size=150)
    assert theme.font(role).pixelSize() == round(ROLES[role].size * 1.5)


def test_a_label_shows_markup_as_it_is_written(qtbot, theme):
    label = Label("<b>Rossi</b>")
    qtbot.addWidget(label)
    plain = Label("Rossi")
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()


def test_the_look_changes_at_once_and_is_announced(qtbot, theme):
    with qtbot.waitSignal(theme.changed):
        theme.set_look(Scheme.DARK, text_size=TEXT_SIZES[-1])
    assert theme.dark
    assert theme.color("surface") == QColor(DARK["surface"])
    button = QPushButton("x")
    qtbot.addWidget(button)
    assert button.palette().color(QPalette.ColorRole.Window) == QColor(DARK["bg"])


def ink_of(pixmap):
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_takes_the_colour_of_the_moment(theme):
    icon = theme.icon("x", "danger")
    assert LIGHT["danger"].lower() in ink_of(icon.pixmap(24, 24))
    theme.set_look(Scheme.DARK)
    assert DARK["danger"].lower() in ink_of(icon.pixmap(24, 24))
    assert DARK["text_disabled"].lower() in ink_of(icon.pixmap(24, 24, QIcon.Mode.Disabled))


def test_an_icon_is_drawn_in_the_pixels_of_the_screen(theme):
    sharp = icon_pixmap("check", QColor("#000000"), 16, 1.5)
    assert (sharp.width(), sharp.devicePixelRatio()) == (24, 1.5)


def test_an_icon_that_is_not_shipped_is_a_defect():
    with pytest.raises(FileNotFoundError):
        icon_pixmap("no-such-icon", QColor("#000000"), 16)


@pytest.mark.parametrize("name", ["inter", "titillium"])
def test_the_licence_of_each_font_is_shipped(name):
    files = {path.name.lower() for path in resources.path("fonts").iterdir()}
    assert any(name in file and not file.endswith(".ttf") for file in files)
