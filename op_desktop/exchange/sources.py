"""Where a list comes from: a file, the files of a school's roster set, or the clipboard; to be read more than once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from op_desktop.exchange import limits
from op_desktop.exchange.reading import DETECT, read_clipboard, read_set, read_table
from op_desktop.exchange.refusals import FileClosed, FileTooLarge
from op_desktop.exchange.roster_set import is_set_file, is_whole_set
from op_desktop.exchange.table import Choices, Table


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list that can be read in another way when a person chooses so."""

    read: Callable[[Choices], Table]
    """Raises a ``FileRefused``."""
    sha256: str

    def table(self) -> Table:
        """The list as it is detected; raises a ``FileRefused``."""
        return self.read(DETECT)


def from_files(paths: Sequence[Path], today: date) -> ListSource:
    """A file, or the loose files of a roster set; one file of a set stands for all that lie beside it.

    Raises ``FileClosed`` or ``FileTooLarge``.
    """
    named = _set_around(paths)
    if named:
        name = named[0].parent.name or named[0].name
        files = {path.name: _content(path) for path in named}
        digest = sha256(b"".join(files[each] for each in sorted(files))).hexdigest()
        return ListSource(lambda choices: read_set(files, name, choices, today), digest)
    path = paths[0]
    data = _content(path)
    return ListSource(lambda choices: read_table(data, path.name, choices, today), sha256(data).hexdigest())


def from_clipboard(text: str) -> ListSource:
    """Cells copied from a spreadsheet."""
    digest = sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return ListSource(lambda choices: read_clipboard(text, choices), digest)


def _set_around(paths: Sequence[Path]) -> list[Path]:
    """The files of the set to which these belong; nothing where they are no set."""
    if not any(is_set_file(path.name) for path in paths):
        return []
    beside = [path for path in paths[0].parent.iterdir() if is_set_file(path.name)] if len(paths) == 1 else []
    found = sorted({*paths, *beside})
    return [path for path in found if is_set_file(path.name)] if is_whole_set(path.name for path in found) else []


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > limits.BYTES:
            raise FileTooLarge(name=path.name, limit=limits.BYTES // limits.MEBIBYTE)
        return path.read_bytes()
    except OSError:
        raise FileClosed(name=path.name) from None
