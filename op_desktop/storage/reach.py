"""Which labs, meetings and events are shown to somebody, and so which records that hang on them: one rule for all."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, FromClause, and_, func, literal, null, or_, select, true

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.counselling import Consultation
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.lab import Lab, LabMember, LabSession
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import Record
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.view import View

_lab, _session, _event = TABLE_OF[Lab], TABLE_OF[LabSession], TABLE_OF[CommunityEvent]
_venue, _town = TABLE_OF[Venue], TABLE_OF[Municipality]
_presence, _participant, _member = TABLE_OF[Attendance], TABLE_OF[EventParticipant], TABLE_OF[LabMember]
_shift, _contact = TABLE_OF[VolunteerShift], TABLE_OF[Consultation]

Shown = tuple[FromClause, ColumnElement[bool]]


def placed(view: View) -> Mapping[type[Record], Shown]:
    """For each kind of record that happens somewhere: where to look for it, and whether it is shown.

    A meeting is shown with its lab and where it is held; an event without any place belongs to everybody.
    """
    lab_shown = view.at(_lab.c.municipality_id, _lab.c.venue_id)
    meets_here = view.at(_lab.c.municipality_id, func.coalesce(_session.c.venue_id, _lab.c.venue_id))
    nowhere = _event.c.municipality_id.is_(None) & _event.c.venue_id.is_(None)
    return {
        Lab: (_lab, lab_shown),
        LabSession: (_session.join(_lab, _lab.c.id == _session.c.lab_id), or_(lab_shown, meets_here)),
        CommunityEvent: (_event, or_(nowhere, view.at(_event.c.municipality_id, _event.c.venue_id))),
        Venue: (_venue, view.at(_venue.c.municipality_id, _venue.c.id)),
        Municipality: (_town, view.at(_town.c.id, null())),
    }


def of_people(view: View, kind: type[Record]) -> ColumnElement[bool]:
    """Whether a record that names a person is shown, by where it happens.

    Parts, profile and certificates are the person's own and happen nowhere; so do hours without lab or event, and a
    contact without a venue.
    """
    return _hanging(view).get(kind, true()) if view.places else true()


@lru_cache(maxsize=16)
def _hanging(view: View) -> Mapping[type[Record], ColumnElement[bool]]:
    """The conditions of a view, made once: a card asks with them a dozen times."""
    at_meeting, at_no_meeting = _shift.c.session_id.is_not(None), _shift.c.session_id.is_(None)
    in_no_lab = and_(at_no_meeting, _shift.c.lab_id.is_(None))
    return {
        LabMember: _shown(view, Lab, _member.c.lab_id),
        Attendance: _shown(view, LabSession, _presence.c.session_id),
        EventParticipant: _shown(view, CommunityEvent, _participant.c.event_id),
        VolunteerShift: or_(
            and_(at_meeting, _shown(view, LabSession, _shift.c.session_id)),
            and_(at_no_meeting, _shown(view, Lab, _shift.c.lab_id)),
            and_(in_no_lab, or_(_shift.c.event_id.is_(None), _shown(view, CommunityEvent, _shift.c.event_id))),
        ),
        Consultation: or_(_contact.c.venue_id.is_(None), _shown(view, Venue, _contact.c.venue_id)),
    }


def _shown(view: View, kind: type[Record], id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the record of a row's reference is shown: looked up by its id, since of a person there are few."""
    source, shown = placed(view)[kind]
    found = select(literal(1)).select_from(source).where(TABLE_OF[kind].c.id == id, shown)
    return found.correlate(cast("Column[Any]", id).table).exists()
