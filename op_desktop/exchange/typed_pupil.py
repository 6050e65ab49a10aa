"""A pupil in one line of typing: ``Rossi Anna``, ``26 Rossi Anna``, ``Rossi, Anna`` or only ``26``."""

import re
from dataclasses import dataclass

from op_desktop.errors import UserError
from op_desktop.exchange import limits
from op_desktop.exchange.names import clean, hidden_sign, part
from op_desktop.exchange.roster import HIDDEN_SIGN, NAME_TOO_LONG, Remark
from op_desktop.language import N_

_LINE = re.compile(r"(?:([0-9]{1,3})(?:[.)°]?\s+|[.)°]?$))?(.*)", re.DOTALL)


class PupilUnclear(UserError):
    """A line in which no pupil can be read."""

    title = N_("{reason}.")
    advice = N_("Write surname and name: Rossi Anna. A number may stand before them.")


@dataclass(frozen=True, slots=True)
class TypedPupil:
    """What was typed; without a number the next free one is meant."""

    number: int | None
    family_name: str
    given_name: str


def typed_pupil(text: str) -> TypedPupil:
    """The pupil of a line; surname first, as on school lists. Raises ``PupilUnclear``."""
    found = _LINE.fullmatch(clean(text))
    number, rest = (found[1], found[2]) if found else (None, "")
    if sign := hidden_sign(rest):
        raise PupilUnclear(reason=Remark(HIDDEN_SIGN, (("sign", sign),)))
    name = part(rest, family_first=True)
    if max(len(name.family_name), len(name.given_name)) > limits.NAME:
        raise PupilUnclear(reason=Remark(NAME_TOO_LONG, (("limit", limits.NAME),)))
    return TypedPupil(int(number) if number else None, name.family_name, name.given_name)
