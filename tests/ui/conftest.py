"""The window without a screen: one theme, and a shell with invented pages."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.main_window import MainWindow
from ui.theme import Scheme, Theme
from ui.widgets.nav import PageEntry


class NotePage(QWidget):
    """A page with a field that remembers how it was visited and which commands it carried out."""

    def __init__(self):
        super().__init__()
        self.visits, self.acts = [], []
        self.field = QLineEdit()
        self.field.setAccessibleName("Note")
        QVBoxLayout(self).addWidget(self.field)

    def visit(self, **where):
        self.visits.append(where)

    def act(self, action):
        self.acts.append(action)
        return action in ("new", "undo")


@pytest.fixture
def theme(qapp):
    # The sheet stays: the next test most often sets the same one, which then costs nothing.
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def entries():
    groups = {"classes": "Schools", "labs": "Community", "people": "Community", "export": "Results"}
    icons = {"home": "sun", "classes": "graduation-cap", "labs": "coffee", "people": "users-round", "export": "send"}
    listed = [
        PageEntry(key=key, title=key.title(), icon=icon, factory=NotePage, group=groups.get(key, ""))
        for key, icon in icons.items()
    ]
    return [*listed, PageEntry(key="settings", title="Settings", icon="settings", factory=NotePage, foot=True)]


@pytest.fixture
def window(qtbot, theme, entries):
    window = MainWindow(theme, entries)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("home")
    return window
