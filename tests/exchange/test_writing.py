"""Exports open as they should, run nothing and read back the same."""

import io
import json
import string
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.errors import UserError
from op_desktop.exchange import refusals
from op_desktop.exchange.reading import read_table
from op_desktop.exchange.table import Choices
from op_desktop.exchange.values import ITALIAN, MACHINE, CellUnreadable, Column, Kind, guarded, read_back, unguarded
from op_desktop.exchange.writing import write_csv, write_xlsx
from op_desktop.language import N_, speak
from op_desktop.progress import Cancelled
from tests.exchange import class_lists

BLNS = class_lists.SAMPLES / "blns" / "blns.json"
COLUMNS = (
    Column("name", N_("Name")),
    Column("people", N_("Number"), Kind.WHOLE),
    Column("share", N_("Share"), Kind.DECIMAL),
    Column("grant", N_("Grant"), Kind.MONEY),
    Column("hours", N_("Hours"), Kind.MINUTES),
    Column("day", N_("Day"), Kind.DATE),
    Column("starts", N_("Starts"), Kind.MOMENT),
    Column("held", N_("Held"), Kind.TRUTH),
)
ROW = ("=D'Amico; Niccolò", -26660, Decimal("12.5"), 123450, 2550, "2026-11-24", "2026-11-24T17:30", True)
EMPTY = ("-", None, None, None, None, None, None, False)
TITLES_FIRST = Choices(titles=1)


@pytest.fixture(autouse=True)
def _english():
    speak("en")


def test_the_italian_profile_is_what_an_italian_excel_expects(tmp_path):
    path = tmp_path / "x.csv"
    assert write_csv(path, COLUMNS, [ROW], ITALIAN) == 1

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    line = path.read_bytes().decode("utf-8-sig").split("\r\n")[1]
    assert line == "\"'=D'Amico; Niccolò\";-26660;12,5;1234,50;42:30;24/11/2026;24/11/2026 17:30;yes"


def test_the_machine_profile_is_raw_and_iso(tmp_path):
    path = tmp_path / "x.csv"
    write_csv(path, COLUMNS, [ROW], MACHINE)
    assert (
        path.read_bytes()
        == (
            "name,people,share,grant,hours,day,starts,held\r\n"
            "=D'Amico; Niccolò,-26660,12.5,123450,2550,2026-11-24,2026-11-24T17:30,1\r\n"
        ).encode()
    )


def _written(path, rows, form: str) -> bytes:
    if form == "xlsx":
        write_xlsx(path, COLUMNS, rows, "Incontri/2026")
    else:
        write_csv(path, COLUMNS, rows, ITALIAN if form == "italian" else MACHINE)
    return path.read_bytes()


_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=20)
_row = st.tuples(
    st.sampled_from(string.ascii_letters).flatmap(lambda first: _text.map(lambda rest: rest + first)),
    st.none() | st.integers(-(10**9), 10**9),
    st.none() | st.decimals(-(10**6), 10**6, places=3),
    st.none() | st.integers(-(10**10), 10**10),
    st.none() | st.integers(0, 10**6),
    st.none() | st.dates().map(lambda day: day.isoformat()),
    st.none() | st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")),
    st.none() | st.booleans(),
)


@pytest.mark.parametrize("form", ["italian", "machine", "xlsx"])
@settings(max_examples=60)
@given(rows=st.lists(_row, min_size=1, max_size=6))
def test_our_own_files_read_back_the_same(tmp_path_factory, form, rows):
    path = tmp_path_factory.mktemp("out") / "x"
    table = read_table(_written(path, rows, form), "x", TITLES_FIRST)
    totals = [aside for aside in table.aside if aside.reason == "totals"]
    assert read_back(table, COLUMNS) == rows[: len(rows) - len(totals)]


@pytest.mark.parametrize("form", ["italian", "machine", "xlsx"])
def test_empty_cells_and_zero_are_different(tmp_path, form):
    rows = [ROW, EMPTY, ("x", 0, Decimal(0), 0, 0, None, None, False)]
    assert read_back(read_table(_written(tmp_path / "x", rows, form), "x", TITLES_FIRST), COLUMNS) == rows


@pytest.mark.skipif(not BLNS.is_file(), reason="samples of others are not beside this checkout")
@pytest.mark.parametrize("form", ["italian", "machine", "xlsx"])
def test_naughty_strings_come_back_identical_or_are_refused_with_a_reason(tmp_path, form):
    strings = json.loads(BLNS.read_text(encoding="utf-8"))
    assert len(strings) == 515
    columns = (Column("id", N_("Number"), Kind.WHOLE), Column("text", N_("Text")))
    kept, refused = [], []
    for number, text in enumerate(strings):
        path = tmp_path / "one"
        try:
            write_xlsx(path, columns, [(number, text)], "x") if form == "xlsx" else write_csv(
                path, columns, [(number, text)], ITALIAN if form == "italian" else MACHINE
            )
        except UserError as refusal:
            refused.append(str(refusal))
        else:
            kept.append((number, text or None))
    assert len(refused) == (1 if form == "xlsx" else 0)
    assert all("hidden" in reason or "nascosti" in reason for reason in refused)
    path = tmp_path / "all"
    if form == "xlsx":
        write_xlsx(path, columns, kept, "x")
    else:
        write_csv(path, columns, kept, ITALIAN if form == "italian" else MACHINE)
    assert read_back(read_table(path.read_bytes(), "all", TITLES_FIRST), columns) == kept


@pytest.mark.parametrize("text", ["=1+1", "+39 02", "-5", "@x", "\tx", "\rx", "＝1", "'=1", "''@", "'x", "x", ""])
def test_the_guard_is_put_before_what_a_spreadsheet_would_run_and_taken_away_again(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝")


def test_a_workbook_holds_texts_not_formulas_and_no_author(tmp_path):
    path = tmp_path / "x.xlsx"
    write_xlsx(path, COLUMNS, [ROW, ("https://esempio.it", *ROW[1:]), ("=cmd|' /C calc'!A0", *ROW[1:])], "Incontri")

    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        core = archive.read("docProps/core.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert 'state="frozen"' in sheet
        assert "<dc:creator></dc:creator>" in core
        assert "42350" not in sheet
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.xlsx"]


def test_a_text_that_the_format_cannot_hold_is_refused_and_the_old_file_stays(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")
    column = (Column("text", N_("Text")),)
    for text in ("x" * 32_768, "a\0b", "a\uffff"):
        with pytest.raises(refusals.TextNotStorable):
            write_xlsx(path, column, [("ok",), (text,)], "x")
    with pytest.raises(refusals.TextNotStorable) as caught:
        write_csv(path, column, [("a\0b",)], MACHINE)
    assert caught.value.facts["line"] == 1
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_rows_are_streamed_and_writing_can_be_stopped(tmp_path):
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    drawn = []

    def rows():
        for number in range(10_000):
            drawn.append(number)
            yield (number,)

    column = (Column("id", N_("Number"), Kind.WHOLE),)
    for write in (
        lambda path: write_csv(path, column, rows(), MACHINE, Stop()),
        lambda path: write_xlsx(path, column, rows(), "x", Stop()),
    ):
        drawn.clear()
        with pytest.raises(Cancelled):
            write(tmp_path / "x")
        assert len(drawn) < 1_000
        assert list(tmp_path.iterdir()) == []


def test_a_changed_cell_is_named_when_our_file_comes_back():
    with pytest.raises(CellUnreadable) as caught:
        read_back(
            read_table(b"id;grant\nx;12,345\n", "x", TITLES_FIRST),
            (Column("id", "id"), Column("grant", "grant", Kind.MONEY)),
        )
    assert caught.value.facts["line"] == 2
