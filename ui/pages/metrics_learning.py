"""What classes learned is counted after the rest of a board, beside the window, and once at a time for each board."""

from collections.abc import Callable
from functools import partial

from ui.desk import Desk
from ui.pages.metrics_board import Board, with_learned


class Learning:
    """The boards whose last figures are being counted."""

    def __init__(
        self, desk: Desk, done: Callable[[Board, Board], object], failed: Callable[[Exception], object]
    ) -> None:
        """``done`` takes the board that was asked for and the whole one."""
        self._desk, self._done, self._failed = desk, done, failed
        self._asked: list[Board] = []

    def ask(self, board: Board) -> None:
        """Count what the board lacks, unless that is on its way; after a failure the next time asks again."""
        if board.has_learned or any(each is board for each in self._asked):
            return
        workspace = self._desk.workspace
        self._asked.append(board)
        self._desk.jobs.start(
            lambda progress: with_learned(workspace, board, progress),
            done=partial(self._tell, board), failed=partial(self._tell_failed, board),
        )  # fmt: skip

    def _tell(self, asked: Board, whole: Board) -> None:
        self._forget(asked)
        self._done(asked, whole)

    def _tell_failed(self, asked: Board, error: Exception) -> None:
        self._forget(asked)
        self._failed(error)

    def _forget(self, asked: Board) -> None:
        self._asked = [each for each in self._asked if each is not asked]
