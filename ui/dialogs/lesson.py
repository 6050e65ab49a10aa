"""A meeting of a class: when, for how long, and what about."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_clock, format_date, format_time, parse_minutes
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label

_TIME = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?")


class TimeUnclear(UserError):
    """A text that is not a time of day."""

    title = N_("“{text}” is not a time.")
    advice = N_("Write it as 9:30.")


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What is said of a meeting; a duration in minutes."""

    starts_at: datetime
    minutes: int
    title: str = ""
    place: str = ""


class LessonDialog(Dialog):
    """Plans a meeting, or changes one; ``facts`` holds the answer."""

    def __init__(
        self, theme: Theme, facts: LessonFacts, *, number: int, label: str, today: date, new: bool = True
    ) -> None:
        """``today`` completes a date typed in part."""
        title = _("Meeting {number} of {label}").format(number=number, label=label)
        super().__init__(theme, title, confirm=_("Plan the meeting") if new else _("Change the meeting"), width=460)
        self.facts = facts
        self.cancel_lesson = False
        """Whether the person said that the meeting does not take place."""
        self._today = today
        self.day = QLineEdit(format_date(facts.starts_at.date()))
        self.time = QLineEdit(format_time(facts.starts_at))
        self.length = QLineEdit(format_clock(facts.minutes))
        self.topic = QLineEdit(facts.title)
        self.room = QLineEdit(facts.place)
        self._trouble = Label("", "secondary", ink="danger", wrap=True)
        self._trouble.hide()
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(12)
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("Day"), self.day), (_("Time"), self.time), (_("Lasts"), self.length), (_("Topic"), self.topic),
            (_("Room"), self.room),
        )  # fmt: skip
        for words, widget in rows:
            widget.setAccessibleName(words)
            form.addRow(Label(words, "label", ink="text2"), widget)
        self.body.addLayout(form)
        self.body.addWidget(self._trouble)
        if not new:
            self.buttons.insertWidget(
                0, Button(theme, _("It does not take place"), "ban", "ghost", on_click=self._cancel_lesson)
            )
        self.first = self.day

    def ready(self) -> bool:
        """Whether day, time and duration can be read."""
        for field, read in ((self.day, self._day), (self.time, self._time), (self.length, self._minutes)):
            try:
                read()
            except UserError as error:
                self._trouble.setText(str(error))
                self._trouble.show()
                self.place()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                field.selectAll()
                return False
        starts = datetime.combine(self._day(), self._time())
        self.facts = LessonFacts(starts, self._minutes(), self.topic.text().strip(), self.room.text().strip())
        return True

    def _day(self) -> date:
        return parse_date(self.day.text(), self._today)

    def _time(self) -> time:
        found = _TIME.fullmatch(self.time.text().strip())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise TimeUnclear(text=self.time.text().strip()[:20])
        return time(hour, minute)

    def _minutes(self) -> int:
        return parse_minutes(self.length.text())

    def _cancel_lesson(self) -> None:
        self.cancel_lesson = True
        self.accept()
