"""Periods of the programme, figures declared in the past, and settings that have a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact


class Series(StrEnum):
    """The programme counts schools in periods of their own."""

    GENERAL = "general"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Record):
    """A span of whole months: from its first day up to, not including, the day it ends."""

    entity: ClassVar[str] = "period"

    name_it: str
    name_en: str
    starts_on: date
    months: int
    series: Series = Series.GENERAL
    position: int = 0

    @property
    def ends_on(self) -> date:
        """The first day after the period."""
        return add_months(self.starts_on, self.months)


def add_months(day: date, months: int) -> date:
    """The same day of the month, so many months later (periods start on days that every month has)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFigure(Joined):
    """A figure that the programme published in the past: shown beside computed ones, never added to them."""

    entity: ClassVar[str] = "declared_figure"
    joins: ClassVar[tuple[str, ...]] = ("metric", "period_id")

    metric: str
    period_id: RecordId = fact(refers="period")
    value: int
    source: str = fact("", merge=Merge.QUIET)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSetting(Joined):
    """A number of the programme that holds from a day on: thresholds, factors of the multiplier."""

    entity: ClassVar[str] = "dated_setting"
    joins: ClassVar[tuple[str, ...]] = ("name", "since")

    name: str
    since: date
    value: int
    source: str = fact("", merge=Merge.QUIET)


def in_force(settings: Iterable[DatedSetting], name: str, day: date, default: int) -> int:
    """The value of a setting on a day."""
    dated = [each for each in settings if each.name == name and each.since <= day]
    return max(dated, key=lambda each: each.since).value if dated else default
