"""What the labs' pages ask in dialogs, and what they store of the answers."""

from collections.abc import Callable

from op_desktop.domain.formats import format_date
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.labs import labs
from op_desktop.register.people import describe_whole, full_name
from op_desktop.register.places import municipalities
from op_desktop.register.sessions import plan_session, propose_session
from ui.dialogs.lab_session import LabSessionDialog
from ui.dialogs.person_details import PersonDetails
from ui.drafts import Draft, DraftKeeper
from ui.pages.labs_care import ask_new_lab
from ui.pages.page import Page

PERSON_DRAFT = "person"
Done = Callable[[RecordId], object]


def ask_meeting(page: Page, done: Done, lab_id: RecordId | None = None) -> LabSessionDialog | None:
    """Ask for a lab and a day; ``done`` gets the meeting of that day, planned now where it was not.

    None where there is no lab yet: a first one is asked for instead.
    """
    with page.desk.workspace.read() as reader:
        offered, today = labs(reader, page.desk.place, view=page.desk.view), reader.today
    if not offered:
        ask_new_lab(page, lambda _lab_id: None)
        return None
    dialog = LabSessionDialog(page.theme, offered, today, lab_id)

    def store() -> None:
        draft = dialog.draft
        assert draft is not None
        day = draft.starts_at.date()
        with page.writing(_("Meeting of {day}").format(day=format_date(day, "day"))) as uow:
            standing = propose_session(uow, draft.lab_id, day).session_id
            session_id = standing or plan_session(uow, draft.lab_id, draft.starts_at, draft.minutes)
        if page.saved:
            done(session_id)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_details(page: Page, person_id: RecordId, draft: Draft | None = None) -> PersonDetails:
    """Ask for the details of a person and keep them; with ``draft`` what was typed before stands in the fields."""
    with page.desk.workspace.read() as reader:
        dialog = PersonDetails(page.theme, reader.require(Person, person_id), municipalities(reader))

    keeper = DraftKeeper(page.desk.workspace, PERSON_DRAFT, person_id, dialog, {
        "given": dialog.given, "family": dialog.family, "card": dialog.card, "phone": dialog.phone,
        "email": dialog.email, "town": dialog.town, "band": dialog.band, "note": dialog.note, "quiet": dialog.quiet,
        "pictures": dialog.pictures,
    })  # fmt: skip
    if draft is not None:
        keeper.restore(draft)

    def store() -> None:
        person = dialog.person
        with page.writing(_("Details of {name}").format(name=full_name(person.family_name, person.given_name))) as uow:
            describe_whole(uow, person)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog
