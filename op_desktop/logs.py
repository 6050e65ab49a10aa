"""The program's diary: what happened and where, never to whom.

Only numbers, ids and codes reach the file. Any other argument is written as its type, and an error as its type and
the lines it passed, because the sentence of a database error repeats the values that were being stored.
"""

import logging
import re
import traceback
from enum import Enum
from logging.handlers import RotatingFileHandler
from numbers import Number
from pathlib import Path
from types import TracebackType
from uuid import UUID

FILE = "op-desktop.log"
BYTES_PER_FILE = 1_000_000
OLD_FILES = 4

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class ImpersonalFormatter(logging.Formatter):
    """One line an entry, without anything that could name a person."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", "%Y-%m-%dT%H:%M:%S", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The entry as text."""
        safe = logging.makeLogRecord(record.__dict__)
        if isinstance(record.args, dict):
            safe.args = {key: _shown(value) for key, value in record.args.items()}
        elif record.args:
            safe.args = tuple(_shown(value) for value in record.args)
        safe.exc_text = None
        return super().format(safe)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the library's name
        """Type and place of the error and of those that led to it, without their sentences."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
            passed = traceback.extract_tb(error.__traceback__)
            lines += [f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in passed]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def start(folder: Path) -> Path:
    """Write the diary into this folder from now on; returns its file. Starting again moves it."""
    stop()
    file = folder / FILE
    file.touch(mode=0o600)
    handler = RotatingFileHandler(file, maxBytes=BYTES_PER_FILE, backupCount=OLD_FILES, encoding="utf-8")
    handler.setFormatter(ImpersonalFormatter())
    handler.name = FILE
    logging.getLogger().addHandler(handler)
    for package in ("op_desktop", "ui"):
        logging.getLogger(package).setLevel(logging.INFO)
    return file


def stop() -> None:
    """Close the diary, if there is one."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if handler.name == FILE]:
        root.removeHandler(handler)
        handler.close()


def _shown(value: object) -> object:
    known = value is None or isinstance(value, Number | UUID | Enum)
    return value if known or (isinstance(value, str) and _UUID.fullmatch(value)) else f"<{type(value).__name__}>"
