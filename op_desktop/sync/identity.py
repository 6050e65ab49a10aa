"""Which programme and device this workspace is, and the keys it signs, seals and opens packages with."""

from dataclasses import dataclass

from op_desktop.security.sealing import new_identity, recipient_of
from op_desktop.security.signing import DeviceKey
from op_desktop.workspace import Workspace

PROGRAMME = "oltreiperimetri"
_KEY, _CODE, _CENTRE, _SECRET, _ACKED = "device_key", "device_code", "centre_recipient", "centre_identity", "acked_to"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a device or a centre needs to know of itself to exchange packages."""

    key: DeviceKey
    code: str
    """Short code in package names and certificate numbers, allotted by the centre."""
    recipients: tuple[str, ...]
    """Whom packages are sealed for; empty where they stay open (training, or no centre known yet)."""
    secrets: tuple[str, ...]
    """Keys that open packages sealed for us."""
    acked_to: int
    """Our last change that the centre has acknowledged."""


def identity(workspace: Workspace) -> Identity:
    """The workspace's identity; its signing key is made at first use."""
    kept = workspace.local(_KEY)
    if kept is None:
        kept = DeviceKey.generate().seed.hex()
        workspace.keep_local(_KEY, kept)
    return Identity(
        key=DeviceKey(bytes.fromhex(kept)),
        code=workspace.local(_CODE) or "",
        recipients=tuple((workspace.local(_CENTRE) or "").split()),
        secrets=tuple((workspace.local(_SECRET) or "").split()),
        acked_to=int(workspace.local(_ACKED) or 0),
    )


def become_centre(workspace: Workspace) -> str:
    """Give the workspace a key to open packages with, if it has none; returns the address to seal for."""
    secret = workspace.local(_SECRET)
    if secret is None:
        secret = new_identity()
        workspace.keep_local(_SECRET, secret)
    return recipient_of(secret)


def join(workspace: Workspace, *, code: str, centre: str) -> None:
    """Take the short code that the centre allotted, and seal packages for it from now on."""
    workspace.keep_local(_CODE, code)
    workspace.keep_local(_CENTRE, centre)
