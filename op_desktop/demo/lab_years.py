"""Years of labs: meetings, presences, people without a name, and the hours that citizens give."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from op_desktop.demo.crowd import Crowd, at
from op_desktop.demo.dice import Dice
from op_desktop.demo.recorder import Recorder
from op_desktop.demo.territory import Site
from op_desktop.domain.account import Account
from op_desktop.domain.attendance import AgeBand, Attendance, UnnamedEntry
from op_desktop.domain.lab import LabMember, LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.record import joined_id
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift

CANCELLED = 0.08
LATE = 0.05
TWICE = 0.03
"""Share of shifts that are typed on two devices."""
UNCONFIRMED = 0.002
"""Share of hours that nobody has confirmed to this day."""
OPERATOR = Account(id=joined_id(Account.entity, ["Davide Sala"]), name="Davide Sala", operator=True)
"""Who confirms the hours of all labs."""
PRESENT, SPREAD = 16.5, 6
UNNAMED = 0.2
_REGULAR, _SOCIAL_HELPERS = 22, 3
_TASKS = tuple(Task)


@dataclass(slots=True)
class Pace:
    """How lively a stretch of the programme is."""

    labs: int
    meetings: float
    """Of one lab, a week."""
    newcomers: float
    """People never seen before, at one meeting."""
    helpers: int
    """Citizens who collaborate in one lab."""
    social: float
    """Meetings of all labs for being together, a week."""


@dataclass(slots=True)
class _Circle:
    """A lab with its people."""

    site: Site
    recorder: Recorder
    regulars: list[Person] = field(default_factory=list)
    helpers: list[Person] = field(default_factory=list)
    seen: list[Person] = field(default_factory=list)


class LabYears:
    """Invents one week of all labs after the other."""

    def __init__(
        self, dice: Dice, crowd: Crowd, recorders: Sequence[Recorder], labs: Sequence[Site], social: Sequence[Site]
    ) -> None:
        self._dice = dice
        self._crowd = crowd
        circles = [_Circle(site, recorders[number % len(recorders)]) for number, site in enumerate([*labs, *social])]
        self._labs, self._social = circles[: len(labs)], circles[len(labs) :]

    def week(self, monday: date, pace: Pace) -> None:
        """Record one week."""
        for circle in self._labs[: pace.labs]:
            self._gather(circle, monday, pace.helpers)
            for number in range(self._dice.times(pace.meetings)):
                weekday = (circle.site.lab.weekday or 0) + 2 * number
                self._meet(circle, monday + timedelta(days=weekday % 6), pace)
            self._prepare(circle, monday)
        for _number in range(self._dice.times(pace.social)):
            circle = self._dice.choice(self._social)
            self._gather(circle, monday, _SOCIAL_HELPERS)
            self._meet(circle, monday + timedelta(days=self._dice.randrange(6)), pace)

    def _gather(self, circle: _Circle, monday: date, helpers: int) -> None:
        """Regulars and collaborators come and go: a lab fills within some weeks."""
        dice, moment = self._dice, at(monday, "09:00")
        if len(circle.regulars) < _REGULAR and dice.happens(0.6):
            person = self._crowd.meet(circle.recorder, moment, circle.site.town)
            circle.regulars.append(person)
            circle.recorder.put(LabMember.of(lab_id=circle.site.lab.id, person_id=person.id, since=monday))
        elif circle.regulars and dice.happens(0.03):
            circle.regulars.pop(dice.randrange(len(circle.regulars)))
        del circle.helpers[helpers:]
        if len(circle.helpers) < helpers and dice.happens(0.35):
            helper = self._crowd.collaborator(circle.recorder, moment, circle.site.town)
            circle.helpers.append(helper)
            if len(circle.helpers) == 1:
                circle.recorder.put(
                    LabMember.of(lab_id=circle.site.lab.id, person_id=helper.id, since=monday, responsible=True)
                )

    def _meet(self, circle: _Circle, day: date, pace: Pace) -> None:
        dice, lab = self._dice, circle.site.lab
        starts_at = at(day, lab.starts)
        session = LabSession(
            id=dice.id_at(starts_at), lab_id=lab.id, starts_at=starts_at, minutes=lab.minutes, venue_id=lab.venue_id,
            status=Status.CANCELLED if dice.happens(CANCELLED) else Status.HELD,
        )  # fmt: skip
        circle.recorder.put(session)
        if session.status is Status.HELD:
            self._sign_in(circle, session, pace)
            for person in circle.helpers:
                if dice.happens(0.9):
                    self._shift(circle, person, starts_at, session)

    def _sign_in(self, circle: _Circle, session: LabSession, pace: Pace) -> None:
        dice = self._dice
        wanted = dice.near(PRESENT, SPREAD, 3, 40)
        newcomers = [
            self._crowd.meet(circle.recorder, session.starts_at, circle.site.town)
            for _number in range(dice.times(pace.newcomers))
        ]
        came = newcomers + dice.some(circle.seen, 1) + dice.some(circle.regulars, wanted)
        for person in {each.id: each for each in came}.values():
            arrived = session.starts_at + timedelta(minutes=dice.near(4, 7, -5, 45))
            circle.recorder.put(Attendance.of(session_id=session.id, person_id=person.id, arrived_at=arrived))
        circle.seen = (circle.seen + newcomers)[-60:]
        unnamed = round(wanted * UNNAMED * dice.random() * 2)
        if unnamed:
            band = dice.choice(tuple(AgeBand))
            circle.recorder.put(
                UnnamedEntry(id=dice.id_at(session.starts_at), session_id=session.id, people=unnamed, band=band)
            )

    def _prepare(self, circle: _Circle, monday: date) -> None:
        """Hours given outside the meetings."""
        for person in circle.helpers:
            if self._dice.happens(0.55):
                day = monday + timedelta(days=self._dice.randrange(6))
                self._shift(circle, person, at(day, "16:00"), None)

    def _shift(self, circle: _Circle, person: Person, starts_at: datetime, session: LabSession | None) -> None:
        dice = self._dice
        shift = VolunteerShift(
            id=dice.id_at(starts_at), person_id=person.id, activity=Activity.LAB, lab_id=circle.site.lab.id,
            session_id=session.id if session else None, starts_at=starts_at,
            minutes=session.minutes if session else dice.choice((90, 105, 120, 150, 180)), task=dice.choice(_TASKS),
            confirmed_by=None if dice.happens(UNCONFIRMED) else OPERATOR.id,
        )  # fmt: skip
        if session is None and dice.happens(LATE * 2.6):
            circle.recorder.put_late(starts_at + timedelta(weeks=3), shift)
        else:
            circle.recorder.put(shift)
        if dice.happens(TWICE) and (other := self._crowd.other(circle.recorder)):
            self._crowd.share(person, other)
            other.put(
                VolunteerShift(
                    id=dice.id_at(starts_at), person_id=person.id, activity=Activity.LAB, lab_id=shift.lab_id,
                    starts_at=starts_at, minutes=shift.minutes, task=shift.task, confirmed_by=shift.confirmed_by,
                )
            )  # fmt: skip
