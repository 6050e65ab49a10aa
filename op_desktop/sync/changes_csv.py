"""The changes of a package as a file: every value as it stands in the log, every cell quoted."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from op_desktop.domain.record import LARGEST
from op_desktop.language import _
from op_desktop.storage.change_log import Change, Replica, joined, parted
from op_desktop.sync.refusals import BundleRefused

COLUMNS = (
    "replica", "seq", "id", "prev", "save", "hlc", "wall", "author", "entity", "row_id", "bases", "fields",
    "personal", "schema",
)  # fmt: skip
LARGEST_FIELD = 8 << 20
MOST_BASES = 1_000
_LARGEST_MOMENT = 2**62
_REPLICA = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{16}", re.ASCII)
csv.field_size_limit(LARGEST_FIELD)


def write_changes(target: BinaryIO, changes: Iterable[tuple[Replica, Change]]) -> int:
    """Write changes as CSV (UTF-8, comma, CRLF); returns how many."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    count = 0
    for replica, each in changes:
        writer.writerow(
            (replica, each.seq, each.id.hex(), each.prev.hex(), each.save, each.hlc, each.wall, each.author,
             each.entity, each.row_id, joined(each.bases), each.fields,
             "" if each.personal is None else each.personal, each.schema)
        )  # fmt: skip
        count += 1
    text.detach()
    return count


def read_changes(source: BinaryIO, bundle: str, device: str) -> Iterator[tuple[Replica, Change]]:
    """The changes in a file, in its order; raises ``BundleRefused`` naming the line that is not one of this device."""
    text = io.TextIOWrapper(source, encoding="utf-8", newline="")
    rows = csv.reader(text, strict=True)
    replicas: dict[str, Replica] = {}
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise ValueError("header")
        for row in rows:
            yield _change(row, device, replicas)
    except (ValueError, csv.Error) as error:
        reason = _("changes.csv is wrong at line {line}").format(line=rows.line_num)
        raise BundleRefused(bundle=bundle, reason=reason) from error


def _change(row: list[str], device: str, replicas: dict[str, Replica]) -> tuple[Replica, Change]:
    name, seq, id, prev, save, hlc, wall, author, entity, row_id, bases, fields, personal, schema = row
    replica = replicas.get(name)
    if replica is None:
        if not name.startswith(f"{device}.") or not _REPLICA.fullmatch(name):
            raise ValueError("not a history of the device that signed")
        replica = replicas[name] = Replica(*name.split("."))
    names = f"{author}{entity}{row_id}"
    if not (entity and row_id and names.isascii() and names.isprintable()) or "\n" in fields:
        raise ValueError("not an author, a kind of record or an id")
    if len(author) > 64 or len(entity) > 64 or len(row_id) > 64:
        raise ValueError("too long")
    numbers = int(seq), int(save), int(schema), int(hlc), int(wall)
    if (
        min(numbers) < 0
        or not 0 < numbers[0] <= LARGEST
        or max(numbers[:3]) > LARGEST
        or max(numbers) > _LARGEST_MOMENT
    ):
        raise ValueError("a number out of range")
    heads = parted(bases) if bases else ()
    if len(heads) > MOST_BASES:
        raise ValueError("too many bases")
    own, before = bytes.fromhex(id), bytes.fromhex(prev)
    return replica, Change(
        numbers[0], own, before, numbers[1], numbers[3], numbers[4], author, entity, row_id, heads, fields,
        personal or None, numbers[2],
    )  # fmt: skip
