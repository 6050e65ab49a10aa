"""Random small workspaces, with everything that makes counting hard: doubles, orphans, blanks, edges of periods."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import delete

from op_desktop.domain.attendance import Attendance, CountMethod, UnnamedEntry
from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.lab import Lab, LabKind, LabSession, LabState, LabStatus
from op_desktop.domain.person import Person, SameAs, Verdict
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import Record, RecordId, values
from op_desktop.domain.school import Enrolment, Lesson, Pupil, RosterMode, School, SchoolClass, Status
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.storage.projected_rows import upsert
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import RECORDS, TABLE_OF
from op_desktop.workspace import Workspace

FIRST, END = date(2020, 9, 1), date(2021, 5, 1)
"""The period that scenes are about; half of what they hold lies around its edges."""
TOWNS = tuple(Municipality.of(code=f"99{n}", cadastral_code="", name=f"T{n}", postal_code="") for n in range(3))
_HOURS = (0, 9, 23)


def scene(random: Random) -> list[Record]:
    """A workspace's records; some lack what they refer to, as if it had not arrived yet."""
    records = list(_Scene(random).records())
    lost = {each.id for each in records if isinstance(each, _LOSABLE) and random.random() < 0.06}
    return [each for each in records if each.id not in lost]


_LOSABLE = (Person, Lab, LabSession, CommunityEvent, School, SchoolClass, Pupil, Venue)


class _Scene:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.number = 0

    def id(self) -> RecordId:
        self.number += 1
        return RecordId(f"{self.random.randrange(10**6):06}-{self.number}")

    def some(self, choices: Any, none: float = 0.0) -> Any:
        return None if not choices or self.random.random() < none else self.random.choice(list(choices))

    def times(self, most: int) -> range:
        return range(self.random.randint(0, most))

    def moment(self) -> datetime:
        edge = self.random.choice((FIRST, END, FIRST + timedelta(days=self.random.randint(-150, 300))))
        day = edge + timedelta(days=self.random.choice((-1, 0, 0, 1)))
        return datetime.combine(day, datetime.min.time()).replace(hour=self.random.choice(_HOURS))

    def records(self) -> Iterator[Record]:
        yield from TOWNS
        self.venues = [Venue(id=self.id(), name="V", municipality_id=self.some(TOWNS).id) for _ in range(3)]
        self.persons = [Person(id=self.id(), family_name="Inventata") for _ in range(8)]
        yield from self.venues
        yield from self.persons
        for _ in self.times(6):
            first, second = sorted(self.random.sample([each.id for each in self.persons], 2))
            verdict = self.random.choice((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT))
            yield SameAs.of(what="person", first_id=first, second_id=second, verdict=verdict)
        yield from self.contacts()
        yield from self.events()
        yield from self.labs()
        yield from self.schools()

    def person(self) -> RecordId:
        found: RecordId = self.some(self.persons).id
        return found

    def venue(self, none: float) -> RecordId | None:
        found = self.some(self.venues, none)
        return found.id if found else None

    def contacts(self) -> Iterator[Record]:
        for _ in self.times(15):
            yield Consultation(
                id=self.id(), area=self.some(("work", "family", "savings", "housing")), kind=self.some(ContactKind),
                person_id=self.some([each.id for each in self.persons], 0.3), starts_at=self.moment(),
                venue_id=self.venue(0.3),
                status=self.some((ContactStatus.DONE, ContactStatus.DONE, *ContactStatus)),
            )  # fmt: skip

    def events(self) -> Iterator[Record]:
        self.held: list[CommunityEvent] = []
        for _ in self.times(5):
            event = CommunityEvent(
                id=self.id(), name="E", starts_at=self.moment(), venue_id=self.venue(0.5),
                municipality_id=self.some([each.id for each in TOWNS], 0.5),
                status=self.some((Status.HELD, Status.HELD, *Status)), headcount=self.some((0, 1, 3, 40), 0.3),
                method=self.some(CountMethod),
            )  # fmt: skip
            self.held.append(event)
            yield event
            for person in self.random.sample(self.persons, self.random.randint(0, 5)):
                yield EventParticipant.of(event_id=event.id, person_id=person.id)

    def labs(self) -> Iterator[Record]:
        labs = [
            Lab(id=self.id(), name="Coro", kind=self.some(LabKind), municipality_id=self.some(TOWNS).id,
                venue_id=self.venue(0.5))
            for _ in range(4)
        ]  # fmt: skip
        yield from labs
        for _ in self.times(6):
            yield LabStatus.of(lab_id=self.some(labs).id, since=self.moment().date(), state=self.some(LabState))
        meetings = [
            LabSession(id=self.id(), lab_id=self.some(labs).id, starts_at=self.moment(), venue_id=self.venue(0.6),
                       status=self.some((Status.HELD, Status.HELD, *Status)), headcount=self.some((0, 2, 20), 0.6))
            for _ in range(8)
        ]  # fmt: skip
        yield from meetings
        for meeting in meetings:
            for person in self.random.sample(self.persons, self.random.randint(0, 5)):
                yield Attendance.of(session_id=meeting.id, person_id=person.id)
            for _ in self.times(2):
                yield UnnamedEntry(id=self.id(), session_id=meeting.id, people=self.random.randint(0, 4))
        yield from self.shifts(labs, meetings)

    def shifts(self, labs: list[Lab], meetings: list[LabSession]) -> Iterator[Record]:
        steady, lab = self.person(), self.some(labs).id
        for month in range(self.random.randint(0, 8)):
            day = datetime(2021, 4, 28, 9) - timedelta(days=31 * month)
            yield VolunteerShift(id=self.id(), person_id=steady, lab_id=lab, starts_at=day, minutes=60)
        given: list[VolunteerShift] = []
        for _ in self.times(15):
            activity = self.some((Activity.LAB, Activity.LAB, *Activity))
            meeting = self.some(meetings, 0.5)
            shift = VolunteerShift(
                id=self.id(), person_id=self.person(), activity=activity, starts_at=self.moment(),
                lab_id=(meeting.lab_id if meeting else self.some([each.id for each in labs], 0.2))
                if activity is Activity.LAB else None,
                session_id=meeting.id if meeting and activity is Activity.LAB else None,
                event_id=self.some([each.id for each in self.held], 0.3) if activity is Activity.EVENT else None,
                minutes=self.random.choice((0, 30, 90)),
                duplicate_of=self.some([each.id for each in given], 0.8),
            )  # fmt: skip
            given.append(shift)
            yield shift

    def schools(self) -> Iterator[Record]:
        schools = [School(id=self.id(), name="S", municipality_id=self.some(TOWNS).id) for _ in range(2)]
        pupils = [Pupil(id=self.id()) for _ in range(8)]
        yield from schools
        yield from pupils
        for _ in self.times(7):
            found = SchoolClass(
                id=self.id(), school_id=self.some(schools).id, school_year=self.some((2020, 2021)), grade=1,
                section=self.some(("A", "a ", "B")), roster_mode=self.some((RosterMode.NUMBERS, *RosterMode)),
                declared_pupils=self.some((0, 18, 25), 0.4),
            )  # fmt: skip
            yield found
            for pupil in self.random.sample(pupils, self.random.choice((0, 2, 4))):
                left = self.some([self.moment().date()], 0.6)
                since = self.some([self.moment().date()], 0.7)
                yield Enrolment.of(class_id=found.id, pupil_id=pupil.id, number=1, left_on=left, enrolled_on=since)
            for meeting in range(self.random.randint(0, 3)):
                yield Lesson(id=self.id(), class_id=found.id, meeting=meeting, starts_at=self.moment(), minutes=60,
                             status=self.some((Status.HELD, Status.HELD, *Status)))  # fmt: skip


@contextmanager
def holding(workspace: Workspace, records: list[Record]) -> Iterator[Reader]:
    """A reader of a workspace that holds these records and nothing else, for a moment."""
    with workspace.engine.connect() as connection:
        for kind in RECORDS:
            connection.execute(delete(TABLE_OF[kind]))
            rows = [{"id": each.id, **values(each)} for each in records if isinstance(each, kind)]
            upsert(connection, TABLE_OF[kind], rows)
        yield Reader(connection, workspace.now)
        connection.rollback()
