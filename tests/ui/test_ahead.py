"""The register is made ready in a moment of rest, and opened it is as fresh as any."""

import gc

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.progress import SILENT
from op_desktop.register import attendance
from tests.ui.pages.class_scene import desk_for, fill
from ui.ahead import REST_MS, Ahead
from ui.navigation import entries, load_pages


@pytest.fixture
def desk(qtbot, workspace, theme, qapp):
    desk = desk_for(workspace, theme, qapp)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.go("home")
    yield desk
    desk.changes.stop()


def test_the_next_register_is_ready_behind_the_page_in_front_and_read_again_when_opened(qtbot, desk, workspace):
    scene = fill(workspace)
    ahead = Ahead(desk, desk.window)
    ahead.start()
    qtbot.waitUntil(lambda: getattr(getattr(desk.window.page("classes"), "register", None), "day", None) is not None)
    page = desk.window.page("classes")
    assert desk.window.current_key == "home"
    assert page.class_id is None
    with workspace.write("Meanwhile") as uow:
        attendance.mark(uow, scene.today, scene.enrolments[4], Mark.ABSENT)
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    assert page.register.grid.register.rows[4].mark is Mark.ABSENT
    assert page.register.field.isVisible()
    desk.go("classes")
    assert page.list.isVisible()
    # Pages without the register take the place of these while the timer runs.
    desk.window.set_pages([entry for entry in entries(desk) if entry.key != "classes"])
    ahead.start()
    qtbot.wait(REST_MS + 100)
    assert desk.window.page("classes") is None


def test_who_does_not_write_registers_waits_for_none(qtbot, workspace, theme, qapp):
    fill(workspace)
    desk = desk_for(workspace, theme, qapp, educator=False)
    qtbot.addWidget(desk.window)
    desk.go("home")
    Ahead(desk, desk.window).start()
    qtbot.wait(900)
    assert desk.window.page("classes") is None
    desk.jobs.stop()
    desk.changes.stop()


def test_the_queries_of_the_figures_are_made_for_who_publishes_them(qtbot, workspace, theme, qapp):
    fill(workspace)
    desk = desk_for(workspace, theme, qapp, educator=False)
    desk.window.set_pages(entries(desk))
    qtbot.addWidget(desk.window)
    desk.go("home")
    made = workspace.engine._compiled_cache
    before = len(made)
    Ahead(desk, desk.window).start()
    qtbot.waitUntil(lambda: len(made) > before + 15 and not desk.jobs.busy)
    assert desk.window.page("metrics") is None
    ready = set(made)
    page = desk.window.show_page("metrics")
    qtbot.waitUntil(lambda: page.board is not None and page.board.has_learned and not desk.jobs.busy)
    assert len(set(made) - ready) <= 3
    desk.jobs.stop()
    desk.changes.stop()


def test_the_collector_does_not_look_again_at_what_the_pages_made():
    try:
        load_pages(SILENT)
        assert gc.get_freeze_count() > 50_000
        assert len(gc.get_objects()) < 1_000
    finally:
        gc.unfreeze()
