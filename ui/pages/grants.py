"""The grant call: an edition's applications, the group, the jury and the money of the one that is chosen."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QMenu

from op_desktop.domain.account import Account
from op_desktop.domain.formats import format_date, format_number
from op_desktop.domain.grant import (
    REVIEWERS,
    ApplicationMember,
    ApplicationMunicipality,
    Criterion,
    GrantApplication,
    GrantCall,
    Instalment,
    Score,
)
from op_desktop.domain.lab import Lab
from op_desktop.domain.person import Person, SameAs
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.grant_lists import MemberRow, applications, calls, instalments, members
from op_desktop.register.grant_scores import criteria, ranking
from op_desktop.security.permissions import Permission
from op_desktop.storage.reader import Reader
from ui.desk import Desk
from ui.drafts import Draft
from ui.models.check_in import Suggestion
from ui.models.grants import ApplicationLine, ApplicationsModel, CriterionLine, application_words, euro
from ui.pages.grants_acts import GrantActs
from ui.pages.grants_head import edition_menu, head_buttons, print_menu
from ui.pages.grants_host import GrantsHost
from ui.pages.grants_panel import ApplicationPanel
from ui.pages.grants_questions import ask_application, ask_call, offer_application
from ui.pages.person_entry import people_found
from ui.pages.rows_card import Looks, RowsCard
from ui.widgets.button import Button
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label

_LOOKS = Looks((36, 190, 56, 74, 130, 70, 86, 152), names=(1,), chips=(7,), numbers=(0, 2, 3, 5, 6), stretched=1,
               spare=(4, 2, 6))  # fmt: skip


class GrantsPage(GrantsHost):
    """Operators read it; the administration writes."""

    watches = (GrantCall, GrantApplication, ApplicationMember, ApplicationMunicipality, Criterion, Score, Instalment,
               Person, SameAs, Lab, Account)  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Grant call"))
        self.may_write = desk.may(Permission.WRITE_GRANTS)
        self.calls = ()
        self.call = None
        self.asked = []
        self.reviewers = []
        self._members: Sequence[MemberRow] = ()
        self.acts = GrantActs(self)
        self.edition = Button(desk.theme, _("Edition"), "chevron-down", "soft")
        self.edition.clicked.connect(lambda: self._open_menu(self.edition, edition_menu(self)))
        self.files = Button(desk.theme, _("Print and export"), "printer", "soft")
        self.files.clicked.connect(lambda: self._open_menu(self.files, print_menu(self)))
        self.money = Label("", ink="text2", wrap=True)
        empty = EmptyState(
            desk.theme, "sprout", _("The groups that apply will be here."),
            _("New application") if self.may_write else "", self.add,
        )  # fmt: skip
        self.list = RowsCard(
            desk.theme, _("Applications"), ApplicationsModel(self), _LOOKS, application_words, empty,
            [self.edition, self.files],
        )  # fmt: skip
        self.panel = ApplicationPanel(desk.theme, self._find)
        self._columns = Columns(desk.theme, right_width=440, right_least=372, left_least=520)
        self._columns.left.addWidget(self.list, 1)
        self._columns.left.addWidget(self.money)
        self._columns.right.addWidget(self.panel, 1)
        self.column.addWidget(self._columns, 1)
        self._connect()

    def refresh(self) -> None:
        """Read the edition again; what is chosen stays chosen."""
        with self.desk.workspace.read() as reader:
            self.calls = calls(reader)
            standing = self.call.id if self.call is not None else None
            chosen = next((call for call in self.calls if call.id == standing), None)
            self.call = chosen or next(iter(self.calls), None)
            lines = self._lines(reader)
        self.list.show_rows(lines, lambda n: ngettext("{n} application", "{n} applications", n).format(n=n))
        self.files.setEnabled(self.call is not None)
        self._tell(lines)

    def visit(self, **where: object) -> None:
        """With ``application_id`` that application, in its edition."""
        named = where.get("application_id")
        self.refresh_if_stale()
        if named is not None:
            self.show_application(RecordId(str(named)))
        self.list.focus()
        if self.may_write:
            offer_application(self, self._resume)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New application, filter, the field of names, the round sheet."""
        return {"new": self.add, "filter": self.list.filter.setFocus, "quick_field": self.acts.to_people,
                "print": self.acts.print_round}  # fmt: skip

    def show_call(self, call_id: RecordId) -> None:
        """Go to another edition."""
        with self.desk.workspace.read() as reader:
            self.call = reader.get(GrantCall, call_id)
        self.asked.clear()
        self.list.filter.clear()
        self.refresh()

    def show_application(self, application_id: RecordId) -> None:
        """Choose an application, going to its edition."""
        with self.desk.workspace.read() as reader:
            application = reader.get(GrantApplication, application_id)
        if application is not None:
            self.show_call(application.call_id)
            self.list.select(application_id)

    def add(self) -> None:
        """Ask for an application; without an edition, for that first."""
        if not self.may_write:
            return
        if self.call is None:
            ask_call(self, 1, self.show_call)
        else:
            ask_application(self, self.call.id, self.show_application)

    def _resume(self, draft: Draft) -> None:
        self.show_call(RecordId(draft.of))
        if self.call is not None:
            ask_application(self, self.call.id, self.show_application, draft)

    def _connect(self) -> None:
        panel, acts = self.panel, self.acts
        self.list.chosen.connect(self._show_panel)
        self.list.opened.connect(acts.to_people)
        panel.person.picked.connect(lambda who: acts.add_member(who.person_id))
        panel.person.new_person.connect(acts.add_new_member)
        panel.removed.connect(acts.remove_member)
        panel.toggled.connect(acts.toggle_contact)
        panel.points.typed.connect(acts.give)
        panel.decided.connect(acts.decide)
        panel.paid.connect(acts.pay)

    def _lines(self, reader: Reader) -> list[ApplicationLine]:
        if self.call is None:
            return []
        rows = applications(reader, self.call.id)
        judged = ranking(reader, self.call.id, rows)
        self.reviewers = self._jury(reader, {id for each in judged for id in each.points})
        ranked = [ApplicationLine(each.row, each) for each in judged]
        known = {line.id for line in ranked}
        return [*ranked, *(ApplicationLine(row) for row in rows if row.id not in known)]

    def _jury(self, reader: Reader, gave: set[RecordId]) -> list[tuple[RecordId, str]]:
        """Who gave points and who was asked to; who is at work stands in while there are too few."""
        ids = [*sorted(gave), *(id for id in self.asked if id not in gave)]
        if self.may_write and len(ids) < REVIEWERS and self.desk.account.id not in ids:
            ids.append(self.desk.account.id)
        found = [(id, account.name) for id in ids if (account := reader.get(Account, id)) is not None]
        return sorted(found, key=lambda each: each[1])

    def _tell(self, lines: Sequence[ApplicationLine]) -> None:
        """The edition and its money, whatever the filter leaves out."""
        call = self.call
        if call is None:
            self.money.setText(_("No edition of the call yet: the first application asks for one."))
            return
        given = sum((line.row.awarded or Decimal() for line in lines), Decimal())
        opened, closed = format_date(call.opens_on), format_date(call.closes_on)
        edition = _("Edition {n}").format(n=call.edition)
        self.header.set_title(_("Grant call"), f"{call.title} · {edition} · {opened} – {closed}")
        words = _("At most {ceiling} a project. {given} of {budget} awarded.")
        self.money.setText(words.format(ceiling=euro(call.ceiling), given=euro(given), budget=euro(call.budget)))

    def _show_panel(self) -> None:
        line = self.list.current
        parts: Sequence[Instalment] = ()
        asked: Sequence[Criterion] = ()
        self._members = ()
        if line is not None and self.call is not None:
            with self.desk.workspace.read() as reader:
                self._members = members(reader, line.id)
                parts, asked = instalments(reader, line.id), criteria(reader, self.call.id)
        self._columns.set_side(line is not None)
        self.panel.show_application(line, self._members, parts, may_write=self.may_write)
        self._show_points(line, asked)
        self.header.set_buttons(*head_buttons(self, self.acts, line))

    def _show_points(self, line: ApplicationLine | None, asked: Sequence[Criterion]) -> None:
        judged = line.judged if line is not None else None
        given = judged.points if judged is not None else {}
        lines = [
            CriterionLine(each, {id: points[each.id] for id, points in given.items() if each.id in points})
            for each in asked
        ]
        note = _("Once two reviewers have given all points, the project has its place.")
        if judged is not None and judged.score is not None:
            note = _("Score {score} of 100, mean of {n} reviewers.").format(
                score=format_number(judged.score, decimals=2), n=len(judged.totals)
            )
        self.panel.show_points(self.reviewers, lines, note, editable=self.may_write and judged is not None)

    def _find(self, text: str) -> list[Suggestion]:
        with self.desk.workspace.read() as reader:
            return people_found(reader, text, [each.person_id for each in self._members])

    def _open_menu(self, button: Button, menu: QMenu) -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
