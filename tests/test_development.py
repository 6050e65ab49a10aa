"""What people who build rely on: the lock, the one door and the wheel."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_lock_pins_exact_versions_and_names_no_host():
    assert "://" not in LOCK
    assert "--" not in LOCK
    for line in LOCK.splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; .+)?", line), line


def test_the_lock_holds_what_the_project_asks_for():
    pins = [Requirement(line) for line in LOCK.splitlines()]
    extras = [line for group in PROJECT["optional-dependencies"].values() for line in group]
    asked = [Requirement(line) for line in (*PROJECT["dependencies"], *extras) if not line.startswith("op-desktop")]

    for wanted in asked:
        versions = [str(pin.specifier)[2:] for pin in pins if pin.name == canonicalize_name(wanted.name)]
        assert any(wanted.specifier.contains(version) for version in versions), wanted


@pytest.mark.parametrize(("words", "code"), [([], 2), (["--help"], 0), (["dance"], 2)])
def test_the_door_explains_itself(words, code):
    answer = subprocess.run([sys.executable, ROOT / "dev.py", *words], capture_output=True, text=True, check=False)

    assert answer.returncode == code
    assert "python3 dev.py test" in answer.stdout


@pytest.fixture
def machine_without_sudo(tmp_path, monkeypatch):
    """A Debian machine whose user may not install anything."""
    program = tmp_path / "apt-get"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.mark.usefixtures("machine_without_sudo")
def test_who_may_not_install_is_told_what_to_type(capsys):
    with pytest.raises(SystemExit) as end:
        dev.install_system("Qt lacks libraries of the system", ("libgl1", "libegl1"))

    told = capsys.readouterr().err
    assert end.value.code == 1
    assert "sudo apt-get --quiet install --yes --no-install-recommends libgl1 libegl1" in told


def test_children_see_no_foreign_python_and_the_screen_only_when_they_use_it(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("HOME", "")
    monkeypatch.delenv("QT_QPA_PLATFORM")

    hidden, shown = dev.environment(on_screen=False), dev.environment(on_screen=True)

    assert {"PYTHONPATH", "HOME"}.isdisjoint(hidden)
    assert hidden["QT_QPA_PLATFORM"] == "offscreen"
    assert "QT_QPA_PLATFORM" not in shown


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, laid out as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    answer = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_brings_the_program_and_nothing_else(installed):
    tops = {path.name for path in installed.iterdir()}
    info = next(installed.glob("*.dist-info"))

    assert tops == {"op_desktop", "ui", "resources", info.name}
    assert "op-desktop = ui.__main__:main" in (info / "entry_points.txt").read_text()


def test_an_installation_finds_its_resources_from_anywhere(installed, tmp_path):
    files = ["fonts/Inter-Regular.ttf", "icons/sun.svg", "reference/programme.json"]
    files.append("locale/it/LC_MESSAGES/op_desktop.mo")
    question = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import resources; from op_desktop import language; "
        f"assert all(resources.path(name).is_file() for name in {files}); language.speak('it'); "
        "print(resources.__file__, language._('Something did not work.'))"
    )

    answer = subprocess.run([sys.executable, "-I", "-c", question], cwd=tmp_path, capture_output=True, text=True)

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == f"{installed / 'resources' / '__init__.py'} Qualcosa non ha funzionato.\n"
