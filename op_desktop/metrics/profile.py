"""Who collaborates: what collaborators had been before, as asked once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from op_desktop.domain.person import CollaboratorProfile, ProfileKind
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.metrics.collaboration_rows import lab_shifts
from op_desktop.metrics.people import counted_as, identify, looked_up
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

ORDER = (ProfileKind.NEW, ProfileKind.ENGAGED, ProfileKind.FOLLOWED)
"""The answers, as they are drawn."""


@dataclass(frozen=True, slots=True)
class Share:
    """One answer: how many people gave it, and their share of those who answered in whole per cent."""

    kind: ProfileKind
    people: int
    percent: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of the collaborators of a period; shares add up to 100 whenever somebody answered."""

    shares: tuple[Share, ...]
    answered: int
    """The base of the shares."""
    unsaid: int
    """Collaborators who did not say or were not asked; left out of the base."""


def profile(reader: Reader, scope: Scope) -> Profile:
    """The profile of the people counted by metric M09."""
    identify(reader, VolunteerShift)
    given = lab_shifts(scope).subquery("given")
    collaborators = {person for (person,) in reader.rows(select(given.c.person_id).distinct())}
    asked = TABLE_OF[CollaboratorProfile]
    query = (
        select(counted_as(asked.c.person_id), asked.c.kind)
        .select_from(looked_up(asked, asked.c.person_id))
        .where(asked.c.kind != ProfileKind.UNSAID.value)
        # Of several answers of one person, noted under two records, the latest stands.
        .order_by(asked.c.asked_on.is_not(None), asked.c.asked_on, asked.c.id)
    )
    answers = {person: kind for person, kind in reader.rows(query) if person in collaborators}
    people = {kind: sum(answer == kind.value for answer in answers.values()) for kind in ORDER}
    percents = largest_remainder(people)
    shares = tuple(Share(kind, people[kind], percents[kind]) for kind in ORDER)
    return Profile(shares, answered=len(answers), unsaid=len(collaborators) - len(answers))


def largest_remainder(parts: Mapping[ProfileKind, int]) -> dict[ProfileKind, int]:
    """Whole per cents that add up to 100: rounded down, the rest to those that lost most by it."""
    total = sum(parts.values())
    if not total:
        return dict.fromkeys(parts, 0)
    percents = {kind: people * 100 // total for kind, people in parts.items()}
    losses = sorted(parts, key=lambda kind: parts[kind] * 100 % total, reverse=True)
    for kind in losses[: 100 - sum(percents.values())]:
        percents[kind] += 1
    return percents
