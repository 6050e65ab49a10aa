"""The programme at its real size: years of invented work on several devices, for measuring and for showing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from op_desktop.demo.crowd import Crowd, at
from op_desktop.demo.desk_years import Demand, DeskYears
from op_desktop.demo.dice import Dice
from op_desktop.demo.lab_years import OPERATOR, LabYears, Pace
from op_desktop.demo.network import Clock, Network, build
from op_desktop.demo.recorder import Recorder
from op_desktop.demo.school_years import SchoolYears, quiz
from op_desktop.demo.seasons import working_weeks
from op_desktop.demo.territory import community_labs, schools, social_labs, standing
from op_desktop.domain.counselling import FAMILY, HOUSING, SAVINGS, WORK
from op_desktop.domain.record import Record
from op_desktop.domain.school import school_year
from op_desktop.language import _
from op_desktop.progress import SILENT, Progress
from op_desktop.register.places import START

LABELS = ("portatile-scuole-1", "cafe-rho", "portatile-scuole-2", "cafe-lainate", "cafe-settimo", "cafe-pregnana")
MOST_DEVICES = len(LABELS)
_SCHOOLS = "portatile"
_OFF = (
    timedelta(minutes=4), timedelta(minutes=-7), timedelta(minutes=10), timedelta(days=-1), timedelta(minutes=2),
    timedelta(minutes=-3),
)  # fmt: skip
"""How wrong the devices' clocks are; one by a day."""
_CHANGE = START.replace(year=START.year + 3)
_WEEKS = 133
"""Working weeks of a period of three years."""
_FIRST = (
    Pace(labs=21, meetings=2.1, newcomers=0.44, helpers=14, social=172 / _WEEKS / 0.92),
    Demand({WORK: 1599 / _WEEKS, FAMILY: 1298 / _WEEKS, SAVINGS: 224 / _WEEKS, HOUSING: 166 / _WEEKS},
           events=222 / _WEEKS / 0.95, headcount=41),
)  # fmt: skip
_AFTER = (
    Pace(labs=43, meetings=1.0, newcomers=1.25, helpers=10, social=754 / _WEEKS / 0.92),
    Demand({WORK: 1695 / _WEEKS, FAMILY: 3881 / _WEEKS, SAVINGS: 182 / _WEEKS, HOUSING: 25 / _WEEKS},
           events=379 / _WEEKS / 0.95, headcount=70),
)  # fmt: skip
_CLASSES = {2015: 10, 2016: 13, 2017: 15, 2018: 22, 2019: 22}
_LATER_CLASSES = 24


@dataclass(frozen=True, slots=True)
class Years:
    """What was invented."""

    network: Network
    records: int
    first_day: date
    end_day: date


def invent_years(
    folder: Path, years: int = 6, devices: int = 4, seed: int = 2015, progress: Progress = SILENT
) -> Years:
    """Fill a folder with a centre and so many devices that worked for so many years; the same seed, the same work.

    The centre is empty but knows the devices. Raises ``Cancelled`` where ``progress`` does.
    """
    return invent_until(folder, START.replace(year=START.year + years), devices, seed, progress)


def invent_until(folder: Path, end: date, devices: int = 4, seed: int = 2015, progress: Progress = SILENT) -> Years:
    """As ``invent_years``, from the programme's first day up to, not including, another."""
    dice = Dice(seed)
    labels = LABELS[:devices] if devices > 1 else (LABELS[1],)
    labs, social, buildings = community_labs(), social_labs(), schools()
    common: list[Record] = [OPERATOR, *buildings, *standing(labs), *standing(social), *quiz()]
    started = at(START, "09:00")
    network = build(folder, labels, common, [Clock(off) for off in _OFF[: len(labels)]], started)
    recorders = [Recorder(station) for station in network.devices]
    community = [each for each in recorders if not each.station.label.startswith(_SCHOOLS)]
    teaching = [each for each in recorders if each not in community] or community
    crowd = Crowd(dice, community)
    work = _Work(
        LabYears(dice, crowd, community, labs, social),
        DeskYears(dice, crowd, community),
        SchoolYears(dice, teaching, buildings),
        dice,
    )
    weeks = list(working_weeks(START, end))
    for number, monday in enumerate(weeks):
        progress.step(number, len(weeks), _("Year {n}").format(n=monday.year))
        work.week(monday)
        for recorder in recorders:
            recorder.advance(at(monday + timedelta(days=6), "20:00"))
    for recorder in recorders:
        recorder.finish(at(end, "20:00"))
    _set(network, at(end, "21:00"))
    return Years(network, sum(each.written for each in recorders), START, end)


def _set(network: Network, moment: datetime) -> None:
    for station in (network.centre, *network.devices):
        station.clock.put(moment)


@dataclass(frozen=True, slots=True)
class _Work:
    """The kinds of work that go on side by side."""

    labs: LabYears
    desks: DeskYears
    schools: SchoolYears
    dice: Dice

    def week(self, monday: date) -> None:
        """Everything that happens in one week."""
        pace, demand = _FIRST if monday < _CHANGE else _AFTER
        self._new_classes(monday)
        if not monday < _CHANGE <= monday + timedelta(days=6):
            # The week in which one period ends and the next begins is a bridge to the first of May.
            self.labs.week(monday, pace)
            self.desks.week(monday, demand)

    def _new_classes(self, monday: date) -> None:
        """Classes begin from October to February, so that the last lesson is before May."""
        autumn = date(school_year(monday), 9, 1)
        first, last = date(autumn.year, 10, 1), date(autumn.year + 1, 2, 20)
        if not first <= monday <= last:
            return
        wanted = _CLASSES.get(autumn.year, _LATER_CLASSES)
        starts = list(working_weeks(first, last + timedelta(days=1)))
        place = starts.index(monday)
        today = wanted * (place + 1) // len(starts) - wanted * place // len(starts)
        for _number in range(today):
            self.schools.teach(autumn, monday, 18.4 if autumn.year < 2018 else 20.5)
