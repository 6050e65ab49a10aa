"""Columns of tables as data: what each is called and what it shows of a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import Qt

Row = TypeVar("Row")

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table. Call it without type argument and annotate the tuple it stands in."""

    title: str
    """Marked with ``N_`` where it is declared, translated where it is shown; may have two lines."""
    text: Callable[[Row], object]
    """What the cell shows; None shows nothing."""
    align: Qt.AlignmentFlag = LEFT
    editable: bool = False
    spoken: Callable[[Row], str] | None = None
    """The cell in words for readers of the screen, where its text does not say all."""
    sort: Callable[[Row], Any] | None = None
    """What the column is sorted by, where that is not its text; rows sorted together give one type."""
