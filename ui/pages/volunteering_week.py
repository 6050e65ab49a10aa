"""The hours of a week as a sheet: digits write, arrows and Tab move, Enter goes down; every cell is stored at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_clock, format_date, parse_minutes
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Task
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.hours_subject import Subject
from op_desktop.register.hours_week import DAYS, Week, copy_week, monday_of, set_cell, week
from op_desktop.register.rates import rates
from op_desktop.storage.reader import Reader
from ui.delegates.week import DayDelegate, VolunteerDelegate
from ui.dialogs.form import Choice
from ui.messages import message_of
from ui.models.check_in import Suggestion
from ui.models.hours_week import FIRST_DAY, NAME, SUM, WeekModel
from ui.models.volunteering import TASKS, subjects, worth_words
from ui.pages.page import Page
from ui.pages.person_entry import PersonEntry, anybody
from ui.pages.volunteering_table import WeekTable
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.label import Label

_WEEK: Final = timedelta(days=DAYS)
_NAME, _DAY, _WIDE_DAY, _SUM = 170, 74, 112, 96


class WeekPart(QWidget):
    """One subject and one week at a time; ``page`` stores and tells."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk, theme = page, page.desk, page.theme
        self._today = page.desk.workspace.now.date()
        self.monday = monday_of(self._today)
        self._also: list[RecordId] = []
        self.week = Week(self.monday, ())
        self.model = WeekModel(self)
        self.subject_choice = Choice(_("Hours of"), [])
        self.subject_choice.setMinimumContentsLength(22)
        self.task = Choice(_("Task of what is written now"), [(task, _(TASKS[task])) for task in Task], Task.OTHER)
        letters = _("Add a volunteer: first letters of the name")
        self.task.setMinimumContentsLength(14)
        self.person = PersonEntry(theme, letters, letters, self._people, adds=False, least=2)
        self.message = Banner(theme)
        self.table = WeekTable(theme, _("Hours of the week"))
        self.label = Label("", "card")
        self.earlier = Button(theme, _("Week before"), "chevron-left", "icon", on_click=lambda: self._move(-1))
        self.later = Button(theme, _("Week after"), "chevron-right", "icon", on_click=lambda: self._move(1))
        self.copy = Button(theme, _("Copy the week before"), "copy", on_click=self.copy_before)
        self.sum = Label("", "figure")
        self.value = Label("", "secondary", ink="text2", wrap=True)
        self._legend = Label(_("Dashed ring: a draft, to be confirmed"), "secondary", ink="text2")
        self._nobody = Label(_("Nobody gave hours here in the last weeks. Type a name above."), ink="text2", wrap=True)
        self._build()
        self._connect()

    @property
    def subject(self) -> Subject | None:
        """What the hours are given to."""
        key = self.subject_choice.key
        return key if isinstance(key, Subject) else None

    def refresh(self) -> None:
        """Read the week again; the cell with the keyboard keeps it."""
        with self.desk.workspace.read() as reader:
            self._today = reader.today
            self._offer(reader)
            subject = self.subject
            assert subject is not None
            self.week = week(reader, self.monday, subject, self._also, self.desk.view)
            entries = [entry for row in self.week.rows for cell in row.cells for entry in cell.entries]
            last = min(self.monday + _WEEK - timedelta(days=1), self._today)
            self.value.setText(worth_words(rates(reader), entries, last))
        self._show()

    def focus(self) -> None:
        """The keyboard to the grid, else to the field above."""
        if not self.model.rows:
            self.person.field.setFocus()
            return
        index = self.table.currentIndex()
        if not FIRST_DAY <= index.column() < SUM:
            self.table.setCurrentIndex(self.model.index(max(index.row(), 0), self._column_today))
        self.table.setFocus()

    def propose(self, subject: Subject) -> bool:
        """Begin with this subject, until the person chooses another one; returns whether it is a new one."""
        if self._chosen or subject == self.subject or subject not in self.subject_choice.keys:
            return False
        with QSignalBlocker(self.subject_choice):
            self.subject_choice.setCurrentIndex(self.subject_choice.keys.index(subject))
        return True

    def tell(self, error: Exception) -> bool:
        """What is wrong with the hours is said where they are written."""
        message = message_of(error)
        self.message.tell(message.tone, message.title, message.text)
        self.table.refused = True
        return True

    def copy_before(self) -> None:
        """Take over the week before, as far as this one is empty and past."""
        subject, made = self.subject, 0
        if subject is None:
            return
        self.message.clear()
        with self.page.writing(_("Copy the week before")) as uow:
            made = copy_week(uow, subject, self.monday)
        if self.page.saved:
            text = ngettext("{n} entry copied, to be confirmed", "{n} entries copied, to be confirmed", made)
            self.page.say_undoable(text.format(n=made))
            self.focus()

    def _offer(self, reader: Reader) -> None:
        offered, current = subjects(reader, self.desk.place, self.desk.view), self.subject_choice.key
        if [key for key, _words in offered] != self.subject_choice.keys:
            with QSignalBlocker(self.subject_choice):
                self.subject_choice.set_options(offered, current)

    def _show(self) -> None:
        self.model.show_week(self.week, self._today)
        shown_for = (self._today, self.monday)
        if self._shown_for != shown_for:
            self._shown_for = shown_for
            self._dress()
        last = self.week.days[-1]
        span = _("{first} to {last}").format(
            first=format_date(self.monday, "short"), last=f"{format_date(last, 'short')} {last.year}"
        )
        self.label.setText(span)
        self.later.setEnabled(self.monday + _WEEK <= self._today)
        self.table.setVisible(bool(self.model.rows))
        self._nobody.setVisible(not self.model.rows)
        self.sum.setText(_("{hours} hours").format(hours=format_clock(self.week.minutes)))

    _shown_for: tuple[date, date] | None = None
    """Today and the Monday that the columns are dressed for."""
    _chosen = False
    """Whether the person chose a subject."""

    @property
    def _column_today(self) -> int:
        """Today's column, else the end of the week that is nearest."""
        return FIRST_DAY + min(max((self._today - self.monday).days, 0), DAYS - 1)

    def _dress(self) -> None:
        theme, table = self.page.theme, self.table
        table.setItemDelegateForColumn(NAME, VolunteerDelegate(theme, table, lined=True))
        for number, day in enumerate(self.week.days):
            ground = "primary_tint" if day == self._today else "surface2" if day > self._today else ""
            table.setItemDelegateForColumn(FIRST_DAY + number, DayDelegate(theme, number, table, ground=ground))
        table.setItemDelegateForColumn(SUM, DayDelegate(theme, DAYS, table))
        self._fit()

    def _fit(self) -> None:
        day = _WIDE_DAY if self.desk.window.wide else _DAY
        self.table.fit_columns((_NAME, *(day,) * DAYS, _SUM))

    def _people(self, text: str) -> Sequence[Suggestion]:
        with self.desk.workspace.read() as reader:
            return anybody(reader, text, self.desk.view)

    def _add(self, person: Suggestion) -> None:
        if person.person_id not in self._also:
            self._also.append(person.person_id)
        self.refresh()
        row = self.model.row_of(person.person_id) or 0
        day = self.table.currentIndex().column()
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(row, day if FIRST_DAY <= day < SUM else self._column_today))

    def _typed(self, person_id: RecordId, day: int, text: str) -> None:
        subject = self.subject
        assert subject is not None
        self.table.refused = False
        try:
            minutes = parse_minutes(text) if text.strip() else 0
        except UserError as error:
            self.tell(error)
            return
        on = self.monday + timedelta(days=day)
        standing = next((row.cells[day] for row in self.week.rows if row.person_id == person_id), None)
        if standing is not None and standing.minutes == minutes:
            self.message.clear()
            return
        # Somebody whose last hours are taken away stays on the sheet: a slip is typed again.
        if person_id not in self._also:
            self._also.append(person_id)
        with self.page.writing(_("Hours of {day}").format(day=format_date(on, "day"))) as uow:
            set_cell(uow, subject, person_id, on, minutes, Task(str(self.task.key)))
        if self.page.saved:
            self.message.clear()

    def _move(self, weeks: int) -> None:
        self.monday += _WEEK * weeks
        self._forget()

    def _choose(self) -> None:
        self._chosen = True
        self._forget()

    def _forget(self) -> None:
        self._also.clear()
        self.message.clear()
        self.refresh()

    def _connect(self) -> None:
        self.subject_choice.currentIndexChanged.connect(lambda _number: self._choose())
        self.desk.window.density_changed.connect(self._fit)
        self.model.typed.connect(self._typed)
        self.person.picked.connect(self._add)
        self.person.left_down.connect(self.focus)
        self.table.cleared.connect(lambda index: self.model.setData(index, ""))
        self.table.typed_away.connect(self.person.type_on)
        self.table.week_wanted.connect(self._turn)

    def _turn(self, weeks: int) -> None:
        # A week may have begun since the sheet was read.
        if weeks > 0:
            self.refresh()
        if weeks < 0 or self.later.isEnabled():
            self._move(weeks)
            self.focus()

    def _build(self) -> None:
        card = Card(0, 0)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(self.page.theme.px(150))
        head = _line(self.label, self.earlier, self.later, None, self.subject_choice, self.task)
        tools = _line(self.person, self.copy, stretched=self.person, top=True)
        told = QVBoxLayout()
        told.setContentsMargins(16, 0, 16, 8)
        told.addWidget(self.message)
        told.addWidget(self._nobody)
        foot = _line(self.sum, self.value, self._legend, stretched=self.value)
        for widget in (head, Line(), tools):
            card.column.addWidget(widget)
        card.column.addLayout(told)
        card.column.addWidget(self.table, 1)
        card.column.addStretch(0)
        card.column.addWidget(Line())
        card.column.addWidget(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card, 1)


def _line(*widgets: QWidget | None, stretched: QWidget | None = None, top: bool = False) -> QWidget:
    """Widgets side by side; None is a spring."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(16, 8, 16, 8)
    line.setSpacing(8)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            align = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0)
            line.addWidget(widget, 1 if widget is stretched else 0, align)
    return box
