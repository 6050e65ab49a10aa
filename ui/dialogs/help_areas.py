"""The areas of the help desks: named in both languages, offered or no longer."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from op_desktop.domain.counselling import HelpArea
from op_desktop.language import _
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import FormDialog, text_field
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.tick_box import TickBox


class HelpAreasDialog(FormDialog):
    """One line an area; the last one, left empty, adds nothing. The fields hold the answer."""

    def __init__(self, theme: Theme, standing: Sequence[HelpArea]) -> None:
        super().__init__(
            theme, _("Areas of the help desks"),
            _("An area no longer offered keeps what was recorded in it, and still counts."),
            confirm=_("Keep the areas"), width=560,
        )  # fmt: skip
        self.lines: list[tuple[HelpArea | None, QLineEdit, QLineEdit, TickBox]] = []
        for area in (*standing, None):
            self._add_line(area)
        self.add_fields()
        self.first = self.lines[-1][1]

    def read_fields(self) -> None:
        """Raises ``NameMissing`` for an area whose name was taken away."""
        for area, italian, _english, _offered in self.lines:
            if area is not None and not italian.text().strip():
                raise NameMissing

    def _add_line(self, area: HelpArea | None) -> None:
        italian = text_field(_("Name in Italian"), area.name_it if area else "", _("New area, in Italian"))
        english = text_field(_("Name in English"), area.name_en if area else "", _("in English"))
        offered = TickBox(self.theme, _("Offered"), on=area is None or not area.retired)
        offered.setAccessibleName(f"{_('Offered')}: {area.name_it if area else _('New area, in Italian')}")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(italian, 1)
        row.addWidget(english, 1)
        row.addWidget(offered)
        if area is None:
            self.body.addWidget(Label(_("One more"), "label", ink="text2"))
        self.body.addLayout(row)
        self.lines.append((area, italian, english, offered))
