"""Everything that *Today* shows, read in one go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from op_desktop.domain.lab import LabMember
from op_desktop.register.activity import Act, latest
from op_desktop.register.agenda import Activity, activities
from op_desktop.register.attendance import register_of
from op_desktop.register.handovers import Ready, ready
from op_desktop.register.meetings import RegisterState
from op_desktop.register.today import NEAR, MonthFigures, agenda_of, month_figures, next_activity
from op_desktop.register.view import View
from op_desktop.security.permissions import Permission
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from ui.desk import Desk
from ui.to_complete import Todo, todos

PAGES = {"lesson": "classes", "session": "labs"}
"""The page with the register of an activity; other kinds have none."""
OPENED = {**PAGES, "event": "events"}
"""The page on which an activity is opened."""
_NEEDS = {"lesson": Permission.READ_CLASSES, "session": Permission.READ_LABS, "event": Permission.READ_EVENTS}
LATEST = 5


@dataclass(frozen=True, slots=True)
class PathState:
    """How far the class of a lesson has come."""

    meeting: int
    meetings: int
    held: int
    pupils: int
    on_course: int
    """Pupils who can still earn the certificate."""


@dataclass(frozen=True, slots=True)
class Board:
    """What is on today, what comes first, what is left to do."""

    activity: Activity | None
    path: PathState | None
    today: tuple[Activity, ...]
    """Without the first one, which has a card of its own."""
    to_come: int
    """Activities of today whose register is still to be closed."""
    tomorrow: tuple[Activity, ...]
    week: tuple[Activity, ...]
    """From Monday to Sunday, by time."""
    members: dict[str, int]
    """Regulars by lab."""
    inbox: tuple[Todo, ...]
    """What is left to complete, and where."""
    ready: Ready
    closed: int
    past: int
    """Registers of the month that are closed, and all of them up to now."""
    figures: MonthFigures
    latest: tuple[Act, ...]


def read_board(reader: Reader, desk: Desk) -> Board:
    """Look at everything at the desk's place that the person's roles let it show."""
    place, today, view = desk.place, reader.today, desk.view
    kinds = {kind for kind, permission in _NEEDS.items() if desk.may(permission)}
    monday = today - timedelta(days=today.weekday())
    days = activities(reader, monday, monday + timedelta(days=6), place=place, view=view)
    on_today = agenda_of(days, today)
    of_today = [each for each in on_today if each.kind in kinds]
    found = next_activity(reader, place, view, on_today)
    first = _first(found, of_today, kinds, reader.now)
    week = [each for each in days if each.kind in kinds]
    week.sort(key=lambda each: (each.starts_at, each.title, each.id))
    rest = tuple(each for each in of_today if first is None or each.id != first.id)
    tomorrow = today + timedelta(days=1)
    closed, past = _registers(reader, today, view)
    return Board(
        activity=first,
        path=_path(reader, first) if first is not None and first.kind == "lesson" else None,
        today=rest,
        to_come=sum(1 for each in of_today if each.open),
        tomorrow=tuple(each for each in week if each.starts_at.date() == tomorrow),
        week=tuple(week),
        members=_members(reader),
        inbox=tuple(todos(reader, desk)),
        ready=ready(reader),
        closed=closed,
        past=past,
        figures=month_figures(reader, view),
        latest=tuple(act for act in latest(reader, LATEST * 4) if act.who)[:LATEST],
    )


def _first(found: Activity | None, of_today: list[Activity], kinds: set[str], now: datetime) -> Activity | None:
    """The next activity, or where that is nothing this person works with, the nearest open one of today."""
    if found is None or (found.kind in kinds and found.kind in PAGES):
        return found
    own = [each for each in of_today if each.open and each.kind in PAGES]
    near = [each for each in own if abs(each.starts_at - now) <= NEAR]
    return min(near or own, key=lambda each: (abs(each.starts_at - now), each.id), default=None)


def _path(reader: Reader, lesson: Activity) -> PathState:
    sheet = register_of(reader, lesson.parent_id)
    rows = [row for row in sheet.rows if row.active]
    school_class = sheet.school_class
    pupils = len(rows) or school_class.pupils
    meetings = max(school_class.planned_meetings, len(sheet.lessons))
    on_course = sum(1 for row in rows if not row.at_risk)
    return PathState(lesson.meeting, meetings, school_class.held, pupils, on_course)


def _members(reader: Reader) -> dict[str, int]:
    member = TABLE_OF[LabMember]
    query = select(member.c.lab_id, func.count()).where(member.c.until.is_(None)).group_by(member.c.lab_id)
    return dict(tuple(row) for row in reader.rows(query))


def _registers(reader: Reader, today: date, view: View) -> tuple[int, int]:
    """Lessons and meetings of the month up to now: how many are closed, how many there were."""
    past = activities(reader, today.replace(day=1), today, view=view)
    over = [each for each in past if each.kind in PAGES and each.starts_at <= reader.now]
    closed = sum(1 for each in over if each.state is RegisterState.CLOSED)
    return closed, closed + sum(1 for each in over if each.open)
