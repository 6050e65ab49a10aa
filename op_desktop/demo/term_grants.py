"""The grant call of the training workspace: an edition that is paid, and one that is being judged."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from op_desktop.demo.territory import town_id
from op_desktop.domain.grant import (
    SHARES,
    Applicant,
    ApplicationMember,
    ApplicationMunicipality,
    ApplicationStatus,
    Criterion,
    GrantApplication,
    GrantCall,
    Instalment,
    Score,
    instalments_of,
)
from op_desktop.domain.person import Person
from op_desktop.domain.record import Record, RecordId, joined_id


class _Project(NamedTuple):
    """A group's project as it is told here."""

    title: str
    group: str
    area: int
    aims: tuple[int, int]
    towns: tuple[str, ...]
    requested: int
    size: int
    points: tuple[int, ...]
    """What the two reviewers mostly give."""
    status: ApplicationStatus


_CEILING, _BUDGET = Decimal(2000), Decimal(6000)
_CRITERIA = (("Il bisogno e l’idea", 30), ("I legami tra le persone", 25),
             ("Si può fare con i mezzi che ci sono", 25), ("Continua anche dopo", 20))  # fmt: skip
_STATES = ApplicationStatus
_PROJECTS = (
    _Project("Orti sospesi", "Vicini di via Buonarroti", 2, (1, 0), ("Rho",), 1800, 12, (9, 8), _STATES.SUBMITTED),
    _Project("Banca del tempo", "Mamme di Lainate", 1, (1, 1), ("Lainate", "Arese"), 2000, 11, (8, 8),
             _STATES.SUBMITTED),
    _Project("Ripara con noi", "Gruppo Riuso", 3, (0, 1), ("Pero",), 1450, 10, (7, 8), _STATES.SUBMITTED),
    _Project("Cortile aperto", "Abitanti del Quadrifoglio", 2, (1, 0), ("Settimo Milanese",), 1900, 13, (6, 7),
     _STATES.SUBMITTED),
    _Project("Doposcuola di quartiere", "Genitori insieme", 1, (1, 0), ("Vanzago",), 1200, 9, (), _STATES.DRAFT),
    _Project("Panchine nuove", "Comune", 2, (1, 0), ("Cornaredo",), 2000, 0, (), _STATES.DRAFT),
)  # fmt: skip
_FIRST = (
    _Project("Gioco anch’io", "Giocando e riciclando", 2, (1, 0), ("Pogliano Milanese",), 2000, 14, (9, 9),
             _STATES.FUNDED),
    _Project("Gruppo d’acquisto", "Spesa insieme", 3, (0, 1), ("Rho", "Pero"), 1500, 12, (8, 9), _STATES.FUNDED),
    _Project("Cinema in piazza", "Amici del cinema", 2, (1, 0), ("Arese",), 2000, 10, (5, 6), _STATES.REJECTED),
)  # fmt: skip


def grant_records(today: date, people: Sequence[Person], reviewers: Sequence[RecordId]) -> Iterator[Record]:
    """Two editions with their groups, scores and instalments; nothing in them is left to chance."""
    for edition, opened, projects in (
        (1, today - timedelta(days=420), _FIRST),
        (2, today - timedelta(days=80), _PROJECTS),
    ):
        call = GrantCall(
            id=joined_id("demo", ["call", str(edition)]), title="#Operazione Comunità", edition=edition,
            opens_on=opened, closes_on=opened + timedelta(days=60), ceiling=_CEILING, budget=_BUDGET,
        )  # fmt: skip
        yield call
        criteria = [
            Criterion(id=joined_id("demo", [call.id, name]), call_id=call.id, name=name, weight=weight, position=place)
            for place, (name, weight) in enumerate(_CRITERIA, start=1)
        ]
        yield from criteria
        for number, project in enumerate(projects):
            yield from _application(call, criteria, project, people[number * 9 :], reviewers)


def _application(
    call: GrantCall, criteria: Sequence[Criterion], project: _Project, people: Sequence[Person],
    reviewers: Sequence[RecordId],
) -> Iterator[Record]:  # fmt: skip
    amount, status = Decimal(project.requested), project.status
    funded = status is ApplicationStatus.FUNDED
    application = GrantApplication(
        id=joined_id("demo", [call.id, project.title]), call_id=call.id, title=project.title, group_name=project.group,
        applicant=Applicant.CITIZENS if project.size else Applicant.ADMINISTRATION, aim_ties=bool(project.aims[0]),
        aim_savings=bool(project.aims[1]), area=project.area, requested=amount,
        awarded=amount if funded else None, status=status,
    )  # fmt: skip
    yield application
    for town in project.towns:
        yield ApplicationMunicipality.of(application_id=application.id, municipality_id=town_id(town))
    for place, person in enumerate(people[: project.size]):
        yield ApplicationMember.of(application_id=application.id, person_id=person.id, contact=place == 0)
    for reviewer, mean in zip(reviewers, project.points, strict=False):
        for turn, criterion in enumerate(criteria):
            yield Score.of(application_id=application.id, criterion_id=criterion.id, reviewer_id=reviewer,
                           points=min(10, mean + turn % 2))  # fmt: skip
    for place, (share, part) in enumerate(zip(SHARES, instalments_of(amount), strict=True), start=1):
        if funded:
            paid = call.closes_on + timedelta(days=60 * place) if place < len(SHARES) else None
            yield Instalment.of(application_id=application.id, position=place, percent=share, amount=part, paid_on=paid)
