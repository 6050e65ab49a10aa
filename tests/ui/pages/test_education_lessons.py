"""The lessons in the window: found by typing, read, printed and projected by real keys; no name is ever projected."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from op_desktop.domain.school import Lesson
from op_desktop.education.catalogue import ADDED, open_catalogue
from op_desktop.language import speak
from op_desktop.register.modules import module_id
from tests.education.packing import edit, small_pack
from tests.ui.pages.conftest import PUPILS, VISITORS
from ui.dialogs.lesson_sheet import LessonSheetDialog
from ui.pages import education_lessons
from ui.pages.education_countdown import Countdown
from ui.pages.education_slide import SlideWords
from ui.pages.education_slides import SlideShow
from ui.widgets.banner import Banner
from ui.widgets.button import Button

KEY = Qt.Key
CATALOGUE = open_catalogue()


@pytest.fixture
def page(qtbot, desk):
    page = desk.window.show_page("education")
    qtbot.waitUntil(lambda: page.lessons.catalogue is not None)
    return page


@pytest.fixture
def italian():
    speak("it")
    yield
    speak("en")


@pytest.fixture
def room(qtbot, theme):
    room = SlideShow(theme, CATALOGUE.plan("MED-2"))
    qtbot.addWidget(room)
    room.resize(1366, 768)
    room.show()
    return room


@pytest.fixture
def opened_files(monkeypatch):
    shown = []
    monkeypatch.setattr(
        education_lessons.QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile())) or True
    )
    return shown


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def fullest(slides):
    """The two slides with the most lines, and the one with the longest title."""
    places = range(1, len(slides))
    full = sorted(places, key=lambda place: -rows_of(slides[place]))[:2]
    return {*full, max(places, key=lambda place: len(slides[place].title))}


def rows_of(slide):
    return len(slide.lines) + len(slide.table) + bool(slide.figure) + bool(slide.answer)


def checked(segments):
    return next(button for button in segments.findChildren(QPushButton) if button.isChecked())


def words_on(board):
    return [each for each in board.findChildren(SlideWords) if each.text()]


def words_of(widget):
    told = [label.text() for label in widget.findChildren(QLabel)]
    for each in (widget, *widget.findChildren(QWidget)):
        told += [each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.windowTitle()]
    return " ".join(told)


def cut(widget):
    """What is not shown whole: words that wrap into more room than they have, or lines too long for it."""
    QApplication.processEvents()
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]
    return [
        label.text()
        for label in labels
        if (label.wordWrap() and label.height() < label.heightForWidth(label.width()))
        or (not label.wordWrap() and label.width() < label.fontMetrics().horizontalAdvance(label.text()))
    ]


def test_each_level_offers_its_four_meetings(page):
    assert list(page.lessons.list.tiles) == ["PRI-1", "PRI-2", "PRI-3", "PRI-4"]

    checked(page.lessons.list.level).setFocus()
    for expected in ("MED", "SUP", "ADU"):
        press(KEY.Key_Right)
        assert list(page.lessons.list.tiles) == [f"{expected}-{number}" for number in (1, 2, 3, 4)]


def test_a_lesson_is_found_by_typing_and_opened_by_enter(page):
    assert QApplication.focusWidget() is page.lessons.list.search

    QTest.keyClicks(QApplication.focusWidget(), "payslip")
    assert list(page.lessons.list.tiles) == ["SUP-1"]
    press(KEY.Key_Return)

    assert page.lessons.view.plan.head.code == "SUP-1"
    assert page.header.title.text() == "Income, payslip, budget"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("med-3", ["MED-3"]), ("salvadanaio", ["PRI-3"]), ("adults saving", ["ADU-4"]), ("zzz", [])],
)
def test_words_of_title_code_level_and_topic_find(page, typed, found):
    QTest.keyClicks(page.lessons.list.search, typed)

    assert list(page.lessons.list.tiles) == found
    assert page.lessons.list._none.isHidden() is bool(found)


def test_typing_on_a_tile_searches_and_esc_forgets(page):
    press(KEY.Key_Down)
    assert QApplication.focusWidget() is page.lessons.list.tiles["PRI-1"]

    QTest.keyClick(QApplication.focusWidget(), KEY.Key_T)
    QTest.keyClicks(QApplication.focusWidget(), "aeg")
    assert "SUP-3" in page.lessons.list.tiles
    press(KEY.Key_Escape)

    assert page.lessons.list.search.text() == ""
    assert list(page.lessons.list.tiles) == ["PRI-1", "PRI-2", "PRI-3", "PRI-4"]
    QTest.keyClick(page, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.lessons.list.search


@pytest.mark.parametrize("language", ["it", "en"])
def test_an_open_lesson_shows_everything_in_the_windows_language(page, language):
    speak(language)
    try:
        for entry in CATALOGUE.lessons()[::3]:
            page.lessons.open(entry.head.code)
            texts = CATALOGUE.plan(entry.head.code).read_in(language)
            told = words_of(page.lessons.view).replace("•  ", "").replace("\n- ", "\n")
            expected = [texts.question, *texts.objectives, *texts.materials, *(step.title for step in texts.steps)]
            expected += [part.text.strip().replace("\n- ", "\n") for part in (*texts.steps, *texts.examples)]
            expected += [words for each in texts.glossary for words in (each.word, each.meaning)]
            expected += [texts.struggling.strip(), texts.quick.strip()]
            assert [each for each in expected if each not in told] == [], entry.head.code
    finally:
        speak("en")


def test_the_plan_of_minutes_adds_up_in_both_lengths(page):
    page.lessons.open("MED-2")
    view = page.lessons.view

    assert [row.accessibleName().split(", ")[-2] for row in view.rows][-1] == "110–120"
    checked(view._length).setFocus()
    press(KEY.Key_Right)
    assert view.rows[-1].accessibleName() == "7. Closing, 55–60, 5 min"
    assert "left out" in view.rows[5].accessibleName()


def test_a_digit_leads_to_the_part_and_esc_back_to_the_tile(page, desk):
    desk.window.resize(1366, 768)
    page.lessons.open("SUP-2")
    QApplication.processEvents()
    assert QApplication.focusWidget() is page.lessons.view.rows[0]

    press(KEY.Key_5)
    part = page.lessons.view.parts[4]
    top = part.mapTo(page.viewport(), part.rect().topLeft()).y()
    assert 0 <= top < page.viewport().height() / 2
    assert QApplication.focusWidget() is page.lessons.view.rows[4]
    press(KEY.Key_Escape)

    assert not page.lessons.shown
    assert QApplication.focusWidget() is page.lessons.list.tiles["SUP-2"]
    assert page.header.title.text() == "Lessons & quizzes"


def test_calculators_and_lessons_never_stand_over_each_other(page):
    page.lessons.open("PRI-1")
    page.open("loan")
    assert (page.lessons.shown, page.view.isHidden(), page.gallery.isHidden()) == (False, False, True)

    page.visit(lesson="PRI-2")
    assert (page.lessons.shown, page.view.isHidden(), page.gallery.isHidden()) == (True, True, True)
    page.header.crumb_chosen.emit("gallery")
    assert not page.gallery.isHidden()


@pytest.mark.parametrize(
    ("digit", "file"),
    [(1, "MED-2_v1_plan"), (2, "MED-2_v1_worksheet"), (3, "MED-2_v1_key"), (4, "MED-2_v1_handouts")],
)
def test_a_paper_is_chosen_by_its_digit_and_opened(qtbot, page, workspace, opened_files, digit, file):
    page.lessons.open("MED-2")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    press(KEY(KEY.Key_0 + digit))
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: bool(opened_files))
    assert opened_files[0].name == f"{file}.pdf"
    assert opened_files[0].read_bytes().startswith(b"%PDF")
    assert opened_files[0].is_relative_to(workspace.private_folder)


def test_a_paper_is_saved_where_the_person_wants_it(qtbot, page, desk, tmp_path, monkeypatch, opened_files):
    target = tmp_path / "scheda.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    page.lessons.open("PRI-1")
    page.lessons.ask_sheet()
    dialog = desk.window.findChild(LessonSheetDialog)
    QTest.keyClick(dialog, KEY.Key_2)
    dialog._save()

    qtbot.waitUntil(target.is_file)
    assert target.read_bytes().startswith(b"%PDF")
    assert opened_files == []


def test_f11_projects_and_esc_leaves(page, desk):
    page.lessons.open("MED-2")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_F11)
    room = page.lessons.show
    assert room.isFullScreen()
    assert not desk.window.isFullScreen()

    QTest.keyClick(room, KEY.Key_Escape)

    assert page.lessons.show is None
    assert page.lessons.shown


def test_the_slides_are_told_by_keys_and_an_answer_comes_before_the_next(room):
    seen = []
    for _key in range(40):
        seen.append((room.place, room.board.answer.isVisible()))
        QTest.keyClick(room, KEY.Key_Space if room.place % 2 else KEY.Key_Right)

    slides = room.slides
    expected = [
        (place, shown) for place, slide in enumerate(slides) for shown in ((False, True) if slide.answer else (False,))
    ]
    assert seen[: len(expected)] == expected
    assert set(seen[len(expected) :]) == {expected[-1]}
    QTest.keyClick(room, KEY.Key_Left)
    assert room.place == len(slides) - 2
    QTest.keyClick(room, KEY.Key_Home)
    assert (room.place, room.number.text()) == (0, f"Slide 1 of {len(slides)}")


def test_figures_stand_flush_right_and_what_to_draw_is_said_below_the_slide(room):
    QTest.keyClick(room, KEY.Key_End)
    figure = room.slides[room.place].figure
    assert figure in words_of(room.foot)
    assert figure not in words_of(room.board)

    QTest.keyClick(room, KEY.Key_Left)
    QApplication.processEvents()
    assert figure not in words_of(room.foot)
    cells = words_on(room.board)[1:-1]
    sums = [cell for cell in cells if cell.text().startswith("€")]
    assert len({cell.geometry().right() for cell in sums}) == 1
    assert all(cell.alignment() & Qt.AlignmentFlag.AlignRight for cell in sums)
    assert [cell.text() for cell in cells if cell.font().weight() == 600] == ["Year", "With interest"]


def test_b_blackens_and_brings_back(room):
    QTest.keyClick(room, KEY.Key_B)
    image = room.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in (5, 683, 1360) for y in (5, 384, 760)} == {"#000000"}

    QTest.keyClick(room, KEY.Key_B)
    assert room.grab().toImage().pixelColor(5, 5).name() != "#000000"


def test_hands_are_counted_by_a_letter_and_a_number(room):
    QTest.keyClicks(room, "a3b17c4d1")

    assert room.hands.isVisible()
    assert room.hands.counts == [3, 17, 4, 1]
    assert not room.black
    # A number typed again takes the place of the first; the full stop blackens while letters count.
    QTest.keyClicks(room, "b16")
    assert room.hands.counts[1] == 16
    QTest.keyClick(room, KEY.Key_Backspace)
    assert room.hands.counts[1] is None
    QTest.keyClicks(room, ".")
    assert room.black
    QTest.keyClicks(room, ".")
    QTest.keyClick(room, KEY.Key_Right)
    assert room.hands.isHidden()
    assert room.hands.counts == [None] * 4
    QTest.keyClick(room, KEY.Key_B)
    assert room.black


def test_the_timer_runs_down_and_says_so(qtbot):
    now = [1000.0]
    timer = Countdown(lambda: now[0])
    qtbot.addWidget(timer)
    timer.toggle()
    assert timer.text() == "3:00"
    timer.add(2)
    now[0] += 61
    timer.tick()
    assert timer.text() == "3:59"
    # Fewer than none are not given.
    timer.add(-4)
    assert timer.text() == "3:59"
    now[0] += 240
    timer.tick()
    assert timer.text() == "Time is up!"
    timer.toggle()
    assert not timer.running


def test_t_starts_a_real_timer(qtbot, room):
    QTest.keyClick(room, KEY.Key_T)
    QTest.keyClick(room, KEY.Key_Down)

    qtbot.waitUntil(lambda: room.countdown.text() == "1:59", timeout=3000)
    QTest.keyClick(room, KEY.Key_T)
    assert room.countdown.isHidden()


def test_the_keys_rest_after_five_seconds_and_come_back_with_a_touch(qtbot, room):
    assert room.rest.interval() == 5000
    height = room.board.height()
    room.rest.start(1)

    qtbot.waitUntil(room.foot.isHidden)
    assert room.board.height() == height
    QTest.keyClick(room, KEY.Key_Up)
    assert room.foot.isVisible()


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_fullest_slides_of_every_lesson_fit_the_room(qtbot, theme, language):
    speak(language)
    try:
        for entry in CATALOGUE.lessons():
            room = SlideShow(theme, CATALOGUE.plan(entry.head.code))
            qtbot.addWidget(room)
            room.resize(1366, 768)
            room.show()
            room.setUpdatesEnabled(False)
            assert room.theme.font("body").pixelSize() >= 22
            for place in (0, *fullest(room.slides)):
                room._turn(place)
                QApplication.processEvents()
                top, letters = room.board.title.y(), [each.font().pixelSize() for each in words_on(room.board)]
                assert min(letters) >= 34, (entry.head.code, place)
                room.board.reveal()
                QApplication.processEvents()
                assert room.board.title.y() == top
                room.hands.show()
                assert cut(room) == [], (entry.head.code, place)
                title = room.board.findChild(QLabel)
                assert title.height() < 2.5 * title.fontMetrics().lineSpacing()
            assert max(len(slide.lines) for slide in room.slides) <= 2
            room.close()
    finally:
        speak("en")


@pytest.mark.parametrize("size", [(1024, 600), (1024, 768), (1920, 1080)])
def test_letters_grow_with_the_screen(italian, theme, qtbot, size):
    room = SlideShow(theme, CATALOGUE.plan("ADU-3"))
    qtbot.addWidget(room)
    room.resize(*size)
    room.show()
    fit = min(size[0] / 1366, size[1] / 768)

    for place in range(len(room.slides)):
        room._turn(place)
        room.board.reveal()
        QApplication.processEvents()
        body = room.theme.font("body").pixelSize()
        assert abs(body - 22 * fit) <= 1
        assert cut(room) == []


def test_no_name_is_ever_projected(page, desk):
    desk.window.show_page("classes")
    desk.window.show_page("education", lesson="SUP-1")
    page.lessons.project()
    room = page.lessons.show

    for _key in range(8):
        told = words_of(room).replace(",", " ").split()
        assert not [name for pair in (*PUPILS, *VISITORS) for name in pair if name in told]
        QTest.keyClick(room, KEY.Key_Right)
    assert room.windowTitle() == "OP Desktop"
    room.close()


def test_hidden_names_leave_the_lesson_in_front(page):
    page.lessons.open("PRI-1")

    page.desk.names.toggle()

    assert page.lessons.view.isVisible()
    page.desk.names.toggle()


def test_a_pack_that_was_added_offers_its_lessons(qtbot, page, workspace):
    small_pack(workspace.folder / ADDED / "prova-1")

    page.visit()

    qtbot.waitUntil(lambda: "PROVA-1" in page.lessons.list.tiles)


def test_a_damaged_pack_is_told_and_the_others_stay(qtbot, page, workspace):
    pack = small_pack(workspace.folder / ADDED / "prova-1")
    edit(pack / "lessons" / "PROVA-1" / "lesson.toml", lambda text: text.replace("minutes = 120", "minutes = 90"))

    page.visit()

    qtbot.waitUntil(lambda: page.findChild(Banner).isVisible())
    assert "prova-1" in words_of(page.findChild(Banner))
    assert "PRI-1" in page.lessons.list.tiles


@pytest.mark.parametrize("size", [(1024, 600), (1366, 697), (1920, 1080)])
@pytest.mark.parametrize("text_size", [100, 150])
def test_nothing_of_a_lesson_is_cut_off(italian, page, desk, theme, size, text_size):
    theme.set_look(text_size=text_size)
    desk.window.resize(*size)
    for _pass in range(3):
        QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert cut(page.lessons.list) == []
    page.lessons.open("SUP-1")
    for _pass in range(3):
        QApplication.processEvents()
    labels = [label for label in page.lessons.view.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
    assert page.horizontalScrollBar().maximum() == 0
    assert [label.text() for label in labels if label.height() < label.heightForWidth(label.width())] == []
    theme.set_look(text_size=100)


def test_the_lesson_of_a_meeting_is_opened_from_the_class_and_noted_as_taught_there(desk, scene):
    classes = desk.window.show_page("classes", class_id=scene.class_id)
    menu = next(button for button in classes.header.findChildren(Button) if button.menu() is not None).menu()
    next(each for each in menu.actions() if each.text() == "Lesson for this meeting").trigger()
    page = desk.window.page("education")
    assert page.lessons.view.plan.head.code == "MED-3"
    button = page.lessons.view.note_taught
    assert button.accessibleName() == "Note as taught in 2ªB, 24 Nov"

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert button.accessibleName() == "Taught in 2ªB, 24 Nov"
    with desk.workspace.read() as reader:
        assert reader.require(Lesson, scene.today_lesson_id).taught_module_id == module_id("MED-3", 1)
    page.act("undo")
    assert button.accessibleName() == "Note as taught in 2ªB, 24 Nov"
    page.lessons.open("PRI-1")
    assert page.lessons.view.note_taught.isHidden()

    classes = desk.window.show_page("classes", class_id=scene.class_id, lesson_id=scene.lesson_ids[0])
    tests = next(each for each in classes.header.findChildren(Button) if each.accessibleName() == "Class tests")
    QTest.mouseClick(tests, Qt.MouseButton.LeftButton)
    assert page.quiz.isVisible()
    assert page.quiz.row.id == scene.class_id
