"""The paper of a class game: a sheet to fill in while playing, and what happened, to talk about afterwards."""

from datetime import date
from io import BytesIO

from op_desktop.documents.paper import A4_PORTRAIT, MM, new_paper
from op_desktop.documents.reading_page import LEFT, RIGHT, ReadingPage
from op_desktop.documents.style import Weight, face, register_fonts
from op_desktop.education import game_words as words
from op_desktop.education.explanation import euro
from op_desktop.education.game_match import Match
from op_desktop.education.games import Game, GameKind
from op_desktop.language import _, language

_WIDE = RIGHT - LEFT
_TURN, _CHOICE = 30 * MM, 18 * MM
_ROW, _LEAST_ROW = 11 * MM, 9 * MM
"""Of a table to write in: as high as is comfortable, and as low as where the page ends so soon."""
_ANSWER_LINES = 2


def game_file_name(game: Game, seed: int | None = None) -> str:
    """How the PDF is called: ``gioco_GARA_17.pdf``, without a number where nothing was played."""
    stem = "gioco" if language() == "it" else "game"
    return f"{stem}_{game.head.code}{'' if seed is None else f'_{seed}'}.pdf"


def render_game_sheet(game: Game, match: Match | None, made_on: date) -> bytes:
    """As PDF on A4 in the reader's language: the sheet of a group, then what happened in a match that is over.

    The same match gives the same bytes.
    """
    register_fonts()
    texts, head = game.read_in(language()), game.head
    title = head.title.read_in(language())
    target = BytesIO()
    name = _("Sheet of the game")
    paper = new_paper(target, f"{name} · {title}", language(), made_on, A4_PORTRAIT, face(Weight.REGULAR))
    page = ReadingPage(paper, f"{head.code} · v{head.version} · {title}", _("Page {n} of {of}"), name)
    page.title(title, _("{n} minutes · groups of three to six").format(n=head.minutes))
    page.box(texts.question)
    page.prose("\n".join(texts.story))
    page.section(_("The rules"))
    page.bullets(texts.rules)
    _choices(page, game)
    _to_fill_in(page, game)
    page.section(_("Let us talk about it"), room=80)
    for question in texts.debrief:
        page.keep(70)
        page.lead(question)
        page.ruled(_ANSWER_LINES)
    page.section(_("To remember"), room=60)
    page.bullets(texts.remember)
    if match is not None and match.over:
        page.turn()
        _what_happened(page, match)
    page.finish()
    return target.getvalue()


def _choices(page: ReadingPage, game: Game) -> None:
    """What each letter means and costs, as it stands on the screen."""
    page.section(_("What you can choose"))
    for told, asked in zip(game.read_in(language()).rounds, game.head.rounds, strict=True):
        page.keep(70)
        page.lead(told.title)
        for letter, answer, option in zip("ABCD", told.options, asked.options, strict=False):
            page.prose(f"- {letter} · {answer}: {words.option_words(game.head, option)}")


def _to_fill_in(page: ReadingPage, game: Game) -> None:
    head = game.head
    race = head.kind is GameKind.RACE
    page.section(_("Your accounts"))
    page.table(words.budget(head), [_WIDE - 60 * MM, 60 * MM])
    last = _("What you have now") if race else _("Money now")
    heads = [_("Turn"), _("Letter"), _("What happened"), _("Prices and returns") if race else _("Smiles"), last]
    wide = (_WIDE - _TURN - _CHOICE) / 3
    rows = [heads, *([words.turn_name(head, turn), "", "", "", ""] for turn in range(head.turns))]
    page.keep(len(rows) * _LEAST_ROW)
    # A point less than there is: the sum of the rows may come out a hair above the room.
    high = min(_ROW, (page.room - 1) / len(rows))
    page.table(rows, [_TURN, _CHOICE, wide, wide, wide], heads=1, least=high, sides=True)


def _what_happened(page: ReadingPage, match: Match) -> None:
    head = match.head
    page.section(_("Game n. {n}: what happened").format(n=match.seed))
    rows = [[_("Turn"), _("What happened"), *(words.group_name(group) for group in range(match.groups))]]
    for turn, fate in enumerate(match.fates):
        facts = ", ".join(f"{name} {value}" for name, value in words.facts(head, fate))
        told = f"{match.texts.events[fate.event]} {facts}"
        rows.append([str(turn + 1), told, *(_cell(match, group, turn) for group in range(match.groups))])
    each = 21 * MM
    page.table(rows, [13 * MM, _WIDE - 13 * MM - each * match.groups, *[each] * match.groups], heads=1, size=8.5)
    for title, table in ((_("How it ended"), words.ranking(match)),
                         (_("Always the same letter"), words.same_letter(match))):  # fmt: skip
        page.section(title, room=len(table) * 19)
        narrow = 42 * MM if len(table[0]) == 3 else 30 * MM
        rest = len(table[0]) - 1
        page.table(table, [_WIDE - narrow * rest, *[narrow] * rest], heads=1)
    page.box(words.lesson_of(match), size=10.5)


def _cell(match: Match, group: int, turn: int) -> str:
    choice, standing = match.choices[group][turn], match.path(group)[turn]
    assert choice is not None
    return f"{'ABCD'[choice]} · {euro(standing.own).say()}"
