"""Is a package meant for this workspace, and does it come from a device that we know?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from op_desktop.domain.account import Device
from op_desktop.security.signing import key_id
from op_desktop.sync.manifest import Manifest
from op_desktop.sync.refusals import BundleOfAnotherProgramme, BundleOfTraining

_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Signer:
    """A device's key that the centre enrolled."""

    device_id: str
    trusted_to: int | None = None
    """The last sequence number believed after a revocation; None while the key is good."""


class Standing(StrEnum):
    """What we know of whoever signed a package."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    """Never enrolled, or enrolled for another device: to be looked at, taken in by decision only."""
    REVOKED = "revoked"


def signers_of(devices: Iterable[Device]) -> dict[str, Signer]:
    """The keys of the enrolled devices by key id; a device whose key is none cannot sign."""
    return {
        key_id(bytes.fromhex(each.signing_key)): Signer(each.device_id, 0 if each.revoked_on else None)
        for each in devices
        if _KEY.fullmatch(each.signing_key)
    }


def standing(manifest: Manifest, signers: Mapping[str, Signer]) -> Standing:
    """The signer's standing, given the enrolled keys by key id."""
    signer = signers.get(manifest.signer)
    if signer is None or signer.device_id != manifest.device_id:
        return Standing.UNKNOWN
    if signer.trusted_to is not None and manifest.seq_to > signer.trusted_to:
        return Standing.REVOKED
    return Standing.KNOWN


def check_belongs(manifest: Manifest, bundle: str, *, programme: str, training: bool) -> None:
    """Raise ``BundleOfTraining`` or ``BundleOfAnotherProgramme`` unless the package is of this workspace's kind."""
    if manifest.training != training:
        raise BundleOfTraining(bundle=bundle)
    if manifest.programme != programme:
        raise BundleOfAnotherProgramme(bundle=bundle, programme=manifest.programme)
