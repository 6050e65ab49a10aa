"""The sheet to sign of the first activity, as PDF."""

import secrets
from datetime import timedelta
from pathlib import Path

from op_desktop.documents.attendance_sheet import AttendanceSheet, SheetRow, render_attendance_sheet, sheet_file_name
from op_desktop.domain.lab import LabMember
from op_desktop.domain.names import fold
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson
from op_desktop.language import language
from op_desktop.progress import Progress
from op_desktop.register.agenda import Activity
from op_desktop.register.rosters import roster
from op_desktop.register.schools import class_header
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.workspace import Workspace

SPARE = 5
"""Empty lines for who is not on the list of a lab."""
FOLDER = "sheets"


def write_sheet(workspace: Workspace, activity: Activity, code: str, _progress: Progress) -> Path:
    """Write the sheet into the data folder and return its path; without a code of its own it bears its meeting's.

    Raises what ``render_attendance_sheet`` raises.
    """
    with workspace.read() as reader:
        sheet = _sheet(reader, activity, code)
    content = render_attendance_sheet(sheet)
    folder = workspace.private_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in folder.glob("*.pdf"):
        # Names of pupils are not left lying about longer than the sheet is needed.
        old.unlink(missing_ok=True)
    path = folder / f"{secrets.token_hex(3)}_{sheet_file_name(sheet)}"
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def _sheet(reader: Reader, activity: Activity, code: str) -> AttendanceSheet:
    lesson = activity.kind == "lesson"
    rows, meetings = (
        (_pupils(reader, activity), _meetings(reader, activity)) if lesson else (_people(reader, activity), 0)
    )
    room = reader.require(Lesson, activity.id).place if lesson else ""
    return AttendanceSheet(
        group=activity.title,
        topic=activity.subject,
        place=activity.place.removesuffix(f" · {room}") if room else activity.place,
        room=room,
        code=code or activity.id[-8:].upper(),
        day=activity.starts_at.date(),
        start=activity.starts_at.time(),
        end=(activity.starts_at + timedelta(minutes=activity.minutes)).time(),
        meeting=activity.meeting,
        meetings=meetings,
        printed_at=reader.now,
        rows=rows,
        spare_rows=0 if lesson else SPARE,
        language=language(),
    )


def _meetings(reader: Reader, activity: Activity) -> int:
    return max(class_header(reader, activity.parent_id).planned_meetings, activity.meeting)


def _pupils(reader: Reader, activity: Activity) -> tuple[SheetRow, ...]:
    pupils = roster(reader, activity.parent_id, activity.starts_at.date())
    return tuple(SheetRow(pupil.number, pupil.family, pupil.given) for pupil in pupils)


def _people(reader: Reader, activity: Activity) -> tuple[SheetRow, ...]:
    member = TABLE_OF[LabMember]
    members = reader.all(LabMember, member.c.lab_id == activity.parent_id, member.c.until.is_(None))
    ids = [RecordId(each.person_id) for each in members]
    people = [person for id in ids if (person := reader.get(Person, id)) is not None]
    people.sort(key=lambda person: (fold(person.family_name), fold(person.given_name)))
    return tuple(
        SheetRow(number, person.family_name, person.given_name) for number, person in enumerate(people, start=1)
    )
