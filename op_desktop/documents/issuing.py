"""From a register to certificates in hand: numbered, drawn, kept for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from op_desktop.documents.certificate import render_certificates, render_one
from op_desktop.documents.certificate_page import CertificatePage
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_atomically
from op_desktop.progress import SILENT, Progress
from op_desktop.register.certificates import issue, prepare_pupils
from op_desktop.register.eligibility import Path, eligibility, path_of
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork

Signatories = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """A class's new certificates and one PDF to print them all; each has its own PDF on file."""

    certificates: tuple[Certificate, ...]
    pdf: bytes


def earned(reader: Reader, class_id: RecordId) -> list[RecordId]:
    """The enrolments that earn a certificate and have none that stands."""
    return [row.enrolment_id for row in eligibility(reader, class_id) if row.earns and not row.issued_number]


def issue_to_pupils(
    uow: UnitOfWork,
    class_id: RecordId,
    enrolment_ids: Sequence[RecordId],
    *,
    signatories: Signatories = (),
    place: str = "",
    language: str = "it",
    progress: Progress = SILENT,
) -> Issued:
    """Issue certificates to these pupils; without signatories the educators sign.

    Raises ``NothingToCertify``, or what ``render_certificates`` says of a name that cannot be printed; ValueError
    without pupils.
    """
    path = path_of(uow, class_id)
    prepared = prepare_pupils(uow, class_id, enrolment_ids, place=place or path.municipality, language=language)
    pages = [pupil_page(each, path, signatories) for each in prepared]
    together = render_certificates(pages, progress)
    certificates = [
        kept
        for certificate, page in zip(prepared, pages, strict=True)
        for kept in issue(uow, [certificate], render_one(page))
    ]
    return Issued(tuple(certificates), together)


def pupil_page(certificate: Certificate, path: Path, signatories: Signatories = ()) -> CertificatePage:
    """What a pupil's certificate shows."""
    return CertificatePage(
        kind=certificate.kind,
        number=certificate.number,
        code=certificate.code,
        issued_on=certificate.issued_on,
        place=certificate.place,
        signatories=signatories or tuple((name, "") for name in path.educators),
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
        language=certificate.language,
    )


def write_pdf(folder: FilePath, issued: Issued) -> FilePath:
    """Write the PDF to print; its name has numbers, never a person's name. Raises what ``write_atomically`` does."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = [each.number for each in issued.certificates]
    path = folder / f"attestati_{'_'.join(dict.fromkeys((numbers[0], numbers[-1])))}.pdf"
    with write_atomically(path) as file:
        file.write(issued.pdf)
    return path
