"""Running text as it is painted: where its words stand and how wide its lines are."""

import pytest
from PySide6.QtGui import QImage

from ui.widgets.prose import HANG, WIDEST, Paragraph, Prose

WORDS = "Un bilancio mensile semplice, che si possa tenere davvero. " * 6
PARTS = (
    Paragraph("1. Accoglienza", "strong"),
    Paragraph(WORDS, gap=20),
    Paragraph("Perché questi?", gap=20, mark="•"),
    Paragraph(WORDS, gap=20, mark="•"),
)


@pytest.fixture
def prose(qtbot, theme):
    widget = Prose(theme, PARTS)
    qtbot.addWidget(widget)
    widget.setStyleSheet("background: white; color: black")
    return widget


def painted(widget, width):
    """The painted widget at this width: the inked rows, and the inked columns of each row."""
    widget.resize(width, widget.heightForWidth(width))
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = [bytes(image.constScanLine(y))[: image.width()] for y in range(image.height())]
    return [[x for x, light in enumerate(row) if light < 128] for row in rows]


def blocks(rows, apart=10):
    """Where inked rows stand together, with no more than so many empty rows between lines of one paragraph."""
    inked = [y for y, columns in enumerate(rows) if columns]
    starts = [y for before, y in zip([-99, *inked], inked, strict=False) if y - before > apart]
    return [[y for y in inked if start <= y < end] for start, end in zip(starts, [*starts[1:], 9_999], strict=True)]


@pytest.mark.parametrize("width", [240, 420, 1200])
def test_every_paragraph_is_painted_whole_and_apart_from_the_next(prose, width):
    rows = painted(prose, width)
    parts = blocks(rows)
    assert len(parts) == len(PARTS)
    assert parts[0][0] < 8
    assert prose.height() - parts[-1][-1] < 8
    assert max(x for columns in rows for x in columns) < WIDEST
    long, marked = parts[1], parts[3]
    assert len(long) > len(parts[0]) * (1 if width == 1200 else 2)
    hanging = [min(rows[y]) for y in marked[len(marked) // 2 :]]
    assert min(hanging) >= HANG
    assert min(min(rows[y]) for y in long) < HANG


def test_larger_letters_need_more_room(prose, theme):
    before = prose.heightForWidth(420)
    theme.set_look(text_size=150)
    try:
        assert prose.heightForWidth(420) > 1.8 * before
        assert len(blocks(painted(prose, 420), apart=15)) == len(PARTS)
    finally:
        theme.set_look(text_size=100)


def test_without_a_paragraph_it_takes_no_room(qtbot, theme):
    nothing = Prose(theme, [])
    qtbot.addWidget(nothing)
    nothing.show()
    assert (nothing.heightForWidth(300), nothing.sizeHint().height(), nothing.text()) == (0, 0, "")
    nothing.grab()


def test_it_is_read_aloud_as_text_with_every_paragraph(prose):
    assert prose.text().split("\n") == [each.text for each in PARTS]
