"""Lessons as a calendar file that every calendar program reads (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from op_desktop.language import _, language
from op_desktop.register.timetable import Entry
from op_desktop.storage.clock import ROME

LONGEST_LINE: Final = 75
"""Octets of a line without its end; longer ones are folded."""
_ZONE: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Rome",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""Clocks in Italy change on the last Sunday of March and of October, as everywhere in the Union since 1996."""


def write_calendar(entries: Sequence[Entry], name: str, now: datetime) -> bytes:
    """The file, to be read again whenever something changed: every lesson keeps its UID, its SEQUENCE only grows.

    ``name`` is what a calendar program calls it; ``now`` is the moment of writing, civil time in Rome.
    Who teaches and who attends stays out of it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//OP Desktop//Lessons//{language().upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        "X-WR-TIMEZONE:Europe/Rome",
        *_ZONE,
        *(line for entry in entries for line in _event(entry, now)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry, now: datetime) -> Iterator[str]:
    summary = _("Fin. education – {label} – meeting {number}/{meetings}").format(
        label=entry.label, number=entry.meeting, meetings=entry.meetings
    )
    stamp = now.replace(tzinfo=ROME).astimezone(UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@op-desktop"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%S}Z"
    yield f"DTSTART;TZID=Europe/Rome:{entry.starts_at:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=Europe/Rome:{_end(entry):%Y%m%dT%H%M%S}"
    yield f"SEQUENCE:{entry.revision}"
    yield f"STATUS:{'CONFIRMED' if entry.takes_place else 'CANCELLED'}"
    yield f"SUMMARY:{_escaped(summary)}"
    if entry.topic:
        yield f"DESCRIPTION:{_escaped(entry.topic)}"
    yield f"LOCATION:{_escaped(entry.place)}"
    yield f"CATEGORIES:{_escaped(_('Financial education'))}"
    yield "END:VEVENT"


def _end(entry: Entry) -> datetime:
    """When it is over on the clocks of Rome, also in the night in which they change."""
    begins = entry.starts_at.replace(tzinfo=ROME).astimezone(UTC)
    return (begins + timedelta(minutes=entry.minutes)).astimezone(ROME)


def _escaped(text: str) -> str:
    """A text as a value: what parts values is escaped, other control characters are left out."""
    for sign, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, instead)
    return "".join(letter for letter in text if letter == "\t" or (letter >= " " and letter != "\x7f"))


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets; no letter is torn apart."""
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterable[bytes]:
    piece = b""
    for letter in line:
        octets = letter.encode()
        # From the second piece on, the blank that marks the fold takes one octet.
        if len(piece) + len(octets) > LONGEST_LINE - 1:
            yield piece
            piece = b""
        piece += octets
    yield piece
