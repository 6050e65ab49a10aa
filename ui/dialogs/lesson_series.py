"""Plans the meetings of a class: the first day and how many; days off are passed by, and each day can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_clock, format_date, format_time, parse_minutes
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import MOST_MEETINGS
from op_desktop.domain.series import Closed, Slot, weekly
from op_desktop.errors import UserError
from op_desktop.language import N_, _, ngettext
from op_desktop.register.clashes import Place
from op_desktop.register.lessons import PathUnfit
from op_desktop.register.modules import ModuleRow
from ui.dialogs.chosen_days import ChosenDays
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock
from ui.dialogs.lesson import LessonFacts
from ui.dialogs.number_field import NumberField
from ui.models.lesson_advice import Advice, Advise
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import RowButton
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.list_row import TwoLines
from ui.widgets.tip import tip

AFTER_TYPING: Final = 120
"""Milliseconds after the last letter until the days are worked out again."""


class NoDayChosen(UserError):
    """Every day was passed by."""

    title = N_("No day is chosen.")
    advice = N_("Choose a day with Space, or write another first day.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a class can plan: its next free number, the modules of its level, its days off."""

    class_id: RecordId
    label: str
    next_meeting: int
    wanted: int
    """How many meetings of the path have no date yet, one at least."""
    modules: tuple[ModuleRow, ...]
    closed: Closed
    advise: Advise

    def module(self, number: int) -> ModuleRow | None:
        """The module that the path has in this place, counted from 0 among the new ones."""
        place = self.next_meeting - 1 + number
        return self.modules[place] if place < len(self.modules) else None


class SlotRow(RowButton):
    """A day of the series: on, it becomes a meeting; Space or Enter changes it."""

    def __init__(self, theme: Theme, slot: Slot, title: str, detail: str, chip: tuple[str, str, str]) -> None:
        super().__init__(", ".join(part for part in (title, detail, chip[0]) if part), "choice")
        self.setProperty("slim", True)
        self.setCheckable(True)
        self.setChecked(slot.taken)
        self.day = slot.starts_at.date()
        icon, token = ("circle-check", "primary_text") if slot.taken else ("circle", "text3")
        self.add(Glyph(theme, icon, token))
        self.add(TwoLines(title, detail, inline=True), 1)
        if chip[0]:
            self.add(Chip(theme, *chip))


class LessonSeriesDialog(FormDialog):
    """``moments`` holds the days and hours chosen; ``facts`` what is said of each, but for its day."""

    def __init__(self, theme: Theme, offer: Offer, facts: LessonFacts, *, today: date) -> None:
        super().__init__(theme, _("Meetings of {label}").format(label=offer.label), confirm="x", width=640)
        self.facts = facts
        self.moments: list[datetime] = []
        self._offer, self._today = offer, today
        self._chosen = ChosenDays()
        self._rows: list[SlotRow] = []
        self.day = text_field(_("First day"), format_date(facts.starts_at.date()), "24/11")
        self.time = text_field(_("Begins at"), format_time(facts.starts_at), "10:15")
        self.length = text_field(_("Lasts"), format_clock(facts.minutes), "2:00")
        most = max(1, MOST_MEETINGS + 1 - offer.next_meeting)
        self.count = NumberField(1, most, min(offer.wanted, most))
        self.count.setAccessibleName(_("How many"))
        self.count.setToolTip(_("A path has 1 to {most} meetings.").format(most=MOST_MEETINGS))
        self.every = Choice(_("How often"), [(1, _("Every week")), (2, _("Every two weeks"))])
        self.room = text_field(_("Room"), facts.place, "aula 12")
        self.educators = text_field(_("Educators"), facts.educators, _("Otherwise the educator of the class"))
        self.days = QVBoxLayout()
        self.days.setSpacing(4)
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._soon.timeout.connect(self._show_days)
        self.add_fields(
            [(_("First day"), self.day), (_("Begins at"), self.time), (_("Lasts"), self.length)],
            [(_("How many"), self.count), (_("How often"), self.every)],
            [(_("Room"), self.room), (_("Educators"), self.educators)],
        )
        self.body.addWidget(Label(_("Days off are passed by; Space takes a day or leaves it out."), "secondary",
                                  ink="text2", wrap=True))  # fmt: skip
        self.body.addLayout(self.days)
        self._connect()
        self.first = self.day
        self._show_days()

    def read_fields(self) -> None:
        """Raises ``PathUnfit``, ``NoDayChosen``, or what the fields for day, hour and length raise."""
        self.facts = self._read()
        self.moments = [slot.starts_at for slot in self._slots() if slot.taken]
        if not self.moments:
            raise NoDayChosen

    def rows(self) -> list[SlotRow]:
        """The days shown, in order."""
        return list(self._rows)

    def modules(self) -> list[RecordId | None]:
        """The module of each chosen day, in order."""
        found = [self._offer.module(number) for number in range(len(self.moments))]
        return [module.id if module is not None else None for module in found]

    def _connect(self) -> None:
        for field in (self.day, self.time, self.length, self.count, self.room, self.educators):
            field.textChanged.connect(lambda _text: self._soon.start())
        self.day.textChanged.connect(lambda _text: self._chosen.forget())
        self.every.currentIndexChanged.connect(lambda _place: self._show_days())

    def _read(self) -> LessonFacts:
        return LessonFacts(
            starts_at=datetime.combine(parse_date(self.day.text(), self._today), clock(self.time.text())),
            minutes=parse_minutes(self.length.text()),
            place=self.room.text().strip(),
            educators=self.educators.text().strip(),
        )

    def _slots(self) -> Sequence[Slot]:
        if not self.count.hasAcceptableInput():
            raise PathUnfit(most=MOST_MEETINGS)
        every = self.every.key if isinstance(self.every.key, int) else 1
        return weekly(self._read().starts_at, self.count.value, self._offer.closed, every=every, kept=self._chosen.kept,
                      left_out=self._chosen.left_out)  # fmt: skip

    def _show_days(self, focused: date | None = None) -> None:
        """Show the days that the fields give; fields that cannot be read leave them as they are."""
        self._soon.stop()
        try:
            facts, slots = self._read(), self._slots()
        except UserError:
            return
        for old in self._rows:
            self.days.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows.clear()
        number = 0
        previous: QWidget = self.educators
        for slot in slots:
            row = self._row(slot, facts, number)
            number += slot.taken
            self.days.addWidget(row)
            # A widget put into a layout appears with the next turn of the loop only; its room is asked for now.
            row.show()
            self._rows.append(row)
            QWidget.setTabOrder(previous, row)
            previous = row
            row.clicked.connect(lambda _on=False, row=row: self._turn(row))
        QWidget.setTabOrder(previous, self.cancel)
        words = ngettext("Plan {n} meeting", "Plan {n} meetings", number).format(n=number)
        self.confirm.set_text(words)
        chosen = next((row for row in self._rows if row.day == focused), None)
        if chosen is not None:
            chosen.setFocus()
        self.place()
        # What the new rows really need is known once they are laid out.
        QTimer.singleShot(0, self, lambda: self.reveal(chosen) if chosen in self._rows else self.place())

    def _row(self, slot: Slot, facts: LessonFacts, number: int) -> SlotRow:
        day = format_date(slot.starts_at.date(), "day")
        title = day[0].upper() + day[1:]
        if not slot.taken:
            return SlotRow(self.theme, slot, title, _("passed by"), _chip(slot, []))
        module = self._offer.module(number)
        meeting = _("meeting {number}").format(number=self._offer.next_meeting + number)
        detail = f"{meeting} · {module.title}" if module is not None else meeting
        wanted = Place(self._offer.class_id, slot.starts_at, facts.minutes, facts.educators, facts.place)
        remarks = self._offer.advise(wanted)
        row = SlotRow(self.theme, slot, title, detail, _chip(slot, remarks))
        row.setToolTip(tip("\n".join(each.words for each in remarks)))
        row.setAccessibleDescription(" ".join(each.words for each in remarks))
        return row

    def _turn(self, row: SlotRow) -> None:
        """Take a day or leave it out; the series grows or shrinks at its end."""
        self._chosen.turn(row.day, taken=row.isChecked(), off=self._offer.closed(row.day) is not None)
        self._show_days(focused=row.day)


def _chip(slot: Slot, remarks: Sequence[Advice]) -> tuple[str, str, str]:
    """What to know about a day in a few words: the day off, else the most serious remark."""
    if slot.closed is not None:
        return str(slot.closed), "warning", "triangle-alert"
    if not slot.taken:
        return "", "", ""
    worst = min(remarks, key=lambda each: each.tone != "warning", default=None)
    if worst is None:
        return "", "", ""
    return worst.short, worst.tone, "triangle-alert" if worst.tone == "warning" else "info"
