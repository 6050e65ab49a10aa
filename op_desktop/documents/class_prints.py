"""What can be printed of a class: its register, its list, the log of its meetings, the summary for the school."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from op_desktop.documents.print_page import Head
from op_desktop.documents.print_register import draw_register
from op_desktop.documents.print_summary import draw_summary
from op_desktop.documents.print_tables import draw_lessons, draw_roster
from op_desktop.documents.print_words import PRINT_WORDS, PrintWords
from op_desktop.domain.names import words
from op_desktop.domain.school import RosterMode
from op_desktop.register.class_report import ClassReport
from op_desktop.register.schools import ClassRow


class Print(StrEnum):
    """One kind of print of a class."""

    REGISTER = "register"
    ROSTER = "roster"
    LESSONS = "lessons"
    SUMMARY = "summary"


_DRAWN: Mapping[Print, Callable[[ClassReport, Head, PrintWords], bytes]] = {
    Print.REGISTER: draw_register,
    Print.ROSTER: draw_roster,
    Print.LESSONS: draw_lessons,
    Print.SUMMARY: draw_summary,
}
_FILES: Mapping[Print, str] = {
    Print.REGISTER: "registro",
    Print.ROSTER: "elenco",
    Print.LESSONS: "diario",
    Print.SUMMARY: "riepilogo",
}


_LONGEST = 40
"""Letters of a school's name that are enough to tell two apart."""


def offered(report: ClassReport) -> tuple[Print, ...]:
    """What there is to print of this class: what has nothing to show is left out."""
    listed = report.school_class.mode is not RosterMode.HEADCOUNT and bool(report.sheet.rows)
    found = {
        Print.REGISTER: listed and bool(report.sheet.lessons),
        Print.ROSTER: listed,
        Print.LESSONS: bool(report.meetings),
        Print.SUMMARY: bool(report.held),
    }
    return tuple(kind for kind, there in found.items() if there)


def render_print(report: ClassReport, kind: Print, printed_at: datetime, language: str) -> bytes:
    """One print as PDF, in ``it`` or ``en``; the same class at the same minute gives the same bytes.

    Raises CharacterNotPrintable, RightToLeftText or TextTooLong; ``row`` is a pupil's or a meeting's number
    (0: heading).
    """
    said, row = PRINT_WORDS[language], report.school_class
    name = {Print.REGISTER: said.register, Print.ROSTER: said.roster,
            Print.LESSONS: said.lessons, Print.SUMMARY: said.summary}[kind]  # fmt: skip
    year = said.school_year.format(label=row.year_label)
    head = Head(
        document=f"{name} {row.label} {row.year_label}",
        kind=name,
        title=f"{row.label} — {row.path_title}" if row.path_title else row.label,
        subtitle=" · ".join(part for part in (f"{row.school}, {row.municipality}", year, row.educator) if part),
        printed_at=printed_at,
        language=language,
    )
    return _DRAWN[kind](report, head, said)


def print_file_name(kind: Print, row: ClassRow, suffix: str = ".pdf") -> str:
    """How the file is called: by what it is, school, class and school year, without anybody's name."""
    school = "-".join(words(row.school))[:_LONGEST].strip("-")
    # A/B is one section, not a folder; and A-B is another one beside it.
    label = f"{row.grade}{row.section}".replace(" ", "").replace("/", "_")
    return f"{_FILES[kind]}_{school}_{label}_{row.school_year}-{row.school_year + 1}{suffix}"
