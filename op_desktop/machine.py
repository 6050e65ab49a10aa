"""Which computer this is, as a digest that tells it from others and gives nothing away."""

import hashlib
import platform
import sys
from contextlib import suppress
from pathlib import Path

_IDENTITIES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_WINDOWS = r"SOFTWARE\Microsoft\Cryptography"


def fingerprint() -> str:
    """The same at every start on this computer, another one on another; the system's own number cannot be read back."""
    return hashlib.sha256(f"op-desktop machine {_system_id()}".encode()).hexdigest()[:32]


def _system_id() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there is none elsewhere

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS, access=access) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for file in _IDENTITIES:
        with suppress(OSError):
            if identity := file.read_text(encoding="ascii", errors="replace").strip():
                return identity
    # macOS tells its number only to a program of its own, which takes longer than the whole start.
    return platform.node()
