"""What stands over every page until it is mended: practice data, a clock that is wrong, a folder that is shared."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from op_desktop.domain.formats import format_date, format_time
from op_desktop.language import _, ngettext
from op_desktop.shared_folders import NETWORK, shared_by
from op_desktop.storage.witness import Sight
from ui.desk import Desk

CLOCK_MS: Final = 60_000
"""How often the clock is looked at."""


class Notices(QObject):
    """Tells one person at work what is wrong around the data; nothing of it stops anybody."""

    practice_ended = Signal()
    """The person wants to be rid of the practice data."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self.look_at_clock)

    def show(self) -> None:
        """Say what there is to say, each in a strip of its own."""
        self._desk.window.strips.clear()
        self._tell_practice()
        self._tell_folder()
        self._tell_resumed()
        self.look_at_clock()
        self._clock.start()

    def stop(self) -> None:
        """Look no longer."""
        self._clock.stop()

    def look_at_clock(self) -> None:
        """Say that the clock is wrong; fall silent when somebody has set it right."""
        workspace, notice = self._desk.workspace, self._desk.window.strips.of("clock")
        now, newest = workspace.now, workspace.ahead_of_clock
        if newest is None:
            notice.clear()
            return
        if now.year != newest.year:
            when = str(now.year)
            text = _("Set it right before recording, or attendance goes to the wrong year.")
        else:
            when = _("{day} at {time}").format(day=format_date(now.date()), time=format_time(now))
            text = _("Set it right before recording, or attendance goes to the wrong day.")
        notice.tell("warning", _("This computer’s clock says {when}.").format(when=when), text, closable=False)

    def _tell_practice(self) -> None:
        if self._desk.workspace.training:
            self._desk.window.notice.tell(
                "warning",
                _("Practice data"),
                _("Invented people and places, not encrypted: nothing here counts."),
                [(_("Delete it"), self.practice_ended.emit)],
                closable=False,
            )

    def _tell_folder(self) -> None:
        workspace = self._desk.workspace
        folder = workspace.folder
        if folder is None or workspace.training or not (by := shared_by(folder)):
            return
        if by == NETWORK:
            title = _("The data is in a folder on the network.")
            text = _(
                "A connection that breaks, or a second computer, can spoil it. Close OP Desktop and move the folder "
                "{folder} to a disk of this computer."
            )
        else:
            title = _("The data is in a folder that {service} keeps in step with other computers.").format(service=by)
            text = _(
                "Two copies that change at once can spoil it. Close OP Desktop and move the folder {folder} out of "
                "there, to a disk of this computer."
            )
        look = (_("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.parent))))
        self._desk.window.strips.of("folder").tell("warning", title, text.format(folder=folder), [look])

    def _tell_resumed(self) -> None:
        resumed, notice = self._desk.workspace.resumed, self._desk.window.strips.of("resumed")
        if resumed is None or self._desk.workspace.training:
            return
        if resumed.finding.sight is Sight.COPIED:
            text = _(
                "It goes on here as a new device, which the centre has to enrol at the next hand-over. What the other "
                "computer did not hand over yet is handed over from there."
            )
            notice.tell("info", _("This data comes from another computer."), text)
        elif resumed.erased:
            again = ngettext("{n} erasure was applied again.", "{n} erasures were applied again.", resumed.erased)
            text = _("They were decided after the backup was made, and hold for it too.")
            notice.tell("info", again.format(n=resumed.erased), text)
