"""The folders that files of the program go to, and how people read where a file is."""

from pathlib import Path, PurePath

from PySide6.QtCore import QStandardPaths

from op_desktop.language import _


def documents() -> Path:
    """The person's own documents; their home where the system names none."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def path_words(path: PurePath) -> str:
    """A place as people read it: ``Documents › OP Desktop``; what lies above one’s own folder is left out.

    The documents are named as the window speaks: the system shows them so, whatever they are called on the disk.
    """
    home, own = Path.home(), documents()
    if own != home and path.is_relative_to(own):
        return " › ".join((_("Documents"), *path.relative_to(own).parts))
    shown = path.relative_to(home) if path != home and path.is_relative_to(home) else path
    return " › ".join(part for part in shown.parts if part != shown.anchor) or str(path)
