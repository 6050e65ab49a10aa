"""The labs that the programme's own papers name: offered with what is known of them, each taken by a person."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import resources
from op_desktop.domain.lab import Lab, LabOrigin
from op_desktop.domain.names import fold
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_REPEATED = re.compile(r" \([0-9]+\)$")
_ORIGINS: Final = {"op_cafe": LabOrigin.OP_CAFE, "bando": LabOrigin.GRANT_CALL}


class Confidence(StrEnum):
    """How sure the papers are of a lab's municipality."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LabSeed:
    """A lab of the papers; nothing of it is on file before somebody confirms it."""

    id: RecordId
    """The lab's id on every device, once it is confirmed."""
    name: str
    municipality_id: RecordId | None
    municipality: str
    """Empty where the papers do not say."""
    origin: LabOrigin | None
    confidence: Confidence
    confirmed: bool
    alike: str
    """A lab on file with the same name, by its municipality; empty where there is none."""


def lab_seeds(reader: Reader) -> list[LabSeed]:
    """The labs of the papers in their order; names repeat, as they do there."""
    towns = {town.name: town.id for town in reader.all(Municipality)}
    names = {id: name for name, id in towns.items()}
    filed = {lab.id: lab for lab in reader.all(Lab)}
    here: dict[str, str] = {fold(lab.name): names.get(lab.municipality_id, "") for lab in filed.values()}
    found = []
    for place, row in enumerate(_papers()):
        # Two labs of one name are told apart by a number that is no part of it.
        name, town = _REPEATED.sub("", str(row["name"])), row["municipality"] or ""
        id = seed_id(place)
        alike = "" if id in filed else here.get(fold(name), "")
        found.append(LabSeed(id, name, towns.get(town), town, _ORIGINS.get(row["origin"] or ""),
                             Confidence(str(row["confidence"])), id in filed, alike))  # fmt: skip
    return found


def seed_id(place: int) -> RecordId:
    """The id of the lab in this place of the papers' list."""
    return joined_id(Lab.entity, ["programme", str(place)])


def seeds_waiting(reader: Reader) -> bool:
    """Whether no lab at all is on file yet: then the list is worth offering."""
    return reader.value(TABLE_OF[Lab].select().limit(1)) is None


def _papers() -> list[dict[str, str | None]]:
    text = resources.path("reference/programme.json").read_text(encoding="utf-8")
    rows: list[dict[str, str | None]] = json.loads(text)["labs"]["list"]
    return rows
