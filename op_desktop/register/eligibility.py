"""Who of a class earns a certificate, and why; what the path of the class came to."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from op_desktop.domain.attendance import ATTENDING
from op_desktop.domain.certificate import Certificate, CertificateKind, CertificateState, earns
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.attendance import RegisterRow, RegisterSheet, register_of
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from op_desktop.register.rosters import PupilRow, roster
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_certificate = TABLE_OF[Certificate]


@dataclass(frozen=True, slots=True)
class EligibilityRow:
    """A pupil before certificates are made; minutes are those of the meetings attended, late or not."""

    enrolment_id: RecordId
    number: int
    family: str
    given: str
    attended: int
    held: int
    minutes: int
    first_day: date | None
    last_day: date | None
    earns: bool
    reason: str
    """Why, in the reader's language."""
    issued_number: str
    """The certificate that stands already; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Path:
    """What a class did: the meetings held, without the rest."""

    label: str
    school: str
    municipality: str
    school_year: str
    title: str
    held: int
    minutes: int
    first_day: date | None
    last_day: date | None
    topics: tuple[str, ...]
    educators: tuple[str, ...]
    pupils: int
    """Enrolled on the day of at least one meeting held, or the declared number."""


def eligibility(reader: Reader, class_id: RecordId) -> list[EligibilityRow]:
    """Every pupil of the class with what speaks for or against a certificate."""
    sheet = register_of(reader, class_id)
    held = [(place, lesson) for place, lesson in enumerate(sheet.lessons) if lesson.state is RegisterState.CLOSED]
    left = {row.enrolment_id: row for row in roster(reader, class_id) if row.left_on is not None}
    query = select(_certificate.c.enrolment_id, _certificate.c.number).where(
        _certificate.c.class_id == class_id, _certificate.c.kind == CertificateKind.PUPIL,
        _certificate.c.state == CertificateState.ISSUED,
    )  # fmt: skip
    numbers: dict[str, str] = dict(tuple(row) for row in reader.rows(query))
    return [_row(row, held, sheet.least_share, left.get(row.enrolment_id), numbers.get(row.enrolment_id, ""))
            for row in sheet.rows]  # fmt: skip


def path_of(reader: Reader, class_id: RecordId) -> Path:
    """What the class did so far; raises ``RecordMissing``."""
    sheet = register_of(reader, class_id)
    held = [lesson for lesson in sheet.lessons if lesson.state is RegisterState.CLOSED]
    days = [lesson.starts_at.date() for lesson in held]
    header = sheet.school_class
    return Path(
        header.label, header.school, header.municipality, header.year_label, header.path_title, len(held),
        sum(lesson.minutes for lesson in held), min(days, default=None), max(days, default=None),
        tuple(dict.fromkeys(lesson.topic for lesson in held if lesson.topic)),
        tuple(dict.fromkeys(name for lesson in held for name in _names(lesson.educators))) or _names(header.educator),
        _pupils(sheet, held),
    )  # fmt: skip


def _row(
    row: RegisterRow, lessons: list[tuple[int, LessonRow]], share: int, left: PupilRow | None, number: str
) -> EligibilityRow:
    own = [lesson for place, lesson in lessons if row.cells[place].expected or row.cells[place].mark]
    attended = [lesson for place, lesson in lessons if row.cells[place].mark in ATTENDING]
    days = [lesson.starts_at.date() for lesson in attended]
    enough = earns(len(attended), len(own), share)
    return EligibilityRow(
        row.enrolment_id, row.number, row.family, row.given, len(attended), len(own),
        sum(lesson.minutes for lesson in attended), min(days, default=None), max(days, default=None),
        enough and left is None, _reason(len(attended), len(own), share, left), number,
    )  # fmt: skip


def _reason(attended: int, held: int, share: int, left: PupilRow | None) -> str:
    if not held:
        return _("No meeting has been held yet.")
    told = ngettext("{attended} meeting of {held}", "{attended} meetings of {held}", attended)
    told = told.format(attended=attended, held=held)
    if left is not None and left.left_on is not None:
        return _("{meetings}; left the class on {day}.").format(meetings=told, day=format_date(left.left_on))
    if not earns(attended, held, share):
        return _("{meetings}: the minimum is {share} %.").format(meetings=told, share=share)
    return told


def _pupils(sheet: RegisterSheet, held: list[LessonRow]) -> int:
    there = {row.enrolment_id for lesson in held for row in sheet.expected(lesson.id)}
    return len(there) or sheet.school_class.pupils


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace(";", ",").split(",") if name.strip())
