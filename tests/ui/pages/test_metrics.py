"""The metrics page: what is counted, what was declared, and the way from every number to its rows."""

import csv
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Role
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.period import Period
from op_desktop.domain.quiz import Phase
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Status
from op_desktop.exchange.figures import Form
from op_desktop.register import accounts, attendance, lessons, rosters, schools
from op_desktop.register.places import municipality_id
from op_desktop.security.permissions import Actor
from tests.quiz_scene import bank_of, count
from ui.dialogs.factors import FactorsDialog
from ui.dialogs.passport import PassportDialog
from ui.models.metric_rows import PAGE
from ui.pages.metrics_bar import Origin
from ui.pages.metrics_lines import lines_of
from ui.pages.metrics_span import Choice, Free, Span, pairs

RHO_CODE = "015182"
RHO = municipality_id(RHO_CODE)


def add_events(workspace, days, people=20):
    with workspace.write("Events") as uow:
        uow.put_all(
            CommunityEvent(id=new_id(), name=f"Festa {number}", municipality_id=RHO, status=Status.HELD,
                           starts_at=datetime.fromisoformat(f"{day}T18:00"), headcount=people)
            for number, day in enumerate(days)
        )  # fmt: skip


@pytest.fixture
def page(qtbot, desk):
    page = desk.window.show_page("metrics")
    qtbot.waitUntil(lambda: page.board is not None, timeout=20_000)
    return page


def counted(qtbot, page, choice):
    page.choose(choice)
    qtbot.waitUntil(lambda: page.board is not None and page.board.choice == choice, timeout=20_000)
    return page.board


def row(page, label):
    return next(cells for cells in page.cards.comparison.numbers().rows if cells[0] == label)


def opened(qtbot, desk):
    dialog = desk.window.findChild(PassportDialog)
    qtbot.waitUntil(lambda: dialog.panel.count.text() not in ("", "Reading…"))
    return dialog


def test_what_was_closed_is_counted_against_the_same_days_before(qtbot, page, desk, workspace):
    add_events(workspace, ["2026-11-02", "2026-11-20", "2026-10-05", "2026-10-28"])
    qtbot.waitUntil(lambda: page.board.later["M05"].value == 4)
    counted(qtbot, page, Choice(span=Span.MONTH))
    assert row(page, "Events") == ("Events", "1", "2", "+100%")
    assert page.headlines.buttons["M06"].accessibleName() == "Participants in events: 40, +100%, before 20"


def test_a_draft_register_does_not_count_and_a_closed_one_does(page):
    assert (page.board.later["M11"].value, page.board.later["M12"].value) == (1, 25)


def test_a_change_elsewhere_counts_again_and_reopening_does_not(qtbot, page, desk, workspace):
    first = page.board
    desk.window.show_page("certificates")
    desk.window.show_page("metrics")
    assert page.board is first
    desk.window.show_page("certificates")
    add_events(workspace, ["2026-11-02"])
    desk.window.show_page("metrics")
    qtbot.waitUntil(lambda: page.board.later["M05"].value == 1)


def test_what_was_declared_stands_apart_and_says_so(page):
    page._choose_origin(Origin.DECLARED)
    assert row(page, "Accesses to the services") == ("Accesses to the services", "3,287", "5,783", "+76%")
    assert row(page, "Users of the services")[1:3] == ("3,000", "8,254")
    assert page.bar.words.text().startswith("Published by the programme, not counted here.")
    assert "classes from 1.06 to 1.63 (+55%)" in page.cards.comparison.accessibleDescription()
    assert [cells[1] for cells in page.cards.curve.numbers().rows] == ["22", "198", "437", "450"]
    assert [cells[1] for cells in page.cards.profile.numbers().rows] == ["61%", "31%", "8%"]
    page._choose_origin(Origin.COMPUTED)
    assert row(page, "Accesses to the services")[1:3] == ("0", "0")


def test_nothing_closed_says_so_while_declared_figures_can_still_be_read(qtbot, page):
    counted(qtbot, page, Choice(span=Span.YEAR, back=3))
    assert page.empty.isVisible()
    assert not page.cards.isVisible()
    page._choose_origin(Origin.DECLARED)
    assert page.cards.isVisible()
    assert not page.empty.isVisible()


def test_days_on_which_only_a_class_test_was_held_are_not_empty(qtbot, page, scene, workspace):
    with workspace.write("Hands") as uow:
        for phase in Phase:
            count(uow, scene.seats_class_id, phase, bank_of("ABNO", "OPBC"), ((4, 10, 6, 2),) * 4)
    day = workspace.now.date()
    counted(
        qtbot, page, Choice(span=Span.CUSTOM, free=Free(day, day, day - timedelta(days=7), day - timedelta(days=7)))
    )
    qtbot.waitUntil(lambda: page.board.has_learned)
    assert page.board.later["F03"].rows == 2
    assert (page.empty.isVisible(), page.cards.isVisible()) == (False, True)


def test_enter_on_a_figure_opens_its_rows_and_esc_goes_back(qtbot, page, desk, workspace):
    add_events(workspace, ["2026-11-02", "2026-11-20"])
    qtbot.waitUntil(lambda: page.board.later["M05"].value == 2)
    button = page.headlines.buttons["M06"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    dialog = opened(qtbot, desk)
    assert dialog.value.text() == "40"
    assert dialog.panel.count.text() == "2 rows"
    assert [each.activity for each in dialog.panel.model.rows] == ["Festa 0", "Festa 1"]
    qtbot.keyClicks(dialog.panel.filter, "2026-11-20")
    qtbot.keyClick(dialog.panel.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.panel.count.text() == "1 row")
    qtbot.keyClick(dialog.panel.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is button)


def test_the_exported_rows_are_those_on_screen(qtbot, page, desk, workspace, tmp_path):
    add_events(workspace, ["2026-11-02", "2026-11-20"])
    qtbot.waitUntil(lambda: page.board.later["M05"].value == 2)
    page._open("comparison", "M06")
    dialog = opened(qtbot, desk)
    with qtbot.waitSignal(dialog.exported):
        dialog.export_to(tmp_path / "rows.csv", Form.MACHINE)
    assert len((tmp_path / "rows.csv").read_text().splitlines()) == 1 + len(dialog.panel.model.rows)


def test_what_classes_learned_has_its_number_its_rows_and_its_file(qtbot, page, desk, scene, workspace, tmp_path):
    """By hands, right are a, b, a and b: 4 + 6 + 10 + 2 = 22 of 88 before, 20 + 18 + 2 + 1 = 41 after: 19 of 66."""
    button = page.headlines.learned
    qtbot.waitUntil(lambda: page.board.has_learned)
    assert button.accessibleName() == "Right answers: –, at the first test –"
    with workspace.write("Hands") as uow:
        for phase, hands in (
            (Phase.PRE, ((4, 10, 6, 2), (8, 6, 6, 2), (10, 6, 4, 2), (20, 2, 0, 0))),
            (Phase.POST, ((20, 2, 0, 0), (2, 18, 2, 0), (2, 4, 16, 0), (21, 1, 0, 0))),
        ):
            count(uow, scene.seats_class_id, phase, bank_of("ABNO", "OPBC"), hands)
    qtbot.waitUntil(lambda: page.board.has_learned and page.board.later["F03"].rows == 2)
    assert button.accessibleName() == "Right answers: 47%, gain 0.29, at the first test 25%"
    assert button.accessibleDescription() == "Right before 22 of 88, after 41 of 88: gain 0.29, low."

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = opened(qtbot, desk)
    assert (dialog.value.text(), dialog.panel.count.text()) == ("47", "2 rows")
    QTest.keyClick(dialog.periods, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: dialog.panel.count.text() == "2 rows" and dialog.value.text() == "25")
    rows = dialog.panel.model.rows
    assert sum(row.weight for row in rows) == 22
    assert dialog.panel.model.index(0, 3).data().endswith(", by hands")
    with qtbot.waitSignal(dialog.exported):
        dialog.export_to(tmp_path / "rows.csv", Form.MACHINE)
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["metric"] for line in lines} == {"F02"}
    assert [(int(line["weight"]), int(line["base"])) for line in lines] == [(row.weight, row.base) for row in rows]
    shown = lines_of(page.board, "")
    assert [line.value for line in shown if line.metric.id in ("F02", "F03")] == [25, 47]
    page._choose_origin(Origin.DECLARED)
    assert button.isHidden()


def test_the_map_counts_a_municipality_by_itself(qtbot, page, desk):
    page._open("map", RHO_CODE)
    dialog = opened(qtbot, desk)
    assert dialog.value.text() == str(page.board.labs.get(RHO_CODE, 0))


def test_many_rows_come_page_by_page(qtbot, page, desk, workspace):
    add_events(workspace, ["2026-11-02"] * (PAGE + 5))
    qtbot.waitUntil(lambda: page.board.later["M05"].value == PAGE + 5)
    page._open("comparison", "M05")
    dialog = opened(qtbot, desk)
    model = dialog.panel.model
    assert len(model.rows) == PAGE
    assert dialog.panel.count.text() == f"{PAGE + 5} rows"
    dialog.panel.table.scrollToBottom()
    qtbot.waitUntil(lambda: len(model.rows) == PAGE + 5)
    assert not model.canFetchMore()


def test_the_rows_model_keeps_the_rules_of_models(qtbot, page, desk, qtmodeltester):
    page._open("comparison", "M12")
    qtmodeltester.check(opened(qtbot, desk).panel.model)


def test_unequal_free_spans_are_told_per_month(qtbot, page, workspace):
    add_events(workspace, ["2026-01-10", "2026-02-10", "2026-03-10", "2025-01-10"])
    free = Free(date(2026, 1, 1), date(2026, 3, 31), date(2025, 1, 1), date(2025, 1, 31))
    counted(qtbot, page, Choice(span=Span.CUSTOM, free=free))
    assert row(page, "Events") == ("Events", "1.0", "1.0", "0%")
    assert "Periods of 1 and 3 months" in page.cards.comparison.accessibleDescription()


def test_a_file_holds_computed_and_declared_lines_apart(qtbot, page, tmp_path):
    page.export_to(tmp_path / "figures.csv", Form.MACHINE)
    qtbot.waitUntil((tmp_path / "figures.csv").exists)
    lines = (tmp_path / "figures.csv").read_text().splitlines()[1:]
    computed, declared = ([line for line in lines if f",{word}," in line] for word in ("computed", "declared"))
    assert (len(computed), len(declared)) == (26, 24)


def test_five_numbers_where_the_window_is_wide(qtbot, page, desk):
    assert not page.headlines.buttons["M12"].isVisible()
    desk.window.resize(1920, 1080)
    qtbot.waitUntil(page.headlines.buttons["M12"].isVisible)


def test_choice_of_spans_stands_on_its_own_line_in_a_narrow_window(qtbot, page, desk):
    desk.window.resize(1024, 600)
    qtbot.waitUntil(lambda: page.bar.isAncestorOf(page.spans))
    assert page.widget().width() <= page.viewport().width()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_all_cards_are_seen_without_scrolling(qtbot, page, desk, size):
    desk.window.resize(*size)
    qtbot.wait(50)
    assert page.verticalScrollBar().maximum() == 0


def test_the_programme_periods_go_on_after_those_on_file(workspace):
    with workspace.read() as reader:
        from_file = reader.all(Period)
    today = date(2026, 11, 24)
    now = pairs(Choice(), from_file, today)
    assert (now.general.later.first_day, now.general.later.last_day) == (date(2024, 5, 1), today)
    assert now.general.earlier.first_day == date(2021, 5, 1)
    assert not now.general.unequal
    published = pairs(replace(Choice(), back=2), from_file, today)
    assert [scope.first_day.year for scope in (published.general.earlier, published.general.later)] == [2015, 2018]
    assert (published.school.earlier.months, published.school.later.months) == (36, 30)
    assert published.school.unequal


def test_the_administration_changes_the_factors_from_a_day_on(qtbot, page, desk):
    page._choose_origin(Origin.DECLARED)
    declared = page.cards.multiplier.numbers().rows
    page._choose_origin(Origin.COMPUTED)
    page.cards.factors.click()
    dialog = desk.window.findChild(FactorsDialog)
    assert QApplication.focusWidget() is dialog.citizens
    assert dialog.since.text() == "24/11/2026"
    dialog.citizens.selectAll()
    QTest.keyClicks(dialog.citizens, "500")
    assert dialog._result.text().startswith("= ")
    QTest.keyClick(dialog.citizens, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.board.multiplier.estimate.citizens == 500)

    assert page.cards.multiplier.numbers().rows[0][1] == "500"
    page._choose_origin(Origin.DECLARED)
    assert page.cards.multiplier.numbers().rows == declared
    page.undo()
    page._choose_origin(Origin.COMPUTED)
    qtbot.waitUntil(lambda: page.board.multiplier.estimate.citizens != 500)


def test_a_factor_that_is_no_number_is_said_beside_it(qtbot, page, desk):
    page.cards.factors.click()
    dialog = desk.window.findChild(FactorsDialog)
    dialog.weeks.setText("many")
    QTest.keyClick(dialog.weeks, Qt.Key.Key_Return)
    assert dialog._problem.text() == "Write “Weeks” as a number."
    assert dialog.isVisible()


def test_the_factors_are_the_administration_s(desk, workspace, scene, window):
    workspace.actor = Actor(scene.account.id, frozenset({Role.EDUCATOR}))
    page = window.show_page("metrics")
    assert not page.cards.factors.isVisible()


def test_an_educator_counts_her_own_classes_and_is_told_so(qtbot, desk, workspace, scene, window):
    with workspace.write("Another's class") as uow:
        other = accounts.add_account(uow, "Davide Sala", [Role.EDUCATOR])
        class_id = schools.add_class(uow, scene.school_id, 2026, "1C", educator_id=other)
        rosters.add_seats(uow, class_id, 18)
        (lesson,) = lessons.plan_lessons(uow, class_id, [datetime(2026, 11, 5, 9)], 60, ["Uno"])
        attendance.close(uow, lesson)
    workspace.actor = Actor(scene.account.id, frozenset({Role.EDUCATOR}))
    page = window.show_page("metrics")
    qtbot.waitUntil(lambda: page.board is not None)

    assert page.board.later["M11"].value == 1
    assert page.bar.words.text().startswith("Schools: your classes · ")
    page._open("comparison", "M11")
    assert opened(qtbot, desk).panel.count.text().startswith("1 ")


def test_the_results_of_financial_education_are_made_from_the_export_menu(qtbot, page, viewer):
    menu = page.export.property("menu")
    next(each for each in menu.actions() if each.text() == "Results of financial education (PDF)").trigger()
    qtbot.waitUntil(lambda: viewer.opened != [])
    assert viewer.opened[0].name.startswith("financial_education_")
    assert viewer.opened[0].read_bytes().startswith(b"%PDF-")


def test_what_was_learned_is_kept_for_a_board_that_was_left_meanwhile(qtbot, page):
    """Another board takes the front while the last figures of the first are counted."""
    qtbot.waitUntil(lambda: page.board.has_learned)
    year, month = Choice(span=Span.YEAR), Choice(span=Span.MONTH)
    counted(qtbot, page, month)
    qtbot.waitUntil(lambda: page.board.has_learned)
    counted(qtbot, page, year)
    assert not page.board.has_learned
    page.choose(month)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy)
    page.choose(year)
    qtbot.waitUntil(lambda: page.board.choice.span is Span.YEAR and page.board.has_learned, timeout=3_000)
    assert not page.headlines.learned.accessibleName().endswith("…")
