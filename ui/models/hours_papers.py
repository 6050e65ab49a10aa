"""What can be printed about volunteers, as the person reads it; what is typed for a certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from op_desktop.language import N_


class Paper(StrEnum):
    """One thing that can be printed of volunteers."""

    STATEMENT = "statement"
    CERTIFICATE = "certificate"
    EXTRACT = "extract"


TITLES: Mapping[Paper, str] = MappingProxyType(
    {
        Paper.STATEMENT: N_("Statement of hours"),
        Paper.CERTIFICATE: N_("Certificate of volunteering"),
        Paper.EXTRACT: N_("Extract for the register"),
    }
)
ABOUT: Mapping[Paper, str] = MappingProxyType(
    {
        Paper.STATEMENT: N_("Every entry of the person, and their sum. Never with a value in euro."),
        Paper.CERTIFICATE: N_("It attests the confirmed hours alone; what is empty is not mentioned."),
        Paper.EXTRACT: N_("The columns of the decree, to be copied into the body’s register. It is not the register: "
                          "tax code, birth data and address are not kept here."),
    }
)  # fmt: skip
STEADINESS: Final = ((None, N_("Not said")), (True, N_("Regularly")), (False, N_("Occasionally")))


@dataclass(frozen=True, slots=True)
class Texts:
    """What was typed for a certificate."""

    organisation: str = ""
    seat: str = ""
    tasks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    place: str = ""
    signatory: str = ""
    role: str = ""
