"""Figures of events, labs and the people in them."""

from op_desktop.domain.attendance import Attendance, UnnamedEntry
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.lab import Lab, LabKind, LabOrigin, LabSession, LabStatus
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.language import N_
from op_desktop.metrics.aggregates import (
    COUNTED,
    ESTIMATED,
    ESTIMATED_ROWS,
    HELD_MEETINGS,
    NAMED,
    PEOPLE,
    UNNAMED,
    UNRECORDED,
    different_keys,
    different_keys_of,
    different_people,
    row_count,
    total,
)
from op_desktop.metrics.collaboration_rows import SHIFTS, in_labs, shifts, steady_shifts, whose_event_is_here
from op_desktop.metrics.event_rows import SIGNATURES, events
from op_desktop.metrics.event_rows import participations as event_participations
from op_desktop.metrics.lab_rows import (
    MEETINGS,
    PRESENCES,
    STATES,
    meetings,
    meetings_of_active_labs,
    of_kind,
    participations,
    presences,
)
from op_desktop.metrics.metric import Basis, Metric, Part, Section, Unit

EVENTS = Metric(
    id="M05",
    name=N_("Events in all"),
    short=N_("Events"),
    published="M05",
    section=Section.COMMUNITY,
    unit=Unit.EVENTS,
    basis=Basis.ACTIVITIES,
    counts=N_("Events held. One that lasts several days is one event; one that is repeated is an event each time."),
    rules=("R1", "R2", "R7", "R8"),
    rows=events,
    value=row_count,
    sources=(CommunityEvent, Venue),
)

PARTICIPANTS = Metric(
    id="M06",
    name=N_("Participants in all"),
    short=N_("Participants in events"),
    published="M06",
    section=Section.COMMUNITY,
    unit=Unit.PARTICIPATIONS,
    basis=Basis.PRESENCES,
    counts=N_("For each event held the larger of the number counted and the different people who signed, added up. "
              "Not different people; labs are told apart."),
    rules=("R1", "R2", "R3", "R5", "R7", "R9"),
    rows=event_participations,
    value=total("weight"),
    parts=(NAMED, COUNTED, ESTIMATED, ESTIMATED_ROWS, UNRECORDED),
    sources=(CommunityEvent, EventParticipant, Person, Venue),
    references=SIGNATURES,
)  # fmt: skip

LAB_PARTICIPANTS = Metric(
    id="M06b",
    name=N_("Participations in labs"),
    short=N_("Participations in labs"),
    section=Section.COMMUNITY,
    unit=Unit.PARTICIPATIONS,
    basis=Basis.PRESENCES,
    counts=N_("For each meeting held by a lab of either kind the larger of the number counted and the people noted, "
              "by name or without, added up."),
    rules=("R1", "R2", "R3", "R5", "R7", "R9"),
    rows=participations,
    value=total("weight"),
    parts=(NAMED, COUNTED, ESTIMATED, UNRECORDED),
    sources=(Lab, LabSession, Attendance, UnnamedEntry, Person),
    references=PRESENCES,
)  # fmt: skip

SOCIAL = Metric(
    id="M07",
    name=N_("Social labs, meetings in all"),
    short=N_("Social labs"),
    published="M07",
    section=Section.COMMUNITY,
    unit=Unit.MEETINGS,
    basis=Basis.ACTIVITIES,
    counts=N_("Meetings held by social labs; how many labs they were stands beside it."),
    rules=("R1", "R2", "R7", "R8"),
    rows=meetings,
    only=of_kind(LabKind.SOCIAL),
    value=row_count,
    parts=(Part(key="labs", name=N_("different labs"), of=different_keys),),
    sources=(Lab, LabSession),
    references=MEETINGS,
)

COMMUNITY = Metric(
    id="M08",
    name=N_("Active community labs (with those of the call #OP comunità)"),
    short=N_("Community labs"),
    published="M08",
    section=Section.COMMUNITY,
    unit=Unit.LABS,
    basis=Basis.ACTIVITIES,
    counts=N_("Different community labs with at least one meeting held in the period. "
              "Two labs of the same name are two; a lab that never met is not active."),
    rules=("R1", "R2", "R8"),
    rows=meetings,
    only=of_kind(LabKind.COMMUNITY),
    value=different_keys,
    parts=(
        Part(key="op_cafe", name=N_("of the #OP Cafés"), of=different_keys_of(LabOrigin.OP_CAFE.value)),
        Part(key="grant_call", name=N_("of the call"), of=different_keys_of(LabOrigin.GRANT_CALL.value)),
        HELD_MEETINGS,
    ),
    sources=(Lab, LabSession),
    references=MEETINGS,
)  # fmt: skip

ACTIVE = Metric(
    id="M08b",
    name=N_("Community labs active on the date"),
    short=N_("Labs active on the date"),
    section=Section.COMMUNITY,
    unit=Unit.LABS,
    basis=Basis.ACTIVITIES,
    counts=N_("Community labs that are not closed on the last day of the period (today, while it runs) "
              "and met in the 60 days before, August not counted."),
    rules=("R2", "R8"),
    rows=meetings_of_active_labs,
    value=different_keys,
    parts=(HELD_MEETINGS,),
    sources=(Lab, LabSession, LabStatus),
    references=STATES,
)  # fmt: skip

COLLABORATORS = Metric(
    id="M09",
    name=N_("Citizens who collaborate"),
    short=N_("Collaborating citizens"),
    published="M09",
    section=Section.COMMUNITY,
    unit=Unit.PEOPLE,
    basis=Basis.PERSONS,
    counts=N_("Different people with more than zero minutes of collaboration in a lab in the period."),
    rules=("R1", "R3", "R4", "R6", "R7"),
    rows=shifts,
    only=in_labs,
    value=different_people,
    parts=(Part(key="minutes", name=N_("minutes given to labs"), of=total("weight")),),
    sources=(VolunteerShift, Person, Lab, LabSession, CommunityEvent),
    references=SHIFTS,
)

STEADY = Metric(
    id="M09b",
    name=N_("Steady collaborators"),
    short=N_("Steady collaborators"),
    section=Section.COMMUNITY,
    unit=Unit.PEOPLE,
    basis=Basis.PERSONS,
    counts=N_("Different people who collaborated in a lab in at least 6 of the 12 months "
              "up to the last day of the period (today, while it runs)."),
    rules=("R3", "R4", "R6", "R7"),
    rows=steady_shifts,
    value=different_people,
    sources=(VolunteerShift, Person, Lab, LabSession, CommunityEvent),
    references=SHIFTS,
)  # fmt: skip

HOURS = Metric(
    id="H01",
    name=N_("Time given by citizens"),
    short=N_("Hours given"),
    section=Section.COMMUNITY,
    unit=Unit.MINUTES,
    basis=Basis.TIME,
    counts=N_("Minutes of collaboration recorded in any activity: labs, events, schools, projects."),
    rules=("R1", "R4", "R7"),
    rows=shifts,
    only=whose_event_is_here,
    value=total("weight"),
    parts=(PEOPLE,),
    sources=(VolunteerShift, Person, Lab, LabSession, CommunityEvent),
    references=SHIFTS,
)

USERS = Metric(
    id="M10",
    name=N_("Users of the services"),
    short=N_("Users of the services"),
    published="M10",
    section=Section.COMMUNITY,
    unit=Unit.PEOPLE,
    basis=Basis.PERSONS,
    counts=N_("Different people on file who were present at meetings held by community labs; presences and people "
              "without a name stand beside it. Who only collaborated in a meeting is not a user of it."),
    rules=("R1", "R2", "R3", "R5", "R6", "R7"),
    rows=presences,
    value=different_people,
    parts=(Part(key="presences", name=N_("presences"), of=total("weight")), UNNAMED),
    sources=(Lab, LabSession, Attendance, UnnamedEntry, Person),
    references=PRESENCES,
)  # fmt: skip
