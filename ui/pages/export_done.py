"""The end of a hand-over: the code in large type, what was written where, and what to do now."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.language import _, ngettext
from op_desktop.sync.delivery import Delivered
from ui.folders import path_words
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.chip import Chip
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow


class CodeMark(QWidget):
    """Six signs to read aloud: large, wide apart, without any that can be mistaken."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._code = theme, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_code(self, code: str) -> None:
        """Show another code."""
        self._code = code
        self.setAccessibleName(_("Code {code}").format(code=" ".join(code)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The code in one line."""
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self._code) + 4, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the signs."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._theme.color("primary_text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._code)

    def _font(self) -> QFont:
        font = self._theme.font("big_figure")
        font.setPixelSize(round(font.pixelSize() * 1.9))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3)
        return font


class DoneCard(Card):
    """*Handed over*: shown in place of the checks until the person has read the code."""

    def __init__(
        self,
        theme: Theme,
        *,
        done: Callable[[], object],
        open_folder: Callable[[Path], object],
        copy_again: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(0, 0, parent)
        self._theme, self._open_folder, self._path = theme, open_folder, Path()
        self.code = CodeMark(theme)
        self.done = Button(theme, _("Done"), "check", "primary", big=True, on_click=done)
        self.again = Button(theme, _("Copy again"), "copy", big=True, on_click=copy_again)
        self._what = Label("", "lead", ink="text2")
        self._chip = Chip(theme, "")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self._lay_out()

    def show_delivered(self, delivered: Delivered, rows: str) -> None:
        """Tell what was written and what comes next; ``rows`` says how much it is."""
        handed = delivered.handed
        self._path = delivered.copy or handed.path
        self.code.show_code(handed.code)
        self._what.setText(rows)
        if handed.sealed:
            self._chip.show_state(_("Sealed"), "success", "shield-check")
        else:
            self._chip.show_state(_("Not sealed"), "warning", "lock-open")
        self.again.setVisible(delivered.copy is None)
        self.again.set_text(_("Copy again") if delivered.trouble else _("Copy to a USB stick"))
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (icon, title, detail, button) in enumerate(self._next(delivered)):
            if number:
                self._steps.addWidget(Line())
            end = [button] if button is not None else []
            glyph = Glyph(self._theme, icon, "primary_text", 20)
            self._steps.addWidget(ListRow(title, detail, leading=[glyph], trailing=end, height=56))

    def _next(self, delivered: Delivered) -> list[tuple[str, str, str, Button | None]]:
        place = path_words(self._path.parent)
        look = Button(self._theme, _("Open the folder"), "folder-open", "ghost", on_click=self._look)
        if delivered.copy is not None:
            first = ("usb", _("Eject the stick, then take it out"), _("Every byte was read back · {folder}"), look)
        else:
            first = ("folder", _("The package is on this computer"), "{folder}", look)
        icon, title, detail, button = first
        return [
            (icon, title, detail.format(folder=place), button),
            ("phone", _("Read the code on the phone"), _("The administration sees the same one on the package"), None),
            ("pencil", _("Go on working"), _("The data stays here, too; what you correct leaves next time"), None),
        ]

    def _look(self) -> None:
        self._open_folder(self._path.parent)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 22, 24, 18)
        head.setSpacing(2)
        head.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addStretch(1)
        line.addWidget(self._what)
        line.addWidget(self._chip)
        line.addStretch(1)
        head.addLayout(line)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.setSpacing(10)
        foot.addWidget(self.done)
        foot.addWidget(KeyCap("Return"))
        foot.addStretch(1)
        foot.addWidget(self.again)
        self.column.addLayout(head)
        self.column.addWidget(Line())
        self.column.addLayout(self._steps)
        self.column.addWidget(Line())
        self.column.addLayout(foot)


def handed_words(changes: int, rows: int, certificates: int) -> str:
    """``922 rows, 41 changes, 23 certificates``."""
    parts = [
        ngettext("{n} row", "{n} rows", rows).format(n=format_number(rows)),
        ngettext("{n} change", "{n} changes", changes).format(n=format_number(changes)),
    ]
    if certificates:
        parts.append(
            ngettext("{n} certificate", "{n} certificates", certificates).format(n=format_number(certificates))
        )
    return " · ".join(parts)
