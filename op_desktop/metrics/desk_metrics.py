"""Figures of the help desks: accesses, people and consultations."""

from op_desktop.domain.counselling import FAMILY as FAMILY_AREA
from op_desktop.domain.counselling import SAVINGS as SAVINGS_AREA
from op_desktop.domain.counselling import WORK as WORK_AREA
from op_desktop.domain.counselling import Consultation, ContactKind
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.language import N_
from op_desktop.metrics.aggregates import PEOPLE, UNNAMED, different_people, row_count, total_of
from op_desktop.metrics.desk_rows import DESK, contacts, of_area
from op_desktop.metrics.metric import Basis, Metric, Part, Section, Unit

ACCESSES = Metric(
    id="M01b",
    name=N_("Accesses to the #OP services"),
    short=N_("Accesses to the services"),
    label=N_("Total people who came through the #OP services"),
    published="M01",
    section=Section.PEOPLE,
    unit=Unit.CONTACTS,
    basis=Basis.ACCESSES,
    counts=N_("All contacts at the help desks that took place, in any area. "
              "This is the series that compares with the published 3,287 and 5,783."),
    rules=("R1", "R2", "R5", "R8"),
    rows=contacts,
    value=row_count,
    parts=(PEOPLE, UNNAMED),
    sources=(Consultation, Person, Venue),
    references=DESK,
)  # fmt: skip

PERSONS = Metric(
    id="M01a",
    name=N_("Different people at the #OP services"),
    short=N_("Different people"),
    section=Section.PEOPLE,
    unit=Unit.PEOPLE,
    basis=Basis.PERSONS,
    counts=N_("Different people on file with at least one contact at a help desk that took place, in any area. "
              "Contacts without a name stand beside it."),
    rules=("R1", "R2", "R3", "R5", "R6"),
    rows=contacts,
    value=different_people,
    parts=(UNNAMED,),
    sources=(Consultation, Person, Venue),
    references=DESK,
)  # fmt: skip

WORK = Metric(
    id="M02",
    name=N_("Individual consultations on work"),
    short=N_("Consultations: work"),
    published="M02",
    section=Section.PEOPLE,
    unit=Unit.CONTACTS,
    basis=Basis.ACCESSES,
    counts=N_("Consultations of the area work that took place; every meeting of a path counts. "
              "Guidance for groups is an event or a lab."),
    rules=("R1", "R2", "R5", "R8"),
    rows=contacts,
    only=of_area(WORK_AREA, ContactKind.CONSULTATION),
    value=row_count,
    parts=(PEOPLE, UNNAMED),
    sources=(Consultation, Person, Venue),
    references=DESK,
)  # fmt: skip

FAMILY = Metric(
    id="M03",
    name=N_("Consultations and requests of families (Job Family)"),
    short=N_("Consultations: families"),
    published="M03",
    section=Section.PEOPLE,
    unit=Unit.CONTACTS,
    basis=Basis.ACCESSES,
    counts=N_("Consultations and requests of the area family that took place. "
              "A consultation that follows a request is a second contact."),
    rules=("R1", "R2", "R5", "R8"),
    rows=contacts,
    only=of_area(FAMILY_AREA, ContactKind.CONSULTATION, ContactKind.REQUEST),
    value=row_count,
    parts=(
        Part(key="consultations", name=N_("of them consultations"),
             of=total_of("weight", ContactKind.CONSULTATION.value)),
        Part(key="requests", name=N_("of them requests"), of=total_of("weight", ContactKind.REQUEST.value)),
        PEOPLE,
        UNNAMED,
    ),
    sources=(Consultation, Person, Venue),
    references=DESK,
)  # fmt: skip

SAVINGS = Metric(
    id="M04",
    name=N_("Individual consultations on savings"),
    short=N_("Consultations: savings"),
    published="M04",
    section=Section.PEOPLE,
    unit=Unit.CONTACTS,
    basis=Basis.ACCESSES,
    counts=N_("Consultations of the area savings that took place."),
    rules=("R1", "R2", "R5", "R8"),
    rows=contacts,
    only=of_area(SAVINGS_AREA, ContactKind.CONSULTATION),
    value=row_count,
    parts=(PEOPLE, UNNAMED),
    sources=(Consultation, Person, Venue),
    references=DESK,
)
