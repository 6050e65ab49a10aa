"""The merged rectangles cover exactly the symbol's dark modules."""

import segno

from op_desktop.documents.qr import qr_rectangles


def test_rectangles_cover_the_dark_modules_once():
    text = "OP-2026-D03-00017 8F3K-Q7MT"
    matrix = segno.make_qr(text, error="m").matrix
    side, rectangles = qr_rectangles(text)
    covered = [
        (row + down, column + across)
        for column, row, width, height in rectangles
        for down in range(height)
        for across in range(width)
    ]
    dark = {(row, column) for row, line in enumerate(matrix) for column, module in enumerate(line) if module}
    assert side == len(matrix)
    assert len(covered) == len(dark)
    assert set(covered) == dark
    assert len(rectangles) < len(dark) / 2
