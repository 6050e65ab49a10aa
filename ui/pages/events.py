"""Events: the year as a list, and beside it how many came to the one that is chosen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.event import CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.formats import format_number, parse_number
from op_desktop.domain.person import Person, SameAs
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.errors import UserError
from op_desktop.language import N_, _, ngettext
from op_desktop.register.event_people import EventPerson, add_participant, event_people, remove_participant
from op_desktop.register.events import (
    EventRow,
    cancel_event,
    close_event,
    events,
    reopen_event,
    set_headcount,
    totals,
)
from op_desktop.register.people import add_person, split_name
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.models.check_in import Suggestion
from ui.models.events import EventLine, EventsModel, event_words
from ui.pages.events_panel import EventPanel
from ui.pages.events_questions import ask_change, ask_event, ask_hours, offer_event
from ui.pages.page import Page
from ui.pages.person_entry import people_found
from ui.pages.rows_card import Looks, RowsCard
from ui.widgets.button import Button
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.span_stepper import SpanStepper

_LOOKS = Looks((166, 108, 150, 112, 80, 132), names=(0,), chips=(5,), numbers=(3, 4), spare=(4, 2))
MOST_PEOPLE = 1_000_000


class HeadcountUnfit(UserError):
    """A number of people that is none."""

    title = N_("Write how many came as a whole number.")
    advice = N_("Leave it empty where nobody counted. Nothing was changed.")


class EventsPage(Page):
    """One year at a time; what is chosen stands in the panel."""

    watches = (CommunityEvent, EventDay, EventParticipant, VolunteerShift, Person, SameAs)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Events"))
        self.year = desk.workspace.now.year
        self.stepper = SpanStepper(desk.theme, _("Year before"), _("Year after"))
        self.stepper.moved.connect(self._move)
        self.which = Segmented(_("Estimates"), [(True, _("With estimates")), (False, _("Without"))])
        self.which.chosen.connect(lambda _key: self._tell_totals())
        self.totals = Label("", ink="text2", wrap=True)
        empty = EmptyState(
            desk.theme, "calendar-days", _("Events will be here: day, place and how many came."), _("New event"),
            self.add_event,
        )  # fmt: skip
        self.list: RowsCard[EventLine] = RowsCard(
            desk.theme, _("Events"), EventsModel(self), _LOOKS, event_words, empty, [self.stepper]
        )
        self.panel = EventPanel(desk.theme, self._find)
        self._rows: Sequence[EventRow] = ()
        self._people: Sequence[EventPerson] = ()
        self._visited = False
        self._columns = Columns(desk.theme, right_width=376, left_least=520)
        self._columns.left.addWidget(self.list, 1)
        self._columns.left.addWidget(self._foot())
        self._columns.right.addWidget(self.panel, 1)
        self.column.addWidget(self._columns, 1)
        self._connect()

    def refresh(self) -> None:
        """Read the year again; what is chosen stays chosen."""
        with self.desk.workspace.read() as reader:
            first, last = date(self.year, 1, 1), date(self.year, 12, 31)
            self._rows = events(reader, first, last, self.desk.place, self.desk.view)
            now = reader.now
        self.stepper.show_words(str(self.year))
        self.list.show_rows(
            [EventLine(row, now) for row in self._rows],
            lambda n: ngettext("{n} event", "{n} events", n).format(n=format_number(n)),
        )
        self._tell_totals()

    def visit(self, **where: object) -> None:
        """With ``event_id`` that event, in whatever year it is."""
        named = where.get("event_id")
        if named is not None:
            self.show_event(RecordId(str(named)))
        self.refresh_if_stale()
        if named is None and not self._visited:
            self._choose_nearest()
        self._visited = True
        self.list.focus()
        offer_event(self, self.show_event)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New event, filter, the field of names."""
        return {"new": self.add_event, "filter": self.list.filter.setFocus, "quick_field": self._to_people}

    def show_event(self, event_id: RecordId) -> None:
        """Choose an event, going to its year."""
        with self.desk.workspace.read() as reader:
            event = reader.get(CommunityEvent, event_id)
        if event is not None:
            self.year = event.starts_at.year
            self.list.filter.clear()
            self.refresh()
            self.list.choose(event_id)

    def add_event(self) -> None:
        """Ask for an event."""
        ask_event(self, self.show_event)

    def close_current(self) -> None:
        """The event was held; its numbers count."""
        line = self.list.current
        if line is None:
            return
        with self.writing(_("Close {name}").format(name=line.event.name)) as uow:
            close_event(uow, line.id)
        if self.saved:
            n = line.event.participants
            words = ngettext("{name}: {n} participant", "{name}: {n} participants", n)
            self.say_undoable(words.format(name=line.event.name, n=format_number(n)))

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_panel)
        self.list.opened.connect(self._to_people)
        self.panel.counted.connect(self._count)
        self.panel.person.picked.connect(lambda who: self._add(who.person_id))
        self.panel.person.new_person.connect(self._add_new)
        self.panel.removed.connect(self._remove)
        self.panel.hours.connect(self._hours)

    def _foot(self) -> Columns:
        foot = Columns(self.theme, right_width=250, left_least=240)
        foot.left.addWidget(self.totals, 1)
        foot.right.addWidget(self.which, 0, Qt.AlignmentFlag.AlignRight)
        return foot

    def _show_panel(self) -> None:
        line = self.list.current
        self._people = ()
        if line is not None:
            with self.desk.workspace.read() as reader:
                self._people = event_people(reader, line.id)
        self.panel.show_event(line, self._people)
        self._columns.set_side(line is not None)
        self._head(line)

    def _head(self, line: EventLine | None) -> None:
        new = Button(self.theme, _("New event"), "plus", on_click=self.add_event)
        buttons = [new] if self.desk.may(Permission.WRITE_EVENTS) else []
        status = line.event.status if line is not None else None
        if buttons and line is not None and status is Status.PLANNED:
            change = Button(self.theme, _("Edit"), "pencil", "soft", on_click=lambda: ask_change(self, line.id))
            if line.event.starts_at <= self.desk.workspace.now:
                close = Button(self.theme, _("Close the event"), "check", "primary", on_click=self.close_current)
                buttons = [change, new, close]
            else:
                off = Button(self.theme, _("Call off"), "ban", "soft", on_click=self._call_off)
                buttons = [off, change, new]
        elif buttons and status is Status.HELD:
            buttons = [Button(self.theme, _("Reopen"), "lock-open", "soft", on_click=self._reopen), new]
        self.header.set_buttons(*buttons)

    def _tell_totals(self) -> None:
        found = totals(self._rows, estimates=bool(self.which.current))
        held = ngettext("{n} event held", "{n} events held", found.events).format(n=format_number(found.events))
        people = ngettext("{n} participant", "{n} participants", found.participants).format(
            n=format_number(found.participants)
        )
        words = f"{held}, {people}"
        if found.left_out_events:
            left, among = found.left_out_people, found.left_out_events
            people = ngettext("{n} person estimated", "{n} people estimated", left).format(n=format_number(left))
            events = ngettext("{n} event", "{n} events", among).format(n=format_number(among))
            told = _("Left out: {people}, in {events}").format(people=people, events=events)
            words = f"{words}. {told}"
        self.totals.setText(words)

    def _move(self, years: int) -> None:
        self.year += years
        self.refresh()

    def _choose_nearest(self) -> None:
        """The event that began last: it is the one to count, or the latest news."""
        now = self.desk.workspace.now
        begun = [row for row in self._rows if row.starts_at <= now]
        if begun:
            self.list.select(begun[0].id)

    def _to_people(self) -> None:
        if self.panel.person.isVisible():
            self.panel.person.clear()
            self.ensureWidgetVisible(self.panel.person, 0, 80)

    def _find(self, text: str) -> list[Suggestion]:
        with self.desk.workspace.read() as reader:
            return people_found(reader, text, [each.person_id for each in self._people])

    def _count(self, text: str, method: CountMethod) -> None:
        line = self.list.current
        if line is None:
            return
        with self.writing(_("How many came to {name}").format(name=line.event.name)) as uow:
            set_headcount(uow, line.id, headcount(text), method)

    def _add(self, person_id: RecordId) -> None:
        line = self.list.current
        if line is None:
            return
        with self.writing(_("At {name}").format(name=line.event.name)) as uow:
            add_participant(uow, line.id, person_id)
        if self.saved:
            self.panel.person.clear()

    def _add_new(self, text: str) -> None:
        line = self.list.current
        if line is None:
            return
        with self.writing(_("At {name}").format(name=line.event.name)) as uow:
            add_participant(uow, line.id, add_person(uow, *split_name(text)))
        if self.saved:
            self.panel.person.clear()

    def _remove(self, person_id: RecordId) -> None:
        line = self.list.current
        if line is None:
            return
        with self.writing(_("Not at {name}").format(name=line.event.name)) as uow:
            remove_participant(uow, line.id, person_id)
        if self.saved:
            self.say_undoable(_("Taken off the event"))

    def _hours(self, person: EventPerson) -> None:
        line = self.list.current
        if line is not None:
            ask_hours(self, line.event, person)

    def _call_off(self) -> None:
        line = self.list.current
        if line is None:
            return
        with self.writing(_("Call off {name}").format(name=line.event.name)) as uow:
            cancel_event(uow, line.id)
        if self.saved:
            self.say_undoable(_("Event called off: {name}").format(name=line.event.name))

    def _reopen(self) -> None:
        line = self.list.current
        if line is not None:
            with self.writing(_("Reopen {name}").format(name=line.event.name)) as uow:
                reopen_event(uow, line.id)


def headcount(text: str) -> int | None:
    """The number in a text, None for none; raises ``HeadcountUnfit``."""
    if not text.strip():
        return None
    try:
        number = parse_number(text)
    except UserError:
        raise HeadcountUnfit from None
    if number != int(number) or not 0 <= number <= MOST_PEOPLE:
        raise HeadcountUnfit
    return int(number)
