"""Printed sheets on record: remembered before the paper is made, forgotten where none was."""

from contextlib import suppress
from dataclasses import dataclass

from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.register import printed_sheets
from op_desktop.storage.unit_of_work import ChangedSince, ChangeSet
from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class RememberedSheet:
    """The sheet, and what was written to remember it."""

    sheet: PrintedSheet
    changes: ChangeSet


def remember_sheet(page: Page, lesson_id: RecordId, drafted: PrintedSheet | None = None) -> RememberedSheet | None:
    """Remember the sheet of a lesson, ``drafted`` if it was shown; None where refused, which the page then says.

    It is no step of the page that can be undone: the paper would be out already.
    """
    try:
        with page.desk.workspace.write(_("sheet to sign")) as uow:
            sheet = printed_sheets.print_sheet(uow, lesson_id, drafted)
    except UserError as error:
        page.tell_error(error)
        return None
    return RememberedSheet(sheet, uow.changes)


def forget_sheet(page: Page, changes: ChangeSet) -> None:
    """Take the record back: no paper came of it. One that was changed since, elsewhere, stays on record."""
    if changes.steps:
        with suppress(ChangedSince):
            page.desk.workspace.revert(changes)
