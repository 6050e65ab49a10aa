"""The jury: what it scores, each reviewer's points, and the ranking they make."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from op_desktop.domain.account import Account
from op_desktop.domain.grant import (
    REVIEWERS,
    ApplicationStatus,
    Criterion,
    GrantApplication,
    GrantCall,
    Score,
    average,
    weighted,
)
from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.register.grant_lists import ApplicationRow, applications
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_criterion, _score, _application = TABLE_OF[Criterion], TABLE_OF[Score], TABLE_OF[GrantApplication]
PROPOSED = (
    (N_("The need and the idea"), 30),
    (N_("Ties between people"), 25),
    (N_("Can be done with the means there are"), 25),
    (N_("Goes on afterwards"), 20),
)
"""Criteria of a new call, until somebody changes them: name and weight."""
MOST_WEIGHT = 100
_RANKED = (ApplicationStatus.SUBMITTED, ApplicationStatus.FUNDED, ApplicationStatus.REJECTED)


class PointsUnfit(UserError):
    """Points beyond what the criterion gives."""

    title = N_("Points go from 0 to {top}.")
    advice = N_("Write a whole number. Nothing was changed.")


class NotHandedIn(UserError):
    """The jury reads what was handed in."""

    title = N_("This application is not handed in.")
    advice = N_("Hand it in first. Nothing was changed.")


class CriteriaUnfit(UserError):
    """A criterion without name or without weight."""

    title = N_("Each criterion has a name and a weight from 1 to 100.")
    advice = N_("At least one is needed. Nothing was changed.")


class CriteriaInUse(UserError):
    """Other criteria would make points given before mean something else."""

    title = N_("Points have been given already.")
    advice = N_("The criteria stay as they are until the points are taken away. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Judged:
    """An application as the jury sees it."""

    row: ApplicationRow
    points: Mapping[RecordId, Mapping[RecordId, int]] = field(default_factory=dict)
    """By reviewer and criterion."""
    totals: Mapping[RecordId, Decimal] = field(default_factory=dict)
    """Of 100, of each reviewer who scored every criterion."""
    score: Decimal | None = None
    """The mean of the reviewers; nothing until there are enough of them."""
    place: int | None = None
    """In the ranking; equal scores share a place."""
    within: bool = False
    """Whether the money of the call reaches this far."""


def criteria(reader: Reader, call_id: RecordId) -> list[Criterion]:
    """What the jury of a call scores, in order."""
    found = reader.all(Criterion, _criterion.c.call_id == call_id)
    return sorted(found, key=lambda each: (each.position, each.id))


def propose_criteria(uow: UnitOfWork, call_id: RecordId) -> None:
    """Give a call the usual criteria, in the words of the reader's language."""
    set_criteria(uow, call_id, [(_(name), weight) for name, weight in PROPOSED])


def set_criteria(uow: UnitOfWork, call_id: RecordId, wanted: Sequence[tuple[str, int]]) -> None:
    """Names and weights in place of the former ones, by place the same on every device.

    Raises ``CriteriaUnfit`` or ``CriteriaInUse``.
    """
    if not wanted or any(not name.strip() or not 0 < weight <= MOST_WEIGHT for name, weight in wanted):
        raise CriteriaUnfit
    standing = criteria(uow, call_id)
    if uow.all(Score, _score.c.criterion_id.in_([each.id for each in standing])):
        raise CriteriaInUse
    new = [
        Criterion(id=joined_id(Criterion.entity, [call_id, str(place)]), call_id=call_id, name=name.strip(),
                  weight=weight, position=place)
        for place, (name, weight) in enumerate(wanted, start=1)
    ]  # fmt: skip
    kept = {each.id for each in new}
    for each in standing:
        if each.id not in kept:
            uow.delete(Criterion, each.id)
    uow.put_all(new)


def give_points(
    uow: UnitOfWork, application_id: RecordId, criterion_id: RecordId, reviewer_id: RecordId, points: int | None
) -> None:
    """One reviewer's points on one criterion; None takes them away. Raises ``NotHandedIn`` or ``PointsUnfit``."""
    if uow.require(GrantApplication, application_id).status not in _RANKED:
        raise NotHandedIn
    top = uow.require(Criterion, criterion_id).top_score
    reviewer = uow.require(Account, reviewer_id).id
    if points is None:
        uow.delete(Score, joined_id(Score.entity, (application_id, criterion_id, reviewer)))
        return
    if not 0 <= points <= top:
        raise PointsUnfit(top=top)
    uow.put(Score.of(application_id=application_id, criterion_id=criterion_id, reviewer_id=reviewer, points=points))


def ranking(reader: Reader, call_id: RecordId, rows: Sequence[ApplicationRow] | None = None) -> list[Judged]:
    """What was handed in, best first; what too few have scored stands behind, by title.

    ``rows`` are the applications of the call, where they were read already.
    """
    rows = applications(reader, call_id) if rows is None else rows
    asked = criteria(reader, call_id)
    given = _points(reader, call_id)
    judged = [_judge(row, given[row.id], asked) for row in rows if row.status in _RANKED]
    judged.sort(key=lambda each: (each.score is None, -(each.score or 0), fold(each.row.title), each.row.id))
    return _placed(judged, reader.require(GrantCall, call_id))


def reviewers_of(reader: Reader, judged: Iterable[Judged]) -> dict[RecordId, str]:
    """The names of those who gave points to any of these."""
    ids = {id for each in judged for id in each.points}
    return {account.id: account.name for account in reader.all(Account, TABLE_OF[Account].c.id.in_(sorted(ids)))}


def _points(reader: Reader, call_id: RecordId) -> defaultdict[RecordId, dict[RecordId, dict[RecordId, int]]]:
    of_call = reader.all(GrantApplication, _application.c.call_id == call_id)
    found: defaultdict[RecordId, dict[RecordId, dict[RecordId, int]]] = defaultdict(dict)
    for each in reader.all(Score, _score.c.application_id.in_([application.id for application in of_call])):
        found[each.application_id].setdefault(each.reviewer_id, {})[each.criterion_id] = each.points
    return found


def _judge(
    row: ApplicationRow, points: Mapping[RecordId, Mapping[RecordId, int]], asked: Sequence[Criterion]
) -> Judged:
    whole: dict[RecordId, Fraction] = {
        reviewer: weighted((given[each.id], each.top_score, each.weight) for each in asked)
        for reviewer, given in sorted(points.items())
        if asked and all(each.id in given for each in asked)
    }
    score = average(whole.values()) if len(whole) >= REVIEWERS else None
    return Judged(row, points, {reviewer: average([total]) for reviewer, total in whole.items()}, score)


def _placed(judged: Sequence[Judged], call: GrantCall) -> list[Judged]:
    """The places, and how far the money reaches: who was funded takes it first, then by place."""
    left = call.budget - sum((each.row.awarded or Decimal() for each in judged), Decimal())
    placed: list[Judged] = []
    for number, each in enumerate(judged, start=1):
        if each.score is None:
            placed.append(each)
            continue
        before = placed[-1] if placed else None
        place = before.place if before is not None and before.score == each.score else number
        funded = each.row.status is ApplicationStatus.FUNDED
        wanted = min(each.row.requested if each.row.requested is not None else call.ceiling, call.ceiling)
        within = funded or (each.row.status is ApplicationStatus.SUBMITTED and wanted <= left)
        left -= wanted if within and not funded else Decimal()
        placed.append(Judged(each.row, each.points, each.totals, each.score, place, within))
    return placed
