"""F02, F03, F04: lists as schools send them, from the bytes to the class and back."""

import pytest

from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.school import Enrolment, Pupil, RosterMode
from op_desktop.errors import UserError
from op_desktop.exchange.class_import import import_roster
from op_desktop.exchange.past_imports import take_back
from op_desktop.exchange.plan import Status
from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import DETECT, read_table
from op_desktop.exchange.rejected import write_rejected
from op_desktop.exchange.sources import from_clipboard, from_files
from op_desktop.exchange.target import target_of
from op_desktop.language import speak
from op_desktop.register.schools import add_class
from tests.builders import school
from tests.exchange import class_lists
from tests.exchange.lists import pupils
from tests.exchange.mutations import nothing_lost

EXPECTED = [(number, *names) for number, names in enumerate(class_lists.PUPILS, 1)]


@pytest.fixture
def class_id(workspace):
    with workspace.write("Class") as uow:
        return add_class(uow, school(uow), 2026, "2B", roster_mode=RosterMode.NAMES)


@pytest.fixture
def sources(workspace, tmp_path):
    """The four forms of one class."""
    forms = {"excel.xlsx": class_lists.workbook(), "semicolon.csv": class_lists.delimited(";", "cp1252"),
             "comma.csv": class_lists.delimited(",", "utf-8")}  # fmt: skip
    for name, data in forms.items():
        (tmp_path / name).write_bytes(data)
    files = [from_files([tmp_path / name], workspace.now.date()) for name in forms]
    return [*files, from_clipboard(class_lists.pasted())]


def take(workspace, class_id, source):
    with workspace.write("Import") as uow:
        shown = target_of(uow, class_id).preview(source.read(DETECT))
        return import_roster(uow, class_id, shown, sha256=source.sha256)


def digest(workspace):
    with workspace.read() as reader:
        return [sorted(map(repr, reader.all(kind))) for kind in (Pupil, Enrolment)]


@pytest.mark.parametrize("form", range(4))
def test_each_form_gives_the_same_25_pupils_and_any_other_changes_nothing(workspace, class_id, sources, form):
    with workspace.read() as reader:
        shown = target_of(reader, class_id).preview(sources[form].read(DETECT))
    assert [shown.plan.count(status) for status in Status] == [25, 0, 0, 0]
    assert pupils(workspace, class_id) == []

    take(workspace, class_id, sources[form])
    standing = digest(workspace)

    assert pupils(workspace, class_id) == EXPECTED
    for source in sources:
        done = take(workspace, class_id, source)
        assert (done.new, done.updated, done.unchanged, done.rejected, done.batch) == (0, 0, 25, 0, None)
    assert digest(workspace) == standing
    with workspace.read() as reader:
        assert len(reader.all(ImportBatch)) == 1


def test_an_import_taken_back_leaves_the_tables_as_they_were(workspace, class_id, sources):
    before = digest(workspace)
    batch = take(workspace, class_id, sources[0]).batch
    with workspace.write("Take back") as uow:
        take_back(uow, batch.id)
    assert digest(workspace) == before
    assert take(workspace, class_id, sources[1]).new == 25


def test_rejected_rows_come_back_with_line_and_italian_reason_and_once_mended_none_is_rejected(
    tmp_path, workspace, class_id
):
    speak("it")
    lines = ["N.;Cognome;Nome;Codice fiscale", "1;Rossi;Anna;RSSNNA13A41H501X", "1;Verdi;Luca;VRDLCU13A01H501X",
             "x;Neri;Ugo;", "4;;;", "5;Bianchi\u200b;Eva;", "6;Galli;Ada;"]  # fmt: skip
    first = tmp_path / "elenco.csv"
    first.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    source = from_files([first], workspace.now.date())
    with workspace.write("Import") as uow:
        shown = target_of(uow, class_id).preview(source.read(DETECT))
        done = import_roster(uow, class_id, shown, sha256=source.sha256)
    assert (done.new, done.rejected) == (2, 4)

    rejected = tmp_path / "righe.csv"
    assert write_rejected(rejected, shown.plan, shown.roster.kept) == 4
    text = rejected.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "Riga;Motivo;N.;Cognome;Nome"
    assert "3;Il numero 1 è già di Rossi;1;Verdi;Luca" in text
    assert "RSSNNA" not in text

    mended = text.replace(";1;Verdi", ";2;Verdi").replace(";x;Neri", ";3;Neri").replace(";4;;", ";4;Villa;Noemi")
    rejected.write_text(mended.replace("Bianchi\u200b", "Bianchi"), encoding="utf-8-sig")
    again = take(workspace, class_id, from_files([rejected], workspace.now.date()))

    assert (again.new, again.rejected) == (4, 0)
    assert [number for number, *_name in pupils(workspace, class_id)] == [1, 2, 3, 4, 5, 6]
    assert take(workspace, class_id, source).new == 0


@pytest.mark.skipif(not (class_lists.SAMPLES / "roster").is_dir(), reason="samples of others are not here")
def test_every_sample_is_read_whole_or_refused_with_a_sentence():
    read = 0
    refusals: dict[str, UserError] = {}
    for folder in ("roster", "csv-spectrum", "xlsx", "names", "persons"):
        for path in sorted((class_lists.SAMPLES / folder).rglob("*.*")):
            if path.suffix not in (".csv", ".xls", ".xlsx"):
                continue
            data = path.read_bytes()
            try:
                table = read_table(data, path.name)
            except UserError as refusal:
                refusals[path.name] = refusal
                continue
            read += 1
            shown = preview(table, [])
            assert table.records == len(table.rows) + len(table.aside)
            assert not shown.plan.rows or len(shown.plan.rows) >= len(table.rows)
            if path.suffix == ".csv":
                nothing_lost(read, data, table)
    assert read > 30
    assert len(refusals) > 5
    assert all(name in str(refusal) and refusal.remedy for name, refusal in refusals.items())
