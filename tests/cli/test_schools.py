"""The registry of schools from the command line: a dry run writes nothing, JSON is for programs."""

import pytest

from op_desktop.domain.school import School
from op_desktop.register.places import municipality_id, seed_reference
from op_desktop.register.schools import add_school
from op_desktop.workspace import Workspace
from tests.exchange.registry_files import SCHOOLS, registry


@pytest.fixture
def data(tmp_path):
    workspace = Workspace.open(tmp_path / "data", training=True)
    with workspace.write("Set up") as uow:
        seed_reference(uow)
        add_school(uow, "Media Aurora", municipality_id("015182"))
    workspace.close()
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "SCUANAGRAFESTAT.csv"
    path.write_bytes(registry([*SCHOOLS, ("XX", "SENZA CODICE", "H264", "")], separator=";", encoding="cp1252"))
    return path


def codes(data):
    workspace = Workspace.open(data)
    with workspace.read() as reader:
        found = sorted(school.code for school in reader.all(School))
    workspace.close()
    return found


def test_a_dry_run_shows_and_writes_nothing(run, data, file):
    answer = run("import-schools", file, "--data", data, "--dry-run")
    assert answer.code == 0
    assert "Liceo Scientifico Villoresi" in answer.out
    assert "2 new, 0 changed, 0 unchanged, 1 to decide, 1 rejected" in answer.out
    assert "Nothing was written." in answer.out
    assert codes(data) == [""]


def test_json_tells_what_was_written_and_a_second_run_writes_nothing(run, data, file):
    first = run("import-schools", file, "--data", data, "--json", "--proposed", "join").json
    assert first["counts"] == {"new": 2, "updated": 0, "unchanged": 0, "may_be": 1, "rejected": 1}
    assert first["outside"] == {"elsewhere": 1, "head_office": 2, "kindergarten": 1}
    assert (first["rows"], first["written"]) == (8, 3)
    assert codes(data) == ["MIEE8AA012", "MIMM8AA01X", "MIPS01000A"]
    again = run("import-schools", file, "--data", data, "--json").json
    assert (again["written"], again["counts"]["unchanged"]) == (0, 3)


def test_a_file_that_is_missing_or_another_is_refused_with_a_sentence(run, data, tmp_path):
    assert run("import-schools", tmp_path / "nowhere.csv", "--data", data).code == 1
    other = tmp_path / "other.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    answer = run("import-schools", other, "--data", data)
    assert answer.code == 1
    assert "is not the ministry’s registry" in answer.err
