"""The uses that a person gave to the columns of a source, kept on this computer for the next list of the same make."""

from collections.abc import Sequence
from hashlib import sha256

from op_desktop.exchange.columns import Use, normal_title
from op_desktop.exchange.recognition import recognise
from op_desktop.exchange.table import Doubt, Table
from op_desktop.workspace import Workspace

_NAME = "roster_columns:"


def recall(workspace: Workspace, table: Table) -> tuple[Use, ...] | None:
    """The uses of the last list with these columns; None where there was none or they were as recognised."""
    kept = workspace.local(_name(table))
    if kept is None:
        return None
    known = set(Use)
    uses = tuple(Use(word) for word in kept.split(",") if word in known)
    return uses if len(uses) == table.width else None


def remember(workspace: Workspace, table: Table, uses: Sequence[Use]) -> None:
    """Keep the uses for the next list with these columns, unless they are what is recognised anyway."""
    recognised = tuple(guess.use for guess in recognise(table))
    if tuple(uses) != recognised or workspace.local(_name(table)) is not None:
        workspace.keep_local(_name(table), ",".join(uses))


def _name(table: Table) -> str:
    """What the columns of a source are known by: a digest of their titles, never anything that a row holds.

    Titles that are only supposed could be somebody's name; such a table, like one without titles, is known by
    what kind of thing its columns seem to hold.
    """
    if table.titles is not None and Doubt.TITLES not in table.doubts:
        parts = [normal_title(title) for title in table.titles]
    else:
        parts = [f"{guess.use}/{guess.private or ''}" for guess in recognise(table)]
    return _NAME + sha256("\n".join((str(table.width), *parts)).encode()).hexdigest()[:32]
