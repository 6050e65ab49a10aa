"""The programme's real size: six years on four devices, handed over, collected, counted and shown."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from op_desktop.demo.network import CENTRE
from op_desktop.demo.years import invent_years
from op_desktop.domain.lab import LabSession
from op_desktop.domain.period import Period
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF
from op_desktop.sync.incoming import take_in
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace
from tests.bench.figures import Figure, median, peak_mib, stopwatch
from tests.bench.people import check_in_keys, people_page
from tests.bench.window import desk_at
from ui.ahead import REST_MS, Ahead
from ui.desk import Desk

NOW = datetime(2021, 5, 1, 21, 30)
WAIT_MS = 30_000
_session = TABLE_OF[LabSession]


def measure(folder: Path) -> list[Figure]:
    """Invents the years (not measured as a promise), then the road of the centre."""
    with stopwatch() as elapsed:
        years = invent_years(folder / "years")
    invented = elapsed() / 1000
    with stopwatch() as elapsed:
        packages = [hand_over(station.workspace, folder / "packages").path for station in years.network.devices]
    handed = elapsed() / 1000
    centre = years.network.centre.workspace
    with stopwatch() as elapsed:
        new = sum(take_in(centre, package, accept_new=True).union.new for package in packages)
    collected = elapsed() / 1000
    figures = [
        Figure("six years, four devices: records invented", years.records, "rows"),
        Figure("six years: inventing them, record by record", invented, "s"),
        Figure("six years: four packages written and verified", handed, "s"),
        Figure("six years: four packages taken in", collected, "s"),
        Figure("six years: the same, changes a second", new / collected, "rows/s"),
        *_counted(centre),
    ]
    years.network.close()
    with desk_at(folder / "years" / CENTRE, NOW) as desk:
        at_once = _open(desk, "metrics", _whole)
        figures.append(Figure("metrics page on six years, if asked for at once after the start", at_once, "ms"))
    with desk_at(folder / "years" / CENTRE, NOW) as desk:
        figures += _shown(desk)
    return [*figures, Figure("six years: peak memory of all this in one process", peak_mib(), "MiB")]


PLAIN = (
    "SELECT count(DISTINCT a.person_id), count(*) FROM attendance a JOIN lab_session s ON s.id = a.session_id "
    "JOIN lab l ON l.id = s.lab_id WHERE s.status = 'held' AND l.kind = 'community' AND {span}",
    "SELECT count(*) FROM attendance a JOIN lab_session s ON s.id = a.session_id WHERE s.status = 'held' AND {span}",
    "SELECT sum(u.people) FROM unnamed_entry u JOIN lab_session s ON s.id = u.session_id "
    "WHERE s.status = 'held' AND {span}",
    "SELECT count(DISTINCT s.person_id) FROM volunteer_shift s WHERE s.minutes > 0 AND {span}",
    "SELECT sum(s.minutes) FROM volunteer_shift s WHERE {span}",
    "SELECT count(*) FROM (SELECT s.person_id, substr(s.starts_at, 1, 7) FROM volunteer_shift s WHERE {span} "
    "GROUP BY 1, 2)",
    "SELECT s.area, s.kind, count(*), count(DISTINCT s.person_id) FROM consultation s WHERE s.status = 'done' "
    "AND {span} GROUP BY 1, 2",
    "SELECT count(*), sum(s.headcount) FROM event s WHERE s.status = 'held' AND {span}",
    "SELECT l.kind, count(*), count(DISTINCT l.id) FROM lab_session s JOIN lab l ON l.id = s.lab_id "
    "WHERE s.status = 'held' AND {span} GROUP BY 1",
    "SELECT count(DISTINCT s.class_id) FROM lesson s WHERE s.status = 'held' AND {span}",
)
"""The same counting by hand, without merged people, late arrivals or rows to show."""


def _counted(centre: Workspace) -> list[Figure]:
    with centre.read() as reader:
        scopes = [Scope.of(period) for period in reader.all(Period) if period.series == "general"]
        times, plain_times = [], []
        for _round in range(3):
            with stopwatch() as elapsed:
                compute_all(reader, scopes)
            times.append(elapsed())
            with stopwatch() as elapsed:
                for scope in scopes:
                    span = f"s.starts_at >= '{scope.first_day}' AND s.starts_at < '{scope.end_day}'"
                    for statement in PLAIN:
                        reader.connection.exec_driver_sql(statement.format(span=span)).all()
            plain_times.append(elapsed())
    best, plain = min(times), min(plain_times)
    title = "all 17 metrics, two periods of three years"
    return [Figure(title, best, "ms", plain, "≤ 1,000 ms", best <= 1000)]


def _shown(desk: Desk) -> list[Figure]:
    _rest(desk)
    first = _open(desk, "metrics", _whole)
    again = median([_open_again(desk, "metrics") for _round in range(3)])
    home = _open(desk, "home", lambda _page: True)
    labs = _open(desk, "labs", lambda _page: True)
    with desk.workspace.read() as reader:
        busiest = reader.value(
            select(_session.c.lab_id).group_by(_session.c.lab_id).order_by(func.count().desc(), _session.c.lab_id)
        )
    return [
        Figure(
            "metrics page on six years: asked for to all figures painted",
            first,
            "ms",
            None,
            "≤ 1,000 ms",
            first <= 1000,
        ),
        Figure("metrics page again, nothing changed", again, "ms", None, "≤ 300 ms", again <= 300),
        Figure("today on six years", home, "ms", None, "≤ 300 ms", home <= 300),
        Figure("labs on six years", labs, "ms", None, "≤ 300 ms", labs <= 300),
        *people_page(desk, "six years"),
        *check_in_keys(desk, busiest, "six years"),
    ]


def _open(desk: Desk, key: str, ready: Callable[[Any], bool]) -> float:
    with stopwatch() as elapsed:
        desk.go(key)
        page = desk.window.page(key)
        _until(lambda: not desk.jobs.busy and ready(page))
        # What changed waits to be painted.
        QApplication.processEvents()
    return elapsed()


def _open_again(desk: Desk, key: str) -> float:
    """A page that stands behind another one, unchanged since."""
    desk.go("settings")
    QApplication.processEvents()
    return _open(desk, key, lambda _page: True)


def _whole(page: Any) -> bool:
    """With what classes learned, which comes when the other figures are on the screen already."""
    return page.board is not None and bool(page.board.has_learned)


def _rest(desk: Desk) -> None:
    """Some moments in which nobody asks for anything, as the running program uses them."""
    ahead = Ahead(desk, desk.window)
    ahead.start()
    QTest.qWait(5 * REST_MS)
    _until(lambda: not desk.jobs.busy)


def _until(met: Callable[[], bool]) -> None:
    loop = QEventLoop()
    poll, limit = QTimer(), QTimer()
    poll.timeout.connect(lambda: loop.quit() if met() else None)
    limit.timeout.connect(loop.quit)
    poll.start(2)
    limit.start(WAIT_MS)
    if not met():
        loop.exec()
    assert met(), "the page was not ready in time"
