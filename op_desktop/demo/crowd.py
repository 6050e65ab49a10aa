"""The invented people of the six years: met at one device, sometimes again at another under another spelling."""

from collections.abc import Sequence
from datetime import date, datetime, time

from op_desktop.demo.dice import Dice
from op_desktop.demo.names import Name, Names
from op_desktop.demo.recorder import Recorder
from op_desktop.demo.territory import town_id
from op_desktop.domain.person import (
    BirthBand,
    CollaboratorProfile,
    Part,
    Person,
    PersonRole,
    ProfileKind,
)

TWICE = 0.04
"""Share of people entered a second time with another spelling."""
_BANDS = tuple(BirthBand)
_BAND_WEIGHTS = (14, 12, 24, 30, 14, 6)
_PROFILES = (ProfileKind.FOLLOWED, ProfileKind.ENGAGED, ProfileKind.NEW, ProfileKind.UNSAID)
_PROFILE_WEIGHTS = (7.5, 29, 57.5, 6)


class Crowd:
    """Makes people and puts them on file."""

    def __init__(self, dice: Dice, recorders: Sequence[Recorder]) -> None:
        self._dice = dice
        self._names = Names()
        self._recorders = recorders
        self._doubles: list[tuple[Person, Recorder]] = []

    def meet(self, recorder: Recorder, moment: datetime, town: str, *, reachable: bool = False) -> Person:
        """Somebody new to this device; one in twenty-five is known already, under another spelling."""
        dice = self._dice
        if self._doubles and dice.happens(TWICE):
            double = self._doubles.pop(dice.randrange(len(self._doubles)))[0]
            name = self._names.respelt(Name(double.family_name, double.given_name), dice)
            return self._file(recorder, moment, name, double.band, town, "")
        name = self._names.invent(dice)
        band = dice.choices(_BANDS, _BAND_WEIGHTS)[0]
        phone = f"3{dice.randrange(20, 99)} {dice.randrange(1_000_000, 9_999_999)}" if reachable else ""
        person = self._file(recorder, moment, name, band, town, phone)
        self._doubles.append((person, recorder))
        return person

    def collaborator(self, recorder: Recorder, moment: datetime, town: str) -> Person:
        """Somebody who begins to collaborate."""
        person = self.meet(recorder, moment, town, reachable=True)
        kind = self._dice.choices(_PROFILES, _PROFILE_WEIGHTS)[0]
        day = moment.date()
        recorder.put(
            CollaboratorProfile.of(person_id=person.id, kind=kind, asked_on=day),
            PersonRole(id=self._dice.id_at(moment), person_id=person.id, part=Part.COLLABORATOR, since=day),
        )
        return person

    def share(self, person: Person, recorder: Recorder) -> None:
        """Another device has the same person on file, under the same id."""
        if person.id not in recorder.known:
            recorder.known.add(person.id)
            recorder.put(person)

    def other(self, recorder: Recorder) -> Recorder | None:
        """Another device of the community, if there is one."""
        others = [each for each in self._recorders if each is not recorder]
        return self._dice.choice(others) if others else None

    def _file(self, recorder: Recorder, moment: datetime, name: Name, band: BirthBand, town: str, phone: str) -> Person:
        person = Person(
            id=self._dice.id_at(moment),
            family_name=name.family,
            given_name=name.given,
            band=band,
            municipality_id=town_id(town),
            phone=phone,
            image_release=self._dice.happens(0.4),
        )
        recorder.known.add(person.id)
        recorder.put(person)
        return person


def at(day: date, clock: str) -> datetime:
    """A day at an hour written ``14:30``."""
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute)))
