"""What the page of events asks in dialogs, and what it stores of the answers."""

from collections.abc import Callable
from typing import Final

from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Task
from op_desktop.language import _, ngettext
from op_desktop.register.event_people import EventPerson, give_hours
from op_desktop.register.event_series import plan_programme
from op_desktop.register.events import EventRow, change_event, draft_of, plan_event
from op_desktop.register.people import full_name
from op_desktop.register.places import municipalities, venues
from op_desktop.storage.reader import Reader
from ui.dialogs.event import EventDialog, EventOffer
from ui.dialogs.event_hours import EventHoursDialog
from ui.drafts import Draft, DraftKeeper
from ui.pages.draft_offer import offer_draft
from ui.pages.page import Page

EVENT_DRAFT: Final = "event"
_USUAL = 120
"""Minutes proposed for an event of which nobody said when it ends."""


def ask_event(page: Page, done: Callable[[RecordId], object], typed: Draft | None = None) -> EventDialog:
    """Ask for a new event, or a programme of them; ``done`` gets the id of the first.

    With ``typed`` what was typed before stands in the fields.
    """
    with page.desk.workspace.read() as reader:
        dialog = EventDialog(page.theme, _offer(page, reader), reader.today)
    keeper = DraftKeeper(page.desk.workspace, EVENT_DRAFT, "", dialog, {
        "name": dialog.name, "day": dialog.day, "last": dialog.last, "begins": dialog.begins, "ends": dialog.ends,
        "town": dialog.town, "venue": dialog.venue, "spot": dialog.spot, "partners": dialog.partners,
        "programme": dialog.programme, "every": dialog.every, "times": dialog.times,
    })  # fmt: skip
    if typed is not None:
        keeper.restore(typed)

    def store() -> None:
        draft, starts = dialog.draft, dialog.starts_at
        assert draft is not None
        made: list[RecordId] = []
        with page.writing(_("New event {name}").format(name=draft.name)) as uow:
            made = plan_programme(uow, draft, starts) if len(starts) > 1 else [plan_event(uow, draft)]
        if page.saved:
            done(made[0])
            if len(made) > 1:
                words = ngettext("{n} event planned", "{n} events planned", len(made))
                page.say_undoable(words.format(n=len(made)))

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def offer_event(page: Page, done: Callable[[RecordId], object]) -> None:
    """Offer to go on with a new event that was being typed when the program went down."""
    offer_draft(
        page, EVENT_DRAFT, lambda when: _("You were writing a new event ({when}).").format(when=when),
        lambda draft: ask_event(page, done, draft),
    )  # fmt: skip


def ask_change(page: Page, event_id: RecordId) -> EventDialog:
    """Ask for the facts of an event again."""
    with page.desk.workspace.read() as reader:
        standing = draft_of(reader, event_id)
        dialog = EventDialog(page.theme, _offer(page, reader), reader.today, standing)

    def store() -> None:
        draft = dialog.draft
        assert draft is not None
        with page.writing(_("Change of {name}").format(name=standing.name)) as uow:
            change_event(uow, event_id, draft)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_hours(page: Page, event: EventRow, person: EventPerson) -> EventHoursDialog:
    """Ask how long somebody helped at an event."""
    # Of an event of several days it is the hours of the clock that somebody helps between.
    length = ((event.ends_at or event.starts_at) - event.starts_at).seconds // 60 or _USUAL
    dialog = EventHoursDialog(page.theme, person, event.starts_at, length, event.days)

    def store() -> None:
        name = full_name(person.family, person.given)
        with page.writing(_("Hours of {name}").format(name=name)) as uow:
            give_hours(uow, event.id, person.person_id, dialog.starts_at, dialog.minutes, Task(dialog.task))

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def _offer(page: Page, reader: Reader) -> EventOffer:
    open_venues = tuple(row for row in venues(reader) if row.open)
    return EventOffer(tuple(municipalities(reader)), open_venues, page.desk.place)
