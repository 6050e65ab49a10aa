"""The modules that the paths of the programme are made of."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

import resources
from op_desktop.domain.quiz import Module
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.domain.school import Level, School, SchoolClass
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module in a list; ``minutes`` is how long it takes."""

    id: RecordId
    code: str
    title: str
    minutes: int


def modules_for(reader: Reader, class_id: RecordId) -> list[ModuleRow]:
    """The modules for the level of a class in the order of the path, of each the newest version."""
    module, school, group = TABLE_OF[Module], TABLE_OF[School], TABLE_OF[SchoolClass]
    level = (
        select(school.c.level)
        .join(group, group.c.school_id == school.c.id)
        .where(group.c.id == class_id)
        .scalar_subquery()
    )
    query = (
        select(module.c.code, module.c.id, module.c.title, module.c.minutes)
        .where(module.c.level == level)
        .order_by(module.c.code, module.c.version)
    )
    newest = {code: ModuleRow(id, code, title, minutes) for code, id, title, minutes in reader.rows(query)}
    return list(newest.values())


def module_id(code: str, version: int) -> RecordId:
    """The id of a module of the programme, on every device."""
    return joined_id(Module.entity, [code, str(version)])


def seed_modules(uow: UnitOfWork) -> int:
    """Write the modules of the programme, as far as they are not there; returns how many were new.

    Work begun with version 0.1.0 has none. The ids are the same on every device, and what stands is left alone.
    """
    missing = [module for module in reference_modules() if uow.get(Module, module.id) is None]
    uow.put_all(missing)
    return len(missing)


def modules_missing(reader: Reader) -> bool:
    """Whether ``seed_modules`` would write anything."""
    known = {id for (id,) in reader.rows(select(TABLE_OF[Module].c.id))}
    return any(module.id not in known for module in reference_modules())


def reference_modules() -> Iterator[Module]:
    """The modules that every device starts from: four for each level."""
    with resources.path("reference/modules.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            version = int(row["version"])
            yield Module(
                id=module_id(row["code"], version), code=row["code"], version=version, title=row["title"],
                level=Level(row["level"]), area=row["area"], minutes=int(row["minutes"]),
            )  # fmt: skip
