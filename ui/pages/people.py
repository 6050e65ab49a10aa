"""The people: a list of everybody and the card of who is chosen."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.counselling import Consultation
from op_desktop.domain.event import EventParticipant
from op_desktop.domain.lab import LabSession
from op_desktop.domain.person import CollaboratorProfile, Person, PersonRole
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.language import _
from op_desktop.register.people import full_name, split_name
from op_desktop.register.people_list import Group, PersonDetail, people_details, people_names
from op_desktop.register.person_story import edits, story
from op_desktop.register.places import municipalities
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.drafts import Draft, forget_draft, waiting_draft
from ui.pages.draft_offer import offer_draft
from ui.pages.labs_questions import PERSON_DRAFT, ask_details
from ui.pages.page import Page
from ui.pages.people_care import ask_data, ask_erasure, ask_new_person, ask_part, offer_person, turn_bin
from ui.pages.people_list import PeopleList
from ui.pages.people_panel import PersonActs, PersonPanel
from ui.widgets.button import Button


class PeoplePage(Page):
    """The keyboard lives in the list; letters go to the filter."""

    watches = (Person, PersonRole, CollaboratorProfile, Attendance, VolunteerShift, Consultation, EventParticipant,
               LabSession)  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("People"))
        self.list = PeopleList(desk.theme, self._details)
        self.panel = PersonPanel(desk.theme, self._acts(), may_write=desk.may(Permission.WRITE_PEOPLE),
                                 may_erase=desk.may(Permission.ERASE))  # fmt: skip
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self.panel)
        self.column.addWidget(body, 1)
        self.list.asked.connect(self.refresh)
        self.list.chosen.connect(self._show_person)
        self.list.opened.connect(partial(self._ask, ask_details))
        self.list.wanted.connect(self.add_person)
        if desk.may(Permission.WRITE_PEOPLE):
            self.header.set_buttons(
                Button(self.theme, _("New person"), "user-plus", "primary", on_click=self.add_person)
            )

    def refresh(self) -> None:
        """Read the list again; who is chosen stays so."""
        with self.desk.workspace.read() as reader:
            names = people_names(reader, self.list.filter.text(), self.list.of)
            today = reader.today
        self.list.show_people(names, today)

    def visit(self, **where: object) -> None:
        """With ``person_id`` at that person, wherever they are; with ``name`` somebody new of that name."""
        self.refresh_if_stale()
        named = where.get("person_id")
        if named is not None:
            self._find(RecordId(str(named)))
        self.list.focus()
        self._offer_draft()
        if where.get("name"):
            ask_new_person(self, self._find, split_name(str(where["name"])))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New person, filter."""
        return {"new": self.add_person, "filter": self.list.filter.setFocus, "quick_field": self.list.filter.setFocus}

    def add_person(self) -> None:
        """Ask for a name; what stands in the filter is proposed."""
        if self.desk.may(Permission.WRITE_PEOPLE):
            ask_new_person(
                self, self._find, split_name(self.list.filter.text()) if not self.list.model.rows else ("", "")
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card takes its share."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(self.theme.px(400), round(self.width() * 0.38)))

    def _offer_draft(self) -> None:
        """Details that were being typed when the program went down; those of somebody gone are let go."""
        if offer_person(self, self._find):
            return
        draft = waiting_draft(self.desk.workspace, PERSON_DRAFT)
        if draft is None:
            return
        with self.desk.workspace.read() as reader:
            person = reader.get(Person, RecordId(draft.of))
        if person is None:
            forget_draft(self.desk.workspace, PERSON_DRAFT, draft)
            return
        name = full_name(person.family_name, person.given_name)

        def title(when: str) -> str:
            return _("You were writing the details of {name} ({when}).").format(name=name, when=when)

        offer_draft(self, PERSON_DRAFT, title, partial(self._resume, person.id), "given")

    def _resume(self, person_id: RecordId, draft: Draft) -> None:
        self._find(person_id)
        ask_details(self, person_id, draft)

    def _find(self, person_id: RecordId) -> None:
        """Choose a person, letting go of filters that hide them."""
        if not self.list.select(person_id):
            with self.desk.workspace.read() as reader:
                person = reader.get(Person, person_id)
            binned = person is not None and person.binned_on is not None
            self.list.group.set_current(Group.BIN if binned else Group.EVERYBODY)
            self.list.filter.clear()
            self.refresh()
            self.list.select(person_id)

    def _details(self, ids: Sequence[RecordId]) -> Mapping[RecordId, PersonDetail]:
        with self.desk.workspace.read() as reader:
            return people_details(reader, ids, self.desk.view)

    def _show_person(self, person_id: RecordId | None) -> None:
        if person_id is None:
            self.panel.show_person(None)
            return
        with self.desk.workspace.read() as reader:
            self.panel.show_person(story(reader, person_id, self.desk.workspace.actor))

    def _show_history(self, person_id: RecordId) -> None:
        with self.desk.workspace.read() as reader:
            towns: dict[str, str] = {row.id: row.name for row in municipalities(reader)}
            self.panel.show_person(story(reader, person_id, self.desk.workspace.actor), edits(reader, person_id), towns)

    def _ask(self, act: Callable[[Page, RecordId], object], person_id: RecordId) -> None:
        act(self, person_id)

    def _acts(self) -> PersonActs:
        def of_chosen(act: Callable[[RecordId], object]) -> Callable[[], object]:
            return lambda: act(self.list.chosen_id) if self.list.chosen_id is not None else None

        return PersonActs(
            details=of_chosen(partial(ask_details, self)),
            part=of_chosen(partial(ask_part, self)),
            export=of_chosen(partial(ask_data, self)),
            bin=of_chosen(partial(turn_bin, self)),
            history=of_chosen(self._show_history),
            erase=of_chosen(partial(ask_erasure, self)),
        )
