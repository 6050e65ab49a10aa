"""A strict reader of calendar files, written from RFC 5545 alone: what it cannot read is an error."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_NAME = re.compile(r"[A-Z][A-Z0-9-]*")
_ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION")


class BadCalendar(ValueError):
    """The file breaks a rule of the standard."""


@dataclass
class Component:
    """What stands between BEGIN and END; a property is its parameters and its raw value."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[tuple[dict[str, str], str]]:
        return [(facts, value) for own, facts, value in self.properties if own == name]

    def raw(self, name: str) -> str:
        ((_facts, value),) = self.all(name)
        return value

    def text(self, name: str) -> str:
        return unescape(self.raw(name))


def read(data: bytes) -> Component:
    """The calendar in a file; raises ``BadCalendar``."""
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        raise BadCalendar("lines end with CRLF and with nothing else")
    physical = data[:-2].split(b"\r\n")
    if too_long := [line for line in physical if len(line) > 75]:
        raise BadCalendar(f"line of {len(too_long[0])} octets")
    for line in physical:
        line.decode("utf-8")  # a letter torn apart by folding would not decode
    lines: list[str] = []
    for line in physical:
        if line[:1] in (b" ", b"\t"):
            lines[-1] += line[1:].decode("utf-8")
        else:
            lines.append(line.decode("utf-8"))
    stack: list[Component] = [Component("")]
    for line in lines:
        _take(line, stack)
    if len(stack) != 1 or [part.name for part in stack[0].parts] != ["VCALENDAR"]:
        raise BadCalendar("one whole VCALENDAR")
    _check(stack[0].parts[0])
    return stack[0].parts[0]


def _take(line: str, stack: list[Component]) -> None:
    head, colon, value = line.partition(":")
    name, *facts = head.split(";")
    if not colon or not _NAME.fullmatch(name):
        raise BadCalendar(f"not a property: {line}")
    if name == "BEGIN":
        stack.append(Component(value))
    elif name == "END":
        done = stack.pop()
        if done.name != value:
            raise BadCalendar(f"{done.name} ended as {value}")
        stack[-1].parts.append(done)
    else:
        stack[-1].properties.append((name, dict(fact.split("=", 1) for fact in facts), value))


def unescape(value: str) -> str:
    """A text value as it was meant."""
    if re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or re.search(r"\\[^\\;,nN]", re.sub(r"\\\\", "", value)):
        raise BadCalendar(f"not escaped: {value}")
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _check(calendar: Component) -> None:
    if calendar.raw("VERSION") != "2.0" or not calendar.raw("PRODID") or calendar.raw("METHOD") != "PUBLISH":
        raise BadCalendar("version, product, method")
    zones = {part.raw("TZID") for part in calendar.parts if part.name == "VTIMEZONE"}
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    for event in events:
        _check_event(event, zones)
    uids = [event.raw("UID") for event in events]
    if len(uids) != len(set(uids)):
        raise BadCalendar("one UID twice")


def _check_event(event: Component, zones: set[str]) -> None:
    if missing := [name for name in _ONCE if len(event.all(name)) != 1]:
        raise BadCalendar(f"once each: {missing}")
    if event.raw("STATUS") not in ("CONFIRMED", "CANCELLED", "TENTATIVE"):
        raise BadCalendar("status")
    for name in ("SUMMARY", "LOCATION"):
        event.text(name)
    for name in ("DTSTART", "DTEND"):
        ((facts, _value),) = event.all(name)
        if facts.get("TZID") not in zones:
            raise BadCalendar("a zone that is not in the file")
    if not event.raw("DTSTAMP").endswith("Z") or int(event.raw("SEQUENCE")) < 0:
        raise BadCalendar("stamp, sequence")
    if moment(event, "DTEND") <= moment(event, "DTSTART"):
        raise BadCalendar("ends before it starts")


def moment(event: Component, name: str) -> datetime:
    """A time of an event as written, without its zone."""
    return datetime.strptime(event.raw(name), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - civil time of the zone named


def instant(calendar: Component, civil: datetime) -> datetime:
    """A civil time in UTC by the rules that the file itself states for its zone."""
    (zone,) = (part for part in calendar.parts if part.name == "VTIMEZONE")
    onsets = []
    for rule in zone.parts:
        found = re.fullmatch(r"FREQ=YEARLY;BYMONTH=([0-9]+);BYDAY=-1SU", rule.raw("RRULE"))
        since = moment(rule, "DTSTART")
        for year in (civil.year - 1, civil.year):
            last = datetime(year, int(found[1]) + 1, 1, since.hour, since.minute) - timedelta(days=1)
            onsets.append((last - timedelta(days=(last.weekday() + 1) % 7), rule.raw("TZOFFSETTO")))
    _onset, offset = max(each for each in onsets if each[0] <= civil)
    sign = -1 if offset[0] == "-" else 1
    return (civil - sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))).replace(tzinfo=UTC)
