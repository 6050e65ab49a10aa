"""What the data holds in all: the few numbers that tell whether a collection makes sense."""

from dataclasses import dataclass

from sqlalchemy import func, select

from op_desktop.domain.attendance import ATTENDING, Attendance, LessonMark
from op_desktop.domain.certificate import Certificate, CertificateState
from op_desktop.domain.lab import LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.school import Lesson, Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.duplicates import canonical_people
from op_desktop.storage import tables
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF


@dataclass(frozen=True, slots=True)
class Holdings:
    """Since ever, of everybody, at all places."""

    people: int
    """Different people: linked records count once; pupils are not among them."""
    presences: int
    """Named people at closed meetings, and pupils at closed lessons."""
    volunteer_minutes: int
    certificates: int
    """Issued and not taken back."""
    review: int
    """Values written in two ways, which wait for a decision."""


def holdings(reader: Reader) -> Holdings:
    """Count what is here, in six queries."""
    session, presence = TABLE_OF[LabSession], TABLE_OF[Attendance]
    lesson, mark, shift = TABLE_OF[Lesson], TABLE_OF[LessonMark], TABLE_OF[VolunteerShift]
    certificate = TABLE_OF[Certificate]
    linked = canonical_people(reader)
    people = reader.value(select(func.count()).select_from(TABLE_OF[Person])) or 0
    at_labs = (
        select(func.count())
        .select_from(presence)
        .join(session, session.c.id == presence.c.session_id)
        .where(session.c.status == Status.HELD)
    )
    at_school = (
        select(func.count())
        .select_from(mark)
        .join(lesson, lesson.c.id == mark.c.lesson_id)
        .where(lesson.c.status == Status.HELD, mark.c.mark.in_(ATTENDING))
    )
    minutes = select(func.coalesce(func.sum(shift.c.minutes), 0)).where(shift.c.duplicate_of.is_(None))
    issued = select(func.count()).where(certificate.c.state == CertificateState.ISSUED)
    return Holdings(
        people=people - (len(linked) - len(set(linked.values()))),
        presences=(reader.value(at_labs) or 0) + (reader.value(at_school) or 0),
        volunteer_minutes=int(reader.value(minutes) or 0),
        certificates=reader.value(issued) or 0,
        review=reader.value(select(func.count()).select_from(tables.review)) or 0,
    )
