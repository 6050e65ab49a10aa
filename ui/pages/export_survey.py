"""Everything that the hand-over page shows, read in one go beside the window's thread."""

from dataclasses import dataclass

from op_desktop.register.hand_over_checks import Check, checks
from op_desktop.register.handovers import PastHandOver, Waiting, past_hand_overs, waiting
from op_desktop.security.signing import six_words
from op_desktop.sync.identity import identity
from op_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Survey:
    """What is to know before a package is made."""

    checks: list[Check]
    waiting: Waiting
    past: list[PastHandOver]
    sealed: bool
    training: bool
    words: tuple[str, ...]
    """This computer's key as six words, which the administration asks for at the first package."""


def survey(workspace: Workspace) -> Survey:
    """Look at everything that a hand-over should know."""
    own = identity(workspace)
    sealed, words = bool(own.recipients), six_words(own.key.public)
    with workspace.read() as reader:
        return Survey(checks(reader), waiting(reader), past_hand_overs(reader), sealed, workspace.training, words)
