"""Commands do what they say, print what programs can read, and end with a code that tells how it went."""

import csv
import io
import json
import os
import shutil
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest

import resources
from op_desktop import vault
from op_desktop.cli import opening
from op_desktop.demo.term import fill_training
from op_desktop.metrics.definitions import METRICS
from op_desktop.workspace import DATABASE, Workspace
from tests.exchange import ical_reader, roster_sets

TODAY = date(2026, 11, 24)
PASSPHRASE = "quattro parole comuni qui"


def morning():
    return datetime(2026, 11, 24, 9, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A training workspace to copy."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    workspace = Workspace.open(folder, wall=morning, label="cafe-rho", training=True)
    fill_training(workspace, TODAY)
    workspace.close()
    return folder


@pytest.fixture
def data(tmp_path, filled):
    """A training workspace in a folder with a space in its name."""
    return Path(shutil.copytree(filled, tmp_path / "my data"))


def test_help_and_wrong_words(run):
    assert run("--help").code == 0
    assert "walk" in run("--help").out
    assert run("metrics", "--nonsense").code == 2
    assert run("nonsense").code == 2
    assert run().code == 2
    assert "mancano questi argomenti: METRICA" in run("rows", "--language", "it").err
    assert "opzioni:" in run("rows", "--help", "--language", "it").out


def test_the_grant_call_is_written_by_edition(run, data):
    sheet = run("grant-call", "sheet", "--data", data, "--in", "it")
    letters = run("grant-call", "letters", "--edition", "1", "--data", data)
    ranking = run("grant-call", "ranking", "--data", data)
    unknown = run("grant-call", "sheet", "--edition", "7", "--data", data)

    assert [len(pypdf.PdfReader(answer.out.strip()).pages) for answer in (sheet, letters)] == [1, 3]
    assert Path(ranking.out.strip()).read_text(encoding="utf-8-sig").startswith("Place;Project;Group")
    assert (unknown.code, unknown.err.splitlines()[1]) == (1, "There is: 1, 2.")


def test_a_folder_without_data_is_not_made_into_one(run, tmp_path):
    answer = run("metrics", "--data", tmp_path / "nowhere")

    assert answer.code == 1
    assert "no data" in answer.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("words", [("--passphrase", "secret"), ("--passphrase=secret",), ("--passphrase",)])
def test_a_passphrase_in_the_arguments_is_refused_with_the_reason(run, data, words):
    answer = run("metrics", "--data", data, *words)

    assert answer.code == 2
    assert "others on this computer could read it" in answer.err
    assert "--passphrase-file" in answer.err
    assert "secret" not in answer.err + answer.out


def test_a_password_in_an_address_is_refused(run):
    answer = run("metrics", "--centre", "postgresql://op:secret@localhost/op")

    assert answer.code == 1
    assert "secret" not in answer.err + answer.out


def test_a_defect_has_a_code_of_its_own_and_is_logged(run, data, monkeypatch, tmp_path):
    monkeypatch.setattr(opening, "usual_folder", lambda: 1 / 0)

    answer = run("metrics")

    assert answer.code == 3
    assert "ZeroDivisionError" in (tmp_path / "home" / "logs" / "op-desktop.log").read_text()


def test_figures_as_table_json_and_csv_agree(run, data):
    text = run("metrics", "--data", data, "--period", "2026")
    plain = run("metrics", "--data", data, "--period", "2026", "--json")
    sheet = run("metrics", "--data", data, "--period", "2026", "--csv")

    figures = {each["id"]: each for each in plain.json["periods"][0]["figures"]}
    rows = {row["metric"]: row for row in csv.DictReader(io.StringIO(sheet.out))}
    assert text.code == plain.code == sheet.code == 0
    assert list(figures) == [metric.id for metric in METRICS] == list(rows)
    assert {id: str(each["value"]) for id, each in figures.items()} == {id: row["value"] for id, row in rows.items()}
    assert figures["M11"]["value"] > 0
    for id in ("M01b", "M11", "M12"):
        line = next(line for line in text.out.splitlines() if line.strip().startswith(id))
        assert f"{figures[id]['value']:,}" in line


def test_without_a_period_the_published_table_with_what_was_declared(run, data):
    table = run("metrics", "--data", data)
    plain = run("metrics", "--data", data, "--json").json

    declared = {(period["name"], figure["id"]): figure["declared"]
                for period in plain["periods"] for figure in period["figures"]}  # fmt: skip
    assert declared["36 months", "M01b"] == 3287
    assert declared["Following 36 months", "M10"] == 8254
    assert "3,287" in table.out
    assert "8,254" in table.out


@pytest.mark.parametrize("period", ["2026", "2026-11", "2026/2027", "2026-09-01..2026-11-24", "36 mesi", "1"])
def test_periods_as_people_write_them(run, data, period):
    assert run("metrics", "--data", data, "--period", period, "--json").code == 0


@pytest.mark.parametrize("period", ["always", "2026-13", "2026-02-30..2026-03-01", "2026-03-01..2026-01-01"])
def test_periods_that_mean_nothing(run, data, period):
    answer = run("metrics", "--data", data, "--period", period)

    assert answer.code == 1
    assert answer.err


def test_the_rows_of_a_figure_add_up_to_it(run, data):
    answer = run("rows", "M01b", "--data", data, "--period", "2026", "--json", "--limit", "0")

    assert len(answer.json["rows"]) == answer.json["value"] > 50
    assert all("person" not in row for row in answer.json["rows"])
    assert "person" in run("rows", "M01b", "--data", data, "--period", "2026", "--json", "--names").json["rows"][0]
    assert run("rows", "M99", "--data", data).code == 1
    shown = run("rows", "M01b", "--data", data, "--period", "2026", "--limit", "5").out
    assert "5 of them shown" in shown
    elsewhere = run("rows", "M01b", "--data", data)
    span = elsewhere.err.split("--period ")[1].split(" ")[0].strip().rstrip(".")
    assert elsewhere.out == ""
    assert len(run("rows", "M01b", "--data", data, "--period", span, "--json", "--limit", "0").json["rows"]) > 50


def test_a_class_list_is_previewed_imported_once_and_leaves_out_what_is_not_kept(run, data):
    file = resources.path("demo/classe-2B-aurora.xlsx")
    words = ("import-roster", file, "--class", "2026/2027/2D@Aurora", "--data", data)

    missing = run(*words)
    made = run(*words, "--new")
    again = run(*words)

    assert missing.code == 1
    assert "2D" in missing.err
    assert made.code == 0
    assert "25 new" in made.out
    assert "Birth dates" in made.out
    assert "0 new, 0 changed, 25 unchanged" in again.out
    assert b"Brambilla Matteo" not in (data / DATABASE).read_bytes()

    past = ("imports", "--class", "2026/2027/2D@Aurora", "--data", data)
    assert run(*past).out.split()[-4:] == [f"{datetime.now(UTC).astimezone():%d/%m/%Y}", "25", "0", "0"]
    assert run(*past, "--take-back", 2).code == 1
    assert "Removed: 25." in run(*past, "--take-back", 1).out
    assert run(*past).out.rstrip().endswith("Taken back")
    assert "already taken back" in run(*past, "--take-back", 1).err


def test_a_class_is_taken_out_of_the_export_of_a_whole_school(run, data, tmp_path):
    file = tmp_path / "school.zip"
    file.write_bytes(roster_sets.zipped(roster_sets.one_roster("1.2")))
    words = ("import-roster", file, "--class", "2026/2027/2E@Aurora", "--data", data)

    unknown = run(*words, "--new", "--sheet", "9Z")
    made = run(*words, "--new", "--sheet", "2B · Scuola media Aurora")

    assert unknown.code == 1
    assert "“school.zip” has no sheet “9Z”" in unknown.err
    assert "3 new" in made.out
    assert "1 rejected" in made.out


def test_a_preview_writes_nothing(run, data):
    file = resources.path("demo/classe-1C-aurora.csv")
    before = run("check", "--data", data, "--json").json["changes"]

    answer = run("import-roster", file, "--class", "1C@Aurora", "--data", data, "--preview")

    assert answer.code == 0
    assert "Nothing was written" in answer.out
    assert run("check", "--data", data, "--json").json["changes"] == before


def test_certificates_go_to_those_who_earned_them_once(run, data, tmp_path):
    words = ("certificates", "--class", "2026/2027/1A@Munari", "--data", data)

    listed = run(*words, "--list")
    made = run(*words, "--out", tmp_path / "pdf")
    again = run(*words, "--out", tmp_path / "pdf")

    assert listed.out.count("due") == 19
    assert "19 certificates" in made.out
    (pdf,) = (tmp_path / "pdf").iterdir()
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "Nobody" in again.out


def test_a_package_goes_to_a_new_centre(run, data, tmp_path):
    written = run("bundle", "--data", data, "--out", tmp_path / "stick", "--json").json
    words = ("consolidate", tmp_path / "stick", "--centre", tmp_path / "centre")

    nowhere = run(*words)
    unknown = run(*words, "--new", "--training")
    taken = run(*words, "--accept-new-devices", "--json")
    again = run(*words, "--times")

    assert nowhere.code == 1
    assert unknown.code == 1
    assert "not enrolled" in unknown.err
    assert taken.code == 0
    assert taken.json["new"] == written["changes"]
    assert again.code == 0
    assert "Most memory" in again.err
    theirs = run("metrics", "--centre", tmp_path / "centre", "--period", "2026", "--json").json
    ours = run("metrics", "--data", data, "--period", "2026", "--json").json
    assert theirs == ours


def test_a_damaged_package_is_refused_and_nothing_changes(run, data, tmp_path):
    package = run("bundle", "--data", data, "--out", tmp_path, "--json").json["file"]
    run("consolidate", package, "--centre", tmp_path / "centre", "--new", "--training", "--accept-new-devices")
    before = run("check", "--data", tmp_path / "centre", "--json").json
    content = Path(package).read_bytes()
    (tmp_path / "cut.opb.zip").write_bytes(content[: len(content) // 2])

    answer = run("consolidate", tmp_path / "cut.opb.zip", "--centre", tmp_path / "centre")

    assert answer.code == 1
    assert "cut.opb.zip" in answer.err
    assert run("check", "--data", tmp_path / "centre", "--json").json == before


def test_the_drill_backup_loss_restore(run, data, tmp_path):
    before = run("metrics", "--data", data, "--period", "2026", "--json").json
    made = run("backup", "--data", data)
    (data / DATABASE).write_bytes(b"lost" * 1000)

    lost = run("metrics", "--data", data)
    restored = run("restore", "--data", data)

    assert made.code == 0
    assert lost.code == 1
    assert restored.code == 0
    assert "before" in restored.out
    assert run("metrics", "--data", data, "--period", "2026", "--json").json == before
    assert run("check", "--data", data).code == 0
    assert made.out.strip() in run("backup", "--list", "--data", data).out


def test_nothing_to_restore(run, data):
    assert run("restore", "--data", data).code == 1


def test_check_finds_a_table_that_differs_and_rebuild_mends_it(run, data):
    workspace = Workspace.open(data)
    with workspace.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM attendance WHERE id = (SELECT max(id) FROM attendance)")
    workspace.close()

    found = run("check", "--data", data)

    assert found.code == 1
    assert "attendance" in found.err
    assert run("check", "--rebuild", "--data", data).code == 0


@pytest.mark.parametrize(("form", "ending"), [("csv", ".csv"), ("csv-it", ".csv"), ("xlsx", ".xlsx")])
def test_every_table_and_the_figures_are_exported(run, data, tmp_path, form, ending):
    answer = run("export", "--out", tmp_path / "out", "--form", form, "--data", data)

    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert answer.code == 0
    assert {f"person{ending}", f"lesson_mark{ending}", f"metrics{ending}"} <= names
    if form == "csv":
        with (tmp_path / "out" / "lesson_mark.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows[0].keys() >= {"id", "lesson_id", "mark"}
    if form == "csv-it":
        assert (tmp_path / "out" / "person.csv").read_bytes().startswith(b"\xef\xbb\xbfid;")


def test_one_table_alone(run, data, tmp_path):
    run("export", "--out", tmp_path / "out", "--table", "lab", "--data", data)

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["lab.csv"]


@pytest.fixture
def sealed(tmp_path):
    """An encrypted workspace with one person in it, and the file with its passphrase."""
    folder = tmp_path / "sealed"
    key = vault.create(folder, PASSPHRASE).key
    workspace = Workspace.open(folder, key=key, training=True)
    fill_training(workspace, TODAY)
    workspace.close()
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    file.chmod(0o600)
    return folder, file


def test_encrypted_data_opens_with_its_passphrase_only(run, sealed, tmp_path):
    folder, file = sealed
    wrong = tmp_path / "wrong"
    wrong.write_text("un'altra frase lunga")
    wrong.chmod(0o600)

    assert run("check", "--data", folder).code == 1
    assert "--passphrase-file" in run("check", "--data", folder).err
    assert run("check", "--data", folder, "--passphrase-file", wrong).code == 1
    assert run("check", "--data", folder, "--passphrase-file", file).code == 0


def test_no_name_can_be_read_in_the_files_of_encrypted_data(run, sealed):
    folder, file = sealed
    run("backup", "--data", folder, "--passphrase-file", file)

    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())

    for name in ("El Amrani", "Fatima", "Brambilla", "Spazio Compiti", "SQLite format 3"):
        assert name.encode() not in content
    assert all(stat.S_IMODE(os.stat(path).st_mode) & 0o077 == 0 for path in folder.rglob("*") if path.is_file())


def test_encrypted_data_is_backed_up_and_restored(run, sealed):
    folder, file = sealed
    words = ("--data", folder, "--passphrase-file", file)
    run("backup", *words)
    (folder / DATABASE).unlink()

    assert run("restore", *words).code == 0
    assert run("check", *words).code == 0


def test_a_passphrase_file_that_others_can_read_is_refused(run, sealed):
    folder, file = sealed
    file.chmod(0o644)

    answer = run("check", "--data", folder, "--passphrase-file", file)

    assert answer.code == 1
    assert "chmod 600" in answer.err


def test_the_demo_is_made_once_in_an_empty_folder(run, tmp_path):
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")

    assert run("demo", folder).code == 1
    assert run("walk", folder).code == 1
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_what_is_printed_follows_the_language(run, data):
    english = run("metrics", "--data", data, "--period", "2026")
    italian = run("metrics", "--data", data, "--period", "2026", "--language", "it")

    assert json.dumps(english.out) != json.dumps(italian.out)
    assert "3.287" in italian.out
    assert "3,287" in english.out


def test_lessons_go_into_a_calendar_file_of_a_class_or_of_a_person(run, data, tmp_path):
    whole, own = tmp_path / "class.ics", tmp_path / "mine.ics"

    answer = run("calendar", whole, "--class", "2B", "--data", data)
    assert (answer.code, answer.out.splitlines()) == (0, [str(whole), "5 lessons"])
    assert run("calendar", own, "--educator", "elena ferrario", "--data", data).code == 0

    summaries = [part.text("SUMMARY") for part in ical_reader.read(whole.read_bytes()).parts if part.name == "VEVENT"]
    assert {words[:22] for words in summaries} == {"Fin. education – 2ªB –"}
    others = [part.text("SUMMARY") for part in ical_reader.read(own.read_bytes()).parts if part.name == "VEVENT"]
    assert {words.split(" – ")[1] for words in others} == {"2ªD", "3ªC"}

    unknown = run("calendar", tmp_path / "x.ics", "--educator", "Nobody", "--data", data)
    assert unknown.code == 1
    assert "Elena Ferrario" in unknown.err
    assert not (tmp_path / "x.ics").exists()


def test_prints_of_a_class_are_written_and_named_without_names(run, data, tmp_path):
    for what, name in (("register", "registro"), ("roster", "elenco"), ("lessons", "diario"), ("summary", "riepilogo")):
        answer = run("print", what, "--class", "2B@Aurora", "--data", data, "--out", tmp_path / "out")
        assert answer.code == 0, answer.err
        assert answer.out.strip() == str(tmp_path / "out" / f"{name}_scuola-media-aurora_2B_2026-2027.pdf")
        assert (tmp_path / "out" / f"{name}_scuola-media-aurora_2B_2026-2027.pdf").read_bytes().startswith(b"%PDF")
    sheet = run("print", "summary", "--xlsx", "--class", "2B@Aurora", "--data", data, "--out", tmp_path / "out")
    assert sheet.out.strip().endswith("riepilogo_scuola-media-aurora_2B_2026-2027.xlsx")


def test_a_print_can_be_in_another_language_than_the_words_about_it(run, data, tmp_path):
    run("print", "roster", "--in", "it", "--class", "2B@Aurora", "--data", data, "--out", tmp_path)
    text = pypdf.PdfReader(tmp_path / "elenco_scuola-media-aurora_2B_2026-2027.pdf").pages[0].extract_text()
    assert "Elenco della classe" in text


def test_what_cannot_be_printed_is_refused_with_what_there_is(run, data):
    wrong = run("print", "register", "--xlsx", "--class", "2B@Aurora", "--data", data)
    assert (wrong.code, wrong.err.splitlines()[0]) == (1, "Only the summary is made as a workbook.")
    assert run("print", "nonsense", "--class", "2B@Aurora", "--data", data).code == 2
