"""The paper of a class game: blank to fill in, and with what happened once it is over."""

from datetime import date
from io import BytesIO

import pypdf
import pytest

from op_desktop.documents.game_sheet import game_file_name, render_game_sheet
from op_desktop.education.catalogue import open_catalogue
from op_desktop.education.game_match import Match
from op_desktop.education.game_words import turn_name
from op_desktop.language import speak

TODAY = date(2026, 11, 24)
GAMES = {game.head.code: game for game in open_catalogue().games()}


@pytest.fixture(params=["it", "en"])
def spoken(request):
    speak(request.param)
    yield request.param
    speak("en")


def played(game, language, groups=5):
    match = Match(game, game.read_in(language), 17, groups)
    while match.forth() or match.missing:
        for group in match.missing:
            match.choose(group, group % 3)
    return match


def words_of(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("code", GAMES)
def test_a_sheet_tells_what_happened_to_every_group(code, spoken):
    game = GAMES[code]
    match = played(game, spoken)
    pdf = render_game_sheet(game, match, TODAY)
    told = words_of(pdf)
    for fate in match.fates:
        assert " ".join(match.texts.events[fate.event].split()) in told
    for question in match.texts.debrief:
        assert question in told
    assert f"{'Gruppo' if spoken == 'it' else 'Group'} 5" in told
    assert pdf == render_game_sheet(game, match, TODAY)
    unfilled = render_game_sheet(game, None, TODAY)
    assert "17" not in words_of(unfilled)
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(unfilled)).pages]
    assert len(pages) == 2
    first, last = (turn_name(game.head, turn) for turn in (0, game.head.turns - 1))
    # The table to write in is whole.
    assert [first in page for page in pages] == [last in page for page in pages]


def test_files_are_called_by_game_and_number():
    speak("it")
    assert game_file_name(GAMES["GARA"], 17) == "gioco_GARA_17.pdf"
    speak("en")
    assert game_file_name(GAMES["GARA"]) == "game_GARA.pdf"
