"""A lesson on paper: the plan for who teaches, handouts and worksheet for who learns, the key for both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Any

from op_desktop.documents.fitting import printable
from op_desktop.documents.lesson_words import LESSON_WORDS, LessonWords
from op_desktop.documents.paper import A4_PORTRAIT, MM, new_paper
from op_desktop.documents.reading_page import LEFT, LINE, RIGHT, ReadingPage
from op_desktop.documents.style import Weight, face, register_fonts, text_width
from op_desktop.domain.school import Level
from op_desktop.education.plans import Exercise, LessonHead, LessonPlan, LessonTexts, Slide
from op_desktop.education.tables import figure_columns, headed

_WIDE = RIGHT - LEFT
_TALLEST_ROW = 17 * MM
"""Of a table to write in."""
_WIDEST_HEADING = 36 * MM
"""Over cells that are all to be written in: a longer heading takes two lines."""
_MOST_OF_WIDTH = 0.62
"""A slide's table takes this part of the page's width at most."""


class Sheet(StrEnum):
    """The papers of a lesson."""

    PLAN = "plan"
    WORKSHEET = "worksheet"
    KEY = "key"
    HANDOUTS = "handouts"


_FILE = {
    "it": {Sheet.PLAN: "piano", Sheet.WORKSHEET: "scheda", Sheet.KEY: "soluzioni", Sheet.HANDOUTS: "materiali"},
    "en": {Sheet.PLAN: "plan", Sheet.WORKSHEET: "worksheet", Sheet.KEY: "key", Sheet.HANDOUTS: "handouts"},
}


def sheets_of(plan: LessonPlan) -> tuple[Sheet, ...]:
    """The papers that a lesson has: not every lesson has handouts."""
    return tuple(sheet for sheet in Sheet if sheet is not Sheet.HANDOUTS or plan.texts["it"].handouts)


def sheet_name(plan: LessonPlan, sheet: Sheet, language: str) -> str:
    """How the PDF is called: ``PRI-1_v1_scheda.pdf``."""
    return f"{plan.head.code}_v{plan.head.version}_{_FILE[language][sheet]}.pdf"


def render_lesson(plan: LessonPlan, sheet: Sheet, language: str, made_on: date) -> bytes:
    """One paper of a lesson as PDF on A4; the same lesson gives the same bytes.

    Raises CharacterNotPrintable or RightToLeftText; their ``row`` is the number of the part (0: what stands above).
    """
    register_fonts()
    words, head = LESSON_WORDS[language], plan.head
    texts = _checked(plan.read_in(language))
    title = printable(head.title.read_in(language), 0)
    kind, draw = _KINDS[sheet]
    name = kind(words)
    target = BytesIO()
    paper = new_paper(target, f"{name} · {title}", language, made_on, A4_PORTRAIT, face(Weight.REGULAR))
    running = f"{head.code} · v{head.version} · {title}"
    page = ReadingPage(paper, running, words.page_of, name)
    page.title(title, _below(head, words, sheet))
    draw(page, head, texts, words)
    page.finish()
    return target.getvalue()


def _checked(texts: LessonTexts) -> LessonTexts:
    """The texts with every line proven to have shapes; line feeds stay."""
    return replace(texts, **{each.name: _lines_checked(getattr(texts, each.name), 0) for each in fields(texts)})


def _lines_checked(value: Any, row: int) -> Any:
    if isinstance(value, str):
        return "\n".join(printable(line, row) for line in value.split("\n"))
    if isinstance(value, tuple):
        return tuple(_lines_checked(each, number) for number, each in enumerate(value, start=1))
    if isinstance(value, int):
        return value
    return replace(value, **{each.name: _lines_checked(getattr(value, each.name), row) for each in fields(value)})


def _below(head: LessonHead, words: LessonWords, sheet: Sheet) -> str:
    parts = [words.levels[head.level], words.meeting.format(n=head.meeting)]
    if sheet is Sheet.PLAN:
        parts.append(words.minutes.format(n=head.minutes))
    return " · ".join(parts)


def _plan(page: ReadingPage, head: LessonHead, texts: LessonTexts, words: LessonWords) -> None:
    page.box(f"{words.question}: {texts.question}")
    page.section(words.objectives)
    page.bullets(texts.objectives)
    page.section(words.areas)
    page.bullets([f"{words.area_names[area.area]}: {words.sub_areas[area]}" for area in head.areas])
    page.section(words.materials)
    page.bullets([*texts.materials, *(f"{words.handouts}: {each.title}" for each in texts.handouts)])
    _timing(page, head, texts, words)
    for number, step in enumerate(texts.steps, start=1):
        page.lead(f"{number}. {step.title}", f"· {words.long_form.format(n=step.minutes)}", room=70)
        page.prose(step.text)
    page.section(words.examples, room=100)
    for example in texts.examples:
        page.lead(example.title, room=60)
        page.prose(example.text)
    for name, text in ((words.struggling, texts.struggling), (words.quick, texts.quick), (words.home, texts.home)):
        if text:
            page.section(name, room=40)
            page.prose(text)
    # The projector shows the question first: a slide has the same number there and here.
    _slides(page, (Slide(title=texts.question), *texts.slides), words)
    page.section(words.glossary)
    for entry in texts.glossary:
        page.lead(f"{entry.word}:", entry.meaning, room=20)


def _timing(page: ReadingPage, head: LessonHead, texts: LessonTexts, words: LessonWords) -> None:
    short = head.short_minutes > 0
    rows = [[words.part, words.long_form.format(n=head.minutes)]]
    rows += [[f"{number}. {step.title}", str(step.minutes)] for number, step in enumerate(texts.steps, start=1)]
    if short:
        rows[0].append(words.short_form.format(n=head.short_minutes))
        for row, step in zip(rows[1:], texts.steps, strict=True):
            row.append(str(step.short) if step.short else words.left_out)
    columns = [_WIDE - (26 + 44 * short) * MM, 26 * MM, *([44 * MM] if short else [])]
    page.section(words.timing, room=len(rows) * 18.6)
    page.table(rows, columns, heads=1)


def _slides(page: ReadingPage, slides: tuple[Slide, ...], words: LessonWords) -> None:
    page.section(words.slides)
    for number, slide in enumerate(slides, start=1):
        page.keep(24 + 21 * (len(slide.lines) + bool(slide.figure) + bool(slide.answer)) + len(slide.table) * 19)
        page.lead(f"{number}. {slide.title}")
        for line in slide.lines:
            page.prose(line, indent=5 * MM)
        if slide.table:
            figures = {place for place in figure_columns(slide.table) if place}
            page.table(slide.table, _widths(slide.table), int(headed(slide.table)), size=9.5, right=figures)
        if slide.figure:
            page.prose(words.drawing.format(text=slide.figure), size=9.5, indent=5 * MM)
        if slide.answer:
            page.prose(words.answer.format(text=slide.answer), size=9.5, indent=5 * MM)


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Columns as wide as their longest cell asks for, within the page."""
    asked = [
        max(text_width(cell, face(Weight.REGULAR), 9.5) for cell in column) + 7 * MM
        for column in zip(*rows, strict=True)
    ]
    squeeze = min(1.0, _WIDE * _MOST_OF_WIDTH / sum(asked))
    return [max(wide * squeeze, 9 * MM) for wide in asked]


def _worksheet(page: ReadingPage, head: LessonHead, texts: LessonTexts, words: LessonWords) -> None:
    page.fill_in(words.fill_in_adults if head.level is Level.ADULT else words.fill_in)
    page.box(texts.question, size=12)
    for number, exercise in enumerate(texts.exercises, start=1):
        page.keep(_room(page, exercise))
        page.lead(words.exercise.format(n=number))
        page.prose(exercise.text, size=11.5)
        page.ruled(exercise.lines)
    page.section(words.glossary)
    for entry in texts.glossary:
        page.lead(f"{entry.word}:", entry.meaning, room=20)


def _room(page: ReadingPage, exercise: Exercise) -> float:
    return 34 + page.height_of(exercise.text, 11.5) + exercise.lines * LINE


def _key(page: ReadingPage, _head: LessonHead, texts: LessonTexts, words: LessonWords) -> None:
    for number, exercise in enumerate(texts.exercises, start=1):
        page.keep(32 + page.height_of(f"{exercise.text}\n{exercise.key}"))
        page.lead(words.exercise.format(n=number))
        page.prose(exercise.text, size=9.5)
        page.box(exercise.key, size=10.5, air=1.7 * MM)


def _handouts(page: ReadingPage, _head: LessonHead, texts: LessonTexts, _words: LessonWords) -> None:
    for number, handout in enumerate(texts.handouts):
        if number:
            page.turn()
        page.section(handout.title)
        page.prose(handout.use, size=9.5)
        if handout.cards:
            page.cards(handout.cards)
        else:
            rows = handout.table
            tall = min(max(page.room / (len(rows) + 1), 9.5 * MM), _TALLEST_ROW)
            page.table(rows, _filling(rows), heads=int(all(rows[0])), size=12, least=tall, sides=True)


def _filling(rows: Sequence[Sequence[str]]) -> list[float]:
    """Columns over the whole width; where there are cells to write in, their columns get the room that is left."""
    columns = list(zip(*rows, strict=True))
    asked = [max(text_width(cell, face(Weight.SEMIBOLD), 12) for cell in column) + 6 * MM for column in columns]
    open_ones = [not all(column) for column in columns]
    if all(open_ones):
        asked = [min(wide, _WIDEST_HEADING) for wide in asked]
    if not any(open_ones):
        open_ones = [True] * len(columns)
    spare = (_WIDE - sum(asked)) / sum(open_ones)
    if spare >= 0:
        return [wide + spare * takes for wide, takes in zip(asked, open_ones, strict=True)]
    return [wide * _WIDE / sum(asked) for wide in asked]


_Draw = Callable[[ReadingPage, LessonHead, LessonTexts, LessonWords], None]
_KINDS: Mapping[Sheet, tuple[Callable[[LessonWords], str], _Draw]] = {
    Sheet.PLAN: (lambda words: words.plan, _plan),
    Sheet.WORKSHEET: (lambda words: words.worksheet, _worksheet),
    Sheet.KEY: (lambda words: words.key, _key),
    Sheet.HANDOUTS: (lambda words: words.handouts, _handouts),
}
