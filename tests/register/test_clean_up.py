"""The yearly clean-up: only what is due, only where one may, for good, and nothing counted changes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from op_desktop.domain.account import Account, Role
from op_desktop.domain.attendance import LessonMark, Mark
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.period import DatedSetting
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, school_year
from op_desktop.register import attendance, certificates, clean_up, lessons, rosters, schools
from op_desktop.register.certificates import Standing
from op_desktop.register.class_report import class_report
from op_desktop.security.permissions import Actor, NotAllowed, NotYours
from op_desktop.storage.unit_of_work import ErasureStands
from op_desktop.storage.verification import check
from op_desktop.workspace import SYSTEM
from tests import builders

NAMES = builders.PUPILS[:5]


@pytest.fixture
def educators(workspace):
    with workspace.write("Accounts") as uow:
        made = [Account(id=new_id(), name=name, educator=True) for name in ("Marta Colombo", "Paolo Riva")]
        uow.put_all(made)
    return [each.id for each in made]


def taught(workspace, year, name, educator=None, school=None):
    """A class of five named pupils with a held lesson, a note beside a mark, and certificates for two."""
    with workspace.write("Scene") as uow:
        school = school or builders.school(uow)
        class_id = schools.add_class(uow, school, year, name, roster_mode=RosterMode.NAMES, educator_id=educator)
        pupils = [rosters.enrol(uow, class_id, None, *each) for each in NAMES]
        day = datetime(year, 10, 6, 9) if year < 2026 else datetime(2026, 10, 6, 9)
        (lesson,) = lessons.plan_lessons(uow, class_id, [day], 60, ["Il budget di casa"])
        attendance.mark(uow, lesson, pupils[2], Mark.LATE, 10, "arriva dalla palestra")
        attendance.close(uow, lesson)
        issued = certificates.prepare_pupils(uow, class_id, pupils[:2])
        for number, each in enumerate(issued):
            certificates.issue(uow, [each], f"%PDF {name} {number}".encode())
    return class_id, school


@pytest.fixture
def classes(workspace, educators):
    """3A of last year, 2B of last year by a colleague, 2A of this year."""
    third, school = taught(workspace, 2025, "3A", educators[0])
    second, _ = taught(workspace, 2025, "2B", educators[1], school)
    present, _ = taught(workspace, 2026, "2A", educators[0], school)
    return third, second, present


def counted(workspace, class_id):
    """What registers and figures are made of: everything of the class but its names."""
    with workspace.read() as reader:
        report = class_report(reader, class_id)
    cells = [[replace(cell, note="") for cell in row.cells] for row in report.sheet.rows]
    pupils = [(row.number, row.attended, row.held, row.minutes, row.issued_number) for row in report.pupils]
    return report.meetings, cells, pupils, report.minutes


def test_the_preview_counts_what_is_due_and_changes_nothing(workspace, classes):
    with workspace.read() as reader:
        found = clean_up.due(reader, SYSTEM)
        assert reader.all(Erasure) == []
    told = [(each.id, len(each.pupils), len(each.notes), len(each.certificates)) for each in found]
    assert told == [(classes[1], 5, 1, 2), (classes[0], 5, 1, 2)]


def test_names_are_erased_for_good_and_registers_and_figures_stay(workspace, classes):
    before = counted(workspace, classes[0])
    with workspace.write("Clean up") as uow:
        done = clean_up.clean_up(uow, [classes[0]], certificates=True)
    assert done == clean_up.Cleaned(names=5, notes=1, certificates=2)
    assert counted(workspace, classes[0]) == before
    with workspace.read() as reader:
        assert {(row.family, row.given) for row in rosters.roster(reader, classes[0])} == {("", "")}
        assert [row.family for row in rosters.roster(reader, classes[2])] == [family for family, _given in NAMES]
        assert {each.reason for each in reader.all(Erasure)} == {clean_up.RETENTION}
        assert [each.id for each in clean_up.due(reader, SYSTEM)] == [classes[1]]
        assert [mark.note for mark in reader.all(LessonMark) if mark.note] != []
    with workspace.engine.connect() as connection:
        found = check(connection)
    assert found.sound, found.faults
    content = b"".join(file.read_bytes() for file in workspace.folder.glob("op.sqlite*"))
    assert content.count(b"Abbate") > 0, "this year's class and the colleague's still name theirs"


def test_nothing_of_an_erased_class_is_left_in_the_file(workspace):
    class_id, _school = taught(workspace, 2025, "3A")
    with workspace.write("Clean up") as uow:
        clean_up.clean_up(uow, [class_id], certificates=True)
    content = b"".join(file.read_bytes() for file in workspace.folder.glob("op.sqlite*"))
    for family, given in NAMES:
        assert family.encode() not in content
        assert given.encode() not in content
    assert b"palestra" not in content
    assert b"%PDF 3A" not in content


def test_certificates_keep_number_hours_code_and_digest_and_can_still_be_verified(workspace, classes):
    with workspace.read() as reader:
        before = certificates.issued(reader, class_id=classes[0])
    with workspace.write("Clean up") as uow:
        clean_up.clean_up(uow, [classes[0]], certificates=True)
    with workspace.read() as reader:
        after = certificates.issued(reader, class_id=classes[0])
        assert [replace(each, holder="") for each in before] == after
        assert certificates.verify(reader, after[0].number, after[0].code).standing is Standing.VALID
        assert certificates.kept_document(reader, after[0].pdf_sha256) is None
        other = certificates.issued(reader, class_id=classes[1])[0]
        assert certificates.kept_document(reader, other.pdf_sha256) is not None


def test_certificates_may_be_kept_and_erased_later(workspace, classes):
    with workspace.write("Clean up") as uow:
        clean_up.clean_up(uow, [classes[0]], certificates=False)
    with workspace.read() as reader:
        assert {each.holder for each in certificates.issued(reader, class_id=classes[0])} == {
            "Lorenzo Abbate", "Yasmine Ben Salah"}  # fmt: skip
        left = next(each for each in clean_up.due(reader, SYSTEM) if each.id == classes[0])
    assert (left.pupils, left.notes, len(left.certificates)) == ((), (), 2)


def test_what_is_not_due_is_left_alone_whoever_asks(workspace, classes):
    with workspace.write("Clean up") as uow:
        assert clean_up.clean_up(uow, [classes[2]], certificates=True) == clean_up.Cleaned()
    with workspace.read() as reader:
        assert [row.family for row in rosters.roster(reader, classes[2])] == [family for family, _given in NAMES]
        assert reader.all(Erasure) == []


def test_a_pupil_who_goes_on_this_year_keeps_the_name(workspace, classes):
    with workspace.write("Roll over") as uow:
        first = rosters.roster(uow, classes[0])[0]
        uow.put(Enrolment.of(class_id=classes[2], pupil_id=first.pupil_id, number=30))
    with workspace.read() as reader:
        due = next(each for each in clean_up.due(reader, SYSTEM) if each.id == classes[0])
    assert len(due.pupils) == 4
    assert first.pupil_id not in due.pupils


def test_an_educator_cleans_up_the_own_classes_and_nobody_elses(workspace, classes, educators):
    actor = Actor(educators[0], frozenset({Role.EDUCATOR}))
    with workspace.read() as reader:
        assert [each.id for each in clean_up.due(reader, actor)] == [classes[0]]
    with pytest.raises(NotYours), workspace.write("Clean up", actor=actor) as uow:
        clean_up.clean_up(uow, [classes[0], classes[1]], certificates=True)
    with workspace.read() as reader:
        assert reader.all(Erasure) == []
    with workspace.write("Clean up", actor=actor) as uow:
        assert clean_up.clean_up(uow, [classes[0]], certificates=True).names == 5


def test_the_administration_cleans_up_all_and_operators_nothing(workspace, classes):
    administration, operator = (Actor("x", frozenset({role})) for role in (Role.ADMINISTRATOR, Role.OPERATOR))
    with workspace.read() as reader:
        assert len(clean_up.due(reader, administration)) == 2
        assert clean_up.due(reader, operator) == []
    with pytest.raises(NotAllowed), workspace.write("Clean up", actor=operator) as uow:
        clean_up.clean_up(uow, [classes[0]], certificates=True)
    with workspace.write("Clean up", actor=administration) as uow:
        assert clean_up.clean_up(uow, classes[:2], certificates=True) == clean_up.Cleaned(10, 2, 4)


def test_it_cannot_be_undone(workspace, classes):
    with workspace.write("Clean up") as uow:
        clean_up.clean_up(uow, [classes[0]], certificates=True)
    with pytest.raises(ErasureStands):
        workspace.revert(uow.changes)
    with workspace.read() as reader:
        assert not any(each.family_name for each in reader.all(Pupil) if each.id in _members(reader, classes[0]))
        assert all(each.pdf_sha256 for each in reader.all(Certificate))


def _members(reader, class_id):
    return {row.pupil_id for row in rosters.roster(reader, class_id)}


def test_names_are_kept_through_the_31_of_august_and_the_days_set_after_it(workspace, classes):
    with workspace.read() as reader:
        assert school_year(reader.today) == 2026
        assert clean_up.names_until(reader, 2025) == date(2026, 8, 31)
        assert clean_up.next_due(reader) == date(2027, 9, 1)
    with workspace.write("Setting") as uow:
        uow.put(DatedSetting.of(name=clean_up.NAMES_DAYS, since=date(2026, 1, 1), value=84))
    with workspace.read() as reader:
        assert clean_up.names_until(reader, 2025) == date(2026, 11, 23)
        assert len(clean_up.due(reader, SYSTEM)) == 2
    with workspace.write("Setting") as uow:
        uow.put(DatedSetting.of(name=clean_up.NAMES_DAYS, since=date(2026, 1, 1), value=85))
    with workspace.read() as reader:
        assert clean_up.due(reader, SYSTEM) == [], "due on the day after, not on the day itself"
