"""The areas of advice, which the administration names and orders."""

from dataclasses import replace

from op_desktop.domain.counselling import HelpArea
from op_desktop.domain.record import RecordId, new_id
from op_desktop.language import language
from op_desktop.register.schools import NameMissing
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork


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
