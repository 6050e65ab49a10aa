"""Sealing files for the centre: the age format, opened by whoever holds one of the identities."""

from collections.abc import Callable, Sequence
from typing import BinaryIO, TypeVar

import pyrage

from op_desktop.errors import UserError
from op_desktop.language import N_

T = TypeVar("T")

HEADER = b"age-encryption.org/v1\n"


class SealDamaged(UserError):
    """The sealed file was cut or altered."""

    title = N_("“{bundle}” was damaged on the way.")
    advice = N_("Copy it again from where it was made. Nothing was changed.")


class NotSealedForUs(UserError):
    """None of our identities opens the file: it is for someone else, or its head is damaged."""

    title = N_("“{bundle}” is not for this computer: its key ({key}) does not open it.")
    advice = N_("Copy it again from where it was made; if that does not help, it was sealed for another centre.")


class KeyUnreadable(UserError):
    """A centre's key was mistyped or cut."""

    title = N_("This is not a whole key of a centre.")
    advice = N_("Copy it again in full. A public key starts with age1.")


def new_identity() -> str:
    """A new secret identity, ``AGE-SECRET-KEY-1…``."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public half to give to devices, ``age1…``."""
    return str(_identity(identity).to_public())


def check_recipient(recipient: str) -> None:
    """Raise ``KeyUnreadable`` unless this is a whole public key."""
    _recipient(recipient)


def seal(source: BinaryIO, target: BinaryIO, recipients: Sequence[str]) -> None:
    """Write the source, sealed for all these recipients; memory stays flat. Raises the files' own ``OSError``."""
    if not recipients:
        raise ValueError("sealing for nobody")
    watched = _Watched(source), _Watched(target)
    try:
        pyrage.encrypt_io(*watched, [_recipient(recipient) for recipient in recipients])
    except (pyrage.EncryptError, OSError) as error:
        _raise_own_error(*watched)
        raise OSError(str(error)) from error


def unseal(source: BinaryIO, target: BinaryIO, identities: Sequence[str], bundle: str) -> None:
    """Write what is sealed in the source; what stands in the target after an error is to be thrown away.

    Raises ``SealDamaged`` or ``NotSealedForUs``, which name the bundle, or the files' own ``OSError``.
    """
    watched = _Watched(source), _Watched(target)
    try:
        pyrage.decrypt_io(*watched, [_identity(identity) for identity in identities])
    except (pyrage.DecryptError, OSError) as error:
        _raise_own_error(*watched)
        if "matching keys" in str(error):
            keys = ", ".join(f"{recipient_of(identity)[:12]}…" for identity in identities)
            raise NotSealedForUs(bundle=bundle, key=keys) from error
        raise SealDamaged(bundle=bundle) from error


class _Watched:
    """A file that remembers its own error, which the sealing library would turn into a mere sentence."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        return self._try(lambda: self._file.read(size))

    def write(self, data: bytes) -> int:
        return self._try(lambda: self._file.write(data))

    def flush(self) -> None:
        self._try(self._file.flush)

    def _try(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except OSError as error:
            self.error = error
            raise


def _raise_own_error(*files: _Watched) -> None:
    for file in files:
        if file.error is not None:
            raise file.error


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError as error:
        raise KeyUnreadable from error


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise KeyUnreadable from error
