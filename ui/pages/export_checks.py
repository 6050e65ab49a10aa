"""What was checked before the hand-over: warnings with their button, and what is in order."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from op_desktop.language import _, ngettext
from ui.models.hand_over import CheckRow
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow

ROW = 44


class ChecksCard(Card):
    """Warnings first; they never stop anybody."""

    def __init__(self, theme: Theme, opened: Callable[[CheckRow], object], parent: QWidget | None = None) -> None:
        """``opened`` is called with the row whose button was pressed."""
        super().__init__(0, 0, parent)
        self._theme, self._opened = theme, opened
        self._rows: list[CheckRow] | None = None
        self._shown: list[QWidget] = []
        self.chip = Chip(theme, _("Checking…"), "neutral", "clock")
        self._title = CardTitle(_("Check first"), self.chip)
        self.add_row(self._title)

    def show_rows(self, rows: Sequence[CheckRow]) -> None:
        """Show what was found."""
        if self._rows == list(rows):
            return
        self._rows = list(rows)
        warnings = sum(1 for row in rows if not row.ok)
        self._title.title.setText(_("Check finished"))
        self._title.note.setText(_("you can hand over with warnings, too") if warnings else "")
        self._title.note.setVisible(bool(warnings))
        if warnings:
            words = ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
            self.chip.show_state(words, "warning", "triangle-alert")
        else:
            self.chip.show_state(_("All in order"), "success", "circle-check")
        self._clear()
        for row in rows:
            self.add_row(self._row(row))

    def _row(self, row: CheckRow) -> ListRow:
        icon = Glyph(self._theme, *(("circle-check", "success") if row.ok else ("triangle-alert", "warning")))
        end: list[QWidget] = []
        if row.page:
            button = Button(self._theme, row.button, kind="ghost", on_click=lambda: self._opened(row))
            button.setAccessibleName(f"{row.button}: {row.title}, {row.detail}")
            end.append(button)
        elif row.ok:
            end.append(Label(_("in order"), "label", ink="text2"))
        return ListRow(row.title, row.detail, leading=[icon], trailing=end, inline=True, height=ROW)

    def _clear(self) -> None:
        while self.column.count() > 1:
            item = self.column.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
