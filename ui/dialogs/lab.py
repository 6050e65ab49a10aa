"""Puts a lab on file: name, place, kind, and when it meets."""

from dataclasses import dataclass
from datetime import time

from op_desktop.domain.date_words import DAYS
from op_desktop.domain.formats import parse_minutes
from op_desktop.domain.lab import LabKind, LabOrigin
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import N_, _, language
from op_desktop.register.places import MunicipalityRow, VenueRow
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.models.labs import KIND_NAMES, ORIGIN_NAMES
from ui.theme import Theme

LONGEST = 1440


class TimeUnclear(UserError):
    """A text that is not an hour of the day."""

    title = N_("Write the time as 14:30.")


class LengthUnfit(UserError):
    """A meeting that lasts no time, or more than a day."""

    title = N_("A meeting lasts between 1 minute and 24 hours.")
    advice = N_("Write the length as 2:30.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a lab can be placed at."""

    municipalities: tuple[MunicipalityRow, ...]
    venues: tuple[VenueRow, ...]
    place: RecordId | None = None
    """The place of work, proposed."""


@dataclass(frozen=True, slots=True)
class LabDraft:
    """What was answered."""

    name: str
    municipality_id: RecordId
    venue_id: RecordId | None
    kind: LabKind
    origin: LabOrigin
    weekday: int | None
    starts: str
    minutes: int


class LabDialog(FormDialog):
    """Six fields, of which only the name has to be typed; ``draft`` holds the answer."""

    def __init__(self, theme: Theme, offer: Offer) -> None:
        super().__init__(theme, _("New lab"), confirm=_("Add the lab"), width=600)
        self.draft: LabDraft | None = None
        self._venues = offer.venues
        home = next((row for row in offer.venues if row.id == offer.place), None)
        town = home.municipality_id if home else offer.place
        self.name = text_field(_("Name of the lab"))
        self.town = Choice(_("Municipality"), [(row.id, row.name) for row in offer.municipalities], town)
        self.venue = Choice(_("Venue"), [], None)
        self.town.currentIndexChanged.connect(lambda _number: self._offer_venues())
        self._offer_venues()
        kinds = [(kind, _(words)) for kind, words in KIND_NAMES.items()]
        self.kind = Choice(_("Kind"), kinds)
        self.origin = Choice(_("Origin"), [(origin, _(words)) for origin, words in ORIGIN_NAMES.items()])
        days = [(None, _("No fixed day")), *enumerate(DAYS[language()])]
        self.weekday = Choice(_("Meets on"), days)
        self.starts = text_field(_("Begins at"), placeholder="14:30")
        self.length = text_field(_("Lasts"), "2:00", "2:30")
        self.add_fields(
            [(_("Name of the lab"), self.name)],
            [(_("Municipality"), self.town), (_("Venue"), self.venue)],
            [(_("Kind"), self.kind), (_("Origin"), self.origin)],
            [(_("Meets on"), self.weekday), (_("Begins at"), self.starts), (_("Lasts"), self.length)],
        )
        self.first = self.name

    def read_fields(self) -> None:
        """Raises ``NameMissing``, ``TimeUnclear``, ``HoursUnclear`` or ``LengthUnfit``."""
        name, starts = self.name.text().strip(), self.starts.text().strip()
        if not name:
            raise NameMissing
        self.draft = LabDraft(
            name,
            RecordId(str(self.town.key)),
            RecordId(str(self.venue.key)) if self.venue.key else None,
            LabKind(str(self.kind.key)),
            LabOrigin(str(self.origin.key)),
            self.weekday.key if isinstance(self.weekday.key, int) else None,
            f"{clock(starts):%H:%M}" if starts else "",
            length(self.length.text()),
        )

    def _offer_venues(self) -> None:
        here = [(row.id, row.name) for row in self._venues if row.municipality_id == self.town.key]
        self.venue.set_options([*here, (None, _("Elsewhere"))])


def clock(text: str) -> time:
    """The hour of ``14:30``, ``14.30``, ``1430`` or ``14``; raises ``TimeUnclear``."""
    digits = text.strip().replace(".", ":").replace(",", ":")
    if ":" not in digits:
        digits = f"{digits[:-2]}:{digits[-2:]}" if len(digits) > 2 else f"{digits}:00"
    hours, _colon, minutes = digits.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and len(minutes) == 2 and int(minutes) < 60):
        raise TimeUnclear
    return time(int(hours), int(minutes))


def length(text: str) -> int:
    """Minutes of a meeting; raises ``HoursUnclear`` or ``LengthUnfit``."""
    minutes = parse_minutes(text)
    if not 0 < minutes <= LONGEST:
        raise LengthUnfit
    return minutes
