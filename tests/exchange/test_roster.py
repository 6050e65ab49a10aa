"""A school's list becomes pupils with number, surname and name, and nothing else of it stays."""

import dataclasses
import json

import pytest

from op_desktop.exchange import refusals
from op_desktop.exchange.columns import PRIVATE_TEXTS, Private, Use, private_of_title, use_of_title
from op_desktop.exchange.names import part
from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import read_clipboard, read_table
from op_desktop.exchange.recognition import recognise
from op_desktop.exchange.roster import read_roster
from op_desktop.language import speak
from tests.exchange import class_lists

ROSTERS = class_lists.SAMPLES / "roster"


@pytest.fixture(autouse=True)
def _english():
    speak("en")


def pupils(table):
    return [(row.number, row.family_name, row.given_name) for row in read_roster(table).rows]


def faults(table):
    return [str(row.fault) if row.fault else None for row in read_roster(table).rows]


def roster_of(text: str):
    return read_table(text.encode(), "x.csv")


def test_four_forms_of_one_class_give_the_same_pupils():
    expected = [(number, *names) for number, names in enumerate(class_lists.PUPILS, 1)]
    assert pupils(read_table(class_lists.workbook(), "2B.xlsx")) == expected
    assert pupils(read_table(class_lists.delimited(";", "cp1252"), "2B.csv")) == expected
    assert pupils(read_table(class_lists.delimited(",", "utf-8"), "2B.csv")) == expected
    assert pupils(read_clipboard(class_lists.pasted())) == expected


@pytest.mark.parametrize("text", ["Cognome e nome", "Nominativo", "Alunno", "Cognome/Nome", "COGNOME  NOME"])
def test_whole_names_are_taken_apart_behind_particles_commas_and_capitals(text):
    table = roster_of(f"{text}\nDe Luca Martina\nROSSI Maria Chiara\nEl Amrani Adam\n")
    assert [row[1:] for row in pupils(table)] == [
        ("De Luca", "Martina"),
        ("ROSSI", "Maria Chiara"),
        ("El Amrani", "Adam"),
    ]


def test_a_name_that_could_part_elsewhere_is_shown_and_not_guessed_in_silence():
    row = read_roster(roster_of("Cognome e nome\nGarcia Lopez Maria\nVilla Noemi\n")).rows[0]
    assert str(row.note) == "Check where the surname ends: Garcia | Lopez Maria"
    assert part("Rossi, Anna Maria", family_first=True).certain
    assert part("Anna De Luca", family_first=False).family_name == "De Luca"
    assert part("Cher", family_first=True).given_name == ""


def test_columns_without_titles_are_told_by_what_they_hold():
    table = read_clipboard(
        "Galli\tAda\tRSSMRA80A01F205X\t1\tada@esempio.it\nNava\tPerla\tRSSMRA80A01F205X\t2\tx@esempio.it\n"
    )
    guesses = recognise(table)
    assert [guess.use for guess in guesses] == [Use.FAMILY_NAME, Use.GIVEN_NAME, Use.SKIP, Use.NUMBER, Use.SKIP]
    assert [guess.private for guess in guesses][2::2] == [Private.TAX_CODE, Private.EMAIL]


def test_the_column_in_alphabetical_order_is_the_surname():
    lines = "".join(f"{given}\t{family}\n" for family, given in class_lists.PUPILS)
    assert [guess.use for guess in recognise(read_clipboard(lines))] == [Use.GIVEN_NAME, Use.FAMILY_NAME]
    whole = "".join(f"{given} {family}\n" for family, given in class_lists.PUPILS if " " not in family + given)
    assert [guess.use for guess in recognise(read_clipboard(whole))] == [Use.GIVEN_FIRST]


@pytest.mark.parametrize(
    ("title", "private"),
    [
        ("Data di nascita", Private.BIRTH),
        ("Nato/a il", Private.BIRTH),
        ("C.F.", Private.TAX_CODE),
        ("Codice Fiscale", Private.TAX_CODE),
        ("Indirizzo", Private.ADDRESS),
        ("Tel. madre", Private.FAMILY),
        ("Cognome padre", Private.FAMILY),
        ("Cellulare", Private.PHONE),
        ("E-mail", Private.EMAIL),
        ("Cittadinanza", Private.NATIONALITY),
        ("Disabilità", Private.HEALTH),
        ("L.104", Private.HEALTH),
        ("DSA/BES", Private.HEALTH),
        ("Religione (IRC)", Private.RELIGION),
        ("birthDate", Private.BIRTH),
        ("M/F", Private.SEX),
        ("Note", Private.NOTES),
    ],
)
def test_titles_of_what_must_not_be_kept_are_known(title, private):
    assert private_of_title(title) is private
    assert use_of_title(title) is None
    assert PRIVATE_TEXTS[private]


@pytest.mark.parametrize(
    ("title", "use"),
    [
        ("N°", Use.NUMBER),
        ("Nº", Use.NUMBER),
        ("#", Use.NUMBER),
        ("n. d'ordine", Use.NUMBER),
        ("COGNOME:", Use.FAMILY_NAME),
        ("familyName", Use.FAMILY_NAME),
        ("First Name", Use.GIVEN_NAME),
        ("Nome e cognome", Use.GIVEN_FIRST),
        ("Alunni", Use.FAMILY_FIRST),
    ],
)
def test_titles_of_numbers_and_names_are_known_in_both_languages(title, use):
    assert use_of_title(title) is use


def test_nothing_but_the_kept_columns_leaves_the_reader():
    shown = preview(read_table(class_lists.delimited(";", "cp1252"), "2B.csv"), [])

    everything = json.dumps(dataclasses.asdict(shown.roster)) + json.dumps(dataclasses.asdict(shown.plan))
    assert "2013" not in everything
    assert "Abbate" in everything
    assert shown.not_kept == ("Birth dates and places are not needed: they are not kept.",)


def test_problems_stay_on_their_row():
    long = "x" * 101
    table = roster_of(
        "N.;Cognome;Nome\n3;Bianchi;Sofia\n3;Brambilla;Matteo\nxx;Galli;Ada\n5;;\n6;Ro\u202essi;Eva\n"
        f"7;Nav\ufffd;Eva\n8;{long};Eva\n3;BIANCHI;Sofia \n9;Bianchi;Sofia\n;Bianchi;sofia\n10;Villa;Noemi;x;y\n"
    )
    assert faults(table) == [
        None,
        "Number 3 already belongs to Bianchi",
        "“xx” is not a register number",
        "The name is missing",
        "There is a hidden sign in the name (U+202E): type the name again",
        "A letter of the name was lost before it came here: type the name again",
        "The name has more than 100 letters",
        "Already in row 2",
        None,
        "Already in row 2",
        "The row has more cells than the others",
    ]
    assert str(read_roster(table).rows[8].note) == "Same name as in row 2: check"


def test_a_list_of_numbers_alone_is_a_roster():
    assert pupils(roster_of("N.\n1\n2\n03\n")) == [(1, "", ""), (2, "", ""), (3, "", "")]
    assert faults(roster_of("N.;Nota\n1;x\n;y\n"))[1] == "The number is missing"


def test_accents_are_composed_and_blanks_within_a_name_become_one():
    assert pupils(roster_of("Cognome;Nome\n D'Amico ;Niccolo\u0300\u00a0 Pio\n")) == [(None, "D'Amico", "Niccolò Pio")]


def test_a_single_name_is_enough():
    assert pupils(roster_of("Cognome;Nome\n;Ngozi\nVilla;\n")) == [(None, "", "Ngozi"), (None, "Villa", "")]


def test_the_person_can_change_the_use_of_a_column():
    table = roster_of("A;B;C\nVilla;Noemi;x\n")
    roster = read_roster(table, [Use.GIVEN_NAME, Use.FAMILY_NAME, Use.SKIP])
    assert (roster.rows[1].family_name, roster.rows[1].given_name) == ("Noemi", "Villa")


def test_a_table_without_pupils_says_so_and_can_still_be_shown():
    table = roster_of("Data;Importo\n24/11/2026;12,5\n")
    with pytest.raises(refusals.NoPupilsFound):
        read_roster(table)
    assert preview(table, []).plan.rows == ()


@pytest.mark.skipif(not ROSTERS.is_dir(), reason="samples of others are not beside this checkout")
@pytest.mark.parametrize(
    ("file", "count", "first"),
    [
        ("sds-v1-25/Student.csv", 22, ("Klein", "Ora")),
        ("sds-v1-25/Teacher.csv", 2, ("Beane", "Craig")),
        ("sds-v2.1/users.csv", 8, ("Craig", "Jack")),
    ],
)
def test_rosters_of_other_programs_give_names_and_leave_accounts_behind(file, count, first):
    path = ROSTERS / file
    shown = preview(read_table(path.read_bytes(), path.name), [])

    assert len(shown.plan.rows) == count
    assert (shown.plan.rows[0].family_name, shown.plan.rows[0].given_name) == first
    assert all(row.remark is None for row in shown.plan.rows)
    assert "Account names and passwords are not needed: they are not kept." in shown.not_kept
    assert "assword" not in json.dumps(dataclasses.asdict(shown.plan))


@pytest.mark.skipif(not ROSTERS.is_dir(), reason="samples of others are not beside this checkout")
def test_tables_without_pupils_of_other_programs_lose_no_row():
    for path in sorted(ROSTERS.rglob("*.csv")):
        table = read_table(path.read_bytes(), path.name)
        assert table.records == len(path.read_text(encoding="utf-8-sig").splitlines()), path.name


def test_a_long_list_can_be_timed():
    assert class_lists.time_preview(200) > 0
