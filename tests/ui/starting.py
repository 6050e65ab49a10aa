"""Starts the real program in a folder of its own, and types into whatever has the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop import settings
from op_desktop.language import speak
from op_desktop.paths import Folders, folders, private_folder
from ui.app import App

PASSPHRASE = "quattro parole semplici qui"


def folders_in(root: Path) -> Folders:
    """The program's folders under a root, made."""
    where = folders({"OP_DESKTOP_HOME": str(root)})
    for folder in (where.data, where.settings, where.logs):
        private_folder(folder)
    return where


@contextmanager
def started(qtbot, root: Path, **preferences) -> Iterator[App]:
    """The program after its first frame, in English and light unless told otherwise; closed at the end."""
    where = folders_in(root)
    if not where.settings_file.exists():
        chosen = {"language": "en", "theme": settings.Theme.LIGHT} | preferences
        settings.save(settings.Settings(**chosen), where.settings_file)
    app = App(QApplication.instance(), where, settings.load(where.settings_file))
    app.show()
    qtbot.waitUntil(lambda: app.opening is not None)
    app.window.showNormal()
    app.window.resize(1366, 768)
    app.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    try:
        yield app
    finally:
        app.close()
        app.window.close()
        app.window.deleteLater()
        app.deleteLater()
        speak("en")


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def write(text: str) -> None:
    """Type a text where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def focused() -> str:
    """The accessible name of what has the keyboard."""
    return QApplication.focusWidget().accessibleName()


def tab_to(name: str) -> None:
    """Press Tab until a control whose name begins so has the keyboard."""
    for _each in range(40):
        if focused().startswith(name):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"no way by Tab to {name}")


def shown(app: App, kind: type):
    """The one widget of a kind that is on screen; None if there is none."""
    return next((each for each in app.window.findChildren(kind) if each.isVisible()), None)
