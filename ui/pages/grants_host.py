"""What the parts of the grant call's page may count on: the edition on show, the list, the panel."""

from collections.abc import Sequence

from op_desktop.domain.grant import GrantCall
from op_desktop.domain.record import RecordId
from ui.models.grants import ApplicationLine
from ui.pages.grants_panel import ApplicationPanel
from ui.pages.page import Page
from ui.pages.rows_card import RowsCard


class GrantsHost(Page):
    """The page as its parts see it."""

    may_write: bool
    calls: Sequence[GrantCall]
    call: GrantCall | None
    """The edition on show."""
    asked: list[RecordId]
    """Reviewers put beside those who gave points, until they give some."""
    reviewers: list[tuple[RecordId, str]]
    """By id and name, as the jury's table shows them."""
    list: RowsCard[ApplicationLine]
    panel: ApplicationPanel

    def add(self) -> None:
        """Ask for an application."""
        raise NotImplementedError

    def show_call(self, call_id: RecordId) -> None:
        """Go to another edition."""
        raise NotImplementedError
