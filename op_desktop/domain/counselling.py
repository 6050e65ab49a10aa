"""Help desks: that a talk took place, never what was said."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact

WORK, FAMILY, SAVINGS, HOUSING, GROUPS = "work", "family", "savings", "housing", "groups"
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
    retired: bool = False
    """Offered no longer; what was recorded in it stays and counts."""


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


class Outcome(StrEnum):
    """What came of a follow-up: one of these words, so that nothing of a talk can be written."""

    SETTLED = "settled"
    ANOTHER_TALK = "another_talk"
    REFERRED = "referred"
    NOT_REACHED = "not_reached"
    GIVEN_UP = "given_up"


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
    group_size: int | None = None
    """How many people were there, where it was a group without names: still one contact."""
    request_id: RecordId | None = fact(None, refers="consultation")
    """The request, or the contact sent here by another desk, that this consultation answers."""
    follow_up_on: date | None = fact(None, merge=Merge.QUIET)
    outcome: str = fact("", merge=Merge.QUIET)
    """Value of an ``Outcome``; version 0.1.0 wrote free words."""
    referred_to_id: RecordId | None = fact(None, refers="venue")
    """The desk to which the person was sent."""
