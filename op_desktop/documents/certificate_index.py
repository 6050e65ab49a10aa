"""The list of a batch of certificates, for the office: which page, which number, to whom."""

from collections.abc import Sequence

from op_desktop.documents.certificate_layout import LEFT, RIGHT, from_top
from op_desktop.documents.certificate_page import CertificatePage, hours_in_figures, wording
from op_desktop.documents.fitting import fit_name
from op_desktop.documents.paper import MM, Paper
from op_desktop.documents.style import HAIRLINE, HEADER_TINT, TEXT, TEXT_SOFT, Weight, face, letterhead
from op_desktop.documents.texts import LANGUAGES, Language

ROWS = 20
_STEP = 6.8
_FIRST = 47.0
_COLUMNS = (LEFT + 2 * MM, LEFT + 16 * MM, LEFT + 64 * MM, LEFT + 172 * MM, LEFT + 204 * MM)
_NAME_WIDTH = 104 * MM


def draw_index(paper: Paper, pages: Sequence[CertificatePage]) -> None:
    """Add the list, twenty certificates a sheet, in the language of the first."""
    language = LANGUAGES[pages[0].language]
    sheets = [range(start, min(start + ROWS, len(pages))) for start in range(0, len(pages), ROWS)]
    for place, rows in enumerate(sheets, start=1):
        paper.bookmarkPage(f"index-{place}")
        if place == 1:
            paper.addOutlineEntry(language.index_title, "index-1")
        _draw_frame(paper, language, language.page_of.format(n=place, of=len(sheets)))
        for line, row in enumerate(rows):
            _draw_row(paper, pages[row], row + 1, from_top(_FIRST + _STEP * (line + 1)))
        paper.showPage()


def _draw_frame(paper: Paper, language: Language, page_of: str) -> None:
    letterhead(paper, LEFT, from_top(25), 13)
    paper.setFillColorRGB(*TEXT)
    paper.setFont(face(Weight.SEMIBOLD), 20)
    paper.drawString(LEFT, from_top(36), language.index_title)
    paper.setFillColorRGB(*HEADER_TINT)
    paper.rect(LEFT, from_top(_FIRST + 2.2), RIGHT - LEFT, 6.6 * MM, stroke=0, fill=1)
    paper.setFillColorRGB(*TEXT)
    paper.setFont(face(Weight.SEMIBOLD), 9.5)
    for x, heading in zip(_COLUMNS, language.index_columns, strict=True):
        paper.drawString(x, from_top(_FIRST), heading)
    paper.setFillColorRGB(*TEXT_SOFT)
    paper.setFont(face(Weight.REGULAR), 9)
    paper.drawString(LEFT, from_top(196), language.index_foot)
    paper.drawRightString(RIGHT, from_top(196), page_of)


def _draw_row(paper: Paper, page: CertificatePage, number: int, base: float) -> None:
    name = fit_name(wording(page).holder, Weight.SEMIBOLD, _NAME_WIDTH, (10, 7.5, 5), number)
    hours = hours_in_figures(page.minutes, LANGUAGES[page.language])
    paper.setFillColorRGB(*TEXT)
    paper.setFont(face(Weight.REGULAR), 10)
    for x, text in zip((*_COLUMNS[:2], *_COLUMNS[3:]), (str(number), page.number, page.code, hours), strict=True):
        paper.drawString(x, base, text)
    paper.setFont(name.font, name.size)
    middle = (len(name.lines) - 1) / 3
    for below, line in enumerate(name.lines, start=1 - len(name.lines)):
        paper.drawString(_COLUMNS[2], base - (below + middle) * name.size * 1.1, line)
    paper.setStrokeColorRGB(*HAIRLINE)
    paper.setLineWidth(0.4)
    paper.line(LEFT, base - 2.2 * MM, RIGHT, base - 2.2 * MM)
