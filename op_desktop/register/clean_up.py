"""The yearly clean-up: pupils' names and what was written beside them, once their school year is over."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.certificate import Certificate, CertificateKind
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.record import Record, RecordId
from op_desktop.domain.school import Enrolment, Lesson, Pupil, SchoolClass, school_year
from op_desktop.register.places import setting
from op_desktop.register.schools import ClassRow, class_header
from op_desktop.security.permissions import Actor, Permission, Reach, allowed, reach, require_within
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

NAMES_DAYS = "pupil_names_days"
"""Name of the dated setting: days after 31 August for which pupils' names are kept."""
RETENTION = "retention"
"""The reason that the clean-up's erasures state."""

_pupil, _enrolment, _class = TABLE_OF[Pupil], TABLE_OF[Enrolment], TABLE_OF[SchoolClass]
_mark, _lesson, _certificate = TABLE_OF[LessonMark], TABLE_OF[Lesson], TABLE_OF[Certificate]


@dataclass(frozen=True, slots=True)
class DueClass:
    """What is to be erased of one class; nothing of it is needed for registers and figures."""

    school_class: ClassRow
    pupils: tuple[RecordId, ...]
    """Those with a name whose last school year is over."""
    notes: tuple[RecordId, ...]
    """Marks with a note."""
    certificates: tuple[RecordId, ...]
    """Pupils' certificates that name their holder; with the name goes the PDF."""

    @property
    def id(self) -> RecordId:
        """The class."""
        return self.school_class.id


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How much was erased."""

    names: int = 0
    notes: int = 0
    certificates: int = 0


def names_until(reader: Reader, year: int) -> date:
    """The last day on which names of the school year starting in ``year`` are kept."""
    return date(year + 1, 8, 31) + timedelta(days=setting(reader, NAMES_DAYS, reader.today, 0))


def next_due(reader: Reader) -> date:
    """From which day the names of the present school year are due."""
    return names_until(reader, school_year(reader.today)) + timedelta(days=1)


def due(reader: Reader, actor: Actor) -> list[DueClass]:
    """What is due of the classes that the actor may clean up, earliest school year first; changes nothing."""
    found = _Found(reader)
    headers = [class_header(reader, id) for id in found.classes if _within(actor, found.educators[id])]
    headers.sort(key=lambda row: (row.school_year, row.school, row.grade, row.section))
    return [
        DueClass(row, tuple(found.pupils[row.id]), tuple(found.notes[row.id]), tuple(found.certificates[row.id]))
        for row in headers
    ]


def clean_up(uow: UnitOfWork, class_ids: Collection[RecordId], *, certificates: bool) -> Cleaned:
    """Erase what is due of these classes, for good and wherever it is; what is not due is left alone.

    Registers, figures and the numbers of certificates stay. Without ``certificates`` those keep name and PDF.
    Raises ``NotYours`` for a colleague's class.
    """
    for id in class_ids:
        educator = uow.require(SchoolClass, id).educator_id
        require_within(uow.actor, Permission.CLEAN_UP, owners=() if educator is None else (educator,))
    orders: list[tuple[type[Record], RecordId]] = []
    counts = Cleaned()
    for each in due(uow, uow.actor):
        if each.id not in class_ids:
            continue
        issued = each.certificates if certificates else ()
        orders += [(Pupil, id) for id in each.pupils] + [(LessonMark, id) for id in each.notes]
        orders += [(Certificate, id) for id in issued]
        counts = Cleaned(
            counts.names + len(each.pupils), counts.notes + len(each.notes), counts.certificates + len(issued)
        )
    uow.put_all(
        Erasure.of(what=record.entity, row_id=id, reason=RETENTION, decided_on=uow.today) for record, id in orders
    )
    return counts


class _Found:
    """What is due, by class: few queries whatever the number of classes."""

    def __init__(self, reader: Reader) -> None:
        self.pupils: dict[RecordId, list[RecordId]] = defaultdict(list)
        self.notes: dict[RecordId, list[RecordId]] = defaultdict(list)
        self.certificates: dict[RecordId, list[RecordId]] = defaultdict(list)
        rows = reader.rows(select(_class.c.id, _class.c.school_year, _class.c.educator_id))
        over = {year for year in {row[1] for row in rows} if names_until(reader, year) < reader.today}
        self.educators: dict[RecordId, RecordId | None] = {row[0]: row[2] for row in rows if row[1] in over}
        self._find_pupils(reader, over)
        self._find_notes(reader)
        self._find_certificates(reader)

    @property
    def classes(self) -> list[RecordId]:
        """The classes of which anything is due."""
        return [id for id in self.educators if self.pupils[id] or self.notes[id] or self.certificates[id]]

    def _find_pupils(self, reader: Reader, over: Collection[int]) -> None:
        """A pupil who goes on in another year is due with the last of the classes."""
        query = (
            select(_pupil.c.id, _enrolment.c.class_id, _class.c.school_year)
            .join(_enrolment, _enrolment.c.pupil_id == _pupil.c.id)
            .join(_class, _class.c.id == _enrolment.c.class_id)
            .where(or_(_pupil.c.family_name != "", _pupil.c.given_name != ""))
            .order_by(_class.c.school_year, _enrolment.c.number, _enrolment.c.id)
        )
        last = {pupil: (class_id, year) for pupil, class_id, year in reader.rows(query)}
        for pupil, (class_id, year) in last.items():
            if year in over:
                self.pupils[class_id].append(pupil)

    def _find_notes(self, reader: Reader) -> None:
        query = select(_mark.c.id, _lesson.c.class_id).join(_lesson, _lesson.c.id == _mark.c.lesson_id)
        for id, class_id in reader.rows(query.where(_mark.c.note != "").order_by(_mark.c.id)):
            if class_id in self.educators:
                self.notes[class_id].append(id)

    def _find_certificates(self, reader: Reader) -> None:
        query = (
            select(_certificate.c.id, _certificate.c.class_id)
            .where(_certificate.c.kind == CertificateKind.PUPIL)
            .where(or_(_certificate.c.holder != "", _certificate.c.reason != ""))
            .order_by(_certificate.c.number)
        )
        for id, class_id in reader.rows(query):
            if class_id in self.educators:
                self.certificates[class_id].append(id)


def _within(actor: Actor, educator: RecordId | None) -> bool:
    if not allowed(actor, Permission.CLEAN_UP):
        return False
    return reach(actor, Permission.CLEAN_UP) is Reach.ALL or educator in (None, actor.account_id)
