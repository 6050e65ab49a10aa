"""The figures counted once more, in plain Python over whole lists, from the definitions and not from the engine."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from op_desktop.domain.attendance import Attendance, CountMethod, UnnamedEntry
from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.lab import Lab, LabKind, LabSession, LabState, LabStatus
from op_desktop.domain.person import Person, SameAs, Verdict
from op_desktop.domain.place import Venue
from op_desktop.domain.school import Enrolment, Lesson, Pupil, RosterMode, School, SchoolClass, Status
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader


class Recount:
    """All records, read once."""

    def __init__(self, reader: Reader, scope: Scope) -> None:
        self.scope = scope
        self.all = {
            kind: {each.id: each for each in reader.all(kind)}
            for kind in (Attendance, UnnamedEntry, Consultation, CommunityEvent, EventParticipant, Lab, LabSession,
                         LabStatus, Person, SameAs, Venue, Enrolment, Lesson, Pupil, School, SchoolClass,
                         VolunteerShift)
        }  # fmt: skip
        self.human = self._humans()

    def _humans(self) -> dict[str, frozenset[str]]:
        """Each person's whole set of records, by spreading until nothing changes."""
        near: dict[str, set[str]] = defaultdict(set)
        for same in self.all[SameAs].values():
            if same.verdict is Verdict.SAME and same.what == "person":
                near[same.first_id].add(same.second_id)
                near[same.second_id].add(same.first_id)
        found = {}
        for person in self.all[Person]:
            seen, todo = {person}, [person]
            while todo:
                for other in near[todo.pop()] - seen:
                    seen.add(other)
                    todo.append(other)
            found[person] = frozenset(seen)
        return found

    def humans(self, ids: Iterable[str | None]) -> set[frozenset[str]]:
        return {self.human[id] for id in ids if id in self.human}

    def within(self, starts_at: datetime, first: date | None = None, end: date | None = None) -> bool:
        return (first or self.scope.first_day) <= starts_at.date() < (end or self.scope.end_day)

    def here(self, municipality: str | None, venue: str | None) -> bool:
        scope = self.scope
        return scope.municipality_id in (None, municipality) and scope.venue_id in (None, venue)

    def town_of(self, venue: str | None) -> str | None:
        found = self.all[Venue].get(venue)
        return found.municipality_id if found else None

    def contacts(self) -> list[Any]:
        return [
            each
            for each in self.all[Consultation].values()
            if each.status is ContactStatus.DONE
            and self.within(each.starts_at)
            and (each.person_id is None or each.person_id in self.human)
            and self.here(self.town_of(each.venue_id), each.venue_id)
        ]

    def desk(self) -> dict[str, int]:
        every = self.contacts()
        talks = [each for each in every if each.kind is ContactKind.CONSULTATION]
        family = [each for each in every if each.area == "family"]
        return {
            "M01b": len(every),
            "M01a": len(self.humans(each.person_id for each in every)),
            "M01a.unnamed": sum(each.person_id is None for each in every),
            "M02": sum(each.area == "work" for each in talks),
            "M03": len(family),
            "M03.requests": sum(each.kind is ContactKind.REQUEST for each in family),
            "M04": sum(each.area == "savings" for each in talks),
        }

    def events(self) -> dict[str, int]:
        held = [
            each
            for each in self.all[CommunityEvent].values()
            if each.status is Status.HELD
            and self.within(each.starts_at)
            and self.here(each.municipality_id or self.town_of(each.venue_id), each.venue_id)
        ]
        signed = defaultdict(list)
        for each in self.all[EventParticipant].values():
            signed[each.event_id].append(each.person_id)
        total = guessed = blank = 0
        for each in held:
            names = len(self.humans(signed[each.id]))
            total += max(each.headcount or 0, names)
            if each.method is CountMethod.ESTIMATE:
                guessed += max((each.headcount or 0) - names, 0)
            blank += each.headcount is None and not names
        return {"M05": len(held), "M06": total, "M06.estimated": guessed, "M06.unrecorded": blank}

    def meetings(self, kind: LabKind, first: date | None = None, end: date | None = None) -> list[tuple[Any, Any]]:
        pairs = [(each, self.all[Lab].get(each.lab_id)) for each in self.all[LabSession].values()]
        return [
            (each, lab)
            for each, lab in pairs
            if lab
            and lab.kind is kind
            and each.status is Status.HELD
            and self.within(each.starts_at, first, end)
            and self.here(lab.municipality_id, each.venue_id or lab.venue_id)
        ]

    def labs(self) -> dict[str, int]:
        social, community = self.meetings(LabKind.SOCIAL), self.meetings(LabKind.COMMUNITY)
        people: set[frozenset[str]] = set()
        presences = unnamed = 0
        for each, _lab in community:
            here = self.humans(a.person_id for a in self.all[Attendance].values() if a.session_id == each.id)
            people |= here
            nameless = sum(u.people for u in self.all[UnnamedEntry].values() if u.session_id == each.id)
            presences += len(here) + nameless
            unnamed += nameless
        return {
            "M07": len(social),
            "M07.labs": len({lab.id for _each, lab in social}),
            "M08": len({lab.id for _each, lab in community}),
            "M08b": len(self.active()),
            "M06b": sum(self.room(each) for each, _lab in social + community),
            "M10": len(people),
            "M10.presences": presences,
            "M10.unnamed": unnamed,
        }

    def room(self, session: Any) -> int:
        here = self.humans(a.person_id for a in self.all[Attendance].values() if a.session_id == session.id)
        nameless = sum(u.people for u in self.all[UnnamedEntry].values() if u.session_id == session.id)
        return max(session.headcount or 0, len(here) + nameless)

    def active(self) -> set[str]:
        days, day = [], self.scope.last_day
        while len(days) < 60:
            if day.month != 8:
                days.append(day)
            day -= timedelta(days=1)
        met = self.meetings(LabKind.COMMUNITY, days[-1], self.scope.last_day + timedelta(days=1))
        closed = set()
        for lab in self.all[Lab]:
            states = [s for s in self.all[LabStatus].values() if s.lab_id == lab and s.since <= self.scope.last_day]
            if states and max(states, key=lambda s: s.since).state is LabState.CLOSED:
                closed.add(lab)
        return {lab.id for _each, lab in met} - closed

    def collaboration(self) -> dict[str, int]:
        given = [each for each in self.all[VolunteerShift].values() if self.counts(each)]
        now = [each for each in given if self.within(each.starts_at)]
        in_labs = [each for each in now if each.activity is Activity.LAB]
        last = self.scope.last_day
        months = {(last.year * 12 + last.month - 1 - back) for back in range(12)}
        active = defaultdict(set)
        for each in given:
            month = each.starts_at.year * 12 + each.starts_at.month - 1
            if each.activity is Activity.LAB and month in months and each.starts_at.date() <= last:
                active[self.human[each.person_id]].add(month)
        return {
            "M09": len(self.humans(each.person_id for each in in_labs)),
            "M09.minutes": sum(each.minutes for each in in_labs),
            "M09b": sum(len(found) >= 6 for found in active.values()),
            "H01": sum(each.minutes for each in now if self.event_is_known(each)),
        }

    def first_days(self) -> tuple[date, ...]:
        first: dict[frozenset[str], date] = {}
        for each in self.all[VolunteerShift].values():
            if self.counts(each) and self.event_is_known(each) and each.starts_at.date() >= self.scope.first_day:
                human, day = self.human[each.person_id], each.starts_at.date()
                first[human] = min(day, first.get(human, day))
        return tuple(sorted(first.values()))

    def event_is_known(self, shift: Any) -> bool:
        return shift.event_id is None or shift.event_id in self.all[CommunityEvent]

    def counts(self, shift: Any) -> bool:
        lab = self.all[Lab].get(shift.lab_id)
        event = self.all[CommunityEvent].get(shift.event_id)
        session = self.all[LabSession].get(shift.session_id)
        if shift.minutes <= 0 or shift.duplicate_of or shift.person_id not in self.human or (shift.lab_id and not lab):
            return False
        town = lab.municipality_id if lab else None
        if town is None and event:
            town = event.municipality_id or self.town_of(event.venue_id)
        venues = (session and session.venue_id, lab and lab.venue_id, event and event.venue_id)
        return self.here(town, next((venue for venue in venues if venue), None))

    def schools(self) -> dict[str, int]:
        held = [each for each in self.all[Lesson].values() if each.status is Status.HELD]
        taught = {each.class_id for each in held if self.within(each.starts_at)}
        known = {}
        for id in taught:
            found = self.all[SchoolClass].get(id)
            school = self.all[School].get(found.school_id) if found else None
            if school and self.here(school.municipality_id, None):
                known[id] = found
        by_key = defaultdict(list)
        for found in known.values():
            by_key[found.school_id, found.school_year, found.grade, found.section.strip().upper()].append(found)
        pupils: set[tuple[int, str]] = set()
        declared = 0
        for records in by_key.values():
            lists = [each for each in records if self.has_list(each)]
            for each in lists:
                first = min(lesson.starts_at.date() for lesson in held if lesson.class_id == each.id)
                pupils |= {(each.school_year, pupil) for pupil in self.listed(each, first)}
            if not lists:
                declared += max(each.declared_pupils or 0 for each in records)
        return {"M11": len(by_key), "M12": len(pupils) + declared, "M12.declared": declared}

    def has_list(self, found: Any) -> bool:
        enrolled = any(each.class_id == found.id for each in self.all[Enrolment].values())
        return found.roster_mode is not RosterMode.HEADCOUNT and enrolled

    def listed(self, found: Any, first: date) -> set[str]:
        return {
            each.pupil_id
            for each in self.all[Enrolment].values()
            if each.class_id == found.id
            and each.pupil_id in self.all[Pupil]
            and (each.left_on is None or each.left_on > first)
            and (each.enrolled_on is None or each.enrolled_on < self.scope.end_day)
        }


def recount(found: Recount) -> dict[str, int]:
    """Every figure, and some of the numbers beside it as ``metric.part``."""
    return {**found.desk(), **found.events(), **found.labs(), **found.collaboration(), **found.schools()}
