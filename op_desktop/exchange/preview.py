"""Everything that the import window shows of a roster, from one call."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from op_desktop.exchange.columns import PRIVATE_TEXTS, Use
from op_desktop.exchange.plan import RosterEntry, RosterPlan, plan
from op_desktop.exchange.recognition import Guess, recognise
from op_desktop.exchange.roster import Roster, read_roster
from op_desktop.exchange.table import Table
from op_desktop.language import _


@dataclass(frozen=True, slots=True)
class Preview:
    """A table, what its columns seem to be, the uses in force and what the import would do."""

    table: Table
    guesses: tuple[Guess, ...]
    uses: tuple[Use, ...]
    roster: Roster
    plan: RosterPlan
    named: bool = True
    """Whether the names go into the class, where it may also keep numbers only."""

    @property
    def not_kept(self) -> tuple[str, ...]:
        """One sentence for each kind of personal data in the file that will not be kept."""
        found = [
            guess.private
            for guess, use in zip(self.guesses, self.uses, strict=True)
            if guess.private and use is Use.SKIP
        ]
        return tuple(_(PRIVATE_TEXTS[private]) for private in dict.fromkeys(found))


def preview(
    table: Table,
    existing: Sequence[RosterEntry],
    uses: Sequence[Use] | None = None,
    elsewhere: Iterable[RosterEntry] = (),
    overwrite: Collection[int] = (),
) -> Preview:
    """What importing a table into a class would do.

    ``uses`` are the person's choices (``None``: as recognised), ``overwrite`` the lines whose values go over what was
    corrected by hand.
    """
    guesses = recognise(table)
    chosen = tuple(uses) if uses is not None else tuple(guess.use for guess in guesses)
    # Without a column of numbers or names there is nothing to plan, yet the columns can still be chosen.
    roster = read_roster(table, chosen) if set(chosen) - {Use.SKIP} else Roster((), ())
    return Preview(table, guesses, chosen, roster, plan(existing, roster.rows, elsewhere, overwrite))
