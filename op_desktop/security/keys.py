"""The workspace's database key: random, and sealed by a passphrase and by a printed recovery key."""

import hashlib
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace

from argon2.low_level import Type, hash_secret_raw
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.security import recovery_key

KEY_BYTES = 32
MINIMUM_PASSPHRASE = 12
MINIMUM_WITH_KEYRING = 8

_VERSION = 1
_SALT_BYTES = 16
_HEX_FIELDS = ("salt", "by_passphrase", "by_recovery")


class PassphraseTooShort(UserError):
    """The new passphrase could be guessed."""

    title = N_("The passphrase needs at least {minimum} characters.")
    advice = N_("Four ordinary words are easy to remember and hard to guess.")


class WrongPassphrase(UserError):
    """The passphrase does not open the key."""

    title = N_("The passphrase is not right.")
    advice = N_("Check capital letters and the keyboard’s language. Or use the printed recovery key: nothing is lost.")


class WrongRecoveryKey(UserError):
    """The recovery key is well formed but belongs to other data."""

    title = N_("This recovery key is not for this data.")
    advice = N_("Look for the sheet printed when this workspace was made. Nothing was changed.")


class KeyFileDamaged(UserError):
    """The file with the sealed key cannot be read."""

    title = N_("The file with the key of the data cannot be read.")
    advice = N_("Put back the copy that lies beside the latest backup. Nothing was changed.")


class KeyFileTooNew(UserError):
    """The file with the sealed key was written by a newer program."""

    title = N_("This data comes from a newer version.")
    advice = N_("Update OP Desktop to open it.")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: Argon2id passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 65_536
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A secret that two keys open; as JSON it may lie beside the database."""

    cost: Cost
    salt: bytes
    by_passphrase: bytes
    by_recovery: bytes
    with_keyring: bool = False
    """Whether the passphrase opens it only together with the device secret in the OS keyring."""

    def to_json(self) -> str:
        """The form to store."""
        plain = asdict(self)
        return json.dumps({"version": _VERSION} | plain | {name: plain[name].hex() for name in _HEX_FIELDS}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "SealedKey":
        """Read the stored form; raises ``KeyFileDamaged`` or ``KeyFileTooNew``."""
        try:
            stored = json.loads(text)
            if stored["version"] > _VERSION:
                raise KeyFileTooNew
            cost = Cost(**{name: int(value) for name, value in stored["cost"].items()})
            salt, by_passphrase, by_recovery = (bytes.fromhex(stored[name]) for name in _HEX_FIELDS)
            sealed = cls(cost, salt, by_passphrase, by_recovery, bool(stored["with_keyring"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyFileDamaged from error
        if not _sensible(sealed):
            raise KeyFileDamaged
        return sealed


def check_passphrase(passphrase: str, *, with_keyring: bool) -> None:
    """Raise ``PassphraseTooShort`` where guessing would be easy.

    ``with_keyring``: the OS keyring holds a device secret without which guessing is in vain.
    """
    minimum = MINIMUM_WITH_KEYRING if with_keyring else MINIMUM_PASSPHRASE
    if len(passphrase.strip()) < minimum:
        raise PassphraseTooShort(minimum=minimum)


def new_keyring(
    passphrase: str, *, secret: bytes | None = None, device_secret: bytes = b"", cost: Cost | None = None
) -> tuple[SealedKey, str]:
    """Seal a new random database key (or the given secret); returns it with the recovery key to print once.

    ``device_secret``, when given, is 32 random bytes that the OS keyring keeps: without them the
    passphrase alone opens nothing, the recovery key still does.
    """
    check_passphrase(passphrase, with_keyring=bool(device_secret))
    secret = secrets.token_bytes(KEY_BYTES) if secret is None else secret
    recovery = recovery_key.new_secret()
    sealed = SealedKey(
        cost=cost or Cost(),
        salt=secrets.token_bytes(_SALT_BYTES),
        by_passphrase=b"",
        by_recovery=bytes(SecretBox(_recovery_box_key(recovery)).encrypt(secret)),
    )
    return _sealed_by_passphrase(sealed, secret, passphrase, device_secret), recovery_key.spell(recovery)


def unlock(sealed: SealedKey, passphrase: str, *, device_secret: bytes = b"") -> bytes:
    """The secret; raises ``WrongPassphrase``. Takes 0.1 to 0.4 s on purpose."""
    key = _passphrase_box_key(sealed, passphrase, device_secret)
    try:
        return SecretBox(key).decrypt(sealed.by_passphrase)
    except CryptoError as error:
        raise WrongPassphrase from error


def unlock_with_recovery(sealed: SealedKey, typed: str) -> bytes:
    """The secret, by the printed key; raises ``RecoveryKeyMistyped`` or ``WrongRecoveryKey``."""
    key = _recovery_box_key(recovery_key.read(typed))
    try:
        return SecretBox(key).decrypt(sealed.by_recovery)
    except CryptoError as error:
        raise WrongRecoveryKey from error


def change_passphrase(sealed: SealedKey, old: str, new: str, *, device_secret: bytes = b"") -> SealedKey:
    """The same secret under a new passphrase; the printed recovery key stays good."""
    check_passphrase(new, with_keyring=bool(device_secret))
    secret = unlock(sealed, old, device_secret=device_secret if sealed.with_keyring else b"")
    return _sealed_by_passphrase(sealed, secret, new, device_secret)


def replace_passphrase(sealed: SealedKey, typed: str, new: str, *, device_secret: bytes = b"") -> SealedKey:
    """The same secret under a new passphrase for who forgot the old one but holds the recovery key."""
    check_passphrase(new, with_keyring=bool(device_secret))
    return _sealed_by_passphrase(sealed, unlock_with_recovery(sealed, typed), new, device_secret)


def _sealed_by_passphrase(sealed: SealedKey, secret: bytes, passphrase: str, device_secret: bytes) -> SealedKey:
    fresh = replace(sealed, salt=secrets.token_bytes(_SALT_BYTES), with_keyring=bool(device_secret))
    key = _passphrase_box_key(fresh, passphrase, device_secret)
    return replace(fresh, by_passphrase=bytes(SecretBox(key).encrypt(secret)))


def _passphrase_box_key(sealed: SealedKey, passphrase: str, device_secret: bytes) -> bytes:
    # The same passphrase typed on another system may arrive composed differently.
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    cost = sealed.cost
    stretched = hash_secret_raw(typed, sealed.salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)
    if not sealed.with_keyring:
        return stretched
    return hashlib.blake2b(stretched, key=device_secret, digest_size=KEY_BYTES, person=b"opd-device-1").digest()


def _recovery_box_key(recovery: bytes) -> bytes:
    # 128 random bits need no stretching.
    return hashlib.blake2b(recovery, digest_size=KEY_BYTES, person=b"opd-recovery-1").digest()


def _sensible(sealed: SealedKey) -> bool:
    """Whether the numbers of a stored key are ones that we could have written."""
    cost = sealed.cost
    bounded = 1 <= cost.passes <= 20 and 1 <= cost.lanes <= 16 and 8 * cost.lanes <= cost.memory <= 1_048_576
    shortest = SecretBox.NONCE_SIZE + SecretBox.MACBYTES
    boxes_whole = min(len(sealed.by_passphrase), len(sealed.by_recovery)) > shortest
    return bounded and len(sealed.salt) == _SALT_BYTES and boxes_whole
