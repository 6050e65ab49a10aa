"""Two values written side by side: which one is shown, and when a person has to decide."""

import pytest

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.person import Person
from op_desktop.domain.school import Lesson
from op_desktop.storage.projection import Entry, project


def entry(name, stated, *, hlc=1, bases=(), suspect=False, writer="w"):
    return Entry(name, writer, hlc, tuple(bases), stated, suspect)


def test_a_write_that_saw_the_other_wins_whatever_its_clock_says():
    first = entry(b"1", {"mark": "present"}, hlc=1_000)
    correction = entry(b"2", {"mark": "absent"}, hlc=5, bases=[b"1"])

    what = project(LessonMark, [correction, first])

    assert what.values == {"mark": "absent"}
    assert what.review == ()


@pytest.mark.parametrize("order", [1, -1])
def test_two_different_marks_show_the_later_and_ask(order):
    written = [entry(b"1", {"mark": "present"}, hlc=1), entry(b"2", {"mark": "absent"}, hlc=2)]

    what = project(LessonMark, written[::order])

    assert what.values == {"mark": "absent"}
    assert what.review == ("mark",)


def test_equal_marks_are_no_conflict():
    what = project(LessonMark, [entry(b"1", {"mark": "present"}), entry(b"2", {"mark": "present"})])

    assert what.review == ()


def test_a_decision_that_saw_both_settles_it():
    written = [entry(b"1", {"mark": "present"}), entry(b"2", {"mark": "absent"}, hlc=9)]
    decision = entry(b"3", {"mark": "present"}, bases=[b"1", b"2"])

    what = project(LessonMark, [*written, decision])

    assert (what.values, what.review) == ({"mark": "present"}, ())


def test_a_stamp_that_cannot_be_right_never_wins_by_itself():
    what = project(
        LessonMark, [entry(b"1", {"mark": "present"}, hlc=1), entry(b"2", {"mark": "absent"}, hlc=9, suspect=True)]
    )

    assert what.values == {"mark": "present"}
    assert what.review == ("mark",)


def test_phones_differ_in_the_history_only():
    what = project(Person, [entry(b"1", {"phone": "1"}), entry(b"2", {"phone": "2"}, hlc=2)])

    assert (what.values, what.review, what.parallel) == ({"phone": "2"}, (), ("phone",))


def test_the_protective_answer_holds_and_a_person_is_asked():
    what = project(Person, [entry(b"1", {"do_not_contact": 1}, hlc=1), entry(b"2", {"do_not_contact": 0}, hlc=9)])

    assert what.values == {"do_not_contact": 1}
    assert what.review == ("do_not_contact",)


def test_a_cancelled_lesson_stays_cancelled_until_somebody_decides():
    what = project(Lesson, [entry(b"1", {"status": "cancelled"}, hlc=1), entry(b"2", {"status": "held"}, hlc=9)])

    assert what.values == {"status": "cancelled"}
    assert what.review == ("status",)


def test_a_value_that_follows_one_not_yet_received_is_shown_but_not_asked_about():
    what = project(LessonMark, [entry(b"1", {"mark": "present"}), entry(b"3", {"mark": "late"}, hlc=3, bases=[b"2"])])

    assert what.values == {"mark": "late"}
    assert what.review == ()


def test_deleted_here_and_edited_there_hides_the_record_and_asks():
    born = entry(b"0", {"mark": "present"})
    gone = entry(b"1", {"_deleted": 1}, hlc=2, bases=[b"0"])
    back = entry(b"2", {"_deleted": 0}, hlc=1, bases=[b"0"])

    what = project(LessonMark, [born, gone, back])

    assert what.deleted
    assert what.review == ("_deleted",)


def test_what_a_newer_version_says_is_left_aside():
    what = project(LessonMark, [entry(b"1", {"mark": "teleported"}), entry(b"2", {"aura": "blue"})])

    assert what.values == {}
