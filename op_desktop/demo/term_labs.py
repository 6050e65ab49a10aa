"""The labs of the training workspace: twenty weeks of meetings behind them, two of them today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from op_desktop.demo.cast import DOUBLE, EMPORIO, HELPERS, OCCASIONAL, REGULARS
from op_desktop.demo.crowd import at
from op_desktop.demo.dice import Dice
from op_desktop.demo.names import Name, Names
from op_desktop.demo.seasons import days_ahead, meetings_after, meetings_before
from op_desktop.demo.territory import cafe_id, town_id
from op_desktop.domain.attendance import AgeBand, Attendance, UnnamedEntry
from op_desktop.domain.lab import Lab, LabKind, LabMember, LabOrigin, LabSession, LabState, LabStatus
from op_desktop.domain.person import BirthBand, CollaboratorProfile, Part, Person, PersonRole, ProfileKind
from op_desktop.domain.record import Record, RecordId, joined_id
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift

MEETINGS = 20
"""Meetings behind each lab."""
RESPONSIBLE = 2
"""Of those who help, so many citizens answer for the lab."""
_REGULAR, _HELPING = 16, 5


@dataclass(frozen=True, slots=True)
class Plan:
    """A lab; ``shift`` are the days from today's weekday to its own."""

    name: str
    town: str
    shift: int
    starts: str
    minutes: int = 120
    kind: LabKind = LabKind.COMMUNITY
    origin: LabOrigin = LabOrigin.OP_CAFE


HOMEWORK = Plan("Spazio Compiti", "Rho", 0, "14:30", 150)
EMPORIUM = Plan("Emporio fai da noi", "Lainate", 5, "17:00", 180)
PLANS = (
    HOMEWORK,
    Plan("Scuola di italiano", "Rho", 0, "18:30", 150),
    EMPORIUM,
    Plan("Verde Aperto", "Arese", 4, "09:30", 180, origin=LabOrigin.GRANT_CALL),
    Plan("La Colazione delle Mamme", "Rho", 2, "10:00"),
    Plan("Guardaroba Amico", "Settimo Milanese", 1, "15:00", origin=LabOrigin.GRANT_CALL),
    Plan("Informatizziamoci", "Pregnana Milanese", 3, "18:00", origin=LabOrigin.GRANT_CALL),
    Plan("Giocando e riciclando", "Pogliano Milanese", 4, "16:30", origin=LabOrigin.GRANT_CALL),
    Plan("Coro About 500", "Lainate", 2, "20:45", 135),
    Plan("Telaio Rosa", "Settimo Milanese", 6, "14:30", origin=LabOrigin.GRANT_CALL),
    Plan("La Colazione delle Mamme", "Pregnana Milanese", 1, "10:00"),
    Plan("Pomeriggi Insieme", "Arese", 3, "15:00", 150, LabKind.SOCIAL),
)


def lab_id(plan: Plan) -> RecordId:
    """The id of a lab of the training workspace."""
    return joined_id("demo", ["training lab", plan.name, plan.town])


def today_session_id(plan: Plan, today: date) -> RecordId:
    """The id of a lab's meeting on a day."""
    return joined_id("demo", ["training session", lab_id(plan), today.isoformat()])


@dataclass(slots=True)
class Gathering:
    """Invents the labs with their people; ``people`` are all on file afterwards."""

    dice: Dice
    today: date
    operator: RecordId
    people: list[Person] = field(default_factory=list)
    _names: Names = field(default_factory=Names)

    def records(self) -> Iterator[Record]:
        """Labs, people, meetings, presences and hours."""
        for plan in PLANS:
            lab = Lab(
                id=lab_id(plan), name=plan.name, kind=plan.kind, origin=plan.origin, municipality_id=town_id(plan.town),
                venue_id=cafe_id(plan.town), weekday=days_ahead(self.today, plan.shift).weekday(), starts=plan.starts,
                minutes=plan.minutes,
            )  # fmt: skip
            since = self.today - timedelta(days=400)
            yield lab
            yield LabStatus.of(lab_id=lab.id, since=since, state=LabState.ACTIVE)
            yield from self._meetings(plan, lab)

    def _meetings(self, plan: Plan, lab: Lab) -> Iterator[Record]:
        anchor = days_ahead(self.today, plan.shift)
        days = [day for day in meetings_before(anchor, MEETINGS + 1) if day < self.today][-MEETINGS:]
        sessions = [self._session(lab, plan, day, Status.HELD) for day in days]
        yield from sessions
        yield self._session(lab, plan, meetings_before(days[0], 1)[0], Status.CANCELLED)
        ahead = [anchor, *meetings_after(anchor, 2)]
        yield from (self._session(lab, plan, day, Status.PLANNED) for day in ahead)
        # Who helps goes on file first: the newest lines of the check-in picture are regulars.
        yield from self._helpers(plan, sessions)
        yield from self._regulars(plan, lab, sessions)

    def _session(self, lab: Lab, plan: Plan, day: date, status: Status) -> LabSession:
        return LabSession(
            id=today_session_id(plan, day), lab_id=lab.id, starts_at=at(day, plan.starts), minutes=lab.minutes,
            status=status, venue_id=lab.venue_id, note="Pioggia" if status is Status.CANCELLED else "",
        )  # fmt: skip

    def _regulars(self, plan: Plan, lab: Lab, sessions: Sequence[LabSession]) -> Iterator[Record]:
        for name, times, member in self._coming(plan):
            person = self._person(name, plan.town, sessions[0].starts_at)
            yield person
            if member:
                yield LabMember.of(lab_id=lab.id, person_id=person.id, since=sessions[0].starts_at.date())
            for session in self.dice.some(sessions, times):
                arrived = session.starts_at + timedelta(minutes=self.dice.near(4, 7, -5, 40))
                yield Attendance.of(session_id=session.id, person_id=person.id, arrived_at=arrived)
        for session in sessions:
            band = self.dice.choice(tuple(AgeBand))
            people = self.dice.near(3, 2, 0, 9)
            if people:
                id = joined_id("demo", ["unnamed", session.id])
                yield UnnamedEntry(id=id, session_id=session.id, people=people, band=band, entered_at=session.starts_at)

    def _coming(self, plan: Plan) -> Iterator[tuple[Name, int, bool]]:
        """Names with how many of the last meetings they came to, and whether they belong to the lab."""
        if plan is HOMEWORK:
            yield from ((Name(family, given), times, True) for family, given, times in REGULARS)
            yield from ((Name(family, given), times, False) for family, given, times in OCCASIONAL)
            yield Name(*DOUBLE), 1, False
            return
        for number in range(self.dice.near(_REGULAR, 3, 11, 22)):
            yield self._names.invent(self.dice), self.dice.near(18 - number, 2, 1, MEETINGS), number < _REGULAR

    def _helpers(self, plan: Plan, sessions: Sequence[LabSession]) -> Iterator[Record]:
        named = {HOMEWORK: HELPERS, EMPORIUM: EMPORIO}.get(plan, ())
        names = [Name(*each) for each in named] or [self._names.invent(self.dice) for _number in range(_HELPING)]
        for place, name in enumerate(names):
            person = self._person(name, plan.town, sessions[0].starts_at)
            yield person
            day = sessions[0].starts_at.date()
            if place < RESPONSIBLE:
                yield LabMember.of(lab_id=sessions[0].lab_id, person_id=person.id, since=day, responsible=True)
            kind = self.dice.choices(tuple(ProfileKind), (8, 30, 56, 6))[0]
            yield CollaboratorProfile.of(person_id=person.id, kind=kind, asked_on=day)
            yield PersonRole(
                id=joined_id("demo", ["role", person.id]), person_id=person.id, part=Part.COLLABORATOR, since=day
            )
            for session in sessions:
                last = session is sessions[-1]
                if (last and plan is EMPORIUM) or self.dice.happens(0.8):
                    yield self._shift(person, session, confirmed=not (last and plan is EMPORIUM))

    def _shift(self, person: Person, session: LabSession, *, confirmed: bool) -> VolunteerShift:
        return VolunteerShift(
            id=joined_id(VolunteerShift.entity, (session.id, person.id)), person_id=person.id, activity=Activity.LAB,
            lab_id=session.lab_id, session_id=session.id, starts_at=session.starts_at, minutes=session.minutes,
            task=self.dice.choice(tuple(Task)), confirmed_by=self.operator if confirmed else None,
        )  # fmt: skip

    def _person(self, name: Name, town: str, moment: datetime) -> Person:
        person = Person(
            id=self.dice.id_at(moment), family_name=name.family, given_name=name.given,
            band=self.dice.choice(tuple(BirthBand)), municipality_id=town_id(town),
            image_release=self.dice.happens(0.4),
        )  # fmt: skip
        self.people.append(person)
        return person
