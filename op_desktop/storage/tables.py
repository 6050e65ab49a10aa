"""Every table: one for each kind of record, derived from its fields, and those of the store itself."""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    and_,
    func,
    or_,
)
from sqlalchemy.dialects import postgresql

from op_desktop.domain.account import Account, Device
from op_desktop.domain.attendance import Attendance, LessonMark, UnnamedEntry
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.counselling import Consultation, HelpArea
from op_desktop.domain.event import CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.exchange import Erasure, ImportBatch
from op_desktop.domain.grant import (
    ApplicationMember,
    ApplicationMunicipality,
    Criterion,
    GrantApplication,
    GrantCall,
    Instalment,
    Score,
)
from op_desktop.domain.lab import Lab, LabMember, LabSession, LabStatus
from op_desktop.domain.period import DatedSetting, DeclaredFigure, Period
from op_desktop.domain.person import CollaboratorProfile, Person, PersonRole, SameAs
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.quiz import Module, Quiz, QuizAnswer, QuizHands, QuizItem, QuizSitting
from op_desktop.domain.record import Field, Kind, Record, shape
from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass
from op_desktop.domain.volunteering import HourRate, VolunteerShift

RECORDS: tuple[type[Record], ...] = (
    Municipality,
    Venue,
    School,
    SchoolClass,
    Pupil,
    Enrolment,
    Module,
    Lesson,
    LessonMark,
    PrintedSheet,
    Person,
    CollaboratorProfile,
    PersonRole,
    SameAs,
    Lab,
    LabStatus,
    LabMember,
    LabSession,
    Attendance,
    UnnamedEntry,
    CommunityEvent,
    EventDay,
    EventParticipant,
    VolunteerShift,
    HourRate,
    HelpArea,
    Consultation,
    GrantCall,
    GrantApplication,
    ApplicationMember,
    ApplicationMunicipality,
    Criterion,
    Score,
    Instalment,
    Certificate,
    Quiz,
    QuizItem,
    QuizSitting,
    QuizAnswer,
    QuizHands,
    Account,
    Device,
    Period,
    DeclaredFigure,
    DatedSetting,
    ImportBatch,
    Erasure,
)

RECORD_OF: dict[str, type[Record]] = {record.entity: record for record in RECORDS}

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"},
)

_TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text in the order of its bytes everywhere: prefix ranges and sorting are alike on both databases."""
_DATED = {"starts_at"}
"""Columns by which periods are cut out of large tables."""


_WIDER: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Attendance: (("session_id", "person_id"), ("person_id", "session_id")),
    VolunteerShift: (
        ("starts_at", "person_id", "minutes", "duplicate_of", "activity", "lab_id", "event_id"),
        ("person_id", "starts_at"),
    ),
}
"""Indexes from which figures and a person's visits are read without touching the rows of the two largest tables, and
one in which the first shift of each person is the first that is found.
"""
_WAITING = {VolunteerShift: "starts_at"}
"""What waits to be vouched for, and the column by which it is found."""


def _column(each: Field) -> Column[object]:
    number = each.kind in (Kind.INTEGER, Kind.BOOLEAN, Kind.MONEY)
    kind = BigInteger() if each.kind is Kind.MONEY else Integer() if number else _TEXT
    return Column(each.name, kind, nullable=each.optional)


def _table(record: type[Record]) -> Table:
    table = Table(
        record.entity, metadata, Column("id", _TEXT, primary_key=True), *[_column(each) for each in shape(record)]
    )
    wider = {columns[0]: columns for columns in _WIDER.get(record, ())}
    for first, columns in wider.items():
        Index(f"ix_{record.entity}_{first}", *[table.c[name] for name in columns])
    for each in shape(record):
        if each.name not in wider and (each.rule.refers or each.name in _DATED):
            # An empty reference is never looked up: leaving it out keeps the index small, and out of the planner's way.
            named = table.c[each.name].is_not(None) if each.optional else None
            Index(f"ix_{record.entity}_{each.name}", table.c[each.name], sqlite_where=named, postgresql_where=named)
    if record in _WAITING:
        where = _unvouched(table)
        Index(f"ix_{record.entity}_waiting", table.c[_WAITING[record]], sqlite_where=where, postgresql_where=where)
    return table


def _unvouched(table: Table) -> ColumnElement[bool]:
    return or_(table.c.confirmed_by.is_(None), table.c.confirmed_minutes != table.c.minutes)


TABLE_OF: dict[type[Record], Table] = {record: _table(record) for record in RECORDS}
UNVOUCHED = _unvouched(TABLE_OF[VolunteerShift])
"""Whether nobody vouches for a shift as long as it is (``VolunteerShift.confirmed``), in the words of its index."""

change = Table(
    "change",
    metadata,
    Column("replica", Integer(), nullable=False),
    Column("seq", Integer(), nullable=False),
    Column("id", LargeBinary(), nullable=False),
    Column("prev", LargeBinary(), nullable=False),
    Column("save", Integer(), nullable=False),
    Column("hlc", BigInteger(), nullable=False),
    Column("wall", BigInteger(), nullable=False),
    Column("author", _TEXT, nullable=False),
    Column("entity", _TEXT, nullable=False),
    Column("row_id", _TEXT, nullable=False),
    Column("tail", _TEXT, nullable=False),
    Column("bases", _TEXT, nullable=False),
    Column("fields", _TEXT, nullable=False),
    Column("personal", _TEXT),
    Column("schema", Integer(), nullable=False),
    Column("suspect", Integer(), nullable=False),
    Index("ix_change_replica", "replica", "seq"),
    Index("ix_change_tail", "tail"),
)
"""The log: append-only, the truth from which every table above can be rebuilt.

Ids lie scattered, and every package touches most pages of their index. So it holds only their ends (``tail``), a fifth
of what ids beside a primary key would be; ``about`` finds the changes of records by it.
"""
_TAIL = slice(24, 36)


def tail_of(row_id: str) -> str:
    """The end of a record's id; of ids made as ours are, no two in a programme are likely to share it."""
    return row_id[_TAIL]


def about(*row_ids: str) -> ColumnElement[bool]:
    """Whether a change is of one of these records."""
    return and_(change.c.tail.in_({tail_of(each) for each in row_ids}), change.c.row_id.in_(row_ids))


def about_row(row_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a change is of the record of a joined row."""
    ends = func.substr(row_id, _TAIL.start + 1, _TAIL.stop - _TAIL.start)
    return and_(change.c.tail == ends, change.c.row_id == row_id)


replica = Table(
    "replica",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("device", _TEXT, nullable=False),
    Column("incarnation", _TEXT, nullable=False),
    Column("label", _TEXT, nullable=False),
    Column("forked", Integer(), nullable=False, server_default="0"),
    Column("contiguous", Integer(), nullable=False, server_default="0"),
    Index("ix_replica_device", "device", "incarnation", unique=True),
)
"""Writers known here, with the small numbers that stand for them in the log.

``contiguous`` is the last sequence number up to which nothing of a foreign writer is missing.
"""

review = Table(
    "review",
    metadata,
    Column("entity", _TEXT, primary_key=True),
    Column("row_id", _TEXT, primary_key=True),
    Column("field", _TEXT, primary_key=True),
)
"""Fields with two or more values written without knowledge of each other, waiting for a decision."""

search_term = Table(
    "search_term",
    metadata,
    Column("term", _TEXT, primary_key=True),
    Column("entity", _TEXT, primary_key=True),
    Column("row_id", _TEXT, primary_key=True),
    Index("ix_search_term_row_id", "row_id"),
    sqlite_with_rowid=False,
)
"""Folded words by which people, classes and labs are found."""

document = Table(
    "document",
    metadata,
    Column("sha256", _TEXT, primary_key=True),
    Column("content", LargeBinary(), nullable=False),
)
"""Issued PDFs, kept by their digest."""

bundle = Table(
    "bundle",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("direction", _TEXT, nullable=False),
    Column("replica", Integer(), nullable=False),
    Column("first_seq", Integer(), nullable=False),
    Column("last_seq", Integer(), nullable=False),
    Column("rows", Integer(), nullable=False),
    Column("code", _TEXT, nullable=False),
    Column("at", _TEXT, nullable=False),
    Column("file", _TEXT, nullable=False),
)
"""Packages written here and packages read here; a journal, never what decides whether content is new."""

local = Table(
    "local",
    metadata,
    Column("name", _TEXT, primary_key=True),
    Column("value", _TEXT, nullable=False),
)
"""What belongs to this installation alone: identity, clock, keys, sign-in codes."""

LOCAL_TABLES = (change, replica, review, search_term, document, bundle, local)
