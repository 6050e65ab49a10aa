"""Numbers, hours and dates are written as people expect and read without guessing."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.domain import formats
from op_desktop.domain.dates import DateUnclear, NoSuchDay, parse_date
from op_desktop.domain.number_words import hours_in_words, number_in_words
from op_desktop.language import speak

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _english():
    speak("en")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("26.660", "it", "26660"),
        ("1.234,50 €", "it", "1234.50"),
        ("25.054", "it", "25054"),
        ("12,5\u00a0%", "it", "12.5"),
        ("\u2212800", "it", "-800"),
        ("2794500", "it", "2794500"),
        ("26,660.5", "en", "26660.5"),
    ],
)
def test_numbers_are_read_by_the_rules_of_their_language(text, language, expected):
    assert formats.parse_number(text, language) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.5", "it"),
        ("1,5", "en"),
        ("1.2345", "it"),
        ("", "it"),
        ("x", "it"),
        ("1,2,3", "it"),
        ("12.34.567", "it"),
        ("١٢", "it"),
    ],
)
def test_unclear_numbers_are_refused_never_guessed(text, language):
    with pytest.raises(formats.NumberUnclear) as caught:
        formats.parse_number(text, language)
    assert ("1.234,50" if language == "it" else "1,234.50") in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1:30", 90), ("1,5", 90), ("2", 120), ("2 h 30", 150), ("2h", 120), ("2 ore e 15 minuti", 135), ("90 min", 90),
     ("90'", 90), ("1,33", 80), ("0:05", 5), ("2,5 ore", 150)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text, minutes):
    assert formats.parse_minutes(text, "it") == minutes


@pytest.mark.parametrize("text", ["1.5", "1:60", "1:5", "-1", "x", "", "h", "2:30:00"])
def test_unclear_hours_say_how_to_write_them(text):
    with pytest.raises(formats.HoursUnclear) as caught:
        formats.parse_minutes(text, "it")
    assert caught.value.headline == "Write hours as 2,5 or 2:30."
    assert formats.parse_minutes("2.5", "en") == 150


def test_numbers_money_and_shares_are_written_with_their_own_signs():
    assert formats.format_number(2_794_500, "it") == "2.794.500"
    assert formats.format_number(Decimal("-1234.5"), "it", decimals=1) == "\u22121.234,5"
    assert formats.format_number(9, "en", signed=True) == "+9"
    assert formats.format_money(279_450_000, "it") == "2.794.500\u00a0€"
    assert formats.format_money(-123_450, "it") == "\u22121.234,50\u00a0€"
    assert formats.format_money(100, "it", cents_shown=True) == "1,00\u00a0€"
    assert formats.format_money(123_450, "en") == "€1,234.50"
    assert formats.format_percent(12.5, "it") == "12,5\u00a0%"
    assert formats.format_percent(-4, "it", signed=True) == "\u22124\u00a0%"
    assert formats.format_percent(12.96, "en") == "13%"
    assert formats.format_number(-0.4, "it") == "0"


def test_durations_have_two_forms():
    assert [formats.format_clock(minutes) for minutes in (5, 150, 2550)] == ["0:05", "2:30", "42:30"]
    assert [formats.format_hours(minutes, "it") for minutes in (150, 600, 80, 0)] == ["2,5", "10", "1,33", "0"]
    assert formats.format_time(datetime.fromisoformat("2026-11-24T09:05")) == "09:05"


@given(st.integers(0, 10**7))
def test_what_is_written_is_read_back(number):
    for language in ("it", "en"):
        assert formats.parse_number(formats.format_number(number, language), language) == number
        assert formats.parse_number(formats.format_money(number, language), language) == Decimal(number) / 100
    assert formats.parse_minutes(formats.format_clock(number % 100_000)) == number % 100_000


def test_dates_are_written_in_five_styles():
    first = date(2026, 11, 1)
    assert formats.format_date(TODAY) == "24/11/2026"
    assert formats.format_date(TODAY, "long", "it") == "martedì 24 novembre 2026"
    assert formats.format_date(TODAY, "day", "it") == "martedì 24 novembre"
    assert formats.format_date(first, "date", "it") == "1º novembre 2026"
    assert formats.format_date(TODAY, "long", "en") == "Tuesday 24 November 2026"
    assert formats.format_date(TODAY, "short", "it") == "24 nov"
    assert formats.format_weekday(TODAY, "it", short=True) == "mar"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24/11/2026", TODAY),
        ("24.11.26", TODAY),
        ("24-11-2026", TODAY),
        ("2026-11-24", TODAY),
        ("24 novembre 2026", TODAY),
        ("Martedì 24 Novembre 2026", TODAY),
        ("mar 24 nov", TODAY),
        ("1º dicembre", date(2026, 12, 1)),
        ("Tuesday, 24 November 2026", TODAY),
        ("3/2", date(2027, 2, 3)),
        ("10/9", date(2026, 9, 10)),
        ("3", date(2026, 11, 3)),
        ("oggi", TODAY),
        ("ieri", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 25)),
        ("12/3/98", date(1998, 3, 12)),
        ("29/2", date(2028, 2, 29)),
    ],
)
def test_dates_are_read_as_people_write_them(text, expected):
    assert parse_date(text, TODAY, "it") == expected


def test_days_that_do_not_exist_are_named():
    for text, spoken in (("31/2/2026", "31 February"), ("29/02/2027", "29 February 2027"), ("31 aprile", "31 April")):
        with pytest.raises(NoSuchDay) as caught:
            parse_date(text, TODAY, "en")
        assert caught.value.headline == f"{spoken} does not exist."
    with pytest.raises(NoSuchDay) as caught:
        parse_date("31/2/2026", TODAY, "it")
    assert caught.value.facts["day"] == "Il 31 febbraio"


@pytest.mark.parametrize("text", ["", "x", "2026", "11/24/2026/1", "24 ma 2026", "24/11/0026", "1/1/2500", "32 x"])
def test_other_texts_are_no_dates(text):
    with pytest.raises((DateUnclear, NoSuchDay)):
        parse_date(text, TODAY, "it")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_written_date_is_read_back(day):
    for language in ("it", "en"):
        for style in ("list", "date", "long"):
            assert parse_date(formats.format_date(day, style, language), TODAY, language) == day


def test_hours_are_spelt_for_certificates():
    assert hours_in_words(2550, "it") == "quarantadue ore e trenta minuti"
    assert hours_in_words(60, "it") == "un'ora"
    assert hours_in_words(1, "it") == "un minuto"
    assert hours_in_words(0, "it") == "zero ore"
    assert hours_in_words(75, "en") == "one hour and fifteen minutes"


@pytest.mark.parametrize(
    ("number", "italian", "english"),
    [
        (23, "ventitré", "twenty-three"),
        (28, "ventotto", "twenty-eight"),
        (101, "centouno", "one hundred and one"),
        (108, "centotto", "one hundred and eight"),
        (113, "centotredici", "one hundred and thirteen"),
        (180, "centottanta", "one hundred and eighty"),
        (1003, "milletré", "one thousand and three"),
        (26660, "ventiseimilaseicentosessanta", "twenty-six thousand six hundred and sixty"),
    ],
)
def test_numbers_are_spelt(number, italian, english):
    assert number_in_words(number, "it") == italian
    assert number_in_words(number, "en") == english


def test_every_number_is_spelt_in_its_own_way():
    for language in ("it", "en"):
        assert len({number_in_words(number, language) for number in range(10_000)}) == 10_000
    with pytest.raises(ValueError, match="-1"):
        number_in_words(-1, "it")
