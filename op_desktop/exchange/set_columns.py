"""The files of a roster set and the few columns of each that are read: OneRoster 1.1 and 1.2, School Data Sync 1 and 2.

Columns after the OneRoster CSV bindings and the published samples of School Data Sync. Everything else in such
a set (birth dates, addresses, passwords, parents, flags) is never looked at.
"""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a file of a set tells."""

    SCHOOLS = "schools"
    CLASSES = "classes"
    PEOPLE = "people"
    ENROLMENTS = "enrolments"


@dataclass(frozen=True, slots=True)
class SetFile:
    """A file of a set: its name without ending, in small letters, and for each thing read the titles it may have."""

    part: Part
    name: str
    columns: dict[str, tuple[str, ...]]
    needed: tuple[str, ...]


ID, NAME, SCHOOL, CODE, STATUS = "id", "name", "school", "code", "status"
FAMILY, GIVEN, PERSON, CLASS, ROLE, ENDS = "family", "given", "person", "class", "role", "ends"

ONE_ROSTER = (
    SetFile(Part.SCHOOLS, "orgs", {ID: ("sourcedId",), NAME: ("name",)}, (ID, NAME)),
    SetFile(
        Part.CLASSES,
        "classes",
        {ID: ("sourcedId",), NAME: ("title",), SCHOOL: ("schoolSourcedId", "orgSourcedId"), CODE: ("classCode",),
         STATUS: ("status",)},
        (ID, NAME),
    ),
    SetFile(
        Part.PEOPLE,
        "users",
        {ID: ("sourcedId",), FAMILY: ("familyName",), GIVEN: ("givenName",), STATUS: ("status",)},
        (ID, FAMILY, GIVEN),
    ),
    SetFile(
        Part.ENROLMENTS,
        "enrollments",
        {CLASS: ("classSourcedId",), PERSON: ("userSourcedId",), ROLE: ("role",), STATUS: ("status",),
         ENDS: ("endDate",)},
        (CLASS, PERSON, ROLE),
    ),
)  # fmt: skip
"""OneRoster 1.1 and 1.2, and School Data Sync 2.1, which took its file names over."""

SCHOOL_DATA_SYNC = (
    SetFile(Part.SCHOOLS, "school", {ID: ("SIS ID",), NAME: ("Name",)}, (ID, NAME)),
    SetFile(
        Part.CLASSES,
        "section",
        {ID: ("SIS ID",), NAME: ("Section Name",), SCHOOL: ("School SIS ID",), CODE: ("Section Number",),
         STATUS: ("Status",)},
        (ID,),
    ),
    SetFile(
        Part.PEOPLE,
        "student",
        {ID: ("SIS ID",), FAMILY: ("Last Name",), GIVEN: ("First Name",), STATUS: ("Status",)},
        (ID, FAMILY, GIVEN),
    ),
    SetFile(
        Part.ENROLMENTS,
        "studentenrollment",
        {CLASS: ("Section SIS ID",), PERSON: ("SIS ID",), STATUS: ("Status",)},
        (CLASS, PERSON),
    ),
)  # fmt: skip
"""School Data Sync 1, with a file of its own for pupils and another for teachers."""

KINDS = (ONE_ROSTER, SCHOOL_DATA_SYNC)
GONE = frozenset({"tobedeleted", "inactive", "deleted"})
"""Words of a status that take a row out of the set."""
PUPIL = frozenset({"student", "learner", ""})
"""Roles of those who learn; sets without roles hold only them."""
