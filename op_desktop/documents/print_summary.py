"""The summary that a school gets of a class: meetings, hours, what counts as civic education, who attended."""

from op_desktop.documents.paper import MM
from op_desktop.documents.print_cells import Cell
from op_desktop.documents.print_page import Column, Head, Prints, shared, text
from op_desktop.documents.print_register import seat_cell
from op_desktop.documents.print_tables import lesson_columns, lesson_row
from op_desktop.documents.print_words import PrintWords
from op_desktop.domain.formats import format_date, format_hours, format_percent
from op_desktop.register.class_report import ClassReport
from op_desktop.register.eligibility import EligibilityRow


def draw_summary(report: ClassReport, head: Head, words: PrintWords) -> bytes:
    """The summary as PDF; raises like ``render_print``."""
    prints = Prints(head, words)
    prints.facts(_facts(report, head.language, words))
    prints.heading(words.meetings_heading)
    prints.table(lesson_columns(words), [lesson_row(line, words) for line in report.meetings])
    prints.heading(words.pupils_heading)
    if report.pupils:
        columns = shared([
            Column(words.number, 12 * MM),
            Column(words.name, 62 * MM),
            Column(words.attended, 24 * MM, middle=True),
            Column(words.share, 18 * MM, middle=True),
            Column(words.hours_in_all, 22 * MM, middle=True),
            Column(words.certificate, 42 * MM),
        ])  # fmt: skip
        prints.table(columns, [_pupil(row, head.language, words) for row in report.pupils])
        prints.closing("", words.signature)
    else:
        prints.closing(words.declared, words.signature)
    return prints.render()


def _facts(report: ClassReport, language: str, words: PrintWords) -> list[tuple[str, str]]:
    days = report.days
    period = words.none
    if days is not None:
        first, last = (format_date(day, "date", language) for day in days)
        period = first if first == last else words.from_to.format(first=first, last=last)
    hours = format_hours(report.minutes, language)
    civic = format_hours(report.civic_minutes, language) if report.civic_education else words.civic_none
    return [
        (words.path, report.school_class.path_title or words.none),
        (words.period, period),
        (words.held, words.held_of[len(report.held) != 1].format(n=len(report.held), of=report.planned)),
        (words.hours_in_all, hours),
        (words.civic, civic),
        (words.modules, ", ".join(report.topics) or words.none),
        (words.educators, report.educators or words.none),
        (words.enrolled, str(report.school_class.pupils)),
    ]


def _pupil(row: EligibilityRow, language: str, words: PrintWords) -> list[Cell]:
    share = format_percent(100 * row.attended / row.held, language, decimals=0) if row.held else words.none
    cells = (
        words.attended_of.format(n=row.attended, of=row.held), share, format_hours(row.minutes, language),
        row.issued_number or words.none,
    )  # fmt: skip
    return [
        text(str(row.number), row.number, soft=True),
        seat_cell(row.number, row.family, row.given, words),
        *(text(cell, row.number) for cell in cells),
    ]
