"""A sheet to sign that was printed: its code, and which pupil stands on which row of the paper."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from op_desktop.domain.certificate_code import ALPHABET
from op_desktop.domain.record import Merge, Record, RecordId, fact

_SIGNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheet(Record):
    """One sheet of one lesson; its rows stay as they were printed, whatever becomes of the roster."""

    entity: ClassVar[str] = "printed_sheet"

    lesson_id: RecordId = fact(refers="lesson")
    code: str
    printed_at: datetime
    rows: str
    """``number:enrolment`` of each row, parted by blanks (``rows_text``): ids, never names."""
    typed_at: datetime | None = fact(None, merge=Merge.QUIET)
    """When its marks were typed in; nothing while it waits."""

    @property
    def seats(self) -> Mapping[int, RecordId]:
        """The enrolment on each row, by the number printed before it."""
        pairs = (each.partition(":") for each in self.rows.split())
        return {int(number): RecordId(enrolment) for number, _colon, enrolment in pairs}


def rows_text(seats: Mapping[int, RecordId]) -> str:
    """The rows as a sheet keeps them."""
    return " ".join(f"{number}:{enrolment}" for number, enrolment in sorted(seats.items()))


def sheet_code(sheet_id: RecordId) -> str:
    """The code printed on a sheet, ``7K4-Q2M``: thirty bits of its id, in signs that are not read for one another."""
    bits = int.from_bytes(hashlib.sha256(sheet_id.encode()).digest()[:4], "big")
    signs = "".join(ALPHABET[bits >> shift & 31] for shift in range(5 * (_SIGNS - 1), -1, -5))
    return f"{signs[:3]}-{signs[3:]}"
