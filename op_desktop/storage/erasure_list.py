"""The erasures in a file outside the database: an older file put in its place must not bring back what was erased."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import select

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.record import RecordId
from op_desktop.storage import tables
from op_desktop.storage.reader import Reader, chunks
from op_desktop.storage.unit_of_work import UnitOfWork

FILE = "erasures.jsonl"
"""One line an erasure, of all data folders of this computer; ids and reasons, nobody's data."""


def extend(file: Path, reader: Reader) -> int:
    """Write down the erasures that the list lacks, safe on the disk; returns how many."""
    known = {each.id for each in _listed(file)}
    lacking = [each for each in reader.all(Erasure) if each.id not in known]
    if not lacking:
        return 0
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        file.chmod(0o600)
        for each in lacking:
            row = {"what": each.what, "row": each.row_id, "reason": each.reason, "on": each.decided_on.isoformat()}
            stream.write(json.dumps(row) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return len(lacking)


def apply(file: Path, uow: UnitOfWork) -> int:
    """Erase again what the list names and this data still holds; returns how many records that were."""
    lacking = [each for each in _listed(file) if uow.get(Erasure, each.id) is None]
    held = _held(uow, (each.row_id for each in lacking))
    again = [each for each in lacking if (each.what, each.row_id) in held]
    uow.put_all(again)
    uow.flush()
    return len(again)


def _held(reader: Reader, row_ids: Iterable[str]) -> set[tuple[str, str]]:
    log = tables.change
    found: set[tuple[str, str]] = set()
    for chunk in chunks(row_ids):
        query = select(log.c.entity, log.c.row_id).where(tables.about(*chunk)).distinct()
        found |= {(entity, row_id) for entity, row_id in reader.connection.execute(query)}
    return found


def _listed(file: Path) -> list[Erasure]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found = {each.id: each for line in lines if (each := _erasure(line)) is not None}
    return list(found.values())


def _erasure(line: str) -> Erasure | None:
    """The erasure on a line; None for one that a power cut left unfinished."""
    try:
        row = json.loads(line)
        return Erasure.of(
            what=str(row["what"]),
            row_id=RecordId(str(row["row"])),
            reason=str(row["reason"]),
            decided_on=date.fromisoformat(row["on"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
