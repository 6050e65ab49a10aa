"""The shell under real keys: pages, places, notices, layers, sizes."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import delete

from ui.dialogs.dialog import Dialog
from ui.dialogs.palette import Hit, Palette
from ui.dialogs.shortcuts import ShortcutSheet
from ui.main_window import MainWindow
from ui.theme import Scheme
from ui.widgets.nav import NavItem, PageEntry
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.toast import Toast
from ui.widgets.top_bar import PlaceChoice

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focus():
    return QApplication.focusWidget()


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focus() or window, key, modifiers)


def test_pages_are_made_at_their_first_visit(window):
    assert window.current_key == "home"
    assert window.page("labs") is None
    window.show_page("labs", lab="Choir")
    first = window.page("labs")
    window.show_page("home")
    window.show_page("labs")
    assert window.page("labs") is first
    assert first.visits == [{"lab": "Choir"}, {}]


def test_ctrl_and_a_figure_go_to_a_page(window):
    press(window, Qt.Key.Key_3, CTRL)
    assert window.current_key == "labs"
    assert window.nav.item("labs").isChecked()
    assert not window.nav.item("home").isChecked()


def test_the_navigation_answers_arrows_and_enter(window):
    window.nav.item("home").setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.current_key == "labs"


def test_a_page_one_does_not_have_is_refused_with_words(window):
    assert window.show_page("collection") is None
    assert window.current_key == "home"
    assert window.toasts.isVisible()


def test_commands_reach_the_page_first_and_then_the_application(qtbot, window):
    heard = []
    window.action_requested.connect(heard.append)
    press(window, Qt.Key.Key_N, CTRL)
    press(window, Qt.Key.Key_R, CTRL)
    press(window, Qt.Key.Key_F3)
    assert window.page("home").acts == ["new", "register", "filter"]
    assert heard == ["register", "filter"]


def test_a_command_with_a_page_opens_it(window):
    press(window, Qt.Key.Key_Comma, CTRL)
    assert window.current_key == "settings"
    press(window, Qt.Key.Key_D, CTRL)
    assert window.current_key == "export"


def test_search_and_lock_are_asked_for(qtbot, window):
    with qtbot.waitSignal(window.search_requested):
        press(window, Qt.Key.Key_K, CTRL)
    with qtbot.waitSignal(window.lock_requested):
        press(window, Qt.Key.Key_L, CTRL | SHIFT)


def test_full_screen_comes_and_goes(qtbot, window):
    press(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    press(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_place_is_chosen_from_the_keyboard(qtbot, window):
    window.set_places(
        [PlaceChoice("rho", "Café & Co"), PlaceChoice("arese", "Library"), PlaceChoice(None, "All")], "rho"
    )
    window.top.places.setFocus()
    press(window, Qt.Key.Key_Return)
    menu = window.top.places.menu_of_places
    qtbot.waitUntil(menu.isVisible)
    with qtbot.waitSignal(window.place_changed) as changed:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert changed.args == ["arese"]
    assert window.top.places.current == "arese"
    assert "Library" in window.top.places.accessibleName()


def test_a_notice_is_undone_with_its_key(window):
    undone = []
    window.say(Toast("Amina is in", lambda: undone.append(1)))
    press(window, Qt.Key.Key_Z, CTRL)
    assert undone == [1]
    assert not window.toasts.isVisible()
    press(window, Qt.Key.Key_Z, CTRL)
    assert (undone, window.page("home").acts) == ([1], ["undo"])


def test_a_dialog_keeps_the_keyboard_and_gives_it_back(qtbot, window, theme):
    field = window.page("home").field
    field.setFocus()
    dialog = Dialog(theme, "Delete?", "For good.", confirm="Delete", cancel="Keep")
    name = QLineEdit()
    dialog.body.addWidget(name)
    window.ask(dialog)
    seen = set()
    assert focus() is name
    for _ in range(7):
        press(window, Qt.Key.Key_Tab)
        seen.add(focus())
    press(window, Qt.Key.Key_Backtab, SHIFT)
    assert seen == {name, dialog.cancel, dialog.confirm}
    press(window, Qt.Key.Key_3, CTRL)
    assert window.current_key == "home"
    with qtbot.waitSignal(dialog.rejected):
        press(window, Qt.Key.Key_Escape)
    assert focus() is field


def test_ctrl_enter_confirms_a_dialog_from_anywhere(qtbot, window, theme):
    dialog = window.ask(Dialog(theme, "Merge?", confirm="Merge"))
    dialog.cancel.setFocus()
    with qtbot.waitSignal(dialog.accepted):
        press(window, Qt.Key.Key_Return, CTRL)
    press(window, Qt.Key.Key_3, CTRL)
    assert window.current_key == "labs"


def test_a_dangerous_question_starts_on_the_safe_button(qtbot, window, theme):
    dialog = window.ask(Dialog(theme, "Delete for good?", confirm="Delete", danger=True))
    assert focus() is dialog.cancel
    with qtbot.waitSignal(dialog.rejected):
        press(window, Qt.Key.Key_Return)


def test_a_question_that_is_not_ready_stays(window, theme):
    class Surname(Dialog):
        def ready(self):
            return self.field.text() == "Rossi"

    dialog = Surname(theme, "Delete?", confirm="Delete")
    dialog.field = QLineEdit()
    dialog.body.addWidget(dialog.field)
    window.ask(dialog)
    press(window, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.field, "Rossi")
    press(window, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_sheet_of_keys_lists_every_command(window):
    press(window, Qt.Key.Key_F1)
    sheet = window.findChild(ShortcutSheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Ctrl K", "Ctrl 1", "Ctrl Shift L", "Home"} <= words
    press(window, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.parametrize(
    ("size", "compact", "narrow", "wide"),
    [((1024, 600), True, True, False), ((1366, 768), False, False, False), ((1920, 1080), False, False, True)],
)
def test_the_density_follows_the_window(qtbot, window, size, compact, narrow, wide):
    window.resize(*size)
    assert (window.compact, window.narrow, window.wide) == (compact, narrow, wide)
    assert window.nav.width() == {1024: 60, 1366: 208, 1920: 232}[size[0]]
    assert window.top.height() == (48 if compact else 56)


def test_breadcrumbs_and_margins_give_way_in_low_windows(qtbot, theme):
    def page():
        page = ScrollPage()
        page.header = PageHeader(theme, "2B")
        page.header.set_crumbs([("Classes", "classes"), ("2B", None)])
        page.column.addWidget(page.header)
        return page

    window = MainWindow(theme, [PageEntry(key="home", title="Home", icon="sun", factory=page)])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    shown = window.show_page("home")
    tall = shown.header.height()
    assert shown.column.contentsMargins().left() == ScrollPage.MARGIN
    window.resize(1366, 697)
    QApplication.processEvents()
    assert shown.header.height() < tall
    assert shown.column.contentsMargins().left() == ScrollPage.COMPACT_MARGIN


@pytest.mark.parametrize("text_size", [90, 100, 150])
@pytest.mark.parametrize("size", [(1024, 600), (1366, 697), (1920, 1080)])
def test_nothing_of_the_shell_is_cut(qtbot, window, theme, size, text_size):
    theme.set_look(text_size=text_size)
    window.set_user("Maria Grazia De Santis", "Educator")
    window.set_saved("Saved at 10:12")
    window.set_places([PlaceChoice(1, "Library of the Park")], 1)
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    cut = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible()
        and (label.height() < label.sizeHint().height() or label.width() < label.minimumSizeHint().width())
    ]
    assert cut == []
    inside = window.rect()
    for widget in (window.top.lock, window.nav.item("settings"), window.top.search):
        assert inside.contains(widget.mapTo(window, widget.rect().bottomRight()))


def test_a_full_navigation_can_be_reached_in_the_lowest_window(qtbot, theme, entries):
    many = [
        PageEntry(key=f"p{n}", title=f"Page {n}", icon="sun", factory=QWidget, group=f"Group {n // 4}")
        for n in range(13)
    ]
    window = MainWindow(theme, many)
    qtbot.addWidget(window)
    window.resize(1366, 600)
    window.show()
    window.show_page("p12")
    QApplication.processEvents()
    item = window.nav.item("p12")
    assert window.rect().contains(item.mapTo(window, item.rect().center()))
    assert item.height() >= 30


def test_everything_that_takes_the_keyboard_has_a_name_and_room_for_a_finger(window, theme):
    window.set_places([PlaceChoice(1, "Library")], 1)
    window.ask(Dialog(theme, "Merge?", confirm="Merge"))
    window.open_palette(Palette(theme, lambda text: []))
    window.notice.tell("warning", "Training data", actions=[("Delete it", lambda: None)])
    QApplication.processEvents()
    controls = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert len(controls) > 10
    assert [widget for widget in controls if not widget.accessibleName()] == []
    small = [w for w in controls if isinstance(w, QAbstractButton) and (w.width() < 24 or w.height() < 24)]
    assert small == []


def test_badges_are_told_to_readers_of_the_screen(window):
    window.set_badge("classes", 2)
    window.set_badge("no_such_page", 4)
    assert "2" in window.nav.item("classes").accessibleName()


def test_the_focused_entry_looks_different(window):
    item = window.nav.item("labs")
    before = item.grab().toImage()
    item.setFocus()
    assert item.grab().toImage() != before


def test_other_pages_can_take_the_place_of_the_first(window, entries):
    window.set_pages(entries[:2])
    assert window.current_key == ""
    assert {item.entry.key for item in window.nav.findChildren(NavItem) if item.isVisibleTo(window.nav)} >= {
        "home",
        "classes",
    }
    assert window.show_page("labs") is None
    assert window.show_page("classes") is not None


def test_idleness_asks_for_the_lock_and_a_key_puts_it_off(qtbot, window):
    with qtbot.waitSignal(window.lock_requested, timeout=2000):
        window.set_idle_lock(0.001)
    window.set_idle_lock(0)
    with qtbot.assertNotEmitted(window.lock_requested, wait=150):
        press(window, Qt.Key.Key_A)


def test_a_theme_switch_repaints_what_is_open(window, theme):
    before = window.grab().toImage().pixelColor(700, 400)
    theme.set_look(Scheme.DARK)
    assert window.grab().toImage().pixelColor(700, 400) != before


def test_painting_keeps_its_hands_off_the_count_of_none(window):
    window.set_user("Marta Colombo", "Educator")
    window.grab()
    before = sys.getrefcount(None)
    for _ in range(1000):
        window.nav.item("labs").repaint()
        window.top.search.repaint()
        window.nav.item("home").update()
    assert abs(sys.getrefcount(None) - before) < 100


def test_the_shell_opens_without_the_storage():
    heavy = "('sqlalchemy', 'op_desktop.storage', 'op_desktop.register')"
    code = f"import sys, ui.main_window; sys.exit(any(name.startswith({heavy}) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_hit_of_the_search_opens_and_the_keyboard_returns(qtbot, window, theme):
    people = [Hit(title=name, group="People", icon="user", target=name) for name in ("Fatima", "Fatoumata")]
    window.page("home").field.setFocus()
    palette = window.open_palette(
        Palette(theme, lambda text: [hit for hit in people if hit.title.lower().startswith(text)])
    )
    QTest.keyClicks(palette.field, "fat")
    press(window, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        press(window, Qt.Key.Key_Return)
    assert chosen.args == ["Fatoumata"]
    assert focus() is window.page("home").field


def test_a_dialog_ends_where_what_had_the_keyboard_is_gone(qtbot, window, theme):
    had = QLineEdit(window)
    had.show()
    had.setFocus()
    assert QApplication.focusWidget() is had
    dialog = Dialog(theme, "Which one?")
    window.ask(dialog)
    delete(had)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_another_look_does_not_reach_for_a_window_that_has_gone(theme, entries, window):
    gone = MainWindow(theme, entries)
    gone.show()
    gone.close()
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    theme.set_look(Scheme.DARK)
    assert window.theme.dark
