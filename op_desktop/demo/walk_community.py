"""The community's part of the walk: labs with check-in and hours, events, help desks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from op_desktop.demo.crowd import at
from op_desktop.demo.dice import Dice
from op_desktop.demo.names import Names
from op_desktop.demo.network import Station
from op_desktop.demo.seasons import meetings_before
from op_desktop.demo.territory import cafe_id, town_id
from op_desktop.domain.attendance import AgeBand, CountMethod
from op_desktop.domain.counselling import FAMILY, HOUSING, SAVINGS, WORK, ContactKind, ContactStatus
from op_desktop.domain.lab import LabKind
from op_desktop.domain.person import ProfileKind
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.progress import Progress
from op_desktop.register.check_in import add_unnamed, check_in
from op_desktop.register.counselling import add_contact
from op_desktop.register.event_people import add_participant
from op_desktop.register.events import add_event, close_event, set_headcount
from op_desktop.register.hours import Hours
from op_desktop.register.labs import add_lab, add_member
from op_desktop.register.people import add_person, set_profile
from op_desktop.register.sessions import cancel_session, close_session, plan_session
from op_desktop.register.volunteering import record_hours

TOWN = "Rho"
_REGULARS, _HELPERS = 14, 3
_CANCELLED = 4
"""The meeting of each lab that did not take place."""
_EVENTS = (("Cena di quartiere", 74, CountMethod.TICKETS), ("Mercatino del riuso", 96, CountMethod.COUNTED),
           ("Festa d’autunno", 180, CountMethod.ESTIMATE))  # fmt: skip
_DESK = ((WORK, 9), (FAMILY, 12), (SAVINGS, 3), (HOUSING, 2))


@dataclass(frozen=True, slots=True)
class Plan:
    """A lab of the walk."""

    name: str
    kind: LabKind
    clock: str
    minutes: int
    back: int
    """Its weekday: so many days before today's."""


PLANS = (
    Plan("Spazio Compiti", LabKind.COMMUNITY, "14:30", 150, 1),
    Plan("Scuola di italiano", LabKind.COMMUNITY, "18:30", 150, 2),
    Plan("Giochi da tavolo", LabKind.SOCIAL, "20:45", 120, 3),
)


@dataclass(frozen=True, slots=True)
class Hosted:
    """How much of the community's part was recorded."""

    meetings: int
    presences: int
    unnamed: int
    minutes: int
    events: int
    contacts: int


@dataclass(slots=True)
class _Counts:
    meetings: int = 0
    presences: int = 0
    unnamed: int = 0
    minutes: int = 0


def first_meeting(today: date, weeks: int) -> date:
    """The day on which the term begins in the labs."""
    return min(_days(today, plan, weeks)[0] for plan in PLANS)


def host_term(station: Station, dice: Dice, today: date, weeks: int, progress: Progress) -> Hosted:
    """Record labs, events and help desks of the weeks before a day."""
    counts = _Counts()
    everybody: list[RecordId] = []
    for number, plan in enumerate(PLANS):
        progress.step(number, len(PLANS), plan.name)
        days = _days(today, plan, weeks)
        everybody += _lab(station, dice, plan, days, counts)
    first = first_meeting(today, weeks)
    contacts = _desk(station, dice, first, everybody)
    for number, (name, headcount, method) in enumerate(_EVENTS):
        _event(station, dice, name, first + timedelta(weeks=3 * number), headcount, method, everybody)
    return Hosted(counts.meetings, counts.presences, counts.unnamed, counts.minutes, len(_EVENTS), contacts)


def _days(today: date, plan: Plan, weeks: int) -> list[date]:
    return meetings_before(today - timedelta(days=plan.back), weeks)


def _lab(station: Station, dice: Dice, plan: Plan, days: Sequence[date], counts: _Counts) -> list[RecordId]:
    station.clock.put(at(days[0], "06:00"))
    names = Names()
    with station.workspace.write(_("New lab")) as uow:
        lab = add_lab(uow, plan.name, town_id(TOWN), plan.kind, venue_id=cafe_id(TOWN), weekday=days[0].weekday(),
                      starts=plan.clock, minutes=plan.minutes, since=days[0])  # fmt: skip
        invented = [names.invent(dice) for _number in range(_REGULARS + _HELPERS)]
        people = [add_person(uow, name.family, name.given, municipality_id=town_id(TOWN)) for name in invented]
        regulars, helpers = people[:_REGULARS], people[_REGULARS:]
        for person in regulars:
            add_member(uow, lab, person)
        for person in helpers:
            set_profile(uow, person, dice.choice(tuple(ProfileKind)), days[0])
    for number, day in enumerate(days, start=1):
        _meeting(station, dice, plan, lab, day, (regulars, helpers), counts, cancelled=number == _CANCELLED)
    return people


def _meeting(
    station: Station,
    dice: Dice,
    plan: Plan,
    lab: RecordId,
    day: date,
    people: tuple[Sequence[RecordId], Sequence[RecordId]],
    counts: _Counts,
    *,
    cancelled: bool,
) -> None:
    regulars, helpers = people
    starts_at = at(day, plan.clock)
    station.clock.put(at(day, "20:00"))
    with station.workspace.write(_("Lab meeting")) as uow:
        session = plan_session(uow, lab, starts_at)
        if cancelled:
            cancel_session(uow, session, reason="Pioggia")
            return
        for person in dice.some(regulars, dice.near(10, 3, 4, _REGULARS)):
            check_in(uow, session, person, starts_at + timedelta(minutes=dice.near(5, 5, 0, 30)), volunteer=False)
            counts.presences += 1
        unnamed = dice.near(3, 2, 1, 8)
        add_unnamed(uow, session, unnamed, dice.choice(tuple(AgeBand)))
        given = [Hours(person_id=person, starts_at=starts_at, minutes=plan.minutes, lab_id=lab, session_id=session)
                 for person in dice.some(helpers, dice.randrange(2, _HELPERS + 1))]  # fmt: skip
        record_hours(uow, given)
        close_session(uow, session)
    counts.meetings += 1
    counts.unnamed += unnamed
    counts.minutes += sum(each.minutes for each in given)


def _desk(station: Station, dice: Dice, first: date, people: Sequence[RecordId]) -> int:
    done = 0
    for area, times in _DESK:
        for number in range(times):
            day = first + timedelta(days=4 * number)
            missed = number % 6 == 5
            request = area == FAMILY and number % 3 == 0
            station.clock.put(at(day, "20:00"))
            with station.workspace.write(_("New consultation")) as uow:
                add_contact(
                    uow, area, starts_at=at(day, "10:30"), minutes=45, venue_id=cafe_id(TOWN),
                    kind=ContactKind.REQUEST if request else ContactKind.CONSULTATION,
                    person_id=None if number % 7 == 6 else dice.choice(people),
                    status=ContactStatus.NO_SHOW if missed else ContactStatus.DONE,
                )  # fmt: skip
            done += not missed
    return done


def _event(
    station: Station, dice: Dice, name: str, day: date, headcount: int, method: CountMethod, people: Sequence[RecordId]
) -> None:
    station.clock.put(at(day, "20:00"))
    with station.workspace.write(_("New event")) as uow:
        event = add_event(uow, name, at(day, "18:30"), municipality_id=town_id(TOWN), venue_id=cafe_id(TOWN))
        for person in dice.some(people, 6):
            add_participant(uow, event, person)
        set_headcount(uow, event, headcount, method)
        close_event(uow, event)
