"""The names that the typed line means, as chips that wrap."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from op_desktop.domain.attendance import Mark
from op_desktop.domain.record import RecordId
from op_desktop.domain.roll_call import Seat, Token, TokenState
from op_desktop.language import _, ngettext
from ui.models.register_day import mark_look
from ui.theme import Theme
from ui.widgets.chip import Chip

LOOKS = {
    Mark.PRESENT: ("success", "check"),
    Mark.ABSENT: ("danger", "x"),
    Mark.LATE: ("warning", "clock"),
    Mark.EXCUSED: ("neutral", "file-check"),
    Mark.LEFT_EARLY: ("neutral", "log-out"),
}
GAP = 6


class TokenChips(QWidget):
    """One chip for each typed word, side by side as far as there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Chip] = []
        self._shown: tuple[Token, ...] = ()
        self.setAccessibleName(_("Understood so far"))
        self.hide()

    @property
    def words(self) -> list[str]:
        """What the chips say."""
        return [chip.text() for chip in self._chips]

    def show_tokens(self, tokens: Sequence[Token], seats: Sequence[Seat]) -> None:
        """Echo these words."""
        if tuple(tokens) == self._shown:
            return
        self._shown = tuple(tokens)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        by_id = {row.enrolment_id: row for row in seats}
        self._chips = [self._chip(token, by_id) for token in tokens]
        self.setAccessibleDescription(", ".join(self.words))
        self.setVisible(bool(self._chips))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for the new width."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """As high as the lines of chips."""
        return QSize(0, self.height())

    def _chip(self, token: Token, by_id: Mapping[RecordId, Seat]) -> Chip:
        tone, icon, words = "danger", "circle-alert", token.text
        if token.state is TokenState.OK and token.mark is not None:
            tone, icon = LOOKS[token.mark]
            words = _words(token, [by_id[enrolment] for enrolment in token.enrolments])
        chip = Chip(self._theme, words, tone, icon, self)
        chip.show()
        return chip

    def _place(self) -> None:
        left = top = 0
        for chip in self._chips:
            size = chip.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + size.height() + GAP
            chip.setGeometry(left, top, size.width(), size.height())
            left += size.width() + GAP
        height = top + self._chips[-1].sizeHint().height() if self._chips else 0
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def _words(token: Token, seats: Sequence[Seat]) -> str:
    """Whom a token means: the name, or how many a range takes in, with the minutes where there are any."""
    if len(seats) > 1:
        count = ngettext("{number} pupil", "{number} pupils", len(seats)).format(number=len(seats))
        words = f"{seats[0].number}–{seats[-1].number} · {count}"
    elif seats[0].family or seats[0].given:
        words = f"{seats[0].number} {seats[0].family} {seats[0].given}".strip()
    else:
        words = _("Place {number}").format(number=seats[0].number)
    if token.minutes and token.mark is not None:
        words = f"{words} · {mark_look(token.mark, token.minutes).word}"
    return words
