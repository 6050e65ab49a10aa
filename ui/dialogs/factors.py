"""The factors of the multiplier, from a day on: what holds now, what is to hold, and what held before."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import NumberUnclear, format_date, format_money, format_number, parse_number
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.register.periods import Factors
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.card import Line
from ui.widgets.label import Label

SHOWN: Final = 4
"""How many earlier sets of factors are listed."""
MOST: Final = 1_000_000


class FactorsDialog(Dialog):
    """Asks for the four factors and their first day; ``answer`` holds them once it is accepted."""

    def __init__(self, theme: Theme, now: Factors, history: Sequence[Factors], today: date) -> None:
        super().__init__(
            theme,
            _("Factors of the multiplier"),
            _("They hold from a day on: what was computed for the days before stays as it is."),
            confirm=_("Let them hold"),
            width=560,
        )
        self._today = today
        self.answer: Factors | None = None
        self.since = self._field(_("From"), format_date(today))
        self.citizens = self._field(_("Citizens"), str(now.citizens))
        self.hours = self._field(_("Hours a week"), str(now.hours_a_week))
        self.weeks = self._field(_("Weeks"), str(now.weeks))
        self.euro = self._field(_("Euro an hour"), _plain(now.euro_an_hour))
        self._result = Label("", "strong", ink="accent")
        self._problem = Label("", "secondary", ink="danger", wrap=True)
        self._problem.hide()
        self._build(history)
        self.first = self.citizens
        self._reckon()

    def ready(self) -> bool:
        """Whether every field can be read."""
        try:
            since = parse_date(self.since.text(), self._today)
        except UserError as error:
            return self._refuse(self.since, str(error))
        found = self._numbers()
        if found is None:
            return False
        citizens, hours, weeks, euro = found
        self.answer = Factors(since, citizens, hours, weeks, euro)
        return True

    def _field(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setAccessibleName(name)
        field.textChanged.connect(lambda _text: self._reckon())
        return field

    def _build(self, history: Sequence[Factors]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        fields = (self.since, self.citizens, self.hours, self.weeks, self.euro)
        for column, field in enumerate(fields):
            grid.addWidget(Label(field.accessibleName(), "label", ink="text2"), 0, column)
            grid.addWidget(field, 1, column)
        self.body.addLayout(grid)
        self.body.addWidget(self._result)
        self.body.addWidget(self._problem)
        self.body.addWidget(
            Label(_("The hours recorded from that day on are valued at the same rate, unless their activity has its "
                    "own."), "secondary", ink="text2", wrap=True)
        )  # fmt: skip
        self.body.addWidget(Line())
        for each in history[:SHOWN]:
            self.body.addWidget(Label(_told(each), "secondary", ink="text2", wrap=True))

    def _reckon(self) -> None:
        """Show what the factors come to while they are typed."""
        self._problem.hide()
        found = self._numbers(tell=False)
        if found is None:
            self._result.setText("")
            return
        citizens, hours, weeks, euro = found
        self._result.setText(f"= {format_money(int(citizens * hours * weeks * euro * 100), cents_shown=False)}")

    def _numbers(self, *, tell: bool = True) -> tuple[int, int, int, Decimal] | None:
        found: list[Decimal] = []
        for field in (self.citizens, self.hours, self.weeks, self.euro):
            try:
                number = parse_number(field.text())
            except NumberUnclear:
                number = Decimal(-1)
            whole = field is self.euro or number == int(number)
            if not (0 <= number <= MOST and whole):
                if tell:
                    self._refuse(field, _("Write “{name}” as a number.").format(name=field.accessibleName()))
                return None
            found.append(number)
        return int(found[0]), int(found[1]), int(found[2]), found[3].quantize(Decimal("0.01"))

    def _refuse(self, field: QLineEdit, words: str) -> bool:
        self._problem.setText(words)
        self._problem.show()
        self.reveal(self._problem)
        field.setFocus()
        field.selectAll()
        return False


def _plain(euro: Decimal) -> str:
    return format_number(euro, decimals=0 if euro == int(euro) else 2)


def _told(each: Factors) -> str:
    return _("From {day}: {citizens} citizens × {hours} hours a week × {weeks} weeks × {rate} an hour").format(
        day=format_date(each.since), citizens=format_number(each.citizens), hours=format_number(each.hours_a_week),
        weeks=format_number(each.weeks), rate=format_money(int(each.euro_an_hour * 100)),
    )  # fmt: skip
