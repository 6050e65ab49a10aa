"""What is asked about the meetings of a class, and how the answers are written."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import MOST_MEETINGS, Status
from op_desktop.domain.series import WEEK
from op_desktop.language import _, ngettext
from op_desktop.register import attendance, lesson_series, lessons
from op_desktop.register.holidays import closed_for
from op_desktop.register.lessons import LessonRow
from op_desktop.register.modules import modules_for
from op_desktop.register.schools import ClassRow
from op_desktop.storage.reader import Reader
from ui.dialogs.lesson import LessonDialog, LessonFacts
from ui.dialogs.lesson_off import LessonOffDialog
from ui.dialogs.lesson_series import LessonSeriesDialog, Offer
from ui.models.lesson_advice import adviser
from ui.models.meetings import MovingOn
from ui.pages.classes_host import ClassesHost

FIRST_HOUR: Final = time(9)


class MeetingQuestions:
    """Asks about meetings and writes the answers through its page."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk, self._theme = page, page.desk, page.theme

    @property
    def _now(self) -> datetime:
        return self._desk.workspace.now.replace(tzinfo=None)

    def plan(self) -> None:
        """Ask for the meetings of the open class that have no date yet."""
        row = self._page.school_class
        if row is None or not self._page.may_write:
            return
        with self._desk.workspace.read() as reader:
            plan = lessons.lesson_plan(reader, row.id)
            offer = self._offer(reader, row, plan)
        dialog = LessonSeriesDialog(self._theme, offer, proposal(plan, row, self._now), today=self._now.date())
        dialog.accepted.connect(lambda: self._take(row, dialog))
        self._desk.window.ask(dialog)

    def change(self, lesson: LessonRow) -> None:
        """Ask what is different about a meeting; one called off is planned again first."""
        row = self._page.school_class
        if row is None or not self._page.may_write:
            return
        if lesson.status not in lessons.STANDING:
            self.call_off(lesson)
            return
        with self._desk.workspace.read() as reader:
            plan, modules = lessons.lesson_plan(reader, row.id), modules_for(reader, row.id)
            closed = closed_for(reader, row.id)
        later = tuple(each.starts_at for each in plan
                      if each.status is Status.PLANNED and each.starts_at > lesson.starts_at)  # fmt: skip
        dialog = LessonDialog(
            self._theme, row.id, facts_of(lesson), today=self._now.date(), modules=modules,
            title=_("Meeting {number} of {label}").format(number=lesson.meeting, label=row.label),
            advise=adviser(self._desk.workspace, lesson.id), over=lesson.starts_at <= self._now,
            after=MovingOn(later, closed), may_call_off=lesson.status is Status.PLANNED,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self._change(row, lesson, dialog))
        dialog.rejected.connect(lambda: self.call_off(lesson) if dialog.call_off else None)
        self._desk.window.ask(dialog)

    def call_off(self, lesson: LessonRow) -> None:
        """Ask why a planned meeting does not take place and when it does; plan one called off again."""
        row = self._page.school_class
        if row is None or not self._page.may_write:
            return
        if lesson.status is Status.CANCELLED:
            with self._page.writing(_("meeting {number}").format(number=lesson.meeting)) as uow:
                lessons.restore_lesson(uow, lesson.id)
            if self._page.saved:
                self._page.say_undoable(_("Meeting {number} is planned again").format(number=lesson.meeting))
        elif lesson.status is Status.PLANNED:
            dialog = LessonOffDialog(self._theme, row.id, lesson, label=row.label, today=self._now.date(),
                                     advise=adviser(self._desk.workspace, lesson.id))  # fmt: skip
            dialog.accepted.connect(lambda: self._call_off(lesson, dialog))
            self._desk.window.ask(dialog)

    def hold(self, lesson: LessonRow) -> None:
        """Say of a meeting of a class without a list that it took place."""
        with self._page.writing(_("meeting {number}").format(number=lesson.meeting)) as uow:
            attendance.close(uow, lesson.id)
        if self._page.saved:
            self._page.say_undoable(_("Meeting {number} took place").format(number=lesson.meeting))

    def set_path(self, meetings: int) -> None:
        """Say how many meetings the path of the open class has."""
        row = self._page.school_class
        if row is not None and self._page.may_write:
            with self._page.writing(_("path of {label}").format(label=row.label)) as uow:
                lessons.set_path(uow, row.id, meetings)

    def _offer(self, reader: Reader, row: ClassRow, plan: Sequence[LessonRow]) -> Offer:
        standing = sum(1 for lesson in plan if lesson.status in lessons.STANDING)
        return Offer(
            class_id=row.id,
            label=row.label,
            next_meeting=lessons.last_meeting(reader, row.id) + 1,
            wanted=max(1, row.planned_meetings - standing),
            modules=tuple(modules_for(reader, row.id)),
            closed=closed_for(reader, row.id),
            advise=adviser(self._desk.workspace),
        )

    def _take(self, row: ClassRow, dialog: LessonSeriesDialog) -> None:
        facts, moments, added = dialog.facts, dialog.moments, list[RecordId]()
        words = ngettext("{n} meeting of {label}", "{n} meetings of {label}", len(moments))
        with self._page.writing(words.format(n=len(moments), label=row.label)) as uow:
            added = lessons.plan_lessons(uow, row.id, moments, facts.minutes, place=facts.place,
                                         educators=facts.educators, modules=dialog.modules())  # fmt: skip
            # The path grows with what is planned: nobody has to say it twice.
            whole = lessons.last_meeting(uow, row.id)
            if row.planned_meetings < whole <= MOST_MEETINGS:
                lessons.set_path(uow, row.id, whole)
        if self._page.saved and added:
            self._page.meetings_planned(row.id, added)

    def _change(self, row: ClassRow, lesson: LessonRow, dialog: LessonDialog) -> None:
        facts = dialog.facts
        with self._page.writing(_("meeting {number}").format(number=lesson.meeting)) as uow:
            if facts.starts_at != lesson.starts_at:
                closed = closed_for(uow, row.id)
                lesson_series.move_lesson(uow, lesson.id, facts.starts_at, closed, following=dialog.following)
            lessons.describe_lesson(uow, lesson.id, minutes=facts.minutes, title=facts.title, place=facts.place,
                                    educators=facts.educators)  # fmt: skip
            lessons.choose_modules(uow, lesson.id, facts.module_id, facts.taught_module_id)

    def _call_off(self, lesson: LessonRow, dialog: LessonOffDialog) -> None:
        with self._page.writing(_("meeting {number}").format(number=lesson.meeting)) as uow:
            lessons.cancel_lesson(uow, lesson.id, replaced_at=dialog.replaced_at, reason=dialog.reason.text())
        if self._page.saved:
            self._page.say_undoable(_("Meeting {number} does not take place").format(number=lesson.meeting))


def facts_of(lesson: LessonRow) -> LessonFacts:
    """What is said of a meeting now."""
    return LessonFacts(
        starts_at=lesson.starts_at,
        minutes=lesson.minutes,
        title=lesson.title,
        place=lesson.place,
        educators=lesson.educators,
        module_id=lesson.module_id,
        taught_module_id=lesson.taught_module_id,
    )


def proposal(plan: Sequence[LessonRow], row: ClassRow, now: datetime) -> LessonFacts:
    """A week after the last meeting, at the same hour and place; the first one tomorrow at nine, never on a Sunday."""
    standing = [lesson for lesson in plan if lesson.status in lessons.STANDING]
    if standing:
        last = standing[-1]
        return LessonFacts(starts_at=last.starts_at + WEEK, minutes=last.minutes, place=last.place,
                           educators=last.educators)  # fmt: skip
    return LessonFacts(starts_at=datetime.combine(_next_weekday(now.date()), FIRST_HOUR), minutes=row.lesson_minutes)


def _next_weekday(today: date) -> date:
    tomorrow = today + timedelta(days=1)
    return tomorrow + timedelta(days=1) if tomorrow.weekday() == 6 else tomorrow
