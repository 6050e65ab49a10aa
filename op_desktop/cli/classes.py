"""The class that somebody types: ``2B``, ``2026/2027/2B``, ``2B@Scuola media Aurora``."""

import re

from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import school_year
from op_desktop.domain.section import parse_class_name
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.schools import ClassRow, SchoolRow, add_class, classes, schools
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork

_SELECTOR = re.compile(r"(?:([0-9]{4})(?:/(?:[0-9]{2}){1,2})?/)?([^@]+?)(?:@(.+))?")


class ClassNotFound(UserError):
    """No class goes by these words."""

    title = N_("There is no class “{text}”.")
    advice = N_("Write YEAR/YEAR/CLASS@SCHOOL, for instance 2026/2027/2B@Aurora. There are: {classes}.")


class SeveralClasses(UserError):
    """More than one class goes by these words."""

    title = N_("“{text}” may be more than one class.")
    advice = N_("Add the school: {classes}.")


class SchoolUnclear(UserError):
    """A new class needs one school."""

    title = N_("A new class needs its school: “{text}” names none, or more than one.")
    advice = N_("Write CLASS@SCHOOL with one of: {schools}.")


def find_class(reader: Reader, text: str) -> ClassRow | None:
    """The class that a text names, of this school year unless it says another; raises ``SeveralClasses``."""
    year, name, school = _parts(text, reader)
    found = [row for row in classes(reader, year) if row.label == name and fold(school) in fold(row.school)]
    if len(found) > 1:
        raise SeveralClasses(text=text, classes=_listed(found))
    return found[0] if found else None


def require_class(reader: Reader, text: str) -> ClassRow:
    """As ``find_class``; raises ``ClassNotFound`` where there is none."""
    found = find_class(reader, text)
    if found is None:
        raise ClassNotFound(text=text, classes=_listed(classes(reader)) or "–")
    return found


def new_class(uow: UnitOfWork, text: str) -> RecordId:
    """Put the class that a text names on file, by numbers only; raises ``SchoolUnclear``."""
    year, name, school = _parts(text, uow)
    found = [row for row in schools(uow) if fold(school) in fold(row.name)]
    if len(found) != 1:
        raise SchoolUnclear(text=text, schools=_names(schools(uow)))
    return add_class(uow, found[0].id, year, parse_class_name(name))


def _parts(text: str, reader: Reader) -> tuple[int, str, str]:
    found = _SELECTOR.fullmatch(text.strip())
    if found is None:
        raise ClassNotFound(text=text, classes=_listed(classes(reader)) or "–")
    year, name, school = found.groups()
    return int(year) if year else school_year(reader.today), str(parse_class_name(name)), school or ""


def _listed(found: list[ClassRow]) -> str:
    return ", ".join(f"{row.year_label}/{row.label}@{row.school}" for row in found[:12])


def _names(found: list[SchoolRow]) -> str:
    return ", ".join(row.name for row in found) or "–"
