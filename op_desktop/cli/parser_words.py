"""The words of the argument parser itself, which it asks of gettext's own domain."""

import gettext
import os

import resources
from op_desktop.language import N_, language

_DOMAIN = "op_desktop"
WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
)
"""What it says most; named here so that the catalogue holds them."""


def speak_too() -> None:
    """Let the parser speak the reader's language."""
    gettext.bindtextdomain(_DOMAIN, str(resources.path("locale")))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language()
