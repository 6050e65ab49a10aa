"""What came from a file, so that it can be taken back as one; what was asked to be forgotten."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact

SCHOOLS = "schools"
"""The kind of an import of schools: what stands in the ministry's registry is everybody's to read and to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch(Record):
    """One import of people's files: the change log knows which records were written with it."""

    entity: ClassVar[str] = "import_batch"

    kind: str
    source: str = fact("", merge=Merge.QUIET)
    sha256: str
    class_id: RecordId | None = fact(None, refers="school_class")
    imported_at: datetime
    created: int = 0
    updated: int = 0
    rejected: int = 0
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure(Joined):
    """A permanent order to forget a record's personal values, wherever it arrives; holds none itself."""

    entity: ClassVar[str] = "erasure"
    joins: ClassVar[tuple[str, ...]] = ("what", "row_id")

    what: str
    row_id: RecordId
    reason: str
    decided_on: date
