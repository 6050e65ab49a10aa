"""Typed values as the text of a cell and back, for people (Italian) and for machines (ISO)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from op_desktop.errors import UserError
from op_desktop.exchange.table import Source, Table
from op_desktop.language import N_, _


class Kind(StrEnum):
    """What a column holds, in the canonical form of the workspace."""

    TEXT = "text"
    WHOLE = "whole"
    """An integer."""
    DECIMAL = "decimal"
    """A ``Decimal``."""
    MONEY = "money"
    """Integer cents."""
    MINUTES = "minutes"
    """Integer minutes."""
    DATE = "date"
    """``YYYY-MM-DD``."""
    MOMENT = "moment"
    """A local date and time, ``YYYY-MM-DDTHH:MM``."""
    TRUTH = "truth"
    """``True`` or ``False``."""


Value = str | int | Decimal | bool | None
"""A cell's value; ``None`` and empty text are both an empty cell and come back as ``None``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export: its name for machines, its title for people (marked with ``N_``), what it holds."""

    key: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Profile:
    """How a CSV file is written, and for whom."""

    name: str
    separator: str
    byte_order_mark: bool
    people: bool


ITALIAN = Profile("italian", ";", byte_order_mark=True, people=True)
"""Opens in an Italian Excel with a double click."""
MACHINE = Profile("machine", ",", byte_order_mark=False, people=False)
"""UTF-8, commas, ISO dates, points, texts as they are."""


class CellUnreadable(UserError):
    """A cell that does not hold what its column promises."""

    title = N_("Row {line}, “{column}”: “{text}” cannot be read.")
    advice = N_("Correct the cell and try again. Nothing was imported.")


_GUARDED = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """The text behind an apostrophe if a spreadsheet would take it for a formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before ``guarded``."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def cell(value: Value, kind: Kind, profile: Profile) -> str:
    """A value as the text of a CSV cell."""
    if value is None or value == "":
        return ""
    if kind is Kind.TEXT:
        return guarded(str(value)) if profile.people else str(value)
    return _people(value, kind) if profile.people else _machine(value, kind)


def _machine(value: Value, kind: Kind) -> str:
    if kind is Kind.TRUTH:
        return str(int(bool(value)))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _people(value: Value, kind: Kind) -> str:
    if kind is Kind.MONEY:
        return f"{Decimal(str(value)).scaleb(-2):.2f}".replace(".", ",")
    if kind is Kind.MINUTES:
        minutes = int(str(value))
        return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    if kind in (Kind.DATE, Kind.MOMENT):
        day, _t, clock = str(value).partition("T")
        year, month, number = day.split("-")
        return f"{number}/{month}/{year} {clock}".strip()
    if kind is Kind.TRUTH:
        return _("yes") if value else _("no")
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def read_back(table: Table, columns: Sequence[Column]) -> list[tuple[Value, ...]]:
    """The typed values of a file that we wrote ourselves; raises ``CellUnreadable`` naming row and column."""
    profile = ITALIAN if table.source is Source.TEXT and table.choices.separator == ITALIAN.separator else MACHINE
    workbook = table.source is Source.WORKBOOK
    rows: list[tuple[Value, ...]] = []
    for row in table.rows:
        values: list[Value] = []
        for text, column in zip(row.cells, columns, strict=True):
            try:
                values.append(_value(text, column.kind, people=profile.people, workbook=workbook))
            except (ValueError, InvalidOperation):
                raise CellUnreadable(line=row.line, column=_(column.title), text=text[:40]) from None
        rows.append(tuple(values))
    return rows


def _value(text: str, kind: Kind, *, people: bool, workbook: bool) -> Value:
    if text == "":
        return None
    if kind is Kind.TEXT:
        return text
    if kind is Kind.TRUTH:
        return _TRUTHS[text.casefold()] if text.casefold() in _TRUTHS else _unreadable(text)
    if kind in (Kind.DATE, Kind.MOMENT):
        day = _iso(text) if people else text
        # A workbook does not tell midnight from the day itself.
        return f"{day}T00:00" if kind is Kind.MOMENT and "T" not in day else day
    if kind is Kind.MINUTES and ":" in text:
        hours, minutes = text.lstrip("-").split(":")
        return (int(hours) * 60 + int(minutes)) * (-1 if text.startswith("-") else 1)
    number = Decimal(text.replace(",", ".") if people else text)
    if kind is Kind.DECIMAL:
        return number
    whole = number.scaleb(2) if kind is Kind.MONEY and (people or workbook) else number
    return int(whole) if whole == whole.to_integral_value() else _unreadable(text)


_TRUTHS = {"1": True, "0": False, "true": True, "false": False, "sì": True, "yes": True, "no": False}


def _iso(text: str) -> str:
    found = re.fullmatch(r"([0-9]{2})/([0-9]{2})/([0-9]{4})(?: ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?", text)
    if not found:
        return _unreadable(text)
    day = f"{found[3]}-{found[2]}-{found[1]}"
    return f"{day}T{found[4]}" if found[4] else day


def _unreadable(text: str) -> str:
    raise ValueError(text)
