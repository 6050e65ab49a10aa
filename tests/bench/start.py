"""From exec to the first painted window, against a bare window with a table, in turn."""

import os
import subprocess
import sys
import tempfile
import time
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
RUNS = 7


def measure(_folder: Path) -> list[Figure]:
    """Medians of runs taken in turn, after one that warms the disk's cache."""
    times: dict[str, list[float]] = {"bare": [], "app": [], "home": []}
    memory: dict[str, list[float]] = {"bare": [], "app": [], "home": []}
    with tempfile.TemporaryDirectory() as home:
        for run in range(RUNS + 1):
            for name, command, after in (
                ("bare", [sys.executable, "-c", BARE], ""),
                ("app", [sys.executable, "main.py"], "1"),
            ):
                spent, peak = _once(command, {"OP_DESKTOP_HOME": home, "OP_DESKTOP_EXIT_AFTER_PAINT": after})
                if run:
                    times[name].append(spent)
                    memory[name].append(peak)
    bare, app = median(times["bare"]), median(times["app"])
    bare_memory, app_memory = median(memory["bare"]), median(memory["app"])
    return [
        Figure("start: exec to first painted window", app, "ms", bare, "≤ 1.5 × bare", app <= 1.5 * bare),
        Figure("start: peak memory", app_memory, "MiB", bare_memory, "≤ 2 × bare", app_memory <= 2 * bare_memory),
    ]


def _once(command: list[str], extra: dict[str, str]) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), **extra}
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(child.pid, 0)
    spent = (time.perf_counter() - began) * 1000
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return spent, usage.ru_maxrss / 1024
