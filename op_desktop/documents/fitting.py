"""Makes a text fit where it is printed: checks its signs, picks its font, shrinks it, breaks it into lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar, TypeVar, cast
from unicodedata import bidirectional, category, combining, normalize

from op_desktop.documents.style import Weight, face, glyphs, optical_size, spare_face, text_width
from op_desktop.errors import UserError
from op_desktop.language import N_, _

LONGEST_LINE = 200
"""Signs beyond which a text meant for one line is refused unmeasured."""

_UNITS = ("%", "€")
_BREAKS = " \n"

T = TypeVar("T")


class Unprintable(UserError):
    """A text that cannot be printed; facts: ``text``, its beginning, and ``row``, where to look: 0 for no row."""

    without_row: ClassVar[str]
    """The title where the text stands in no row."""

    @property
    def headline(self) -> str:
        """The title, without a number where there is no row to name."""
        return super().headline if self.facts["row"] else _(self.without_row).format(**self.facts)


class CharacterNotPrintable(Unprintable):
    """A sign for which no bundled font has a shape; facts besides: ``character``, ``code_point``."""

    title = N_("The character “{character}” ({code_point}) in row {row} cannot be printed.")
    without_row = N_("The character “{character}” ({code_point}) in “{text}” cannot be printed.")
    advice = N_("Nothing was made. Write that text without it, then try again.")


class RightToLeftText(Unprintable):
    """A text in a script written from right to left; facts besides: ``character``, ``code_point``."""

    title = N_("Row {row} has text written from right to left (“{character}”), which cannot be printed yet.")
    without_row = N_("“{text}” is written from right to left, which cannot be printed yet.")
    advice = N_("Nothing was made. Write the name in Latin letters, as in the passport, then try again.")


class TextTooLong(Unprintable):
    """A text that does not fit even in its smallest size."""

    title = N_("The text of row {row} that starts with “{text}” is too long for the page.")
    without_row = N_("The text that starts with “{text}” is too long for the page.")
    advice = N_("Nothing was made. Shorten it, then try again.")


@dataclass(frozen=True, slots=True)
class Run:
    """Words set in one weight."""

    text: str
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text ready to draw: its lines, font and size in points."""

    lines: tuple[str, ...]
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line in one font and size, ``offset`` points from the line's start."""

    text: str
    font: str
    size: float
    offset: float


def printable(value: T, row: int) -> T:
    """The value with every text inside it (also within tuples) composed, tidied and proven to have shapes.

    White space becomes single spaces; invisible signs are left out. ``row`` tells the person where to look.
    """
    if type(value) is str:  # codes of an enumeration are no text
        return cast(T, _checked(str(value), row))
    if isinstance(value, tuple):
        return cast(T, tuple(printable(item, row) for item in value))
    return value


def _checked(text: str, row: int) -> str:
    tidy = " ".join(normalize("NFC", text).split())
    tidy = "".join(sign for sign in tidy if category(sign) not in ("Cc", "Cf"))
    if not _covered(tidy, face(Weight.REGULAR)):
        for sign in tidy:
            _refuse_unless_printable(sign, tidy, row)
    return tidy


def beginning(text: str) -> str:
    """Enough of a text to find it by."""
    return text[:24]


def _refuse_unless_printable(sign: str, text: str, row: int) -> None:
    # What stands before the sign finds its place in a long text; a sign without a shape is shown all the same.
    shown, last = (sign if sign.isprintable() else ""), text.index(sign) + 1
    around = text[max(0, last - 24) : last + 12]
    facts = {"character": shown, "code_point": f"U+{ord(sign):04X}", "text": around, "row": row}
    if bidirectional(sign) in ("R", "AL", "AN"):
        raise RightToLeftText(**facts)
    # Beyond the basic plane the PDF would show the shape but give another text when copied.
    if ord(sign) > 0xFFFF or not all(ord(sign) in glyphs(spare_face(weight)) for weight in Weight):
        raise CharacterNotPrintable(**facts)


def _covered(text: str, font: str) -> bool:
    shapes = glyphs(font)
    return all(ord(sign) in shapes for sign in text)


def font_for(text: str, weight: Weight) -> str:
    """The font that draws the whole of a checked text: one text never mixes two."""
    return face(weight) if _covered(text.replace("\n", ""), face(weight)) else spare_face(weight)


def fit_line(text: str, weight: Weight, width: float, sizes: tuple[float, float], row: int) -> Fitted:
    """The text on one line, as large as ``width`` points allow between ``sizes`` (largest, smallest).

    Raises TextTooLong where even the smallest does not fit.
    """
    font = font_for(text, weight)
    size = _size_within([text], font, width, optical_size(font, sizes[0]))
    if size < optical_size(font, sizes[1]):
        raise TextTooLong(text=beginning(text), row=row)
    return Fitted((text,), font, size)


def fit_name(text: str, weight: Weight, width: float, sizes: tuple[float, float, float], row: int) -> Fitted:
    """A name on one line from ``sizes[0]`` down to ``sizes[1]``, else on two lines down to ``sizes[2]``.

    Raises TextTooLong where two lines of the smallest size do not hold it.
    """
    largest, smallest, least = sizes
    if len(text) > LONGEST_LINE:
        raise TextTooLong(text=beginning(text), row=row)
    font = font_for(text, weight)
    size = _size_within([text], font, width, optical_size(font, largest))
    if size >= smallest:
        return Fitted((text,), font, size)
    for breaks in (_breaks_between_words(text), _breaks_between_letters(text)):
        halves = [_halves(text, place) for place in breaks]
        if halves:
            best = min(halves, key=lambda half: max(text_width(part, font, 1) for part in half))
            size = _size_within(best, font, width, smallest)
            if size >= least:
                return Fitted(best, font, size)
    raise TextTooLong(text=beginning(text), row=row)


def _size_within(lines: Sequence[str], font: str, width: float, largest: float) -> float:
    widest = max(text_width(line, font, 1) for line in lines)
    # A quarter point is the grain: sizes stay even, and rounding never lets a text out of its box.
    return largest if widest * largest <= width else int(width / widest * 4) / 4


def _breaks_between_words(text: str) -> list[int]:
    return [place + 1 for place, sign in enumerate(text[:-1]) if sign in " -–" and place]


def _breaks_between_letters(text: str) -> list[int]:
    return [place for place in range(1, len(text)) if not combining(text[place])]


def _halves(text: str, place: int) -> tuple[str, str]:
    return text[:place].rstrip(" "), text[place:]


def wrap(runs: Sequence[Run], size: float, width: float) -> list[tuple[Piece, ...]]:
    """The runs broken into lines no wider than ``width`` points, and at line feeds; too wide a word is cut."""
    lines: list[tuple[Piece, ...]] = []
    line: list[Piece] = []
    reach = 0.0
    for word, font in _words(runs):
        own = optical_size(font, size)
        for part in _cut(word, font, own, width):
            length = text_width(part.rstrip(_BREAKS), font, own)
            if line and reach + length > width:
                lines.append(_joined(line))
                line, reach = [], 0.0
            line.append(Piece(part, font, own, reach))
            reach += text_width(part, font, own) if not part.endswith("\n") else width
    if line:
        lines.append(_joined(line))
    return lines


def _words(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """Each word with the space or line feed after it, and its font."""
    found = []
    for run in runs:
        font = font_for(run.text, run.weight)
        starts = [0, *(place + 1 for place in range(len(run.text)) if _breaks(run.text, place)), len(run.text)]
        found += [(run.text[start:end], font) for start, end in pairwise(starts) if start < end]
    return found


def _breaks(text: str, place: int) -> bool:
    """True where a line may end: not between a number and its unit (``35 %``)."""
    if text[place] not in _BREAKS:
        return False
    return text[place] == "\n" or text[place + 1 : place + 2] not in _UNITS or not text[place - 1 : place].isdigit()


def _cut(word: str, font: str, size: float, width: float) -> list[str]:
    parts, start = [], 0
    for end in range(1, len(word) + 1):
        if text_width(word[start:end].rstrip(_BREAKS), font, size) > width and end - start > 1:
            parts.append(word[start : end - 1])
            start = end - 1
    return [*parts, word[start:]]


def _joined(line: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one font become one piece, so that the text is copied from the PDF in one go."""
    pieces: list[Piece] = []
    for piece in line:
        if pieces and pieces[-1].font == piece.font:
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(_BREAKS))
    return tuple(pieces)
