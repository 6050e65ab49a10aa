"""Certificates: what was attested, to whom, under which number."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Merge, Record, RecordId, fact

LEAST_SHARE = 75
"""Percent of held meetings a pupil attends to earn a certificate, unless a dated setting says otherwise."""


class CertificateKind(StrEnum):
    """Whom a certificate is for."""

    PUPIL = "pupil"
    CLASS = "class"
    VOLUNTEER = "volunteer"


class CertificateState(StrEnum):
    """Whether a certificate stands."""

    ISSUED = "issued"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Record):
    """An issued certificate: the PDF with this digest is kept and never changes."""

    entity: ClassVar[str] = "certificate"

    number: str
    kind: CertificateKind
    code: str
    issued_on: date
    holder: str = fact("", personal=True)
    enrolment_id: RecordId | None = fact(None, refers="enrolment")
    class_id: RecordId | None = fact(None, refers="school_class")
    person_id: RecordId | None = fact(None, refers="person")
    attended: int = 0
    held: int = 0
    minutes: int = 0
    first_day: date | None = None
    last_day: date | None = None
    place: str = ""
    language: str = "it"
    pdf_sha256: str
    state: CertificateState = fact(
        CertificateState.ISSUED, merge=Merge.STATUS, prevails=(CertificateState.REVOKED, CertificateState.ISSUED)
    )
    replaces_id: RecordId | None = fact(None, refers="certificate")
    revoked_on: date | None = None
    reason: str = fact("", merge=Merge.QUIET, personal=True)
    """Why it was revoked, as somebody wrote it."""


def earns(attended: int, held: int, least_share: int = LEAST_SHARE) -> bool:
    """Whether a pupil attended enough of the meetings held (``least_share`` in percent)."""
    return held > 0 and attended * 100 >= held * least_share
