"""What financial education has brought in a period, on paper: module by module, with the rows behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO

from op_desktop.documents.paper import A4_PORTRAIT, MM, new_paper
from op_desktop.documents.reading_page import LEFT, RIGHT, ReadingPage
from op_desktop.documents.style import Weight, face, register_fonts
from op_desktop.domain.formats import format_date, format_hours, format_number, format_percent
from op_desktop.education.learning import LEAST_SHOWN
from op_desktop.language import _, language, ngettext
from op_desktop.metrics.engine import Row
from op_desktop.metrics.school_results import (
    AFTER,
    BEFORE,
    CLASSES,
    HOURS,
    PUPILS,
    Answers,
    SchoolResults,
    is_by_hands,
)

_WIDE = RIGHT - LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolReport:
    """The results of a period and when they were counted."""

    results: SchoolResults
    made_on: date


def school_results_file_name(report: SchoolReport) -> str:
    """How the PDF is called: ``educazione_finanziaria_2026-09-01_2027-08-31.pdf``."""
    stem = "educazione_finanziaria" if language() == "it" else "financial_education"
    scope = report.results.scope
    return f"{stem}_{scope.first_day}_{scope.end_day - timedelta(days=1)}.pdf"


def render_school_results(report: SchoolReport) -> bytes:
    """The report as PDF on A4 in the reader's language; the same results give the same bytes."""
    register_fonts()
    results, name = report.results, _("Results of financial education")
    target = BytesIO()
    paper = new_paper(target, name, language(), report.made_on, A4_PORTRAIT, face(Weight.REGULAR))
    span = _span(results)
    page = ReadingPage(paper, span, _("Page {n} of {of}"), name)
    page.title(name, span)
    page.box(_summary(results))
    _modules(page, results)
    _lessons(page, results.lessons)
    _tests(page, results)
    page.section(_("How to read it"), room=40)
    page.bullets(_explained(by_hands=any(map(is_by_hands, results.after))))
    page.finish()
    return target.getvalue()


def share_text(answers: Answers) -> str:
    """A share as written; a dash where nothing may be told."""
    return "–" if answers.share is None else format_percent(float(answers.share * 100), decimals=0)


def gain_text(gain: Fraction | None) -> str:
    """A gain as written; a dash where it cannot be computed."""
    return "–" if gain is None else format_number(float(gain), decimals=2, signed=True)


def _span(results: SchoolResults) -> str:
    last = results.scope.end_day - timedelta(days=1)
    return _("from {first} to {last}").format(first=format_date(results.scope.first_day), last=format_date(last))


def _summary(results: SchoolResults) -> str:
    classes, pupils = results.figures[CLASSES.id].value, results.figures[PUPILS.id].value
    return _("{classes}, {pupils}; hours in class: {hours}.").format(
        classes=ngettext("{n} class", "{n} classes", classes).format(n=format_number(classes)),
        pupils=ngettext("{n} pupil", "{n} pupils", pupils).format(n=format_number(pupils)),
        hours=format_hours(results.figures[HOURS.id].value),
    )


def _modules(page: ReadingPage, results: SchoolResults) -> None:
    heads = [_("Module"), _("Classes"), _("Hours"), _("Right before"), _("Right after"), _("Gain")]
    rows = [heads]
    rows += [
        [f"{each.code} · {each.title}", format_number(each.classes), format_hours(each.minutes),
         share_text(each.learned.before), share_text(each.learned.after), gain_text(each.learned.gain)]
        for each in results.modules
    ]  # fmt: skip
    rows.append(
        [_("All modules"), format_number(results.figures[CLASSES.id].value),
         format_hours(results.figures[HOURS.id].value), share_text(results.learned.before),
         share_text(results.learned.after), gain_text(results.learned.gain)]
    )  # fmt: skip
    page.section(_("Module by module"), room=len(rows) * 19)
    page.table(rows, _columns(5, 22 * MM), heads=1, size=9, right=range(1, 6))


def _lessons(page: ReadingPage, lessons: Sequence[Row]) -> None:
    page.section(_("The lessons counted ({id})").format(id=HOURS.id))
    rows = [[_("Class"), _("Day"), _("Module"), _("Hours")]]
    rows += [[row.activity, format_date(row.day), row.what or "–", format_hours(row.weight or 0)] for row in lessons]
    page.table(rows, _columns(3, 26 * MM), heads=1, size=8.5, right={3})


def _tests(page: ReadingPage, results: SchoolResults) -> None:
    title = _("The tests counted ({before}, {after})").format(before=BEFORE.id, after=AFTER.id)
    page.section(title)
    rows = [[_("Class"), _("Day"), _("Answered"), _("Pupils"), _("Right before"), _("Right after")]]
    for key in sorted({row.key or "" for row in (*results.before, *results.after)}):
        before, after = ([row for row in rows_ if row.key == key] for rows_ in (results.before, results.after))
        first = (before or after)[0]
        # Of hands the fewest: a count too many must not make pupils that are not there.
        pupils = (min if is_by_hands(first) else max)(row.named for row in (*before, *after))
        rows.append(
            [first.activity, format_date(first.day), _("by hands") if is_by_hands(first) else _("on sheets"),
             format_number(pupils), share_text(Answers.of(before)), share_text(Answers.of(after))]
        )  # fmt: skip
    if len(rows) == 1:
        page.prose(_("No class has two tests with at least {n} pupils in this period.").format(n=LEAST_SHOWN))
        return
    page.table(rows, _columns(5, 22 * MM), heads=1, size=8.5, right={3, 4, 5})


def _columns(count: int, wide: float) -> list[float]:
    return [_WIDE - count * wide, *[wide] * count]


def _explained(*, by_hands: bool) -> list[str]:
    hands = _(
        "By hands: the class as a whole, on the questions counted both times; nobody’s own answers before and after "
        "are matched, and the gain is that of the means."
    )
    return [
        _("Right before and after: answers in a hundred, of the pupils with both tests, on the module’s subjects."),
        *[hands] * by_hands,
        _("Gain: of what was still to learn, the part that was learned. From 0.3 it is medium, from 0.7 high."),
        _("A dash stands where fewer than {n} pupils were asked; no single pupil is told.").format(n=LEAST_SHOWN),
        _("A class that did two modules on one subject counts with its answers in both rows, once in the last one."),
    ]
