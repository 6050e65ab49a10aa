"""The printed recovery key: 128 random bits as eight groups of four, easy to copy by hand."""

import hashlib
import secrets

from op_desktop.errors import UserError
from op_desktop.language import N_

# No 0, O, 1 and I: they are mistaken for one another on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_SECRET_BYTES = 16
_CHECK_BYTES = 4
_LETTERS = (_SECRET_BYTES + _CHECK_BYTES) * 8 // 5
_GROUP = 4


class RecoveryKeyMistyped(UserError):
    """What was typed cannot be a recovery key: letters are missing, impossible or wrong."""

    title = N_("This is not a whole recovery key.")
    advice = N_(
        "It has 8 groups of 4 letters or digits, never 0, O, 1 or I. Compare it with the sheet, group by group."
    )


def new_secret() -> bytes:
    """The random secret that a recovery key spells."""
    return secrets.token_bytes(_SECRET_BYTES)


def spell(secret: bytes) -> str:
    """The secret with its checksum as ``ABCD-EFGH-…``."""
    number = int.from_bytes(secret + _check(secret))
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LETTERS)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))


def read(typed: str) -> bytes:
    """The secret behind a typed key; case, blanks and dashes do not matter. Raises ``RecoveryKeyMistyped``."""
    letters = [letter for letter in typed.upper() if letter.isalnum()]
    if len(letters) != _LETTERS or not set(letters) <= set(ALPHABET):
        raise RecoveryKeyMistyped
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    both = number.to_bytes(_SECRET_BYTES + _CHECK_BYTES)
    secret, check = both[:_SECRET_BYTES], both[_SECRET_BYTES:]
    if check != _check(secret):
        raise RecoveryKeyMistyped
    return secret


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"opd-recovery-check-1" + secret).digest()[:_CHECK_BYTES]
