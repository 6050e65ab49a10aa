"""The one door of the program: a window without arguments, the command line with them."""

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run a command and return its exit code.

    Only the half that is asked for is loaded: commands work where Qt cannot, and the window starts without them.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words or not _has_screen():
        from op_desktop.cli.main import main as command  # noqa: PLC0415 - keeps Qt and the commands apart

        return command(words or ["--help"])
    # Nothing of what a start makes is garbage: the first collection waits until the window has been painted.
    gc.disable()
    # Qt's bindings read the source of every module that is loaded after them: what needs no Qt comes first.
    import ui.actions  # noqa: PLC0415
    import ui.stylesheet  # noqa: F401, PLC0415
    from ui.app import run  # noqa: PLC0415 - a command must not need Qt

    return run()


def _has_screen() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


if __name__ == "__main__":
    sys.exit(main())
