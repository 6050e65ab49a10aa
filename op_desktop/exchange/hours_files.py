"""The statement of somebody's hours as CSV or Excel, the extract for the register of volunteers as Excel."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from op_desktop.domain.person import Framework
from op_desktop.domain.volunteering import Activity, Task
from op_desktop.exchange.values import ITALIAN, Column, Kind, Profile, Value
from op_desktop.exchange.writing import SheetRows, write_csv, write_workbook
from op_desktop.language import N_, said
from op_desktop.progress import SILENT, Progress
from op_desktop.register.volunteer_register import VOLUNTEERS, Enrolled
from op_desktop.register.volunteer_work import VolunteerWork

STATEMENT = (
    Column("day", N_("Day"), Kind.DATE),
    Column("starts_at", N_("Begins at")),
    Column("activity", N_("Activity")),
    Column("where", N_("Where")),
    Column("task", N_("Task")),
    Column("hours", N_("Hours"), Kind.MINUTES),
    Column("confirmed_by", N_("Confirmed by")),
    Column("confirmed_on", N_("Confirmed on"), Kind.DATE),
)
EXTRACT = (
    Column("number", N_("No."), Kind.WHOLE),
    Column("family", N_("Surname")),
    Column("given", N_("Name")),
    Column("tax_code", N_("Tax code")),
    Column("birth_place", N_("Place of birth")),
    Column("birth_date", N_("Date of birth"), Kind.DATE),
    Column("residence", N_("Residence or domicile")),
    Column("since", N_("Start"), Kind.DATE),
    Column("until", N_("End"), Kind.DATE),
    Column("body", N_("Body")),
    Column("insured_until", N_("Insured until"), Kind.DATE),
)
NOTE = (Column("note", N_("Note")),)
NOT_THE_REGISTER = N_(
    "This is not the register of volunteers (art. 17 D.Lgs. 117/2017, DM 6 October 2021): it is an extract to be "
    "copied into the numbered and stamped register of the body. Tax code, birth data and address are not kept in OP "
    "Desktop."
)
_SECTIONS = {
    Framework.REGULAR_VOLUNTEER: N_("Regular volunteers"),
    Framework.OCCASIONAL_VOLUNTEER: N_("Occasional volunteers"),
}
_ACTIVITIES = {
    Activity.LAB: N_("lab"),
    Activity.EVENT: N_("event"),
    Activity.SCHOOL: N_("school"),
    Activity.PROJECT: N_("project"),
    Activity.OTHER: N_("other activity"),
}
_TASKS = {
    Task.LEADING: N_("leading"),
    Task.WELCOME: N_("welcome"),
    Task.LOGISTICS: N_("logistics"),
    Task.COOKING: N_("cooking"),
    Task.TEACHING: N_("teaching"),
}


def write_statement(
    path: Path, work: VolunteerWork, words: str, profile: Profile = ITALIAN, progress: Progress = SILENT
) -> int:
    """Write the entries, the earliest first, and return how many; an ``.xlsx`` path makes a workbook.

    Raises like ``write_csv`` and ``write_xlsx``.
    """
    rows = _entries(work, words)
    if path.suffix == ".xlsx":
        return write_workbook(path, [SheetRows(said(N_("Hours"), words), STATEMENT, rows, words)], progress)
    return write_csv(path, STATEMENT, rows, profile, progress)


def write_extract(path: Path, rows: Sequence[Enrolled], words: str, progress: Progress = SILENT) -> int:
    """Write the extract, a sheet for each section and one that says what it is not; returns how many volunteers."""
    sheets = [
        SheetRows(said(_SECTIONS[framework], words), EXTRACT, list(_volunteers(rows, framework)), words)
        for framework in VOLUNTEERS
    ]
    note = SheetRows(said(N_("Note"), words), NOTE, [(said(NOT_THE_REGISTER, words),)], words)
    return write_workbook(path, [note, *sheets], progress) - 1


def _entries(work: VolunteerWork, words: str) -> Iterator[tuple[Value, ...]]:
    for entry in work.entries:
        confirmed = entry.confirmed_at.date().isoformat() if entry.confirmed_at else None
        task = said(_TASKS[entry.task], words) if entry.task in _TASKS else None
        yield (
            entry.day.isoformat(), f"{entry.starts_at:%H:%M}" if entry.timed else None,
            said(_ACTIVITIES[entry.activity], words), entry.what, task, entry.minutes, entry.confirmed_by, confirmed,
        )  # fmt: skip


def _volunteers(rows: Sequence[Enrolled], framework: Framework) -> Iterator[tuple[Value, ...]]:
    section = [row for row in rows if row.framework is framework]
    for number, row in enumerate(section, start=1):
        until = row.until.isoformat() if row.until else None
        insured = row.insured_until.isoformat() if row.insured_until else None
        since, unkept = row.since.isoformat(), (None, None, None)
        yield (number, row.family, row.given, *unkept, row.town, since, until, row.body, insured)
