"""Prints about volunteers: the statement of somebody's hours, and the extract for the register of volunteers."""

from collections.abc import Sequence
from datetime import date, datetime

from op_desktop.documents.hours_words import HOURS_WORDS, HoursWords
from op_desktop.documents.paper import MM
from op_desktop.documents.print_cells import Cell, RuleCell
from op_desktop.documents.print_page import Column, Head, Prints, shared, text
from op_desktop.documents.print_words import PRINT_WORDS
from op_desktop.documents.style import Weight
from op_desktop.domain.formats import format_clock, format_date, format_time
from op_desktop.domain.record import RecordId
from op_desktop.register.people import full_name
from op_desktop.register.volunteer_register import VOLUNTEERS, Enrolled
from op_desktop.register.volunteer_work import VolunteerWork
from op_desktop.register.volunteering import ShiftRow

_OWN_SIGNS = 6


def render_statement(work: VolunteerWork, printed_at: datetime, language: str) -> bytes:
    """The hours of a person as PDF, in ``it`` or ``en``: every entry, and the sum of them.

    Never with a value in euro. Raises CharacterNotPrintable, RightToLeftText or TextTooLong (``row``: the entry).
    """
    words = HOURS_WORDS[language]
    period = _period(work.first_day, work.last_day, language)
    prints = Prints(
        Head(document=words.statement, kind=words.statement, title=full_name(work.family, work.given), subtitle=period,
             printed_at=printed_at, language=language),
        PRINT_WORDS[language],
    )  # fmt: skip
    columns = shared([
        Column(words.day, 22 * MM),
        Column(words.starts, 13 * MM),
        Column(words.what, 56 * MM),
        Column(words.task, 26 * MM),
        Column(words.hours, 15 * MM, middle=True),
        Column(words.confirmed, 46 * MM),
    ])  # fmt: skip
    rows = [_entry(entry, number, language) for number, entry in enumerate(work.entries, start=1)]
    total = format_clock(work.minutes)
    prints.table(columns, rows, last=[
        text(words.total, 0, Weight.SEMIBOLD), text("", 0), text("", 0), text("", 0),
        text(total, 0, Weight.SEMIBOLD),
        text(words.of_which.format(hours=format_clock(work.confirmed_minutes)), 0),
    ])  # fmt: skip
    entries = words.entries[len(work.entries) != 1].format(n=len(work.entries))
    prints.closing(f"{entries}. {words.statement_note}", words.signature)
    return prints.render()


def statement_file_name(person_id: RecordId, first_day: date, last_day: date, suffix: str = ".pdf") -> str:
    """How the file is called: by the days and a sign of the record, never by a person's name."""
    return f"ore_{person_id[-_OWN_SIGNS:]}_{first_day.isoformat()}_{last_day.isoformat()}{suffix}"


def render_extract(
    rows: Sequence[Enrolled], first_day: date, last_day: date, printed_at: datetime, language: str
) -> bytes:
    """The extract as PDF, a section for regular and one for occasional volunteers; raises like ``render_statement``."""
    words = HOURS_WORDS[language]
    prints = Prints(
        Head(document=words.extract, kind=words.extract, title=words.extract,
             subtitle=_period(first_day, last_day, language), printed_at=printed_at, language=language),
        PRINT_WORDS[language],
    )  # fmt: skip
    prints.facts([(words.notice, words.not_the_register), (words.to_fill_in, words.extract_note)])
    if not rows:
        prints.closing(words.nobody)
    for framework in VOLUNTEERS:
        section = [row for row in rows if row.framework is framework]
        if section:
            prints.heading(words.sections[framework])
            prints.table(_columns(words), [_volunteer(row, place) for place, row in enumerate(section, start=1)])
    return prints.render()


def extract_file_name(first_day: date, last_day: date, suffix: str = ".pdf") -> str:
    """How the file of the extract is called."""
    return f"estratto_volontari_{first_day.isoformat()}_{last_day.isoformat()}{suffix}"


def _period(first: date, last: date, language: str) -> str:
    words = HOURS_WORDS[language]
    return words.from_to.format(first=format_date(first, "date", language), last=format_date(last, "date", language))


def _entry(entry: ShiftRow, number: int, language: str) -> list[Cell]:
    words = HOURS_WORDS[language]
    told = words.draft
    if entry.confirmed:
        told = entry.confirmed_by
        if entry.confirmed_at is not None:
            told = words.confirmed_by.format(name=told, day=format_date(entry.confirmed_at.date()))
    return [
        text(format_date(entry.day), number),
        text(format_time(entry.starts_at) if entry.timed else words.none, number, soft=True),
        text(entry.what or words.activities[entry.activity], number),
        text(words.tasks[entry.task] or words.none, number, soft=True),
        text(format_clock(entry.minutes), number, Weight.SEMIBOLD),
        text(told, number, soft=not entry.confirmed),
    ]


def _columns(words: HoursWords) -> list[Column]:
    return shared([
        Column(words.number, 7 * MM),
        Column(words.name, 38 * MM),
        Column(words.identity, 37 * MM),
        Column(words.residence, 23 * MM),
        Column(words.since, 18 * MM),
        Column(words.until, 18 * MM),
        Column(words.body, 23 * MM),
        Column(words.insured, 18 * MM),
    ])  # fmt: skip


def _volunteer(row: Enrolled, number: int) -> list[Cell]:
    name = " ".join(part for part in (row.family, row.given) if part)
    return [
        text(str(number), number, soft=True),
        text(name, number, Weight.SEMIBOLD),
        RuleCell(),
        text(row.town, number) if row.town else RuleCell(),
        text(format_date(row.since), number),
        text(format_date(row.until) if row.until else "", number),
        text(row.body, number),
        text(format_date(row.insured_until) if row.insured_until else "", number),
    ]
