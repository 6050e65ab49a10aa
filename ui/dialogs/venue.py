"""A venue on file: its name, its address, the days on which it opened and closed."""

from dataclasses import replace
from datetime import date

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.place import Venue
from op_desktop.language import _
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import FormDialog, text_field
from ui.theme import Theme


class VenueDialog(FormDialog):
    """``venue`` holds the answer; a day left empty is not known, or has not come."""

    def __init__(self, theme: Theme, venue: Venue, *, today: date) -> None:
        super().__init__(theme, _("Change {place}").format(place=venue.name), confirm=_("Keep the changes"))
        self.venue = venue
        self._today = today
        self.name = text_field(_("Name"), venue.name)
        self.address = text_field(_("Address"), venue.address)
        self.opened = text_field(_("Open since"), _written(venue.opened_on), "24/11/2016")
        self.closed = text_field(_("Closed since"), _written(venue.closed_on), _("still open"))
        self.add_fields(
            [(_("Name"), self.name)],
            [(_("Address"), self.address)],
            [(_("Open since"), self.opened), (_("Closed since"), self.closed)],
        )
        self.first = self.name

    def read_fields(self) -> None:
        """Raises ``NameMissing``, ``NoSuchDay`` or ``DateUnclear``."""
        if not self.name.text().strip():
            raise NameMissing
        self.venue = replace(
            self.venue, name=self.name.text().strip(), address=self.address.text().strip(),
            opened_on=self._day(self.opened.text()), closed_on=self._day(self.closed.text()),
        )  # fmt: skip

    def _day(self, text: str) -> date | None:
        return parse_date(text, self._today) if text.strip() else None


def _written(day: date | None) -> str:
    return format_date(day) if day is not None else ""
