"""Days off: national ones, the breaks of the schools, the patron saints of the nine towns."""

from datetime import date, timedelta

import pytest

from op_desktop.domain.holidays import HolidayCalendar, feast
from op_desktop.language import speak
from op_desktop.register.holidays import holiday_calendar

RHO, SETTIMO, PERO, POGLIANO = "015182", "015211", "015170", "015176"


@pytest.mark.parametrize(
    ("day", "town", "words"),
    [
        (date(2026, 12, 8), RHO, "Immaculate Conception"),
        (date(2027, 3, 29), RHO, "Easter Monday"),
        (date(2027, 5, 8), RHO, "patron saint of Rho"),
        (date(2026, 12, 7), SETTIMO, "patron saint of Settimo Milanese"),
        (date(2026, 12, 28), RHO, "Christmas holidays"),
        (date(2027, 2, 12), RHO, "Carnival holidays"),
        (date(2027, 3, 25), RHO, "Easter holidays"),
        (date(2027, 6, 30), RHO, "no school: lessons go from 12/9 to 8/6"),
        (date(2027, 10, 4), RHO, "Saint Francis"),
    ],
)
def test_a_day_off_says_why(day, town, words):
    assert str(holiday_calendar().closed(day, town)) == words


def test_a_day_off_is_told_in_the_language_of_the_reader():
    speak("it")
    assert str(holiday_calendar().closed(date(2026, 12, 8))) == "Immacolata Concezione"
    assert str(holiday_calendar().closed(date(2027, 5, 8), RHO)) == "patrono di Rho"


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 24),
        date(2026, 11, 4),  # not a day off any more
        date(2025, 10, 4),  # Saint Francis counts from 2026
        date(2026, 12, 7),  # Settimo's patron saint is not Rho's
        date(2027, 2, 8),  # the Roman carnival is not kept here
    ],
)
def test_other_days_are_open(day):
    assert holiday_calendar().closed(day, RHO) is None


def test_the_feast_of_a_patron_saint_is_read_from_its_words():
    assert feast("8 maggio", 2027) == date(2027, 5, 8)
    assert feast("seconda domenica di settembre", 2026) == date(2026, 9, 13)
    assert feast("prima domenica di luglio", 2027) == date(2027, 7, 4)
    assert feast("quando capita", 2027) is None
    for code in (PERO, POGLIANO):
        assert holiday_calendar().patrons[code].on(2026).weekday() == 6


def test_every_patron_saint_of_the_territory_has_a_day():
    patrons = holiday_calendar().patrons
    assert len(patrons) == 9
    assert [patron.town for patron in patrons.values() if patron.on(2026) is None] == []


def test_a_year_that_the_calendar_does_not_know_has_no_days_off():
    first = date(2040, 1, 1)
    assert [day for day in (first + timedelta(days=n) for n in range(366)) if HolidayCalendar().closed(day)] == []
