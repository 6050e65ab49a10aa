"""The reader's language: one gettext catalogue for the core and the window."""

import gettext
import locale
import os
from functools import cache

import resources

LANGUAGES = ("it", "en")


class _Reader:
    """Who reads: the one piece of state of the process, set once at start and by the settings page."""

    def __init__(self) -> None:
        self.language = "en"
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()


_reader = _Reader()


def speak(language: str | None = None) -> str:
    """Use this language from now on (None: the system's, else Italian); returns the one in use."""
    wanted = language if language in LANGUAGES else _system_language()
    _reader.language = wanted
    _reader.catalogue = gettext.translation("op_desktop", resources.path("locale"), [wanted], fallback=True)
    return wanted


def language() -> str:
    """The language in use, ``it`` or ``en``."""
    return _reader.language


def N_(text: str) -> str:
    """Mark a text for translation where it is shown later."""
    return text


def _(text: str) -> str:
    """The text in the reader's language."""
    return _reader.catalogue.gettext(text) if text else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The text for this number in the reader's language, not yet filled in."""
    return _reader.catalogue.ngettext(singular, plural, number)


def said(text: str, language: str | None = None) -> str:
    """A text marked elsewhere, in this language whatever the reader's: for papers that another person will read."""
    if not text:
        return ""
    catalogue = _reader.catalogue if language is None else _catalogue(language)
    found = catalogue.gettext(text)
    # Where the code also has the text with a plural, the catalogue keeps it only so.
    return catalogue.ngettext(text, text, 1) if found == text else found


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("op_desktop", resources.path("locale"), [language], fallback=True)


def _system_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "en" if named[:2].lower() == "en" else "it"
