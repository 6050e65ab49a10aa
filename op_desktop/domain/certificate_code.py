"""The short code printed beside a certificate's number: it finds a slip of the pen, it is not a signature."""

import hashlib
from datetime import date
from unicodedata import normalize

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two signs without those that are read for one another: no 0 and O, no 1 and I."""

_SIGNS = 8


def verification_code(*, number: str, holder: str, issued_on: date, minutes: int) -> str:
    """The code of a certificate, as printed: ``XXXX-XXXX``.

    ``holder`` is what the certificate's record keeps of its holder (a commitment, or the printed name);
    forty bits of SHA-256 over the four facts, each preceded by its length so that none runs into the next.
    """
    digest = hashlib.sha256()
    for fact in (number, holder, issued_on.isoformat(), str(minutes)):
        octets = normalize("NFC", fact).encode("utf-8")
        digest.update(len(octets).to_bytes(4, "big") + octets)
    bits = int.from_bytes(digest.digest()[:5], "big")
    signs = "".join(ALPHABET[bits >> shift & 31] for shift in range(5 * (_SIGNS - 1), -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def same_code(typed: str, printed: str) -> bool:
    """Whether a code typed by a person is the printed one; case, spaces and dashes do not count."""
    return _bare(typed) == _bare(printed) != ""


def _bare(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
