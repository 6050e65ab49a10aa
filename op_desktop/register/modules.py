"""The modules that the paths of the programme are made of."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select

import resources
from op_desktop.domain.quiz import Module
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.domain.school import Lesson, Level, School, SchoolClass
from op_desktop.domain.section import ClassName
from op_desktop.education.plans import LessonHead
from op_desktop.register.lessons import STANDING
from op_desktop.register.view import view_of
from op_desktop.security.permissions import Actor, Permission, require_within
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


@dataclass(frozen=True, slots=True)
class TaughtIn:
    """A meeting in which a lesson of the content packs is taught."""

    lesson_id: RecordId
    class_label: str
    starts_at: datetime
    module_id: RecordId | None
    """The module noted for it: the one taught, else the one planned."""


def meeting_to_teach(
    reader: Reader, actor: Actor, level: Level, now: datetime, lesson_id: RecordId | None = None
) -> TaughtIn | None:
    """The meeting asked for, else of today's meetings of own classes of this level the nearest; None without one."""
    lesson, group, school = TABLE_OF[Lesson], TABLE_OF[SchoolClass], TABLE_OF[School]
    today = now.date()
    on_the_day = lesson.c.starts_at.between(today.isoformat(), (today + timedelta(days=1)).isoformat())
    query = (
        select(lesson.c.id, group.c.grade, group.c.section, lesson.c.starts_at, lesson.c.module_id,
               lesson.c.taught_module_id)
        .join(group, group.c.id == lesson.c.class_id)
        .join(school, school.c.id == group.c.school_id)
        .where(lesson.c.status.in_(STANDING), school.c.level == level, view_of(actor).of_class(group.c.educator_id),
               or_(on_the_day, lesson.c.id == (lesson_id or "")))
    )  # fmt: skip
    found = [
        TaughtIn(id, str(ClassName(grade, section)), datetime.fromisoformat(starts), taught or planned)
        for id, grade, section, starts, planned, taught in reader.rows(query)
    ]
    clock = now.replace(tzinfo=None)
    return min(
        found,
        key=lambda each: (
            each.lesson_id != lesson_id,
            abs(each.starts_at.replace(tzinfo=None) - clock),
            each.lesson_id,
        ),
        default=None,
    )


def lesson_code(reader: Reader, lesson_id: RecordId) -> str:
    """The code of the lesson that a meeting is about: taught, else planned, else the one of its place in the path."""
    lesson = reader.require(Lesson, lesson_id)
    noted = lesson.taught_module_id or lesson.module_id
    if noted is not None:
        return reader.require(Module, noted).code
    path = modules_for(reader, lesson.class_id)
    return path[(lesson.meeting - 1) % len(path)].code if path else ""


def record_taught(uow: UnitOfWork, lesson_id: RecordId, head: LessonHead) -> None:
    """Note that a lesson of the packs was taught in a meeting; a lesson of an added pack becomes a module thereby.

    Raises ``NotYours``.
    """
    lesson = uow.require(Lesson, lesson_id)
    educator = uow.require(SchoolClass, lesson.class_id).educator_id
    require_within(uow.actor, Permission.WRITE_CLASSES, owners=() if educator is None else (educator,))
    id = module_id(head.code, head.version)
    if uow.get(Module, id) is None:
        areas = ",".join(area.value for area in head.areas)
        uow.put(Module(id=id, code=head.code, version=head.version, title=head.title.it, level=head.level, area=areas,
                       minutes=head.minutes))  # fmt: skip
    uow.put(replace(lesson, taught_module_id=None if id == lesson.module_id else id))


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
