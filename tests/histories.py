"""Random histories of several devices that record, merge decisions and drifting clocks included."""

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from op_desktop.domain.attendance import Attendance, LessonMark, Mark
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.person import Person, SameAs, Verdict
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import Record, RecordId, new_id
from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass, Status
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.storage import tables
from op_desktop.storage.change_log import Change, Replica
from op_desktop.storage.clock import milliseconds
from op_desktop.storage.database import WRITING
from op_desktop.storage.log_reader import logged_changes, own_changes
from op_desktop.storage.replay import Union, unite
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork, WasErased
from op_desktop.workspace import Workspace

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DRIFT = (timedelta(), timedelta(minutes=-10), timedelta(days=365), timedelta(days=-365), timedelta(hours=25))
"""How wrong the clocks of devices are."""
Delivery = list[tuple[Replica, Change]]


class Clock:
    """A wall clock that a test moves, wrong by a constant amount."""

    def __init__(self, off: timedelta = timedelta()) -> None:
        self.time = START + off

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass
class Device:
    """A workspace with its own clock and everything it has written so far."""

    workspace: Workspace

    def changes(self, after: int = 0) -> Delivery:
        """Its own changes after a sequence number."""
        with self.workspace.engine.connect() as connection:
            return list(own_changes(connection, after))

    def receive(self, delivery: Sequence[tuple[Replica, Change]]) -> Union:
        """Unite changes of others with its log, at one fixed moment: by it a stamp is found suspect or not."""
        with self.workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            return unite(connection, delivery, {}, milliseconds(START))

    def everything(self) -> Delivery:
        """The whole log, its own changes and those of others, as a centre would pass it on."""
        with self.workspace.engine.connect() as connection:
            numbers = connection.execute(select(tables.replica.c.number)).scalars().all()
            return [each for number in numbers for each in logged_changes(connection, number)]

    def forget_everything(self) -> None:
        """As on the first day: quicker than another database."""
        with self.workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            for table in tables.metadata.tables.values():
                if table.name != tables.local.name:
                    connection.execute(delete(table))


def device(off: timedelta = timedelta()) -> Device:
    """A new device on a database in memory."""
    return Device(Workspace.open("sqlite://", wall=Clock(off)))


def clone(original: Device) -> Device:
    """The same disk in another computer: it goes on writing in the original's name."""
    copy = device()
    with (
        original.workspace.engine.connect() as source,
        copy.workspace.engine.connect().execution_options(**WRITING) as target,
        target.begin(),
    ):
        for table in tables.metadata.tables.values():
            target.execute(delete(table))
            for row in source.execute(select(table)).mappings():
                target.execute(insert(table).values(dict(row)))
    return copy


def scattered(rng: random.Random) -> list[Delivery]:
    """What several devices recorded, some of them in two copies, as overlapping packages that hold every change.

    Some packages are from an earlier day: they tell what was erased since.
    """
    made: list[Delivery] = []
    devices = [device(rng.choice(DRIFT)) for _each in range(rng.randint(2, 4))]
    for _round in range(rng.randint(2, 3)):
        for each in devices:
            record(each, rng, rng.randint(1, 4))
            if rng.random() < 0.4:
                made += packages(each.changes(), rng)
        if rng.random() < 0.5:
            giver, taker = rng.sample(devices, 2)
            taker.receive(giver.changes())
        if rng.random() < 0.4:
            devices.append(clone(rng.choice(devices)))
    for each in devices:
        made += packages(each.changes(), rng)
    return made


def packages(changes: Delivery, rng: random.Random) -> list[Delivery]:
    """Overlapping runs that together hold every change."""
    made, start = [], 0
    while start < len(changes):
        end = min(len(changes), start + rng.randint(1, 8))
        made.append(changes[max(0, start - rng.randint(0, 2)) : end])
        start = end
    return made


def shuffled(made: Sequence[Delivery], rng: random.Random) -> list[Delivery]:
    """The packages in some order, some of them more than once."""
    deliveries = [*made, *rng.sample(made, min(len(made), rng.randint(0, 3)))]
    rng.shuffle(deliveries)
    return deliveries


def digests(made: Sequence[Delivery], rng: random.Random, orders: int, centre: Device) -> set[str]:
    """What a centre holds in the end, for so many orders of delivery: one digest, if the merge is right."""
    found = set()
    for _order in range(orders):
        centre.forget_everything()
        for delivery in shuffled(made, rng):
            centre.receive(delivery)
        found.add(digest(centre))
    return found


def record(history: Device, rng: random.Random, steps: int) -> None:
    """Let a device record for a while: new facts, corrections, deletions, decisions and erasures."""
    for _step in range(steps):
        # Who was erased cannot be given a name again where the erasure is known.
        with suppress(WasErased), history.workspace.write("step") as uow:
            rng.choice(_ACTS)(uow, rng)


def _pick(uow: UnitOfWork, kind: type[Record], rng: random.Random) -> Record | None:
    return rng.choice(found) if (found := uow.all(kind)) else None


def _add_person(uow: UnitOfWork, rng: random.Random) -> None:
    uow.put(Person(id=new_id(), family_name=rng.choice("ABC") + "ssi", given_name=rng.choice(["Ada", "Bo"])))


def _edit_person(uow: UnitOfWork, rng: random.Random) -> None:
    if (person := _pick(uow, Person, rng)) is None:
        return
    uow.put(
        Person(
            id=person.id,
            family_name=person.family_name,
            given_name=rng.choice(["Cleo", "Dino", "Ada"]),
            phone=rng.choice(["", "333", "334"]),
            do_not_contact=rng.random() < 0.5,
        )
    )


def _shared_class(uow: UnitOfWork, rng: random.Random) -> None:
    # The same ids on every device: what the administration handed out, or what joins the same records.
    town = Municipality.of(code="015182", cadastral_code="H264", name="Rho", postal_code="20017")
    school = School(id=RecordId("school-1"), name="Aurora", municipality_id=town.id)
    group = SchoolClass(id=RecordId("class-1"), school_id=school.id, school_year=2026, grade=2, section="B")
    pupil = Pupil(id=RecordId("pupil-1"), given_name=rng.choice(["", "Gio"]))
    lesson = Lesson(
        id=RecordId("lesson-1"),
        class_id=group.id,
        meeting=1,
        starts_at=datetime(2026, 11, 24, 10, 15),
        minutes=rng.choice([60, 120]),
        status=rng.choice(list(Status)),
    )
    enrolment = Enrolment.of(class_id=group.id, pupil_id=pupil.id, number=rng.choice([1, 2]))
    uow.put_all([town, school, group, pupil, lesson, enrolment])


def _mark(uow: UnitOfWork, rng: random.Random) -> None:
    lesson, enrolment = _pick(uow, Lesson, rng), _pick(uow, Enrolment, rng)
    if lesson is not None and enrolment is not None:
        mark = LessonMark.of(lesson_id=lesson.id, enrolment_id=enrolment.id, mark=rng.choice(list(Mark)))
        uow.put(mark)


def _unmark(uow: UnitOfWork, rng: random.Random) -> None:
    if (mark := _pick(uow, LessonMark, rng)) is not None:
        uow.delete(LessonMark, mark.id)


def _visit(uow: UnitOfWork, rng: random.Random) -> None:
    town = Municipality.of(code="015182", cadastral_code="H264", name="Rho", postal_code="20017")
    lab = Lab(id=RecordId("lab-1"), name="Spazio Compiti", municipality_id=town.id)
    session = LabSession(id=RecordId("session-1"), lab_id=lab.id, starts_at=datetime(2026, 11, 24, 14, 30))
    uow.put_all([town, lab, session])
    if (person := _pick(uow, Person, rng)) is not None:
        arrived = datetime(2026, 11, 24, 14, rng.randrange(30, 59))
        uow.put(Attendance.of(session_id=session.id, person_id=person.id, arrived_at=arrived))


def _give_hours(uow: UnitOfWork, rng: random.Random) -> None:
    # Few shifts for many hands: who gave them is corrected, before and after somebody writes beside them.
    if (person := _pick(uow, Person, rng)) is None:
        return
    id = RecordId(f"shift-{rng.choice('ab')}")
    standing = uow.get(VolunteerShift, id)
    note = rng.choice(["", "porta i dolci", standing.note if standing is not None else ""])
    starts_at = datetime(2026, 11, 16, 10)
    uow.put(
        VolunteerShift(id=id, person_id=person.id, activity=Activity.OTHER, starts_at=starts_at, minutes=60, note=note)
    )


def _decide(uow: UnitOfWork, rng: random.Random) -> None:
    people = uow.all(Person)
    if len(people) > 1:
        first, second = sorted(rng.sample([each.id for each in people], 2))
        verdict = rng.choice(list(Verdict))
        uow.put(SameAs.of(what=Person.entity, first_id=first, second_id=second, verdict=verdict))


def _erase(uow: UnitOfWork, rng: random.Random) -> None:
    if rng.random() < 0.6 and (person := _pick(uow, Person, rng)) is not None:
        uow.put(Erasure.of(what=Person.entity, row_id=person.id, reason="request", decided_on=date(2026, 11, 24)))


_ACTS = (
    _add_person, _add_person, _edit_person, _edit_person, _shared_class, _mark, _mark, _mark, _unmark, _visit,
    _visit, _decide, _erase, _give_hours, _give_hours,
)  # fmt: skip


def digest(history: Device) -> str:
    """SHA-256 over everything that must not depend on the order of deliveries, nor on the database."""
    whole = sha256()
    numbers, log = tables.replica, tables.change
    queries = [select(table) for table in (*TABLE_OF.values(), tables.review, tables.search_term)]
    queries.append(
        select(numbers.c.device, numbers.c.incarnation, log.c.seq, log.c.id, log.c.personal, log.c.suspect).join(
            numbers, numbers.c.number == log.c.replica
        )
    )
    # The centre's own name is not part of what it holds.
    queries.append(
        select(numbers.c.device, numbers.c.incarnation, numbers.c.forked, numbers.c.contiguous).where(
            numbers.c.number.in_(select(log.c.replica))
        )
    )
    with history.workspace.engine.connect() as connection:
        for query in queries:
            for line in sorted(repr(tuple(row)) for row in connection.execute(query)):
                whole.update(line.encode())
    return whole.hexdigest()
