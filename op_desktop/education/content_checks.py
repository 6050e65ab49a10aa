"""What must be true of a lesson or question beyond its fields: minutes, sums, figures, languages of one shape."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NoReturn

from op_desktop.domain.school import Level
from op_desktop.education import arithmetic
from op_desktop.education.arithmetic import NotASum
from op_desktop.education.content_fields import Spot
from op_desktop.education.items import LETTERS, Form, Item
from op_desktop.education.plans import (
    LessonHead,
    LessonPlan,
    LessonTexts,
)
from op_desktop.language import _

LENGTHS = (60, 120)
"""Minutes of a meeting."""
SLIDES = range(6, 11)
LEAST_EXERCISES = 6
MOST_MEETINGS = 8
LONGEST_LINE, MOST_LINES = 64, 2
"""Of a slide: what is read from the last row."""
MOST_ROWS, MOST_COLUMNS = 7, 4
MOST_CARDS, LONGEST_CARD = 24, 240
MOST_HANDOUT_ROWS, MOST_HANDOUT_COLUMNS = 20, 10
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
ITEM_CODE = re.compile(r"[A-Z][A-Z0-9-]{0,19}")


def check_head(head: LessonHead, folder: str, spot: Spot) -> None:
    """Refuse a lesson's head that contradicts its folder or itself."""
    if head.code != folder:
        spot.inside("code").refuse(_("the code is not the folder’s name"), _("Write “{name}”.").format(name=folder))
    if not CODE.fullmatch(head.code):
        spot.inside("code").refuse(_("this is no code"), _("Use letters, digits and hyphens, up to 40."))
    if head.minutes not in LENGTHS or head.short_minutes not in (0, *LENGTHS):
        spot.inside("minutes").refuse(_("a meeting has 60 or 120 minutes"), _("Write 60 or 120."))
    if not head.areas:
        spot.inside("areas").refuse(_("no area is named"), _("Name one at least, for instance money.prices."))
    if not 1 <= head.meeting <= MOST_MEETINGS or not head.version:
        spot.inside("meeting").refuse(_("meetings and versions count from 1"), _("Write 1 to 8."))


def check_sums(calc: Iterable[str], spot: Spot) -> None:
    """Work out every sum and refuse a wrong one: once, when a pack is sealed or added; later its checksums vouch."""
    for number, line in enumerate(calc):
        place = spot.inside("calc").nth(number)
        try:
            true = arithmetic.right(line)
        except NotASum:
            _refuse_no_sum(line, place)
        if not true:
            place.refuse(_("the sum “{line}” is wrong").format(line=line), _("Work it out again, also in the texts."))


def _refuse_no_sum(line: str, spot: Spot) -> NoReturn:
    spot.refuse(_("“{line}” is no sum").format(line=line), _("Write it as: 10 - 2.50 = 7.50"))


def check_plan(plan: LessonPlan, spot: Spot) -> None:
    """Refuse texts whose minutes, slides, exercises or figures do not agree with the head or with each other."""
    shown = {Decimal(0)}
    for line in plan.head.calc:
        shown |= arithmetic.named(line)
    for language, texts in plan.texts.items():
        place = Spot(spot.pack, f"{spot.file}/{language}.toml")
        _check_minutes(plan.head, texts, place)
        _check_slides(texts, place)
        _check_handouts(texts, place)
        if len(texts.exercises) < LEAST_EXERCISES:
            place.inside("exercises").refuse(
                _("there are fewer than {n} exercises").format(n=LEAST_EXERCISES), _("Add some.")
            )
        _check_figures(texts, language, shown, place)
        _check_results(plan.head.calc, "\n".join(texts_of(texts)), language, place)
        if _outline(texts) != _outline(plan.texts["it"]):
            place.refuse(
                _("it has other minutes, or another number of parts, than it.toml"), _("Give both the same parts.")
            )


def check_bank(items: Sequence[Item], forms: Sequence[Form], spot: Spot) -> None:
    """Refuse questions with a doubtful key or figure, and forms that name what is not there."""
    for number, item in enumerate(items):
        _check_item(item, Spot(spot.pack, "items.toml", f"items {number + 1}, {item.code}"))
    names = Counter(item.name for item in items)
    for name, times in names.items():
        if times > 1:
            Spot(spot.pack, "items.toml", name).refuse(
                _("it is there twice"), _("Give a changed question a new version.")
            )
    levels = {item.name: item.level for item in items}
    for form in forms:
        _check_form(form, levels, Spot(spot.pack, "forms.toml", form.code))


def texts_of(part: Any) -> Iterable[str]:
    """Every text inside a part of a lesson, question or game (a dataclass of texts), in reading order."""
    if isinstance(part, str):
        yield part
        return
    for name in part.__dataclass_fields__:
        value = getattr(part, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, tuple):
                yield " ".join(each)
            elif not isinstance(each, int):
                yield from texts_of(each)


def _check_minutes(head: LessonHead, texts: LessonTexts, spot: Spot) -> None:
    for wanted, name in ((head.minutes, "minutes"), (head.short_minutes, "short")):
        total = sum(getattr(step, name) for step in texts.steps)
        if total != wanted:
            spot.inside("steps").refuse(
                _("{name}: the steps make {n} minutes, not {wanted}").format(name=name, n=total, wanted=wanted),
                _("Correct the minutes of the steps."),
            )


def _check_slides(texts: LessonTexts, spot: Spot) -> None:
    if len(texts.slides) not in SLIDES:
        spot.inside("slides").refuse(_("there are not 6 to 10 slides"), _("Add some or take some out."))
    for number, slide in enumerate(texts.slides):
        rows, lines = slide.table, (*slide.lines, slide.title, slide.answer)
        wide = any(len(row) != len(rows[0]) or len(row) > MOST_COLUMNS for row in rows)
        if wide or len(rows) > MOST_ROWS or len(slide.lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
            spot.inside("slides").nth(number).refuse(
                _("it is too full to be read from the last row"),
                _("At most 2 lines of {n} characters, and a table of 7 rows and 4 columns.").format(n=LONGEST_LINE),
            )


def _check_handouts(texts: LessonTexts, spot: Spot) -> None:
    for number, handout in enumerate(texts.handouts):
        place, rows = spot.inside("handouts").nth(number), handout.table
        if bool(handout.cards) == bool(rows):
            place.refuse(_("it needs either cards or a table"), _("Write one of the two."))
        uneven = any(len(row) != len(rows[0]) or len(row) > MOST_HANDOUT_COLUMNS for row in rows)
        long = max(map(len, handout.cards), default=0) > LONGEST_CARD or len(handout.cards) > MOST_CARDS
        if uneven or long or len(rows) > MOST_HANDOUT_ROWS:
            place.refuse(
                _("it does not fit on a sheet"),
                _("At most {n} cards of {m} characters, or a table of {rows} rows and {columns} columns.").format(
                    n=MOST_CARDS, m=LONGEST_CARD, rows=MOST_HANDOUT_ROWS, columns=MOST_HANDOUT_COLUMNS
                ),
            )


def _check_figures(texts: LessonTexts, language: str, shown: set[Decimal], spot: Spot) -> None:
    """Every figure of a key stands in its task or in a sum; every figure of an example in a sum."""
    for number, exercise in enumerate(texts.exercises):
        given = shown | arithmetic.written(exercise.text, language)
        _refuse_unfounded(arithmetic.written(exercise.key, language) - given, spot.inside("exercises").nth(number))
    for number, example in enumerate(texts.examples):
        _refuse_unfounded(arithmetic.written(example.text, language) - shown, spot.inside("examples").nth(number))


def _refuse_unfounded(figures: set[Decimal], spot: Spot) -> None:
    if figures:
        spot.refuse(_("no sum gives the figure {n}").format(n=f"{min(figures):f}"),
                    _("Correct it, or add its sum to calc."))  # fmt: skip


def _check_results(calc: Iterable[str], text: str, language: str, spot: Spot) -> None:
    found = arithmetic.written(text, language)
    for line in calc:
        try:
            shown = abs(arithmetic.result(line))
        except NotASum:
            _refuse_no_sum(line, spot)
        if shown not in found:
            spot.refuse(_("the result of “{line}” stands nowhere").format(line=line), _("Correct the text or the sum."))


def _outline(texts: LessonTexts) -> tuple[object, ...]:
    times = tuple((step.minutes, step.short) for step in texts.steps)
    tables = tuple((len(slide.lines), len(slide.table), bool(slide.answer)) for slide in texts.slides)
    handouts = tuple((len(each.cards), len(each.table)) for each in texts.handouts)
    counts = tuple(len(getattr(texts, name)) for name in ("objectives", "materials", "examples", "glossary"))
    return times, tables, handouts, counts, tuple(task.lines for task in texts.exercises), bool(texts.home)


def _check_item(item: Item, spot: Spot) -> None:
    if not ITEM_CODE.fullmatch(item.code) or not item.version:
        spot.inside("code").refuse(_("this is no code"), _("Use capitals, digits and hyphens; versions count from 1."))
    shown = {number for line in item.calc for number in arithmetic.named(line)}
    for language, texts in (("it", item.it), ("en", item.en)):
        if texts is None:
            continue
        place, choices = spot.inside(language), texts.choices
        if (
            len(choices) not in (3, 4)
            or len(set(choices)) < len(choices)
            or item.key not in tuple(LETTERS[: len(choices)])
        ):
            place.inside("choices").refuse(
                _("there must be 3 or 4 different choices, and the key one of their letters"),
                _("Correct the choices or the key."),
            )
        given = shown | arithmetic.written(texts.text, language)
        answer = f"{choices[item.right]} {texts.explanation}"
        _refuse_unfounded(arithmetic.written(answer, language) - given, place)
        _check_results(item.calc, f"{texts.text} {answer}", language, place)


def _check_form(form: Form, levels: dict[str, Level], spot: Spot) -> None:
    for name in form.items:
        if levels.get(name) is not form.level:
            spot.refuse(
                _("there is no question {name} of this level").format(name=name), _("Correct its name and version.")
            )
    if not form.items or len(set(form.items)) < len(form.items) or form.letter not in ("a", "b"):
        spot.refuse(_("a form asks each question once and is called a or b"), _("Correct the form."))
