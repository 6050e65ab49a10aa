"""The five marks of a register on paper: each differs by shape and letter, so that a grey print can be read."""

from op_desktop.documents.paper import MM, Colour, Paper
from op_desktop.documents.style import TEXT, TEXT_SOFT, Weight, face
from op_desktop.domain.attendance import Mark

_HALF = 2.0 * MM
_GREY: Colour = (0.82, 0.84, 0.87)
_WHITE: Colour = (1.0, 1.0, 1.0)


def draw_mark(paper: Paper, mark: Mark, letter: str, at: tuple[float, float], minutes: int | None = None) -> None:
    """Draw a mark centred at a point; minutes stand small at its right."""
    x, y = at
    match mark:
        case Mark.PRESENT:
            _draw_tick(paper, x - 0.9 * MM, y)
            _letter(paper, letter, (x + 1.3 * MM, y - 0.7 * MM), TEXT_SOFT, 5.5)
            return
        case Mark.ABSENT:
            paper.setFillColorRGB(*TEXT)
            paper.roundRect(x - _HALF, y - _HALF, 2 * _HALF, 2 * _HALF, 0.9 * MM, stroke=0, fill=1)
        case Mark.LATE:
            _outline(paper, 1.0)
            paper.circle(x, y, _HALF, stroke=1, fill=0)
        case Mark.EXCUSED:
            _outline(paper, 0.8)
            paper.setDash([1.5, 1.3])
            paper.rect(x - _HALF, y - _HALF, 2 * _HALF, 2 * _HALF, stroke=1, fill=0)
            paper.setDash([])
        case Mark.LEFT_EARLY:
            _draw_folded(paper, x, y)
    _letter(paper, letter, (x, y), _WHITE if mark is Mark.ABSENT else TEXT, 7.5)
    if minutes:
        paper.setFillColorRGB(*TEXT_SOFT)
        paper.setFont(face(Weight.REGULAR), 5)
        paper.drawString(x + _HALF + 0.5, y - _HALF, str(minutes))


def _draw_tick(paper: Paper, x: float, y: float) -> None:
    _outline(paper, 0.9)
    path = paper.beginPath()
    path.moveTo(x - 1.3 * MM, y)
    path.lineTo(x - 0.3 * MM, y - 1.1 * MM)
    path.lineTo(x + 1.4 * MM, y + 1.2 * MM)
    paper.drawPath(path, stroke=1, fill=0)


def _draw_folded(paper: Paper, x: float, y: float) -> None:
    """A grey square whose upper right corner is folded in."""
    fold = 1.3 * MM
    paper.setFillColorRGB(*_GREY)
    _outline(paper, 0.6)
    path = paper.beginPath()
    path.moveTo(x - _HALF, y - _HALF)
    for dx, dy in ((_HALF, -_HALF), (_HALF, _HALF - fold), (_HALF - fold, _HALF), (-_HALF, _HALF), (-_HALF, -_HALF)):
        path.lineTo(x + dx, y + dy)
    paper.drawPath(path, stroke=1, fill=1)
    corner = paper.beginPath()
    corner.moveTo(x + _HALF, y + _HALF - fold)
    corner.lineTo(x + _HALF - fold, y + _HALF - fold)
    corner.lineTo(x + _HALF - fold, y + _HALF)
    paper.drawPath(corner, stroke=1, fill=0)


def _outline(paper: Paper, width: float) -> None:
    paper.setStrokeColorRGB(*TEXT_SOFT)
    paper.setLineWidth(width)


def _letter(paper: Paper, letter: str, at: tuple[float, float], colour: Colour, size: float) -> None:
    paper.setFillColorRGB(*colour)
    paper.setFont(face(Weight.SEMIBOLD), size)
    paper.drawCentredString(at[0], at[1] - size * 0.34, letter)
