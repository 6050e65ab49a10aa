"""Files and the clipboard become the same rows, or are refused with place and remedy."""

import dataclasses
import json

import pytest

from op_desktop.exchange import limits, refusals
from op_desktop.exchange.reading import read_clipboard, read_table
from op_desktop.exchange.table import Choices, Doubt, Reason, Table, column_letter
from op_desktop.language import speak
from tests.exchange import class_lists
from tests.exchange.mutations import Lost, nothing_lost, run

SPECTRUM = class_lists.SAMPLES / "csv-spectrum"


@pytest.fixture(autouse=True)
def _english():
    speak("en")


def rows(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(";", "cp1252"), (",", "utf-8"), (",", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (";", "utf-16-be")],
)
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_a_class_reads_the_same_whatever_its_separator_alphabet_and_line_ends(separator, encoding, line_end):
    table = read_table(class_lists.delimited(separator, encoding, line_end), "2B.csv")

    assert rows(table) == class_lists.cells()
    assert table.titles == class_lists.TITLES
    assert table.choices.separator == separator
    assert table.doubts == ({Doubt.ENCODING} if encoding == "cp1252" else set())


def test_a_workbook_gives_values_of_its_first_visible_sheet_and_says_what_it_set_aside():
    table = read_table(class_lists.workbook(), "2B.xlsx")

    assert [row[:3] for row in rows(table)] == [row[:3] for row in class_lists.cells()]
    assert table.rows[0].cells[3] == "2013-03-12"
    assert [aside.reason for aside in table.aside] == [
        Reason.ABOVE_TITLES,
        Reason.BLANK,
        Reason.TITLES,
        Reason.BLANK,
        Reason.TOTALS,
    ]
    assert table.rows[0].line == 4
    assert table.sheets == ("Classe",)


def test_letters_of_another_alphabet_are_a_choice_with_lines_to_check():
    data = class_lists.delimited(";", "mac-roman")

    chosen = read_table(data, "2B.csv", Choices(encoding="mac-roman"))
    assert rows(chosen) == class_lists.cells()
    assert chosen.lines_to_check()[0].cells[2] == "Niccolò"


def test_an_unreadable_byte_is_named_by_row_and_character_and_never_replaced():
    with pytest.raises(refusals.LetterUnreadable) as caught:
        read_table(b"Cognome;Nome\r\nRossi;An\x81a\r\n", "2B.csv")
    assert caught.value.facts == {"name": "2B.csv", "line": 2, "column": 9, "byte": "0x81"}
    assert "“2B.csv”, row 2, character 9" in caught.value.headline
    assert "CSV UTF-8" in caught.value.remedy


def test_a_damaged_byte_among_good_utf8_is_refused_instead_of_being_read_as_another_alphabet():
    data = class_lists.delimited(",", "utf-8").replace("Pérez".encode(), b"P\xc3rez")
    with pytest.raises(refusals.LetterUnreadable) as caught:
        read_table(data, "2B.csv")
    assert caught.value.facts["line"] == 20


@pytest.mark.parametrize(
    ("data", "refusal", "facts"),
    [
        (b"a;b\n1;\0", refusals.NulFound, {"line": 2, "column": 3}),
        (b'a;b\n1;2\n3;"4\n5;6\n', refusals.QuoteNotClosed, {"line": 3}),
        (b'a;b\n1;"2"x\n', refusals.QuoteMisplaced, {"line": 2}),
        (b"a;b\n1;" + b"x" * (limits.FIELD + 1), refusals.FieldTooLong, {"line": 2}),
        (b"a,b\n" + b"1," * limits.COLUMNS + b"1\n", refusals.TooManyColumns, {"line": 2}),
        (b"1;2\n" * (limits.ROWS + 1), refusals.TooManyRows, {"limit": "200,000"}),
        (b"1;2" + b";" * 450 + b"\n", None, {}),
        (b"", refusals.NothingToRead, {}),
        (b"\xef\xbb\xbf\r\n \r\n", refusals.NothingToRead, {}),
        (b"%PDF-1.7 ...", refusals.NotATable, {}),
        (b"\xd0\xcf\x11\xe0 old", refusals.OtherWorkbook, {}),
        (b"PK\x03\x04 broken", refusals.WorkbookDamaged, {}),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data, refusal, facts):
    if refusal is None:
        assert len(read_table(data, "x.csv").rows) == 1
        return
    with pytest.raises(refusal) as caught:
        read_table(data, "x.csv")
    assert facts.items() <= caught.value.facts.items()
    assert "x.csv" in caught.value.headline
    assert caught.value.remedy


def test_too_many_cells_are_refused_before_they_fill_the_memory():
    with pytest.raises(refusals.TooManyCells):
        read_table((b"1" + b"," * 490 + b"\n") * (limits.CELLS // 490), "x.csv")


def test_a_declared_separator_is_obeyed_and_reported():
    table = read_table(b"sep=|\r\nCognome|Nome\r\nRossi;x|Emma\r\n", "x.csv")
    assert rows(table) == [("Rossi;x", "Emma")]
    assert table.aside[0].reason is Reason.SEPARATOR_LINE


def test_uneven_rows_are_filled_when_short_and_set_aside_when_long():
    table = read_table(b"Cognome;Nome;Note\nRossi;Emma\nVilla;Noemi;x;y\nZanetti;Elia;;;;\n\nTotale;3\n", "x.csv")
    assert rows(table) == [("Rossi", "Emma", ""), ("Zanetti", "Elia", "")]
    assert [(aside.record.line, aside.reason) for aside in table.aside] == [
        (1, Reason.TITLES),
        (3, Reason.TOO_MANY_CELLS),
        (5, Reason.BLANK),
        (6, Reason.TOTALS),
    ]
    assert table.records == 6


def test_one_column_is_read_whole_and_asks():
    table = read_table(b"Alunni\nRossi Emma\nDe Luca Ada\n", "x.txt")
    assert rows(table) == [("Rossi Emma",), ("De Luca Ada",)]
    assert Doubt.SEPARATOR in table.doubts


def test_the_person_can_say_which_row_holds_the_titles():
    data = b"Rossi;Emma\nVilla;Noemi\n"
    assert len(read_table(data, "x.csv").rows) == 2
    assert read_table(data, "x.csv", Choices(titles=1)).titles == ("Rossi", "Emma")
    assert len(read_table(b"Cognome;Nome\nRossi;Emma\n", "x.csv", Choices(titles=0)).rows) == 2


@pytest.mark.parametrize("surname", ["NA", "Null", "True", "1E5", "007", "nan", "None"])
def test_surnames_that_look_like_something_else_stay_texts(surname):
    assert rows(read_table(f"Cognome;Nome\n{surname};Ada\n".encode(), "x.csv")) == [(surname, "Ada")]


def test_the_clipboard_without_a_table_says_how_to_copy_one():
    with pytest.raises(refusals.ClipboardEmpty) as caught:
        read_clipboard(" \n")
    assert str(caught.value) == (
        "There is no table on the clipboard. In Excel select the rows, press Ctrl+C, then come back."
    )
    assert rows(read_clipboard(class_lists.pasted())) == class_lists.cells()


def test_half_a_letter_on_the_clipboard_is_refused():
    with pytest.raises(refusals.LetterUnreadable):
        read_clipboard("Rossi\t\ud83d")


def test_columns_without_title_have_letters():
    assert [column_letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="samples of others are not beside this checkout")
def test_the_csv_spectrum_reads_as_its_authors_expect():
    files = sorted((SPECTRUM / "csvs").glob("*.csv"))
    assert len(files) == 11
    for path in files:
        table = read_table(path.read_bytes(), path.name)
        expected = json.loads((SPECTRUM / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
        assert [dict(zip(table.titles, row.cells, strict=True)) for row in table.rows] == expected, path.name


@pytest.mark.skipif(
    not (class_lists.SAMPLES / "comuni").is_dir(), reason="samples of others are not beside this checkout"
)
def test_an_official_list_with_line_feeds_in_its_titles_loses_no_row():
    path = class_lists.SAMPLES / "comuni" / "istat20200101.csv"
    table = read_table(path.read_bytes(), path.name)
    assert table.choices.encoding == "cp1252"
    assert table.choices.separator == ";"
    assert len(table.rows) == 7904
    assert table.rows[0].cells[4].strip() == "001001"


def test_damaged_files_are_read_whole_or_refused(mutations: int):
    outcome = run(mutations)
    assert min(outcome.read, outcome.refused) > mutations // 20
    assert outcome.rows > mutations
    assert len(outcome.sentences) > 6


def test_a_row_that_goes_missing_would_be_noticed():
    data = class_lists.delimited(";", "utf-8")
    table = read_table(data, "x")
    nothing_lost(1, data, table)
    with pytest.raises(Lost, match="25 rows read or reported of 26"):
        nothing_lost(1, data, dataclasses.replace(table, rows=table.rows[:7] + table.rows[8:]))
    book = read_table(class_lists.workbook(), "x")
    with pytest.raises(Lost, match="gone"):
        nothing_lost(1, class_lists.workbook(), dataclasses.replace(book, rows=book.rows[1:]))
