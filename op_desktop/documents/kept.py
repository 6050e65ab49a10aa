"""Issued certificates out of the archive: the PDF as it was, byte for byte, or a copy that says so."""

import ctypes
from io import BytesIO
from pathlib import Path

import resources
from op_desktop.documents.certificate_layout import COPY_BASELINE, LEFT
from op_desktop.documents.style import Weight, face
from op_desktop.documents.texts import LANGUAGES
from op_desktop.domain.certificate import Certificate
from op_desktop.durable import write_bytes
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.certificates import issued_here, kept_document
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace

_SIZE = 9.0


class PdfElsewhere(UserError):
    """The PDF of a certificate is kept on the device that issued it."""

    title = N_("The PDF of {number} is not on this computer.")
    advice = N_("It was issued on another one; ask there, or issue it again.")


class PdfNotKept(UserError):
    """The PDF was let go together with the name that it shows."""

    title = N_("The PDF of {number} is not kept any more: the name on it was erased.")
    advice = N_("Whoever holds the paper can still have it verified by its number and code.")


def original_of(workspace: Workspace, certificate: Certificate, folder: Path) -> Path:
    """Write the PDF as it was issued; raises ``PdfElsewhere`` or ``PdfNotKept``."""
    return _write(folder / f"attestato_{certificate.number}.pdf", _content(workspace, certificate))


def copy_of(workspace: Workspace, certificate: Certificate, folder: Path) -> Path:
    """Write the PDF as it was issued with the word *Copy* added; raises like ``original_of``."""
    word = LANGUAGES[certificate.language].copy
    stamped = stamped_copy(_content(workspace, certificate), word)
    return _write(folder / f"attestato_{certificate.number}_copia.pdf", stamped)


def stamped_copy(pdf: bytes, word: str) -> bytes:
    """The one-page PDF with a word under its number; everything else stays as it was drawn."""
    import pypdfium2  # noqa: PLC0415 - only who prints a copy pays for loading it
    from pypdfium2 import raw  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        shape = resources.path(f"fonts/{face(Weight.SEMIBOLD)}.ttf").read_bytes()
        held = (ctypes.c_ubyte * len(shape)).from_buffer_copy(shape)
        font = raw.FPDFText_LoadFont(document, held, len(shape), raw.FPDF_FONT_TRUETYPE, True)
        text = raw.FPDFPageObj_CreateTextObj(document, font, _SIZE)
        letters = ctypes.create_string_buffer(f"{word}\0".encode("utf-16-le"))
        raw.FPDFText_SetText(text, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, LEFT, COPY_BASELINE)
        raw.FPDFPage_InsertObject(page, text)
        page.gen_content()
        raw.FPDFFont_Close(font)
        target = BytesIO()
        document.save(target)
        return target.getvalue()
    finally:
        document.close()


def _content(workspace: Workspace, certificate: Certificate) -> bytes:
    with workspace.read() as reader:
        content = kept_document(reader, certificate.pdf_sha256)
        if content is None:
            raise _absent(reader, certificate)
    return content


def _absent(reader: Reader, certificate: Certificate) -> UserError:
    # Not by the number: the centre may have allotted this device another code since.
    own = issued_here(reader, certificate.id)
    return (PdfNotKept if own else PdfElsewhere)(number=certificate.number)


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, content)
    return path
