"""Series of meetings: a week apart, past the days off, and moved together."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.domain.holidays import ClosedDay
from op_desktop.domain.series import FARTHEST, shifted, weekly

FIRST = datetime(2026, 11, 17, 9)
OFF = ClosedDay("day off")
days = st.dates(date(2024, 9, 1), date(2032, 6, 1))


def closed_on(*off):
    return lambda day: OFF if day in off else None


def test_a_day_off_is_passed_by_and_the_series_goes_on():
    slots = weekly(FIRST, 4, closed_on(date(2026, 12, 1)))
    assert [(slot.starts_at.day, slot.taken) for slot in slots] == [
        (17, True), (24, True), (1, False), (8, True), (15, True)
    ]  # fmt: skip
    assert slots[2].closed is OFF


def test_a_person_may_keep_a_day_off_and_leave_an_open_day_out():
    slots = weekly(
        FIRST, 3, closed_on(date(2026, 11, 24)), kept={date(2026, 11, 24)}, left_out={date(2026, 12, 1)}
    )  # fmt: skip
    assert [(slot.starts_at.day, slot.taken) for slot in slots] == [(17, True), (24, True), (1, False), (8, True)]


def test_a_calendar_without_an_open_day_ends_the_series():
    slots = weekly(FIRST, 3, lambda _day: OFF)
    assert len(slots) == 3 + FARTHEST
    assert not any(slot.taken for slot in slots)


@settings(max_examples=60, deadline=None)
@given(days, st.integers(1, 8), st.sets(st.integers(0, 20), max_size=12), st.integers(1, 2))
def test_a_series_has_so_many_meetings_on_one_weekday_and_none_on_a_day_off(first, count, off_weeks, every):
    off = {first + timedelta(weeks=week) for week in off_weeks}
    start = datetime.combine(first, FIRST.time())
    taken = [slot.starts_at for slot in weekly(start, count, closed_on(*off), every=every) if slot.taken]
    assert len(taken) == count
    assert {moment.weekday() for moment in taken} == {first.weekday()}
    assert not {moment.date() for moment in taken} & off
    assert taken == sorted(set(taken))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=7), st.integers(-20, 30), st.sets(st.integers(0, 30)))
def test_moved_meetings_keep_their_order_and_their_distance_but_for_days_off(gaps, shift, off_weeks):
    starts = [FIRST]
    for gap in gaps:
        starts.append(starts[-1] + timedelta(weeks=gap))
    first = FIRST + timedelta(days=shift)
    off = {first.date() + timedelta(weeks=week) for week in off_weeks} - {first.date()}

    moved = shifted(starts, first, closed_on(*off))

    assert moved[0] == first
    assert not {moment.date() for moment in moved} & off
    gaps_after = [later - earlier for earlier, later in pairwise(moved)]
    assert all(after >= timedelta(weeks=gap) for after, gap in zip(gaps_after, gaps, strict=True))
    if not off:
        assert gaps_after == [timedelta(weeks=gap) for gap in gaps]


def test_the_day_chosen_by_hand_is_kept_even_on_a_day_off():
    assert shifted([FIRST], datetime(2026, 12, 8, 9), closed_on(date(2026, 12, 8))) == [datetime(2026, 12, 8, 9)]
