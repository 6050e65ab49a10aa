"""What the window says about an error, in words for the person who met it."""

import traceback
from dataclasses import dataclass

from op_desktop.errors import UserError
from op_desktop.language import _


@dataclass(frozen=True, slots=True)
class Message:
    """A headline, what to do next, and the tone of a banner (info, success, warning, danger)."""

    tone: str
    title: str
    text: str = ""


def message_of(error: BaseException, saved_at: str = "") -> Message:
    """The words for an error: its own if a person can mend it, else that it is logged and what is safe.

    ``saved_at`` is the time of the last save as shown on screen, empty if nothing was saved yet.
    """
    if isinstance(error, UserError):
        return Message("warning", error.headline, error.remedy)
    text = _("Your work is saved up to {time}.").format(time=saved_at) if saved_at else ""
    return Message("danger", _("Something did not work; it is written in the activity log."), text)


def details_of(error: BaseException) -> str:
    """Where a defect happened, to copy into a report: kinds and places only, since values may name people."""
    places = [f"{step.name} ({step.filename}:{step.lineno})" for step in traceback.extract_tb(error.__traceback__)]
    return "\n".join([type(error).__name__, *places])
