"""The calendar file, read back by a strict reader that shares no line with what wrote it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from op_desktop.domain.account import Account
from op_desktop.domain.record import RecordId, new_id
from op_desktop.exchange.calendar import write_calendar
from op_desktop.register import attendance, lessons, schools
from op_desktop.register.holidays import closed_for
from op_desktop.register.timetable import Entry, timetable
from op_desktop.storage.clock import ROME
from tests import builders
from tests.builders import PUPILS, at
from tests.exchange.ical_reader import BadCalendar, instant, moment, read

NOW = datetime(2026, 11, 24, 10, 3)
ENTRY = Entry(
    id=RecordId("0190-a"), label="2ªB", meeting=1, meetings=4, topic="Entrate e uscite", place="aula 12, Aurora, Rho",
    starts_at=at("2026-10-20T09:00"), minutes=120, takes_place=True, revision=0,
)  # fmt: skip


@pytest.fixture
def group(workspace):
    with workspace.write("Class") as uow:
        marta = Account(id=new_id(), name="Marta Colombo", educator=True)
        uow.put(marta)
        class_id = builders.school_class(uow)
        uow.put(replace(uow.require(schools.SchoolClass, class_id), educator_id=marta.id))
        builders.series(
            uow, class_id, at("2026-10-20T10:15"), 4, closed_for(uow, class_id), place="aula 12; secondo piano",
            educators="",
        )  # fmt: skip
    return class_id, marta.id


def events(workspace, **wanted):
    with workspace.read() as reader:
        calendar = read(write_calendar(timetable(reader, **wanted), "Lessons", NOW))
    return {part.raw("UID"): part for part in calendar.parts if part.name == "VEVENT"}


def test_a_class_goes_out_with_its_lessons_and_without_a_pupil(workspace, group):
    with workspace.read() as reader:
        data = write_calendar(timetable(reader, class_id=group[0]), "2ªB", NOW)
    calendar = read(data)
    found = [part for part in calendar.parts if part.name == "VEVENT"]
    assert [part.text("SUMMARY") for part in found] == [
        f"Fin. education – 2ªB – meeting {number}/4" for number in (1, 2, 3, 4)
    ]
    assert found[0].text("LOCATION") == "aula 12; secondo piano, Scuola media Aurora, Rho"
    assert found[0].raw("DTSTAMP") == "20261124T090300Z"
    assert [part.raw("STATUS") for part in found] == ["CONFIRMED"] * 4
    text = data.decode()
    assert [family for family, _given in PUPILS if family in text] == []
    assert "Marta" not in text


def test_clocks_change_between_two_lessons_and_both_stay_at_a_quarter_past_ten(workspace, group):
    with workspace.read() as reader:
        calendar = read(write_calendar(timetable(reader, class_id=group[0]), "2ªB", NOW))
    starts = [moment(part, "DTSTART") for part in calendar.parts if part.name == "VEVENT"]
    assert [f"{each:%d/%m %H:%M}" for each in starts[:2]] == ["20/10 10:15", "27/10 10:15"]
    # Summer time ended on 25 October 2026.
    assert [instant(calendar, each).hour for each in starts[:2]] == [8, 9]


@pytest.mark.parametrize(("day", "hours"), [("2026-10-24", 7), ("2027-03-27", 5)])
def test_an_evening_over_the_change_of_clocks_lasts_as_long_as_it_lasts(day, hours):
    night = replace(ENTRY, starts_at=at(f"{day}T22:00"), minutes=hours * 60)
    (event,) = [part for part in read(write_calendar([night], "x", NOW)).parts if part.name == "VEVENT"]
    assert moment(event, "DTEND").hour == 4


@settings(max_examples=50, deadline=None)
@given(st.datetimes(datetime(2015, 1, 1), datetime(2045, 12, 31)))
def test_the_zone_in_the_file_says_what_the_zone_of_rome_says(civil):
    civil = civil.replace(hour=9, minute=0, second=0, microsecond=0)
    calendar = read(write_calendar([replace(ENTRY, starts_at=civil)], "x", NOW))
    assert instant(calendar, civil) == civil.replace(tzinfo=ROME).astimezone(UTC)


def test_a_change_keeps_the_uid_and_raises_the_sequence(workspace, group):
    before = events(workspace, class_id=group[0])
    first, second, third, _fourth = (RecordId(uid.removesuffix("@op-desktop")) for uid in before)
    with workspace.write("Change") as uow:
        lessons.describe_lesson(uow, first, starts_at=at("2026-10-21T09:00"))
        lessons.cancel_lesson(uow, second)
    with workspace.write("Again") as uow:
        lessons.describe_lesson(uow, first, place="aula 3")
        lessons.cancel_lesson(uow, third, replaced_at=at("2026-11-05T10:15"))
    after = events(workspace, class_id=group[0])

    assert set(before) < set(after)
    assert len(after) == 5
    assert [after[uid].raw("SEQUENCE") for uid in before] == ["2", "1", "1", "0"]
    assert [after[uid].raw("STATUS") for uid in before] == ["CONFIRMED", "CANCELLED", "CANCELLED", "CONFIRMED"]
    with workspace.write("Held") as uow:
        attendance.close(uow, first)
    assert events(workspace, class_id=group[0])[f"{first}@op-desktop"].raw("STATUS") == "CONFIRMED"


def test_ones_own_lessons_are_those_of_ones_classes_and_those_that_name_one(workspace, group):
    _class_id, marta = group
    with workspace.write("Colleague") as uow:
        other = builders.school_class(uow, name="3C", seats=20)
        lessons.plan_lessons(uow, other, [at("2026-12-01T09:00")], educators="Elena Ferrario e marta colombo")
        lessons.plan_lessons(uow, other, [at("2026-12-15T09:00")], educators="Elena Ferrario")
    found = events(workspace, educator_id=marta)
    assert len(found) == 5
    assert sum("3ªC" in event.text("SUMMARY") for event in found.values()) == 1


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\\;,:\n"ªà€😀'), max_size=150))
def test_any_words_come_back_as_they_were_and_no_line_is_too_long(words):
    calendar = read(write_calendar([replace(ENTRY, topic=words, place=words)], words, NOW))
    (event,) = [part for part in calendar.parts if part.name == "VEVENT"]
    assert event.text("LOCATION") == words
    assert bool(event.all("DESCRIPTION")) == bool(words)
    assert calendar.text("X-WR-CALNAME") == words


def test_the_reader_refuses_what_the_standard_forbids():
    good = write_calendar([ENTRY], "x", NOW)
    for broken in (
        good.replace(b"\r\n", b"\n"),
        good.replace(b"LOCATION:", b"LOCATION:" + b"x" * 80),
        good.replace(b"\\,", b","),
        good.replace(b"STATUS:CONFIRMED", b"STATUS:MAYBE"),
        good.replace(b"END:VEVENT\r\n", b""),
        good.replace(b"UID:", b"X-UID:"),
    ):
        with pytest.raises(BadCalendar):
            read(broken)
