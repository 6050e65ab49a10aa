"""Which exercise sheet: its number decides its numbers."""

import secrets
from decimal import Decimal

from op_desktop.education.exercises import MOST_SEEDS
from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.number_field import NumberField


class ExerciseSheetDialog(Dialog):
    """Proposes a new sheet; an old number prints an old sheet again."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(
            theme,
            _("Exercise sheet: {title}").format(title=title),
            _("Six exercises with other numbers for each sheet; the key with every step is on the last pages."),
            confirm=_("Make the sheet"),
        )
        span = (Decimal(1), Decimal(MOST_SEEDS), Decimal(1))
        self._field = NumberField(
            theme, _("Number of the sheet: the same number gives the same sheet"), "", span, strict=True
        )
        self._field.set_value(Decimal(1 + secrets.randbelow(MOST_SEEDS)))
        self.body.addWidget(self._field)
        self.first = self._field.field

    @property
    def number(self) -> int:
        """The number of the sheet."""
        return int(self._field.value or 1)

    def ready(self) -> bool:
        """Only whole numbers that a sheet can have."""
        return self._field.value is not None
