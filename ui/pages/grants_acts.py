"""What can be done with an application: each act is one save that can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from op_desktop.domain.grant import Instalment
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.register.grant_awards import award, open_lab, pay, reject, take_decision_back
from op_desktop.register.grant_lists import MemberRow
from op_desktop.register.grant_scores import give_points
from op_desktop.register.grants import add_member, back_to_draft, remove_member, set_contact, submit, withdraw
from op_desktop.register.people import add_person, split_name
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.dialogs.grant_call import money
from ui.models.grants import euro
from ui.pages.grants_host import GrantsHost
from ui.pages.grants_panel import Side
from ui.pages.grants_paper import save_print


class PointsUnclear(UserError):
    """A text that is no number of points."""

    title = N_("Write the points as a whole number.")
    advice = N_("Empty takes them away. Nothing was changed.")


class GrantActs:
    """Writes through its page, about the application that is chosen."""

    def __init__(self, page: GrantsHost) -> None:
        self._page = page

    def hand_in(self) -> None:
        """Submit it; what is missing is said, and it stays a draft."""
        self._write(_("Hand in {title}"), submit, _("Application handed in: {title}"))

    def to_draft(self) -> None:
        """Let the group correct it."""
        self._write(_("{title} back to draft"), back_to_draft)

    def give_up(self) -> None:
        """The group withdraws."""
        self._write(_("Withdraw {title}"), withdraw, _("Application withdrawn: {title}"))

    def to_people(self) -> None:
        """The keyboard to the names of the group."""
        if self._page.list.current is not None:
            self._page.panel.turn_to(Side.GROUP)
            if self._page.panel.person.isVisible():
                self._page.panel.person.clear()

    def add_member(self, person_id: RecordId) -> None:
        """Somebody of the group."""
        first = not self._page.panel.members.rows
        self._write(_("Group of {title}"), lambda uow, id: add_member(uow, id, person_id, contact=first))
        if self._page.saved:
            self._page.panel.person.clear()

    def add_new_member(self, text: str) -> None:
        """Somebody of the group who is put on file now."""
        first = not self._page.panel.members.rows

        def act(uow: UnitOfWork, application_id: RecordId) -> None:
            add_member(uow, application_id, add_person(uow, *split_name(text)), contact=first)

        self._write(_("Group of {title}"), act)
        if self._page.saved:
            self._page.panel.person.clear()

    def remove_member(self, person_id: RecordId) -> None:
        """Somebody who does not belong to the group."""
        self._write(_("Group of {title}"), lambda uow, id: remove_member(uow, id, person_id), _("Taken off the group"))

    def toggle_contact(self, member: MemberRow) -> None:
        """Who speaks for the group."""
        self._write(
            _("Contact of {title}"), lambda uow, id: set_contact(uow, id, member.person_id, not member.contact),
            _("The contacts of {title} are changed"),
        )  # fmt: skip

    def give(self, criterion_id: RecordId, reviewer_id: RecordId, text: str) -> None:
        """Points as they were typed; empty takes them away."""

        def act(uow: UnitOfWork, application_id: RecordId) -> None:
            give_points(uow, application_id, criterion_id, reviewer_id, points_of(text))

        index = self._page.panel.jury.currentIndex()
        self._write(_("Points for {title}"), act)
        # The editor is still open: the keyboard goes down once it is gone. Where points were taken away it stays.
        if text.strip():
            QTimer.singleShot(0, self._page.panel.jury, lambda: self._below(index.row(), index.column()))

    def decide(self, what: str, text: str) -> None:
        """Money, a refusal, the way back, or a lab."""
        line = self._page.list.current
        if line is None:
            return
        if what == "lab" and line.row.lab_id is not None:
            self._page.desk.go("labs", lab_id=line.row.lab_id)
            return
        acts: dict[str, tuple[str, Callable[[UnitOfWork, RecordId], object], str]] = {
            "award": (_("Fund {title}"), lambda uow, id: award(uow, id, money(text)), _("Application funded: {title}")),
            "reject": (_("Refuse {title}"), reject, _("Application not funded: {title}")),
            "take_back": (_("Open the decision about {title} again"), take_decision_back, ""),
            "lab": (_("Lab out of {title}"), open_lab, _("{title} is a lab now")),
        }
        self._write(*acts[what])

    def pay(self, part: Instalment) -> None:
        """A part of the award was paid today, or was not after all."""
        day = None if part.paid_on else self._page.desk.workspace.now.date()
        label = _("{amount} for {title}").replace("{amount}", euro(part.amount))
        self._write(label, lambda uow, id: pay(uow, id, part.position, day))

    def print_round(self) -> None:
        """The round sheet of the edition."""
        if self._page.call is not None:
            save_print(self._page, self._page.call, letters=False)

    def _below(self, row: int, column: int) -> None:
        """The next criterion of the same reviewer, as in a spreadsheet."""
        points = self._page.panel.points
        if points.index(row + 1, column).isValid():
            self._page.panel.jury.setCurrentIndex(points.index(row + 1, column))

    def _write(self, label: str, act: Callable[[UnitOfWork, RecordId], object], told: str = "") -> None:
        """One save; ``label`` and ``told`` name the project as ``{title}``."""
        line = self._page.list.current
        if line is None:
            return
        with self._page.writing(label.format(title=line.row.title)) as uow:
            act(uow, line.id)
        if self._page.saved and told:
            self._page.say_undoable(told.format(title=line.row.title))


def points_of(text: str) -> int | None:
    """The points in a text, None for none; raises ``PointsUnclear``."""
    bare = text.strip()
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 4):
        raise PointsUnclear
    return int(bare)
