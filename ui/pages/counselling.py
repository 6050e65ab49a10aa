"""Help desks: the counter, the contacts of a month, who waits for a sign, and who was sent here."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus, HelpArea
from op_desktop.domain.formats import format_month, format_number
from op_desktop.domain.names import words
from op_desktop.domain.person import Person, SameAs
from op_desktop.domain.place import Venue
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _, ngettext
from op_desktop.register.counselling import ContactDraft, add_contact, remove_contact, set_status
from op_desktop.register.desk_lists import ContactRow, contacts, due_follow_ups, glance, people_at_desk, referrals
from op_desktop.register.help_areas import area_name, area_names, areas
from op_desktop.register.people import add_person, split_name
from op_desktop.register.view import View
from op_desktop.security.permissions import Permission
from op_desktop.storage.reader import Reader
from ui.desk import Desk
from ui.models.check_in import Suggestion, near_day
from ui.models.counselling import ContactLine, ContactsModel, contact_words
from ui.pages.counselling_areas import ask_areas
from ui.pages.counselling_entry import CounterCard
from ui.pages.counselling_panel import ContactPanel, GlanceCard
from ui.pages.counselling_questions import ask_answer, ask_contact, ask_desk, ask_follow_up, ask_outcome, desks
from ui.pages.page import Page
from ui.pages.rows_card import Looks, RowsCard
from ui.widgets.button import Button
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.segmented import Segmented

_LOOKS = Looks((158, 170, 132, 116, 126), names=(0,), chips=(4,), stretched=0, spare=(3,))
AHEAD = timedelta(days=366)


class Which(StrEnum):
    """What the list shows."""

    MONTH = N_("Month")
    DUE = N_("Follow-ups")
    SENT = N_("Sent here")


_USUAL: dict[object, str] = {Which.DUE: "close", Which.SENT: "answer"}
"""What Enter does in a list."""


_NOBODY: dict[object, str] = {
    Which.MONTH: N_("Nobody here. Type a name above."), Which.DUE: N_("Nobody waits for a sign."),
    Which.SENT: N_("Nobody was sent here."),
}  # fmt: skip
"""What an empty list says."""


class CounsellingPage(Page):
    """The keyboard lives in the field of the counter; the list stands below, the month beside."""

    watches = (Consultation, HelpArea, Person, SameAs, Venue)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Help desks"))
        self.month = desk.workspace.now.date().replace(day=1)
        self._names: Mapping[str, str] = {}
        self.counter = CounterCard(desk.theme, self._find)
        self.which = Segmented(_("Which contacts"), [(each, _(each)) for each in Which])
        self.which.chosen.connect(lambda _key: self.refresh())
        self._empty = EmptyState(desk.theme, "messages-square", _(_NOBODY[Which.MONTH]))
        self.list: RowsCard[ContactLine] = RowsCard(
            desk.theme, _("Contacts"), ContactsModel(self), _LOOKS, contact_words, self._empty, [self.which]
        )
        self.panel = ContactPanel(desk.theme)
        self.glance = GlanceCard(desk.theme)
        columns = Columns(desk.theme, right_width=430, right_least=316, left_least=520)
        columns.left.addWidget(self.counter)
        columns.left.addWidget(self.list, 1)
        columns.right.addWidget(self.panel)
        columns.right.addWidget(self.glance)
        columns.right.addStretch(1)
        self.column.addWidget(columns, 1)
        self._connect()
        self._head()
        self._desk_chosen = False
        """Whether the counter has its desk since the place at the top was chosen."""

    def refresh(self) -> None:
        """Read what is on show again; what is chosen stays chosen."""
        with self.desk.workspace.read() as reader:
            self._offer(reader)
            view, place = self.desk.view, self.desk.place
            last = (self.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            of_month = contacts(reader, self.month, last, place=place, view=view)
            codes = [area.code for area in areas(reader)]
            self.glance.show_month(_month_words(self.month), glance(reader, of_month, codes), self._names)
            shown = self._listed(reader, of_month, view)
            lines = [
                ContactLine(row, self._names.get(row.area, row.area), reader.today, self.which.current == Which.DUE)
                for row in shown
            ]
        self._empty.text.setText(_(_NOBODY[self.which.current]))
        self.list.show_rows(lines, lambda n: ngettext("{n} contact", "{n} contacts", n).format(n=format_number(n)))

    def visit(self, **where: object) -> None:
        """With ``contact_id`` that contact, among the follow-ups where it waits there."""
        named = where.get("contact_id")
        self.refresh_if_stale()
        if named is not None:
            self.show_contact(RecordId(str(named)))
            self.list.focus()
        else:
            self.counter.person.clear()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New appointment, filter, the field of the counter."""
        field = self.counter.person
        return {"new": self.add, "filter": self.list.filter.setFocus, "quick_field": field.clear,
                "consultation": field.clear}  # fmt: skip

    def show_contact(self, contact_id: RecordId) -> None:
        """Choose a contact, in its month or among the follow-ups."""
        with self.desk.workspace.read() as reader:
            contact = reader.get(Consultation, contact_id)
        if contact is None:
            return
        waits = contact.follow_up_on is not None and self.list.model.row_of(contact_id) is None
        self.which.set_current(Which.DUE if waits else Which.MONTH)
        self.month = contact.starts_at.date().replace(day=1)
        self.list.filter.clear()
        self.refresh()
        self.list.choose(contact_id)

    def add(self) -> None:
        """Ask for an appointment, or a contact of another day."""
        if not self.names_shown():
            return
        counter = self.counter
        draft = ContactDraft(area=counter.chosen_area, starts_at=self.desk.workspace.now.replace(tzinfo=None),
                             kind=counter.chosen_kind, venue_id=counter.chosen_venue)  # fmt: skip
        ask_contact(self, draft, self.show_contact)

    def _connect(self) -> None:
        self.counter.person.picked.connect(lambda who: self._record(who.person_id))
        self.counter.person.new_person.connect(self._record_new)
        self.counter.unnamed.connect(lambda: self._record(None))
        self.list.chosen.connect(self._show_panel)
        self.list.opened.connect(lambda: self._act(_USUAL.get(self.which.current, "change")))
        self.list.table.removed.connect(lambda _index: self._act("remove"))
        self.panel.asked.connect(self._act)
        self.glance.stepper.moved.connect(self._move)

    def _head(self) -> None:
        if not self.desk.may(Permission.WRITE_COUNSELLING):
            self.counter.hide()
            return
        buttons = [Button(self.theme, _("Appointment or another day"), "calendar-plus", on_click=self.add)]
        if self.desk.may(Permission.WRITE_TEMPLATES):
            buttons.insert(0, Button(self.theme, _("Areas"), "settings", "soft", on_click=lambda: ask_areas(self)))
        self.header.set_buttons(*buttons)

    def _offer(self, reader: Reader) -> None:
        self._names = area_names(reader)
        self.counter.offer_areas([(area.code, area_name(area)) for area in areas(reader)])
        offered = desks(reader)
        if not self._desk_chosen:
            here = self.desk.place if reader.get(Venue, self.desk.place or RecordId("")) else self.desk.account.venue_id
            self.counter.offer_venues(offered, here or offered[0][0])
            self._desk_chosen = True
        elif [id for id, _name in offered] != self.counter.venue.keys:
            self.counter.offer_venues(offered, self.counter.chosen_venue)

    def place_changed(self) -> None:
        """The place of work at the top is the desk of the next contact."""
        self._desk_chosen = False
        super().place_changed()

    def _listed(self, reader: Reader, of_month: list[ContactRow], view: View) -> list[ContactRow]:
        if self.which.current == Which.DUE:
            return due_follow_ups(reader, reader.today + AHEAD, self.desk.place, view)
        if self.which.current == Which.SENT:
            return referrals(reader, self.desk.place, view)
        return of_month

    def _show_panel(self) -> None:
        may_write = self.desk.may(Permission.WRITE_COUNSELLING)
        self.panel.show_contact(self.list.current, self._names, may_write=may_write)

    def _move(self, months: int) -> None:
        beside = self.month + timedelta(days=31) if months > 0 else self.month - timedelta(days=1)
        self.month = beside.replace(day=1)
        self.which.set_current(Which.MONTH)
        self.refresh()

    def _find(self, text: str) -> list[Suggestion]:
        """People on file, those first who were at a desk last."""
        with self.desk.workspace.read() as reader:
            return [
                Suggestion(hit.id, hit.title, _last_words(hit.detail, last, reader.today), tuple(words(text)))
                for hit, last in people_at_desk(reader, text, view=self.desk.view)
            ]

    def _record_new(self, text: str) -> None:
        self._record(None, text)

    def _record(self, person_id: RecordId | None, new: str = "") -> None:
        """A contact of now, in the area, kind and desk of the counter."""
        counter, made = self.counter, RecordId("")
        with self.writing(_("Contact at the help desk")) as uow:
            person = add_person(uow, *split_name(new)) if new else person_id
            made = add_contact(uow, counter.chosen_area, kind=counter.chosen_kind, person_id=person,
                               venue_id=counter.chosen_venue)  # fmt: skip
        if self.saved:
            counter.person.clear()
            counter.kind.set_current(ContactKind.CONSULTATION)
            self.show_contact(made)
            line = self.list.current
            if line is not None and line.id == made:
                self.say_undoable(f"{line.name} · {line.what}")
            else:
                self.say_undoable(_("Recorded, at a desk that is not on show here"))

    def _act(self, what: str) -> None:
        line = self.list.current
        if line is None or not self.desk.may(Permission.WRITE_COUNSELLING):
            return
        statuses = {each.value: each for each in ContactStatus}
        asks: dict[str, Callable[[], object]] = {
            "answer": lambda: ask_answer(self, line.contact, self.show_contact),
            "follow_up": lambda: ask_follow_up(self, line),
            "close": lambda: self._close(line),
            "refer": lambda: ask_desk(self, line.contact),
            "change": lambda: ask_contact(self, _draft_of(line.contact), self.show_contact, line.contact),
            "remove": lambda: self._remove(line),
        }
        if what in asks:
            asks[what]()
        elif what in statuses:
            with self.writing(_("What became of an appointment")) as uow:
                set_status(uow, line.id, statuses[what])

    def _close(self, line: ContactLine) -> None:
        if line.contact.follow_up_on is not None:
            ask_outcome(self, line, lambda: self.say_undoable(_("Follow-up closed: {name}").format(name=line.name)))

    def _remove(self, line: ContactLine) -> None:
        with self.writing(_("Delete a contact")) as uow:
            remove_contact(uow, line.id)
        if self.saved:
            self.say_undoable(_("Contact deleted: {name}").format(name=line.name))


def _last_words(town: str, last: date | None, today: date) -> str:
    seen = _("last time {day}").format(day=near_day(last, today)) if last else ""
    return "   ·   ".join(part for part in (seen, town) if part)


def _month_words(day: date) -> str:
    words = format_month(day)
    return f"{words[:1].upper()}{words[1:]} {day.year}"


def _draft_of(row: ContactRow) -> ContactDraft:
    return ContactDraft(
        area=row.area, starts_at=row.starts_at, kind=row.kind, person_id=row.person_id, minutes=row.minutes,
        venue_id=row.venue_id, status=row.status, follow_up_on=row.follow_up_on, group_size=row.group_size,
    )  # fmt: skip
