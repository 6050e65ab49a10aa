"""A key in a calculator until its number and chart are painted; the page and its lessons opened; a long rate."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from op_desktop.education.apr import Flow, apr, every
from op_desktop.progress import SILENT
from tests.bench.figures import Figure, median, percentile, stopwatch
from tests.bench.window import desk_at
from ui.desk import Desk
from ui.navigation import load_pages
from ui.widgets.charts.lines import LinesChart, Series

NOW = datetime(2026, 11, 24, 10, 3)
KEYS = "7350"
ROUNDS = 40


def measure(folder: Path) -> list[Figure]:
    """In the window at 1366×768, beside a bare field, label and chart that answer the same keys with fixed numbers."""
    with desk_at(folder / "calculators", NOW) as desk:
        load_pages(SILENT)
        opened = [_open(desk), _open(desk), _open(desk)]
        lessons = _lessons(desk)
        loan, rate = (_keys(desk, key) for key in ("loan", "taeg"))
        raw = _raw_keys(desk)
    solved = _solve()
    return [
        Figure("lessons page: asked for to painted, first", opened[0], "ms", None, "≤ 200 ms", opened[0] <= 200),
        Figure("lessons page: asked for to painted, again", median(opened[1:]), "ms", None, "≤ 200 ms",
               median(opened[1:]) <= 200),
        Figure("a lesson: asked for to painted, p50 of all 16 twice", median(lessons), "ms"),
        Figure("a lesson: the slowest of them", max(lessons), "ms", None, "≤ 200 ms", max(lessons) <= 200),
        *_figures("loan", loan, raw),
        *_figures("TAEG", rate, raw),
        Figure("TAEG of 480 instalments, fifty digits, p50", median(solved), "ms"),
    ]  # fmt: skip


def _figures(name: str, samples: list[float], raw: list[float]) -> list[Figure]:
    middle, slow = median(samples), percentile(samples, 0.99)
    return [
        Figure(f"{name}: key to number and chart painted, p50", middle, "ms", median(raw), "≤ 16 ms", middle <= 16),
        Figure(f"{name}: key to number and chart painted, p99", slow, "ms", percentile(raw, 0.99)),
    ]


def _open(desk: Desk) -> float:
    desk.go("home")
    QApplication.processEvents()
    with stopwatch() as elapsed:
        desk.go("education")
        desk.window.repaint()
        QApplication.processEvents()
    return elapsed()


def _lessons(desk: Desk) -> list[float]:
    """Each lesson of our packs from the list of all, as its tile opens it."""
    desk.go("education")
    page = desk.window.page("education")
    assert page is not None
    samples = []
    for entry in page.lessons.read().lessons() * 2:
        page.lessons.close()
        QApplication.processEvents()
        with stopwatch() as elapsed:
            page.lessons.open(entry.head.code)
            desk.window.repaint()
            QApplication.processEvents()
        samples.append(elapsed())
    page.lessons.close()
    return samples


def _keys(desk: Desk, calculator: str) -> list[float]:
    desk.go("education", calculator=calculator)
    page = desk.window.page("education")
    assert page is not None
    QApplication.processEvents()
    return _type(page.view.inputs.first_field().field)


def _type(field: QLineEdit) -> list[float]:
    samples = []
    for _round in range(ROUNDS):
        field.setFocus()
        field.selectAll()
        QApplication.processEvents()
        for key in KEYS:
            with stopwatch() as elapsed:
                QTest.keyClick(field, key)
                QApplication.processEvents()
            samples.append(elapsed())
    return samples


def _raw_keys(desk: Desk) -> list[float]:
    """The least that Qt needs: the field, a label with the text, and the same chart repainted; nothing computed."""
    window = QWidget()
    column = QVBoxLayout(window)
    field, label, chart = QLineEdit(), QLabel(), LinesChart(desk.theme, "raw")
    for widget in (field, label, chart):
        column.addWidget(widget)
    values = tuple(Decimal(number * 250) for number in range(25))
    chart.set_lines(range(25), [Series("one", values), Series("two", values[::-1])], str, str)

    def show(text: str) -> None:
        label.setText(text)
        chart.viewport().update()

    field.textEdited.connect(show)
    window.resize(720, 420)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    samples = _type(field)
    window.close()
    return samples


def _solve() -> list[float]:
    flows = (Flow(Fraction(0), Decimal(200_000)), *every(480, Decimal("1100.12")))
    samples = []
    for _round in range(20):
        with stopwatch() as elapsed:
            apr(flows)
        samples.append(elapsed())
    return samples
