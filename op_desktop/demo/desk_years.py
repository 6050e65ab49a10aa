"""Years of help desks and events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from op_desktop.demo.crowd import Crowd, at
from op_desktop.demo.dice import Dice
from op_desktop.demo.recorder import Recorder
from op_desktop.demo.territory import CODES, cafe_id, town_id
from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.counselling import FAMILY, Consultation, ContactKind, ContactStatus
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.person import Person
from op_desktop.domain.school import Status

NO_SHOWS = 0.12
UNNAMED = 0.15
_CAFES = ("Rho", "Lainate", "Settimo Milanese", "Pregnana Milanese")
_EVENTS = (
    ("Festa di primavera", "Festa in piazza"),
    ("Mercatino del riuso", "Riuso"),
    ("Cena di quartiere", "Cene insieme"),
    ("Lettura ad alta voce", "Leggi che ti passa"),
    ("Incontro: leggere la bolletta", "Risparmio in pratica"),
    ("Pulizia del parco", "Cura dei luoghi"),
    ("Swap party", "Riuso"),
    ("Concerto di cortile", "Musica"),
)


@dataclass(frozen=True, slots=True)
class Demand:
    """How much is asked of desks and events in a week."""

    contacts: Mapping[str, float]
    """Talks that take place, by area."""
    events: float
    headcount: int


class DeskYears:
    """Invents one week of desks and events after the other."""

    def __init__(self, dice: Dice, crowd: Crowd, recorders: Sequence[Recorder]) -> None:
        self._dice = dice
        self._crowd = crowd
        self._recorders = recorders
        self._clients: dict[str, list[Person]] = {town: [] for town in _CAFES}

    def week(self, monday: date, demand: Demand) -> None:
        """Record one week."""
        for area, mean in demand.contacts.items():
            for _number in range(self._dice.times(mean / (1 - NO_SHOWS))):
                self._talk(monday, area)
        for _number in range(self._dice.times(demand.events)):
            self._event(monday, demand.headcount)

    def _talk(self, monday: date, area: str) -> None:
        dice = self._dice
        place = dice.randrange(len(_CAFES))
        town, recorder = _CAFES[place], self._recorders[place % len(self._recorders)]
        moment = at(monday + timedelta(days=dice.randrange(5)), f"{dice.randrange(9, 18)}:{dice.choice(('00', '30'))}")
        person = None if dice.happens(UNNAMED) else self._client(recorder, town, monday)
        recorder.put(
            Consultation(
                id=dice.id_at(moment), area=area, person_id=person.id if person else None, starts_at=moment,
                kind=ContactKind.REQUEST if area == FAMILY and dice.happens(0.45) else ContactKind.CONSULTATION,
                minutes=dice.choice((20, 30, 45, 60)), venue_id=cafe_id(town),
                status=ContactStatus.NO_SHOW if dice.happens(NO_SHOWS) else ContactStatus.DONE,
            )
        )  # fmt: skip

    def _client(self, recorder: Recorder, town: str, monday: date) -> Person:
        clients = self._clients[town]
        if clients and self._dice.happens(0.62):
            return self._dice.choice(clients[-120:])
        person = self._crowd.meet(recorder, at(monday, "09:00"), town, reachable=True)
        clients.append(person)
        return person

    def _event(self, monday: date, mean: int) -> None:
        dice = self._dice
        recorder = dice.choice(self._recorders)
        town = dice.choice(tuple(CODES))
        name, programme = dice.choice(_EVENTS)
        starts_at = at(monday + timedelta(days=dice.choice((4, 5, 5, 6))), dice.choice(("16:00", "18:30", "21:00")))
        held = not dice.happens(0.05)
        event = CommunityEvent(
            id=dice.id_at(starts_at), name=name, programme=programme, starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3), municipality_id=town_id(town), venue_id=cafe_id(town),
            status=Status.HELD if held else Status.CANCELLED,
            headcount=max(6, round(dice.expovariate(1 / mean))) if held else None,
            method=dice.choice((CountMethod.COUNTED, CountMethod.COUNTED, CountMethod.ESTIMATE)),
        )  # fmt: skip
        recorder.put(event)
        if held:
            nearby = [person for person in self._clients.get(town, ()) if person.id in recorder.known]
            for person in dice.some(nearby, dice.near(5, 3, 0, 12)):
                recorder.put(EventParticipant.of(event_id=event.id, person_id=person.id))
