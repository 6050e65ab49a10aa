"""The panel that makes the package: where to, sealed or open, the big button, how far it is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.language import _
from ui.folders import path_words
from ui.models.hand_over import size_words
from ui.pages.export_places import Stick, sticks
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.list_row import ChoiceRow
from ui.widgets.progress_row import ProgressRow

LOOK_EVERY = 2_000
"""Milliseconds between two looks for sticks, while the page is in front."""


class RadioMark(QWidget):
    """The ring of a choice, filled while its row is chosen; decoration of a real control."""

    def __init__(self, theme: Theme, row: QAbstractButton) -> None:
        super().__init__()
        self._theme, self._row = theme, row
        self.setFixedSize(20, 20)
        row.toggled.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return QSize(20, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, and the dot inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self._row.isChecked()
        ink = self._theme.color("primary_text" if on else "border_strong")
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(QRectF(2, 2, 16, 16))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QRectF(5.5, 5.5, 9, 9))

    def _repaint(self) -> None:
        self.update()


class TargetCard(Card):
    """Sticks come and go by themselves; the folder is always there."""

    asked = Signal()
    """The person wants the package made now."""
    other_folder = Signal()
    stopped = Signal()
    chosen = Signal()
    """Another destination was chosen by hand."""

    def __init__(self, theme: Theme, folder: Path, prefers_stick: bool, parent: QWidget | None = None) -> None:
        super().__init__(16, 10, parent)
        self._theme, self.folder, self.prefers_stick = theme, folder, prefers_stick
        self._sticks: list[Stick] | None = None
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._choose)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(8)
        self.other = Button(theme, _("Another folder…"), "folder-open", "ghost", on_click=self.other_folder.emit)
        self.make = Button(theme, _("Make and hand over"), "send", "primary", big=True, on_click=self.asked.emit)
        self.make.setSizePolicy(self.make.sizePolicy().Policy.Expanding, self.make.sizePolicy().Policy.Fixed)
        self.progress = ProgressRow(theme, _("Making the package"))
        self.progress.stopped.connect(self.stopped)
        self.progress.hide()
        self._shield = Glyph(theme, "lock-open", "text2", 20)
        self._seal = Label("", "strong")
        self._reach = Label("", "secondary", ink="text2", wrap=True)
        self._lay_out()
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self.look()

    @property
    def stick(self) -> Stick | None:
        """The stick chosen; None for the folder."""
        button = self._group.checkedButton()
        place = self._group.id(button) if button is not None else 0
        return self._sticks[place - 1] if self._sticks and place > 0 else None

    @property
    def first_stick(self) -> Stick | None:
        """The stick chosen, else any that is in."""
        return self.stick or (self._sticks[0] if self._sticks else None)

    def look(self) -> None:
        """Look which sticks are in."""
        self.show_sticks(sticks())

    def show_sticks(self, found: Sequence[Stick]) -> None:
        """Offer these sticks and the folder; the stick is chosen unless the folder was last time."""
        if self._sticks == list(found):
            return
        before = self.stick
        had_focus = any(button.hasFocus() for button in self._group.buttons())
        self._sticks = list(found)
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, stick in enumerate(found, start=1):
            free = _("{size} free").format(size=size_words(stick.free))
            self._add(number, _("USB stick {name}").format(name=stick.name), free, "hard-drive")
        self._add(0, _("Folder on this computer"), path_words(self.folder), "folder")
        roots = [stick.root for stick in found]
        kept = roots.index(before.root) + 1 if before is not None and before.root in roots else 0
        chosen = kept or (1 if found and self.prefers_stick else 0)
        self._group.button(chosen).setChecked(True)
        if had_focus:
            self._group.button(chosen).setFocus()

    def set_folder(self, folder: Path) -> None:
        """Make packages in this folder."""
        self.folder = folder
        found, self._sticks = self._sticks or [], None
        self.show_sticks(found)

    def show_seal(self, *, sealed: bool, training: bool) -> None:
        """Say honestly who can open the package."""
        title = _("Sealed") if sealed else _("Not sealed")
        text = (
            _("The package opens only at the administration")
            if sealed
            else _("Practice data: whoever has the package can read it")
            if training
            else _("This computer does not know the centre’s key yet: keep the stick with you")
        )
        self._shield.show_icon("shield-check" if sealed else "lock-open", "success" if sealed else "warning")
        self._seal.setText(title)
        self._reach.setText(text)
        self._keep_words()

    def set_busy(self, busy: bool) -> None:
        """Show the progress in place of the button."""
        if not busy:
            self.progress.hide()
        self.make.setVisible(not busy)
        self._foot.setVisible(not busy)
        for button in self._group.buttons():
            button.setEnabled(not busy)
        self.other.setEnabled(not busy)
        if busy:
            self.progress.stop.setEnabled(True)
            self.progress.show_step(0, 0, _("Making the package"))
            self.progress.show()
            self.progress.stop.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes other lines."""
        super().resizeEvent(event)
        self._keep_words()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for sticks while the page is in front."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the drives alone while nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def _keep_words(self) -> None:
        # In a low window the layout takes a line from wrapped words before the page begins to scroll.
        self._reach.setMinimumHeight(max(0, self._reach.heightForWidth(self._reach.width())))

    def _lay_out(self) -> None:
        title = Label(_("Where I put it"), "card")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.other)
        seal = QHBoxLayout()
        seal.setSpacing(12)
        seal.addSpacing(2)
        seal.addWidget(self._shield)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._seal)
        words.addWidget(self._reach)
        seal.addLayout(words, 1)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(KeyCap("Return"))
        foot.addStretch(1)
        foot.addWidget(ElidedLabel(_("The data stays here, too"), "label", ink="text2"))
        self.column.addLayout(top)
        self.column.addLayout(self._choices)
        self.column.addLayout(seal)
        self.column.addWidget(self.make)
        self.column.addWidget(self.progress)
        self.column.addWidget(self._foot)
        self.column.setContentsMargins(16, 8, 16, 12)

    def _add(self, id: int, title: str, detail: str, icon: str) -> None:
        row = ChoiceRow(title, detail)
        row.setCheckable(True)
        glyph = Glyph(self._theme, icon, "text2", 18)
        for place, mark in enumerate((RadioMark(self._theme, row), glyph)):
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.row.insertWidget(place, mark)
        row.row.setContentsMargins(13, 6, 12, 6)
        self._group.addButton(row, id)
        self._choices.addWidget(row)

    def _choose(self) -> None:
        self.prefers_stick = self.stick is not None
        self.chosen.emit()
