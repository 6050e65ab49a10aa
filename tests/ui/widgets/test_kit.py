"""The small widgets under real keys and clicks."""

import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from op_desktop import language
from ui.dialogs.dialog import Dialog
from ui.theme import Scheme
from ui.widgets.avatar import Avatar, initials
from ui.widgets.banner import Banner
from ui.widgets.button import Button, TileButton
from ui.widgets.card import CardTitle
from ui.widgets.chip import Chip
from ui.widgets.columns import Columns, Tiles
from ui.widgets.empty_state import EmptyState
from ui.widgets.figure_card import FigureCard
from ui.widgets.key_cap import KeyCap, key_text
from ui.widgets.label import ElidedLabel
from ui.widgets.list_row import ListRow
from ui.widgets.page_header import PageHeader
from ui.widgets.progress_row import ProgressRow
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segmented
from ui.widgets.stepper import Stepper
from ui.widgets.steps import Steps
from ui.widgets.tick_box import TickBox
from ui.widgets.toast import Toast, ToastArea
from ui.widgets.toggle import ToggleSwitch
from ui.widgets.top_bar import TopBar


@pytest.fixture
def shown(qtbot, theme):
    host = QWidget()
    QVBoxLayout(host)
    host.resize(800, 400)
    qtbot.addWidget(host)

    def show(*widgets):
        for widget in widgets:
            host.layout().addWidget(widget)
        with qtbot.waitActive(host):
            host.show()
            host.activateWindow()
        return widgets[0]

    return show


def test_buttons_answer_enter_and_space(shown, theme):
    done = []
    button = shown(Button(theme, "Fish & chips", "check", "primary", on_click=lambda: done.append(1)))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert done == [1, 1]
    assert button.accessibleName() == "Fish & chips"


@pytest.mark.parametrize("kind", ["primary", "default", "soft", "ghost", "danger", "icon", "square", "quiet"])
@pytest.mark.parametrize("big", [False, True])
def test_focus_is_seen_and_moves_nothing(shown, theme, kind, big):
    button, other = Button(theme, "Close the register", "check", kind, big=big), QPushButton("x")
    shown(button, other)
    other.setFocus()
    size, look = button.sizeHint(), button.grab().toImage()
    button.setFocus()
    assert button.sizeHint() == size
    assert button.grab().toImage() != look


def test_a_disabled_button_does_nothing(shown, theme):
    done = []
    button = shown(Button(theme, "Close", on_click=lambda: done.append(1)))
    button.setEnabled(False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == []


def test_a_tile_is_pressed_anywhere(shown, theme):
    done = []
    tile = shown(TileButton(theme, "Class register", "clipboard-check", key="Ctrl+R", on_click=lambda: done.append(1)))
    inner = tile.findChild(ElidedLabel)
    assert inner is not None
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=inner.geometry().center())
    assert done == [1]


def test_segments_are_one_tab_stop_and_move_with_arrows(qtbot, shown):
    segments = Segmented("Period", [("m", "Month"), ("y", "Year"), ("a", "All")])
    shown(segments, QPushButton("next"))
    segments.findChildren(QPushButton)[0].setFocus()
    with qtbot.waitSignal(segments.chosen) as chosen:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert (chosen.args, segments.current) == (["y"], "y")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "next"


def test_the_stepper_counts_within_its_limits(shown, theme):
    heard = []
    stepper = shown(Stepper(theme, "Unnamed", 1, maximum=2))
    stepper.changed.connect(heard.append)
    stepper.more.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Plus, Qt.Key.Key_Down, Qt.Key.Key_Minus, Qt.Key.Key_Minus):
        QTest.keyClick(stepper.more, key)
    assert heard == [2, 1, 0]
    assert stepper.value == 0


def test_the_switch_answers_space_and_a_click_anywhere(shown, theme):
    switch = shown(ToggleSwitch(theme, "Protect"))
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().bottomRight())
    assert not switch.isChecked()


def test_a_banner_tells_acts_and_goes(shown, theme):
    done = []
    banner = shown(Banner(theme))
    assert not banner.isVisible()
    banner.tell("danger", "The disk is full.", "Free some <b>space</b>.", [("Try again", lambda: done.append(1))])
    again = next(b for b in banner.findChildren(Button) if b.accessibleName() == "Try again")
    again.setFocus()
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert done == [1]
    assert "disk" in banner.accessibleDescription()
    banner.tell("info", "Fine.")
    assert [b.accessibleName() for b in banner.findChildren(Button) if b.isVisible()] == ["Close this message"]
    banner.clear()
    assert not banner.isVisible()


def test_a_toast_stays_while_its_button_has_the_keyboard(qtbot, window, theme):
    area = ToastArea(theme, window, milliseconds=60)
    QTest.mouseMove(window, QPoint(1, 1))
    undone = []
    area.say(Toast("Amina is in", lambda: undone.append(1)))
    area.focus_action()
    qtbot.wait(200)
    assert area.isVisible()
    QTest.keyClick(area.button, Qt.Key.Key_Return)
    assert (undone, area.isVisible()) == ([1], False)
    area.say(Toast("Saved"))
    assert not area.button.isVisible()
    qtbot.waitUntil(lambda: not area.isVisible(), timeout=1000)


def test_a_new_toast_takes_the_place_of_the_old(shown, theme):
    area = ToastArea(theme, shown(QWidget()))
    done = []
    area.say(Toast("first", lambda: done.append("first")))
    area.say(Toast("second", lambda: done.append("second")))
    assert area.undo()
    assert not area.undo()
    assert done == ["second"]


def test_the_header_holds_three_buttons_at_most(shown, theme):
    header = shown(PageHeader(theme, "2B"))
    header.set_buttons(*(Button(theme, str(n)) for n in range(3)))
    with pytest.raises(ValueError, match="at most 3"):
        header.set_buttons(*(Button(theme, str(n)) for n in range(4)))


def test_a_crumb_goes_back(qtbot, shown, theme):
    header = shown(PageHeader(theme, "2B"))
    header.set_crumbs([("Classes", "classes"), ("2B", None)])
    crumb = header.findChild(Button)
    with qtbot.waitSignal(header.crumb_chosen) as chosen:
        QTest.keyClick(crumb, Qt.Key.Key_Return)
    assert chosen.args == ["classes"]


def test_a_figure_says_all_of_itself_and_is_pressed(qtbot, shown):
    card = shown(FigureCard("Volunteer hours"))
    card.show_figure("186", "+12 %", "166 in October")
    assert card.accessibleName() == "Volunteer hours: 186 +12 % 166 in October"
    with qtbot.waitSignal(card.clicked):
        QTest.keyClick(card, Qt.Key.Key_Return)


def test_steps_tell_where_one_stands(shown, theme):
    steps = shown(Steps(theme, ["Check", "Create", "Hand over"]))
    steps.set_current(1)
    assert "2" in steps.accessibleName()
    assert "Create" in steps.accessibleName()


def test_progress_stops_once(qtbot, shown, theme):
    row = shown(ProgressRow(theme, "Certificates"))
    row.show_step(14, 23, "Certificate 14 of 23")
    with qtbot.waitSignal(row.stopped):
        QTest.mouseClick(row.stop, Qt.MouseButton.LeftButton)
    assert not row.stop.isEnabled()
    row.show_step(15, 23, "Certificate 15 of 23")
    assert all("15" not in label.text() for label in row.findChildren(ElidedLabel))


def test_the_note_of_a_search_field_takes_room_from_the_text(shown, theme):
    field = shown(SearchField(theme, "Check-in"))
    field.set_note("3 people")
    assert field.textMargins().right() > 0
    assert field.height() >= 50


def test_empty_pages_offer_the_first_step(qtbot, shown, theme):
    done = []
    empty = shown(EmptyState(theme, "inbox", "Drag the packages here.", "Choose a folder", lambda: done.append(1)))
    QTest.keyClick(empty.button, Qt.Key.Key_Return)
    assert done == [1]


def test_what_does_not_fit_ends_in_an_ellipsis_and_stays_in_the_tooltip(shown):
    name = "Maria Grazia Alessandra De Santis della Rovere"
    row = shown(ListRow(name, "detail"))
    row.words.title.setFixedWidth(120)
    row.grab()
    assert row.words.title.toolTip() == name
    row.words.title.setFixedWidth(600)
    row.grab()
    assert row.words.title.toolTip() == ""
    # What people type is never markup.
    marked = ListRow("Abbate <b>molto</b> <h1>lungo</h1> & figli", "detail")
    shown(marked).words.title.setFixedWidth(60)
    marked.grab()
    document = QTextDocument()
    document.setHtml(marked.words.title.toolTip())
    assert document.toPlainText() == "Abbate <b>molto</b> <h1>lungo</h1> & figli"


def test_the_key_on_a_tile_gives_way_before_a_word_is_cut(shown, theme):
    tile = shown(TileButton(theme, "Check-in laboratorio", "user-check", key="Ctrl+L"))
    cap, words = tile.findChild(KeyCap), next(each for each in tile.findChildren(ElidedLabel))
    for width, kept in ((400, True), (238, False), (400, True)):
        tile.resize(width, 50)
        QApplication.processEvents()
        assert cap.isVisible() == kept
        assert words.width() >= words.sizeHint().width()


def test_rows_grow_with_the_text(shown, theme):
    row = shown(ListRow("Spazio Compiti", "18 regulars", trailing=[Button(theme, "Check-in")], height=40))
    small = row.sizeHint().height()
    theme.set_look(text_size=150)
    QApplication.processEvents()
    assert row.sizeHint().height() > small
    assert row.minimumSizeHint().height() >= 50


def test_the_side_panel_goes_below_where_both_do_not_fit(qtbot, theme):
    columns = Columns(theme, right_width=300, left_least=400)
    qtbot.addWidget(columns)
    columns.resize(900, 300)
    columns.show()
    assert not columns.stacked
    columns.resize(600, 300)
    QApplication.processEvents()
    assert columns.stacked


def test_tiles_wrap(qtbot, theme):
    tiles = Tiles(theme, [QPushButton(str(n)) for n in range(4)], least=200)
    qtbot.addWidget(tiles)
    tiles.resize(900, 100)
    tiles.show()
    QApplication.processEvents()
    assert len({button.y() for button in tiles.findChildren(QPushButton)}) == 1
    tiles.resize(450, 200)
    QApplication.processEvents()
    assert len({button.y() for button in tiles.findChildren(QPushButton)}) == 2


@pytest.mark.parametrize(
    ("name", "letters"), [("Fatima El Amrani", "FE"), ("Wei", "W"), ("3 unnamed", "U"), ("élodie ", "É"), ("", "?")]
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_keys_are_named_as_on_the_keyboard(theme):
    language.speak("en")
    assert [key_text(key) for key in ("Ctrl+Return", "Ctrl+,", "+", "Up")] == ["Ctrl Enter", "Ctrl ,", "+", "↑"]
    assert KeyCap("+12").text() == "+12"


def test_building_widgets_never_opens_a_window(window, theme):
    built = [
        ListRow("a", "b"),
        CardTitle("a", note="b"),
        EmptyState(theme, "inbox", "a", "b"),
        FigureCard("a", "1"),
        Dialog(theme, "a", "b", confirm="c"),
        PageHeader(theme, "a"),
        ProgressRow(theme, "a"),
    ]
    QApplication.processEvents()
    assert window.isActiveWindow()
    assert not any(widget.isVisible() for widget in built)


def test_painted_widgets_follow_the_theme(shown, theme):
    widgets = [
        Chip(theme, "Draft", "warning", "clock"),
        Avatar(theme, "Marta Colombo"),
        ToggleSwitch(theme, "x", on=True),
    ]
    shown(*widgets)
    light = [widget.grab().toImage() for widget in widgets]
    theme.set_look(Scheme.DARK)
    assert all(widget.grab().toImage() != before for widget, before in zip(widgets, light, strict=True))


def test_a_thousand_repaints_leave_none_alone(shown, theme):
    chip = shown(Chip(theme, "Draft", "warning", "clock"))
    chip.repaint()
    before = sys.getrefcount(None)
    for _ in range(1000):
        chip.repaint()
    assert abs(sys.getrefcount(None) - before) < 50


def test_buttons_put_into_the_head_late_come_first_with_tab(shown, theme):
    head, field, tick = PageHeader(theme, "People"), SearchField(theme, "Filter"), TickBox(theme, "Do not contact")
    shown(head, field, tick)
    head.set_buttons(Button(theme, "Edit"), Button(theme, "New"))
    names = []
    field.setFocus()
    for _stop in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        names.append(QApplication.focusWidget().accessibleName() or QApplication.focusWidget().text())
    assert names == ["New", "Edit", "Do not contact", "Filter"]
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert tick.width() >= tick.sizeHint().width()


def test_without_anything_beside_the_left_column_has_all_the_room(shown, theme):
    columns = Columns(theme, right_width=300, right_least=200, left_least=400)
    left, right = QLabel("left"), QLabel("right")
    columns.left.addWidget(left)
    columns.right.addWidget(right)
    shown(columns)
    whole = columns.width()
    assert not columns.stacked
    assert left.width() + 16 + 300 == whole
    columns.resize(640, 200)
    QApplication.sendPostedEvents()
    assert not columns.stacked
    columns.set_side(False)
    QApplication.processEvents()
    assert left.width() == columns.width()


def test_a_toast_never_covers_what_could_be_pressed(qtbot, theme):
    host = QWidget()
    host.resize(800, 400)
    qtbot.addWidget(host)
    button = QPushButton("Confirm", host)
    button.setGeometry(360, 350, 120, 40)
    host.show()
    area = ToastArea(theme, host)
    area.say(Toast("Amina is in", lambda: None))
    assert not area.geometry().intersects(button.geometry())
    assert area.geometry().bottom() < button.geometry().top()
    button.hide()
    area.say(Toast("Amina is in", lambda: None))
    assert area.geometry().bottom() > 360


def test_of_several_roles_the_first_is_written_and_all_are_told(qtbot, theme):
    bar = TopBar(theme)
    qtbot.addWidget(bar)
    bar.set_user("Marta Colombo", "Educator, operator")
    assert [label.text() for label in bar._user.findChildren(QLabel)][-1] == "Educator, …"
    assert bar._user.toolTip() == "Educator, operator"
    bar.set_user("Davide Sala", "Operator")
    assert bar._user.toolTip() == ""
