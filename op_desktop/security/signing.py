"""A device's signing key: who wrote a package, and six words to compare it by telephone."""

import hashlib
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

import resources

SIGNATURE_BYTES = 64
PUBLIC_KEY_BYTES = 32
WORDS = 6


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """An Ed25519 key pair, made from its 32-byte seed; the seed is the secret to keep."""

    seed: bytes

    def __repr__(self) -> str:
        """Without the seed, which must not reach a log."""
        return f"DeviceKey({self.id})"

    @classmethod
    def generate(cls) -> "DeviceKey":
        """A new random key."""
        return cls(bytes(SigningKey.generate()))

    @property
    def public(self) -> bytes:
        """The half that everyone may know, 32 bytes."""
        return bytes(SigningKey(self.seed).verify_key)

    @property
    def id(self) -> str:
        """The key id of the public half."""
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """A signature of 64 bytes over exactly these bytes."""
        return SigningKey(self.seed).sign(message).signature


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of this public key signed exactly these bytes."""
    if len(public) != PUBLIC_KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        VerifyKey(public).verify(message, signature)
    except BadSignatureError:
        return False
    return True


def key_id(public: bytes) -> str:
    """What names a key in files and tables: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def six_words(public: bytes) -> tuple[str, ...]:
    """The key as six Italian words to read out by telephone.

    They come from a slow hash (about 0.05 s), so that searching for another key with the same
    words stays out of reach although six words hold 48 bits only.
    """
    words = resources.path("reference/words_it.txt").read_text(encoding="utf-8").split()
    digest = hashlib.scrypt(public, salt=b"opd-key-words-1", n=2**14, r=8, p=1, dklen=WORDS)
    return tuple(words[number] for number in digest)
