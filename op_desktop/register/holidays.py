"""The days off as the reference files state them, and those of the town of a class."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from sqlalchemy import select

import resources
from op_desktop.domain.holidays import (
    CARNIVAL,
    CHRISTMAS,
    EASTER,
    ClosedSpan,
    HolidayCalendar,
    PatronFeast,
    national_days,
)
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import School, SchoolClass
from op_desktop.domain.series import Closed
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

# Milan and the Rhodense keep the Ambrosian carnival, the Friday and Saturday after Ash Wednesday.
_BREAKS = (("christmas", CHRISTMAS), ("carnival_ambrosian", CARNIVAL), ("easter", EASTER))


@cache
def holiday_calendar() -> HolidayCalendar:
    """National days off and patron saints, and the breaks of the regional calendar (DGR IX/3318 of 2012)."""
    years = list(_rows("school_years.csv"))
    spans = [
        ClosedSpan(_day(row[f"{name}_from"]), _day(row[f"{name}_to"]), words)
        for row in years
        for name, words in _BREAKS
    ]
    terms = [
        (_day(row["year_start"]), _day(row["year_end"]), _day(row["lessons_start"]), _day(row["lessons_end"]))
        for row in years
    ]
    patrons = {row["istat_code"]: PatronFeast(row["name"], row["patron_date"]) for row in _rows("municipalities.csv")}
    return HolidayCalendar(national_days(_rows("holidays.csv")), tuple(spans), tuple(terms), patrons)


def closed_for(reader: Reader, class_id: RecordId) -> Closed:
    """Says of a day why the school of a class is closed."""
    school, town, group = TABLE_OF[School], TABLE_OF[Municipality], TABLE_OF[SchoolClass]
    query = (
        select(town.c.code)
        .join(school, school.c.municipality_id == town.c.id)
        .join(group, group.c.school_id == school.c.id)
        .where(group.c.id == class_id)
    )
    return partial(holiday_calendar().closed, town=reader.value(query) or "")


def _rows(file: str) -> Iterator[dict[str, str]]:
    with resources.path(f"reference/{file}").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _day(text: str) -> date:
    return date.fromisoformat(text)
