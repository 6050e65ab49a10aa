"""What a class has learned, for its teachers: in plain words first, then question by question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from op_desktop.documents.paper import A4_PORTRAIT, MM, new_paper
from op_desktop.documents.reading_page import LEFT, RIGHT, ReadingPage
from op_desktop.documents.style import Weight, face, register_fonts
from op_desktop.domain.competence import SUB_AREA_NAMES, SubArea
from op_desktop.domain.formats import format_percent
from op_desktop.education.learning import LEAST_SHOWN
from op_desktop.education.learning_hands import HandsLearning
from op_desktop.education.learning_words import (
    FLAG_NAMES,
    FLAG_REASONS,
    different_ways,
    figure,
    not_computable,
    reading,
    reading_hands,
    too_few_for_items,
)
from op_desktop.language import _, language, ngettext
from op_desktop.register.quiz_results import Analysed, ClassResult, Question, Share, Way

_WIDE = RIGHT - LEFT
_WHOLE_TABLE = 500.0
"""Points up to which a table is not parted by the end of a page."""
_NUMBERS = 22 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningReport:
    """The results of a class; ``label`` is the class, ``school`` its school, ``year`` the school year as written."""

    result: ClassResult
    label: str
    school: str
    year: str
    made_on: date


def render_learning_report(report: LearningReport) -> bytes:
    """The report as PDF on A4 in the reader's language; the same results give the same bytes."""
    register_fonts()
    target = BytesIO()
    name = _("What the class has learned")
    paper = new_paper(target, f"{name} {report.label}", language(), report.made_on, A4_PORTRAIT, face(Weight.REGULAR))
    page = ReadingPage(paper, f"{report.label} · {report.year}", _("Page {n} of {of}"), name)
    page.title(name, f"{report.label} · {report.school} · {report.year}")
    told = result_words(report.result)
    page.box(told[0])
    page.bullets(told[1:])
    _chart(page, report.result)
    if report.result.questions:
        _again(page, report.result)
        _areas(page, report.result)
        _questions(page, report.result)
        _for_the_curious(page, report.result)
    page.section(_("How to read it"), room=40)
    page.bullets(_explained_hands() if report.result.way is Way.HANDS else _explained())
    page.finish()
    return target.getvalue()


def report_file_name(label: str, year: int) -> str:
    """How the PDF is called: ``apprendimento_2B_2026.pdf``."""
    stem = "apprendimento" if language() == "it" else "learning"
    return f"{stem}_{''.join(sign for sign in label if sign.isascii() and sign.isalnum())}_{year}.pdf"


def result_words(result: ClassResult) -> list[str]:
    """What a class has learned, sentence by sentence, whatever way it was asked."""
    if result.way is Way.DIFFERENT:
        return [different_ways()]
    if result.way is Way.HANDS:
        return [*reading_hands(result.hands), *_beyond(result)]
    return [*reading(result.learning), *_unmatched(result)]


def _beyond(result: ClassResult) -> list[str]:
    """How many counts cannot be right."""
    if not result.beyond:
        return []
    return [
        ngettext(
            "In {n} count more hands went up than there are pupils: check it.",
            "In {n} counts more hands went up than there are pupils: check them.",
            result.beyond,
        ).format(n=result.beyond)
    ]


def _unmatched(result: ClassResult) -> list[str]:
    """Who has one test only, counted apart."""
    told = []
    if result.only_before:
        told.append(
            ngettext(
                "{n} pupil took the first test only and is not in the figures.",
                "{n} pupils took the first test only and are not in the figures.",
                result.only_before,
            ).format(n=result.only_before)
        )
    if result.only_after:
        told.append(
            ngettext(
                "{n} pupil took the second test only and is not in the figures.",
                "{n} pupils took the second test only and are not in the figures.",
                result.only_after,
            ).format(n=result.only_after)
        )
    return told


def share_words(share: Share) -> str:
    """A share as written: ``67 %``, or a dash where so few were asked that nothing is told."""
    return "–" if share.part is None else format_percent(Decimal(100 * share.right) / share.asked, decimals=0)


def reasons(question: Question) -> list[str]:
    """Why a question deserves another look; nothing where it does not."""
    told = []
    if question.shares.look_again:
        told.append(_("After the path fewer than half answered well: come back to it in class."))
    return told + [_(FLAG_REASONS[flag]) for flag in question.flags]


def _chart(page: ReadingPage, result: ClassResult) -> None:
    """Right answers on average, before and after, out of all."""
    means = result.means
    if means is None:
        return
    page.keep(70)
    page.lead(_("Right answers on average, out of {n}").format(n=means.highest))
    bars = ((_("Before"), means.before), (_("After"), means.after))
    page.bars([(name, mean, figure(mean, 1)) for name, mean in bars], means.highest)


def _again(page: ReadingPage, result: ClassResult) -> None:
    """Each reason once, with its questions: first what to come back to, then what the test itself says."""
    page.section(_("What to look at again"))
    found: dict[str, list[str]] = {}
    for each in sorted(result.questions, key=lambda each: not each.shares.look_again):
        for reason in reasons(each):
            found.setdefault(reason, []).append(each.text)
    if not found:
        page.prose(_("No question stands out."))
    for reason, texts in found.items():
        page.keep(50)
        page.lead(reason)
        page.bullets(texts)


def _areas(page: ReadingPage, result: ClassResult) -> None:
    named = {str(area): name for area, name in SUB_AREA_NAMES.items()}
    rows = [[_("Subject"), _("Before"), _("After")]]
    rows += [
        [_(named[area]) if area in named else area or "–", share_words(shares.before), share_words(shares.after)]
        for area, shares in sorted(result.areas.items(), key=lambda each: _place(each[0]))
    ]
    page.section(_("Right answers by subject"), room=len(rows) * 19)
    page.table(rows, [_WIDE - 2 * _NUMBERS, _NUMBERS, _NUMBERS], heads=1, right={1, 2})


def _questions(page: ReadingPage, result: ClassResult) -> None:
    rows = [[_("Question"), _("Before"), _("After"), _("Note")]]
    for each in result.questions:
        notes = [_("look again")] if each.shares.look_again else []
        notes += [_(FLAG_NAMES[flag]) for flag in each.flags]
        rows.append([each.text, share_words(each.shares.before), share_words(each.shares.after), ", ".join(notes)])
    page.section(_("Right answers by question"), room=min(len(rows) * 24, _WHOLE_TABLE))
    page.table(rows, [_WIDE - 2 * _NUMBERS - 38 * MM, _NUMBERS, _NUMBERS, 38 * MM], heads=1, size=9.5, right={1, 2})


def _for_the_curious(page: ReadingPage, result: ClassResult) -> None:
    learning, effect = result.hands or result.learning, _("Size of the effect (d, corrected for few pupils)")
    assert learning is not None
    rows = [[_("Gain of the class (Hake)"), figure(learning.gain)]]
    if isinstance(learning, HandsLearning):
        rows += [[name, not_computable()] for name in (effect, _("Change of the pupils (Marx and Cummings)"),
                                                       _("Reliability of the tests (KR-20)"))]  # fmt: skip
    else:
        rows += [[effect, figure(learning.effect_corrected)], *_reliabilities(result.analyses)]
    page.section(_("For who knows statistics"), room=len(rows) * 19)
    page.table(rows, [_WIDE - 44 * MM, 44 * MM], right={1})
    if any(each.analysis is None for each in result.analyses):
        page.prose(too_few_for_items(), size=9.5)


def _reliabilities(analyses: Sequence[Analysed]) -> list[list[str]]:
    name = {"pre": _("Reliability of the first test, form {form} (KR-20)"),
            "post": _("Reliability of the second test, form {form} (KR-20)")}  # fmt: skip
    return [
        [name[each.phase].format(form=each.forms.upper()), figure(each.analysis.reliability if each.analysis else None)]
        for each in analyses
    ]


def _explained() -> list[str]:
    return [
        _("Only pupils who took both tests are counted; nobody’s single result stands here."),
        _("A dash stands where fewer than {n} pupils were asked.").format(n=LEAST_SHOWN),
        _("The gain says how much of what was still to learn has been learned: from 0.3 it is medium, from 0.7 high."),
        _("Half the class had form A first and form B afterwards, the other half the other way round."),
    ]


def _explained_hands() -> list[str]:
    return [
        _("Answers were counted by show of hands: the class as a whole, before and after, with the same questions."),
        _("Shares are of the pupils present where that was noted, else of the hands that went up."),
        _("Only questions counted both times are compared, and of at least {n} pupils.").format(n=LEAST_SHOWN),
        _("Hands follow those of others: take the gain as a sign, not as a measurement."),
        _("The gain says how much of what was still to learn has been learned: from 0.3 it is medium, from 0.7 high."),
    ]


def _place(area: str) -> int:
    order = [str(each) for each in SubArea]
    return order.index(area) if area in order else len(order)
