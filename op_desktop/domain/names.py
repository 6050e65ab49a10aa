"""The normal form of names: what is left of a text when accents, case and apostrophes do not matter."""

import re
import unicodedata
from typing import Any


class _Bare(dict[int, Any]):
    """What is left of a letter, worked out once for each that is met: nothing of a sign that stands on another."""

    def __missing__(self, code: int) -> Any:
        self[code] = None if unicodedata.combining(chr(code)) else chr(code)
        return self[code]


_BARE = _Bare(str.maketrans({"ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}))
_JOINING = re.compile(r"['’ʼ`´‘]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case without accents, apostrophes or invisible signs, words parted by one blank."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of a text; an apostrophe joins (``D'Amico`` is ``damico``)."""
    if text.isascii():
        # Most names: nothing to take apart, and ten times as quick.
        return _WORD.findall(_JOINING.sub("", text).lower())
    spread = unicodedata.normalize("NFKD", _JOINING.sub("", text).casefold())
    return _WORD.findall(spread.translate(_BARE))
