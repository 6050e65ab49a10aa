"""Hand-overs of the past, what waits for the next one, and what is worth a look before it leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, Subquery, Text, cast, distinct, func, select

from op_desktop.domain.certificate import Certificate
from op_desktop.domain.school import Lesson, Status
from op_desktop.storage import journal, tables
from op_desktop.storage.clock import local_time
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import RECORD_OF, TABLE_OF

_bundle, _log, _local = tables.bundle, tables.change, tables.local


class Subject(StrEnum):
    """What a package's rows are about, in words that people use."""

    CLASSES = "classes"
    PUPILS = "pupils"
    CLASS_ATTENDANCE = "class_attendance"
    PEOPLE = "people"
    LABS = "labs"
    LAB_ATTENDANCE = "lab_attendance"
    VOLUNTEERING = "volunteering"
    EVENTS = "events"
    COUNSELLING = "counselling"
    GRANTS = "grants"
    QUIZZES = "quizzes"
    CERTIFICATES = "certificates"
    FRAME = "frame"
    """Places, accounts, periods: what the rest stands on."""


_ENTITIES: Final[Mapping[Subject, tuple[str, ...]]] = MappingProxyType(
    {
        Subject.CLASSES: ("school_class", "lesson", "school"),
        Subject.PUPILS: ("pupil", "enrolment"),
        Subject.CLASS_ATTENDANCE: ("lesson_mark", "printed_sheet"),
        Subject.PEOPLE: ("person", "person_role", "collaborator_profile", "same_as"),
        Subject.LABS: ("lab_session", "lab", "lab_member", "lab_status"),
        Subject.LAB_ATTENDANCE: ("attendance", "unnamed_entry"),
        Subject.VOLUNTEERING: ("volunteer_shift", "hour_rate"),
        Subject.EVENTS: ("community_event", "event_day", "event_participant"),
        Subject.COUNSELLING: ("consultation", "help_area"),
        Subject.GRANTS: (
            "grant_call", "grant_application", "application_member", "application_municipality", "criterion", "score",
            "instalment",
        ),
        Subject.QUIZZES: ("quiz", "quiz_item", "quiz_sitting", "quiz_answer", "quiz_hands", "module"),
        Subject.CERTIFICATES: ("certificate",),
    }
)  # fmt: skip
_NAMED: Final = frozenset(entity for entities in _ENTITIES.values() for entity in entities)


@dataclass(frozen=True, slots=True)
class PastHandOver:
    """A package written here; ``at`` is civil time in Rome."""

    id: str
    at: datetime
    code: str
    file: str
    changes: int
    received: bool
    """Whether the centre has acknowledged all of it."""


@dataclass(frozen=True, slots=True)
class Share:
    """One subject of the package to come."""

    subject: Subject
    files: tuple[str, ...]
    rows: int
    changed: int
    """Rows of these written since the last hand-over."""
    bytes: int
    """Size of its tables before the package is pressed together."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next package would hold: everything that the centre has not acknowledged."""

    shares: tuple[Share, ...]
    changes: int
    since_last: int
    """Changes made after the last hand-over."""
    certificates: int
    certificates_new: int
    certificate_bytes: int

    @property
    def rows(self) -> int:
        """Rows of all subjects."""
        return sum(share.rows for share in self.shares)

    @property
    def bytes(self) -> int:
        """Size of all tables and certificates before they are pressed together."""
        return self.certificate_bytes + sum(share.bytes for share in self.shares)


@dataclass(frozen=True, slots=True)
class Ready:
    """The short answer for *Today*."""

    rows: int
    since_last: int
    last: PastHandOver | None


def past_hand_overs(reader: Reader, most: int = 12) -> list[PastHandOver]:
    """The packages written here, latest first."""
    own, acked = journal.head(reader.connection).replica, _acked(reader)
    query = (
        select(_bundle.c.id, _bundle.c.at, _bundle.c.code, _bundle.c.file, _bundle.c.rows, _bundle.c.replica,
               _bundle.c.last_seq)
        .where(_bundle.c.direction == "out")
        .order_by(_bundle.c.at.desc(), _bundle.c.id.desc())
        .limit(most)
    )  # fmt: skip
    return [
        PastHandOver(id, local_time(datetime.fromisoformat(at)), code, file, rows, replica == own and last <= acked)
        for id, at, code, file, rows, replica, last in reader.rows(query)
    ]


def handed_over_at(reader: Reader, lesson_id: str) -> datetime | None:
    """When the register of this lesson last left closed in a package written here, as civil time in Rome.

    None where every package so far took it along as a draft, or not at all.
    """
    stated = (_log.c.entity == Lesson.entity, tables.about(lesson_id), _log.c.fields.contains('"status":'))
    states = reader.rows(select(_log.c.replica, _log.c.seq, _log.c.fields).where(*stated).order_by(_log.c.seq))
    packages = reader.rows(
        select(_bundle.c.replica, _bundle.c.last_seq, _bundle.c.at)
        .where(_bundle.c.direction == "out")
        .order_by(_bundle.c.at.desc())
    )
    for replica, last_seq, at in packages:
        taken = [fields for writer, seq, fields in states if writer == replica and seq <= last_seq]
        if taken and f'"status":"{Status.HELD}"' in taken[-1]:
            return local_time(datetime.fromisoformat(at))
    return None


def ready(reader: Reader) -> Ready:
    """How many rows wait, how much changed since the last hand-over, and which that was."""
    head, acked = journal.head(reader.connection), _acked(reader)
    waiting = select(func.count(distinct(_log.c.row_id))).where(_log.c.replica == head.replica, _log.c.seq > acked)
    last = past_hand_overs(reader, 1)
    return Ready(
        rows=reader.value(waiting) or 0,
        since_last=head.seq - _last_seq(reader, head.replica),
        last=last[0] if last else None,
    )


def waiting(reader: Reader, *, everything: bool = False) -> Waiting:
    """What would leave now, by subject; ``everything`` from our first change on."""
    head = journal.head(reader.connection)
    after = 0 if everything else _acked(reader)
    last = _last_seq(reader, head.replica)
    changed = _touched_by_entity(reader, head.replica, max(after, last))
    touched = _touched_by_entity(reader, head.replica, after)
    rest = tuple(entity for entity in RECORD_OF if entity not in _NAMED)
    subjects = [*_ENTITIES.items(), (Subject.FRAME, rest)]
    found = [_share(reader, head.replica, after, subject, entities, touched, changed) for subject, entities in subjects]
    certificates, size = _certificates(reader, head.replica, after)
    new, _size = _certificates(reader, head.replica, max(after, last))
    return Waiting(
        shares=tuple(share for share in found if share.rows),
        changes=head.seq - after,
        since_last=head.seq - last,
        certificates=certificates,
        certificates_new=new,
        certificate_bytes=size,
    )


def _acked(reader: Reader) -> int:
    return int(reader.value(select(_local.c.value).where(_local.c.name == journal.ACKED)) or 0)


def _last_seq(reader: Reader, replica: int) -> int:
    query = select(func.max(_bundle.c.last_seq)).where(_bundle.c.direction == "out", _bundle.c.replica == replica)
    return reader.value(query) or 0


def _touched_by_entity(reader: Reader, replica: int, after: int) -> dict[str, int]:
    query = (
        select(_log.c.entity, func.count(distinct(_log.c.row_id)))
        .where(_log.c.replica == replica, _log.c.seq > after)
        .group_by(_log.c.entity)
    )
    return dict(tuple(row) for row in reader.rows(query))


def _share(
    reader: Reader,
    replica: int,
    after: int,
    subject: Subject,
    entities: Iterable[str],
    touched: Mapping[str, int],
    changed: Mapping[str, int],
) -> Share:
    here = [entity for entity in entities if touched.get(entity)]
    sizes = [_size(reader, replica, after, entity) for entity in here]
    return Share(
        subject=subject,
        files=tuple(f"{entity}.csv" for entity, (rows, _bytes) in zip(here, sizes, strict=True) if rows),
        rows=sum(rows for rows, _bytes in sizes),
        changed=sum(changed.get(entity, 0) for entity in here),
        bytes=sum(size for _rows, size in sizes),
    )


def _size(reader: Reader, replica: int, after: int, entity: str) -> tuple[int, int]:
    """Standing rows of a table that leave, and the length of the CSV file they make."""
    table = TABLE_OF[RECORD_OF[entity]]
    lengths = [func.length(func.coalesce(cast(column, Text), "")) for column in table.columns]
    content: ColumnElement[int] = sum(lengths[1:], lengths[0])
    touched = _touched(replica, after, entity)
    query: Any = select(func.count(), func.coalesce(func.sum(content), 0)).where(
        table.c.id.in_(select(touched.c.row_id))
    )
    rows, letters = reader.rows(query)[0]
    # Quotes around each value, commas between them, the end of the line; and the line of titles.
    width = len(table.columns) * 3 + 1
    title = sum(len(column.name) + 1 for column in table.columns) + 1
    return rows, int(letters) + rows * width + (title if rows else 0)


def _certificates(reader: Reader, replica: int, after: int) -> tuple[int, int]:
    """How many PDFs leave, and their size in bytes."""
    certificate, document = TABLE_OF[Certificate], tables.document
    touched = _touched(replica, after, Certificate.entity)
    query: Any = (
        select(func.count(), func.coalesce(func.sum(func.length(document.c.content)), 0))
        .join(certificate, certificate.c.pdf_sha256 == document.c.sha256)
        .where(certificate.c.id.in_(select(touched.c.row_id)))
    )
    count, size = reader.rows(query)[0]
    return count, int(size)


def _touched(replica: int, after: int, entity: str) -> Subquery:
    conditions: Sequence[ColumnElement[bool]] = (
        _log.c.replica == replica, _log.c.seq > after, _log.c.entity == entity
    )  # fmt: skip
    return select(_log.c.row_id).where(*conditions).subquery()
