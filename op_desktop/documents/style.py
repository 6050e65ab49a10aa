"""How documents look: fonts, colours, letterhead."""

from collections.abc import Container
from enum import StrEnum

import resources
from op_desktop.documents.paper import Colour, Paper


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


NAVY = _colour("#0B2545")
ORANGE = _colour("#D1580F")
TEXT = _colour("#16212D")
TEXT_SOFT = _colour("#465668")
NAME_BLUE = _colour("#0059B3")
TINT = _colour("#E5F0FB")
TINT_TEXT = _colour("#005AB5")
HEADER_TINT = _colour("#E8EEF5")
OUTER_SQUARE = _colour("#EEF4FB")
INNER_SQUARE = _colour("#E3EEF9")
PALE_ORANGE = _colour("#FBE8DD")
HAIRLINE = _colour("#C3CDD8")
FAINT = _colour("#97A6B5")
BLACK = (0.0, 0.0, 0.0)

PROGRAMME = "#Oltreiperimetri"


class Weight(StrEnum):
    """How heavy a text is set."""

    REGULAR = "Regular"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


def face(weight: Weight) -> str:
    """The font of this weight."""
    return f"TitilliumWeb-{weight}"


def spare_face(weight: Weight) -> str:
    """The font for texts with signs that the first one lacks (Cyrillic, Vietnamese, Greek …)."""
    return "DejaVuSans" if weight is Weight.REGULAR else "DejaVuSans-Bold"


def optical_size(font: str, size: float) -> float:
    """The size at which a font looks as large as Titillium at ``size``: the spare font's letters are bigger."""
    return size * 0.86 if font in (spare_face(Weight.REGULAR), spare_face(Weight.BOLD)) else size


def glyphs(font: str) -> Container[int]:
    """The code points that a font draws; the font is loaded and registered on first use."""
    from reportlab.pdfbase.pdfmetrics import getFont, getRegisteredFontNames, registerFont  # noqa: PLC0415 - slow

    if font not in getRegisteredFontNames():
        from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - slow to load, as above

        registerFont(TTFont(font, str(resources.path(f"fonts/{font}.ttf"))))
    covered: Container[int] = getFont(font).face.charToGlyph
    return covered


def register_fonts() -> None:
    """Make the three weights known, so that they can be measured and drawn with."""
    for weight in Weight:
        glyphs(face(weight))


def text_width(text: str, font: str, size: float) -> float:
    """Points that a text takes in a registered font."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 - slow to load

    width: float = stringWidth(text, font, size)
    return width


def letterhead(paper: Paper, x: float, y: float, size: float) -> None:
    """The programme's name in bold navy, its baseline starting at (x, y)."""
    paper.setFillColorRGB(*NAVY)
    paper.setFont(face(Weight.BOLD), size)
    paper.drawString(x, y, PROGRAMME)
