"""Which records a figure is about: a span of days and, where asked, one place."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Self

from sqlalchemy import ColumnElement, and_, true

from op_desktop.domain.period import Period, add_months
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.view import EVERYTHING, View


class SpanEmpty(UserError):
    """A period that ends before it starts."""

    title = N_("The period ends before it starts.")
    advice = N_("Choose an end after {first_day:%d/%m/%Y}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everything that starts from ``first_day`` up to, not including, ``end_day`` in Rome (rule R1)."""

    first_day: date
    end_day: date
    municipality_id: RecordId | None = None
    venue_id: RecordId | None = None
    view: View = EVERYTHING
    """What of it somebody is shown."""
    today: date | None = None
    """What "on the date" means while the period still runs; nothing for a period that is over."""

    def __post_init__(self) -> None:
        """Refuse an empty span."""
        if self.end_day <= self.first_day:
            raise SpanEmpty(first_day=self.first_day)

    @classmethod
    def of(cls, period: Period, *, today: date | None = None) -> Self:
        """The whole territory in a period of the programme."""
        return cls(first_day=period.starts_on, end_day=period.ends_on, today=today)

    def at(self, *, municipality_id: RecordId | None = None, venue_id: RecordId | None = None) -> "Scope":
        """The same days in one place."""
        return replace(self, municipality_id=municipality_id, venue_id=venue_id)

    def during(self, first_day: date, end_day: date) -> "Scope":
        """The same place on other days."""
        return replace(self, first_day=first_day, end_day=end_day)

    @property
    def last_day(self) -> date:
        """The day on which states are looked at: the last of the period, or today while it runs."""
        last = self.end_day - timedelta(days=1)
        return min(last, self.today) if self.today and self.today >= self.first_day else last

    @property
    def months(self) -> Fraction:
        """Length in months; the days of a month that is not whole count as their share of it."""
        first, end = self.first_day, self.end_day
        whole = (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)
        # From a day that every month has, so that a period may start on the 31st.
        reached = add_months(first.replace(day=1), whole)
        length = monthrange(reached.year, reached.month)[1]
        reached = reached.replace(day=min(first.day, length))
        return Fraction(whole) + Fraction((end - reached).days, length)

    def dated(self, starts_at: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether something that starts at this moment belongs to the period, at whatever hour it ends (R1, R7)."""
        return and_(starts_at >= self.first_day.isoformat(), starts_at < self.end_day.isoformat())

    def placed(self, municipality_id: ColumnElement[Any], venue_id: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether something that happened there belongs to the place asked for."""
        return and_(
            municipality_id == self.municipality_id if self.municipality_id else true(),
            venue_id == self.venue_id if self.venue_id else true(),
            self.view.at(municipality_id, venue_id),
        )

    def taught(
        self, municipality_id: ColumnElement[Any], no_venue: ColumnElement[Any], educator_id: ColumnElement[Any]
    ) -> ColumnElement[bool]:
        """Whether a class belongs to the place asked for and is shown: an educator's own, wherever it is."""
        if self.view.educator_id:
            here = replace(self, view=EVERYTHING).placed(municipality_id, no_venue)
            return and_(here, self.view.of_class(educator_id))
        return self.placed(municipality_id, no_venue)
