"""One language's compiled catalogue, read where a text is asked for: a start shows some fifty of its thousands."""

import struct
from functools import cache
from pathlib import Path
from typing import Final

_MAGIC: Final = 0x950412DE
"""Of a catalogue in the byte order that ours are written in."""
_HEAD: Final = struct.Struct("<5I")
_ENTRY: Final = struct.Struct("<2I")
"""Of its tables: how long a text is and where it lies."""


class Translation:
    """The texts of one ``.mo`` file of GNU gettext; a text that it has not is answered as it was asked for.

    Both of our languages have one form for 1 and one for any other number. Raises ValueError for a file that is none.
    """

    def __init__(self, file: Path | None) -> None:
        """Without ``file`` every text is its own translation."""
        self._content = file.read_bytes() if file is not None else b""
        self._count = self._originals = self._translations = 0
        if file is not None:
            try:
                self._count, self._originals, self._translations = self._head()
            except ValueError as error:
                raise ValueError(f"{file.name} is no whole catalogue") from error
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

    def _head(self) -> tuple[int, int, int]:
        if len(self._content) < _HEAD.size:
            raise ValueError("too short")
        magic, _revision, count, originals, translations = _HEAD.unpack_from(self._content)
        ends = [table + _ENTRY.size * count for table in (originals, translations)]
        if magic != _MAGIC or not 0 < max(ends) <= len(self._content):
            raise ValueError("no catalogue")
        # The texts lie in order behind the tables: with the last one all are there.
        offset, length = _ENTRY.unpack_from(self._content, ends[1] - _ENTRY.size)[::-1]
        if offset + length > len(self._content):
            raise ValueError("cut off")
        return count, originals, translations

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
        length, offset = _ENTRY.unpack_from(self._content, table + _ENTRY.size * place)
        return self._content[offset : offset + length]
