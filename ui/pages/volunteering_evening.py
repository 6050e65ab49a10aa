"""The sheet of an evening beside the month by person: Enter confirms, S takes last time's people."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from op_desktop.domain.formats import format_clock, format_date, format_time, parse_minutes
from op_desktop.domain.names import words
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Activity
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.evening import evening, same_as_last
from op_desktop.register.labs import labs
from op_desktop.register.meetings import RegisterState
from op_desktop.register.people import full_name
from op_desktop.register.rates import rates
from op_desktop.register.regulars import suggest
from op_desktop.register.sessions import sessions_of_day
from op_desktop.register.volunteering import ShiftRow, confirm, hours
from op_desktop.storage.reader import Reader
from ui.messages import message_of
from ui.models.check_in import Suggestion, near_day, suggestion_of
from ui.models.volunteering import SheetRow, Valued, by_person, worth_words
from ui.pages.labs_questions import ask_meeting
from ui.pages.page import Page
from ui.pages.volunteering_draft import EveningDraft
from ui.pages.volunteering_month import MonthCard
from ui.pages.volunteering_sheet import LEAST_LETTERS, EveningSheet
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState

_ROWS = 6


class EveningPart(QWidget):
    """Opens on the meeting of the moment; ``page`` stores and tells."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.draft: EveningDraft | None = None
        self.sheet = EveningSheet(page.theme)
        self.month = MonthCard(page.theme, page.desk.workspace.now.date())
        self.no_meeting = Card(0, 0)
        self._nothing = EmptyState(
            page.theme, "timer", _("No meeting today. Choose the one whose hours you want to write."),
            _("Choose a meeting"), self.choose_meeting,
        )  # fmt: skip
        self.no_meeting.column.addWidget(self._nothing)
        columns = Columns(page.theme, right_width=430, right_least=388, left_least=500)
        columns.left.addWidget(self.sheet, 1)
        columns.left.addWidget(self.no_meeting, 1)
        columns.right.addWidget(self.month, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(columns, 1)
        self._connect()
        self.sheet.hide()

    def refresh(self) -> None:
        """Read the evening and the month again; what was changed on the sheet stays."""
        with self.desk.workspace.read() as reader:
            self._read_evening(reader)
            self._show_sheet(reader)
            self._show_month(reader)

    def visit(self, named: object) -> None:
        """The sheet of the meeting named, else of the one of the moment, or what was begun."""
        with self.desk.workspace.read() as reader:
            wanted = RecordId(str(named)) if named else None if self.draft else self._moment(reader)
            if wanted is not None and (self.draft is None or self.draft.evening.session.id != wanted):
                self.draft = EveningDraft(evening(reader, wanted))
                self.sheet.message.clear()

    def choose_meeting(self) -> None:
        """Ask for a lab and a day."""
        ask_meeting(self.page, lambda session_id: self.page.visit(session_id=session_id))

    def tell(self, error: Exception) -> bool:
        """What is wrong with the hours is said where they are written; False where nothing is written here."""
        if self.draft is None:
            return False
        message = message_of(error)
        self.sheet.message.tell(message.tone, message.title, message.text)
        return True

    def confirm_sheet(self) -> None:
        """Store the evening and vouch for it."""
        if self.draft is None:
            return
        if self.draft.changes_nothing:
            self.sheet.message.tell("info", _("Nobody is ticked yet."), _("Type the first letters of a name."))
            return
        minutes = self.draft.total
        people = sum(row.ticked for row in self.draft.rows)
        with self.page.writing(_("Hours of {lab}").format(lab=self.draft.evening.session.lab)) as uow:
            self.draft.store(uow)
        if self.page.saved:
            self.sheet.message.clear()
            with self.desk.workspace.read() as reader:
                self.draft = EveningDraft(evening(reader, self.draft.evening.session.id))
            self.refresh()
            self.sheet.clear_field()
            text = ngettext("{hours} of {n} person confirmed", "{hours} of {n} people confirmed", people)
            self.page.say_undoable(text.format(hours=format_clock(minutes), n=people))

    def focus(self) -> None:
        """The keyboard to where one begins."""
        field: QWidget = self.sheet.field if self.draft is not None else self._nothing.button
        field.setFocus()
        # Where the page is higher than the window, its parts have their places only now.
        QTimer.singleShot(0, field, lambda: self.page.ensureWidgetVisible(field, 0, 120))

    def leave(self) -> None:
        """To the check-in of the meeting."""
        if self.draft is not None:
            self.desk.go("labs", session_id=self.draft.evening.session.id)

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.typed.connect(self._typed)
        sheet.picked.connect(self._add)
        sheet.toggled.connect(self._toggle)
        sheet.length_typed.connect(self._give)
        sheet.confirm.connect(self.confirm_sheet)
        sheet.same_people.connect(self._take_last)
        sheet.left.connect(self.leave)
        self.month.month_changed.connect(self._read_month)
        self.month.confirm_wanted.connect(self.vouch)

    def _moment(self, reader: Reader) -> RecordId | None:
        """Today's open meeting, else the one that began last, else the first to come."""
        now = reader.now
        today = [row for row in sessions_of_day(reader, reader.today, self.desk.place, self.desk.view)
                 if row.state is not RegisterState.CANCELLED]  # fmt: skip
        if not today:
            return None
        ranks = {RegisterState.DRAFT: 2, RegisterState.CLOSED: 1}
        begun = [row for row in today if row.starts_at <= now or row.state is RegisterState.DRAFT]
        if not begun:
            return today[0].id
        return max(begun, key=lambda row: (ranks.get(row.state, 1), row.starts_at)).id

    def _read_evening(self, reader: Reader) -> None:
        if self.draft is None:
            return
        session = self.draft.evening.session
        last = same_as_last(reader, session.lab_id, session.id)
        self.draft.renew(evening(reader, session.id), last)
        for person_id in last.minutes if last else ():
            if person_id not in self.draft.names:
                person = reader.require(Person, person_id)
                self.draft.names[person_id] = (person.family_name, person.given_name)

    def _show_sheet(self, reader: Reader) -> None:
        self.sheet.setVisible(self.draft is not None)
        self.no_meeting.setVisible(self.draft is None)
        if self.draft is None:
            return
        session, last, rows = self.draft.evening.session, self.draft.last, self.draft.rows
        day = format_date(session.starts_at.date(), "day")
        when = _("{day}, {start}, {length} hours").format(
            day=day, start=format_time(session.starts_at), length=format_clock(session.minutes)
        )
        self.sheet.show_heading(session.lab, when)
        self.sheet.show_rows(rows)
        people = sum(row.ticked for row in rows)
        same = _("Same people as {day}").format(day=near_day(last.starts_at.date(), reader.today)) if last else ""
        button = ngettext("Confirm {n} person", "Confirm {n} people", people).format(n=people)
        button = _("Confirm") if self.draft.changes_nothing else button
        hours_text = _("{hours} hours").format(hours=format_clock(self.draft.total))
        on = session.starts_at.date()
        given = [Valued(on, Activity.LAB, row.minutes) for row in rows if row.ticked]
        self.sheet.show_sum(hours_text, worth_words(rates(reader), given, on), button, same)

    def _show_again(self) -> None:
        with self.desk.workspace.read() as reader:
            self._show_sheet(reader)

    def _show_month(self, reader: Reader) -> None:
        first, last = self.month.first_day, self.month.last_day
        known, day = rates(reader), min(last, reader.today)
        self.month.show_month(by_person(self._shifts(reader, first, last)), partial(worth_words, known, day=day))

    def _read_month(self) -> None:
        with self.desk.workspace.read() as reader:
            self._show_month(reader)

    def _shifts(self, reader: Reader, first: date, last: date) -> Sequence[ShiftRow]:
        """The month's hours: everywhere, or those of the labs of the place."""
        if self.desk.place is None:
            return hours(reader, first, last, view=self.desk.view).rows
        here = labs(reader, self.desk.place, closed=True, view=self.desk.view)
        return [row for lab in here for row in hours(reader, first, last, lab_id=lab.id).rows]

    def _typed(self, text: str) -> None:
        if self.draft is None:
            return
        same = text.casefold() == "s"
        if same != self.draft.same:
            self.draft.same = same
            self._show_again()
        self.sheet.show_people(self._people(text) if len(text) >= LEAST_LETTERS else [])

    def _people(self, text: str) -> list[Suggestion]:
        """Volunteers of the sheet who are not ticked, then everybody else."""
        assert self.draft is not None
        typed = words(text)
        usual = [_usual(row, typed) for row in self.draft.rows if not row.ticked and _begins(row, typed)]
        with self.desk.workspace.read() as reader:
            found = suggest(reader, self.draft.evening.session.id, text, _ROWS, self.desk.view)
            others = [suggestion_of(row, text, reader.today) for row in found]
        taken = {row.person_id for row in self.draft.rows if row.ticked} | {each.person_id for each in usual}
        return [*usual, *(each for each in others if each.person_id not in taken)][:_ROWS]

    def _add(self, person_id: RecordId) -> None:
        assert self.draft is not None
        with self.desk.workspace.read() as reader:
            person = reader.require(Person, person_id)
        self.draft.add(person_id, person.family_name, person.given_name)
        self.sheet.clear_field()
        self._show_again()

    def _take_last(self) -> None:
        if self.draft is not None:
            self.draft.same = True
            self._show_again()
            self.sheet.accept.setFocus()

    def _toggle(self, person_id: RecordId) -> None:
        assert self.draft is not None
        self.draft.toggle(person_id)
        self._show_again()

    def _give(self, person_id: RecordId, text: str) -> None:
        assert self.draft is not None
        if not text.strip():
            return
        try:
            minutes = parse_minutes(text)
        except UserError as error:
            self.page.tell_error(error)
            return
        self.sheet.message.clear()
        self.draft.give(person_id, minutes)
        self._show_again()

    def vouch(self, shift_ids: Sequence[RecordId]) -> None:
        """The signed-in person confirms these entries."""
        with self.page.writing(_("Confirm hours")) as uow:
            confirm(uow, shift_ids)
        if self.page.saved:
            text = ngettext("{n} entry confirmed", "{n} entries confirmed", len(shift_ids))
            self.page.say_undoable(text.format(n=len(shift_ids)))


def _begins(row: SheetRow, typed: Sequence[str]) -> bool:
    spoken = words(row.name)
    return all(any(word.startswith(part) for word in spoken) for part in typed)


def _usual(row: SheetRow, typed: Sequence[str]) -> Suggestion:
    often = ngettext("Volunteer, {n} meeting lately", "Volunteer, {n} meetings lately", row.times).format(n=row.times)
    return Suggestion(row.person_id, full_name(row.family_name, row.given_name), often, tuple(typed), True)
