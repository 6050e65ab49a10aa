"""The four boxes of a row: each differs by shape and letter, so that a grey copy can still be read."""

from op_desktop.documents.paper import MM, Paper
from op_desktop.documents.style import FAINT, TEXT_SOFT, Weight, face

BOX_CENTRES = (92.5 * MM, 101.5 * MM, 110.5 * MM, 119.5 * MM)
_SIDE = 4.8 * MM


def draw_boxes(paper: Paper, middle: float, marks: tuple[str, str, str, str]) -> None:
    """Draw the boxes of present, absent, late and excused with their letters, centred on the height ``middle``."""
    paper.setFillColorRGB(*FAINT)
    paper.setFont(face(Weight.REGULAR), 6.5)
    for x, mark in zip(BOX_CENTRES, marks, strict=True):
        paper.drawCentredString(x, middle - 2.2, mark)
    paper.setStrokeColorRGB(*TEXT_SOFT)
    paper.setLineWidth(0.9)
    low, half = middle - _SIDE / 2, _SIDE / 2
    present, absent, late, excused = BOX_CENTRES
    paper.rect(present - half, low, _SIDE, _SIDE, stroke=1, fill=0)
    paper.setLineWidth(1.5)
    paper.roundRect(absent - half, low, _SIDE, _SIDE, 1.3 * MM, stroke=1, fill=0)
    paper.setLineWidth(0.9)
    paper.circle(late, middle, half, stroke=1, fill=0)
    paper.setDash([1.7, 1.7])
    paper.rect(excused - half, low, _SIDE, _SIDE, stroke=1, fill=0)
    paper.setDash([])
