"""How the table of a slide or sheet reads: whether its first row names the columns, and which columns hold figures."""

import re
from collections.abc import Sequence

Rows = Sequence[Sequence[str]]

_FIGURE = re.compile(r"[−+]?€?\d[\d.,]*(?:[ \u00a0]?(?:€|%|\w{1,6}))?|\?")
"""A sum, a percentage, a number with its unit (``5 anni``), or the question mark in its place."""
_NAMED = 3
"""A table of this many columns is not understood unless its first row names them."""


def headed(rows: Rows) -> bool:
    """True when the first row names the columns: there are three or more, or figures stand below words."""
    if not rows:
        return False
    return len(rows[0]) >= _NAMED or any(not is_figure(rows[0][place]) for place in figure_columns(rows))


def figure_columns(rows: Rows) -> frozenset[int]:
    """The columns, counted from 0, whose cells below the first row are figures; they are set flush right."""
    below = rows[1:]
    columns = zip(*below, strict=True)
    return frozenset(place for place, cells in enumerate(columns) if all(map(is_figure, cells)))


def is_figure(cell: str) -> bool:
    """True for a cell that holds a figure and no more."""
    return _FIGURE.fullmatch(cell) is not None
