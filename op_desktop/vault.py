"""The key of an encrypted data folder: sealed beside the data, opened by passphrase, recovery key or keyring."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from op_desktop.durable import write_bytes
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.security import keys, os_keyring
from op_desktop.security.keys import KeyFileDamaged, SealedKey

FILE = "keys.json"


class FolderInUse(UserError):
    """A folder that holds data cannot be made anew."""

    title = N_("There is data in “{folder}” already.")
    advice = N_("Open it, or choose an empty folder. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Vault:
    """A new folder's secrets: the database key to open it with now, the recovery key to print once."""

    key: bytes
    recovery_key: str


def create(folder: Path, passphrase: str) -> Vault:
    """Give an empty folder a new key, sealed by the passphrase.

    Raises ``PassphraseTooShort`` or ``FolderInUse``.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderInUse(folder=folder)
    sealed, recovery = keys.new_keyring(passphrase)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder, sealed)
    return Vault(keys.unlock(sealed, passphrase), recovery)


def is_sealed(folder: Path) -> bool:
    """Whether the folder's data is encrypted."""
    return (folder / FILE).is_file()


def unlock(folder: Path, passphrase: str) -> bytes:
    """The database key; raises ``WrongPassphrase`` or ``KeyFileDamaged``."""
    return keys.unlock(_read(folder), passphrase)


def unlock_with_recovery(folder: Path, typed: str) -> bytes:
    """The database key, by the printed sheet; raises ``RecoveryKeyMistyped`` or ``WrongRecoveryKey``."""
    return keys.unlock_with_recovery(_read(folder), typed)


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Seal the same key under another passphrase; the printed recovery key stays good."""
    _write(folder, keys.change_passphrase(_read(folder), old, new))


def replace_passphrase(folder: Path, recovery_key: str, new: str) -> None:
    """A new passphrase for who forgot the old one but holds the printed recovery key."""
    _write(folder, keys.replace_passphrase(_read(folder), recovery_key, new))


def remember(folder: Path, key: bytes) -> bool:
    """Let this computer's keyring open the folder from now on; False where it has no usable keyring."""
    return os_keyring.keep(_name(_read(folder)), key)


def recall(folder: Path) -> bytes | None:
    """The database key that this computer's keyring remembers."""
    return os_keyring.recall(_name(_read(folder)))


def forget(folder: Path) -> None:
    """Take the folder's key out of this computer's keyring."""
    os_keyring.drop(_name(_read(folder)))


def _name(sealed: SealedKey) -> str:
    # What the recovery key seals never changes, so it names the folder wherever it is moved.
    return f"data-{hashlib.sha256(sealed.by_recovery).hexdigest()[:16]}"


def _read(folder: Path) -> SealedKey:
    try:
        return SealedKey.from_json((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileDamaged from error


def _write(folder: Path, sealed: SealedKey) -> None:
    path = folder / FILE
    write_bytes(path, sealed.to_json().encode(), private=True)
    os.chmod(path, 0o600)
