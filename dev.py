"""The one door for people who build: sets up what is missing, then runs the program, its tests or its tools.

    python3 dev.py run      opens the program; where there is no screen, does its main job from the command line
    python3 dev.py test     every check; with arguments: pytest alone, with those arguments
    python3 dev.py lint     the checks that run nothing: ruff, mypy, import-linter
    python3 dev.py demo     a workspace with invented people, in build/demo or the folder named
    python3 dev.py bench    speed of the real road, each figure beside its raw limit
    python3 dev.py shots    a picture of every page, light and dark, Italian and English, into build/shots
    python3 dev.py faults   kills the program while it works and looks for what was lost
    python3 dev.py texts    collects the texts of the code into the catalogues and compiles them

Needs Python 3.11 or later and nothing else: libraries go into .venv, missing system packages are installed where that
is allowed and named where it is not. Once set up, no network is needed.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "op-desktop.stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

OLDEST_PYTHON = (3, 11)
VENV_PACKAGES = ("python3-venv",)
POSTGRES_PACKAGES = ("postgresql",)
QT_PACKAGES = (
    "libglib2.0-0", "libgl1", "libegl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libbrotli1",
    "libgssapi-krb5-2",
)  # fmt: skip
SCREEN_PACKAGES = (
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0", "libwayland-cursor0",
)  # fmt: skip

LINTS = (
    ("ruff check", "-m", "ruff", "check", "."),
    ("ruff format", "-m", "ruff", "format", "--check", "."),
    ("mypy", "-m", "mypy"),
    (
        "import-linter",
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))",
    ),
)
MOST_TEST_WORKERS = 4


def main(arguments: list[str]) -> int:
    """Do what is asked; returns the exit code."""
    commands = {
        "run": run, "test": test, "lint": lint, "demo": demo,
        "bench": bench, "shots": shots, "faults": faults, "texts": texts,
    }  # fmt: skip
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments in (["--help"], ["-h"]) else 2
    prepare()
    return commands[arguments[0]](arguments[1:])


def run(arguments: list[str]) -> int:
    """Open the window, or walk the whole road from the command line where there is no screen."""
    if has_screen() and not arguments:
        ensure_qt(on_screen=True)
        return python("main.py", on_screen=True)
    if arguments:
        return python("main.py", *arguments, on_screen=has_screen())
    print("There is no screen here: doing the main job from the command line, into build/walk.", flush=True)
    made, former = BUILD / "walk", BUILD / "walk-before"
    if made.exists():
        # Somebody may have worked in it.
        shutil.rmtree(former, ignore_errors=True)
        made.rename(former)
        print("What was in build/walk is in build/walk-before now.", flush=True)
    return python("main.py", "walk", str(made))


def test(arguments: list[str]) -> int:
    """All checks, or with arguments only pytest."""
    ensure_qt()
    ensure_postgres()
    if arguments:
        return python("-m", "pytest", *arguments)
    workers = min(os.cpu_count() or 1, MOST_TEST_WORKERS)
    tests = ("-m", "pytest", "--numprocesses", str(workers), "--dist", "worksteal", "--durations", "5")
    return run_checks((*LINTS, ("pytest", *tests)))


def lint(_arguments: list[str]) -> int:
    """The checks that run nothing."""
    return run_checks(LINTS)


def demo(arguments: list[str]) -> int:
    """A workspace with invented people."""
    return python("main.py", "demo", *(arguments or [str(BUILD / "demo")]))


def bench(arguments: list[str]) -> int:
    """Speed, each figure beside its raw limit."""
    ensure_qt()
    ensure_virtual_screen()
    return python("-m", "tests.bench.run", *arguments)


def shots(arguments: list[str]) -> int:
    """Pictures of every page."""
    ensure_qt()
    return python("-m", "tests.shots", *(arguments or [str(BUILD / "shots")]))


def faults(arguments: list[str]) -> int:
    """Sudden ends while the program works, and damaged lists."""
    return python("-m", "tests.faults", *arguments)


def texts(arguments: list[str]) -> int:
    """The catalogues under resources/locale."""
    return python("packaging/texts.py", *arguments)


def prepare() -> None:
    """A virtual environment with exactly the locked libraries; a moment's work when it is there."""
    if sys.version_info < OLDEST_PYTHON:
        stop(f"OP Desktop needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).")
    facts = (LOCK.read_bytes(), sys.version.encode(), sys.platform.encode(), str(ROOT).encode())
    wanted = hashlib.sha256(b"\0".join(facts)).hexdigest()
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == wanted:
        return
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        install_system("Python cannot make virtual environments here", VENV_PACKAGES)
    print("Setting up .venv, once (about a minute) …", flush=True)
    if not usable():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--requirement", str(LOCK))
    if python(*pip) != 0:
        stop("The libraries could not be installed: the lines above say why. Setting up needs the network once.")
    STAMP.write_text(wanted)


def usable() -> bool:
    """Whether .venv belongs to this very Python and has a working pip."""
    if not PYTHON.exists():
        return False
    question = "import sys, pip; print(sys.version, sys.prefix, sep='\\0', end='')"
    answer = subprocess.run([str(PYTHON), "-c", question], capture_output=True, text=True, check=False)
    return answer.stdout == f"{sys.version}\0{VENV}"


def ensure_qt(on_screen: bool = False) -> None:
    """Make sure that a window can be made; the wheels expect some libraries of the system."""
    if qt_failure(on_screen) and sys.platform.startswith("linux"):
        install_system("Qt lacks libraries of the system", QT_PACKAGES + (SCREEN_PACKAGES if on_screen else ()))
    if failure := qt_failure(on_screen):
        stop(f"Qt cannot start here:\n{failure}")


def qt_failure(on_screen: bool) -> str:
    """What Qt says when it cannot start; empty when it can."""
    attempt = "from PySide6 import QtPrintSupport, QtSvg, QtTest, QtWidgets; QtWidgets.QApplication([])"
    answer = subprocess.run(
        [str(PYTHON), "-c", attempt], env=environment(on_screen), capture_output=True, text=True, check=False
    )
    return answer.stderr.strip() or "no word" if answer.returncode else ""


def ensure_virtual_screen() -> None:
    """Make sure that a start can be measured in a real window, on a screen that nobody has to look at."""
    if sys.platform.startswith("linux") and shutil.which("Xvfb") is None:
        install_system("The start is measured in a real window", (*SCREEN_PACKAGES, "xvfb"))


def ensure_postgres() -> None:
    """Make sure that the tests can start a server of their own."""
    if postgres_programs() is None:
        install_system("The tests start a PostgreSQL server of their own", POSTGRES_PACKAGES)
    if postgres_programs() is None:
        stop("PostgreSQL's initdb was not found in /usr/lib/postgresql/*/bin nor on the PATH.")


def postgres_programs() -> Path | None:
    """The folder with initdb and postgres; Debian keeps them off the PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    if installed:
        return installed[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def install_system(reason: str, packages: tuple[str, ...]) -> None:
    """Install Debian packages where that is allowed; otherwise name the command and stop."""
    update = ["apt-get", "--quiet", "update"]
    install = ["apt-get", "--quiet", "install", "--yes", "--no-install-recommends", *packages]
    by_hand = f"sudo {shlex.join(update)} && sudo {shlex.join(install)}"
    if shutil.which("apt-get") is None:
        stop(f"{reason}. On Debian and Ubuntu these packages help: {' '.join(packages)}")
    if not may_install():
        stop(f"{reason}. Please type this, then start again:\n\n    {by_hand}\n")
    print(f"{reason}: installing {' '.join(packages)} …", flush=True)
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for command in (update, install):
        words = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *command]
        if subprocess.run(words, stdout=subprocess.DEVNULL, check=False).returncode:
            stop(f"{shlex.join(words)} failed. Please type this, then start again:\n\n    {by_hand}\n")


def may_install() -> bool:
    """Whether system packages can be installed without asking anyone."""
    if os.geteuid() == 0:
        return True
    sudo = shutil.which("sudo")
    return sudo is not None and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0


def run_checks(checks: tuple[tuple[str, ...], ...]) -> int:
    """Run every check, whatever the ones before found; returns 1 if any found something."""
    failed = []
    for title, *words in checks:
        print(f"── {title}", flush=True)
        begun = time.monotonic()
        if python(*words):
            failed.append(title)
        print(f"   {time.monotonic() - begun:.1f} s", flush=True)
    print(f"Not passed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def python(*words: str, on_screen: bool = False) -> int:
    """Run Python of the virtual environment in the root folder; returns its exit code."""
    try:
        return subprocess.run([str(PYTHON), *words], cwd=ROOT, env=environment(on_screen), check=False).returncode
    except KeyboardInterrupt:
        return 130


def environment(on_screen: bool) -> dict[str, str]:
    """What child processes see: the screen only if they are to use it, and no Python of the caller's."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    }
    if not kept.get("HOME"):
        kept.pop("HOME", None)  # an empty name would make "~" the current folder
    if not on_screen:
        kept["QT_QPA_PLATFORM"] = "offscreen"
    return kept


def has_screen() -> bool:
    """Whether a window would be seen."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or bool(named)


def stop(message: str) -> NoReturn:
    """Say what stands in the way and end."""
    print(message, file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
