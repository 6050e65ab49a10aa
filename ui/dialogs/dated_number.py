"""A number of the programme that holds from a day on: the threshold of certificates, how long names are kept."""

from datetime import date

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date, parse_number
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from ui.dialogs.form import FormDialog, text_field
from ui.theme import Theme


class NumberUnfit(UserError):
    """A number outside what the setting can be."""

    title = N_("Write a whole number from {least} to {most}.")


class DatedNumberDialog(FormDialog):
    """The number and since when; ``answer`` holds both."""

    def __init__(
        self, theme: Theme, title: str, text: str, caption: str, value: int, today: date, *, least: int, most: int
    ) -> None:
        super().__init__(theme, title, text, confirm=_("Keep it so"), width=480)
        self._today, self._least, self._most = today, least, most
        self.answer = value, today
        self.value = text_field(caption, str(value))
        self.since = text_field(_("From the day"), format_date(today))
        self.add_fields([(caption, self.value), (_("From the day"), self.since)])
        self.first = self.value

    def read_fields(self) -> None:
        """Take number and day; raises ``UserError``."""
        value = parse_number(self.value.text())
        if value != int(value) or not self._least <= value <= self._most:
            raise NumberUnfit(least=self._least, most=self._most)
        self.answer = int(value), parse_date(self.since.text(), self._today)
