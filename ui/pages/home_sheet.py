"""The sheet to sign of the first activity, as PDF."""

import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from op_desktop.documents.attendance_sheet import AttendanceSheet, SheetRow, render_attendance_sheet, sheet_file_name
from op_desktop.domain.lab import LabMember
from op_desktop.domain.names import fold
from op_desktop.domain.person import Person
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson
from op_desktop.durable import write_bytes
from op_desktop.language import language
from op_desktop.progress import Progress
from op_desktop.register import printed_sheets
from op_desktop.register.agenda import Activity
from op_desktop.register.attendance import register_of
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.workspace import Workspace
from ui.models.register_day import RegisterDay
from ui.pages.printing_sheet import sheet_of

SPARE = 5
"""Empty lines for who is not on the list of a lab."""
FOLDER = "sheets"


def write_sheet(workspace: Workspace, activity: Activity, printed: PrintedSheet | None, _progress: Progress) -> Path:
    """Write the sheet into the data folder and return its path; ``printed`` is the one of a lesson on record.

    Raises what ``render_attendance_sheet`` raises.
    """
    with workspace.read() as reader:
        sheet = _lesson_sheet(reader, printed) if printed is not None else _lab_sheet(reader, activity)
    content = render_attendance_sheet(sheet)
    folder = workspace.private_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in folder.glob("*.pdf"):
        # Names of pupils are not left lying about longer than the sheet is needed; one that a program still holds
        # open goes the next time.
        with suppress(OSError):
            old.unlink(missing_ok=True)
    path = folder / f"{secrets.token_hex(3)}_{sheet_file_name(sheet)}"
    write_bytes(path, content, private=True)
    return path


def _lesson_sheet(reader: Reader, printed: PrintedSheet) -> AttendanceSheet:
    register = register_of(reader, reader.require(Lesson, printed.lesson_id).class_id)
    day = RegisterDay(register, printed.lesson_id, reader.today)
    return sheet_of(day, printed.code, printed_sheets.sheet_seats(reader, printed), reader.now, language())


def _lab_sheet(reader: Reader, activity: Activity) -> AttendanceSheet:
    """A lab has no sheets on record: the code is the end of its meeting's id."""
    return AttendanceSheet(
        group=activity.title,
        topic=activity.subject,
        place=activity.place,
        code=activity.id[-8:].upper(),
        day=activity.starts_at.date(),
        start=activity.starts_at.time(),
        end=(activity.starts_at + timedelta(minutes=activity.minutes)).time(),
        meeting=activity.meeting,
        meetings=0,
        printed_at=reader.now,
        rows=_people(reader, activity),
        spare_rows=SPARE,
        lab=True,
        language=language(),
    )


def _people(reader: Reader, activity: Activity) -> tuple[SheetRow, ...]:
    member = TABLE_OF[LabMember]
    members = reader.all(LabMember, member.c.lab_id == activity.parent_id, member.c.until.is_(None))
    ids = [RecordId(each.person_id) for each in members]
    people = [person for id in ids if (person := reader.get(Person, id)) is not None]
    people.sort(key=lambda person: (fold(person.family_name), fold(person.given_name)))
    return tuple(
        SheetRow(number, person.family_name, person.given_name) for number, person in enumerate(people, start=1)
    )
