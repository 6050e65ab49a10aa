"""What an hour of each activity is worth, from a day on; what held before stays in the list below."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date, format_money, format_number, parse_number
from op_desktop.domain.volunteering import Activity, HourRate
from op_desktop.language import _
from op_desktop.register.rates import MOST, RateUnlikely, rate_of
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.theme import Theme
from ui.widgets.card import Line
from ui.widgets.label import Label

SHOWN: Final = 8
"""How many rates are listed, those in force first."""
LONGEST: Final = 120


class RatesDialog(FormDialog):
    """``answer`` holds activity (None: every one without its own), euro, first day and source."""

    def __init__(self, theme: Theme, known: Sequence[HourRate], words: Mapping[Activity, str], today: date) -> None:
        super().__init__(
            theme, _("Value of an hour"),
            _("It holds from a day on: what was reckoned for the days before stays as it is."),
            confirm=_("Use this value"), width=620,
        )  # fmt: skip
        self._known, self._words, self._today = known, words, today
        self.answer: tuple[Activity | None, Decimal, date, str] | None = None
        options = [(None, _("Every activity without its own")), *((each, _(words[each])) for each in Activity)]
        self.activity = Choice(_("Activity"), options)
        self.euro = text_field(_("Euro an hour"), self._in_force(None))
        self.since = text_field(_("From the day"), format_date(today))
        self.source = text_field(_("Who decided it"))
        self.source.setMaxLength(LONGEST)
        self.add_fields(
            [(_("Activity"), self.activity), (_("Euro an hour"), self.euro)],
            [(_("From the day"), self.since), (_("Who decided it"), self.source)],
        )
        self.activity.currentIndexChanged.connect(lambda _number: self.euro.setText(self._in_force(self._chosen)))
        self.body.addWidget(Line())
        for rate in known[:SHOWN]:
            self.body.addWidget(Label(self._told(rate), "secondary", ink="text2", wrap=True))
        self.first = self.euro
        self.euro.selectAll()

    def read_fields(self) -> None:
        """Raises ``NumberUnclear``, ``RateUnlikely``, ``NoSuchDay`` or ``DateUnclear``."""
        euro = parse_number(self.euro.text())
        if not 0 <= euro <= MOST:
            raise RateUnlikely
        since = parse_date(self.since.text(), self._today)
        self.answer = self._chosen, euro.quantize(Decimal("0.01")), since, self.source.text().strip()

    @property
    def _chosen(self) -> Activity | None:
        key = self.activity.key
        return key if isinstance(key, Activity) else None

    def _in_force(self, activity: Activity | None) -> str:
        euro = rate_of(self._known, activity, self._today)
        return "" if euro is None else format_number(euro, decimals=0 if euro == int(euro) else 2)

    def _told(self, rate: HourRate) -> str:
        name = _(self._words[rate.activity]) if rate.activity else _("Every activity without its own")
        said = _("{name}: {rate} from {day}").format(
            name=name, rate=format_money(int(rate.euro * 100)), day=format_date(rate.since)
        )
        return f"{said} ({rate.source})" if rate.source else said
