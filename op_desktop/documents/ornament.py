"""The programme's idea as ornament: a perimeter that opens, and a dot beyond it. Stored once for all pages."""

from typing import NamedTuple

from op_desktop.documents.paper import A4_LANDSCAPE, MM, Colour, Paper
from op_desktop.documents.style import INNER_SQUARE, NAVY, ORANGE, OUTER_SQUARE, PALE_ORANGE

_FORM = "ornament"


class _Box(NamedTuple):
    """A rounded box; millimetres from the upper left corner of the page."""

    left: float
    top: float
    right: float
    foot: float
    radius: float


def draw_ornament(paper: Paper) -> None:
    """Draw the frame of a certificate and the two open squares behind its text."""
    if not paper.hasForm(_FORM):
        paper.beginForm(_FORM)
        _draw_squares(paper)
        _draw_perimeter(paper)
        paper.endForm()
    paper.doForm(_FORM)


def _draw_perimeter(paper: Paper) -> None:
    box = _Box(11, 11, 286, 199, 7)
    _draw_open_square(paper, box, gap=(260, 36.8), width=2.2, colour=NAVY)
    _draw_dot(paper, 279.3, 17.5, 4.2, ORANGE)


def _draw_squares(paper: Paper) -> None:
    _draw_open_square(paper, _Box(191, 53.9, 266.8, 129.8, 10), gap=(233.4, 96.6), width=5 * MM, colour=OUTER_SQUARE)
    _draw_open_square(paper, _Box(206.9, 70, 250.8, 113.8, 5.5), gap=(231.4, 94.4), width=5 * MM, colour=INNER_SQUARE)
    _draw_dot(paper, 255.8, 64.9, 6, PALE_ORANGE)


def _draw_open_square(paper: Paper, box: _Box, gap: tuple[float, float], width: float, colour: Colour) -> None:
    """A rounded square open at its upper right corner: the line above ends at gap[0], the one beside at gap[1]."""
    height = A4_LANDSCAPE[1]
    left, right, turn = box.left * MM, box.right * MM, 2 * box.radius * MM
    top, foot = height - box.top * MM, height - box.foot * MM
    path = paper.beginPath()
    path.moveTo(gap[0] * MM, top)
    path.arcTo(left, top - turn, left + turn, top, 90, 90)
    path.arcTo(left, foot, left + turn, foot + turn, 180, 90)
    path.arcTo(right - turn, foot, right, foot + turn, 270, 90)
    path.lineTo(right, height - gap[1] * MM)
    paper.setStrokeColorRGB(*colour)
    paper.setLineWidth(width)
    paper.setLineCap(1)
    paper.drawPath(path, stroke=1, fill=0)


def _draw_dot(paper: Paper, x: float, y: float, radius: float, colour: Colour) -> None:
    paper.setFillColorRGB(*colour)
    paper.circle(x * MM, A4_LANDSCAPE[1] - y * MM, radius * MM, stroke=0, fill=1)
