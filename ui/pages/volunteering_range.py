"""Hours of several weeks told at once: who, what, which weekdays, and every meeting shown before it is written."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_clock, format_date, format_time, format_weekday, parse_minutes
from op_desktop.domain.volunteering import Task
from op_desktop.errors import UserError
from op_desktop.language import N_, _, ngettext
from op_desktop.register.hours_range import NoEntry, RangeRow, Span
from op_desktop.register.hours_subject import Subject
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.models.volunteering import TASKS
from ui.pages.person_entry import Find, PersonEntry
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import RowButton
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.list_row import TwoLines

AFTER_TYPING: Final = 120
"""Milliseconds after the last letter until the days are worked out again."""
WEEKS: Final = 3
DAYS: Final = 7

Rows = Callable[[Span, set[date], set[date]], Sequence[RangeRow]]
Usual = Callable[[Subject], tuple[int | None, int]]
"""Weekday and minutes of a lab; no weekday and two hours for what has no rhythm."""


class NobodyChosen(UserError):
    """Hours of nobody."""

    title = N_("Choose whose hours these are.")
    advice = N_("Type the first letters of the name, then Enter.")


class DayRow(RowButton):
    """A meeting of the span: on, it becomes an entry; Space or Enter changes it where it can be changed."""

    def __init__(self, theme: Theme, row: RangeRow, length: str) -> None:
        day = format_date(row.day, "long")
        title = day[0].upper() + day[1:]
        detail = length if row.taken else _("left out")
        if row.taken and row.moment.timed:
            detail = f"{format_time(row.moment.starts_at)} · {length}"
        super().__init__(", ".join(part for part in (title, detail, row.words) if part), "choice")
        self.day = row.day
        self.setProperty("slim", True)
        self.setCheckable(True)
        self.setChecked(row.taken)
        self.setEnabled(row.open)
        icon, token = ("circle-check", "primary_text") if row.taken else ("circle", "text3")
        self.add(Glyph(theme, icon, token))
        self.add(TwoLines(title, detail, inline=True), 1)
        if row.words:
            self.add(Chip(theme, row.words, "warning" if row.open else "neutral", "triangle-alert" if row.open else ""))


class RangeDialog(FormDialog):
    """``span`` and ``days`` hold the answer; nothing is written before it is confirmed."""

    def __init__(
        self, theme: Theme, subjects: Sequence[tuple[Subject, str]], current: Subject | None, *, search: Find,
        rows: Rows, usual: Usual, today: date,
    ) -> None:  # fmt: skip
        super().__init__(
            theme, _("Hours of several weeks"), _("One entry for each meeting: look at the days, then write them all."),
            confirm="x", width=680,
        )  # fmt: skip
        self.span: Span | None = None
        self.days: tuple[date, ...] = ()
        self._rows_of, self._usual, self._today = rows, usual, today
        self._kept: set[date] = set()
        self._left_out: set[date] = set()
        self.rows: list[DayRow] = []
        self.person = PersonEntry(
            theme, _("Whose hours"), _("First letters of the name"), search, adds=False, keeps=True, least=2
        )
        self.subject = Choice(_("Hours of"), subjects, current)
        self.task = Choice(_("Task"), [(task, _(TASKS[task])) for task in Task], Task.OTHER)
        self.first_day = text_field(_("From the day"), format_date(today - timedelta(weeks=WEEKS) + timedelta(days=1)))
        self.last_day = text_field(_("To the day"), format_date(today))
        self.length = text_field(_("Hours each time"), "", "2:30")
        self.weekdays = [_weekday(number) for number in range(DAYS)]
        self.list = QVBoxLayout()
        self.list.setSpacing(4)
        self._told = Label("", "secondary", ink="text2", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._soon.timeout.connect(self.show_days)
        self._build()
        self.first = self.person.field
        self._connect()
        self._propose()

    def read_fields(self) -> None:
        """Raises ``NobodyChosen``, ``NoEntry`` or what the fields and the span raise."""
        self.span = span = self._read()
        taken = [row.day for row in self._rows_of(span, self._kept, self._left_out) if row.taken]
        if not taken:
            raise NoEntry
        self.days = tuple(taken)

    def show_days(self, focused: date | None = None) -> None:
        """Show the meetings that the fields give; what cannot be read is said in their place."""
        self._soon.stop()
        for old in self.rows:
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows.clear()
        try:
            span = self._read()
            found = self._rows_of(span, self._kept, self._left_out)
        except UserError as error:
            self._told.setText(error.headline)
            self.confirm.set_text(_("Write the entries"))
            self.place()
            return
        self._list(found, format_clock(span.minutes))
        taken = sum(row.taken for row in found)
        words = ngettext("{n} meeting, {hours} hours. ", "{n} meetings, {hours} hours. ", taken)
        hint = _("Days off are passed by; Space takes a day or leaves it out.")
        self._told.setText(words.format(n=taken, hours=format_clock(taken * span.minutes)) + hint)
        self.confirm.set_text(ngettext("Write {n} entry", "Write {n} entries", taken).format(n=taken))
        chosen = next((row for row in self.rows if row.day == focused), None)
        if chosen is not None:
            chosen.setFocus()
        self.place()
        # What the new rows really need is known once they are laid out.
        QTimer.singleShot(0, self, lambda: self.reveal(chosen) if chosen in self.rows else self.place())

    def _list(self, found: Sequence[RangeRow], length: str) -> None:
        previous: QWidget = self.weekdays[-1]
        for each in found:
            row = DayRow(self.theme, each, length)
            self.list.addWidget(row)
            row.show()
            self.rows.append(row)
            QWidget.setTabOrder(previous, row)
            previous = row
            row.clicked.connect(lambda _on=False, row=row: self._turn(row))
        QWidget.setTabOrder(previous, self.cancel)

    def _read(self) -> Span:
        if self.person.person_id is None:
            raise NobodyChosen
        subject = self.subject.key
        assert isinstance(subject, Subject)
        return Span(
            subject=subject, person_id=self.person.person_id, first=parse_date(self.first_day.text(), self._today),
            last=parse_date(self.last_day.text(), self._today),
            weekdays=frozenset(number for number, each in enumerate(self.weekdays) if each.isChecked()),
            minutes=parse_minutes(self.length.text()), task=Task(str(self.task.key)),
        )  # fmt: skip

    def _build(self) -> None:
        self.add_fields(
            [(_("Whose hours"), self.person)],
            [(_("Hours of"), self.subject), (_("Task"), self.task)],
            [
                (_("From the day"), self.first_day),
                (_("To the day"), self.last_day),
                (_("Hours each time"), self.length),
            ],
            [(_("On which days of the week"), _beside(self.weekdays))],
        )
        self.body.addWidget(self._told)
        self.body.addLayout(self.list)

    def _connect(self) -> None:
        for field in (self.first_day, self.last_day, self.length):
            field.textChanged.connect(lambda _text: self._begin_again())
        self.person.shown.connect(self._person_shown)
        self.subject.currentIndexChanged.connect(lambda _number: self._propose())
        for each in self.weekdays:
            each.toggled.connect(lambda _on: self._begin_again())

    def _person_shown(self) -> None:
        if self.person.chosen is not None:
            self.show_days()
        self.place()

    def _propose(self) -> None:
        """The rhythm of the lab, as far as it has one."""
        subject = self.subject.key
        if isinstance(subject, Subject):
            weekday, minutes = self._usual(subject)
            self.length.setText(format_clock(minutes))
            for number, each in enumerate(self.weekdays):
                each.setChecked(number == weekday)
        self.show_days()

    def _begin_again(self) -> None:
        """Other days: what was said of the former ones is over."""
        self._kept.clear()
        self._left_out.clear()
        self._soon.start()

    def _turn(self, row: DayRow) -> None:
        changed, other = (self._kept, self._left_out) if row.isChecked() else (self._left_out, self._kept)
        changed.add(row.day)
        other.discard(row.day)
        self.show_days(focused=row.day)


def _weekday(number: int) -> QPushButton:
    # 5 January 2026 is a Monday.
    day = date(2026, 1, 5 + number)
    button = QPushButton(format_weekday(day, short=True))
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setProperty("segment", "true")
    button.setAccessibleName(format_weekday(day))
    return button


def _beside(widgets: Sequence[QWidget]) -> QWidget:
    box = QWidget()
    box.setObjectName("segments")
    line = QHBoxLayout(box)
    line.setContentsMargins(3, 3, 3, 3)
    line.setSpacing(2)
    for widget in widgets:
        line.addWidget(widget)
    return box
