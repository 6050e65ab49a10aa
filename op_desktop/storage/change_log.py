"""A change: the fields that one save set in one record, chained to the writer's change before it."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json.scanner import make_scanner
from typing import Any, NamedTuple, NoReturn, cast

from op_desktop.domain.record import Record, Value, shape

SCHEMA = 2
"""Version of the tables and fields that this program writes."""
GENESIS = b"genesis"
DELETED = "_deleted"
"""The field that says whether a record is deleted: 0 or 1, like any other field."""
COMMITTED = "#"


@dataclass(frozen=True, slots=True)
class Replica:
    """One linear history: a device, and the incarnation of its database."""

    device: str
    incarnation: str

    def __str__(self) -> str:
        return f"{self.device}.{self.incarnation}"


class Change(NamedTuple):
    """One entry of the log; a tuple, because a package makes them by the hundred thousand.

    ``fields`` and ``personal`` are kept as the exact text that was written: ``fields`` is canonical JSON
    with plain values, and for a personal field the commitment ``{"#": hex}`` = SHA-256(salt + value), so
    that the value can be erased and the chain still verifies. ``personal`` is JSON ``{field: [salt, value]}``
    or None once erased. ``bases`` are the changes whose values of these fields the writer had before its eyes.
    """

    seq: int
    id: bytes
    prev: bytes
    save: int
    hlc: int
    wall: int
    author: str
    entity: str
    row_id: str
    bases: tuple[bytes, ...]
    fields: str
    personal: str | None
    schema: int

    def stated(self) -> dict[str, Value]:
        """The values this change sets, as far as they have not been erased (erased: nothing)."""
        plain: dict[str, Any] = json.loads(self.fields)
        if COMMITTED not in self.fields:
            return plain
        kept = json.loads(self.personal) if self.personal else {}
        return {
            name: (kept[name][1] if name in kept else None) if isinstance(value, dict) else value
            for name, value in plain.items()
        }


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no blanks: RFC 8785 for the text, whole numbers and nulls used here."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(salt: str, value: Value) -> str:
    """What the chain holds in place of a personal value."""
    return sha256(f"{salt}{canonical_json(value)}".encode()).hexdigest()


def split_personal(record: type[Record], stated: Mapping[str, Value]) -> tuple[str, str | None]:
    """A change's ``fields`` and ``personal`` for these values."""
    personal = {each.name for each in shape(record) if each.rule.personal} & stated.keys()
    if not personal:
        return canonical_json(dict(stated)), None
    salted = {name: [secrets.token_hex(16), stated[name]] for name in personal}
    plain: dict[str, object] = dict(stated)
    for name, (salt, value) in salted.items():
        plain[name] = {COMMITTED: commitment(str(salt), value)}
    return canonical_json(plain), canonical_json(salted)


def change_id(replica: str, change: Change) -> bytes:
    """SHA-256 over the previous change's id and the body, one part a line (no part holds a line feed)."""
    seq, _id, prev, save, hlc, wall, author, entity, row_id, bases, fields, _personal, schema = change
    body = (
        f"opd-change-1\n{prev.hex()}\n{replica}\n{seq}\n{save}\n{hlc}\n{wall}\n{author}\n"
        f"{entity}\n{row_id}\n{joined(bases) if bases else ''}\n{fields}\n{schema}"
    )
    return sha256(body.encode()).digest()


def joined(ids: Iterable[bytes]) -> str:
    """Change ids as text."""
    return " ".join(each.hex() for each in ids)


def parted(text: str) -> tuple[bytes, ...]:
    """Change ids from text."""
    return tuple(bytes.fromhex(each) for each in text.split()) if text else ()


def plain_values(fields: str) -> dict[str, Any]:
    """What a change of others states, commitments in place of personal values.

    Raises ``ValueError`` unless it is one flat object of canonical values that every database can hold.
    """
    try:
        plain = _decode(fields)
    except RecursionError as error:
        raise ValueError("nested") from error
    if type(plain) is not dict:
        raise ValueError("not an object")
    if not _PLAIN.issuperset(map(type, plain.values())) and not all(
        type(value) in _PLAIN or _is_commitment(value) for value in plain.values()
    ):
        raise ValueError("neither a value nor a commitment")
    if "\\u" in fields:
        _refuse_unkeepable((*plain, *plain.values()))
    return plain


def commitments_hold(change: Change) -> bool:
    """Whether every personal value that is still kept is the one that was committed to."""
    if change.personal is None:
        return True
    try:
        plain, kept = plain_values(change.fields), _decode(change.personal)
        if "\\u" in change.personal:
            _refuse_unkeepable(value for _salt, value in kept.values())
        return all(
            type(salt) is str and type(value) in _PLAIN and plain[name] == {COMMITTED: commitment(salt, value)}
            for name, (salt, value) in kept.items()
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False


def keepable(text: str) -> bool:
    """Whether every database and every file can hold this text: no NUL, no half of a pair."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text))


def _refuse_unkeepable(values: Iterable[Any]) -> None:
    if not all(keepable(value) for value in values if type(value) is str):
        raise ValueError("a text that cannot be kept")


def _is_commitment(value: Any) -> bool:
    return type(value) is dict and value.keys() == {COMMITTED} and type(value[COMMITTED]) is str


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"not a whole number: {text[:20]}")


def _decode(text: str) -> Any:
    try:
        value, end = _scan(text, 0)
    except StopIteration as error:
        raise ValueError("no JSON") from error
    if end != len(text):
        raise ValueError("more than one value")
    return value


_scan = cast("Any", make_scanner)(json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number))
_PLAIN = frozenset({str, int, type(None)})
