"""The class games: the same number is the same game, every figure is the calculators', a turn waits for all groups."""

from decimal import Decimal
from itertools import product

import pytest

from op_desktop.domain.school import Level
from op_desktop.education import game_words as words
from op_desktop.education.arithmetic import written
from op_desktop.education.catalogue import open_catalogue
from op_desktop.education.compound import growth
from op_desktop.education.content_checks import texts_of
from op_desktop.education.content_fields import PackRefused
from op_desktop.education.game_match import Match, SceneKind
from op_desktop.education.game_play import Fate, fates, path, put_in, reached, score
from op_desktop.education.inflation import real_value
from op_desktop.education.packs import open_pack, read_game
from op_desktop.education.readability import gulpease, words_in
from tests.education.packing import SHIPPED, edit, seal_as_is, small_pack

GAMES = {game.head.code: game for game in open_catalogue().games()}
FAMILY, RACE = GAMES["FAMIGLIA"], GAMES["GARA"]
SEED = 17

every_game = pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)


def test_primary_and_secondary_have_a_game_of_twenty_minutes():
    assert {game.head.minutes for game in GAMES.values()} == {20}
    assert {level for game in GAMES.values() for level in game.head.levels} == set(Level) - {Level.ADULT}


@every_game
def test_the_words_of_a_game_read_easily_and_hold_no_figure(game):
    italian = list(texts_of(game.read_in("it")))
    assert gulpease("\n".join(italian)) >= 60
    assert [text for text in italian if words_in(text) >= 8 and gulpease(text) < 60] == []
    assert not any(written(text, language) for language in ("it", "en") for text in texts_of(game.read_in(language)))


@every_game
def test_the_same_number_gives_the_same_game_and_no_event_comes_twice(game):
    assert fates(game.head, SEED) == fates(game.head, SEED)
    many = [fates(game.head, seed) for seed in range(1, 200)]
    assert len(set(many)) > 150
    for drawn in many:
        events = [fate.event for fate in drawn]
        assert len(set(events)) == len(events) == game.head.turns
        assert all(game.head.events[event].since <= turn for turn, event in enumerate(events, start=1))


def test_a_number_keeps_its_game_for_ever():
    assert [FAMILY.head.events[fate.event].code for fate in fates(FAMILY.head, SEED)] == [
        "giochi", "bolletta", "bici", "frigo",
    ]  # fmt: skip
    first = fates(RACE.head, SEED)[0]
    assert (RACE.head.events[first.event].code, first.inflation, first.fund) == (
        "calma-due", Decimal("2"), Decimal("-9.5"),
    )  # fmt: skip


def test_a_month_worked_out_by_hand():
    """20 + 28 − 12 + 8 = 44; + 28 − 0 − 12 = 60; + 28 − 26, the bicycle is mended: 62; + 28 − 5 − 35 = 50."""
    told = path(FAMILY.head, fates(FAMILY.head, SEED), [0, 2, 2, 1])
    assert [each.money for each in told] == [44, 60, 62, 50]
    assert [each.spared for each in told] == [False, False, True, False]
    assert [each.joy for each in told] == [2, 3, 5, 7]
    assert reached(FAMILY.head, told[-1])
    assert score(FAMILY.head, told[-1]) == 7 + FAMILY.head.bonus


def test_who_cannot_pay_asks_for_help_and_gives_it_back():
    code = [event.code for event in FAMILY.head.events]
    drawn = [Fate(code.index(name)) for name in ("frigo", "occhiali", "calma", "calma")]
    told = path(FAMILY.head, drawn, [2, 0, 0, 1])
    # 20 + 28 − 28 − 35 = −15; then 28 − 15 − 24 − 22 = −33; then 28 − 33 = −5; then 28 − 5 − 5 = 18.
    assert [(each.money, each.debt) for each in told] == [(0, 15), (0, 33), (0, 5), (18, 0)]
    assert [each.joy for each in told] == [2, 4, 3, 5]


def test_a_race_is_what_the_calculators_say():
    drawn = fates(RACE.head, SEED)
    saved, prices = Decimal(1000), Decimal(1)
    for fate in drawn:
        event = RACE.head.events[fate.event]
        saved += 500
        rate = Decimal(0) if event.cost else Decimal("2.5")
        saved = growth(saved, rate, 1).compound + event.gain - event.cost
        prices *= 1 + fate.inflation / 100
    last = path(RACE.head, drawn, [1] * 8)[-1]
    assert last.money == saved
    assert abs(last.real - saved / prices) < Decimal("0.01")
    idle = path(RACE.head, drawn, [0] * 8)[-1]
    assert idle.money == put_in(RACE.head, drawn)
    assert idle.interest == 0
    first = drawn[0]
    assert path(RACE.head, drawn, [0])[0].real == round(real_value(Decimal(1500), first.inflation, 1), 2)
    half, fund = (path(RACE.head, drawn, [option])[0].interest for option in (3, 2))
    assert fund == growth(Decimal(1500), first.fund, 1).compound - 1500
    assert (
        half == growth(Decimal(750), first.fund, 1).compound + growth(Decimal(750), Decimal("2.5"), 1).compound - 1500
    )


def test_no_single_letter_always_wins():
    for game in GAMES.values():
        options = range(len(game.head.rounds[0].options))
        best = set()
        for seed in range(1, 120):
            drawn = fates(game.head, seed)
            best.add(max(options, key=lambda o: score(game.head, path(game.head, drawn, [o] * game.head.turns)[-1])))
        assert len(best) >= 3


def test_nobody_can_fall_below_zero():
    drawn = fates(FAMILY.head, SEED)
    assert all(path(FAMILY.head, drawn, way)[-1].money >= 0 for way in product(range(3), repeat=4))


def test_a_turn_waits_until_every_group_has_chosen_and_can_be_corrected():
    match = Match(FAMILY, FAMILY.read_in("en"), SEED, 3)
    assert [match.forth(), match.forth()] == [True, True]
    assert match.scene.kind is SceneKind.CHOOSE
    assert not match.forth()
    assert match.choose(0, 0)
    assert not match.choose(1, 3)
    match.choose(1, 1)
    assert (match.missing, match.forth()) == ([2], False)
    match.choose(2, 2)
    assert match.last(0) is None
    assert match.forth()
    assert [match.last(group).money for group in range(3)] == [44, 56, 28]
    match.back()
    match.choose(2, 1)
    match.forth()
    assert match.last(2).money == 56


def test_the_end_ranks_the_groups_and_says_what_one_letter_would_have_brought():
    match = Match(RACE, RACE.read_in("en"), SEED, 4)
    while match.forth() or match.missing:
        for group in match.missing:
            match.choose(group, group)
    assert match.over
    assert match.scene.kind is SceneKind.REMEMBER
    reals = [standing.real for _group, standing in match.ranking()]
    assert reals == sorted(reals, reverse=True)
    assert words.ranking(match)[1][0] == "Group 2"
    assert {row[1:] for row in words.same_letter(match)[1:]} == {row[1:] for row in words.ranking(match)[1:]}
    assert words.lesson_of(match).startswith("Without interest there would be €4,820.00: after 8 years")


WRONG = {
    "a figure in a text": ("it.toml", lambda text: text.replace("ripararlo.", "ripararlo per 35 euro."), "a figure"),
    "a lost answer": ("it.toml", lambda text: text.replace(', "Aspettate"', ""), "other rounds or events"),
    "minutes": ("it.toml", lambda text: text.replace("minutes = 12", "minutes = 13"), "do not make 20 minutes"),
    "a stranger warded off": ("game.toml", lambda text: text.replace('covers = "bici"', 'covers = "bicy"'), "no event"),
    "too few events": ("game.toml", lambda text: text.replace("turns = 4", "turns = 5"), "rounds"),
    "an unknown field": ("game.toml", lambda text: text + "\nprize = 3\n", "unknown"),
    "a market": ("game.toml", lambda text: text.replace('"month"', '"race"'), "rounds"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_game_that_does_not_fit_is_refused_by_file_and_reason(tmp_path, name):
    file, change, reason = WRONG[name]
    pack = small_pack(tmp_path / "pack")
    folder = pack / "games" / "FAMIGLIA"
    folder.mkdir(parents=True)
    for each in ("game.toml", "it.toml"):
        (folder / each).write_bytes((SHIPPED / "games" / "FAMIGLIA" / each).read_bytes())
    seal_as_is(pack)
    assert read_game(open_pack(pack), "FAMIGLIA").head == FAMILY.head
    edit(folder / file, change)
    seal_as_is(pack)
    with pytest.raises(PackRefused) as refused:
        read_game(open_pack(pack), "FAMIGLIA")
    assert file in str(refused.value)
    assert reason in str(refused.value)
