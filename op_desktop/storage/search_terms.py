"""The words by which a record is found, as its tables keep them."""

from collections.abc import Mapping

from op_desktop.domain.lab import Lab
from op_desktop.domain.names import words
from op_desktop.domain.person import Person
from op_desktop.domain.record import Value
from op_desktop.domain.school import Pupil, School, SchoolClass

_TEXTS: dict[str, tuple[str, ...]] = {
    Person.entity: ("family_name", "given_name", "card"),
    Pupil.entity: ("family_name", "given_name"),
    Lab.entity: ("name",),
    School.entity: ("name",),
}
SEARCHED = frozenset((*_TEXTS, SchoolClass.entity))


def search_terms(entity: str, row: Mapping[str, Value]) -> frozenset[str]:
    """Folded words of a record's row; a class is found as ``2b``, who lies in the bin not at all."""
    if row.get("binned_on"):
        return frozenset()
    if entity == SchoolClass.entity:
        return frozenset(words(f"{row['grade']}{row['section']}".replace(" ", "")))
    return frozenset(word for name in _TEXTS.get(entity, ()) for word in words(str(row[name] or "")))
