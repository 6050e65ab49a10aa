"""What a list meets in its class: corrections by hand stay, places get names, one who left stays out."""

from datetime import date

import pytest

from op_desktop.domain.school import RosterMode
from op_desktop.exchange.plan import Status
from op_desktop.register import rosters
from op_desktop.register.schools import add_class
from tests.builders import school
from tests.exchange.lists import import_text, preview_text, pupils

LIST = "N.;Cognome;Nome\n1;Rossi;Ana\n2;Verdi;Luca\n3;Bianchi;Eva\n"


@pytest.fixture
def class_id(workspace):
    with workspace.write("Class") as uow:
        return add_class(uow, school(uow), 2026, "2B", roster_mode=RosterMode.NAMES)


def enrolment(workspace, class_id, number):
    with workspace.read() as reader:
        return next(row.enrolment_id for row in rosters.roster(reader, class_id) if row.number == number)


def correct(workspace, class_id, number, family, given):
    with workspace.write("Correct") as uow:
        rosters.name_pupil(uow, enrolment(workspace, class_id, number), family, given)


def rows(shown):
    return [(row.status, row.given_name, str(row.remark or "")) for row in shown.plan.rows]


def test_a_name_corrected_by_hand_is_shown_and_stays_when_the_same_list_comes_again(workspace, class_id):
    import_text(workspace, class_id, LIST)
    correct(workspace, class_id, 1, "Rossi", "Anna")
    standing = pupils(workspace, class_id)

    shown = preview_text(workspace, class_id, LIST)
    done = import_text(workspace, class_id, LIST)

    assert rows(shown)[0] == (Status.UNCHANGED, "Anna", "Corrected by hand: Rossi Anna stays")
    assert [row.disputed for row in shown.plan.rows] == [True, False, False]
    assert done.batch is None
    assert pupils(workspace, class_id) == standing


def test_chosen_the_list_prevails_and_counts_as_imported_again(workspace, class_id):
    import_text(workspace, class_id, LIST)
    correct(workspace, class_id, 1, "Rossi", "Anna")

    done = import_text(workspace, class_id, LIST, overwrite=(2,))
    later = preview_text(workspace, class_id, LIST.replace("Ana", "Anita"))

    assert (done.updated, done.unchanged) == (1, 2)
    assert pupils(workspace, class_id)[0] == (1, "Rossi", "Ana")
    assert rows(later)[0] == (Status.UPDATED, "Anita", "Was Rossi Ana")


def test_a_name_corrected_as_a_whole_is_found_again_without_a_number(workspace, class_id):
    names = "Cognome;Nome\nRosi;Ana\nVerdi;Luca\n"
    import_text(workspace, class_id, names)
    correct(workspace, class_id, 1, "Rossi", "Anna")

    shown = preview_text(workspace, class_id, names)

    assert [row.status for row in shown.plan.rows] == [Status.UNCHANGED, Status.UNCHANGED]
    assert shown.plan.rows[0].disputed


def test_a_part_of_a_name_that_was_missing_is_completed(workspace, class_id):
    with workspace.write("Typed") as uow:
        rosters.enrol(uow, class_id, 1, "Rossi")
    shown = preview_text(workspace, class_id, LIST)
    assert rows(shown)[0] == (Status.UPDATED, "Ana", "Was Rossi")
    assert not shown.plan.rows[0].disputed


def test_a_number_given_by_hand_stays_and_nobody_else_gets_it(workspace, class_id):
    import_text(workspace, class_id, LIST)
    with workspace.write("Renumber") as uow:
        rosters.renumber(uow, enrolment(workspace, class_id, 3), 9)

    shown = preview_text(workspace, class_id, LIST + "9;Neri;Ugo\n")

    assert [row.number for row in shown.plan.rows[:3]] == [1, 2, 9]
    assert str(shown.plan.rows[2].remark) == "Corrected by hand: 9 stays"
    assert str(shown.plan.rows[3].remark) == "Number 9 already belongs to Bianchi"


def test_a_number_that_was_only_the_next_free_one_gives_way_to_the_list(workspace, class_id):
    import_text(workspace, class_id, LIST)
    with workspace.write("Late") as uow:
        rosters.enrol(uow, class_id, None, "Abbate", "Lia", since=date(2026, 11, 12))

    renewed = "N.;Cognome;Nome\n1;Abbate;Lia\n2;Rossi;Ana\n3;Verdi;Luca\n4;Bianchi;Eva\n"
    done = import_text(workspace, class_id, renewed)

    assert (done.new, done.updated, done.rejected) == (0, 4, 0)
    assert pupils(workspace, class_id)[0] == (1, "Abbate", "Lia")


def test_who_left_stays_out_and_keeps_the_number(workspace, class_id):
    import_text(workspace, class_id, LIST)
    with workspace.write("Leave") as uow:
        rosters.withdraw(uow, enrolment(workspace, class_id, 2), date(2026, 11, 12))

    shown = preview_text(workspace, class_id, LIST + "4;Neri;Ugo\n")

    assert [row.status for row in shown.plan.rows] == [Status.UNCHANGED] * 3 + [Status.NEW]
    assert str(shown.plan.rows[1].remark) == "Left on 12/11/2026: stays out"
    assert shown.plan.absent == ()


def test_names_without_numbers_go_to_the_places_in_their_order(workspace, class_id):
    with workspace.write("Seats") as uow:
        rosters.set_roster_mode(uow, class_id, RosterMode.NUMBERS)
        rosters.add_seats(uow, class_id, 3)

    by_default = preview_text(workspace, class_id, "Cognome;Nome\nRossi;Ana\nVerdi;Luca\n")
    done = import_text(workspace, class_id, "Cognome;Nome\nRossi;Ana\nVerdi;Luca\n", named=True)

    assert not by_default.named
    assert by_default.plan.changes == 0
    assert (done.new, done.updated) == (0, 2)
    assert pupils(workspace, class_id) == [(1, "Rossi", "Ana"), (2, "Verdi", "Luca"), (3, "", "")]
    with workspace.read() as reader:
        assert [entry.number for entry in preview_text(workspace, class_id, LIST).plan.absent] == []
        assert len(rosters.roster(reader, class_id)) == 3


def test_rows_of_one_pupil_know_each_other_whatever_case_and_blanks(workspace, class_id):
    shown = preview_text(
        workspace, class_id, "Cognome;Nome\nDe Luca;Martina\nVerdi;Luca\nDE  LUCA;martina\nDe luca;Martina\n"
    )
    assert [row.group for row in shown.plan.rows] == [2, None, 2, 2]
    assert [row.status for row in shown.plan.rows] == [Status.NEW, Status.NEW, Status.REJECTED, Status.REJECTED]
    assert str(shown.plan.rows[0].remark) == "Also in row 4, 5: this one counts"


def test_names_erased_and_listed_again_are_kept_again(workspace, class_id):
    import_text(workspace, class_id, LIST)
    standing = pupils(workspace, class_id)
    with workspace.write("Numbers only") as uow:
        rosters.set_roster_mode(uow, class_id, RosterMode.NUMBERS)
    with workspace.write("Names again") as uow:
        rosters.set_roster_mode(uow, class_id, RosterMode.NAMES)

    import_text(workspace, class_id, LIST)

    assert pupils(workspace, class_id) == standing
    assert enrolment(workspace, class_id, 1)
