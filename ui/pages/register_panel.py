"""The panel beside a register: who is missing, the pupil chosen, the totals and the finishing button."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.attendance import Mark
from op_desktop.domain.formats import format_number
from op_desktop.domain.roll_call import Token, problem
from op_desktop.language import N_, _, ngettext
from op_desktop.register.attendance import RegisterRow, Totals
from ui.delegates.marks import mark_pixmap
from ui.models.mark_words import mark_letter, mark_name, total_name
from ui.models.register_day import RegisterDay, RegisterLine, mark_look
from ui.models.token_looks import token_looks
from ui.pages.register_buttons import MarkButton
from ui.theme import Theme
from ui.widgets.avatar import Avatar, Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.charts.donut import Donut, Slice
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.wrapped_chips import WrappedChips

BIG: Final = (Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.EXCUSED)
"""The marks that have a button of their own."""
ICONS: Final = {Mark.PRESENT: "check", Mark.ABSENT: "x", Mark.LATE: "clock", Mark.EXCUSED: "file-check",
                Mark.LEFT_EARLY: "log-out"}  # fmt: skip
TOKENS: Final = {Mark.PRESENT: "success", Mark.ABSENT: "danger", Mark.LATE: "warning", Mark.EXCUSED: "s4",
                 Mark.LEFT_EARLY: "s5"}  # fmt: skip
TOTALS: Final = (Mark.PRESENT, Mark.LATE, Mark.ABSENT, Mark.EXCUSED, Mark.LEFT_EARLY)
RING: Final = 74
NEVER: Final = N_("Do not write health, origin or debts here.")


class MissingField(QLineEdit):
    """The line for the exceptions; arrows go to the grid, and an empty line leaves Ctrl+Z to the page."""

    entered = Signal()
    grid_wanted = Signal(int)
    escaped = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Undo of an empty line is the page's undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undo and not self.text():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes, arrows choose a row, Esc clears and then leaves."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.grid_wanted.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is saved when the line is left."""
        super().focusOutEvent(event)
        self.left.emit()


class MissingCard(Card):
    """The question "Who is missing?" with its line and the names it understood."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=16, spacing=8)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.field = MissingField()
        self.field.setProperty("big", "true")
        self.field.setAccessibleName(_("Who is missing?"))
        self.field.setPlaceholderText(_("Nobody: press Enter"))
        head = QHBoxLayout()
        head.addWidget(Label(_("Who is missing?"), "card"))
        head.addStretch(1)
        head.addWidget(KeyCap("F2"))
        letter = mark_letter(Mark.LATE)
        hint = _("Type the numbers or the surname. “12 {letter}” is late.").format(letter=letter)
        self.field.setAccessibleDescription(hint)
        self.hint = Label(hint, "secondary", ink="text2", wrap=True)
        self.chips = WrappedChips(theme, _("Understood so far"))
        self.trouble = Label("", "secondary", ink="danger", wrap=True)
        self.trouble.hide()
        self.column.addLayout(head)
        for widget in (self.hint, self.field, self.chips, self.trouble):
            self.column.addWidget(widget)

    def show_tokens(self, tokens: Sequence[Token], seats: Sequence[RegisterRow], trouble: str = "") -> None:
        """Echo what was understood; what was not stands in red, with the reason below."""
        self.chips.show_chips(token_looks(tokens, seats))
        reasons = [reason for reason in (problem(token, seats) for token in tokens) if reason]
        self.trouble.setText("\n".join([*reasons[-1:], *([trouble] if trouble else [])]))
        self.trouble.setVisible(bool(self.trouble.text()))


class PupilCard(Card):
    """The pupil of the chosen row, with the marks as buttons of 40 px, and the note of the day."""

    marked = Signal(object)
    noted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=16, spacing=10)
        self.column.setContentsMargins(16, 11, 16, 13)
        self.avatar = Avatar(theme, "", size=34)
        self.name = ElidedLabel("", "strong")
        self.detail = ElidedLabel("", "secondary", ink="text2")
        self._note_button = Button(theme, _("Note of the day"), "pencil", "icon", on_click=self.open_note)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.name)
        words.addWidget(self.detail)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.avatar)
        head.addLayout(words, 1)
        head.addWidget(self._note_button)
        self.buttons = {mark: MarkButton(theme, mark_name(mark), ICONS[mark], TOKENS[mark], mark_letter(mark).upper())
                        for mark in BIG}  # fmt: skip
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, (mark, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda _checked=False, mark=mark: self.marked.emit(mark))
            grid.addWidget(button, number // 2, number % 2)
        self.note = QLineEdit()
        self.note.setAccessibleName(_("Note of the day"))
        self.note.setPlaceholderText(_("Note of the day"))
        self.note.setMaxLength(200)
        self.note.editingFinished.connect(lambda: self.noted.emit(self.note.text().strip()))
        self._note_hint = Label("", "secondary", ink="text2", wrap=True)
        self.note.setAccessibleDescription(_(NEVER))
        self.column.addLayout(head)
        self.column.addLayout(grid)
        self.column.addWidget(self.note)
        self.column.addWidget(self._note_hint)
        self._noting: object = None
        self._marked = False
        self._show_note(visible=False)

    def show_line(self, line: RegisterLine | None, *, open_: bool, several: str = "", veiled: bool = False) -> None:
        """Show a pupil, or how many are chosen; the buttons answer only while the register is open.

        While names are hidden no note is read or written: it may name somebody.
        """
        self.setVisible(line is not None)
        if line is None:
            return
        attended, held = line.before
        self.avatar.show_name(f"{line.given_name} {line.family_name}" if line.given_name else line.family_name)
        self.name.setText(several or line.name)
        detail = ngettext("No. {number} · present at {attended} meeting of {held}",
                          "No. {number} · present at {attended} meetings of {held}", attended)  # fmt: skip
        told = detail.format(number=line.number, attended=attended, held=held)
        self.detail.setText(_("A mark counts for all of them") if several else told)
        shown, self._marked = line.mark or Mark.PRESENT, line.mark is not None
        for mark, button in self.buttons.items():
            button.set_on(mark is shown)
            button.setEnabled(open_)
        if line.enrolment_id != self._noting or not self.note.hasFocus():
            self._noting = line.enrolment_id
            self.note.setText(line.note)
            self._show_note(visible=bool(line.note) or self.note.hasFocus())
        self.note.setEnabled(open_ and not veiled and self._marked)
        self._note_button.setEnabled(open_ and not veiled)

    def open_note(self) -> None:
        """Let the person write the note; it goes with a mark, which comes first."""
        if not self._note_button.isEnabled():
            return
        if not self._marked:
            self._note_hint.setText(_("Mark the pupil first: the note goes with the mark."))
            self._note_hint.show()
            return
        self._show_note(visible=True)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_note(self, *, visible: bool) -> None:
        self._note_hint.setText(_(NEVER))
        self.note.setVisible(visible)
        self._note_hint.setVisible(visible)


class CloseCard(Card):
    """The totals as a ring with its legend, and the button that finishes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=16, spacing=12)
        self.column.setContentsMargins(16, 12, 16, 10)
        self._theme = theme
        self.ring = Donut(theme, format_number, _("Present today"))
        self.ring.setFixedSize(theme.px(RING), theme.px(RING))
        self._legend = QGridLayout()
        self._legend.setVerticalSpacing(4)
        self._legend.setHorizontalSpacing(8)
        self._legend.setColumnStretch(1, 1)
        self._rows: dict[Mark, tuple[QWidget, ...]] = {}
        self._glyphs: dict[Mark, Label] = {}
        for place, mark in enumerate(TOTALS):
            self._rows[mark] = self._legend_row(mark, place if mark is Mark.PRESENT else place + 1)
        self._proposed = Label("", "secondary", ink="text2")
        self._legend.addWidget(self._proposed, 1, 1, 1, 2)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(self._legend, 1)
        self.button = Button(theme, _("Close the register"), "check", "primary", big=True)
        self.button.setSizePolicy(self.button.sizePolicy().Policy.Expanding, self.button.sizePolicy().Policy.Fixed)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        self._mark = Glyph(theme, "circle-check", "success", 15)
        self.state = ElidedLabel("", "secondary", ink="text2")
        self.key = KeyCap("Return")
        for widget in (self._mark, self.state, self.key):
            foot.addWidget(widget, int(widget is self.state))
        self.column.addLayout(top)
        self.column.addWidget(self.button)
        self.column.addLayout(foot)
        self.reason = ElidedLabel("", "secondary", ink="text2")
        self.column.addWidget(self.reason)
        theme.changed.connect(self._repaint)

    def show_totals(self, totals: Totals, words: str, proposed: int = 0) -> None:
        """Show the totals of the day; the rarer marks only where there are any, and how many are not recorded yet."""
        counts = {Mark.PRESENT: totals.present, Mark.LATE: totals.late, Mark.ABSENT: totals.absent,
                  Mark.EXCUSED: totals.excused, Mark.LEFT_EARLY: totals.left_early}  # fmt: skip
        slices = [Slice(mark.value, total_name(mark), count, TOKENS[mark]) for mark, count in counts.items()]
        self.ring.set_slices(slices, str(totals.attending), _("of {number}").format(number=totals.expected))
        for mark, widgets in self._rows.items():
            number = widgets[-1]
            if isinstance(number, Label):
                number.setText(format_number(counts[mark]))
            for widget in widgets:
                widget.setVisible(mark in (Mark.PRESENT, Mark.ABSENT, Mark.LATE) or counts[mark] > 0)
        told = ngettext("{number} of them to be confirmed", "{number} of them to be confirmed", proposed)
        self._proposed.setText(told.format(number=format_number(proposed)))
        self._proposed.setVisible(0 < proposed < totals.expected)
        self.state.setText(words)

    def show_state(self, day: RegisterDay, *, may_write: bool) -> None:
        """Offer what can be done with the register in its state."""
        self.button.set_text(_("Close the register") if day.open else _("Reopen the register"))
        self.button.set_icon("check" if day.open else "lock-open")
        self.button.setVisible(may_write)
        self.key.setVisible(may_write and day.open)
        self.reason.setText(day.lesson.note)
        self.reason.setVisible(bool(day.lesson.note))

    def _legend_row(self, mark: Mark, place: int) -> tuple[QWidget, ...]:
        glyph = Label()
        self._draw(glyph, mark)
        number = Label("", "strong")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        widgets = (glyph, Label(total_name(mark)), number)
        for column, widget in enumerate(widgets):
            self._legend.addWidget(widget, place, column)
        self._glyphs[mark] = glyph
        return widgets

    def _repaint(self) -> None:
        self.ring.setFixedSize(self._theme.px(RING), self._theme.px(RING))
        for mark, glyph in self._glyphs.items():
            self._draw(glyph, mark)

    def _draw(self, glyph: Label, mark: Mark) -> None:
        glyph.setPixmap(mark_pixmap(self._theme, mark_look(mark, None), self.devicePixelRatioF(), "success"))
