"""Starts the window: it is on screen before anything that reads records is even loaded."""

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from op_desktop import settings
from op_desktop.language import _
from op_desktop.paths import Folders, folders, private_folder
from op_desktop.settings import Settings
from ui.claim import Claim
from ui.defects import Defects
from ui.icons import icon_pixmap
from ui.main_window import APPLICATION, MainWindow
from ui.navigation import promised
from ui.preferences import SCHEMES, Preferences
from ui.theme import STYLE, Theme

if TYPE_CHECKING:
    from ui.opening import Opening

EXIT_AFTER_PAINT: Final = "OP_DESKTOP_EXIT_AFTER_PAINT"
"""For measuring: 1 ends the program after the first painted frame, 2 after the first page with records."""
IDEAL: Final = QSize(1366, 820)


class FirstPaint(QObject):
    """Announces that a widget has painted itself for the first time."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event; what it painted is on screen when the event loop comes round again."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False


class App(QObject):
    """One running program: preferences, window, and what is opened in it."""

    painted = Signal()
    """The first frame is on screen; what was left for later comes now."""

    def __init__(self, application: QApplication, where: Folders, kept: Settings) -> None:
        super().__init__()
        theme = Theme(
            application,
            SCHEMES[kept.theme],
            text_size=kept.text_size,
            system_font=kept.system_font,
            large_targets=kept.large_targets,
            parent=self,
        )
        self.where = where
        self.preferences = Preferences(theme, kept, where.settings_file, self)
        self.preferences.speak()
        self.preferences.language_changed.connect(self._speak_again)
        self.theme = theme
        self.window = MainWindow(theme, promised())
        self.opening: Opening | None = None

    def show(self) -> None:
        """Show the window; the records are looked for when it has been painted."""
        screen = self.window.screen().availableGeometry().size()
        self.window.resize(IDEAL.boundedTo(screen))
        FirstPaint(self.window).painted.connect(self._open)
        if screen.width() <= IDEAL.width():
            self.window.showMaximized()
        else:
            self.window.show()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def tell_defect(self, error: BaseException) -> None:
        """Say frankly that something of ours failed."""
        if self.opening is not None and self.opening.tell_defect(error):
            return
        # Loaded with the pages, as a rule; a defect before them is rare.
        from ui.messages import details_of, message_of  # noqa: PLC0415

        message = message_of(error)
        copy = (_("Copy details"), lambda: QApplication.clipboard().setText(details_of(error)))
        self.window.notice.tell(message.tone, message.title, message.text, [copy])

    def close(self) -> None:
        """Let go of the records."""
        if self.opening is not None:
            self.opening.close()

    def _open(self) -> None:
        if os.environ.get(EXIT_AFTER_PAINT) == "1":
            QApplication.quit()
            return
        # What is there now stays to the end: collections from here on need not look at it.
        gc.freeze()
        gc.enable()
        self.painted.emit()
        # Loads the database library, which takes as long as the window did.
        from ui.opening import Opening  # noqa: PLC0415

        self.opening = Opening(self.window, self.preferences, self.where, self)
        if os.environ.get(EXIT_AFTER_PAINT) == "2":
            self.opening.at_work.connect(_quit_after_paint)
        self.opening.start()

    def _speak_again(self) -> None:
        old, self.window = self.window, MainWindow(self.theme, promised())
        self.window.setGeometry(old.geometry())
        self.window.setWindowState(old.windowState())
        self.window.show()
        self.window.activateWindow()
        if self.opening is not None:
            self.opening.move_to(self.window)
        old.close()
        old.deleteLater()


def run() -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    os.umask(0o077)
    where = folders()
    for folder in (where.data, where.settings, where.logs):
        private_folder(folder)
    # As an argument: setStyle() would hand the style to Python, which then makes all its enumerations.
    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setApplicationName("op-desktop")
    application.setApplicationDisplayName(APPLICATION)
    application.setDesktopFileName("op-desktop")
    claim = Claim(where.data)
    if not claim.take():
        return _raise_first(claim)
    defects = Defects(application)
    defects.watch(where.logs)
    app = App(application, where, settings.load(where.settings_file))
    defects.met.connect(app.tell_defect)
    app.painted.connect(lambda: _settle_in(app, claim))
    app.show()
    code = application.exec()
    app.close()
    defects.stop()
    claim.release()
    return code


def _raise_first(claim: Claim) -> int:
    # Network libraries are for later starts, and for hearing of them: the first frame does not pay for them.
    from ui.instance import call_first  # noqa: PLC0415

    return 0 if call_first(claim) else 1


def _settle_in(app: App, claim: Claim) -> None:
    """What the first frame could do without: the diary, the icon of the window, ears for a second start."""
    from op_desktop import logs  # noqa: PLC0415
    from ui.instance import Instance  # noqa: PLC0415

    logs.start(app.where.logs)
    QApplication.setWindowIcon(_icon())
    instance = Instance(claim, app)
    instance.called.connect(app.raise_window)
    instance.listen()


def _quit_after_paint(page: QAbstractScrollArea) -> None:
    FirstPaint(page.viewport()).painted.connect(QApplication.quit)


def _icon() -> QIcon:
    icon = QIcon()
    for size in (32, 64, 256):
        icon.addPixmap(icon_pixmap("app-icon", QColor("white"), size))
    return icon
