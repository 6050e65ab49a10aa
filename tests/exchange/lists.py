"""Lists into classes for tests: one call from text to the pupils of the class."""

from hashlib import sha256

from op_desktop.domain.record import RecordId
from op_desktop.exchange.class_import import Imported, import_roster
from op_desktop.exchange.preview import Preview
from op_desktop.exchange.reading import read_table
from op_desktop.exchange.target import target_of
from op_desktop.register.rosters import roster
from op_desktop.workspace import Workspace


def preview_text(
    workspace: Workspace, class_id: RecordId, text: str, *, named: bool | None = None, overwrite: tuple[int, ...] = ()
) -> Preview:
    """What importing this text would do."""
    with workspace.read() as reader:
        target = target_of(reader, class_id)
    return target.preview(read_table(text.encode(), "list.csv"), named=named, overwrite=overwrite)


def import_text(
    workspace: Workspace,
    class_id: RecordId,
    text: str,
    *,
    name: str = "list.csv",
    named: bool | None = None,
    overwrite: tuple[int, ...] = (),
) -> Imported:
    """Import this text as a file."""
    data = text.encode()
    with workspace.write("Import") as uow:
        shown = target_of(uow, class_id).preview(read_table(data, name), named=named, overwrite=overwrite)
        return import_roster(uow, class_id, shown, sha256=sha256(data).hexdigest())


def pupils(workspace: Workspace, class_id: RecordId) -> list[tuple[int, str, str]]:
    """Everybody who ever was in the class."""
    with workspace.read() as reader:
        return [(row.number, row.family, row.given) for row in roster(reader, class_id)]
