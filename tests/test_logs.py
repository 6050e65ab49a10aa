"""The diary tells what went wrong without telling about whom."""

import logging
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

from op_desktop import logs

SESSION = "0197a3c4-5d6e-7f80-9a1b-2c3d4e5f6071"


@pytest.fixture
def diary(tmp_path) -> Iterator[Path]:
    yield logs.start(tmp_path)
    logs.stop()


def test_ids_and_numbers_are_written_names_are_not(diary):
    logging.getLogger("op_desktop.register").info("marked %s at %s in %d ms", "Beatrice Ferrario", SESSION, 12)

    assert f"INFO op_desktop.register marked <str> at {SESSION} in 12 ms" in diary.read_text()


def test_named_arguments_are_treated_alike(diary):
    logging.getLogger("ui").warning("%(who)s has %(rows)d rows", {"who": "Beatrice Ferrario", "rows": 3})

    assert "ui <str> has 3 rows" in diary.read_text()


def test_an_error_is_written_with_its_place_but_without_its_sentence(diary):
    try:
        try:
            raise ValueError("Beatrice Ferrario")
        except ValueError as error:
            raise RuntimeError("INSERT … Beatrice Ferrario") from error
    except RuntimeError:
        logging.getLogger("op_desktop").exception("saving failed")

    written = diary.read_text()
    assert "builtins.RuntimeError" in written
    assert "builtins.ValueError" in written
    assert "test_logs.py:" in written
    assert "Ferrario" not in written


def test_starting_again_moves_the_diary(diary, tmp_path):
    (tmp_path / "other").mkdir()
    other = logs.start(tmp_path / "other")
    logging.getLogger("ui").info("shown")

    assert diary.read_text() == ""
    assert "shown" in other.read_text()
    assert S_IMODE(other.stat().st_mode) == 0o600
