"""The one road from a register to certificates in hand: numbered, drawn, kept for good, written to be printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from op_desktop.documents.certificate import file_name, render_certificates, render_one
from op_desktop.documents.certificate_page import CertificatePage
from op_desktop.documents.texts import LANGUAGES
from op_desktop.documents.volunteer_issuing import VolunteerOrder, draft_volunteer
from op_desktop.domain.certificate import Certificate, CertificateKind
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_bytes
from op_desktop.language import _
from op_desktop.progress import SILENT, Progress
from op_desktop.register.certificates import issue, prepare_class, prepare_pupils, replace_certificate
from op_desktop.register.eligibility import Path, eligibility, path_of
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork
from op_desktop.workspace import Workspace

Signatories = tuple[tuple[str, str], ...]
MOST_EDUCATORS = 2
"""Educators who sign: more lines than three do not fit the foot of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to certify: these pupils, with names typed for those who have none, or the class as a whole."""

    class_id: RecordId
    enrolment_ids: tuple[RecordId, ...] = ()
    names: Mapping[RecordId, str] = field(default_factory=dict)
    keep_names: bool = True
    """Whether typed names, and the PDFs that show them, stay on file; without, they are on the paper alone."""
    whole_class: bool = False
    place: str = ""
    """Where it is issued; else the school's municipality."""
    signatory: str = ""
    """Who signs for the programme beside the educators."""
    language: str = "it"
    replaces_id: RecordId | None = None
    """The certificate that the new one takes the place of."""
    reason: str = ""
    """What was wrong with it."""


@dataclass(frozen=True, slots=True)
class Issued:
    """New certificates and one PDF to print them all; each has its own PDF on file."""

    certificates: tuple[Certificate, ...]
    pdf: bytes
    name: str
    """How the file is called: by numbers, never by a person's name."""


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF to print and what went into the register."""

    path: FilePath
    certificates: tuple[Certificate, ...]


def earned(reader: Reader, class_id: RecordId) -> tuple[RecordId, ...]:
    """The enrolments that earn a certificate and have none that stands."""
    return tuple(row.enrolment_id for row in eligibility(reader, class_id) if row.earns and not row.issued_number)


def make(workspace: Workspace, order: Order | VolunteerOrder, folder: FilePath, progress: Progress = SILENT) -> Made:
    """Issue what is ordered and write the PDF to print; stopped or failed, nothing is issued and no file is left.

    Raises like ``issue_order`` and ``write_atomically``.
    """
    path: FilePath | None = None
    try:
        with workspace.write(_("Issue certificates")) as uow:
            issued = issue_order(uow, order, progress)
            path = _write(folder / issued.name, issued.pdf)
    except BaseException:
        # The numbers on this paper were not given after all.
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    return Made(path, issued.certificates)


def issue_order(uow: UnitOfWork, order: Order | VolunteerOrder, progress: Progress = SILENT) -> Issued:
    """Put what is ordered into the register of issued certificates; a batch ends with a list for the office.

    Raises ``NothingToCertify``, or what ``render_certificates`` says of a name that cannot be printed; ValueError
    without pupils; ``Cancelled`` when the progress stops it.
    """
    prepared, pages = draft(uow, order)
    together = render_certificates(pages, progress, index=len(pages) > 1)
    if order.replaces_id is not None:
        prepared = [replace_certificate(uow, order.replaces_id, each, order.reason) for each in prepared]
    kept: list[Certificate] = []
    for row, (certificate, page) in enumerate(zip(prepared, pages, strict=True), start=1):
        keep = not isinstance(order, Order) or order.keep_names or certificate.enrolment_id not in order.names
        kept += issue(uow, [certificate], render_one(page, row), keep=keep)
        # The last step can still be stopped; after it only the save itself is left.
        progress.step(len(pages), len(pages))
    return Issued(tuple(kept), together, file_name(pages))


def draft(reader: Reader, order: Order | VolunteerOrder) -> tuple[list[Certificate], list[CertificatePage]]:
    """The certificates that would be issued now, and their pages; raises ``NothingToCertify``."""
    old = "" if order.replaces_id is None else reader.require(Certificate, order.replaces_id).number
    if isinstance(order, VolunteerOrder):
        certificate, page = draft_volunteer(reader, order)
        return [certificate], [replace(page, replaces=old)]
    path = path_of(reader, order.class_id)
    prepared = _prepared(reader, order, order.place or path.municipality)
    return prepared, [replace(_page(each, path, order.signatory), replaces=old) for each in prepared]


def first_page(reader: Reader, order: Order | VolunteerOrder) -> bytes:
    """The first certificate of an order as it will be printed."""
    first = replace(order, enrolment_ids=order.enrolment_ids[:1]) if isinstance(order, Order) else order
    return render_one(draft(reader, first)[1][0])


def _prepared(reader: Reader, order: Order, place: str) -> list[Certificate]:
    if order.whole_class:
        return [prepare_class(reader, order.class_id, place=place, language=order.language)]
    return prepare_pupils(
        reader, order.class_id, order.enrolment_ids, names=order.names, place=place, language=order.language
    )


def _page(certificate: Certificate, path: Path, signatory: str) -> CertificatePage:
    """What a certificate of the class or of one of its pupils shows."""
    return CertificatePage(
        kind=certificate.kind,
        number=certificate.number,
        code=certificate.code,
        issued_on=certificate.issued_on,
        place=certificate.place,
        signatories=_signatories(path.educators, signatory, certificate.language),
        holder=certificate.holder,
        class_label=path.label,
        school=path.school,
        municipality=path.municipality,
        school_year=path.school_year,
        path_title=path.title,
        attended=certificate.attended,
        held=certificate.held,
        minutes=certificate.minutes,
        first_day=certificate.first_day,
        last_day=certificate.last_day,
        topics=path.topics,
        educators=path.educators,
        pupils=path.pupils if certificate.kind is CertificateKind.CLASS else 0,
        language=certificate.language,
    )


def _signatories(educators: Sequence[str], signatory: str, language: str) -> Signatories:
    educator, programme = LANGUAGES[language].roles
    signs = tuple((name, educator) for name in educators[:MOST_EDUCATORS])
    return (*signs, (signatory, programme)) if signatory else signs


def _write(path: FilePath, content: bytes) -> FilePath:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, content)
    return path
