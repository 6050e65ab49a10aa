"""Plans or corrects an event: what, when, where, with whom, and on which dates it comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtWidgets import QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import N_, _, ngettext
from op_desktop.register.event_series import dates_of
from op_desktop.register.events import EventDraft
from op_desktop.register.holidays import holiday_calendar
from op_desktop.register.places import MunicipalityRow, VenueRow
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock
from ui.dialogs.number_field import NumberField
from ui.theme import Theme
from ui.widgets.label import Label

MOST_DATES: Final = 60
_EVERY: Final = ((0, N_("Once")), (1, N_("Every week")), (2, N_("Every two weeks")), (4, N_("Every four weeks")))


class EndsBefore(UserError):
    """An hour of the end before that of the beginning, on one day."""

    title = N_("The event ends before it begins.")
    advice = N_("An event past midnight has its last day, too.")


@dataclass(frozen=True, slots=True)
class EventOffer:
    """Where an event can take place, and the place of work, proposed."""

    municipalities: tuple[MunicipalityRow, ...]
    venues: tuple[VenueRow, ...]
    place: RecordId | None = None


class EventDialog(FormDialog):
    """``draft`` and ``starts`` hold the answer; one that is there already does not come back on other dates."""

    def __init__(self, theme: Theme, offer: EventOffer, today: date, standing: EventDraft | None = None) -> None:
        title = _("New event") if standing is None else standing.name
        confirm = _("Plan the event") if standing is None else _("Keep the changes")
        super().__init__(theme, title, confirm=confirm, width=640)
        self.draft: EventDraft | None = None
        self.starts_at: Sequence[datetime] = ()
        self._today, self._venues = today, offer.venues
        was = standing or EventDraft(name="", starts_at=datetime.combine(today, clock("18:00")))
        self.name = text_field(_("Name of the event"), was.name)
        self.day = text_field(_("Day"), format_date(was.starts_at.date()), "24/11")
        self.last = text_field(_("Until the day"), format_date(was.last_day) if was.last_day else "", _("same day"))
        self.begins = text_field(_("Begins at"), f"{was.starts_at:%H:%M}", "18:00")
        self.ends = text_field(_("Ends at"), f"{was.ends_at:%H:%M}" if was.ends_at else "", "21:00")
        home = next((row for row in offer.venues if row.id == (was.venue_id or offer.place)), None)
        town = was.municipality_id or (home.municipality_id if home else offer.place)
        towns = [(None, _("not said")), *((row.id, row.name) for row in offer.municipalities)]
        self.town = Choice(_("Municipality"), towns, town)
        self.venue = Choice(_("Venue"), [])
        self.town.currentIndexChanged.connect(lambda _number: self._offer_venues(None))
        self._offer_venues(was.venue_id if standing else home.id if home else None)
        self.spot = text_field(_("Where exactly"), was.place, _("square, hall, park"))
        self.partners = text_field(_("Together with"), was.partners, _("bodies and groups"))
        self.programme = text_field(_("Programme"), was.programme, _("name of the series, if any"))
        self.every = Choice(_("Comes back"), [(weeks, _(words)) for weeks, words in _EVERY])
        self.times = NumberField(2, MOST_DATES, 4)
        self.times.setAccessibleName(_("How many dates"))
        self.dates = Label("", "secondary", ink="text2", wrap=True)
        self._put_in(new=standing is None)
        self.first = self.name

    def read_fields(self) -> None:
        """Raises ``NameMissing``, ``NoSuchDay``, ``DateUnclear``, ``TimeUnclear`` or ``EndsBefore``."""
        name = self.name.text().strip()
        if not name:
            raise NameMissing
        starts, ends, last = self._moments()
        self.draft = EventDraft(
            name=name, starts_at=starts, ends_at=ends, last_day=last,
            municipality_id=RecordId(str(self.town.key)) if self.town.key else None,
            venue_id=RecordId(str(self.venue.key)) if self.venue.key else None, place=self.spot.text().strip(),
            programme=self.programme.text().strip(), partners=self.partners.text().strip(),
        )  # fmt: skip
        self.starts_at = self._dates(starts)

    def _moments(self) -> tuple[datetime, datetime | None, date | None]:
        day = parse_date(self.day.text(), self._today)
        starts = datetime.combine(day, clock(self.begins.text()))
        last = parse_date(self.last.text(), day) if self.last.text().strip() else None
        last = None if last == day else last
        if not self.ends.text().strip():
            return starts, None, last
        ends = datetime.combine(last or day, clock(self.ends.text()))
        if ends <= starts:
            # A night out belongs to its first day: 21:00 to 2:00 needs no second day.
            if last is not None or ends.hour >= starts.hour:
                raise EndsBefore
            ends += timedelta(days=1)
        return starts, ends, last

    def _dates(self, first: datetime) -> Sequence[datetime]:
        every = self.every.key
        if not isinstance(every, int) or every == 0:
            return (first,)
        slots = dates_of(first, self.times.value, holiday_calendar().public, every=every)
        return [slot.starts_at for slot in slots if slot.taken]

    def _put_in(self, *, new: bool) -> None:
        rows: list[list[tuple[str, QWidget]]] = [
            [(_("Name of the event"), self.name)],
            [(_("Day"), self.day), (_("Until the day"), self.last), (_("Begins at"), self.begins),
             (_("Ends at"), self.ends)],
            [(_("Municipality"), self.town), (_("Venue"), self.venue)],
            [(_("Where exactly"), self.spot), (_("Together with"), self.partners)],
            [(_("Programme"), self.programme)],
        ]  # fmt: skip
        if new:
            rows[-1] = [*rows[-1], (_("Comes back"), self.every), (_("How many dates"), self.times)]
        self.add_fields(*rows)
        self.body.insertWidget(self.body.count() - 1, self.dates)
        for field in (self.day, self.begins, self.times):
            field.textChanged.connect(self._tell_dates)
        self.every.currentIndexChanged.connect(lambda _number: self._tell_dates())
        self._tell_dates()

    def _tell_dates(self) -> None:
        """The dates as they will be, while they are chosen."""
        self.times.setEnabled(bool(self.every.key))
        words = ""
        if self.every.key:
            try:
                starts = self._dates(self._moments()[0])
            except UserError:
                starts = ()
            listed = ", ".join(format_date(moment.date(), "short") for moment in starts)
            count = ngettext("{n} event", "{n} events", len(starts)).format(n=len(starts))
            words = f"{count}: {listed}" if starts else ""
        self.dates.setText(words)
        self.dates.setVisible(bool(words))
        self.place()

    def _offer_venues(self, chosen: RecordId | None) -> None:
        here = [(row.id, row.name) for row in self._venues if row.municipality_id == self.town.key]
        self.venue.set_options([(None, _("Elsewhere")), *here], chosen)
