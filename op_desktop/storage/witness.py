"""What this computer remembers of a data file, outside of it: an older, copied or exchanged one is noticed."""

import hashlib
import json
import logging
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from op_desktop.machine import fingerprint
from op_desktop.storage import journal, local_values, tables

_TOKEN, _MACHINE, PUT_BACK = "run_token", "machine", "put_back"
"""Local names: the token of the latest start, the computer of that start, and that ``restore`` put the file here."""
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
        self._device = ""
        self._incarnation = ""
        self._replica = 0
        self._token = ""

    def look(self, connection: Connection) -> Finding:
        """What this data file is, compared with what is remembered of it and of its folder; changes nothing."""
        own, here = journal.own_replica(connection), journal.label(connection)
        inside = local_values.several(connection, (_TOKEN, _MACHINE, PUT_BACK))
        place, memory = self._placed(), self._memory(own.device)
        copied = memory is None and inside.get(_MACHINE, fingerprint()) != fingerprint()
        if PUT_BACK in inside:
            return Finding(Sight.COPIED if copied else Sight.PUT_BACK, here)
        if place is not None and place[0] != own.device:
            return Finding(Sight.EXCHANGED, here, before=place[1])
        if memory is None:
            return Finding(Sight.COPIED if copied else Sight.USUAL, here)
        if (lacking := _lacking(connection, own.device, memory)) is not None:
            return Finding(Sight.REWOUND, here, lacking=lacking)
        tokens = json.loads(inside.get(_TOKEN, "[]"))
        return Finding(Sight.USUAL if memory.token in tokens else Sight.ELSEWHERE, here)

    def is_copy(self, connection: Connection) -> bool:
        """Whether the file was at work on another computer, whatever else it is."""
        machine = local_values.several(connection, (_MACHINE,)).get(_MACHINE)
        device = journal.own_replica(connection).device
        return machine not in (None, fingerprint()) and self._memory(device) is None

    def begin(self, connection: Connection) -> None:
        """Mark the data file with a new token; ``remember`` writes it outside once the mark is safe."""
        own = journal.own_replica(connection)
        memory = self._memory(own.device)
        self._token = secrets.token_hex(8)
        self._device, self._incarnation = own.device, own.incarnation
        self._replica = journal.head(connection).replica
        # If the program ends between the two writes, the token outside is the former one: that is the usual thing.
        tokens = [self._token, *([memory.token] if memory is not None else [])]
        local_values.keep(connection, _TOKEN, json.dumps(tokens))
        local_values.keep(connection, _MACHINE, fingerprint())
        local_values.drop(connection, PUT_BACK)

    def remember(self, label: str, end: journal.Head) -> None:
        """Write outside what was begun, and the end of the history."""
        try:
            self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._placed() != (self._device, label):
                _replace(self._place, {"device": self._device, "label": label})
            _replace(self._file(self._device), {"token": self._token})
            # What a former history ended with is not asked of one that has only begun.
            self._file(self._device).with_suffix(".end").unlink(missing_ok=True)
        except OSError:
            # Without it a copy goes unnoticed; the work must not suffer from it.
            _log.warning("the state folder cannot be written")
        self.note(end)

    def note(self, end: journal.Head) -> None:
        """Remember the last change that was written here; a few microseconds after each save."""
        if end.replica != self._replica or not end.seq:
            return
        line = f"{self._incarnation} {end.seq} {end.id.hex()}".ljust(_HEAD_BYTES - 1) + "\n"
        with suppress(OSError):
            descriptor = os.open(self._file(self._device).with_suffix(".end"), os.O_WRONLY | os.O_CREAT, 0o600)
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


def _lacking(connection: Connection, device: str, memory: _Memory) -> int | None:
    """How many of the changes that are remembered the file lacks; None where it has the last of them."""
    if memory.end is None:
        return None
    incarnation, seq, id = memory.end
    writer, log = tables.replica, tables.change
    query = select(writer.c.number).where(writer.c.device == device, writer.c.incarnation == incarnation)
    number = connection.execute(query).scalar()
    there = select(log.c.seq).where(log.c.replica == number, log.c.seq == seq, log.c.id == id)
    if number is not None and connection.execute(there).first() is not None:
        return None
    last = select(log.c.seq).where(log.c.replica == number).order_by(log.c.seq.desc()).limit(1)
    return max(0, seq - (connection.execute(last).scalar() or 0))


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
