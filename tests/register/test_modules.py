"""Modules of the programme in work that was begun before they were kept."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from op_desktop.domain.account import Account, Role
from op_desktop.domain.quiz import Module
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Lesson, Level, SchoolClass
from op_desktop.education.catalogue import open_catalogue
from op_desktop.register import help_areas, lessons, modules
from op_desktop.security.permissions import Actor, NotAllowed
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.verification import check
from op_desktop.workspace import DATABASE, Workspace
from tests import builders
from tests.builders import at

SAMPLE = Path(__file__).parent.parent / "samples" / "0.1.0" / f"{DATABASE}.gz"


@pytest.fixture
def older(tmp_path):
    """The work that version 0.1.0 left behind."""
    (tmp_path / DATABASE).write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    workspace = Workspace.open(tmp_path, training=True)
    yield workspace
    workspace.close()


def seed(workspace):
    with workspace.write("Modules") as uow:
        return modules.seed_modules(uow)


def test_older_work_gets_its_modules_once_and_its_log_still_proves_its_tables(older):
    with older.read() as reader:
        class_id = RecordId(reader.rows(select(TABLE_OF[SchoolClass].c.id))[0][0])
        assert modules.modules_missing(reader)
        assert modules.modules_for(reader, class_id) == []

    assert seed(older) == len(list(modules.reference_modules()))

    with older.read() as reader:
        assert not modules.modules_missing(reader)
        assert len(modules.modules_for(reader, class_id)) == 4
        assert check(reader.connection).faults == []
    assert seed(older) == 0


def test_older_work_gets_the_groups_as_an_area_of_advice_once(older):
    with older.write("Renamed") as uow:
        assert help_areas.areas_missing(uow)
        help_areas.rename_area(uow, help_areas.areas(uow)[0].id, "Lavoro")
        assert help_areas.seed_areas(uow) == 1
        assert not help_areas.areas_missing(uow)
        assert [area.name_it for area in help_areas.areas(uow)] == [
            "Lavoro", "Job Family", "Risparmio", "Casa", "Gruppi"]  # fmt: skip
        help_areas.offer_area(uow, help_areas.areas(uow)[-1].id, offered=False)
        assert help_areas.seed_areas(uow) == 0


def test_what_somebody_changed_in_a_module_is_left_alone(workspace):
    seed(workspace)
    with workspace.write("Longer") as uow:
        first = uow.all(Module)[0]
        uow.put(replace(first, minutes=first.minutes + 30))
    assert seed(workspace) == 0
    with workspace.read() as reader:
        assert reader.require(Module, first.id).minutes == first.minutes + 30


def test_only_who_teaches_may_write_them(older):
    older.actor = Actor("davide", frozenset({Role.OPERATOR}))
    with pytest.raises(NotAllowed):
        seed(older)


def test_every_lesson_of_the_catalogue_is_a_module_of_the_programme():
    shipped = [
        (head.code, head.version, head.level, head.title.it, ",".join(head.areas), head.minutes)
        for head in (entry.head for entry in open_catalogue().lessons())
    ]
    kept = [
        (each.code, each.version, each.level, each.title, each.area, each.minutes)
        for each in modules.reference_modules()
    ]
    assert kept == shipped
    assert len(kept) == 16


@pytest.fixture
def two_today(workspace):
    """A class with a lesson at 8:30 and one at 11:15 today, and one in a week."""
    seed(workspace)
    with workspace.write("Class") as uow:
        class_id = builders.school_class(uow, seats=5)
        day = f"{uow.today:%Y-%m-%d}"
        later = at("2099-01-12T09:00")
        return lessons.plan_lessons(uow, class_id, [at(f"{day}T08:30"), at(f"{day}T11:15"), later], 60)


def test_a_lesson_is_noted_in_the_meeting_that_is_nearest_or_in_the_one_asked_for(workspace, two_today):
    head = open_catalogue().find("MED-3").head

    def near(clock, lesson_id=None, level=Level.LOWER_SECONDARY):
        with workspace.read() as reader:
            moment = at(f"{reader.today:%Y-%m-%d}T{clock}")
            return modules.meeting_to_teach(reader, workspace.actor, level, moment, lesson_id)

    assert near("08:50").lesson_id == two_today[0]
    assert near("10:40").lesson_id == two_today[1]
    assert near("10:40", two_today[2]).lesson_id == two_today[2]
    assert near("10:40", level=Level.PRIMARY) is None

    with workspace.write("Taught") as uow:
        modules.record_taught(uow, two_today[1], head)
    with workspace.read() as reader:
        assert reader.require(Lesson, two_today[1]).taught_module_id == modules.module_id("MED-3", 1)
        assert modules.lesson_code(reader, two_today[1]) == "MED-3"
        assert modules.lesson_code(reader, two_today[0]) == "MED-1"
    with workspace.write("As planned") as uow:
        lessons.choose_modules(uow, two_today[1], modules.module_id("MED-3", 1))
        modules.record_taught(uow, two_today[1], head)
        assert uow.require(Lesson, two_today[1]).taught_module_id is None


def test_a_lesson_of_an_added_pack_becomes_a_module_when_it_is_taught(workspace, two_today):
    head = replace(open_catalogue().find("MED-1").head, code="OUR-1")
    with workspace.write("Taught") as uow:
        modules.record_taught(uow, two_today[0], head)
    with workspace.read() as reader:
        assert reader.require(Module, modules.module_id("OUR-1", 1)).area == "planning.income,money.prices"


def test_nobody_notes_what_a_colleague_taught(workspace, two_today):
    head = open_catalogue().find("MED-1").head
    with workspace.write("Hers") as uow:
        class_id = uow.require(Lesson, two_today[0]).class_id
        marta = Account(id=new_id(), name="Marta Colombo", educator=True)
        uow.put_all([marta, replace(uow.require(SchoolClass, class_id), educator_id=marta.id)])
    workspace.actor = Actor("davide", frozenset({Role.EDUCATOR}))
    with pytest.raises(NotAllowed), workspace.write("Taught") as uow:
        modules.record_taught(uow, two_today[0], head)
