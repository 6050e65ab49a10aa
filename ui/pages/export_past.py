"""The packages made before: when, the code to read on the phone, whether they arrived."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.formats import format_date, format_number, format_time
from op_desktop.language import _, ngettext
from op_desktop.register.handovers import PastHandOver
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow

MOST = 6
ROW = 45


class PastCard(Card):
    """The latest few, each of which can be copied again while its file is here."""

    def __init__(self, theme: Theme, copy: Callable[[PastHandOver], object], parent: QWidget | None = None) -> None:
        """``copy`` is called with the package whose copy is wanted."""
        super().__init__(0, 0, parent)
        self._theme, self._copy = theme, copy
        self._past: list[tuple[PastHandOver, bool]] | None = None
        self._words: tuple[str, ...] = ()
        self.hide()

    def show_past(self, past: Sequence[tuple[PastHandOver, bool]], words: tuple[str, ...] = ()) -> None:
        """Show these packages; the flag says whether the file is still here, ``words`` are this computer's six."""
        if self._past == list(past):
            return
        self._words = words
        self._past = list(past)
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(past))
        self.add_row(CardTitle(_("Past hand-overs")))
        for each, here in past[:MOST]:
            self.add_row(self._row(each, here))
        self.column.addWidget(Line())
        self.column.addWidget(self._note())
        self.column.addWidget(Line())
        key = Glyph(self._theme, "key-round", "text2", 15)
        self.column.addWidget(ListRow(_("This computer’s six words"), " ".join(self._words), leading=[key], height=52))

    def _row(self, past: PastHandOver, here: bool) -> ListRow:
        day = _("{day}, {time}").format(day=format_date(past.at.date(), "date"), time=format_time(past.at))
        rows = ngettext("{n} change", "{n} changes", past.changes).format(n=format_number(past.changes))
        detail = _("Code {code} · {rows}").format(code=past.code, rows=rows)
        end: list[QWidget] = []
        if past.received:
            end.append(Chip(self._theme, _("Received"), "success", "circle-check"))
        elif here:
            button = Button(self._theme, _("Copy again"), kind="ghost", on_click=lambda: self._copy(past))
            button.setAccessibleName(f"{_('Copy again')}: {past.code}")
            end.append(button)
        return ListRow(day, detail, trailing=end, height=ROW)

    def _note(self) -> QWidget:
        note = QWidget()
        row = QHBoxLayout(note)
        row.setContentsMargins(15, 10, 15, 10)
        row.setSpacing(10)
        row.addWidget(Glyph(self._theme, "info", "text2", 15))
        words = _("Read the code to the administration on the phone, to be sure that the package has arrived whole.")
        row.addWidget(Label(words, "secondary", ink="text2", wrap=True), 1)
        return note
