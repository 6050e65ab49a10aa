"""Meetings that are over and whose paper sheet nobody typed in, the oldest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from op_desktop.domain.formats import format_date
from op_desktop.language import _, ngettext
from op_desktop.register.inbox import InboxKind, InboxRow
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.list_row import ChoiceRow

LATE, VERY_LATE = 7, 30
"""Days from which waiting deserves a look."""


class SheetsToType(Dialog):
    """A row opens the check-in of its meeting."""

    chosen = Signal(object)
    """The ``InboxRow`` of a meeting."""

    def __init__(self, theme: Theme, rows: Sequence[InboxRow]) -> None:
        told = ngettext("{n} meeting is over and not closed.", "{n} meetings are over and not closed.", len(rows))
        super().__init__(theme, _("Sheets to type in"), told.format(n=len(rows)), cancel=_("Close"), width=600)
        self.rows: list[ChoiceRow] = []
        column = QVBoxLayout()
        column.setSpacing(6)
        for each in rows:
            row = self._row(each)
            self.rows.append(row)
            column.addWidget(row)
        self.body.addLayout(column)
        self.first = self.rows[0] if self.rows else self.cancel

    def _row(self, each: InboxRow) -> ChoiceRow:
        begun = each.kind is InboxKind.MEETING_DRAFT
        day = format_date(each.day, "day")
        row = ChoiceRow(each.title, f"{day} · {_('begun') if begun else _('nothing typed yet')}")
        age = ngettext("{n} day", "{n} days", each.age).format(n=each.age) if each.age else _("today")
        tone = "danger" if each.age >= VERY_LATE else "warning" if each.age >= LATE else "neutral"
        row.add(Chip(self.theme, age, tone, "clock"))
        row.setAccessibleName(f"{each.title}, {day}, {age}")
        row.clicked.connect(lambda _on=False: self._choose(each))
        return row

    def _choose(self, each: InboxRow) -> None:
        self.reject()
        self.chosen.emit(each)
