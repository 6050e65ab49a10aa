"""The hand-over in words: checks, what leaves by subject, sizes, past packages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from op_desktop.domain.formats import NO_BREAK, format_date, format_hours, format_number
from op_desktop.language import N_, _, ngettext
from op_desktop.register.hand_over_checks import Check, CheckKind
from op_desktop.register.handovers import Share, Subject, Waiting
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

DOUBTS: Final = (CheckKind.DOUBLES, CheckKind.CLOCK)
NAMES: Final = MappingProxyType(
    {
        Subject.CLASSES: N_("Classes and lessons"),
        Subject.PUPILS: N_("Pupils"),
        Subject.CLASS_ATTENDANCE: N_("Attendance in class"),
        Subject.PEOPLE: N_("People of the labs"),
        Subject.LABS: N_("Labs and meetings"),
        Subject.LAB_ATTENDANCE: N_("Attendance at labs"),
        Subject.VOLUNTEERING: N_("Volunteering hours"),
        Subject.EVENTS: N_("Events"),
        Subject.COUNSELLING: N_("Consultations"),
        Subject.GRANTS: N_("Grant call"),
        Subject.QUIZZES: N_("Quizzes"),
        Subject.CERTIFICATES: N_("Register of certificates"),
        Subject.FRAME: N_("Places, accounts, settings"),
    }
)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A line of what leaves."""

    id: str
    icon: str
    title: str
    file: str
    rows: int
    changed: int
    bytes: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A line of the checks; with ``page`` it has a button that opens what it is about."""

    ok: bool
    title: str
    detail: str = ""
    button: str = ""
    page: str = ""
    where: dict[str, object] = field(default_factory=dict)


class SharesModel(TableModel[ShareRow]):
    """What leaves, by subject."""

    columns: Sequence[Column[ShareRow]] = (
        Column(N_("Contents"), lambda row: row.title, spoken=lambda row: f"{row.title}, {row.file}"),
        Column(N_("Rows"), lambda row: format_number(row.rows), RIGHT),
        Column(
            N_("New or changed"), lambda row: format_number(row.changed, signed=True) if row.changed else "–", RIGHT
        ),
        Column(N_("Size"), lambda row: size_words(row.bytes), RIGHT),
    )
    CONTENTS, ROWS, CHANGED, SIZE = range(4)


def share_rows(waiting: Waiting) -> list[ShareRow]:
    """The lines of what leaves, the certificates' files last."""
    rows = [_share_row(share) for share in waiting.shares]
    if waiting.certificates:
        rows.append(
            ShareRow("pdf", "award", _("Certificates as PDF"), "certificates/", waiting.certificates,
                     waiting.certificates_new, waiting.certificate_bytes)
        )  # fmt: skip
    return rows


def size_words(size: int) -> str:
    """``6 KB``, ``1,8 MB``, ``14,2 GB``."""
    if size < 1_000_000:
        return f"{format_number(max(1, round(size / 1000)) if size else 0)}{NO_BREAK}KB"
    large = size >= 1_000_000_000
    number = format_number(size / (1_000_000_000 if large else 1_000_000), decimals=1)
    return f"{number}{NO_BREAK}{'GB' if large else 'MB'}"


def total_words(waiting: Waiting) -> str:
    """``922 rows and 23 certificates · 1.8 MB``."""
    rows = ngettext("{n} row", "{n} rows", waiting.rows).format(n=format_number(waiting.rows))
    if waiting.certificates:
        certificates = ngettext("{n} certificate", "{n} certificates", waiting.certificates)
        rows = _("{rows} and {certificates}").format(
            rows=rows, certificates=certificates.format(n=format_number(waiting.certificates))
        )
    return f"{rows} · {size_words(waiting.bytes)}"


def check_rows(checks: Sequence[Check]) -> list[CheckRow]:
    """What asks for a look first, then what is in order, told in as few lines as are true."""
    by_kind = {check.kind: check for check in checks}
    warnings = [_warning(check) for check in checks if check.found]
    return warnings + _in_order(by_kind)


def _share_row(share: Share) -> ShareRow:
    icon = "award" if share.subject is Subject.CERTIFICATES else "file-spreadsheet"
    return ShareRow(share.subject, icon, _(NAMES[share.subject]), ", ".join(share.files), share.rows, share.changed,
                    share.bytes)  # fmt: skip


def _warning(check: Check) -> CheckRow:
    n = format_number(check.found)
    when = _("{what}, {day}").format(what=check.what, day=format_date(check.day, "day")) if check.day else check.what
    if check.kind is CheckKind.REGISTERS:
        title = ngettext("{n} register still open", "{n} registers still open", check.found)
        where: dict[str, object] = {"class_id": check.of, "lesson_id": check.id}
        return CheckRow(False, title.format(n=n), when, _("Complete"), "classes", where)
    if check.kind is CheckKind.MEETINGS:
        title = ngettext("{n} meeting still open", "{n} meetings still open", check.found)
        return CheckRow(False, title.format(n=n), when, _("Complete"), "labs", {"session_id": check.id})
    if check.kind is CheckKind.HOURS:
        title = ngettext("{n} entry of hours to confirm", "{n} entries of hours to confirm", check.found)
        where = {"session_id": check.of} if check.of else {}
        return CheckRow(False, title.format(n=n), _hours_words(check), _("Confirm"), "volunteering", where)
    if check.kind is CheckKind.DUPLICATES:
        title = ngettext("{n} possible duplicate", "{n} possible duplicates", check.found)
        return CheckRow(False, title.format(n=n), check.what)
    if check.kind is CheckKind.DOUBLES:
        title = ngettext("{n} entry of hours looks wrong", "{n} entries of hours look wrong", check.found)
        return CheckRow(False, title.format(n=n), _("typed twice, or over ten hours"), _("Check them"), "volunteering")
    title = ngettext("{n} row written with a wrong clock", "{n} rows written with a wrong clock", check.found)
    return CheckRow(False, title.format(n=n), _("set this computer’s clock right"))


def _in_order(checks: dict[CheckKind, Check]) -> list[CheckRow]:
    rows: list[CheckRow] = []
    registers = [checks[kind] for kind in (CheckKind.REGISTERS, CheckKind.MEETINGS) if kind in checks]
    if registers and not any(check.found for check in registers):
        count = sum(check.checked for check in registers)
        detail = _("{n} in the past year").format(n=format_number(count))
        rows.append(CheckRow(True, _("Registers and meetings closed"), detail))
    hours = checks.get(CheckKind.HOURS)
    if hours is not None and not hours.found:
        rows.append(CheckRow(True, _("Volunteers’ hours confirmed"), _hours_words(hours) if hours.checked else ""))
    doubts = [checks[kind] for kind in DOUBTS if kind in checks]
    if doubts and not any(check.found for check in doubts):
        count = sum(check.checked for check in doubts)
        detail = ngettext("{n} check", "{n} checks", count).format(n=format_number(count))
        rows.append(CheckRow(True, _("Dates and totals are consistent"), detail))
    return rows


def _hours_words(check: Check) -> str:
    people = ngettext("{n} person", "{n} people", check.people).format(n=format_number(check.people))
    return _("{hours} hours, {people}").format(hours=format_hours(check.minutes), people=people)
