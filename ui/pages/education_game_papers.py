"""The sheet of a class game as PDF in the data folder."""

from pathlib import Path

from op_desktop.documents.game_sheet import game_file_name, render_game_sheet
from op_desktop.durable import write_atomically
from op_desktop.education.game_match import Match
from op_desktop.education.games import Game
from op_desktop.progress import Progress
from op_desktop.workspace import Workspace

FOLDER = "games"


def write_game_sheet(workspace: Workspace, game: Game, match: Match | None, _progress: Progress) -> Path:
    """Write the sheet, with what happened where a match is over, and return its path."""
    over = match if match is not None and match.over else None
    folder = workspace.private_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / game_file_name(game, over.seed if over is not None else None)
    content = render_game_sheet(game, over, workspace.now.date())
    with write_atomically(path) as file:
        file.write(content)
    return path
