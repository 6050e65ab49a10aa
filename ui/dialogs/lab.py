"""What is said of a lab, new or on file: name, place, kind, and when it meets."""

from dataclasses import dataclass
from datetime import date, time

from op_desktop.domain.date_words import DAYS
from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_clock, format_date, parse_minutes
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LabDraft:
    """What is said of a lab."""

    name: str = ""
    municipality_id: RecordId | None = None
    """Nothing chosen yet: the place of work is proposed."""
    venue_id: RecordId | None = None
    kind: LabKind = LabKind.COMMUNITY
    origin: LabOrigin = LabOrigin.OP_CAFE
    weekday: int | None = None
    starts: str = ""
    minutes: int = 120
    purpose: str = ""
    since: date | None = None
    """From when on it is active, where that was asked."""


@dataclass(frozen=True, slots=True)
class Framing:
    """The words around the fields, and whether the first day is asked."""

    title: str
    confirm: str
    text: str = ""
    first_day: bool = True


class LabDialog(FormDialog):
    """Few fields, of which only the name has to be typed; ``draft`` holds the answer."""

    def __init__(self, theme: Theme, offer: Offer, framing: Framing, draft: LabDraft, *, today: date) -> None:
        super().__init__(theme, framing.title, framing.text, confirm=framing.confirm, width=600)
        self.draft = draft
        self._venues, self._today, self._asks_day = offer.venues, today, framing.first_day
        home = next((row for row in offer.venues if row.id == offer.place), None)
        town = draft.municipality_id or (home.municipality_id if home else offer.place)
        self.name = text_field(_("Name of the lab"), draft.name)
        self.town = Choice(_("Municipality"), [(row.id, row.name) for row in offer.municipalities], town)
        self.venue = Choice(_("Venue"), [], None)
        self.town.currentIndexChanged.connect(lambda _number: self._offer_venues())
        self._offer_venues(draft.venue_id, known=draft.municipality_id is not None)
        kinds = [(kind, _(words)) for kind, words in KIND_NAMES.items()]
        self.kind = Choice(_("Kind"), kinds, draft.kind)
        origins = [(origin, _(words)) for origin, words in ORIGIN_NAMES.items()]
        self.origin = Choice(_("Origin"), origins, draft.origin)
        days = [(None, _("No fixed day")), *enumerate(DAYS[language()])]
        self.weekday = Choice(_("Meets on"), days, draft.weekday)
        self.starts = text_field(_("Begins at"), draft.starts, "14:30")
        self.length = text_field(_("Lasts"), format_clock(draft.minutes), "2:30")
        self.purpose = text_field(_("What it is for"), draft.purpose)
        self.since = text_field(_("Active since"), format_date(draft.since or today), "24/11/2026")
        dated = [(_("Active since"), self.since)] if self._asks_day else []
        self.add_fields(
            [(_("Name of the lab"), self.name)],
            [(_("Municipality"), self.town), (_("Venue"), self.venue)],
            [(_("Kind"), self.kind), (_("Origin"), self.origin), *dated],
            [(_("Meets on"), self.weekday), (_("Begins at"), self.starts), (_("Lasts"), self.length)],
            [(_("What it is for"), self.purpose)],
        )
        self.first = self.name

    def read_fields(self) -> None:
        """Raises ``NameMissing``, or what the fields for day, hour and length raise."""
        name, starts = self.name.text().strip(), self.starts.text().strip()
        if not name:
            raise NameMissing
        self.draft = LabDraft(
            name=name,
            municipality_id=RecordId(str(self.town.key)),
            venue_id=RecordId(str(self.venue.key)) if self.venue.key else None,
            kind=LabKind(str(self.kind.key)),
            origin=LabOrigin(str(self.origin.key)),
            weekday=self.weekday.key if isinstance(self.weekday.key, int) else None,
            starts=f"{clock(starts):%H:%M}" if starts else "",
            minutes=length(self.length.text()),
            purpose=self.purpose.text().strip(),
            since=parse_date(self.since.text(), self._today) if self._asks_day else None,
        )

    def _offer_venues(self, venue_id: RecordId | None = None, *, known: bool = False) -> None:
        here = [(row.id, row.name) for row in self._venues if row.municipality_id == self.town.key]
        options: list[tuple[object, str]] = [*here, (None, _("Elsewhere"))]
        self.venue.set_options(options, venue_id if known else here[0][0] if here else None)


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
