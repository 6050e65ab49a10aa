"""The application that is chosen: its group, what the jury gave, and the money."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_date
from op_desktop.domain.grant import ApplicationStatus, Instalment
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _, ngettext
from op_desktop.register.grant_lists import MemberRow
from ui.models.check_in import Suggestion
from ui.models.grants import (
    AREA_WORDS,
    ApplicationLine,
    CriterionLine,
    MemberLine,
    MembersModel,
    PointsModel,
    aim_words,
    euro,
)
from ui.pages.labs_table import cursor_kept
from ui.pages.person_entry import PersonEntry
from ui.pages.rows_card import KeyTable, Looks
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow
from ui.widgets.segmented import Segmented

_JURY = Looks((150, 94, 94), names=(), numbers=tuple(range(1, 10)))


class Side(StrEnum):
    """What of an application is on show."""

    GROUP = N_("Group")
    JURY = N_("Jury")
    MONEY = N_("Contribution")


class ApplicationPanel(Card):
    """Shows and asks by signal."""

    removed = Signal(object)
    """The id of somebody who does not belong to the group."""
    toggled = Signal(object)
    """The ``MemberRow`` who becomes the group's contact, or no longer is."""
    decided = Signal(str, str)
    """``award`` with the text of the amount, ``reject``, ``take_back``, ``lab``."""
    paid = Signal(object)
    """The ``Instalment`` that was paid, or was not after all."""

    def __init__(self, theme: Theme, find: Callable[[str], Sequence[Suggestion]]) -> None:
        super().__init__(0, 0)
        self._theme = theme
        self.state = Chip(theme, "")
        self.heading = CardTitle("", self.state)
        self.facts = Label("", ink="text2", wrap=True)
        self.side = Segmented(_("What of the application"), [(each, _(each)) for each in Side])
        self.side.chosen.connect(lambda _key: self._turn())
        self.note = Label("", "strong", wrap=True)
        self.person = PersonEntry(theme, _("Who belongs to the group"), _("Add somebody by name"), find, floats=True)
        self.members = MembersModel(self)
        self.table = KeyTable(theme, _("The people of the group"), self.members, Looks((150, 210), chips=(1,)))
        self.table.removed.connect(self._remove)
        self.table.opened.connect(self._toggle)
        self.points = PointsModel(self)
        self.jury = KeyTable(theme, _("Points of the jury"), self.points, _JURY)
        self.jury.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.jury.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )  # fmt: skip
        self.jury.removed.connect(self._clear_points)
        self.jury_note = Label("", "secondary", ink="text2", wrap=True)
        self.money = _MoneySide(theme, self)
        self._group, self._judging = QWidget(), QWidget()
        self._lay_out()
        self.hide()

    def show_application(
        self,
        line: ApplicationLine | None,
        members: Sequence[MemberRow],
        parts: Sequence[Instalment],
        *,
        may_write: bool,
    ) -> None:
        """Show an application, or nothing."""
        self.setVisible(line is not None)
        if line is None:
            return
        row, look = line.row, line.chip
        self.heading.title.setText(row.title)
        self.state.show_state(look.words, look.tone, look.icon)
        where = ", ".join(row.towns)
        if row.intercommunal:
            where = _("{towns} (intercommunal)").format(towns=where)
        lines = (row.group_name, f"{row.area} · {_(AREA_WORDS[row.area])}", aim_words(row), where, row.summary)
        self.facts.setText("\n".join(part for part in lines if part))
        self.note.setText(_group_words(line))
        self.note.set_ink("danger" if row.shared or (row.lacking and row.status is ApplicationStatus.DRAFT) else "")
        with cursor_kept(self.table, self.members):
            self.members.set_rows([MemberLine(each) for each in members])
        self._may_write = may_write
        self.person.setVisible(may_write and row.status is ApplicationStatus.DRAFT)
        self.money.show_money(line, parts, may_write=may_write)
        self._turn()

    def show_points(
        self, reviewers: Sequence[tuple[RecordId, str]], lines: Sequence[CriterionLine], note: str, *, editable: bool
    ) -> None:
        """Show what each reviewer gave."""
        self.points.show(reviewers, lines, editable=editable)
        self.jury.fit_columns((150, *[112] * len(reviewers)))
        self.jury_note.setText(note)

    def turn_to(self, side: Side) -> None:
        """Show this side."""
        self.side.set_current(side)
        self._turn()

    def _remove(self, index: QModelIndex) -> None:
        if self._may_write:
            self.removed.emit(self.members.rows[index.row()].id)

    def _toggle(self, index: QModelIndex) -> None:
        if self._may_write:
            self.toggled.emit(self.members.rows[index.row()].member)

    def _clear_points(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.points.setData(index, "")

    _may_write = False

    def _turn(self) -> None:
        for side, widget in ((Side.GROUP, self._group), (Side.JURY, self._judging), (Side.MONEY, self.money)):
            widget.setVisible(self.side.current == side)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 12)
        top.setSpacing(8)
        top.addWidget(self.facts)
        top.addWidget(self.side)
        self.column.addWidget(self.heading)
        self.column.addLayout(top)
        self.column.addWidget(Line())
        column = QVBoxLayout(self._group)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.note)
        head.addWidget(self.person)
        column.addLayout(head)
        self.table.setMinimumHeight(self._theme.px(150))
        column.addWidget(self.table, 1)
        judging = QVBoxLayout(self._judging)
        judging.setContentsMargins(0, 0, 0, 0)
        judging.addWidget(self.jury, 1)
        judging.addWidget(self.jury_note)
        self.jury_note.setContentsMargins(16, 4, 16, 10)
        self.jury.setMinimumHeight(self._theme.px(150))
        for widget in (self._group, self._judging, self.money):
            self.column.addWidget(widget, 1)


class _MoneySide(QWidget):
    """The decision, the parts of the award, and the lab."""

    def __init__(self, theme: Theme, panel: ApplicationPanel) -> None:
        super().__init__()
        self._theme, self._panel = theme, panel
        self._shown: RecordId | None = None
        """The application whose amount stands in the field."""
        self.amount = QLineEdit()
        self.amount.setAccessibleName(_("Contribution"))
        self.amount.setMaximumWidth(theme.px(130))
        self.amount.returnPressed.connect(self._award)
        self.fund = Button(theme, _("Fund it"), "check", on_click=self._award)
        self.refuse = Button(theme, _("Do not fund"), "x", "soft", on_click=lambda: panel.decided.emit("reject", ""))
        self.back = Button(theme, _("Open the decision again"), "rotate-ccw", "soft",
                           on_click=lambda: panel.decided.emit("take_back", ""))  # fmt: skip
        self.lab = Button(theme, "", "coffee", on_click=lambda: panel.decided.emit("lab", ""))
        self.told = Label("", "strong", wrap=True)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.amount, self.fund, self.refuse):
            row.addWidget(widget)
        row.addStretch(1)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.lab)
        last.addWidget(self.back)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addLayout(row)
        column.addLayout(self.parts)
        column.addLayout(last)
        column.addStretch(1)

    def show_money(self, line: ApplicationLine, parts: Sequence[Instalment], *, may_write: bool) -> None:
        """Show where the money stands."""
        row = line.row
        waiting = row.status is ApplicationStatus.SUBMITTED
        decided = row.status in (ApplicationStatus.FUNDED, ApplicationStatus.REJECTED)
        for widget in (self.amount, self.fund, self.refuse):
            widget.setVisible(waiting and may_write)
        if self._shown != row.id or not self.amount.hasFocus():
            self._shown = row.id
            self.amount.setText(euro(row.requested) if row.requested is not None else "")
        self.back.setVisible(decided and may_write)
        self.lab.setVisible(row.status is ApplicationStatus.FUNDED and (may_write or row.lab_id is not None))
        self.lab.set_text(_("Open the lab") if row.lab_id is not None else _("Make it a lab"))
        self.told.setText(_money_words(line))
        while (item := self.parts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for part in parts:
            self.parts.addWidget(self._part(part, may_write=may_write))

    def _award(self) -> None:
        self._panel.decided.emit("award", self.amount.text())

    def _part(self, part: Instalment, *, may_write: bool) -> ListRow:
        title = f"{euro(part.amount)} · {part.percent} %"
        paid = part.paid_on is not None
        detail = _("paid on {day}").format(day=format_date(part.paid_on)) if part.paid_on else _("to be paid")
        words = _("Not paid after all") if paid else _("Paid today")
        button = Button(self._theme, words, "rotate-ccw" if paid else "check", "soft",
                        on_click=lambda: self._panel.paid.emit(part))  # fmt: skip
        return ListRow(title, detail, trailing=[button] if may_write else [], flush=True)


def _group_words(line: ApplicationLine) -> str:
    row = line.row
    n = row.members
    words = [ngettext("{n} different person", "{n} different people", n).format(n=n)]
    if row.lacking:
        words.append(_("it takes at least 10 to hand in"))
    if row.shared:
        shared = ngettext("{n} stands in another group too", "{n} stand in another group too", row.shared)
        words.append(shared.format(n=row.shared))
    return ", ".join(words)


def _money_words(line: ApplicationLine) -> str:
    row = line.row
    if row.status is ApplicationStatus.FUNDED and row.awarded is not None:
        return _("Funded with {amount}").format(amount=euro(row.awarded))
    if row.status is ApplicationStatus.REJECTED:
        return _("Not funded")
    if row.status is not ApplicationStatus.SUBMITTED:
        return _("Decided once it is handed in.")
    within = line.judged is not None and line.judged.within
    asked = _("Asks for {amount}.").format(amount=euro(row.requested)) if row.requested is not None else ""
    reach = _("By its place the money reaches this far.") if within else ""
    return f"{asked} {reach}".strip() or _("Write how much it receives.")
