"""The meetings of a class as a list: those with a date, called off or not, and those that still want one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from op_desktop.domain.formats import format_date, format_time, format_weekday
from op_desktop.domain.school import Status
from op_desktop.domain.series import Closed
from op_desktop.language import N_, _
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from op_desktop.register.modules import ModuleRow
from ui.delegates.chip import ChipLook
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

NUMBER, DAY, TOPIC, WHERE, STATE = range(5)


@dataclass(frozen=True, slots=True)
class MovingOn:
    """The meetings planned after one, that move along with it if somebody wishes."""

    starts: tuple[datetime, ...]
    closed: Closed


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as the list shows it; named as a person is, so that the same delegate paints it."""

    id: str
    number: int
    lesson: LessonRow | None
    """None for a meeting of the path that has no date yet."""
    family_name: str
    """What it is about."""
    given_name: str
    """What was planned, where something else was taught."""
    day: str
    hours: str
    where: str
    chip: ChipLook
    note_icons: tuple[str, ...] = ()


def meeting_lines(
    plan: Sequence[LessonRow], meetings: int, modules: Sequence[ModuleRow], closed: Closed, now: datetime
) -> list[MeetingLine]:
    """Every meeting by date, and after them those of the path that have none."""
    instead = {lesson.replaces_id: lesson for lesson in plan if lesson.replaces_id is not None}
    lines = [_line(lesson, instead.get(lesson.id), closed, now) for lesson in plan]
    dated = [lesson.meeting for lesson in plan if lesson.status in (Status.PLANNED, Status.HELD)]
    first = max(dated, default=0) + 1
    for number in range(first, first + meetings - len(dated)):
        title = modules[number - 1].title if number <= len(modules) else ""
        chip = ChipLook(_("Without a date"), "neutral", "calendar-plus")
        lines.append(MeetingLine(f"free-{number}", number, None, title, "", "–", "", "", chip))
    return lines


def _line(lesson: LessonRow, instead: LessonRow | None, closed: Closed, now: datetime) -> MeetingLine:
    day = lesson.starts_at.date()
    planned = lesson.module if lesson.taught else ""
    return MeetingLine(
        id=lesson.id,
        number=lesson.meeting,
        lesson=lesson,
        family_name=lesson.topic or _("Meeting {number}").format(number=lesson.meeting),
        given_name=_("instead of {module}").format(module=planned) if planned else "",
        day=f"{format_weekday(day, short=True)} {format_date(day)}",
        hours=f"{format_time(lesson.starts_at)}–{format_time(lesson.ends_at)}",
        where=" · ".join(part for part in (lesson.place, lesson.educators) if part),
        chip=_chip(lesson, instead, closed, now),
        note_icons=("file-text",) if lesson.note else (),
    )


def _chip(lesson: LessonRow, instead: LessonRow | None, closed: Closed, now: datetime) -> ChipLook:
    if lesson.status is Status.REPLACED:
        on = format_date(instead.starts_at.date(), "short") if instead is not None else ""
        return ChipLook(_("Moved to {day}").format(day=on) if on else _("Moved"), "neutral", "arrow-right")
    if lesson.status is Status.CANCELLED:
        return ChipLook(_("Not held"), "neutral", "ban")
    if lesson.status is Status.HELD:
        return ChipLook(_("Held"), "success", "check")
    if lesson.ends_at <= now:
        return ChipLook(_("To close"), "warning", "clipboard-pen")
    holiday = closed(lesson.starts_at.date())
    if holiday is not None:
        return ChipLook(str(holiday), "warning", "triangle-alert")
    if lesson.state is RegisterState.DRAFT:
        return ChipLook(_("Draft"), "info", "pencil")
    return ChipLook(_("Planned"), "info", "calendar-days")


def _spoken(line: MeetingLine) -> str:
    parts = (str(line.number), line.family_name, line.given_name, line.day, line.hours, line.where, line.chip.words)
    return ", ".join(part for part in parts if part)


WHEN: Final = "{day}  {hours}"


class MeetingsModel(TableModel[MeetingLine]):
    """One row a meeting."""

    columns: Sequence[Column[MeetingLine]] = (
        Column(N_("No."), lambda line: str(line.number), RIGHT, spoken=_spoken),
        Column(N_("Day and time"), lambda line: WHEN.format(day=line.day, hours=line.hours).strip()),
        Column(N_("What about"), lambda line: line.family_name),
        Column(N_("Where and by whom"), lambda line: line.where),
        Column(N_("State"), lambda line: line.chip.words),
    )
