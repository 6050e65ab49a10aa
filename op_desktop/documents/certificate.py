"""Certificates as PDF: one page each, the same bytes for the same facts, and a list for the office."""

from collections.abc import Sequence
from dataclasses import fields, replace
from io import BytesIO

from op_desktop.documents.certificate_index import draw_index
from op_desktop.documents.certificate_layout import draw_certificate
from op_desktop.documents.certificate_page import CertificatePage
from op_desktop.documents.fitting import printable
from op_desktop.documents.paper import A4_LANDSCAPE, new_paper
from op_desktop.documents.style import Weight, face, register_fonts
from op_desktop.documents.texts import LANGUAGES
from op_desktop.language import _
from op_desktop.progress import SILENT, Progress


def render_certificates(pages: Sequence[CertificatePage], progress: Progress = SILENT, *, index: bool = False) -> bytes:
    """One PDF with a page for each certificate, in the given order; ``index`` adds the office's list at the end.

    The same pages give the same bytes on every device. Title and language are the first page's. Nothing is made if a
    text cannot be printed: raises CharacterNotPrintable, RightToLeftText, TextTooLong (row: 1 for the first page) or
    LogoUnreadable; ValueError without pages; Cancelled when the progress stops it.
    """
    if not pages:
        raise ValueError("no certificate to render")
    return _rendered(pages, 1, progress, index=index)


def _rendered(pages: Sequence[CertificatePage], first_row: int, progress: Progress, *, index: bool) -> bytes:
    register_fonts()
    ready = [_prepared(page, row) for row, page in enumerate(pages, start=first_row)]
    first = ready[0]
    target = BytesIO()
    paper = new_paper(target, _title(ready), first.language, first.issued_on, A4_LANDSCAPE, face(Weight.REGULAR))
    for row, page in enumerate(ready, start=1):
        paper.bookmarkPage(f"page-{row}")
        paper.addOutlineEntry(page.number, f"page-{row}")
        draw_certificate(paper, page, first_row + row - 1)
        paper.showPage()
        progress.step(row, len(ready), _("Certificate {n} of {total}").format(n=row, total=len(ready)))
    if index:
        draw_index(paper, ready)
    paper.save()
    return target.getvalue()


def render_one(page: CertificatePage, row: int = 1) -> bytes:
    """One certificate as PDF; raises like render_certificates, naming ``row``."""
    return _rendered([page], row, SILENT, index=False)


def file_name(pages: Sequence[CertificatePage]) -> str:
    """How the PDF is called: by numbers, never by a person's name."""
    numbers = [page.number for page in pages]
    if len(numbers) == 1:
        return f"attestato_{numbers[0]}.pdf"
    return f"attestati_{numbers[0]}_{numbers[-1]}.pdf"


def _prepared(page: CertificatePage, row: int) -> CertificatePage:
    facts = {field.name: printable(getattr(page, field.name), row) for field in fields(page)}
    return replace(page, **facts)


def _title(pages: Sequence[CertificatePage]) -> str:
    one, many = LANGUAGES[pages[0].language].document
    return (one if len(pages) == 1 else many).format(first=pages[0].number, last=pages[-1].number)
