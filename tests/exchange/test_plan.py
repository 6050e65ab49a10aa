"""What an import would do is known before it does it, and doing it twice changes nothing."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.exchange.plan import PlannedRow, RosterEntry, Status, plan
from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import read_table
from op_desktop.exchange.rejected import write_rejected
from op_desktop.exchange.roster import read_roster
from op_desktop.language import speak
from tests.exchange import class_lists


@pytest.fixture(autouse=True)
def _english():
    speak("en")


def rows(text: str):
    return read_roster(read_table(text.encode(), "x.csv")).rows


def after(existing, planned: tuple[PlannedRow, ...]) -> list[RosterEntry]:
    """The class once a plan is carried out."""
    entries = {entry.id: entry for entry in existing}
    for row in planned:
        if row.status is not Status.REJECTED:
            key = row.entry_id or f"new-{row.line}-{len(entries)}"
            entries[key] = RosterEntry(key, row.number, row.family_name, row.given_name)
    return list(entries.values())


def statuses(existing, text: str) -> list[tuple[str, str]]:
    return [(row.status.value, str(row.remark or "")) for row in plan(existing, rows(text)).rows]


CLASS = [RosterEntry("a", 1, "Bianchi", "Sofia"), RosterEntry("b", 2, "Colombo", "Giulia"), RosterEntry("c", 3)]


def test_the_same_file_twice_changes_nothing_in_any_form():
    first = preview(read_table(class_lists.workbook(), "2B.xlsx"), [])
    assert first.plan.count(Status.NEW) == 25
    existing = after([], first.plan.rows)

    for data, name in ((class_lists.workbook(), "2B.xlsx"), (class_lists.delimited(";", "cp1252"), "2B.csv")):
        again = preview(read_table(data, name), existing)
        assert again.plan.count(Status.UNCHANGED) == 25
        assert again.plan.changes == 0
        assert again.plan.absent == ()


def test_rows_are_matched_by_folded_name_and_number():
    assert statuses(CLASS, "N.;Cognome;Nome\n1;BIANCHI;Sofia\n4;Colombo;Giulia\n3;Villa;Noemi\n5;Nava;Perla\n") == [
        ("updated", "Was Bianchi Sofia"),
        ("updated", "Number 2 becomes 4"),
        ("updated", ""),
        ("new", ""),
    ]


def test_a_number_is_never_handed_to_somebody_else():
    assert statuses(CLASS, "N.;Cognome;Nome\n1;Rossi;Emma\n") == [("rejected", "Number 1 already belongs to Bianchi")]
    assert statuses(CLASS, "N.;Cognome;Nome\n1;Bianchi;Sofia Maria\n") == [("updated", "Was Bianchi Sofia")]


def test_a_newcomer_in_alphabetical_order_moves_the_numbers_of_the_others():
    found = plan(CLASS[:2], rows("N.;Cognome;Nome\n1;Abbate;Ada\n2;Bianchi;Sofia\n3;Colombo;Giulia\n"))
    assert [row.status.value for row in found.rows] == ["new", "updated", "updated"]
    assert [row.entry_id for row in found.rows] == [None, "a", "b"]


def test_a_refusal_that_leaves_a_number_taken_refuses_the_next_one_too():
    existing = [
        RosterEntry("a", 1, "Aiello", "Ada"),
        RosterEntry("b", 2, "Bosio", "Bea"),
        RosterEntry("c", 3, "Cova", "Cleo"),
    ]
    found = plan(existing, rows("N.;Cognome;Nome\n2;Aiello;Ada\n3;Bosio;Bea\n"))
    assert [row.status.value for row in found.rows] == ["rejected", "rejected"]
    assert {entry.id for entry in found.absent} == {"a", "b", "c"}


def test_names_without_numbers_get_free_ones_and_keep_those_they_have():
    found = plan(CLASS[:2], rows("Cognome;Nome\nColombo;Giulia\nAbbate;Ada\nVilla;Noemi\n"))
    assert [(row.number, row.status.value) for row in found.rows] == [(2, "unchanged"), (3, "new"), (4, "new")]
    assert [entry.id for entry in found.absent] == ["a"]


def test_numbers_alone_take_no_name_away():
    found = plan(CLASS, rows("N.\n1\n3\n4\n"))
    assert [(row.status.value, row.family_name) for row in found.rows] == [
        ("unchanged", "Bianchi"),
        ("unchanged", ""),
        ("new", ""),
    ]


def test_namesakes_without_number_have_to_be_told_apart():
    twins = [RosterEntry("a", 1, "Rossi", "Ada"), RosterEntry("b", 2, "Rossi", "Ada")]
    assert statuses(twins, "Cognome;Nome\nRossi;Ada\n") == [
        ("rejected", "There are two Rossi Ada in the class: write the number")
    ]
    assert statuses(twins, "N.;Cognome;Nome\n2;Rossi;Ada\n1;Rossi;Ada\n")[0][0] == "unchanged"


def test_a_pupil_of_another_class_is_noted():
    elsewhere = [RosterEntry("z", 7, "Villa", "Noemi", class_name="1ªB")]
    found = plan([], rows("Cognome;Nome\nVilla;Noemi\n"), elsewhere)
    assert str(found.rows[0].remark) == "Already on the list of 1ªB"
    assert found.rows[0].status is Status.NEW


def test_rejected_rows_come_back_as_a_file_that_once_corrected_is_accepted(tmp_path):
    shown = preview(
        read_table(b"N.;Cognome;Nome;Data di nascita\n1;Galli;Ada;12/03/2013\n1;Nava;Perla;01/02/2013\n", "x.csv"),
        [],
    )
    path = tmp_path / "da correggere.csv"
    assert write_rejected(path, shown.plan, shown.roster.kept) == 1

    text = path.read_bytes().decode("utf-8-sig")
    assert text == "Row;Reason;No.;Surname;Name\r\n3;Number 1 already belongs to Galli;1;Nava;Perla\r\n"
    corrected = text.replace(";1;Nava", ";2;Nava").encode("utf-8-sig")
    again = preview(read_table(corrected, path.name), after([], shown.plan.rows))
    assert again.plan.count(Status.REJECTED) == 0
    assert again.plan.count(Status.NEW) == 1


_words = st.text(string.ascii_letters + "èàù'", min_size=1, max_size=8)
_lines = st.lists(st.tuples(st.none() | st.integers(1, 12), _words, _words | st.just("")), min_size=1, max_size=15)


@settings(max_examples=150)
@given(_lines, _lines)
def test_every_row_is_counted_once_and_a_second_import_changes_nothing(first, second):
    existing: list[RosterEntry] = []
    for lines in (first, second):
        text = "N.;Cognome;Nome\n" + "".join(f"{number or ''};{family};{given}\n" for number, family, given in lines)
        found = plan(existing, rows(text))
        assert len(found.rows) == len(lines)
        assert sum(found.count(status) for status in Status) == len(lines)
        existing = after(existing, found.rows)
        numbers = [entry.number for entry in existing]
        assert len(set(numbers)) == len(numbers)
        again = plan(existing, rows(text))
        done = [row for row, before in zip(again.rows, found.rows, strict=True) if before.status is not Status.REJECTED]
        assert {row.status for row in done} <= {Status.UNCHANGED}
