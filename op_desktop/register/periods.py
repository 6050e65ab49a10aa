"""What figures are computed with, each number from a day on: the factors of the multiplier."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from op_desktop.domain.period import DatedSetting
from op_desktop.domain.volunteering import HourRate
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.places import CITIZENS, HOURS, START, WEEKS, setting
from op_desktop.register.rates import hour_rate, set_rate
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

MOST_HOURS = 168
"""A week holds no more."""


class FactorsUnlikely(UserError):
    """A factor that no week or purse can hold."""

    title = N_("These factors cannot be.")
    advice = N_("A week has 168 hours, and nothing is less than zero. Nothing was changed.")


class BeforeProgramme(UserError):
    """Factors from a day before there was anything to count."""

    title = N_("The programme started on {start:%d/%m/%Y}.")
    advice = N_("Choose a later day. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Factors:
    """The four factors of the multiplier as they hold from a day on."""

    since: date
    citizens: int
    hours_a_week: int
    weeks: int
    euro_an_hour: Decimal


def factors(reader: Reader, day: date) -> Factors:
    """The factors in force on a day, with the day since which all four have held."""
    begun = [since for since in _days(reader) if since <= day]
    citizens, hours, weeks = (setting(reader, name, day, 0) for name in (CITIZENS, HOURS, WEEKS))
    return Factors(max(begun, default=day), citizens, hours, weeks, hour_rate(reader, day) or Decimal(0))


def factor_history(reader: Reader) -> list[Factors]:
    """Every set of factors there has been or will be, the latest first."""
    return [factors(reader, day) for day in sorted(_days(reader), reverse=True)]


def set_factors(uow: UnitOfWork, wanted: Factors) -> bool:
    """Let the factors hold from their day on; returns whether anything changed.

    Only those are written that differ from what holds on that day, so what was computed for earlier days stays as it
    was, and a later day keeps what was set for it. Raises ``FactorsUnlikely`` or ``BeforeProgramme``.
    """
    if wanted.since < START:
        raise BeforeProgramme(start=START)
    least = min(wanted.citizens, wanted.hours_a_week, wanted.weeks)
    if least < 0 or wanted.euro_an_hour < 0 or wanted.hours_a_week > MOST_HOURS:
        raise FactorsUnlikely
    now = factors(uow, wanted.since)
    named = ((CITIZENS, wanted.citizens, now.citizens), (HOURS, wanted.hours_a_week, now.hours_a_week),
             (WEEKS, wanted.weeks, now.weeks))  # fmt: skip
    changed = [DatedSetting.of(name=name, since=wanted.since, value=new) for name, new, old in named if new != old]
    uow.put_all(changed)
    if wanted.euro_an_hour != now.euro_an_hour:
        set_rate(uow, None, wanted.euro_an_hour, wanted.since)
        return True
    return bool(changed)


def _days(reader: Reader) -> set[date]:
    rate = TABLE_OF[HourRate]
    settings = reader.all(DatedSetting, TABLE_OF[DatedSetting].c.name.in_((CITIZENS, HOURS, WEEKS)))
    return {each.since for each in settings} | {each.since for each in reader.all(HourRate, rate.c.activity.is_(None))}
