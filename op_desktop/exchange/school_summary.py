"""The summary of a class for its school as a workbook: the class, its meetings, who attended; all cells typed."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from op_desktop.domain.school import Status
from op_desktop.exchange.values import Column, Kind, Value
from op_desktop.exchange.writing import SheetRows, write_workbook
from op_desktop.language import N_, said
from op_desktop.progress import SILENT, Progress
from op_desktop.register.class_report import ClassReport

CLASS = (
    Column("class", N_("Class")),
    Column("school", N_("School")),
    Column("municipality", N_("Municipality")),
    Column("school_year", N_("School year")),
    Column("path", N_("Path")),
    Column("first_day", N_("First day"), Kind.DATE),
    Column("last_day", N_("Last day"), Kind.DATE),
    Column("held", N_("Meetings held"), Kind.WHOLE),
    Column("planned", N_("Meetings planned"), Kind.WHOLE),
    Column("hours", N_("Hours held"), Kind.MINUTES),
    Column("civic_hours", N_("Hours of civic education"), Kind.MINUTES),
    Column("topics", N_("Topics")),
    Column("educators", N_("Educators")),
    Column("pupils", N_("Pupils"), Kind.WHOLE),
)
MEETINGS = (
    Column("meeting", N_("Meeting"), Kind.WHOLE),
    Column("starts_at", N_("Day and time"), Kind.MOMENT),
    Column("topic", N_("Topic")),
    Column("hours", N_("Duration"), Kind.MINUTES),
    Column("educators", N_("Educators")),
    Column("place", N_("Place")),
    Column("status", N_("State")),
    Column("present", N_("Present pupils"), Kind.WHOLE),
    Column("expected", N_("Expected"), Kind.WHOLE),
)
_NUMBER, _SURNAME, _NAME = (
    Column("number", N_("Number"), Kind.WHOLE),
    Column("family", N_("Surname")),
    Column("given", N_("Name")),
)
_ATTENDED = (
    Column("attended", N_("Meetings attended"), Kind.WHOLE),
    Column("held", N_("Meetings held"), Kind.WHOLE),
    Column("share", N_("Share in %"), Kind.DECIMAL),
    Column("hours", N_("Hours attended"), Kind.MINUTES),
    Column("certificate", N_("Certificate")),
)
STATUS = {
    Status.PLANNED: N_("planned"),
    Status.HELD: N_("held"),
    Status.CANCELLED: N_("cancelled"),
    Status.REPLACED: N_("moved"),
}


def write_school_summary(path: Path, report: ClassReport, words: str, progress: Progress = SILENT) -> int:
    """Write the workbook in a language (``it``, ``en``) and return how many rows it has; raises like ``write_xlsx``.

    A class of numbers has no columns for names; texts are texts even where they look like formulas.
    """
    named = any(row.family or row.given for row in report.pupils)
    pupils = (_NUMBER, *((_SURNAME, _NAME) if named else ()), *_ATTENDED)
    sheets = [
        SheetRows(said(N_("Class"), words), CLASS, [_class_row(report)], words),
        SheetRows(said(N_("Meetings"), words), MEETINGS, list(_meeting_rows(report, words)), words),
        SheetRows(said(N_("Pupils"), words), pupils, list(_pupil_rows(report, named=named)), words),
    ]
    return write_workbook(path, sheets if report.pupils else sheets[:2], progress)


def _class_row(report: ClassReport) -> tuple[Value, ...]:
    row, days = report.school_class, report.days
    first, last = (day.isoformat() for day in days) if days is not None else (None, None)
    return (
        row.label, row.school, row.municipality, row.year_label, row.path_title, first, last, len(report.held),
        report.planned, report.minutes, report.civic_minutes, ", ".join(report.topics), report.educators, row.pupils,
    )  # fmt: skip


def _meeting_rows(report: ClassReport, words: str) -> Iterator[tuple[Value, ...]]:
    for line in report.meetings:
        moment = line.starts_at.isoformat(timespec="minutes")
        yield (
            line.meeting, moment, line.topic, line.minutes, line.educators, line.place,
            said(STATUS[line.status], words), line.present, line.expected,
        )  # fmt: skip


def _pupil_rows(report: ClassReport, *, named: bool) -> Iterator[tuple[Value, ...]]:
    for row in report.pupils:
        names = (row.family, row.given) if named else ()
        share = None
        if row.held:
            share = (Decimal(100 * row.attended) / row.held).quantize(Decimal("0.1"), ROUND_HALF_UP)
        yield (row.number, *names, row.attended, row.held, share, row.minutes, row.issued_number)
