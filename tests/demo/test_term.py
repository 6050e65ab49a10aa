"""The training workspace: alive on any day of the year, sound, and quick to make."""

from datetime import UTC, date, datetime

import pytest

from op_desktop.demo.seasons import public_holiday
from op_desktop.demo.term import fill_training
from op_desktop.domain.account import Role
from op_desktop.domain.school import Lesson
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.accounts import accounts
from op_desktop.register.attendance import register_of
from op_desktop.register.eligibility import eligibility
from op_desktop.register.lab_people import responsible
from op_desktop.register.labs import labs
from op_desktop.register.meetings import RegisterState
from op_desktop.register.regulars import regulars
from op_desktop.register.schools import classes
from op_desktop.register.sessions import sessions_of_day
from op_desktop.storage import verification
from op_desktop.storage.tables import TABLE_OF
from op_desktop.workspace import Workspace

TODAY = date(2026, 11, 24)


def training_on(folder, today):
    moment = datetime(today.year, today.month, today.day, 9, 3, tzinfo=UTC)
    return Workspace.open(folder, wall=lambda: moment, training=True)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    workspace = training_on(tmp_path_factory.mktemp("training"), TODAY)
    yield workspace, fill_training(workspace, TODAY)
    workspace.close()


@pytest.mark.parametrize("today", [TODAY, date(2026, 8, 12), date(2027, 1, 3), date(2028, 2, 29), date(2026, 9, 1)])
def test_any_day_is_full_of_work_and_the_data_is_sound(tmp_path, today):
    workspace = training_on(tmp_path, today)
    training = fill_training(workspace, today)

    with workspace.read() as reader:
        sheet = register_of(reader, training.class_2b)
        now = sheet.lessons[2]
        assert (now.id, now.starts_at.date(), now.state) == (training.lesson_today, today, RegisterState.TODO)
        assert [lesson.state for lesson in sheet.lessons[:2]] == [RegisterState.CLOSED] * 2
        assert [lesson.state for lesson in sheet.lessons[3:]] == [RegisterState.TODO] * 2
        assert [f"{each.starts_at:%H:%M}" for each in sessions_of_day(reader, today)] == ["14:30", "18:30"]
    with workspace.engine.connect() as connection, connection.begin():
        assert verification.check(connection).faults == []
    workspace.close()


def test_the_class_in_hand_has_the_pupils_and_marks_of_the_pictures(filled):
    workspace, training = filled
    with workspace.read() as reader:
        sheet = register_of(reader, training.class_2b)

    assert len(sheet.rows) == 25
    assert sheet.rows[18].given == "Andreea Ștefania"
    assert [row.number for row in sheet.rows if row.at_risk] == [14]
    assert sheet.lessons[0].title == "Bisogni e desideri"


def test_every_list_has_something_in_every_state(filled):
    workspace, training = filled
    with workspace.read() as reader:
        groups = classes(reader)
        community = labs(reader)
        assert all(len(responsible(reader, lab.id)) == 2 for lab in community)
        unconfirmed = reader.all(VolunteerShift, TABLE_OF[VolunteerShift].c.confirmed_by.is_(None))
        drafts = [
            lesson for group in groups for lesson in register_of(reader, group.id).lessons
            if lesson.state is RegisterState.DRAFT
        ]  # fmt: skip
        earning = [row for row in eligibility(reader, training.finished_class) if row.earns]
        people = {row.name: row.roles for row in accounts(reader)}

    assert len(groups) == 8
    assert {group.mode.value for group in groups} == {"names", "numbers", "headcount"}
    assert len(community) == 12
    assert len({lab.municipality for lab in community}) == 6
    assert all(lab.held == 20 for lab in community)
    assert len(unconfirmed) == 4
    assert [(draft.starts_at.date(), draft.marks) for draft in drafts] == [(date(2026, 11, 19), 19)]
    assert len(earning) == 19
    assert people["Marta Colombo"] == {Role.EDUCATOR}
    assert people["Davide Sala"] == {Role.OPERATOR}
    assert people["Chiara Monti"] == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2026, 12, 7), date(2027, 4, 20)])
def test_no_lesson_of_another_day_falls_on_a_public_holiday(tmp_path, today):
    workspace = training_on(tmp_path, today)
    fill_training(workspace, today)

    with workspace.read() as reader:
        days = {each.starts_at.date() for each in reader.all(Lesson)}
    workspace.close()

    assert len(days) > 12
    assert [day for day in days if day != today and public_holiday(day)] == []


def test_the_regulars_come_as_often_as_in_the_picture(filled):
    workspace, training = filled
    with workspace.read() as reader:
        often = [(row.given, row.times) for row in regulars(reader, training.lab, training.session_today)]

    assert often[:3] == [("Fatima", 18), ("Aurora", 17), ("Denis", 16)]


def test_filling_twice_adds_nothing(tmp_path):
    workspace = training_on(tmp_path, TODAY)
    first = fill_training(workspace, TODAY)
    with workspace.engine.connect() as connection, connection.begin():
        before = verification.check(connection).changes

    again = fill_training(workspace, TODAY)

    with workspace.engine.connect() as connection, connection.begin():
        assert verification.check(connection).changes == before
    assert again.class_2b == first.class_2b
    workspace.close()
