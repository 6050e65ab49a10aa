"""The offer to go on with what was being typed when the program went down."""

from collections.abc import Callable

from op_desktop.domain.formats import format_date, format_time
from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.drafts import Draft, forget_draft, waiting_draft
from ui.pages.page import Page


def offer_draft(
    page: Page, kind: str, title: Callable[[str], str], resume: Callable[[Draft], object], name: str = "name"
) -> bool:
    """Offer what waits of this kind in the message strip of the page; returns whether there was any.

    ``title`` gets the words for when it was; ``name`` is the field that tells best what it was. Nothing is offered
    beside an open question: what is typed there has not been lost.
    """
    draft = waiting_draft(page.desk.workspace, kind)
    if draft is None or any(each.isVisible() for each in page.desk.window.findChildren(Dialog)):
        return False

    def go_on() -> None:
        page.banner.clear()
        resume(draft)

    def drop() -> None:
        page.banner.clear()
        forget_draft(page.desk.workspace, kind, draft)

    when = f"{format_date(draft.at.date())}, {format_time(draft.at)}"
    named = draft.values.get(name, "").strip()
    told = _("“{name}” was not confirmed.").format(name=named) if named else _("It was not confirmed.")
    page.banner.tell("info", title(when), told, [(_("Go on"), go_on), (_("Throw away"), drop)])
    return True
