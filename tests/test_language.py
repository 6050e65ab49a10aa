"""Every text can be read in Italian, and the code marks texts in a way that can be collected."""

import ast
import gettext
import subprocess
import sys
from pathlib import Path

import pytest

from op_desktop import language
from op_desktop.translation import Translation

ROOT = Path(__file__).parent.parent
MODULES = [path for package in ("op_desktop", "ui") for path in sorted((ROOT / package).rglob("*.py"))]
MARKERS = {"_": 1, "N_": 1, "ngettext": 2}
"""The marking functions and how many of their arguments are texts."""


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    language.speak("en")


def test_the_italian_catalogue_is_complete_and_compiled():
    check = [sys.executable, ROOT / "packaging" / "texts.py", "--check"]

    answer = subprocess.run(check, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_are_marked_before_they_are_filled_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    texts = [text for call in calls if call.func.id in MARKERS for text in call.args[: MARKERS[call.func.id]]]

    assert [text.lineno for text in texts if filled_in(text)] == []


def test_texts_inside_f_strings_are_in_the_catalogue_too():
    language.speak("it")
    assert language._("nothing typed yet") == "ancora niente"
    assert language._("Enter: create a person.") == "Invio: crea una persona."


def filled_in(text: ast.expr) -> bool:
    """Whether a text was put together before the catalogue saw it; looking one up in a table is fine."""
    formatted = isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr == "format"
    return formatted or isinstance(text, ast.JoinedStr | ast.BinOp)


def test_each_text_of_the_catalogue_is_found_as_gettext_finds_it():
    folder = ROOT / "resources" / "locale"
    library = gettext.translation("op_desktop", folder, ["it"])
    ours = Translation(folder / "it" / "LC_MESSAGES" / "op_desktop.mo")
    originals = library._catalog
    assert library.info()["plural-forms"] == "nplurals=2; plural=(n != 1);"
    assert len(originals) > 3000

    for text in originals:
        if isinstance(text, str):
            assert ours.one(text) == library.gettext(text)
        else:
            single, form = text
            assert ours.many(single, "", 1 if form == 0 else 2) == library.ngettext(single, "", 1 if form == 0 else 2)


@pytest.mark.parametrize("text", ["", "\0", "A text nobody wrote", "~", "Something did not work", "È"])
def test_a_text_that_is_not_in_the_catalogue_stays_as_it_is(text):
    ours = Translation(ROOT / "resources" / "locale" / "it" / "LC_MESSAGES" / "op_desktop.mo")

    assert ours.one(text or " nothing") == (text or " nothing")
    assert [ours.many("{n} thing nobody wrote", "{n} things", number) for number in (0, 1, 2)] == [
        "{n} things",
        "{n} thing nobody wrote",
        "{n} things",
    ]


@pytest.mark.parametrize("cut", [0, 5, 30, 20_000, -1], ids=lambda cut: f"{cut} bytes")
def test_a_file_that_is_no_whole_catalogue_is_refused(tmp_path, cut):
    whole = (ROOT / "resources" / "locale" / "it" / "LC_MESSAGES" / "op_desktop.mo").read_bytes()
    file = tmp_path / "op_desktop.mo"
    # Babel ends the last text with a zero byte, without which it is whole still.
    file.write_bytes(whole[: cut - 1] if cut < 0 else whole[:cut])

    with pytest.raises(ValueError, match=r"op_desktop\.mo is no whole catalogue"):
        Translation(file)
    file.write_bytes(b"This is a text that is no catalogue.")
    with pytest.raises(ValueError, match=r"op_desktop\.mo is no whole catalogue"):
        Translation(file)


def test_each_language_speaks_for_itself():
    assert language.speak("it") == "it"
    assert language._("Something did not work.") == "Qualcosa non ha funzionato."
    assert language.speak("en") == "en"
    assert language._("Something did not work.") == "Something did not work."


@pytest.mark.parametrize(("system", "spoken"), [("it_IT.UTF-8", "it"), ("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "it")])
def test_the_system_decides_where_nobody_chose(monkeypatch, system, spoken):
    monkeypatch.setenv("LC_ALL", system)

    assert language.speak() == spoken
    assert language.speak("klingon") == spoken
