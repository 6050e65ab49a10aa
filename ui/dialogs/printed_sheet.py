"""A signed sheet typed in: its code first, then the rows as they stand on the paper."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from op_desktop.domain.attendance import Mark
from op_desktop.domain.formats import format_date, format_time
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.record import RecordId
from op_desktop.domain.roll_call import Token, TokenState, exceptions
from op_desktop.domain.sheet_line import parse_sheet, sheet_problem
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.printed_sheets import SheetSeat, WaitingSheet
from ui.dialogs.dialog import Dialog
from ui.models.mark_words import mark_letter, total_name
from ui.models.token_looks import token_looks
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.list_row import ChoiceRow
from ui.widgets.wrapped_chips import WrappedChips

CODE_SIGNS: Final = 6
MOST_WAITING: Final = 4
"""Sheets offered by themselves; the code finds every other."""


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """The sheet behind a code: which meeting it is of, and who stands on its rows."""

    sheet: PrintedSheet
    class_id: RecordId
    title: str
    seats: tuple[SheetSeat, ...]


class PrintedSheetDialog(Dialog):
    """Asks for the code and the rows; ``found`` and ``marks`` hold the answer."""

    def __init__(
        self, theme: Theme, find: Callable[[str], FoundSheet], waiting: Sequence[WaitingSheet] = (), code: str = ""
    ) -> None:
        """``find`` gives the sheet with a code, or raises ``UserError``."""
        words = _("Type the code at the top right of the sheet, then the rows.")
        super().__init__(theme, _("Type in a signed sheet"), words, confirm=_("Set these marks"), width=520)
        self.found: FoundSheet | None = None
        self._find, self._told = find, ""
        self._tokens: tuple[Token, ...] = ()
        self.code = QLineEdit()
        self.code.setAccessibleName(_("Code of the sheet"))
        self.code.setPlaceholderText("7K4-Q2M")
        self.meeting = Label("", "strong", wrap=True)
        self.line = QLineEdit()
        self.line.setProperty("big", "true")
        self.line.setAccessibleName(_("Rows of the sheet"))
        late = mark_letter(Mark.LATE)
        self.line.setPlaceholderText(f"1-18 -4 12{late}10")
        hint = _("1-18 were there, -4 was not, 12{letter}10 came 10 minutes late. A row not typed is not marked.")
        self.hint = Label(hint.format(letter=late), "secondary", ink="text2", wrap=True)
        self.line.setAccessibleDescription(self.hint.text())
        self.chips = WrappedChips(theme, _("Understood so far"))
        self.trouble = Label("", "secondary", ink="danger", wrap=True)
        self.counts = Label("", "secondary", ink="text2", wrap=True)
        for widget in (Label(_("Code of the sheet"), "label", ink="text2"), self.code, *self._offers(waiting, code),
                       self.meeting, Label(_("Rows of the sheet"), "label", ink="text2"), self.line, self.hint,
                       self.chips, self.trouble, self.counts):  # fmt: skip
            self.body.addWidget(widget)
        self.first = self.code
        self.code.textChanged.connect(self._look_up)
        self.line.textChanged.connect(self._read)
        self._look_up("")
        if code:
            self.choose(code)

    @property
    def marks(self) -> Mapping[RecordId, tuple[Mark, int | None]]:
        """Exactly the marks that were typed."""
        return exceptions(self._tokens)

    def choose(self, code: str) -> None:
        """Take the sheet with this code and go on to its rows."""
        self.code.setText(code)
        self.first = self.line

    def ready(self) -> bool:
        """Whether the rows can be set; a word that marks nobody is told once before."""
        if self.found is None:
            self._look_up(self.code.text(), final=True)
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self.marks:
            self._say("" if not self._tokens else self._reason())
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        unclear = [token for token in self._tokens if token.state is not TokenState.OK]
        if unclear and self._told != self.line.text():
            self._told = self.line.text()
            self.line.setSelection(unclear[0].start, len(unclear[0].text))
            self._say(f"{self._reason()} {_('Press Enter again to leave it out.')}")
            return False
        return True

    def _offers(self, waiting: Sequence[WaitingSheet], code: str) -> list[ChoiceRow]:
        """The oldest sheets that wait, one press each; none where the code is known."""
        offers = []
        for sheet in [] if code else waiting[:MOST_WAITING]:
            meeting = _("meeting {number}").format(number=sheet.meeting)
            day = format_date(sheet.starts_at.date())
            age = ngettext("{number} day", "{number} days", sheet.days).format(number=sheet.days)
            row = ChoiceRow(f"{sheet.label} · {meeting} · {day}", f"{sheet.code} · {sheet.school} · {age}")
            row.clicked.connect(lambda _checked=False, chosen=sheet.code: self._take(chosen))
            offers.append(row)
        return offers

    def _take(self, code: str) -> None:
        self.code.setText(code)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_up(self, text: str, *, final: bool = False) -> None:
        """Look for the sheet once its code is whole, and go on to the rows where there is one."""
        before, self.found = self.found, None
        whole = sum(sign.isalnum() for sign in text) >= CODE_SIGNS
        trouble = ""
        if whole or final:
            try:
                self.found = self._find(text)
            except UserError as error:
                trouble = str(error)
        self.meeting.setText(self._title())
        self.meeting.setVisible(self.found is not None)
        self.line.setEnabled(self.found is not None)
        self._read(self.line.text())
        self._say(trouble)
        if self.found is not None and before is None and self.code.hasFocus():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self) -> str:
        if self.found is None:
            return ""
        typed = self.found.sheet.typed_at
        if typed is None:
            return self.found.title
        told = _("typed in on {day} at {time}").format(day=format_date(typed.date()), time=format_time(typed))
        return f"{self.found.title} · {told}"

    def _read(self, text: str) -> None:
        seats = self.found.seats if self.found is not None else ()
        self._tokens = parse_sheet(text, seats) if seats else ()
        self.chips.show_chips(token_looks(self._tokens, seats))
        self._say(self._reason())
        marked = Counter(mark for mark, _minutes in self.marks.values())
        parts = [f"{marked[mark]} {total_name(mark).lower()}" for mark in Mark if marked[mark]]
        if parts and (left := len(seats) - len(self.marks)):
            parts.append(ngettext("{number} row not typed", "{number} rows not typed", left).format(number=left))
        self.counts.setText(" · ".join(parts))
        self.counts.setVisible(bool(parts))
        self.place()

    def _reason(self) -> str:
        seats = self.found.seats if self.found is not None else ()
        reasons = [reason for reason in (sheet_problem(token, seats) for token in self._tokens) if reason]
        return reasons[-1] if reasons else ""

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.place()
