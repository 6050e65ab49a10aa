"""Opening a data file that this computer knows: going on as before, or as another history where that is needed."""

from dataclasses import dataclass
from pathlib import Path

from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.storage import erasure_list, journal
from op_desktop.storage.unit_of_work import UnitOfWork
from op_desktop.storage.witness import Finding, Sight, Witness


class DataRewound(UserError):
    """An older data file lies where the one was that was open here last; somebody has to say whether on purpose."""

    title = N_("This data is older than what was open here last.")
    advice = N_(
        "What this computer wrote afterwards is not in it (changes missing: {lacking}). If it was restored on purpose: "
        "op-desktop adopt --data DIR. If not, put the right file back into {folder}."
    )


class DataExchanged(UserError):
    """The data of another device lies where ours was; somebody has to say whether on purpose."""

    title = N_("This is the data of “{here}”; until now “{before}” was in this folder.")
    advice = N_(
        "If it was put there on purpose: op-desktop adopt --data DIR. If not, put the right file back into {folder}."
    )


@dataclass(frozen=True, slots=True)
class Resumed:
    """How the work goes on: what was seen, and how many erasures had to be applied again."""

    finding: Finding
    erased: int = 0


def resume(
    uow: UnitOfWork, witness: Witness, state: Path, folder: Path, *, on_purpose: bool, training: bool
) -> Resumed:
    """Judge the data file before anything is written into it, and make it fit to go on.

    A file that is a copy, or older than what was handed over, goes on under another identity, so that nothing it
    writes can be mistaken for what the other history holds; the next hand-over then starts from its first change.
    ``on_purpose`` is somebody's answer to ``DataRewound`` or ``DataExchanged``, which are raised without it; practice
    data does not ask.
    """
    connection = uow.connection
    finding = witness.look(connection)
    if not (on_purpose or training):
        _ask(finding, folder)
    if finding.copied:
        journal.new_device(connection)
    elif finding.sight not in (Sight.USUAL, Sight.PUT_BACK):
        # A backup that was put back is a new incarnation already.
        journal.new_incarnation(connection)
    erased = 0 if finding.sight is Sight.USUAL else erasure_list.apply(state / erasure_list.FILE, uow)
    return Resumed(finding, erased)


def _ask(finding: Finding, folder: Path) -> None:
    if finding.sight is Sight.REWOUND:
        raise DataRewound(lacking=finding.lacking, folder=folder)
    if finding.sight is Sight.EXCHANGED:
        raise DataExchanged(here=finding.here, before=finding.before, folder=folder)
