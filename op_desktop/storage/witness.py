"""What this computer remembers of a data file, outside of it: an older, copied or exchanged one is noticed."""

import hashlib
import json
import logging
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from op_desktop.machine import fingerprint
from op_desktop.storage import journal

_TOKEN, _MACHINE, PUT_BACK = "run_token", "machine", "put_back"
"""Local names: the token of the latest start, the computer of that start, and that ``restore`` put the file here."""
_NAMES = (_TOKEN, _MACHINE, PUT_BACK)
_HEAD_BYTES = 128
_log = logging.getLogger(__name__)


class Sight(StrEnum):
    """What is seen when a data file is opened."""

    USUAL = "usual"
    PUT_BACK = "put_back"
    """Our own ``restore`` put a backup in its place."""
    REWOUND = "rewound"
    """What this computer last wrote into it is not there: an older file lies in its place."""
    ELSEWHERE = "elsewhere"
    """It holds all we know of, but was opened meanwhile where we did not see it."""
    COPIED = "copied"
    """It was at work on another computer."""
    EXCHANGED = "exchanged"
    """In this folder lay the data of another device."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is seen, and in which words it can be told."""

    sight: Sight
    here: str
    """What the device of this file is called."""
    before: str = ""
    """What the device is called whose data lay here, where it was exchanged."""
    lacking: int = 0
    """How many changes that were written on this computer are not in the file, as far as can be counted."""
    copied: bool = False
    """Whether it was at work on another computer, whatever else it is."""


@dataclass(frozen=True, slots=True)
class _Inside:
    """What the data file says of itself."""

    device: str
    incarnation: str
    label: str
    end: journal.Head
    tokens: Sequence[str]
    """Of the latest start, and what was remembered outside at that moment."""
    machine: str
    put_back: bool


@dataclass(frozen=True, slots=True)
class _Memory:
    """One device's file outside: who and when, and the end of its history."""

    token: str
    end: tuple[str, int, bytes] | None
    """Incarnation, sequence number and id of the last change known here."""


class Witness:
    """Compares a data file with what is remembered, and remembers what is written from now on.

    Everything outside is written without waiting for the disk: after a power cut it may be older than the data, which
    is harmless, or unreadable, which counts as not remembered.
    """

    def __init__(self, state: Path, folder: Path) -> None:
        self._state = state
        place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]
        self._place = state / f"place-{place}.json"
        self._own: _Inside | None = None
        self._token = ""

    def look(self, connection: Connection) -> Finding:
        """What this data file is, compared with what is remembered of it and of its folder; changes nothing."""
        inside, place = _inside(connection), self._placed()
        memory = self._memory(inside.device)
        copied = memory is None and inside.machine not in ("", fingerprint())
        if inside.put_back:
            return Finding(Sight.COPIED if copied else Sight.PUT_BACK, inside.label, copied=copied)
        if place is not None and place[0] != inside.device:
            return Finding(Sight.EXCHANGED, inside.label, before=place[1], copied=copied)
        if memory is None:
            return Finding(Sight.COPIED if copied else Sight.USUAL, inside.label, copied=copied)
        if (lacking := _lacking(connection, inside.device, memory)) is not None:
            return Finding(Sight.REWOUND, inside.label, lacking=lacking)
        return Finding(Sight.USUAL if memory.token in inside.tokens else Sight.ELSEWHERE, inside.label)

    def begin(self, connection: Connection) -> None:
        """Mark the data file with a new token; ``remember`` writes it outside once the mark is in the file."""
        self._own = _inside(connection)
        memory = self._memory(self._own.device)
        self._token = secrets.token_hex(8)
        # If the program ends between the two writes, the token outside is the former one: that is the usual thing.
        tokens = json.dumps([self._token, *([memory.token] if memory is not None else [])])
        for name, value in ((_TOKEN, tokens), (_MACHINE, fingerprint())):
            connection.exec_driver_sql("INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (name, value))
        if self._own.put_back:
            connection.exec_driver_sql("DELETE FROM local WHERE name = ?", (PUT_BACK,))

    def remember(self) -> None:
        """Write outside what was begun, and the end of the history."""
        own = self._own
        assert own is not None
        try:
            self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._placed() != (own.device, own.label):
                _replace(self._place, {"device": own.device, "label": own.label})
            _replace(self._file(own.device), {"token": self._token})
            # What a former history ended with is not asked of one that has only begun.
            self._file(own.device).with_suffix(".end").unlink(missing_ok=True)
        except OSError:
            # Without it a copy goes unnoticed; the work must not suffer from it.
            _log.warning("the state folder cannot be written")
        self.note(own.end)

    def note(self, end: journal.Head) -> None:
        """Remember the last change that was written here; a few microseconds after each save."""
        own = self._own
        if own is None or end.replica != own.end.replica or not end.seq:
            return
        line = f"{own.incarnation} {end.seq} {end.id.hex()}".ljust(_HEAD_BYTES - 1) + "\n"
        with suppress(OSError):
            descriptor = os.open(self._file(own.device).with_suffix(".end"), os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                # One short write over the former line: it is never cut off first, which would make the disk wait.
                os.write(descriptor, line.encode())
            finally:
                os.close(descriptor)

    def _file(self, device: str) -> Path:
        return self._state / f"{device}.json"

    def _placed(self) -> tuple[str, str] | None:
        found = _read(self._place)
        return (str(found["device"]), str(found.get("label", ""))) if found.get("device") else None

    def _memory(self, device: str) -> _Memory | None:
        found = _read(self._file(device))
        if not found.get("token"):
            return None
        try:
            line = self._file(device).with_suffix(".end").read_text(encoding="ascii").split()
            end = line[0], int(line[1]), bytes.fromhex(line[2])
        except (OSError, ValueError, IndexError):
            return _Memory(str(found["token"]), None)
        return _Memory(str(found["token"]), end)


def _inside(connection: Connection) -> _Inside:
    # In plain SQL: this is asked at every start, and building the statements would take longer than running them.
    rows = connection.exec_driver_sql("SELECT name, value FROM local WHERE name IN ('head', ?, ?, ?)", _NAMES)
    kept = {name: value for name, value in rows}  # noqa: C416 - rows are not pairs to mypy
    end = journal.head_of(kept["head"])
    writer = "SELECT device, incarnation, label FROM replica WHERE number = ?"
    device, incarnation, label = connection.exec_driver_sql(writer, (end.replica,)).one()
    return _Inside(
        device=device, incarnation=incarnation, label=label, end=end, tokens=json.loads(kept.get(_TOKEN, "[]")),
        machine=kept.get(_MACHINE, ""), put_back=PUT_BACK in kept,
    )  # fmt: skip


def _lacking(connection: Connection, device: str, memory: _Memory) -> int | None:
    """How many of the changes that are remembered the file lacks; None where it has the last of them."""
    if memory.end is None:
        return None
    incarnation, seq, id = memory.end
    replica = "replica = (SELECT number FROM replica WHERE device = ? AND incarnation = ?)"
    there = f"SELECT 1 FROM change WHERE {replica} AND seq = ? AND id = ?"
    if connection.exec_driver_sql(there, (device, incarnation, seq, id)).first() is not None:
        return None
    last = f"SELECT coalesce(max(seq), 0) FROM change WHERE {replica}"
    return max(0, seq - int(connection.exec_driver_sql(last, (device, incarnation)).scalar_one()))


def _read(file: Path) -> dict[str, object]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _replace(file: Path, content: dict[str, str]) -> None:
    part = file.with_suffix(".part")
    part.write_text(json.dumps(content), encoding="utf-8")
    part.chmod(0o600)
    os.replace(part, file)
