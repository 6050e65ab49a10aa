"""A whole school's roster as OneRoster or School Data Sync: one class is chosen, and only names are read."""

import io
import random
import zipfile
from datetime import date

import pytest

from op_desktop.errors import UserError
from op_desktop.exchange import limits, refusals
from op_desktop.exchange.plan import Status
from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import read_set, read_table
from op_desktop.exchange.table import Choices, Reason
from tests.exchange import class_lists, roster_sets

TODAY = date(2026, 11, 24)
ROSTERS = class_lists.SAMPLES / "roster"
FIRST = "2B · Scuola media Aurora"


def names(table):
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("folder", ["", "export/"])
def test_a_class_of_a_one_roster_zip_is_a_list_by_surname(version, folder):
    data = roster_sets.zipped(roster_sets.one_roster(version), folder)

    table = read_table(data, "school.zip", today=TODAY)

    assert table.sheets == (FIRST, "2B · Scuola media Boreale", "3A")
    assert names(table) == [("Abbate", "Lorenzo"), ("Pérez García", "Inés"), ("Rossi", "Emma"), ("", "")]
    assert [aside.reason for aside in table.aside] == [Reason.NOT_ENROLLED] * 3
    assert table.records == 7


def test_another_class_is_chosen_by_its_label():
    data = roster_sets.zipped(roster_sets.one_roster("1.1"))
    assert names(read_table(data, "school.zip", Choices(sheet="2B · Scuola media Boreale"))) == [("Abbate", "Lorenzo")]
    with pytest.raises(refusals.NoSuchSheet, match="9Z"):
        read_table(data, "school.zip", Choices(sheet="9Z"))


def test_nothing_but_names_ever_leaves_the_reader():
    table = read_table(roster_sets.zipped(roster_sets.one_roster("1.2")), "school.zip")
    assert roster_sets.SECRET not in repr(table)


def test_a_pupil_whom_the_set_does_not_name_is_refused_in_place():
    shown = preview(read_table(roster_sets.zipped(roster_sets.one_roster("1.1")), "school.zip", today=TODAY), [])
    last = shown.plan.rows[-1]
    assert (last.status, str(last.remark), last.line) == (Status.REJECTED, "The name is missing", 4)
    assert [row.number for row in shown.plan.rows[:-1]] == [1, 2, 3]


def test_a_row_withdrawn_by_its_status_is_no_pupil():
    files = roster_sets.one_roster("1.1")
    head, *lines = files["enrollments.csv"].decode().split("\r\n")
    place = head.split(",").index('"status"')
    cells = lines[0].split(",")
    cells[place] = '"tobedeleted"'
    files["enrollments.csv"] = "\r\n".join((head, ",".join(cells), *lines[1:6])).encode()
    assert ("Rossi", "Emma") not in names(read_table(roster_sets.zipped(files), "school.zip"))


def test_a_missing_file_or_column_is_named():
    files = roster_sets.one_roster("1.1")
    without = {name: data for name, data in files.items() if name != "enrollments.csv"}
    with pytest.raises(refusals.SetIncomplete, match=r"enrollments\.csv is missing"):
        read_table(roster_sets.zipped(without), "school.zip")
    renamed = files | {"users.csv": files["users.csv"].replace(b"familyName", b"surname")}
    with pytest.raises(refusals.SetColumnMissing, match="familyName"):
        read_table(roster_sets.zipped(renamed), "school.zip")


@pytest.mark.parametrize("extra", ["USERS.csv", "folder/users.csv"])
def test_two_files_of_one_name_are_refused(extra):
    data = io.BytesIO(roster_sets.zipped(roster_sets.one_roster("1.1")))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(extra, "sourcedId,familyName,givenName\n")
    with pytest.raises(refusals.SetDamaged):
        read_table(data.getvalue(), "school.zip")


def test_files_outside_are_not_even_looked_at():
    data = io.BytesIO(roster_sets.zipped(roster_sets.one_roster("1.1")))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("../../users.csv", "x")
        archive.writestr("demographics.csv", "\0broken")
    assert names(read_table(data.getvalue(), "school.zip", today=TODAY))[0] == ("Abbate", "Lorenzo")


def test_a_bomb_stops_at_the_limit(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED", 2 * limits.MEBIBYTE)
    files = roster_sets.one_roster("1.1")
    files["users.csv"] += b"\r\n" * (4 * limits.MEBIBYTE)
    with pytest.raises(refusals.SetTooLarge, match="more than 2 MB"):
        read_table(roster_sets.zipped(files), "school.zip")


def test_a_changed_archive_is_read_or_refused_with_a_sentence():
    rng, data = random.Random(7), roster_sets.zipped(roster_sets.one_roster("1.1"))
    told: list[str] = []
    for _round in range(60):
        changed = bytearray(data)
        for _flip in range(rng.randint(1, 12)):
            changed[rng.randrange(len(changed))] ^= rng.randint(1, 255)
        try:
            read_table(bytes(changed), "school.zip")
        except UserError as refusal:
            told.append(str(refusal))
    assert told
    assert all("school" in each or ".csv" in each for each in told)


@pytest.mark.skipif(not ROSTERS.is_dir(), reason="samples of others are not beside this checkout")
@pytest.mark.parametrize(("folder", "classes"), [("sds-v1-25", 2), ("sds-v2.1", 2)])
def test_school_data_sync_sets_are_read_loose_and_zipped(folder, classes):
    files = {path.name: path.read_bytes() for path in (ROSTERS / folder).glob("*.csv")}
    loose, packed = read_set(files, folder), read_table(roster_sets.zipped(files), f"{folder}.zip")

    assert len(loose.sheets) == classes
    assert names(loose) == names(packed)
    assert names(loose)
    for sheet in loose.sheets:
        table = read_set(files, folder, Choices(sheet=sheet))
        shown = preview(table, [])
        assert shown.plan.count(Status.NEW) == len(table.rows)
        assert "@" not in repr(table)
        assert "P@ss" not in repr(table)
