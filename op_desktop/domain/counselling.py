"""Help desks: that a talk took place, never what was said."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact

WORK, FAMILY, SAVINGS, HOUSING = "work", "family", "savings", "housing"
"""Codes of the areas that every programme has; more are data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpArea(Joined):
    """A kind of advice that a help desk gives."""

    entity: ClassVar[str] = "help_area"
    joins: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    name_it: str
    name_en: str
    position: int = 0


class ContactKind(StrEnum):
    """A talk, or a family's request that may lead to one."""

    CONSULTATION = "consultation"
    REQUEST = "request"


class ContactStatus(StrEnum):
    """What became of an appointment; only what was done counts."""

    PLANNED = "planned"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Record):
    """One contact at a help desk, with a person on file or without a name."""

    entity: ClassVar[str] = "consultation"

    area: str
    """Code of a ``HelpArea``."""
    kind: ContactKind = ContactKind.CONSULTATION
    person_id: RecordId | None = fact(None, refers="person")
    starts_at: datetime
    minutes: int | None = None
    venue_id: RecordId | None = fact(None, refers="venue")
    status: ContactStatus = ContactStatus.DONE
    request_id: RecordId | None = fact(None, refers="consultation")
    """The request that this consultation answers."""
    follow_up_on: date | None = fact(None, merge=Merge.QUIET)
    outcome: str = fact("", merge=Merge.QUIET)
    referred_to_id: RecordId | None = fact(None, refers="venue")
