"""The lessons and questions that ship: complete, true, readable, and the same in both languages."""

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest

from op_desktop.domain.competence import AREA_NAMES, SUB_AREA_NAMES, Area, SubArea
from op_desktop.domain.school import Level
from op_desktop.education.arithmetic import written
from op_desktop.education.catalogue import open_catalogue
from op_desktop.education.content_checks import texts_of
from op_desktop.education.packs import SUMS, check_pack, sums_of
from op_desktop.education.readability import gulpease, words_in

CATALOGUE = open_catalogue()
PLANS = {entry.head.code: CATALOGUE.plan(entry.head.code) for entry in CATALOGUE.lessons()}
BANK = CATALOGUE.bank()
SHORTEST = 8
"""Words from which a text is measured alone; shorter ones are measured with the lesson."""

every_lesson = pytest.mark.parametrize("code", PLANS)
every_item = pytest.mark.parametrize("name", BANK.items)


def least(level: Level) -> int:
    return 60 if level is Level.PRIMARY else 50


def test_everything_that_ships_is_sealed_and_every_sum_is_true():
    (pack,) = CATALOGUE.packs
    assert (pack.folder / SUMS).read_text(encoding="utf-8") == sums_of(pack.folder)
    check_pack(pack)


def test_every_level_has_its_four_meetings_as_the_programme_names_them():
    titles = {level: [e.head.title.it for e in CATALOGUE.lessons(level)] for level in Level}
    assert titles == {
        Level.PRIMARY: ["A cosa serve il denaro", "Bisogni e desideri", "Il salvadanaio",
                        "Il gioco: imprevisti e solidarietà"],
        Level.LOWER_SECONDARY: ["Entrate e uscite", "Risparmio e progetto", "Pagare e indebitarsi", "Rischi e aiuti"],
        Level.UPPER_SECONDARY: ["Reddito, busta paga, bilancio", "Risparmio, inflazione, interesse composto",
                                "Credito: TAN, TAEG, rata, usura", "Rischio e rendimento, previdenza, tutela"],
        Level.ADULT: ["Il bilancio di casa", "Debiti e priorità", "Rata, reddito, TAEG", "Progetto e risparmio"],
    }  # fmt: skip
    assert all([e.head.meeting for e in CATALOGUE.lessons(level)] == [1, 2, 3, 4] for level in Level)


def test_lessons_and_questions_reach_every_area():
    taught = {area for plan in PLANS.values() for area in plan.head.areas}
    asked = {item.area for item in BANK.items.values()}
    assert taught == asked == set(SubArea) == set(SUB_AREA_NAMES)
    assert {area.area for area in SubArea} == set(Area) == set(AREA_NAMES)
    for level in Level:
        assert {item.area.area for item in BANK.items.values() if item.level is level} >= {
            Area.PLANNING,
            Area.RISK,
            Area.LANDSCAPE,
        }


@every_lesson
def test_a_lesson_is_complete_in_both_languages(code):
    plan = PLANS[code]
    assert set(plan.texts) == {"it", "en"}
    assert (plan.head.minutes, plan.head.short_minutes) == (120, 60)
    for texts in plan.texts.values():
        assert len(texts.objectives) >= 3
        assert len(texts.examples) >= 2
        assert len(texts.glossary) >= 5
        assert len(texts.steps) >= 7
        assert texts.handouts
        assert texts.struggling
        assert texts.quick
        assert texts.home


def again(line: str) -> bool:
    """A sum worked out once more, by Python's own eye and, for a yearly rate, by what the instalments are worth."""
    left, _equals, shown = line.partition(" = ")
    wanted = Decimal(shown)
    if rate := re.fullmatch(r"taeg\((\d+), ([\d.]+), (\d+)\)", left):
        received, instalment, months = float(rate[1]), float(rate[2]), int(rate[3])
        half = 0.5 * 10 ** wanted.as_tuple().exponent
        low, high = (
            sum(instalment * (1 + (float(wanted) + side) / 100) ** (-month / 12) for month in range(1, months + 1))
            for side in (half, -half)
        )
        return low <= received <= high
    exact = eval(re.sub(r"\d+(\.\d+)?", lambda number: f'Decimal("{number[0]}")', left), {"Decimal": Decimal})
    return exact.quantize(wanted, ROUND_HALF_UP) == wanted


def test_every_sum_is_worked_out_once_more_in_another_way():
    lines = [line for plan in PLANS.values() for line in plan.head.calc]
    lines += [line for item in BANK.items.values() for line in item.calc]
    assert len(lines) > 350
    assert [line for line in lines if not again(line)] == []
    assert not again("taeg(1000, 88.85, 12) = 12.6")
    assert not again("100 * 1.02 ** 5 = 110.40")


@every_lesson
def test_both_languages_say_the_same_figures(code):
    italian, english = PLANS[code].texts["it"], PLANS[code].texts["en"]
    for part in ("steps", "examples", "slides", "exercises", "handouts"):
        for number, pair in enumerate(zip(getattr(italian, part), getattr(english, part), strict=True)):
            it, en = ("\n".join(texts_of(each)) for each in pair)
            assert written(it, "it") == written(en, "en"), f"{part} {number + 1}"


@every_lesson
def test_every_italian_text_of_a_lesson_reads_easily(code):
    plan = PLANS[code]
    texts = list(texts_of(plan.texts["it"]))
    hard = {
        text: gulpease(text) for text in texts if words_in(text) >= SHORTEST and gulpease(text) < least(plan.head.level)
    }
    assert hard == {}
    assert gulpease("\n".join(texts)) >= least(plan.head.level)


@every_lesson
def test_nobody_is_asked_about_their_own_money(code):
    asked = "\n".join(texts_of(PLANS[code].texts["it"])).casefold()
    for words in ("quanto guadagna tuo", "quanto guadagna tua", "quanto guadagnano i tuoi", "quanti soldi avete",
                  "quanto avete", "i debiti della tua famiglia", "quanto spende la tua famiglia"):  # fmt: skip
        assert words not in asked


@every_item
def test_a_question_reads_easily_and_says_the_same_figures_in_english(name):
    item = BANK.items[name]
    assert item.en is not None
    assert gulpease("\n".join(texts_of(item.it))) >= least(item.level)
    assert len(item.it.choices) == len(item.en.choices)
    for it, en in zip(texts_of(item.it), texts_of(item.en), strict=True):
        assert written(it, "it") == written(en, "en")


def test_the_bank_is_wide_and_the_key_gives_nothing_away():
    items = list(BANK.items.values())
    assert len(items) == 72
    assert {(item.area.area, item.level) for item in items} == set(product(Area, Level))
    assert min(Counter(item.level for item in items).values()) >= 16
    letters = Counter(item.key for item in items)
    assert max(letters.values()) <= 0.4 * len(items)
    assert letters["a"] >= 10
    longest = sum(
        max(range(len(item.it.choices)), key=lambda n: len(item.it.choices[n])) == item.right for item in items
    )
    assert longest <= 0.6 * len(items)
    assert len({item.it.text for item in items}) == len({item.en.text for item in items if item.en}) == len(items)


@pytest.mark.parametrize("level", Level)
def test_two_forms_of_a_level_measure_the_same_areas_with_four_questions_in_common(level):
    a, b = (form for form in BANK.forms if form.level is level)
    assert (a.letter, b.letter) == ("a", "b")
    assert len(a.items) == len(b.items) == 10
    assert len(set(a.items) & set(b.items)) == 4
    assert [name for name in a.items if name in b.items] != [name for name in b.items if name in a.items]
    areas = [Counter(item.area.area for item in BANK.asked(form)) for form in (a, b)]
    assert all(abs(areas[0][area] - areas[1][area]) <= 1 for area in Area)
