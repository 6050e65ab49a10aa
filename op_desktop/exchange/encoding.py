"""Bytes into text, strictly: a letter that cannot be read is named, never replaced."""

import codecs
import re
from dataclasses import dataclass

from op_desktop.exchange.refusals import LetterUnreadable, NulFound

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "mac-roman")
"""The alphabets a person can choose, by Python's names."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile(r"\r\n|\n|\r")
_MANY_BYTE_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file, how it was encoded, and whether that is certain."""

    text: str
    encoding: str
    certain: bool


def decode(data: bytes, name: str, wanted: str | None = None) -> Text:
    """The text of these bytes; without a wish UTF-8 and UTF-16 are recognised and else Windows is proposed.

    Raises ``LetterUnreadable`` or ``NulFound``, naming file, line and character.
    """
    encoding, mark = wanted, b""
    for found, meant in _MARKS:
        if data.startswith(found) and wanted in (None, meant):
            encoding, mark = meant, found
            break
    body = data.removeprefix(mark)
    certain = encoding is not None
    if encoding is None:
        encoding, certain = _recognised(body)
    text = _strictly(body, encoding, name)
    refuse_impossible(text, name)
    return Text(text, encoding, certain)


def refuse_impossible(text: str, name: str) -> None:
    """Raise ``NulFound`` or ``LetterUnreadable`` for signs that no text may hold."""
    if (at := text.find("\0")) >= 0:
        line, column = place(text, at)
        raise NulFound(name=name, line=line, column=column)
    if found := re.search(r"[\ud800-\udfff]", text):
        line, column = place(text, found.start())
        raise LetterUnreadable(name=name, line=line, column=column, byte=f"U+{ord(found[0]):04X}")


def place(text: str, at: int) -> tuple[int, int]:
    """Line and character, both from 1, of a position in a text."""
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, at):
        line, start = line + 1, end.end()
    return line, at - start + 1


def _recognised(body: bytes) -> tuple[str, bool]:
    sample = body[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even * 4 < odd:
        return "utf-16-le", True
    if even > len(sample) // 5 and odd * 4 < even:
        return "utf-16-be", True
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return ("utf-8" if _is_damaged_utf8(body) else "cp1252"), False
    return "utf-8", True


def _is_damaged_utf8(body: bytes) -> bool:
    """Whether most letters beyond ASCII are good UTF-8, so that the odd byte is damage, not another alphabet."""
    letters = len(_MANY_BYTE_LETTER.findall(body))
    strays = len(re.findall(rb"[\x80-\xff]", _MANY_BYTE_LETTER.sub(b"", body)))
    return letters > strays


def _strictly(body: bytes, encoding: str, name: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line, column = place(
            body[: error.start].decode(encoding, errors="ignore") + "?", _length(body, encoding, error)
        )
        byte = f"0x{body[error.start]:02X}"
        raise LetterUnreadable(name=name, line=line, column=column, byte=byte) from None


def _length(body: bytes, encoding: str, error: UnicodeDecodeError) -> int:
    return len(body[: error.start].decode(encoding, errors="ignore"))
