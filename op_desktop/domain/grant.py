"""The grant call #Operazione Comunità: groups of citizens, their projects, the jury's scores."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact

LEAST_CITIZENS = 10
"""A group needs this many different people to submit (domain 1.8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantCall(Record):
    """One edition of the call."""

    entity: ClassVar[str] = "grant_call"

    title: str
    edition: int
    opens_on: date
    closes_on: date
    ceiling: Decimal
    """The most that one project may receive."""
    budget: Decimal


class Applicant(StrEnum):
    """Who applies; everything but a group of citizens is excluded."""

    CITIZENS = "citizens"
    ADMINISTRATION = "administration"
    SCHOOL = "school"
    COMPANY = "company"
    COOPERATIVE = "cooperative"
    ASSOCIATION = "association"


class ApplicationStatus(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    FUNDED = "funded"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantApplication(Record):
    """A group's project."""

    entity: ClassVar[str] = "grant_application"

    call_id: RecordId = fact(refers="grant_call")
    title: str
    group_name: str
    applicant: Applicant = Applicant.CITIZENS
    aim_ties: bool = False
    aim_savings: bool = False
    area: int
    """1 time and everyday life, 2 common goods and places, 3 needs, savings, reuse."""
    summary: str = fact("", merge=Merge.QUIET)
    requested: Decimal | None = None
    awarded: Decimal | None = None
    status: ApplicationStatus = ApplicationStatus.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationMember(Joined):
    """A citizen of an applying group."""

    entity: ClassVar[str] = "application_member"
    joins: ClassVar[tuple[str, ...]] = ("application_id", "person_id")

    application_id: RecordId = fact(refers="grant_application")
    person_id: RecordId = fact(refers="person")
    contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationMunicipality(Joined):
    """A municipality that a project serves; more than one makes it intercommunal."""

    entity: ClassVar[str] = "application_municipality"
    joins: ClassVar[tuple[str, ...]] = ("application_id", "municipality_id")

    application_id: RecordId = fact(refers="grant_application")
    municipality_id: RecordId = fact(refers="municipality")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Record):
    """What the jury scores, and how much it weighs."""

    entity: ClassVar[str] = "criterion"

    call_id: RecordId = fact(refers="grant_call")
    name: str
    weight: int
    top_score: int = 10
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Joined):
    """One reviewer's score of one application on one criterion."""

    entity: ClassVar[str] = "score"
    joins: ClassVar[tuple[str, ...]] = ("application_id", "criterion_id", "reviewer_id")

    application_id: RecordId = fact(refers="grant_application")
    criterion_id: RecordId = fact(refers="criterion")
    reviewer_id: RecordId = fact(refers="account")
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment(Joined):
    """A part of the award, paid when due."""

    entity: ClassVar[str] = "instalment"
    joins: ClassVar[tuple[str, ...]] = ("application_id", "position")

    application_id: RecordId = fact(refers="grant_application")
    position: int
    percent: int
    amount: Decimal
    due_on: date | None = None
    paid_on: date | None = None
