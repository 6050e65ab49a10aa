"""From exec to the first painted window, against a bare window with a table, in turn, on a real (virtual) screen."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.figures import Figure, median

ROOT = Path(__file__).parent.parent.parent
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
class Table(QTableWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Table(25, 8))
window.resize(1366, 768)
window.show()
sys.exit(application.exec())
"""
LAUNCHER = """
import os, sys, time
began = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_pid, status, usage = os.wait4(child, 0)
print((time.perf_counter() - began) * 1000, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A process of its own, since the peak memory of a child counts that of whoever started it."""
RUNS = 15


def measure(_folder: Path) -> list[Figure]:
    """Medians of runs taken in turn, after one that writes the byte code and warms the disk's cache."""
    commands = {"bare": ["-c", BARE], "app": ["main.py"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as home, _screen() as screen:
        environment = _environment(home, screen)
        for run in range(RUNS + 1):
            for name, arguments in commands.items():
                spent, peak = _once(arguments, environment)
                if run:
                    times[name].append(spent)
                    memory[name].append(peak)
    bare, app = median(times["bare"]), median(times["app"])
    bare_memory, app_memory = median(memory["bare"]), median(memory["app"])
    platform = environment["QT_QPA_PLATFORM"]
    return [
        Figure(f"start: exec to first painted window ({platform})", app, "ms", bare, "≤ 1.5 × bare", app <= 1.5 * bare),
        Figure("start: peak memory", app_memory, "MiB", bare_memory, "≤ 2 × bare", app_memory <= 2 * bare_memory),
    ]


@contextmanager
def _screen() -> Iterator[str]:
    """The name of an X screen: a virtual one of our own where there is a server for it; empty where there is none."""
    server = shutil.which("Xvfb")
    if server is None:
        yield os.environ.get("DISPLAY", "")
        return
    told, tells = os.pipe()
    words = [server, "-displayfd", str(tells), "-screen", "0", "1366x820x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[tells], stderr=subprocess.DEVNULL) as process:
        os.close(tells)
        with open(told) as number:
            yield f":{number.readline().strip()}"
        process.terminate()


def _environment(home: str, screen: str) -> dict[str, str]:
    # Without its byte code the program would be compiled at every start, as nobody's is.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    where = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen} if screen else {"QT_QPA_PLATFORM": "offscreen"}
    return {**inherited, **where, "OP_DESKTOP_HOME": home, "OP_DESKTOP_EXIT_AFTER_PAINT": "1"}


def _once(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    command = [sys.executable, "-c", LAUNCHER, sys.executable, *arguments]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if told.returncode != 0:
        raise RuntimeError(f"{arguments[0]} ended with {told.returncode}: {told.stderr}")
    spent, peak = told.stdout.split()
    return float(spent), float(peak)
