"""The labs that the programme's papers name: each is looked at, and confirmed or left."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from op_desktop.domain.names import words
from op_desktop.language import N_, _, ngettext
from op_desktop.register.lab_seeds import Confidence, LabSeed
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.list_row import ChoiceRow

CONFIDENCE: Final = {
    Confidence.HIGH: (N_("Municipality certain"), "success", "circle-check"),
    Confidence.MEDIUM: (N_("Municipality likely"), "info", "info"),
    Confidence.LOW: (N_("Municipality doubtful"), "warning", "triangle-alert"),
    Confidence.NONE: (N_("Municipality not known"), "neutral", "circle-help"),
}


class LabSeedsDialog(Dialog):
    """Nothing is taken over by itself: a row opens the lab's own questions."""

    chosen = Signal(object)
    """The ``LabSeed`` to look at."""

    def __init__(self, theme: Theme, seeds: Sequence[LabSeed]) -> None:
        left = [seed for seed in seeds if not seed.confirmed]
        told = ngettext("{n} lab is still to be looked at. None is taken over by itself.",
                        "{n} labs are still to be looked at. None is taken over by itself.", len(left))  # fmt: skip
        super().__init__(
            theme, _("Labs in the programme’s papers"), told.format(n=len(left)), cancel=_("Close"), width=640
        )
        self.rows: list[ChoiceRow] = []
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter the labs"))
        self.filter.textChanged.connect(self._narrow)
        self._seeds = left
        self.body.addWidget(self.filter)
        column = QVBoxLayout()
        column.setSpacing(6)
        for seed in left:
            row = self._row(seed)
            self.rows.append(row)
            column.addWidget(row)
        self.body.addLayout(column)
        self.first = self.filter if left else self.cancel

    def _row(self, seed: LabSeed) -> ChoiceRow:
        said, tone, icon = CONFIDENCE[seed.confidence]
        detail = seed.municipality
        if seed.alike:
            detail = _("A lab of this name is on file: {municipality}").format(municipality=seed.alike)
        row = ChoiceRow(seed.name, detail)
        row.add(Chip(self.theme, _(said), tone, icon))
        row.setAccessibleName(", ".join(part for part in (seed.name, detail, _(said)) if part))
        row.clicked.connect(lambda _on=False: self._choose(seed))
        return row

    def _choose(self, seed: LabSeed) -> None:
        self.reject()
        self.chosen.emit(seed)

    def _narrow(self, text: str) -> None:
        typed = words(text)
        for seed, row in zip(self._seeds, self.rows, strict=True):
            spoken = words(f"{seed.name} {seed.municipality}")
            row.setVisible(all(any(word.startswith(part) for word in spoken) for part in typed))
        self.place()
