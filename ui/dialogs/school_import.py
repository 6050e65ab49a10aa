"""Importing the ministry's registry of schools: what is new, what changed, and what somebody has to decide."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.exchange.school_import import SchoolPlan, Verdict
from op_desktop.language import _, ngettext
from ui.delegates.cell import TextDelegate
from ui.dialogs.dialog import Dialog
from ui.dialogs.tick_table import OutcomeDelegate, TickTable
from ui.models.school_import import CODE, LEVEL, NAME, OUTCOME, TOWN, SchoolImportModel
from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

MOST_ROWS: Final = 12
ICONS: Final = {"warning": "circle-help", "danger": "circle-alert", "success": "check"}


class SchoolImportDialog(Dialog):
    """Shows a registry file; ``schools.decisions`` hold the answer when it is accepted."""

    def __init__(self, theme: Theme, plan: SchoolPlan, towns: Mapping[str, str]) -> None:
        """``towns`` are the names of the municipalities by id."""
        super().__init__(theme, _("Import the schools"), _found(plan), confirm=_("Import"), width=980)
        self.plan = plan
        self.schools = SchoolImportModel(plan, towns, self)
        self.table = TickTable(theme, self.schools, _("Schools to import"),
                               {NAME: 250, TOWN: 140, LEVEL: 136, CODE: 116}, spare=(LEVEL, CODE, TOWN))  # fmt: skip
        self.hint = Label("", "secondary", ink="text2", wrap=True)
        self._build()
        self.schools.changed.connect(self._tell)
        self.table.toggled.connect(self.schools.decide)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._explain())
        self.table.choose_first()
        self._tell()
        self.first = self.table if plan.rows else self.cancel

    def ready(self) -> bool:
        """Whether anything would be imported."""
        return self.plan.changes(self.schools.decisions) > 0

    def _build(self) -> None:
        self.body.addWidget(self._chips())
        for column in (NAME, TOWN, LEVEL, CODE):
            strong = column == NAME
            delegate = TextDelegate(self.theme, self.table, role="strong" if strong else "body",
                                    token="text" if strong else "text2", lined=True)  # fmt: skip
            self.table.setItemDelegateForColumn(column, delegate)
        self.table.setItemDelegateForColumn(OUTCOME, OutcomeDelegate(self.theme, self.table, ICONS))
        rows = min(MOST_ROWS, max(3, len(self.plan.rows)))
        self.table.setMinimumHeight(self.table.height_of(rows))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.hint)
        deserve = self.plan.count(Verdict.MAY_BE) + self.plan.count(Verdict.REJECTED)
        self.hint.setVisible(deserve > 0)
        self.table.setVisible(bool(self.plan.rows))
        self.buttons.addWidget(KeyCap("Ctrl+Return"))

    def _chips(self) -> QWidget:
        told = (
            (Verdict.NEW, ngettext("{number} new", "{number} new", self.plan.count(Verdict.NEW)), "success", "plus"),
            (Verdict.UPDATED, ngettext("{number} changed", "{number} changed", self.plan.count(Verdict.UPDATED)),
             "info", "pencil"),
            (Verdict.MAY_BE, ngettext("{number} to decide", "{number} to decide", self.plan.count(Verdict.MAY_BE)),
             "warning", "circle-help"),
            (Verdict.UNCHANGED, ngettext("{number} already there", "{number} already there",
                                         self.plan.count(Verdict.UNCHANGED)), "neutral", "check"),
            (Verdict.REJECTED, ngettext("{number} refused", "{number} refused", self.plan.count(Verdict.REJECTED)),
             "danger", "circle-alert"),
        )  # fmt: skip
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for verdict, words, tone, icon in told:
            if number := self.plan.count(verdict):
                row.addWidget(Chip(self.theme, words.format(number=format_number(number)), tone, icon))
        row.addStretch(1)
        return head

    def _explain(self) -> None:
        """Say in full what happens to the row with the cursor, where it deserves a look."""
        number = self.table.currentIndex().row()
        line = self.schools.rows[number] if 0 <= number < len(self.schools.rows) else None
        told = line.outcome if line is not None and line.tone else ""
        if line is not None and line.undecided:
            told = f"{told}. " + _("Somebody may have typed it before. Space changes the decision.")
        self.hint.setText(told)

    def _tell(self) -> None:
        self._explain()
        number = self.plan.changes(self.schools.decisions)
        words = ngettext("Import {number} school", "Import {number} schools", number)
        self.confirm.set_text(words.format(number=format_number(number)) if number else _("Nothing to import"))
        self.confirm.setEnabled(number > 0)


def _found(plan: SchoolPlan) -> str:
    rows = ngettext("{number} row", "{number} rows", plan.registry.rows)
    ours = ngettext("{number} school of the territory", "{number} schools of the territory", len(plan.rows))
    return _("{file}: {rows}, {ours}. The rest is not kept.").format(
        file=plan.registry.name, rows=rows.format(number=format_number(plan.registry.rows)),
        ours=ours.format(number=format_number(len(plan.rows))),
    )  # fmt: skip
