"""Content packs from the command line: listed, added, sealed, printed."""

import pytest

from op_desktop.workspace import Workspace
from tests.education.packing import edit, small_pack


@pytest.fixture
def data(tmp_path):
    Workspace.open(tmp_path / "data").close()
    return tmp_path / "data"


def test_the_list_shows_lessons_and_forms(run, data):
    answer = run("packs", "list", "--data", data)

    assert answer.code == 0
    assert "base-1 · Financial education: the four meetings · CC BY 4.0" in answer.out
    line = next(line for line in answer.out.splitlines() if line.startswith("SUP-3"))
    assert line.split("  ")[-1] == "Credit, Protection and self-protection, Intermediaries and regulation"
    assert "PRI-A · Test A, primary school · P1@1 P2@1" in answer.out


def test_a_pack_is_added_listed_and_its_lesson_printed(run, data, tmp_path):
    pack = small_pack(tmp_path / "prova")

    added = run("packs", "add", pack, "--data", data)
    again = run("packs", "add", pack, "--data", data)
    printed = run("packs", "print", "PROVA-1@1", "--data", data, "--out", tmp_path / "papers", "--language", "it")

    assert (added.code, added.out) == (0, "Added: prova-1, 1 lesson.\n")
    assert again.code == 1
    assert "already here" in again.err
    assert "PROVA-1" in run("packs", "list", "--data", data).out
    papers = ("materiali", "piano", "scheda", "soluzioni")
    assert sorted(path.name for path in (tmp_path / "papers").glob("*.pdf")) == [
        f"PROVA-1_v1_{paper}.pdf" for paper in papers
    ]
    assert printed.out.count(".pdf") == 4


def test_a_changed_pack_is_refused_until_it_is_sealed_again(run, data, tmp_path):
    pack = small_pack(tmp_path / "prova")
    edit(pack / "lessons" / "PROVA-1" / "it.toml", lambda text: text.replace("Ci presentiamo", "Piacere"))

    refused = run("packs", "add", pack, "--data", data)
    sealed = run("packs", "seal", pack)

    assert refused.code == 1
    assert "it.toml: the file is not the one that was sealed" in refused.err
    assert sealed.code == 0
    assert sealed.out.splitlines()[2].startswith("PROVA-1")
    assert run("packs", "add", pack, "--data", data).code == 0


@pytest.mark.parametrize("code", ["PRI-9", "PRI-1@2", "PRI-1@x"])
def test_a_lesson_that_is_not_there_is_named(run, data, tmp_path, code):
    answer = run("packs", "print", code, "--data", data, "--out", tmp_path)

    assert answer.code == 1
    assert "There is no lesson" in answer.err
    assert not list(tmp_path.glob("*.pdf"))
