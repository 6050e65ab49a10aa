"""Desk mode: on the operators' pages nothing that is pressed is smaller than a finger."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QTableView,
    QWidget,
)

from op_desktop.register import check_in
from ui.pages.people_care import ask_part
from ui.widgets.charts.view import ChartView

TARGET = 44


def small(window):
    """What is shown, answers a press and is smaller than a finger."""
    return [
        (type(each).__name__, each.accessibleName(), each.size().toTuple())
        for each in window.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and too_small(each)
    ]


def too_small(each):
    inside = isinstance(each.parent(), QComboBox | QAbstractItemView)
    if isinstance(each, QAbstractButton | QComboBox | QLineEdit) and not inside:
        return min(each.width(), each.height()) < TARGET
    # A chart is read, not pressed; neither are the headings of these tables.
    if isinstance(each, QListView | QTableView) and not isinstance(each, ChartView) and each.model().rowCount():
        # Between two rows is a line.
        return each.visualRect(each.model().index(0, 0)).height() < TARGET - 1
    return False


def test_everything_to_press_is_as_large_as_a_finger(desk, workspace, scene, qtbot):
    desk.preferences.change(large_targets=True)
    with workspace.write("In") as uow:
        check_in.check_in(uow, scene.session_id, scene.person_ids[0], volunteer=False)
    for size in ((1366, 768), (1920, 1080)):
        desk.window.resize(*size)
        for key, where in (("home", {}), ("labs", {}), ("labs", {"session_id": scene.session_id}), ("people", {})):
            page = desk.window.show_page(key, **where)
            assert desk.window.nav._scroll.verticalScrollBar().maximum() == 0, size
            if where:
                page.check_in.field.field.setText("a")
            QApplication.processEvents()
            assert small(desk.window) == [], (key, size)
            assert page.horizontalScrollBar().maximum() == 0, key
    dialog = ask_part(page, scene.person_ids[0])
    QApplication.processEvents()
    assert small(dialog) == []
    dialog.reject()
    desk.preferences.change(large_targets=False)
    QApplication.processEvents()
    assert small(desk.window)
