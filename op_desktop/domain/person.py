"""People of the community: users of services, collaborators, volunteers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact


class BirthBand(StrEnum):
    """Age as a band, by choice of the person."""

    UNDER_18 = "under_18"
    FROM_18 = "18_29"
    FROM_30 = "30_44"
    FROM_45 = "45_64"
    FROM_65 = "65_plus"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Someone met in the community; a name is enough, and either part of it may be missing."""

    entity: ClassVar[str] = "person"

    family_name: str = fact("", personal=True)
    given_name: str = fact("", personal=True)
    band: BirthBand = BirthBand.UNSAID
    municipality_id: RecordId | None = fact(None, refers="municipality")
    phone: str = fact("", merge=Merge.QUIET, personal=True)
    email: str = fact("", merge=Merge.QUIET, personal=True)
    card: str = fact("", merge=Merge.QUIET, personal=True)
    note: str = fact("", merge=Merge.QUIET, personal=True)
    do_not_contact: bool = fact(False, merge=Merge.PROTECTIVE, prevails=(1, 0))
    image_release: bool = fact(False, merge=Merge.PROTECTIVE, prevails=(0, 1))
    binned_on: date | None = fact(None, merge=Merge.QUIET)
    """Since when it lies in the bin: nobody finds it there, and what it took part in still counts."""


class ProfileKind(StrEnum):
    """Who a collaborator was before, asked once."""

    FOLLOWED = "followed"
    ENGAGED = "engaged"
    NEW = "new"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaboratorProfile(Joined):
    """The answer to the question asked once when a person starts to collaborate."""

    entity: ClassVar[str] = "collaborator_profile"
    joins: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: RecordId = fact(refers="person")
    kind: ProfileKind
    asked_on: date | None = None


class Part(StrEnum):
    """The part a person plays in the programme."""

    USER = "user"
    COLLABORATOR = "collaborator"


class Framework(StrEnum):
    """Under which arrangement somebody collaborates (domain 4.1)."""

    CITIZEN = "citizen"
    REGULAR_VOLUNTEER = "regular_volunteer"
    OCCASIONAL_VOLUNTEER = "occasional_volunteer"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRole(Record):
    """A part played from one day to another."""

    entity: ClassVar[str] = "person_role"

    person_id: RecordId = fact(refers="person")
    part: Part
    since: date
    until: date | None = None
    framework: Framework = Framework.CITIZEN
    body: str = fact("", merge=Merge.QUIET)
    insured_until: date | None = None


class Verdict(StrEnum):
    """Whether two records name the same thing."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAs(Joined):
    """A person's decision on two records that look alike; nothing else is rewritten, so it can be taken back.

    ``first_id`` is the smaller of the two ids.
    """

    entity: ClassVar[str] = "same_as"
    joins: ClassVar[tuple[str, ...]] = ("what", "first_id", "second_id")

    what: str
    first_id: RecordId
    second_id: RecordId
    verdict: Verdict
    method: str = fact("person", merge=Merge.QUIET)
    score: int | None = fact(None, merge=Merge.QUIET)
    """Likeness in percent, where a rule suggested the pair."""
