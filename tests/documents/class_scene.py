"""A class as prints show it: every mark there is, somebody who came late and somebody who left."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from op_desktop.domain.attendance import Mark
from op_desktop.domain.record import RecordId
from op_desktop.register import attendance, lessons, rosters
from op_desktop.register.class_report import ClassReport, class_report
from op_desktop.workspace import Workspace
from tests import builders

FIRST = datetime(2026, 9, 15, 9)
TITLES = ("Bisogni e desideri", "Come si paga", "Il budget di casa", "Risparmio e imprevisti")
PRINTED = datetime(2026, 11, 24, 10, 3)


def named(count: int) -> list[tuple[str, str]]:
    """So many pupils: the usual ones, then numbered ones."""
    more = [(f"Cognome{number}", f"Nome{number}") for number in range(26, count + 1)]
    return [*builders.PUPILS, *more][:count]


def path(
    workspace: Workspace,
    *,
    pupils: Sequence[tuple[str, str]] = builders.PUPILS,
    seats: int = 0,
    meetings: int = 4,
    held: int = 3,
) -> RecordId:
    """A class with weekly meetings; in the first, numbers 2 to 5 have the four marks that are not present."""
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, named=pupils, seats=seats, meetings=meetings)
        starts = [FIRST + timedelta(weeks=week) for week in range(meetings)]
        titles = [TITLES[number % len(TITLES)] for number in range(meetings)]
        ids = lessons.plan_lessons(uow, class_id, starts, 60, titles, place="aula 12", educators="Paola Villa")
        rows = rosters.roster(uow, class_id)
        marks = ((Mark.ABSENT, None), (Mark.LATE, 10), (Mark.EXCUSED, None), (Mark.LEFT_EARLY, None))
        for row, (mark, minutes) in zip(rows[1:5], marks, strict=True):
            attendance.mark(uow, ids[0], row.enrolment_id, mark, minutes)
        for lesson_id in ids[:held]:
            attendance.close(uow, lesson_id)
        rosters.withdraw(uow, rows[5].enrolment_id, date(2026, 11, 20))
    return class_id


def report(workspace: Workspace, class_id: RecordId) -> ClassReport:
    """The class as it is read for a print."""
    with workspace.read() as reader:
        return class_report(reader, class_id)
