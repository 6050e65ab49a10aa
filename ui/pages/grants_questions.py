"""What the page of the grant call asks in dialogs, and what it stores of the answers."""

from collections.abc import Callable
from typing import Any, Final

from op_desktop.domain.grant import GrantApplication, GrantCall
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.grant_lists import served_by
from op_desktop.register.grant_scores import criteria, propose_criteria, set_criteria
from op_desktop.register.grants import ApplicationDraft, add_call, change_application, change_call, keep_application
from op_desktop.register.places import municipalities
from ui.dialogs.grant_application import GrantApplicationDialog
from ui.dialogs.grant_call import CriteriaDialog, GrantCallDialog
from ui.drafts import Draft, DraftKeeper
from ui.pages.draft_offer import offer_draft
from ui.pages.page import Page

APPLICATION_DRAFT: Final = "grant_application"
Done = Callable[[RecordId], object]


def ask_call(page: Page, edition: int, done: Done, call: GrantCall | None = None) -> GrantCallDialog:
    """Ask for a new edition, or for one again (``call``)."""
    today = page.desk.workspace.now.date()
    dialog = GrantCallDialog(page.theme, today, edition, call)

    def store() -> None:
        assert dialog.answer is not None
        made = call.id if call is not None else RecordId("")
        with page.writing(_("Edition of the call")) as uow:
            if call is not None:
                change_call(uow, call.id, *dialog.answer)
            else:
                made = add_call(uow, *dialog.answer)
                propose_criteria(uow, made)
        if page.saved:
            done(made)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_criteria(page: Page, call_id: RecordId) -> CriteriaDialog:
    """Ask what the jury scores."""
    with page.desk.workspace.read() as reader:
        dialog = CriteriaDialog(page.theme, criteria(reader, call_id))

    def store() -> None:
        with page.writing(_("Criteria of the jury")) as uow:
            set_criteria(uow, call_id, dialog.answer)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_application(page: Page, call_id: RecordId, done: Done, typed: Draft | None = None) -> GrantApplicationDialog:
    """Ask for a new draft; with ``typed`` what was typed before stands in the fields."""
    with page.desk.workspace.read() as reader:
        dialog = GrantApplicationDialog(page.theme, municipalities(reader))
    keeper = DraftKeeper(page.desk.workspace, APPLICATION_DRAFT, call_id, dialog, {
        "name": dialog.name, "group": dialog.group, "area": dialog.area, "applicant": dialog.applicant,
        "amount": dialog.amount, "summary": dialog.summary, "ties": dialog.ties, "savings": dialog.savings,
        **{str(id): box for id, box in dialog.towns.items()},
    })  # fmt: skip
    if typed is not None:
        keeper.restore(typed)

    def store() -> None:
        made = RecordId("")
        with page.writing(_("New application {title}").format(title=dialog.draft.title)) as uow:
            made = keep_application(uow, call_id, dialog.draft)
        if page.saved:
            done(made)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def offer_application(page: Page, resume: Callable[[Draft], object]) -> None:
    """Offer to go on with an application that was being typed when the program went down."""
    offer_draft(
        page, APPLICATION_DRAFT, lambda when: _("You were writing an application ({when}).").format(when=when), resume
    )


def ask_change(page: Page, application_id: RecordId) -> GrantApplicationDialog:
    """Ask for the facts of a draft again."""
    with page.desk.workspace.read() as reader:
        standing = reader.require(GrantApplication, application_id)
        facts: dict[str, Any] = {
            name: getattr(standing, name)
            for name in ("title", "group_name", "area", "applicant", "aim_ties", "aim_savings", "requested", "summary")
        }
        draft = ApplicationDraft(**facts, municipalities=tuple(served_by(reader, application_id)))
        dialog = GrantApplicationDialog(page.theme, municipalities(reader), draft)

    def store() -> None:
        with page.writing(_("Change of {name}").format(name=standing.title)) as uow:
            change_application(uow, application_id, dialog.draft)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog
