"""What an hour is worth by convention, each activity from a day on: what was reckoned for earlier days stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from op_desktop.domain.record import RecordId, joined_id
from op_desktop.domain.volunteering import Activity, HourRate
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork

MOST = Decimal(1000)
"""Euro an hour beyond which a rate is a slip of the finger."""


class RateUnlikely(UserError):
    """A rate that no hour is worth."""

    title = N_("An hour is worth 0 to 1000 euro.")
    advice = N_("Check the number. Nothing was changed.")


class Given(Protocol):
    """Minutes of an activity on a day, as lists of hours hold them."""

    @property
    def day(self) -> date: ...

    @property
    def activity(self) -> Activity: ...

    @property
    def minutes(self) -> int: ...

    @property
    def counts(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Worth:
    """The value of hours by convention; nothing is known of ``unrated`` minutes."""

    cents: int
    unrated: int
    rates: tuple[Decimal, ...]
    """The different euro an hour that it was reckoned with."""


def rates(reader: Reader) -> list[HourRate]:
    """Every rate there has been or will be: those of all activities first, then by activity, the latest first."""
    order = {activity: place for place, activity in enumerate(Activity, start=1)}
    found = sorted(reader.all(HourRate), key=lambda rate: rate.since, reverse=True)
    return sorted(found, key=lambda rate: order[rate.activity] if rate.activity else 0)


def rate_of(rates: Sequence[HourRate], activity: str | None, day: date) -> Decimal | None:
    """The latest rate of an activity on a day, else the latest one of every activity."""
    dated = [rate for rate in rates if rate.since <= day and rate.activity in (None, activity)]
    return max(dated, key=lambda rate: (rate.activity is not None, rate.since)).euro if dated else None


def hour_rate(reader: Reader, day: date, activity: Activity | None = None) -> Decimal | None:
    """Conventional euro value of an hour on a day: the activity's own, else that of every activity."""
    return rate_of(reader.all(HourRate), activity, day)


def worth(known: Sequence[HourRate], given: Iterable[Given]) -> Worth:
    """The value of these hours, each at the rate of its activity on its day, to the cent; duplicates do not count."""
    total, unrated, used = Decimal(0), 0, set[Decimal]()
    for each in given:
        if not each.counts:
            continue
        rate = rate_of(known, each.activity, each.day)
        if rate is None:
            unrated += each.minutes
        else:
            total += each.minutes * rate
            used.add(rate)
    cents = int((total * 100 / 60).quantize(Decimal(1), ROUND_HALF_UP))
    return Worth(cents, unrated, tuple(sorted(used)))


def set_rate(uow: UnitOfWork, activity: Activity | None, euro: Decimal, since: date, source: str = "") -> RecordId:
    """From this day on an hour of the activity (None: of every one without its own) is worth so much.

    The rates of earlier days stay, so what was reckoned for them does too. Raises ``RateUnlikely``.
    """
    if not 0 <= euro <= MOST:
        raise RateUnlikely
    # One rate of an activity for one day: typed twice, it is corrected.
    id = joined_id(HourRate.entity, [activity or "", since.isoformat()])
    uow.put(HourRate(id=id, activity=activity, euro=euro, since=since, source=source.strip()))
    return id
