"""An edition of the grant call, and what its jury scores."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date, format_money, parse_number
from op_desktop.domain.grant import Criterion, GrantCall
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.register.grant_scores import CriteriaUnfit
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import FormDialog, text_field
from ui.dialogs.number_field import NumberField
from ui.theme import Theme
from ui.widgets.label import Label

_TITLE, _CEILING, _BUDGET = "#Operazione Comunità", Decimal(2000), Decimal(44000)
MOST_MONEY = Decimal(10_000_000)
_SPARE = 2


class MoneyUnclear(UserError):
    """A text that is no amount."""

    title = N_("Write the amount in euro, such as {example}.")
    advice = N_("More than nothing, with at most two decimals.")


class ClosesBefore(UserError):
    """A call that closes before it opens."""

    title = N_("The call closes before it opens.")


class GrantCallDialog(FormDialog):
    """The fields hold the answer in ``answer``: title, edition, days, ceiling, budget."""

    def __init__(self, theme: Theme, today: date, edition: int, standing: GrantCall | None = None) -> None:
        title = _("New edition of the call") if standing is None else _("Edition of the call")
        confirm = _("Add the edition") if standing is None else _("Keep the changes")
        super().__init__(theme, title, confirm=confirm, width=560)
        self._today = today
        self.answer: tuple[str, int, date, date, Decimal, Decimal] | None = None
        self.name = text_field(_("Title"), standing.title if standing else _TITLE)
        self.edition = NumberField(1, 99, standing.edition if standing else edition)
        self.edition.setAccessibleName(_("Edition"))
        opens = standing.opens_on if standing else today
        closes = standing.closes_on if standing else today + timedelta(days=60)
        self.opens = text_field(_("Opens on"), format_date(opens))
        self.closes = text_field(_("Closes on"), format_date(closes))
        ceiling = standing.ceiling if standing else _CEILING
        budget = standing.budget if standing else _BUDGET
        self.ceiling = text_field(_("Most for a project"), format_money(int(ceiling * 100)))
        self.budget = text_field(_("Money of the call"), format_money(int(budget * 100)))
        self.add_fields(
            [(_("Title"), self.name), (_("Edition"), self.edition)],
            [(_("Opens on"), self.opens), (_("Closes on"), self.closes)],
            [(_("Most for a project"), self.ceiling), (_("Money of the call"), self.budget)],
        )
        self.first = self.name

    def read_fields(self) -> None:
        """Raises ``NameMissing``, ``NoSuchDay``, ``DateUnclear``, ``ClosesBefore`` or ``MoneyUnclear``."""
        if not self.name.text().strip():
            raise NameMissing
        opens = parse_date(self.opens.text(), self._today)
        closes = parse_date(self.closes.text(), self._today)
        if closes < opens:
            raise ClosesBefore
        self.answer = (self.name.text().strip(), self.edition.value, opens, closes, money(self.ceiling.text()),
                       money(self.budget.text()))  # fmt: skip


class CriteriaDialog(FormDialog):
    """Names and weights of what the jury scores; ``answer`` leaves out the lines without a name."""

    def __init__(self, theme: Theme, standing: Sequence[Criterion]) -> None:
        super().__init__(
            theme, _("Criteria of the jury"),
            _("Each reviewer gives 0 to 10 points on each; a criterion counts by its weight."),
            confirm=_("Keep the criteria"), width=520,
        )  # fmt: skip
        self.answer: list[tuple[str, int]] = []
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        self.sum = Label("", "secondary", ink="text2")
        for name, weight in [*((each.name, str(each.weight)) for each in standing), *[("", "")] * _SPARE]:
            row = QHBoxLayout()
            field, number = text_field(_("Criterion"), name), text_field(_("Weight"), weight, _("weight"))
            number.setMaximumWidth(theme.px(90))
            number.textChanged.connect(lambda _text: self._add_up())
            row.addWidget(field, 1)
            row.addWidget(number)
            self.body.addLayout(row)
            self.lines.append((field, number))
        self.body.addWidget(self.sum)
        self.add_fields()
        self._add_up()
        self.first = self.lines[0][0]

    def read_fields(self) -> None:
        """Raises ``CriteriaUnfit``."""
        typed = [(name.text().strip(), weight.text().strip()) for name, weight in self.lines]
        kept = [(name, weight) for name, weight in typed if name or weight]
        if any(not name or not (weight.isascii() and weight.isdecimal()) for name, weight in kept):
            raise CriteriaUnfit
        self.answer = [(name, int(weight)) for name, weight in kept]

    def _add_up(self) -> None:
        weights = [weight.text().strip() for _name, weight in self.lines]
        total = sum(int(text) for text in weights if text.isascii() and text.isdecimal())
        self.sum.setText(_("Weights in all: {total}").format(total=total))


def money(text: str) -> Decimal:
    """Euro with at most two decimals; raises ``MoneyUnclear``."""
    try:
        amount = parse_number(text)
    except UserError:
        raise MoneyUnclear(example=format_money(150050)) from None
    if not 0 < amount <= MOST_MONEY or amount != round(amount, 2):
        raise MoneyUnclear(example=format_money(150050))
    return amount
