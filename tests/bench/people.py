"""The people page over ten thousand people: opening, scrolling, filtering, the card; the keys of the check-in."""

from datetime import timedelta
from pathlib import Path
from random import Random
from time import process_time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Account
from op_desktop.domain.record import RecordId
from op_desktop.register.sessions import plan_session
from tests.bench.figures import Figure, median, percentile, stopwatch
from tests.bench.scene import FIRST_DAY, attendances, programme
from tests.bench.window import desk_at
from ui.desk import Desk
from ui.pages.labs import LabsPage
from ui.pages.people import PeoplePage

PEOPLE = 10_000
NOW = FIRST_DAY + timedelta(days=2001)
SCROLLS, CARDS = 120, 60
REST_MS = 500
MEETINGS = 3
TYPED = ("maria", "fat", "el am", "zhang")


def measure(folder: Path) -> list[Figure]:
    """Through the real window, painted offscreen."""
    with desk_at(folder / "people", NOW) as desk:
        with desk.workspace.write("Account") as uow:
            uow.put(Account(id=RecordId(desk.account.id), name=desk.account.name, operator=True))
        held, known = programme(desk.workspace, sessions=300, people=PEOPLE)
        attendances(desk.workspace, held, known, Random(2))
        return [*people_page(desk, "10,000 people"), *check_in_keys(desk, held[0].lab_id, "10,000 people")]


def people_page(desk: Desk, data: str) -> list[Figure]:
    """The page of people opened, scrolled, read card by card and filtered; ``data`` names what lies behind it."""
    with stopwatch() as elapsed:
        page = desk.window.show_page("people")
        assert isinstance(page, PeoplePage)
        _paint()
    opened = elapsed()
    table, bar = page.list.table, page.list.table.verticalScrollBar()
    scrolled, worked = [], []
    for number in range(SCROLLS):
        bar.setValue(bar.value() + 7 if number % 20 else (number * 311) % bar.maximum())
        began = process_time()
        with stopwatch() as elapsed:
            _paint()
        scrolled.append(elapsed())
        worked.append((process_time() - began) * 1000)
    cards, card_work = [], []
    for number in range(CARDS):
        began = process_time()
        with stopwatch() as elapsed:
            table.selectRow((number * 157) % table.model().rowCount())
            _paint()
        cards.append(elapsed())
        card_work.append((process_time() - began) * 1000)
    filtered = []
    for text in TYPED:
        page.list.filter.setText("")
        for end in range(1, len(text) + 1):
            page.list.filter.setText(text[:end])
            with stopwatch() as elapsed:
                page.refresh()
                _paint()
            filtered.append(elapsed())
    slow, card = percentile(scrolled, 0.99), percentile(cards, 0.99)
    return [
        Figure(f"{data}: page asked for to painted, first", opened, "ms", None, "≤ 300 ms", opened <= 300),
        Figure(f"{data}: a page scrolled and repainted, p50", median(scrolled), "ms"),
        Figure(f"{data}: a page scrolled and repainted, p99", slow, "ms", None, "≤ 50 ms", slow <= 50),
        Figure(f"{data}: the same, time of the processor, p99", percentile(worked, 0.99), "ms"),
        Figure(f"{data}: card chosen to painted, p99", card, "ms", None, "≤ 100 ms", card <= 100),
        Figure(f"{data}: the same, time of the processor, p99", percentile(card_work, 0.99), "ms"),
        Figure(f"{data}: list filtered by a letter more, p50", median(filtered), "ms"),
    ]


def check_in_keys(desk: Desk, lab_id: RecordId, data: str) -> list[Figure]:
    """A key in the field of the check-in, to the rows repainted: seventy-two at each of some meetings of a lab."""
    keys, worked = [], []
    for meeting in range(MEETINGS):
        starts_at = desk.workspace.now.replace(tzinfo=None) + timedelta(hours=meeting)
        with desk.workspace.write("Tonight") as uow:
            session_id = plan_session(uow, lab_id, starts_at)
        page = desk.window.show_page("labs", session_id=session_id)
        assert isinstance(page, LabsPage)
        # The page stands and has counted before somebody comes to the counter.
        QTest.qWait(REST_MS)
        field = page.check_in.field.field
        for text in TYPED * 4:
            field.clear()
            for sign in text:
                began = process_time()
                with stopwatch() as elapsed:
                    QTest.keyClick(field, Qt.Key(ord(sign.upper())) if sign == " " else sign)
                    _paint()
                keys.append(elapsed())
                worked.append((process_time() - began) * 1000)
    slow = percentile(keys, 0.99)
    return [
        Figure(f"check-in of {data}: key to repainted, p50", median(keys), "ms"),
        Figure(f"check-in of {data}: key to repainted, p99", slow, "ms", None, "≤ 30 ms", slow <= 30),
        Figure(f"check-in of {data}: the same, time of the processor, p99", percentile(worked, 0.99), "ms"),
    ]


def _paint() -> None:
    """Let the window paint what changed."""
    QApplication.processEvents()
