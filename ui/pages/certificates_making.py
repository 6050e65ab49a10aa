"""Makes certificates away from the window: the PDF to print, each one in the register, copies and previews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

import pypdfium2
from PySide6.QtGui import QImage

from op_desktop.documents.certificate import render_certificates, render_one
from op_desktop.documents.certificate_page import CertificatePage
from op_desktop.documents.issuing import Issued, pupil_page, write_pdf
from op_desktop.domain.certificate import Certificate, CertificateKind
from op_desktop.domain.certificate_code import verification_code
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_atomically
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.progress import SILENT, Progress
from op_desktop.register.certificates import issue, kept_document, prepare_class, prepare_pupils, replace_certificate
from op_desktop.register.eligibility import Path, path_of
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace

PREVIEW_SCALE = 1.6
"""Pixels of the preview for each point of the page."""


class PdfElsewhere(UserError):
    """The PDF of a certificate is kept on the device that issued it."""

    title = N_("The PDF of {number} is not on this computer.")
    advice = N_("It was issued on another one; ask there, or issue it again.")


@dataclass(frozen=True, slots=True)
class Order:
    """What to certify: these pupils, with names typed for those who have none, or the class as a whole."""

    class_id: RecordId
    enrolment_ids: tuple[RecordId, ...] = ()
    names: Mapping[RecordId, str] = field(default_factory=dict)
    whole_class: bool = False
    place: str = ""
    language: str = "it"
    replaces_id: RecordId | None = None
    """The certificate that the new one takes the place of."""


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF to print and what went into the register."""

    path: FilePath
    certificates: tuple[Certificate, ...]


def make(workspace: Workspace, order: Order, folder: FilePath, progress: Progress = SILENT) -> Made:
    """Issue and write the PDF; stopped or failed, nothing is issued and no file is left."""
    with workspace.write(_("Issue certificates")) as uow:
        path = path_of(uow, order.class_id)
        prepared = _prepared(uow, order, path)
        pages = [_page(each, path) for each in prepared]
        together = render_certificates(pages, progress)
        if order.replaces_id is not None:
            prepared = [replace_certificate(uow, order.replaces_id, each) for each in prepared]
        kept = [
            certificate
            for each, page in zip(prepared, pages, strict=True)
            for certificate in issue(uow, [each], render_one(page))
        ]
        issued = Issued(tuple(kept), together)
        file = write_pdf(folder, issued)
    return Made(file, issued.certificates)


def preview(workspace: Workspace, order: Order) -> QImage:
    """The first page as it will be printed."""
    with workspace.read() as reader:
        path = path_of(reader, order.class_id)
        first = replace(order, enrolment_ids=order.enrolment_ids[:1])
        page = _page(_prepared(reader, first, path)[0], path)
    return picture(render_one(page))


def picture(pdf: bytes) -> QImage:
    """The first page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=PREVIEW_SCALE, rev_byteorder=True, prefer_bgrx=True)
        drawn = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return drawn.copy()
    finally:
        document.close()


def copy_of(workspace: Workspace, certificate: Certificate, folder: FilePath) -> FilePath:
    """Write the certificate again with the word *Copy* on it."""
    with workspace.read() as reader:
        if certificate.class_id is None:
            raise PdfElsewhere(number=certificate.number)
        page = replace(_page(certificate, path_of(reader, certificate.class_id)), copy=True)
    return _write(folder / f"attestato_{certificate.number}_copia.pdf", render_one(page))


def original_of(workspace: Workspace, certificate: Certificate, folder: FilePath) -> FilePath:
    """Write the PDF as it was issued, byte for byte."""
    with workspace.read() as reader:
        content = kept_document(reader, certificate.pdf_sha256)
    if content is None:
        raise PdfElsewhere(number=certificate.number)
    return _write(folder / f"attestato_{certificate.number}.pdf", content)


def _prepared(reader: Reader, order: Order, path: Path) -> Sequence[Certificate]:
    place = order.place or path.municipality
    if order.whole_class:
        return [prepare_class(reader, order.class_id, place=place, language=order.language)]
    certificates = prepare_pupils(
        reader, order.class_id, order.enrolment_ids, place=place, language=order.language
    )  # fmt: skip
    return [_named(each, order.names.get(each.enrolment_id or RecordId(""), "")) for each in certificates]


def _named(certificate: Certificate, name: str) -> Certificate:
    """With a name typed for this certificate alone; the class goes on without it."""
    if not name or certificate.holder:
        return certificate
    code = verification_code(
        number=certificate.number, holder=name, issued_on=certificate.issued_on, minutes=certificate.minutes
    )
    return replace(certificate, holder=name, code=code)


def _page(certificate: Certificate, path: Path) -> CertificatePage:
    page = pupil_page(certificate, path, tuple((name, "") for name in path.educators[:2]))
    if certificate.kind is CertificateKind.CLASS:
        return replace(page, pupils=path.pupils)
    return page


def _write(path: FilePath, content: bytes) -> FilePath:
    path.parent.mkdir(parents=True, exist_ok=True)
    with write_atomically(path) as file:
        file.write(content)
    return path
