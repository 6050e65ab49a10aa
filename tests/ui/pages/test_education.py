"""The calculators in the window: typed by real keys, explained, projected, printed; nothing is stored."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from op_desktop.education.calculators import CALCULATORS
from op_desktop.language import speak
from tests.ui.pages.conftest import PUPILS, VISITORS
from ui.dialogs.exercise_sheet import ExerciseSheetDialog
from ui.finding import Finder
from ui.pages import education
from ui.pages.metrics_numbers import NumbersDialog


@pytest.fixture
def page(desk):
    return desk.window.show_page("education")


@pytest.fixture
def italian():
    speak("it")
    yield
    speak("en")


def opened(page, key):
    QTest.mouseClick(page.gallery.tiles[key], Qt.MouseButton.LeftButton)
    return page.view


def type_into(field, text):
    field.field.setFocus(Qt.FocusReason.TabFocusReason)
    field.field.selectAll()
    QTest.keyClicks(field.field, text)


def big_number(page):
    return page.view.result.value.text().replace("\u00a0", " ")


def words_of(widget):
    told = [label.text() for label in widget.findChildren(QLabel)]
    for each in (widget, *widget.findChildren(QWidget)):
        told += [each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.windowTitle()]
    return " ".join(told)


def test_eight_calculators_stand_there_and_each_opens_with_an_answer(page):
    assert list(page.gallery.tiles) == [calculator.key for calculator in CALCULATORS]

    for calculator in CALCULATORS:
        page.open(calculator.key)
        for case in calculator.cases:
            page.view.choose(case.key)
            assert page.view.outcome is not None
            assert page.view.result.value.text() == case.answer(case.start).main.amount.say()
            assert page.view.why.steps.text()


def test_a_loan_is_computed_by_keys_alone(qtbot, page):
    page.gallery.tiles["loan"].setFocus()
    QTest.keyClick(page.gallery.tiles["loan"], Qt.Key.Key_Return)

    # The first field has the keyboard and its number is selected: typing replaces it, Tab leads on.
    fields = list(page.view.inputs.fields.values())
    assert QApplication.focusWidget() is fields[0].field
    QTest.keyClicks(QApplication.focusWidget(), "1000")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is fields[1].field
    QTest.keyClicks(QApplication.focusWidget(), "12")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "12")

    assert big_number(page) == "€88.85"
    qtbot.waitUntil(lambda: "88.85" in page.view.why.steps.text())


class Layouts(QObject):
    """Counts what is laid out anew."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.LayoutRequest:
            self.asked.append(watched)
        return False


def test_a_key_repaints_numbers_and_chart_and_lays_nothing_out(qtbot, page):
    view = opened(page, "loan")
    field = view.inputs.first_field().field
    type_into(view.inputs.first_field(), "6000")
    qtbot.waitUntil(lambda: view.why.steps.text().startswith("1."))
    qtbot.wait(150)
    layouts = Layouts()
    QApplication.instance().installEventFilter(layouts)
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_5):
        QTest.keyClick(field, key)
        QApplication.processEvents()
    QApplication.instance().removeEventFilter(layouts)

    assert big_number(page) == "€274.34"
    assert layouts.asked == []
    # A number with more digits than there is room for gets its room.
    QTest.keyClicks(field, "0000")
    QApplication.processEvents()
    for _name, value in view.result.others[:2]:
        assert value.width() >= value.fontMetrics().horizontalAdvance(value.text())
    assert view.result.value.width() >= view.result.value.fontMetrics().horizontalAdvance(view.result.value.text())


def test_a_slider_and_its_field_say_the_same(page):
    field = opened(page, "loan").inputs.fields["months"]
    field.slider.setFocus()

    QTest.keyClick(field.slider, Qt.Key.Key_Right)

    assert (field.value, field.field.text()) == (25, "25")
    type_into(field, "36")
    assert field.slider.value() == 34
    # Beyond the slider's end the field still counts.
    type_into(field, "300")
    assert field.slider.value() == field.slider.maximum()
    assert page.view.outcome is not None


@pytest.mark.parametrize(("text", "taken"), [("1.234,50", True), ("1234,5", True), ("1.5", False), ("1,2,3", False)])
def test_numbers_are_written_the_italian_way_and_never_guessed(italian, page, text, taken):
    field = opened(page, "loan").inputs.fields["principal"]

    type_into(field, text)

    assert (page.view.outcome is not None) is taken
    assert field.hint.isHidden() is taken
    if not taken:
        assert text in field.hint.text()
        assert big_number(page) == "–"
        assert page.view.why.formula.text() == "Correggi il numero segnato in rosso."
    type_into(field, "2000")
    assert page.view.outcome is not None
    assert field.hint.isHidden()


def test_a_number_out_of_range_is_said_at_its_field(page):
    field = opened(page, "loan").inputs.fields["months"]

    type_into(field, "481")

    assert "480" in field.hint.text()
    assert page.view.outcome is None


def test_shares_over_the_whole_are_explained_in_place_of_the_answer(page):
    view = opened(page, "budget")

    type_into(view.inputs.fields["needs_share"], "80")

    assert "110%" in view.why.formula.text()
    assert view.result.chart.isHidden()
    QTest.mouseClick(view.inputs.again, Qt.MouseButton.LeftButton)
    assert big_number(page) == "€300"
    assert not view.result.chart.isHidden()


def test_numbers_that_two_questions_share_stay(page):
    view = opened(page, "savings")
    type_into(view.inputs.fields["goal"], "1000")

    view.choose("months")

    assert view.inputs.fields["goal"].value == 1000
    assert big_number(page) == "29 months"


def test_the_whole_schedule_can_be_read_and_closes(page, desk):
    view = opened(page, "loan")
    QTest.mouseClick(view.why.table, Qt.MouseButton.LeftButton)

    table = desk.window.findChild(NumbersDialog).table
    assert table.rowCount() == 24
    assert table.item(23, 4).text() == "€0.00"


def test_the_chart_has_its_numbers_as_a_table(page, desk):
    view = opened(page, "compound")
    view.result.chart.shown.numbers_requested.emit()

    table = desk.window.findChild(NumbersDialog).table
    assert (table.rowCount(), table.item(10, 1).text().replace("\u00a0", " ")) == (11, "€1,628.89")


def test_esc_and_the_crumb_lead_back_to_the_same_tile(page):
    view = opened(page, "taeg")
    QTest.keyClick(view.inputs.first_field().field, Qt.Key.Key_Escape)

    assert view.isHidden()
    assert QApplication.focusWidget() is page.gallery.tiles["taeg"]
    assert page.header.title.text() == "Lessons & quizzes"


def test_f11_projects_in_letters_for_the_room_and_esc_brings_the_numbers_back(qtbot, page, desk):
    view = opened(page, "loan")
    QTest.keyClick(view.inputs.first_field().field, Qt.Key.Key_F11)
    room = page.projection
    assert room.isFullScreen()
    room.showNormal()
    room.resize(1366, 768)

    assert room.value.text() == view.result.value.text()
    assert room.theme.font("body").pixelSize() >= 22
    room.resize(1920, 1080)
    assert room.theme.font("body").pixelSize() >= 31

    QTest.keyClick(room, Qt.Key.Key_Down)
    QTest.keyClick(room, Qt.Key.Key_Right)
    assert room.steps.isHidden()
    QTest.keyClick(room, Qt.Key.Key_Space)
    assert not room.steps.isHidden()
    QTest.keyClick(room, Qt.Key.Key_B)
    assert room.grab().toImage().pixelColor(40, 40).name() == "#000000"
    QTest.keyClick(room, Qt.Key.Key_B)
    QTest.keyClick(room, Qt.Key.Key_Escape)

    assert page.projection is None
    assert str(view.inputs.fields["tan"].value) == "9.25"
    assert desk.window.windowState() & Qt.WindowState.WindowFullScreen == Qt.WindowState.WindowNoState


def test_arrows_stop_where_an_input_ends(page):
    opened(page, "debt")
    page.view.choose("threshold")
    page.open_projection()
    room = page.projection
    QTest.keyClick(room, Qt.Key.Key_Down)

    for _key in range(8):
        QTest.keyClick(room, Qt.Key.Key_Right)

    assert room.numbers["quarter"] == 4
    assert room.outcome is not None
    room.close()


def test_no_name_is_ever_projected(page, desk):
    desk.window.show_page("classes")
    page = desk.window.show_page("education", calculator="taeg")
    page.open_projection()

    told = words_of(page.projection)
    assert not [name for pair in (*PUPILS, *VISITORS) for name in pair if name in told.split()]
    assert page.projection.windowTitle() == "OP Desktop"
    page.projection.close()


def test_without_a_calculator_f11_is_the_windows_own(page, desk):
    QTest.keyClick(desk.window, Qt.Key.Key_F11)

    assert desk.window.isFullScreen()
    assert page.projection is None


def test_an_exercise_sheet_is_made_by_its_number(qtbot, page, desk, workspace, monkeypatch):
    shown = []
    monkeypatch.setattr(education.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    view = opened(page, "savings")
    QTest.keyClick(view.inputs.first_field().field, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.findChild(ExerciseSheetDialog)
    QTest.keyClicks(QApplication.focusWidget(), "0")
    dialog.confirm.click()
    assert "9,999" in dialog._field.hint.text()
    type_into(dialog._field, "27")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: bool(shown))
    path = Path(shown[0])
    assert path.name == "exercises_savings_0027.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert path.is_relative_to(workspace.private_folder)


def test_nothing_that_is_computed_is_stored(page, workspace):
    files = {path: path.stat().st_size for path in workspace.private_folder.rglob("*") if path.is_file()}
    view = opened(page, "debt")
    type_into(view.inputs.fields["income"], "1234")

    now = {path: path.stat().st_size for path in workspace.private_folder.rglob("*") if path.is_file()}
    assert files
    assert now == files


def test_the_isee_is_explained_and_not_computed(qtbot, page):
    qtbot.waitUntil(lambda: "CAF" in words_of(page.gallery))
    assert "does not compute it" in words_of(page.gallery)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 697), (1920, 1080)])
@pytest.mark.parametrize("text_size", [100, 150])
def test_nothing_is_cut_off(page, desk, theme, size, text_size):
    theme.set_look(text_size=text_size)
    desk.window.resize(*size)
    for calculator in CALCULATORS:
        page.open(calculator.key)
        for _pass in range(3):
            # The cards first take their places, then their words wrap.
            QApplication.processEvents()
        shown = [label for label in page.view.findChildren(QLabel) if label.isVisible() and label.text()]
        assert page.horizontalScrollBar().maximum() == 0
        assert [
            label.text() for label in shown if label.wordWrap() and label.height() < label.heightForWidth(label.width())
        ] == []
    theme.set_look(text_size=100)


def test_another_kind_of_chart_leaves_the_page_as_high_as_it_has_to_be(qtbot, page, desk):
    desk.window.resize(1366, 768)
    page.open("instalments")
    qtbot.waitUntil(lambda: page.view.result.chart.pillars.isVisible())
    page.open("inflation")

    qtbot.waitUntil(lambda: page.view.result.chart.lines.isVisible())
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == 0)


def test_the_search_over_everything_leads_to_a_calculator(desk, page):
    (hit,) = Finder(desk).find("comp int")
    assert (hit.group, hit.title) == ("Calculators", "Compound interest")
    desk.go(hit.target.page, **hit.target.where)
    assert page.view.calculator.key == "compound"
    assert not [each for each in Finder(desk).find(">comp") if each.group == "Calculators"]
