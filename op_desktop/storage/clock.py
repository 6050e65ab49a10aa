"""The hybrid logical clock: the wall's time while it moves forward, a counter where it does not."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COUNTER_BITS = 16
DAY_MS = 86_400_000
LENIENCE_MS = 15 * 60_000
"""How far the clocks of two healthy computers may be apart without anybody being told."""
PROGRAMME_START_MS = 1_420_070_400_000
"""1 January 2015, before which no stamp can be right."""
ROME = ZoneInfo("Europe/Rome")

Wall = Callable[[], datetime]
"""Tells the present moment, with its time zone."""


def system_wall() -> datetime:
    """The computer's own clock."""
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def instant(wall_ms: int) -> str:
    """The moment in UTC, ``YYYY-MM-DDTHH:MM:SSZ``."""
    return datetime.fromtimestamp(wall_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant_of(stamp: int) -> datetime:
    """The wall's time in a stamp."""
    return datetime.fromtimestamp((stamp >> COUNTER_BITS) / 1000, UTC)


def local_day(moment: datetime) -> date:
    """The civil date in Rome."""
    return moment.astimezone(ROME).date()


def local_time(moment: datetime) -> datetime:
    """The civil date and time in Rome, to the minute and without zone, as records hold it."""
    return moment.astimezone(ROME).replace(tzinfo=None, second=0, microsecond=0)


def tick(last: int, wall_ms: int) -> int:
    """The next stamp after ``last``: 48 bits of milliseconds, 16 of counter."""
    return max(last + 1, wall_ms << COUNTER_BITS)


def follow(last: int, seen: int, wall_ms: int) -> int:
    """The clock after reading foreign stamps up to ``seen``: never drawn beyond a day ahead of the wall."""
    return max(last, min(seen, (wall_ms + DAY_MS) << COUNTER_BITS))


def is_late(wall_ms: int, newest: int) -> bool:
    """Whether the wall shows a time before the newest stamp known, by more than clocks usually differ."""
    return wall_ms + LENIENCE_MS < newest >> COUNTER_BITS


def is_suspect(stamp: int, wall_ms: int) -> bool:
    """Whether a stamp read at ``wall_ms`` cannot be right: later than tomorrow or before the programme."""
    stamped = stamp >> COUNTER_BITS
    return stamped > wall_ms + DAY_MS or stamped < PROGRAMME_START_MS
