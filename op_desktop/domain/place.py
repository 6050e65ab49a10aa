"""Where things happen: municipalities and venues."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality(Joined):
    """A municipality of the territory, told by its ISTAT code (text: it starts with a zero)."""

    entity: ClassVar[str] = "municipality"
    joins: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    cadastral_code: str
    name: str
    postal_code: str


class VenueKind(StrEnum):
    """What a venue is."""

    OP_CAFE = "op_cafe"
    SPACE = "space"
    OFFICE = "office"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Record):
    """A place where the programme receives people."""

    entity: ClassVar[str] = "venue"

    name: str
    kind: VenueKind = VenueKind.OP_CAFE
    municipality_id: RecordId = fact(refers="municipality")
    address: str = fact("", merge=Merge.QUIET)
    opened_on: date | None = None
    closed_on: date | None = None
