"""No question of the window cuts its words, in both languages, small windows and large letters."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QScrollArea

from op_desktop.language import speak
from tests.counter_visits import COUNTER
from tests.dialog_visits import DIALOGS
from tests.shots import at_work
from ui.theme import Scheme, Theme
from ui.widgets.label import ElidedLabel
from ui.widgets.overlay import Overlay

LOOKS = [("it", 150, (1024, 600)), ("en", 100, (1366, 697))]
"""Language, size of the text in per cent, size of the window."""
ARROW, EDGE = 34, 14


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2][0]}")
def at_desk(request, qapp):
    language, percent, size = request.param
    theme = Theme(QApplication.instance(), Scheme.LIGHT)
    speak(language)
    with at_work(theme) as (desk, where):
        theme.set_look(text_size=percent)
        desk.window.resize(*size)
        yield desk, where, language
    speak("en")
    qapp.setStyleSheet("")


def cut_in(layer):
    """What is cut inside a layer over the window, in words."""
    found = []
    for widget in layer.findChildren(QLabel) + layer.findChildren(QAbstractButton):
        if not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, ElidedLabel) and widget.short:
            if widget.fontMetrics().horizontalAdvance(widget.short) > widget.width():
                found.append((widget.short, widget.width()))
            continue
        wrapped = isinstance(widget, QLabel) and widget.wordWrap()
        need = widget.heightForWidth(widget.width()) if wrapped else widget.sizeHint().height()
        if need > widget.height() + 1 or (not wrapped and widget.sizeHint().width() > widget.width() + 1):
            found.append((widget.text(), widget.size().toTuple(), widget.sizeHint().toTuple()))
    for field, words, edge in (
        *((each, each.currentText(), ARROW) for each in layer.findChildren(QComboBox)),
        *((each, each.text() or each.placeholderText(), EDGE) for each in layer.findChildren(QLineEdit)),
    ):
        if field.isVisible() and field.fontMetrics().horizontalAdvance(words) > field.width() - edge:
            found.append((words, field.width()))
    return found


QUESTIONS = DIALOGS | COUNTER


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_words_of_a_question_are_whole(qtbot, at_desk, name):
    desk, where, language = at_desk
    speak(language)
    QUESTIONS[name](desk, where)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in desk.window.findChildren(Overlay)))
    QApplication.processEvents()
    layers = [each for each in desk.window.findChildren(Overlay) if each.isVisible()]
    found = [words for layer in layers for words in cut_in(layer)]
    sideways = [each for layer in layers for each in layer.findChildren(QScrollArea)
                if each.isVisible() and each.horizontalScrollBar().isVisible()]  # fmt: skip
    for layer in layers:
        layer.close_layer()
    assert found == []
    assert sideways == []
