"""The changes of a package as a file: every value as it stands in the log, every cell quoted."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

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
LONGEST_LABEL = 64
_AT_ONCE = 2_000
"""Rows checked together; bounds memory where cells are large."""
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
    line = 1
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise ValueError("header")
        while batch := list(islice(rows, _AT_ONCE)):
            try:
                changes = _changes(batch, device, replicas)
            except ValueError:
                line += next(number for number, row in enumerate(batch, 1) if not _holds(row, device, replicas))
                raise
            yield from changes
            line = rows.line_num
    except csv.Error as error:
        raise _wrong(bundle, rows.line_num) from error
    except ValueError as error:
        raise _wrong(bundle, line) from error


def _wrong(bundle: str, line: int) -> BundleRefused:
    return BundleRefused(bundle=bundle, reason=_("changes.csv is wrong at line {line}").format(line=line))


def _holds(row: list[str], device: str, replicas: dict[str, Replica]) -> bool:
    try:
        _changes([row], device, replicas)
    except ValueError:
        return False
    return True


def _changes(rows: list[list[str]], device: str, replicas: dict[str, Replica]) -> Iterator[tuple[Replica, Change]]:
    # Column by column, because one row after the other takes half as long again.
    columns = zip(*rows, strict=True)
    names, seqs, ids, prevs, saves, hlcs, walls, authors, entities, row_ids, bases, fields, personals, schemas = columns
    for name in set(names) - replicas.keys():
        if not name.startswith(f"{device}.") or not _REPLICA.fullmatch(name):
            raise ValueError("not a history of the device that signed")
        replicas[name] = Replica(*name.split("."))
    _check_labels({*entities, *row_ids}, set(authors))
    if "\n" in "".join(fields):
        raise ValueError("more than one line")
    places, saved, versions = list(map(int, seqs)), list(map(int, saves)), list(map(int, schemas))
    stamps, clocks = list(map(int, hlcs)), list(map(int, walls))
    if min(places) < 1 or min(map(min, (saved, versions, stamps, clocks))) < 0:
        raise ValueError("a number out of range")
    if max(map(max, (places, saved, versions))) > LARGEST or max(map(max, (stamps, clocks))) > _LARGEST_MOMENT:
        raise ValueError("a number out of range")
    heads = [parted(each) if each else () for each in bases]
    if max(map(len, heads)) > MOST_BASES:
        raise ValueError("too many bases")
    written = zip(
        places, map(bytes.fromhex, ids), map(bytes.fromhex, prevs), saved, stamps, clocks, authors, entities, row_ids,
        heads, fields, [each or None for each in personals], versions, strict=True,
    )  # fmt: skip
    return zip(map(replicas.__getitem__, names), list(map(_change_of, written)), strict=True)


_change_of: Callable[[tuple[Any, ...]], Change] = partial(tuple.__new__, Change)
"""``Change._make`` without its count of the fields, which ``zip`` has shown to be all there."""


def _check_labels(named: set[str], authors: set[str]) -> None:
    labels = named | authors
    together = "".join(labels)
    if "" in named or not together.isascii() or not together.isprintable():
        raise ValueError("not an author, a kind of record or an id")
    if max(map(len, labels)) > LONGEST_LABEL:
        raise ValueError("too long")
