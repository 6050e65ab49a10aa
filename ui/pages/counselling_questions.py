"""What the page of the help desks asks in dialogs, and what it stores of the answers."""

from collections.abc import Callable
from datetime import timedelta

from op_desktop.domain.counselling import ContactKind, Outcome
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.counselling import (
    ContactDraft,
    answer_request,
    change_contact,
    close_follow_up,
    keep_contact,
    refer,
    set_follow_up,
)
from op_desktop.register.desk_lists import ContactRow
from op_desktop.register.help_areas import area_name, areas
from op_desktop.register.people import add_person, full_name, split_name
from op_desktop.register.places import venues
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.dialogs.contact import ContactDialog, FollowUpDialog
from ui.dialogs.pick import PickDialog
from ui.models.check_in import Suggestion
from ui.models.counselling import OUTCOME_WORDS, ContactLine
from ui.pages.page import Page
from ui.pages.person_entry import PersonEntry, people_found

_USUAL = timedelta(days=14)
Done = Callable[[RecordId], object]


def desks(reader: Reader, *, nowhere: bool = True) -> list[tuple[RecordId | None, str]]:
    """The venues that are open, as choices; ``nowhere`` for a contact by telephone."""
    found: list[tuple[RecordId | None, str]] = [(row.id, row.name) for row in venues(reader) if row.open]
    return [*found, (None, _("Elsewhere, by telephone"))] if nowhere else found


def ask_contact(page: Page, draft: ContactDraft, done: Done, row: ContactRow | None = None) -> ContactDialog:
    """Ask for a contact of another day or an appointment, or for a contact again (``row``)."""
    with page.desk.workspace.read() as reader:
        offered = [(area.code, area_name(area)) for area in areas(reader, retired=row is not None)]
        dialog = ContactDialog(
            page.theme, _("New contact") if row is None else _("Change the contact"),
            _("Add the contact") if row is None else _("Keep the changes"), draft, reader.now, offered,
            desks(reader), _field(page), full_name(row.family, row.given) if row else "",
        )  # fmt: skip

    def store() -> None:
        made: list[RecordId] = []
        with page.writing(_("Contact at the help desk")) as uow:
            answer = _with_person(uow, dialog)
            if row is None:
                made.append(keep_contact(uow, answer))
            else:
                change_contact(uow, row.id, answer)
        if page.saved and made:
            done(made[0])

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_answer(page: Page, row: ContactRow, done: Done) -> ContactDialog:
    """Ask when the talk takes place, or took place, that a request or a sending led to."""
    with page.desk.workspace.read() as reader:
        draft = ContactDraft(area=row.area, starts_at=reader.now, kind=ContactKind.CONSULTATION,
                             person_id=row.person_id, venue_id=row.referred_to_id or row.venue_id)  # fmt: skip
        offered = [(area.code, area_name(area)) for area in areas(reader, retired=True)]
        dialog = ContactDialog(
            page.theme, _("Talk for this request"), _("Add the talk"), draft, reader.now, offered, desks(reader),
            _field(page), full_name(row.family, row.given),
        )  # fmt: skip

    def store() -> None:
        answer, made = dialog.draft, RecordId("")
        with page.writing(_("Talk for a request")) as uow:
            made = answer_request(uow, row.id, answer.starts_at, minutes=answer.minutes, venue_id=answer.venue_id)
            change_contact(uow, made, _with_person(uow, dialog))
        if page.saved:
            done(made)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_follow_up(page: Page, line: ContactLine) -> FollowUpDialog:
    """Ask on which day somebody gets in touch again; two weeks on are proposed."""
    today = page.desk.workspace.now.date()
    dialog = FollowUpDialog(page.theme, line.name, today + _USUAL, today)

    def store() -> None:
        with page.writing(_("Day to get in touch again")) as uow:
            set_follow_up(uow, line.id, dialog.day)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_outcome(page: Page, line: ContactLine, done: Callable[[], object]) -> PickDialog:
    """Ask what came of a follow-up: without an outcome it stays open."""
    options = [(outcome, _(words)) for outcome, words in OUTCOME_WORDS.items()]
    dialog = PickDialog(page.theme, _("What came of it?"), line.name, options)

    def store() -> None:
        with page.writing(_("Close a follow-up")) as uow:
            close_follow_up(uow, line.id, Outcome(str(dialog.key)))
        if page.saved:
            done()

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_desk(page: Page, row: ContactRow) -> PickDialog:
    """Ask to which desk the person is sent; both desks see it, once their packages met."""
    with page.desk.workspace.read() as reader:
        options: list[tuple[object, str]] = [
            (venue_id, name) for venue_id, name in desks(reader, nowhere=False) if venue_id != row.venue_id
        ]
    if row.referred_to_id is not None:
        options.append((None, _("To none: take it back")))
    dialog = PickDialog(page.theme, _("Send to which desk?"), "", options)

    def store() -> None:
        with page.writing(_("Send to another desk")) as uow:
            refer(uow, row.id, RecordId(str(dialog.key)) if dialog.key else None)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def _with_person(uow: UnitOfWork, dialog: ContactDialog) -> ContactDraft:
    """The draft, with a person who is put on file now where a new name was given."""
    draft = dialog.draft
    if not dialog.new_name:
        return draft
    person_id = add_person(uow, *split_name(dialog.new_name))
    return ContactDraft(
        area=draft.area, starts_at=draft.starts_at, kind=draft.kind, person_id=person_id, minutes=draft.minutes,
        venue_id=draft.venue_id, status=draft.status, follow_up_on=draft.follow_up_on,
    )  # fmt: skip


def _field(page: Page) -> PersonEntry:
    """A field for a name that proposes people on file."""

    def find(text: str) -> list[Suggestion]:
        with page.desk.workspace.read() as reader:
            return people_found(reader, text)

    return PersonEntry(page.theme, _("Person"), "", find)
