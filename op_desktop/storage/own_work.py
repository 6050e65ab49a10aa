"""What a save may touch: labs, meetings, events, contacts and hours of one's places, and one's own classes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, case, or_, select

from op_desktop.domain.attendance import Attendance, LessonMark, UnnamedEntry
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.counselling import Consultation
from op_desktop.domain.event import CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.lab import Lab, LabMember, LabSession, LabStatus
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.quiz import QuizAnswer, QuizHands, QuizSitting
from op_desktop.domain.record import Record
from op_desktop.domain.school import Enrolment, Lesson, Pupil, SchoolClass
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.security.permissions import Actor, NotYours
from op_desktop.security.subjects import needed_to_write
from op_desktop.storage.reach import placed
from op_desktop.storage.reader import chunks
from op_desktop.storage.tables import RECORD_OF, TABLE_OF
from op_desktop.storage.view import View, view_of
from op_desktop.storage.write import Write

Holder = tuple[type[Record], str]
_HELD_BY: Mapping[type[Record], tuple[Holder, ...]] = {
    Lab: ((Lab, "id"), (Venue, "venue_id"), (Municipality, "municipality_id")),
    LabStatus: ((Lab, "lab_id"),),
    LabMember: ((Lab, "lab_id"),),
    LabSession: ((LabSession, "id"), (Lab, "lab_id")),
    Attendance: ((LabSession, "session_id"),),
    UnnamedEntry: ((LabSession, "session_id"),),
    VolunteerShift: ((LabSession, "session_id"), (Lab, "lab_id"), (CommunityEvent, "event_id")),
    CommunityEvent: ((CommunityEvent, "id"), (Venue, "venue_id"), (Municipality, "municipality_id")),
    EventDay: ((CommunityEvent, "event_id"),),
    EventParticipant: ((CommunityEvent, "event_id"),),
    Consultation: ((Venue, "venue_id"),),
    SchoolClass: ((SchoolClass, "id"),),
    Lesson: ((SchoolClass, "class_id"),),
    LessonMark: ((Lesson, "lesson_id"),),
    PrintedSheet: ((Lesson, "lesson_id"),),
    QuizSitting: ((SchoolClass, "class_id"),),
    QuizAnswer: ((QuizSitting, "sitting_id"),),
    QuizHands: ((QuizSitting, "sitting_id"),),
    Certificate: ((SchoolClass, "class_id"),),
    # Who is in two classes may be moved and put back by whoever teaches either.
    Enrolment: ((Enrolment, "id"), (Pupil, "pupil_id"), (SchoolClass, "class_id")),
    Pupil: ((Pupil, "id"),),
}
"""What a record belongs to: the first of these that it names and that is on file; without one it is nobody's."""

_lesson, _class = TABLE_OF[Lesson], TABLE_OF[SchoolClass]
_enrolment, _pupil = TABLE_OF[Enrolment], TABLE_OF[Pupil]
_sitting = TABLE_OF[QuizSitting]


def refuse_elsewhere(connection: Connection, actor: Actor, writes: Iterable[Write]) -> None:
    """Raise ``NotYours`` where a save touches what the person at work is not shown (``View``).

    A record is judged by where it stood before the save, a new one by where it is put.
    """
    view = view_of(actor)
    if view.whole:
        return
    waiting = [(write, place) for write in writes if (place := _HELD_BY.get(write.kind))]
    while waiting:
        asked: defaultdict[type[Record], set[str]] = defaultdict(set)
        for write, ((kind, name), *_rest) in waiting:
            if held_by := _named(write, name):
                asked[kind].add(held_by)
        shown = {kind: _shown(connection, view, kind, ids) for kind, ids in asked.items()}
        unanswered = []
        for write, ((kind, name), *rest) in waiting:
            answer = shown.get(kind, {}).get(_named(write, name))
            if answer is None and rest:
                unanswered.append((write, tuple(rest)))
            elif answer is False:
                raise NotYours(permission=needed_to_write(write.after or write.kind).value)
        waiting = unanswered


def _named(write: Write, name: str) -> str:
    row = write.before or write.row or {}
    return write.id if name == "id" else str(row[name] or "")


def _shown(connection: Connection, view: View, kind: type[Record], ids: Iterable[str]) -> dict[str, bool]:
    """Of the records with these ids those on file, and whether each is shown."""
    query, id = _question(view, kind.entity), TABLE_OF[kind].c.id
    found: dict[str, bool] = {}
    for chunk in chunks(sorted(ids)):
        found.update((key, bool(value)) for key, value in connection.execute(query.where(id.in_(chunk))))
    return found


@lru_cache(maxsize=64)
def _question(view: View, entity: str) -> Select[Any]:
    """The query of ``_shown``, made once: a mark on the register is asked for in a blink."""
    kind = RECORD_OF[entity]
    source, shown = _condition(view, kind)
    return select(TABLE_OF[kind].c.id, case((shown, 1), else_=0)).select_from(source)


def _condition(view: View, kind: type[Record]) -> tuple[FromClause, ColumnElement[bool]]:
    """Where to look for a record that holds others, and whether it is shown."""
    class_shown = view.of_class(_class.c.educator_id)
    taught: Mapping[type[Record], tuple[FromClause, ColumnElement[bool]]] = {
        SchoolClass: (_class, class_shown),
        Lesson: (_lesson.join(_class, _class.c.id == _lesson.c.class_id), class_shown),
        QuizSitting: (_sitting.join(_class, _class.c.id == _sitting.c.class_id), class_shown),
        Enrolment: (_enrolment, _taught(class_shown, _enrolment.c.pupil_id)),
        Pupil: (_pupil, _taught(class_shown, _pupil.c.id)),
    }
    return taught[kind] if kind in taught else placed(view)[kind]


def _taught(class_shown: ColumnElement[bool], pupil_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a pupil is or was in a class that is shown, or is in none at all."""
    each = _enrolment.alias()
    own = select(each.c.id).join(_class, _class.c.id == each.c.class_id).where(each.c.pupil_id == pupil_id)
    return or_(own.where(class_shown).exists(), ~own.exists())
