"""Who uses the program, as what, and on which machine."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact


class Role(StrEnum):
    """What a person does in the programme; one person may hold several."""

    EDUCATOR = "educator"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """Somebody who uses the program; the sign-in code stays on the device and is not part of it."""

    entity: ClassVar[str] = "account"

    name: str
    educator: bool = False
    operator: bool = False
    administrator: bool = False
    venue_id: RecordId | None = fact(None, merge=Merge.QUIET, refers="venue")
    active: bool = True

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held."""
        return frozenset(role for role in Role if getattr(self, role))


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Joined):
    """A machine that takes part: its label is data and names no person; keys are in hex."""

    entity: ClassVar[str] = "device"
    joins: ClassVar[tuple[str, ...]] = ("device_id",)

    device_id: str
    label: str = fact(merge=Merge.QUIET)
    short_code: str
    """Part of numbers made offline, such as ``D03`` in a certificate's."""
    centre: bool = False
    signing_key: str = ""
    sealing_key: str = ""
    revoked_on: date | None = None
