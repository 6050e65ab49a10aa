"""The house rules that a tool can check."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from PySide6.QtWidgets import QLineEdit

ROOT = Path(__file__).parent.parent
PACKAGES = ("op_desktop", "ui", "resources")
MODULES = [
    path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    # A migration is a record of its day: it is as long as the tables it made.
    if "versions" not in path.parts
]
DRAWERS = {"utils", "helpers", "common", "misc", "manager", "base", "core"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40

SLOW_TO_IMPORT = {"pandas", "numpy", "reportlab", "alembic", "sqlalchemy", "keyring", "openpyxl", "xlsxwriter"}

every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@every_module
def test_a_module_says_what_it_is_for_and_stays_small(path):
    lines = path.read_text(encoding="utf-8").splitlines()

    assert path.stem not in DRAWERS
    assert len(lines) <= LONGEST_FILE
    if path.name != "__init__.py":
        assert lines[0].startswith('"""')


@every_module
def test_functions_fit_on_a_screen(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {f"{node.name}, line {node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in functions}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@every_module
def test_one_sqlite_library_and_no_hidden_event_loops(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert "sqlite3" not in set(imported(tree))
    assert "processEvents" not in attributes


def test_rooms_import_only_downwards(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    outcome = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert outcome == 0, capsys.readouterr().out


def test_the_window_starts_without_the_slow_libraries():
    question = "import sys, ui.__main__, ui.app; print(*sys.modules)"

    answer = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
    assert SLOW_TO_IMPORT.intersection(answer.stdout.split()) == set()


def test_the_door_loads_neither_the_window_nor_the_commands_before_it_knows_which():
    question = "import sys, ui.__main__; print(*sys.modules)"

    answer = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True)

    assert not [name for name in answer.stdout.split() if name.startswith(("PySide6", "op_desktop.cli", "ui.app"))]


def test_qt_calls_keep_the_reference_count_of_none(qtbot):
    """PySide6 6.12.0 loses one at each call on Python 3.11, and the process dies after a few thousand."""
    field = QLineEdit()
    qtbot.addWidget(field)
    before = sys.getrefcount(None)

    for _ in range(20_000):
        field.setReadOnly(False)

    assert abs(sys.getrefcount(None) - before) < 1_000
