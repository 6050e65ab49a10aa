"""The areas of advice, which the administration names and orders."""

from collections.abc import Iterator
from dataclasses import replace

from op_desktop.domain.counselling import FAMILY, GROUPS, HOUSING, SAVINGS, WORK, HelpArea
from op_desktop.domain.record import RecordId, new_id
from op_desktop.language import language
from op_desktop.register.schools import NameMissing
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork

_AREAS = (
    (WORK, "Orientamento al lavoro", "Job orientation"),
    (FAMILY, "Job Family", "Family (Job Family)"),
    (SAVINGS, "Risparmio", "Savings"),
    (HOUSING, "Casa", "Housing"),
    (GROUPS, "Gruppi", "Groups"),
)


def areas(reader: Reader, *, retired: bool = False) -> list[HelpArea]:
    """The areas of advice in their order; those no longer offered only on request."""
    offered = [area for area in reader.all(HelpArea) if retired or not area.retired]
    return sorted(offered, key=lambda area: (area.position, area.code))


def area_name(area: HelpArea) -> str:
    """What an area is called in the reader's language."""
    return area.name_it if language() == "it" else area.name_en or area.name_it


def area_names(reader: Reader) -> dict[str, str]:
    """The names of all areas by their codes."""
    return {area.code: area_name(area) for area in areas(reader, retired=True)}


def add_area(uow: UnitOfWork, name_it: str, name_en: str = "") -> RecordId:
    """Offer one more area, behind the others; raises ``NameMissing``."""
    if not name_it.strip():
        raise NameMissing
    place = 1 + max((area.position for area in areas(uow, retired=True)), default=0)
    area = HelpArea.of(code=new_id(), name_it=name_it.strip(), name_en=name_en.strip(), position=place)
    uow.put(area)
    return area.id


def rename_area(uow: UnitOfWork, area_id: RecordId, name_it: str, name_en: str = "") -> None:
    """Call an area something else; raises ``NameMissing``."""
    if not name_it.strip():
        raise NameMissing
    uow.put(replace(uow.require(HelpArea, area_id), name_it=name_it.strip(), name_en=name_en.strip()))


def offer_area(uow: UnitOfWork, area_id: RecordId, *, offered: bool) -> None:
    """Offer an area again, or no longer: what was recorded in it stays."""
    uow.put(replace(uow.require(HelpArea, area_id), retired=not offered))


def seed_areas(uow: UnitOfWork) -> int:
    """Write the areas of the programme, as far as they are not there; returns how many were new.

    Work begun with version 0.1.0 lacks the groups. The ids are the same on every device; what stands is left alone.
    """
    missing = _missing(uow)
    uow.put_all(missing)
    return len(missing)


def areas_missing(reader: Reader) -> bool:
    """Whether ``seed_areas`` would write anything: an area is retired, never taken away."""
    return bool(_missing(reader))


def reference_areas() -> Iterator[HelpArea]:
    """The areas that every device starts from."""
    for place, (code, it, en) in enumerate(_AREAS, start=1):
        yield HelpArea.of(code=code, name_it=it, name_en=en, position=place)


def _missing(reader: Reader) -> list[HelpArea]:
    known = {area.id for area in reader.all(HelpArea)}
    return [area for area in reference_areas() if area.id not in known]
