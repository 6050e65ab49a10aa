"""A group's project as it is drafted: who, what for, where, how much."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QPlainTextEdit

from op_desktop.domain.formats import format_money
from op_desktop.domain.grant import Applicant
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.grants import ApplicationDraft
from op_desktop.register.places import MunicipalityRow
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.grant_call import money
from ui.models.grants import AIM_WORDS, APPLICANT_WORDS, AREA_WORDS
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.tick_box import TickBox

_ACROSS = 3


class GrantApplicationDialog(FormDialog):
    """``draft`` holds the answer."""

    def __init__(
        self, theme: Theme, towns: Sequence[MunicipalityRow], standing: ApplicationDraft | None = None
    ) -> None:
        was = standing or ApplicationDraft(title="", group_name="", area=1)
        title = _("New application") if standing is None else was.title
        confirm = _("Add the application") if standing is None else _("Keep the changes")
        super().__init__(theme, title, confirm=confirm, width=640)
        self.draft = was
        self.name = text_field(_("Title of the project"), was.title)
        self.group = text_field(_("Name of the group"), was.group_name)
        bodies = [(kind, _(words)) for kind, words in APPLICANT_WORDS.items()]
        self.applicant = Choice(_("Who applies"), bodies, was.applicant)
        areas = [(number, f"{number} · {_(words)}") for number, words in AREA_WORDS.items()]
        self.area = Choice(_("Area"), areas, was.area)
        asked = format_money(int(was.requested * 100)) if was.requested is not None else ""
        self.amount = text_field(_("Asks for"), asked, format_money(150000))
        self.ties, self.savings = (
            TickBox(theme, f"{letter} · {_(words)}") for letter, words in zip("AB", AIM_WORDS, strict=True)
        )
        self.ties.setChecked(was.aim_ties)
        self.savings.setChecked(was.aim_savings)
        self.towns = {row.id: TickBox(theme, row.name) for row in towns}
        for id, box in self.towns.items():
            box.setChecked(id in was.municipalities)
        self.summary = QPlainTextEdit(was.summary)
        self.summary.setAccessibleName(_("The project in a few words"))
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(theme.px(56))
        self.add_fields(
            [(_("Title of the project"), self.name), (_("Name of the group"), self.group)],
            [(_("Area"), self.area), (_("Who applies"), self.applicant)],
            [(_("Asks for"), self.amount), (_("The project in a few words"), self.summary)],
        )
        self._put_choices()
        self.first = self.name

    def read_fields(self) -> None:
        """Raises ``NameMissing`` or ``MoneyUnclear``; what else is missing is asked for when it is handed in."""
        if not self.name.text().strip():
            raise NameMissing
        chosen = tuple(RecordId(id) for id, box in self.towns.items() if box.isChecked())
        self.draft = ApplicationDraft(
            title=self.name.text().strip(), group_name=self.group.text().strip(), area=int(str(self.area.key)),
            applicant=Applicant(str(self.applicant.key)), aim_ties=self.ties.isChecked(),
            aim_savings=self.savings.isChecked(), municipalities=chosen,
            requested=money(self.amount.text()) if self.amount.text().strip() else None,
            summary=self.summary.toPlainText().strip(),
        )  # fmt: skip

    def _put_choices(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(Label(_("Aims, at least one"), "label", ink="text2"), 0, 0, 1, _ACROSS)
        grid.addWidget(self.ties, 1, 0)
        grid.addWidget(self.savings, 1, 1, 1, _ACROSS - 1)
        grid.addWidget(Label(_("Municipalities, at least one"), "label", ink="text2"), 2, 0, 1, _ACROSS)
        for number, box in enumerate(self.towns.values()):
            grid.addWidget(box, 3 + number // _ACROSS, number % _ACROSS)
        self.body.insertLayout(3, grid)
