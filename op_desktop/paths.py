"""Where data, settings and logs lie on this computer."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import platformdirs

HOME = "OP_DESKTOP_HOME"
"""Names one folder that holds everything, for portable use and tests."""

_APPLICATION = "op-desktop"


class Folders(NamedTuple):
    """The program's own folders; nothing is made before it is needed."""

    data: Path
    settings: Path
    logs: Path
    state: Path
    """What this computer remembers of the data, outside of it: never copied along with it."""

    @property
    def settings_file(self) -> Path:
        """The file of `op_desktop.settings`."""
        return self.settings / "settings.json"


def folders(environment: Mapping[str, str] = os.environ) -> Folders:
    """The folders of this user, or those under ``OP_DESKTOP_HOME``."""
    if home := environment.get(HOME):
        root = Path(home).expanduser().absolute()
        return Folders(data=root / "data", settings=root / "settings", logs=root / "logs", state=root / "state")
    named = platformdirs.PlatformDirs(_APPLICATION, appauthor=False)
    # The system's own folder for state is the parent of that for logs on some systems: ours is a room of its own.
    state = named.user_state_path / "devices"
    return Folders(data=named.user_data_path, settings=named.user_config_path, logs=named.user_log_path, state=state)


def private_folder(folder: Path) -> Path:
    """The folder, made with those above it where missing and closed to other users of the computer."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # The mode given to mkdir is cut by the umask and ignored for a folder that was there.
    folder.chmod(0o700)
    return folder
