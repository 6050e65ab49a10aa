"""Plans the coming meetings of a lab by its rhythm; days off and August are passed by, each day can be kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_clock, format_date
from op_desktop.domain.series import Closed, Slot, weekly
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.lab_series import WEEKS
from op_desktop.register.labs import LabRow
from ui.dialogs.chosen_days import ChosenDays
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock, length
from ui.dialogs.lesson_series import AFTER_TYPING, NoDayChosen, SlotRow
from ui.dialogs.number_field import NumberField
from ui.theme import Theme
from ui.widgets.label import Label

MOST = 60


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a lab can plan: its days off and the days that have a meeting already."""

    lab: LabRow
    closed: Closed
    taken: Collection[date]


class LabSeriesDialog(FormDialog):
    """``moments`` and ``minutes`` hold the answer."""

    def __init__(self, theme: Theme, rhythm: Rhythm, *, today: date) -> None:
        super().__init__(
            theme, _("Plan the meetings: {lab}").format(lab=rhythm.lab.name),
            _("Days off and August are passed by; Space takes a day or leaves it out."), confirm="x", width=620,
        )  # fmt: skip
        self.moments: list[datetime] = []
        self.minutes = rhythm.lab.minutes
        self._rhythm, self._today = rhythm, today
        self._chosen = ChosenDays()
        self._rows: list[SlotRow] = []
        self.day = text_field(_("First day"), format_date(_next(rhythm.lab.weekday, today)), "24/11")
        self.time = text_field(_("Begins at"), rhythm.lab.starts or "15:00", "14:30")
        self.length = text_field(_("Lasts"), format_clock(rhythm.lab.minutes), "2:00")
        self.count = NumberField(1, MOST, WEEKS)
        self.count.setAccessibleName(_("How many"))
        self.every = Choice(_("How often"), [(1, _("Every week")), (2, _("Every two weeks"))])
        self.days = QVBoxLayout()
        self.days.setSpacing(4)
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._soon.timeout.connect(self._show_days)
        self.add_fields(
            [(_("First day"), self.day), (_("Begins at"), self.time), (_("Lasts"), self.length)],
            [(_("How many"), self.count), (_("How often"), self.every)],
        )
        self._note = Label("", "secondary", ink="text2", wrap=True)
        self.body.addWidget(self._note)
        self.body.addLayout(self.days)
        for field in (self.day, self.time, self.length, self.count):
            field.textChanged.connect(lambda _text: self._soon.start())
        self.day.textChanged.connect(lambda _text: self._chosen.forget())
        self.every.currentIndexChanged.connect(lambda _place: self._show_days())
        self.first = self.day
        self._show_days()

    def rows(self) -> Sequence[SlotRow]:
        """The days shown, in order."""
        return list(self._rows)

    def read_fields(self) -> None:
        """Raises ``NoDayChosen``, or what the fields for day, hour and length raise."""
        self.moments = [slot.starts_at for slot in self._slots() if self._counts(slot)]
        self.minutes = length(self.length.text())
        if not self.moments:
            raise NoDayChosen

    def _slots(self) -> Sequence[Slot]:
        first = datetime.combine(parse_date(self.day.text(), self._today), clock(self.time.text()))
        every = self.every.key if isinstance(self.every.key, int) else 1
        return weekly(first, max(1, self.count.value), self._rhythm.closed, every=every, kept=self._chosen.kept,
                      left_out=self._chosen.left_out)  # fmt: skip

    def _counts(self, slot: Slot) -> bool:
        return slot.taken and slot.starts_at.date() not in self._rhythm.taken

    def _show_days(self, focused: date | None = None) -> None:
        """Show the days that the fields give; fields that cannot be read leave them as they are."""
        self._soon.stop()
        try:
            slots = self._slots()
        except UserError:
            return
        for old in self._rows:
            self.days.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows.clear()
        previous: QWidget = self.every
        for slot in slots:
            row = self._row(slot)
            self.days.addWidget(row)
            row.show()
            self._rows.append(row)
            QWidget.setTabOrder(previous, row)
            previous = row
        QWidget.setTabOrder(previous, self.cancel)
        number = sum(self._counts(slot) for slot in slots)
        self.confirm.set_text(ngettext("Plan {n} meeting", "Plan {n} meetings", number).format(n=number))
        there = sum(slot.taken for slot in slots) - number
        told = ngettext("{n} day has its meeting already.", "{n} days have their meeting already.", there)
        self._note.setText(told.format(n=there))
        self._note.setVisible(there > 0)
        chosen = next((row for row in self._rows if row.day == focused), None)
        if chosen is not None:
            chosen.setFocus()
        self.place()
        QTimer.singleShot(0, self, lambda: self.reveal(chosen) if chosen in self._rows else self.place())

    def _row(self, slot: Slot) -> SlotRow:
        day = format_date(slot.starts_at.date(), "day")
        title = day[0].upper() + day[1:]
        there = slot.taken and not self._counts(slot)
        detail = _("there already") if there else _("new meeting") if slot.taken else _("passed by")
        chip = (str(slot.closed), "warning", "triangle-alert") if slot.closed is not None else ("", "", "")
        row = SlotRow(self.theme, slot, title, detail, chip)
        row.clicked.connect(lambda _on=False: self._turn(row))
        return row

    def _turn(self, row: SlotRow) -> None:
        """Take a day or leave it out; the series grows or shrinks at its end."""
        self._chosen.turn(row.day, taken=row.isChecked(), off=self._rhythm.closed(row.day) is not None)
        self._show_days(focused=row.day)


def _next(weekday: int | None, today: date) -> date:
    """The next day of the lab's rhythm, today included."""
    return today if weekday is None else today + timedelta(days=(weekday - today.weekday()) % 7)
