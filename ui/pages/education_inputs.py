"""The questions of a calculator: a slider and an exact field for each number, and what is wrong with them."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from op_desktop.education.calculator import Case, Input, Numbers
from op_desktop.education.explanation import Unit
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.number_field import NumberField

UNITS = {Unit.EURO: "€", Unit.PERCENT: "%", Unit.MONTHS: N_("months"), Unit.YEARS: N_("years"), Unit.TIMES: "×"}


class InputCard(Card):
    """The inputs of one case."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=6, parent=parent)
        self._theme = theme
        self._case: Case | None = None
        self.fields: dict[str, NumberField] = {}
        self.again = Button(theme, _("Start again"), "rotate-ccw", "ghost", on_click=self._start_again)
        self.column.addStretch(1)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_case(self, case: Case, numbers: Numbers) -> None:
        """Ask the questions of this case; numbers that it shares with the last one stay."""
        self._case = case
        for field in self.fields.values():
            self.column.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = {}
        for place, each in enumerate(case.inputs):
            field = NumberField(self._theme, _(each.name), _(UNITS.get(each.unit, "")), each.slide)
            field.set_value(numbers.get(each.key, each.start))
            field.changed.connect(self.changed)
            self.fields[each.key] = field
            self.column.insertWidget(place, field)
            # Else Qt shows it with the next event, and a key before that goes elsewhere.
            field.show()
            before = self.fields[case.inputs[place - 1].key].field if place else None
            if before is not None:
                QWidget.setTabOrder(before, field.slider)
            QWidget.setTabOrder(field.slider, field.field)
        QWidget.setTabOrder(field.field, self.again)

    def read(self) -> dict[str, Decimal] | None:
        """The numbers, each checked; None while one of them is none, and its field says why."""
        if self._case is None:
            return None
        found = {each.key: self._read(each) for each in self._case.inputs}
        return {key: value for key, value in found.items() if value is not None} if None not in found.values() else None

    def first_field(self) -> NumberField:
        """Where the keyboard goes first."""
        return next(iter(self.fields.values()))

    def _read(self, each: Input) -> Decimal | None:
        field = self.fields[each.key]
        if field.value is None:
            return None
        try:
            value = each.check(field.value)
        except UserError as error:
            field.complain(str(error))
            return None
        field.complain("")
        return value

    def _start_again(self) -> None:
        if self._case is not None:
            self.set_numbers(self._case.start)
            self.changed.emit()

    def set_numbers(self, numbers: Mapping[str, Decimal]) -> None:
        """Show these numbers."""
        for key, field in self.fields.items():
            if key in numbers:
                field.set_value(numbers[key])
