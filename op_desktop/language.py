"""The reader's language: one gettext catalogue for the core and the window."""

import os
from functools import cache

import resources
from op_desktop.translation import Translation

LANGUAGES = ("it", "en")


class _Reader:
    """Who reads: the one piece of state of the process, set once at start and by the settings page."""

    def __init__(self) -> None:
        self.language = "en"
        self.translation = Translation(None)


_reader = _Reader()


def speak(language: str | None = None) -> str:
    """Use this language from now on (None: the system's, else Italian); returns the one in use."""
    wanted = language if language in LANGUAGES else _system_language()
    _reader.language = wanted
    _reader.translation = _translation(wanted)
    return wanted


def language() -> str:
    """The language in use, ``it`` or ``en``."""
    return _reader.language


def N_(text: str) -> str:
    """Mark a text for translation where it is shown later."""
    return text


def _(text: str) -> str:
    """The text in the reader's language."""
    return _reader.translation.one(text) if text else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The text for this number in the reader's language, not yet filled in."""
    return _reader.translation.many(singular, plural, number)


def said(text: str, language: str | None = None) -> str:
    """A text marked elsewhere, in this language whatever the reader's: for papers that another person will read."""
    translation = _reader.translation if language is None else _translation(language)
    return translation.one(text) if text else ""


@cache
def _translation(language: str) -> Translation:
    file = resources.path(f"locale/{language}/LC_MESSAGES/op_desktop.mo")
    return Translation(file if file.is_file() else None)


def _system_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or _locale()
    return "en" if named[:2].lower() == "en" else "it"


def _locale() -> str:
    import locale  # noqa: PLC0415 - few systems say it only here, and the first frame need not wait for the others

    return locale.getlocale()[0] or ""
