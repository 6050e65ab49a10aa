"""What a package says of itself: canonical JSON, signed by the device that wrote it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from op_desktop.domain.record import LARGEST as LARGEST_NUMBER
from op_desktop.language import _
from op_desktop.security.recovery_key import ALPHABET
from op_desktop.security.signing import DeviceKey, key_id, verify
from op_desktop.storage.change_log import GENESIS, canonical_json
from op_desktop.sync.archive import Digest
from op_desktop.sync.fields import Fields, Pattern
from op_desktop.sync.members import is_member_name
from op_desktop.sync.refusals import BundleDamaged, BundleRefused, BundleTooNew

FORMAT_MAJOR = 1
FORMAT_MINOR = 0
READER = 1
"""The level of this program as a reader; packages that ask for more are refused."""
LARGEST = 16 << 20
"""No manifest is longer, in bytes."""

_SIGNED = b"opd-bundle-1\n"
_SPOKEN = b"opd-spoken-1\n"
_NO_CHANGE = GENESIS.hex()


class BundleKind(StrEnum):
    """Why a package was written."""

    INCREMENTAL = "incremental"
    FULL = "full"
    RETURN = "return"
    ENROLMENT = "enrolment"


@dataclass(frozen=True, slots=True)
class ListedMember:
    """A member of the package as the manifest lists it; ``rows`` without the header, 0 where there are none."""

    name: str
    bytes: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A package's description; see the fields of the same names in the JSON."""

    programme: str
    """Id of the programme whose data it holds."""
    bundle_id: str
    kind: BundleKind
    device_id: str
    device_code: str
    """Short code allotted by the centre; empty before."""
    device_label: str
    replica: str
    seq_from: int
    seq_to: int
    """Last change inside; ``seq_from - 1`` where there is none."""
    first_prev: str
    last_id: str
    """Ids of the change before the first and of the last one, in hex."""
    app_version: str
    schema: int
    made_at: str
    """Instant in UTC, ``YYYY-MM-DDTHH:MM:SSZ``."""
    public_key: str
    """The signer's Ed25519 key, 64 hex digits."""
    members: tuple[ListedMember, ...]
    """All members but manifest and signature, sorted by name."""
    training: bool = False
    author_label: str = ""
    place_label: str = ""
    previous_bundle: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many changes of each kind of record it holds."""
    format_major: int = FORMAT_MAJOR
    format_minor: int = FORMAT_MINOR
    min_reader: int = READER

    @property
    def signer(self) -> str:
        """Key id of whoever signed it."""
        return key_id(bytes.fromhex(self.public_key))

    def to_bytes(self) -> bytes:
        """The exact bytes to store and to sign."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        named = {
            "format": {"major": self.format_major, "minor": self.format_minor},
            "kind": self.kind.value,
            "counts": dict(self.counts),
            "members": [
                {"name": each.name, "bytes": each.bytes, "sha256": each.sha256, "rows": each.rows}
                for each in self.members
            ],
        }
        return canonical_json(plain | named).encode()


_ID = Pattern(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHANGE_ID = Pattern(rf"[0-9a-f]{{64}}|{_NO_CHANGE}")
_HASH = Pattern(r"[0-9a-f]{64}")
_LABEL = Pattern(r"[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]{0,120}")
_TEXTS = {
    "programme": Pattern(r"[a-z0-9][a-z0-9._-]{0,63}"),
    "bundle_id": _ID,
    "device_id": _ID,
    "device_code": Pattern(r"[A-Z0-9]{0,8}"),
    "device_label": _LABEL,
    "replica": Pattern(r"[0-9a-f-]{36}\.[0-9a-f]{16}"),
    "first_prev": _CHANGE_ID,
    "last_id": _CHANGE_ID,
    "app_version": Pattern(r"[0-9A-Za-z.+-]{1,32}"),
    "made_at": Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
    "public_key": _HASH,
    "author_label": _LABEL,
    "place_label": _LABEL,
    "previous_bundle": Pattern(rf"|{_ID.text}"),
}
_NUMBERS = ("seq_from", "seq_to", "schema", "min_reader")
_PLAIN = (*_TEXTS, *_NUMBERS, "training")
_ENTITY = re.compile(r"[a-z][a-z0-9_]{0,62}", re.ASCII)


def read_manifest(raw: bytes, bundle: str) -> Manifest:
    """The manifest in these bytes; raises ``BundleTooNew``, ``BundleDamaged`` or ``BundleRefused``."""
    try:
        data = json.loads(raw, parse_float=_no_float, parse_constant=_no_float)
        canonical = isinstance(data, dict) and canonical_json(data).encode() == raw
    except (ValueError, RecursionError) as error:
        raise _damaged(bundle) from error
    if not canonical:
        raise _damaged(bundle)
    top = Fields(data, bundle)
    version = top.inner("format")
    major, minor = version.number("major"), version.number("minor")
    if major > FORMAT_MAJOR or top.number("min_reader") > READER:
        raise BundleTooNew(bundle=bundle, version=str(data.get("app_version", "")))
    plain: dict[str, Any] = {name: top.text(name, pattern) for name, pattern in _TEXTS.items()}
    plain |= {name: top.number(name) for name in _NUMBERS}
    manifest = Manifest(
        **plain,
        format_major=major,
        format_minor=minor,
        training=top.flag("training"),
        kind=BundleKind(top.text("kind", Pattern("|".join(BundleKind)))),
        counts=top.numbers("counts", _ENTITY),
        members=tuple(_listed(each) for each in top.inners("members")),
    )
    if minor <= FORMAT_MINOR:
        top.nothing_else()
    _check_sense(manifest, bundle)
    return manifest


def sign(raw: bytes, key: DeviceKey) -> bytes:
    """The signature to store beside these exact manifest bytes."""
    return key.sign(_SIGNED + raw)


def check_signature(manifest: Manifest, raw: bytes, signature: bytes, bundle: str) -> None:
    """Raise ``BundleDamaged`` unless the key named in the manifest signed exactly these bytes."""
    if not verify(bytes.fromhex(manifest.public_key), _SIGNED + raw, signature):
        raise BundleDamaged(bundle=bundle, reason=_("its signature does not fit"))


def check_members(manifest: Manifest, found: Mapping[str, Digest]) -> str:
    """Why the members found (without manifest and signature) are not the listed ones; empty when they are."""
    listed = {each.name: each for each in manifest.members}
    for name in sorted(listed.keys() | found.keys()):
        if name not in found:
            return _("{member} is missing").format(member=name)
        if name not in listed:
            return _("{member} is not listed").format(member=name)
        if found[name] != Digest(listed[name].bytes, listed[name].sha256):
            text = _("{member} is damaged: its digest is {found} instead of {expected}")
            return text.format(member=name, found=found[name].sha256[:8], expected=listed[name].sha256[:8])
    return ""


def spoken_code(raw: bytes) -> str:
    """The code that both ends compare by voice, like ``7K4-Q2M``: six signs of the manifest's digest."""
    number = int.from_bytes(sha256(_SPOKEN + raw).digest()[:4])
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in range(6))
    return f"{signs[:3]}-{signs[3:]}"


def _listed(member: Fields) -> ListedMember:
    listed = ListedMember(
        name=member.text("name", Pattern(".{1,100}")),
        bytes=member.number("bytes"),
        sha256=member.text("sha256", _HASH),
        rows=member.number("rows"),
    )
    if not is_member_name(listed.name):
        raise member.wrong("name")
    return listed


def _check_sense(manifest: Manifest, bundle: str) -> None:
    """What no single field shows."""
    names = [each.name for each in manifest.members]
    wrong = (
        ("members", names != sorted(set(names))),
        ("seq_from", manifest.seq_from < 1),
        ("seq_to", not manifest.seq_from - 1 <= manifest.seq_to <= LARGEST_NUMBER),
        ("schema", manifest.schema > LARGEST_NUMBER),
        ("counts", sum(manifest.counts.values()) > LARGEST_NUMBER),
        ("made_at", not _is_instant(manifest.made_at)),
        ("replica", not manifest.replica.startswith(f"{manifest.device_id}.")),
    )
    for name, is_wrong in wrong:
        if is_wrong:
            reason = _("its description is wrong at “{field}”").format(field=name)
            raise BundleRefused(bundle=bundle, reason=reason)


def _is_instant(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _no_float(text: str) -> float:
    raise ValueError(f"not a whole number: {text}")


def _damaged(bundle: str) -> BundleDamaged:
    return BundleDamaged(bundle=bundle, reason=_("{member} is damaged").format(member="manifest.json"))
