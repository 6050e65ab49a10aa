"""The meetings of an open class: planned, changed, called off."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register import lessons
from op_desktop.register.lessons import LessonRow
from op_desktop.register.schools import ClassRow
from ui.dialogs.lesson import LessonDialog, LessonFacts
from ui.pages.classes_host import ClassesHost

FIRST_HOUR: Final = time(9)
WEEK: Final = timedelta(weeks=1)


class MeetingForms:
    """Asks about meetings and writes the answers through its page."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk, self._theme = page, page.desk, page.theme

    @property
    def _today(self) -> date:
        return self._desk.workspace.now.date()

    def plan(self) -> None:
        """Ask for a new meeting of the open class."""
        row = self._page.school_class
        if row is None:
            return
        with self._desk.workspace.read() as reader:
            plan = lessons.lesson_plan(reader, row.id)
        facts = proposal(plan, row, self._desk.workspace.now.replace(tzinfo=None))
        number = max((lesson.meeting for lesson in plan), default=0) + 1
        dialog = LessonDialog(self._theme, facts, number=number, label=row.label, today=self._today)
        dialog.accepted.connect(lambda: self._take(row, dialog.facts))
        self._desk.window.ask(dialog)

    def change(self) -> None:
        """Ask what is different about the meeting in front."""
        day, row = self._page.register.day, self._page.school_class
        if day is None or row is None:
            return
        lesson = day.lesson
        facts = LessonFacts(lesson.starts_at, lesson.minutes, lesson.title, lesson.place)
        dialog = LessonDialog(self._theme, facts, number=lesson.meeting, label=row.label, today=self._today, new=False)
        dialog.accepted.connect(lambda: self._change(lesson, dialog))
        self._desk.window.ask(dialog)

    def _take(self, row: ClassRow, facts: LessonFacts) -> None:
        added: list[RecordId] = []
        with self._page.writing(_("meeting of {label}").format(label=row.label)) as uow:
            added = lessons.plan_lessons(
                uow, row.id, [facts.starts_at], facts.minutes, [facts.title], place=facts.place
            )
        if self._page.saved and added:
            self._page.open_class(row.id, added[0])

    def _change(self, lesson: LessonRow, dialog: LessonDialog) -> None:
        facts = dialog.facts
        with self._page.writing(_("meeting {number}").format(number=lesson.meeting)) as uow:
            if dialog.cancel_lesson:
                lessons.cancel_lesson(uow, lesson.id)
            else:
                lessons.describe_lesson(
                    uow, lesson.id, starts_at=facts.starts_at, minutes=facts.minutes, title=facts.title,
                    place=facts.place,
                )  # fmt: skip
        if self._page.saved and dialog.cancel_lesson:
            self._page.say_undoable(_("Meeting {number} does not take place").format(number=lesson.meeting))


def proposal(plan: Sequence[LessonRow], row: ClassRow, now: datetime) -> LessonFacts:
    """A week after the last meeting, at the same hour; the first one tomorrow at nine."""
    if not plan:
        return LessonFacts(datetime.combine(now.date() + timedelta(days=1), FIRST_HOUR), row.lesson_minutes)
    last = plan[-1]
    return LessonFacts(last.starts_at + WEEK, last.minutes, place=last.place)
