"""The operating system's keyring, where there is one; everything works without it too."""

from types import ModuleType

SERVICE = "op-desktop"


def keep(name: str, secret: bytes) -> bool:
    """Remember a secret under this name; False where this computer has no usable keyring."""
    keyring = _keyring()
    try:
        keyring.set_password(SERVICE, name, secret.hex())
        return bool(keyring.get_password(SERVICE, name) == secret.hex())
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        return False


def recall(name: str) -> bytes | None:
    """The secret kept under this name; None where there is none or no keyring."""
    keyring = _keyring()
    try:
        return bytes.fromhex(keyring.get_password(SERVICE, name) or "") or None
    except (keyring.errors.KeyringError, RuntimeError, OSError, ValueError):
        return None


def drop(name: str) -> None:
    """Forget the secret, if it was kept."""
    keyring = _keyring()
    try:
        keyring.delete_password(SERVICE, name)
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        return


def usable() -> bool:
    """Whether this computer has a keyring that keeps secrets."""
    return float(_keyring().get_keyring().priority) > 0


def _keyring() -> ModuleType:
    # Loaded on demand: it costs 150 ms and is needed once a session at most.
    import keyring  # noqa: PLC0415
    import keyring.errors  # noqa: PLC0415

    return keyring
