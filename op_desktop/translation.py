"""One language's compiled catalogue, read where a text is asked for: a start shows some fifty of its thousands."""

import struct
from functools import cache
from pathlib import Path
from typing import Final

_MAGIC: Final = 0x950412DE
"""Of a catalogue in the byte order that ours are written in."""


class Translation:
    """The texts of one ``.mo`` file of GNU gettext; a text that it has not is answered as it was asked for.

    Both of our languages have one form for 1 and one for any other number. Raises ValueError for a file that is none.
    """

    def __init__(self, file: Path | None) -> None:
        """Without ``file`` every text is its own translation."""
        self._content = file.read_bytes() if file is not None else b""
        self._count = self._originals = self._translations = 0
        if file is not None:
            magic, _revision, *rest = struct.unpack_from("<5I", self._content)
            if magic != _MAGIC:
                raise ValueError(f"{file.name} is no compiled catalogue")
            self._count, self._originals, self._translations = rest
        self._forms = cache(self._search)

    def one(self, text: str) -> str:
        """The translation of a text, of a text with a plural the form for 1."""
        forms = self._forms(text)
        return forms[0] if forms else text

    def many(self, singular: str, plural: str, number: int) -> str:
        """The form for this number, not yet filled in."""
        forms = self._forms(singular)
        if forms is None:
            return singular if number == 1 else plural
        return forms[0] if number == 1 else forms[-1]

    def _search(self, text: str) -> list[str] | None:
        # The originals lie sorted by their bytes; one with a plural goes on behind a zero byte, which sorts first.
        wanted = text.encode()
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._at(self._originals, middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self._count or self._at(self._originals, low).partition(b"\0")[0] != wanted:
            return None
        return self._at(self._translations, low).decode().split("\0")

    def _at(self, table: int, place: int) -> bytes:
        length, offset = struct.unpack_from("<2I", self._content, table + 8 * place)
        return self._content[offset : offset + length]
