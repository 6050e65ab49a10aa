"""Excel workbooks: values as they are meant, and nothing that an archive could hide."""

import io
import zipfile

import pytest
import xlsxwriter

from op_desktop.exchange import limits, refusals
from op_desktop.exchange.reading import read_table
from op_desktop.exchange.table import Choices
from tests.exchange import class_lists

XLSX = class_lists.SAMPLES / "xlsx"
ARCHIVES = class_lists.SAMPLES / "zip-yauzl"
SHEET = "xl/worksheets/sheet1.xml"


def book(*columns: tuple[str, ...], epoch_1904: bool = False) -> bytes:
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"date_1904": epoch_1904})
    sheet = workbook.add_worksheet()
    for column, values in enumerate(columns):
        for row, value in enumerate(values):
            sheet.write(row, column, value)
    workbook.close()
    return data.getvalue()


def test_numbers_texts_and_leading_zeros_keep_their_form():
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["N.", "Cognome", "Nome"])
    sheet.write_number(1, 0, 7.0)
    sheet.write_string(1, 1, "015182")
    sheet.write_number(1, 2, 12.5)
    sheet.write_string(2, 1, "=1+1")
    sheet.write_formula(2, 2, '=CMD("x")', value="kept result")
    sheet.write_boolean(3, 1, True)
    workbook.close()

    table = read_table(data.getvalue(), "x.xlsx")
    assert [row.cells for row in table.rows] == [
        ("7", "015182", "12.5"),
        ("", "=1+1", "kept result"),
        ("", "TRUE", ""),
    ]


def test_the_sheet_can_be_chosen_by_name_but_not_a_hidden_one():
    data = class_lists.workbook()
    assert read_table(data, "x.xlsx", Choices(sheet="Classe")).choices.sheet == "Classe"
    with pytest.raises(refusals.NoSuchSheet) as caught:
        read_table(data, "x.xlsx", Choices(sheet="Famiglie"))
    assert "Classe" in caught.value.remedy


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_before_the_sheet_is_laid_out():
    plain = book(("a", "b"))
    sheet = class_lists.part(plain, SHEET)
    far = sheet.replace(b'<row r="2"', b'<row r="1048576"').replace(b'r="A2"', b'r="XFD1048576"')
    assert far != sheet
    with pytest.raises(refusals.TooManyRows):
        read_table(class_lists.with_part(plain, SHEET, far), "x.xlsx")
    wide = sheet.replace(b'r="A2"', b'r="XFD2"')
    with pytest.raises(refusals.TooManyColumns):
        read_table(class_lists.with_part(plain, SHEET, wide), "x.xlsx")


def test_cells_without_position_are_counted_too():
    plain = book(("a",))
    rows = b"<row>" + b"<c><v>1</v></c>" * 400 + b"</row>" + b"<row><c><v>1</v></c></row>" * 20_000
    head, tail = class_lists.part(plain, SHEET).split(b"<sheetData>")[0], b"</worksheet>"
    content = head + b"<sheetData>" + rows + b"</sheetData>" + tail
    with pytest.raises(refusals.TooManyCells):
        read_table(class_lists.with_part(plain, SHEET, content), "x.xlsx")


def test_empty_formatted_cells_far_away_do_not_count():
    plain = book(("Cognome", "Rossi"))
    sheet = class_lists.part(plain, SHEET).replace(b"</row></sheetData>", b'<c r="XFD2" s="0"/></row></sheetData>')
    assert len(read_table(class_lists.with_part(plain, SHEET, sheet), "x.xlsx").rows) == 1


def test_a_bomb_is_refused_by_what_it_would_unpack_to():
    bomb = class_lists.with_part(book(("a",)), "xl/media.xml", b"<a>" + b" " * (limits.UNPACKED + 1) + b"</a>")
    assert len(bomb) < 1024 * 1024
    with pytest.raises(refusals.WorkbookTooLarge):
        read_table(bomb, "x.xlsx")


def test_entities_and_document_types_are_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    with pytest.raises(refusals.WorkbookDamaged):
        read_table(class_lists.with_part(book(("a",)), SHEET, laughs), "x.xlsx")


def test_an_archive_that_is_no_workbook_and_one_of_another_office_say_what_to_do():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(refusals.OtherWorkbook) as caught:
        read_table(archive.getvalue(), "x.ods")
    assert "xlsx" in caught.value.remedy


@pytest.mark.skipif(not XLSX.is_dir(), reason="samples of others are not beside this checkout")
def test_dates_honour_the_calendar_of_their_workbook():
    leap = read_table((XLSX / "dates-leap-year-1900-xlsx.xlsx").read_bytes(), "leap.xlsx")
    checked = [row.cells for row in leap.rows if row.cells[2] == "TRUE"]
    assert checked
    assert all(text.startswith(moment.replace("T", " ")) for moment, text, _sure in checked)
    libre = read_table((XLSX / "dates-1900-LibreOffice.xlsx").read_bytes(), "libre.xlsx")
    assert set(libre.rows[0].cells) == {"2000-01-01"}
    rounded = read_table((XLSX / "datetime-rounding.xlsx").read_bytes(), "rounding.xlsx")
    assert all(text.startswith(moment.replace("T", " ")) for moment, text in (row.cells for row in rounded.rows))


def test_the_calendar_of_1904_is_honoured():
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"date_1904": True, "default_date_format": "dd/mm/yyyy"})
    sheet = workbook.add_worksheet()
    sheet.write_datetime(0, 0, class_lists.BORN)
    workbook.close()
    assert read_table(data.getvalue(), "mac.xlsx").rows[0].cells == ("2013-03-12",)


@pytest.mark.skipif(not XLSX.is_dir(), reason="samples of others are not beside this checkout")
def test_older_workbooks_are_refused_with_a_way_out():
    for path in sorted(XLSX.glob("*.xls")):
        with pytest.raises(refusals.OtherWorkbook):
            read_table(path.read_bytes(), path.name)


@pytest.mark.skipif(not ARCHIVES.is_dir(), reason="samples of others are not beside this checkout")
def test_odd_archives_offered_as_workbooks_are_refused():
    found = sorted(ARCHIVES.rglob("*.zip"))
    assert len(found) > 20
    for path in found:
        with pytest.raises(refusals.FileRefused):
            read_table(path.read_bytes(), path.name)
