"""What the tests of the command line share: a home of their own, and one way to run a command."""

import json
from dataclasses import dataclass

import pytest

from op_desktop.cli.main import main
from op_desktop.language import speak


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """Standard output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs one command in English."""
    monkeypatch.setenv("OP_DESKTOP_HOME", str(tmp_path / "home"))

    def command(*words):
        code = main([*map(str, words), *(() if "--language" in words or not words else ("--language", "en"))])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    yield command
    speak("en")
