"""The class games on their page: chosen from tiles, played in front of the class, printed."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from op_desktop.documents.lesson_words import LESSON_WORDS
from op_desktop.education.catalogue import Catalogue
from op_desktop.education.games import Game
from op_desktop.errors import UserError
from op_desktop.language import _, language
from ui.pages.education_game_papers import write_game_sheet
from ui.pages.education_game_room import GameRoom
from ui.pages.education_game_view import GameView
from ui.pages.education_lesson_list import LEVEL_WORDS
from ui.pages.education_tile import TILE_LEAST, ThingTile
from ui.pages.page import Page
from ui.widgets.avatar import IconTile
from ui.widgets.columns import Tiles
from ui.widgets.label import CapsLabel


class Games:
    """Works for the page; ``front`` is what stands there while no game is open."""

    def __init__(self, page: Page, front: QWidget) -> None:
        self._page, self._front, self._desk = page, front, page.desk
        self._games: dict[str, Game] = {}
        self._views: dict[str, GameView] = {}
        self.view: GameView | None = None
        """The game in front."""
        self.room: GameRoom | None = None
        self.tiles: dict[str, ThingTile] = {}
        self._grid = Tiles(page.theme, [], least=TILE_LEAST)
        self.list = QWidget()
        column = QVBoxLayout(self.list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(CapsLabel(_("Class games")))
        column.addWidget(self._grid)
        self.list.hide()

    @property
    def shown(self) -> bool:
        """Whether a game is open."""
        return self.view is not None

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Offer the games of these packs; a damaged one is told on the page."""
        try:
            games = catalogue.games()
        except UserError as error:
            self._page.tell_error(error)
            return
        self._games = {game.head.code: game for game in games}
        self.tiles = {code: self._tile(game) for code, game in self._games.items()}
        self._grid.set_tiles(list(self.tiles.values()))
        self.list.setVisible(bool(games))

    def open(self, code: str) -> None:
        """Open a game; one that is going on is where it was."""
        game = self._games[code]
        if code not in self._views:
            view = self._views[code] = GameView(self._page.theme, game)
            view.left.connect(self.close)
            view.play_asked.connect(self.play)
            view.sheet_asked.connect(self.print_sheet)
            self._page.column.addWidget(view, 1)
        self.view = self._views[code]
        self._front.hide()
        self.view.show()
        head, words = game.head, LESSON_WORDS[language()]
        title = head.title.read_in(language())
        levels = ", ".join(words.levels[level] for level in head.levels)
        about = f"{levels} · {words.minutes.format(n=head.minutes)}"
        self._page.header.set_title(title, about)
        self._page.header.set_crumbs([(_("Lessons & quizzes"), "gallery"), (title, None)])
        self._page.verticalScrollBar().setValue(0)
        self.view.play.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Back to all games; the keyboard goes to the one that was open."""
        if self.view is None:
            return
        view, self.view = self.view, None
        view.hide()
        self._front.show()
        self._page.header.set_title(_("Lessons & quizzes"))
        self._page.header.set_crumbs([])
        self.tiles[view.game.head.code].setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What the open game does for which action id."""
        return {"full_screen": self.play, "print": self.print_sheet}

    def play(self) -> None:
        """Show the game full screen, on a second screen where there is one; a match that was left goes on."""
        match = self.view.begin() if self.view is not None and self.room is None else None
        if match is None:
            return
        self.room = GameRoom(self._page.theme, match)
        self.room.left.connect(self._end_play)
        self.room.open_beside(self._desk)

    def print_sheet(self) -> None:
        """Make the sheet of the open game, with what happened once it is over, and open it."""
        if self.view is None:
            return
        work = partial(write_game_sheet, self._desk.workspace, self.view.game, self.view.match)
        self._desk.jobs.start(work, done=self._show_sheet, failed=self._page.tell_error)

    def _show_sheet(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.banner.tell("info", _("The sheet is ready, but no program here opens PDF."), str(path))

    def _end_play(self) -> None:
        if self.room is None:
            return
        self.room.deleteLater()
        self.room = None
        for view in self._views.values():
            view.show_match()
        self._desk.window.activateWindow()

    def _tile(self, game: Game) -> ThingTile:
        theme, head, words = self._page.theme, game.head, LESSON_WORDS[language()]
        title = head.title.read_in(language())
        levels = ", ".join(_(LEVEL_WORDS[level]) for level in head.levels)
        about = f"{levels} · {words.minutes.format(n=head.minutes)}"
        tile = ThingTile(theme, IconTile(theme, "users-round", "accent", 40), title, about)
        tile.clicked.connect(lambda _on=False: self.open(head.code))
        return tile
