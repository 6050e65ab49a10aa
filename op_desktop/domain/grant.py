"""The grant call #Operazione Comunità: groups of citizens, their projects, the jury's scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Final

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact

LEAST_CITIZENS = 10
"""A group needs this many different people to submit (domain 1.8)."""
REVIEWERS: Final = 2
"""An application is ranked once this many reviewers have scored it on every criterion."""
SHARES: Final = (50, 30, 20)
"""Per cent of the award paid in each instalment (domain 1.8)."""
AREAS: Final = (1, 2, 3)
_CENT: Final = Decimal("0.01")


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


def weighted(scores: Iterable[tuple[int, int, int]]) -> Fraction:
    """What one reviewer's scores make of 100, from (points, top score, weight) of every criterion."""
    listed = list(scores)
    weights = sum(weight for _points, _top, weight in listed)
    return sum((Fraction(points * weight * 100, top * weights) for points, top, weight in listed), Fraction())


def average(of_reviewers: Iterable[Fraction]) -> Decimal:
    """The mean of the reviewers' numbers, rounded half up to two decimals only here."""
    listed = list(of_reviewers)
    mean = sum(listed, Fraction()) / len(listed)
    return (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(_CENT, ROUND_HALF_UP)


def instalments_of(amount: Decimal) -> tuple[Decimal, ...]:
    """The award in its instalments of 50, 30 and 20 %; the last one takes the cents that rounding leaves."""
    parts = [(amount * share / 100).quantize(_CENT, ROUND_HALF_UP) for share in SHARES[:-1]]
    return (*parts, amount - sum(parts))
