"""A whole course with numbers only: register, test and figures work, and no export tells a name (F05)."""

import csv
import io
from datetime import date

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.domain.quiz import Phase, Quiz, QuizAnswer, QuizItem, QuizSitting
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Enrolment, Level, Pupil
from op_desktop.exchange.figures import Form
from op_desktop.exchange.record_tables import filled_tables, write_table
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import attendance, rosters
from op_desktop.register.eligibility import eligibility
from op_desktop.sync import readable
from tests import builders
from tests.builders import at

SPAN = Scope(first_day=date(2026, 9, 1), end_day=date(2027, 9, 1), today=date(2026, 11, 24))
DAYS = ("09-29", "10-06", "10-13", "10-20", "10-27", "11-03")


@pytest.fixture
def course(workspace):
    """22 numbers, six lessons of which number 7 misses three, and a test before and after."""
    with workspace.write("Course") as uow:
        class_id = builders.school_class(uow, seats=22, meetings=6)
        seats = rosters.roster(uow, class_id)
        for number, day in enumerate(DAYS):
            (lesson_id,) = builders.lessons_of(uow, class_id, at(f"2026-{day}T09:00"))
            if number < 3:
                attendance.mark(uow, lesson_id, seats[6].enrolment_id, Mark.ABSENT)
            attendance.close(uow, lesson_id)
        quiz = Quiz(id=new_id(), code="Q1", title="Budget", level=Level.LOWER_SECONDARY)
        item = QuizItem(id=new_id(), quiz_id=quiz.id, code="Q1-1", position=1, text="2 + 2?", choices="3\n4", key=1)
        uow.put_all([quiz, item])
        for phase, share in ((Phase.PRE, 8), (Phase.POST, 19)):
            sitting = QuizSitting(id=new_id(), class_id=class_id, quiz_id=quiz.id, phase=phase,
                                  held_on=date(2026, 9, 29))  # fmt: skip
            answers = [
                QuizAnswer.of(sitting_id=sitting.id, enrolment_id=seat.enrolment_id, item_id=item.id,
                              choice=int(seat.number <= share))
                for seat in seats
            ]  # fmt: skip
            uow.put_all([sitting, *answers])
    return class_id


def test_register_test_certificates_and_figures_need_no_name(workspace, course):
    with workspace.read() as reader:
        sheet = attendance.register_of(reader, course)
        assert [attendance.totals(sheet, lesson.id).attending for lesson in sheet.lessons] == [21, 21, 21, 22, 22, 22]
        assert [row.number for row in eligibility(reader, course) if not row.earns] == [7]
        (found,) = compute_all(reader, [SPAN])
        answers = reader.all(QuizAnswer)
    assert (found["M11"].value, found["M12"].value) == (1, 22)
    assert sum(answer.choice or 0 for answer in answers) == 8 + 19


@pytest.mark.parametrize("form", [Form.MACHINE, Form.ITALIAN])
def test_no_exported_table_has_a_column_of_names_of_pupils(tmp_path, workspace, course, form):
    with workspace.read() as reader:
        heads = {}
        for record in filled_tables(reader):
            write_table(tmp_path / "table.csv", reader, record, form)
            text = (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
            heads[record] = text.splitlines()[0].replace(";", ",").replace('"', "").split(",")
    assert heads[Pupil] == ["id"]
    assert {"class_id", "pupil_id", "number"} <= set(heads[Enrolment])
    assert not [name for head in heads.values() for name in head if name in ("family_name", "given_name")]


def test_names_that_a_class_keeps_are_exported_for_who_keeps_them(tmp_path, workspace):
    with workspace.write("Scene") as uow:
        builders.school_class(uow, named=[("Rossi", "")])
    with workspace.read() as reader:
        write_table(tmp_path / "pupil.csv", reader, Pupil, Form.MACHINE)
    rows = list(csv.DictReader((tmp_path / "pupil.csv").read_text(encoding="utf-8").splitlines()))
    assert [(set(row), row["family_name"]) for row in rows] == [({"id", "family_name"}, "Rossi")]


def test_the_tables_of_a_package_never_tell_a_childs_name(workspace):
    with workspace.write("Scene") as uow:
        builders.school_class(uow)
        uow.flush()
        target = io.BytesIO()
        assert readable.write_table(target, uow.connection, Pupil, []) == 25
    assert target.getvalue().decode().splitlines()[0] == '"id"'
    assert b"Abbate" not in target.getvalue()
