"""Which permission a write to each kind of record needs; the unit of work asks it for every write."""

from collections.abc import Mapping

from op_desktop.domain.account import Account, Device
from op_desktop.domain.attendance import Attendance, LessonMark, UnnamedEntry
from op_desktop.domain.certificate import Certificate, CertificateKind
from op_desktop.domain.counselling import Consultation, HelpArea
from op_desktop.domain.event import CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.exchange import SCHOOLS, Erasure, ImportBatch
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
from op_desktop.domain.record import Record
from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass
from op_desktop.domain.volunteering import HourRate, VolunteerShift
from op_desktop.security.permissions import Permission

_RECORDS: Mapping[Permission, tuple[type[Record], ...]] = {
    Permission.PROPOSE_PLACES: (School, Venue),
    Permission.WRITE_PLACES: (Municipality, Device),
    Permission.WRITE_CLASSES: (
        SchoolClass,
        Pupil,
        Enrolment,
        Lesson,
        LessonMark,
        Module,
        PrintedSheet,
        Quiz,
        QuizItem,
        QuizSitting,
        QuizAnswer,
        QuizHands,
        ImportBatch,
    ),
    Permission.WRITE_LABS: (Lab, LabStatus, LabMember, LabSession, Attendance, UnnamedEntry),
    Permission.WRITE_PEOPLE: (Person, CollaboratorProfile, PersonRole),
    Permission.WRITE_VOLUNTEERING: (VolunteerShift,),
    Permission.WRITE_EVENTS: (CommunityEvent, EventDay, EventParticipant),
    Permission.WRITE_COUNSELLING: (Consultation,),
    Permission.WRITE_GRANTS: (
        GrantCall,
        GrantApplication,
        ApplicationMember,
        ApplicationMunicipality,
        Criterion,
        Score,
        Instalment,
    ),
    Permission.WRITE_METRICS: (Period, DeclaredFigure, DatedSetting, HourRate),
    Permission.COLLECT: (SameAs,),
    Permission.WRITE_TEMPLATES: (HelpArea,),
    Permission.WRITE_ACCOUNTS: (Account,),
    Permission.ERASE: (Erasure,),
}

_OF_CLASSES = frozenset({Pupil.entity, LessonMark.entity, Certificate.entity})
"""What a class keeps of its pupils."""
_NEEDED = {record: permission for permission, records in _RECORDS.items() for record in records}


def needed_to_write(record: Record | type[Record]) -> Permission:
    """The permission that a write to this record needs."""
    if isinstance(record, Certificate):
        volunteer = record.kind is CertificateKind.VOLUNTEER
        return Permission.WRITE_VOLUNTEER_CERTIFICATES if volunteer else Permission.WRITE_CLASS_CERTIFICATES
    if isinstance(record, ImportBatch) and record.kind == SCHOOLS:
        return Permission.PROPOSE_PLACES
    if isinstance(record, Erasure) and record.what in _OF_CLASSES:
        return Permission.CLEAN_UP
    kind = record if isinstance(record, type) else type(record)
    return Permission.WRITE_CLASS_CERTIFICATES if kind is Certificate else _NEEDED[kind]
