"""Paper: the printers of this computer, the system's own question which one, and the pages of a PDF drawn for it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pypdfium2
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.progress import SILENT, Progress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

FINEST: Final = 300
"""Dots per inch beyond which a page gains nothing on paper and costs memory."""
POINTS: Final = 72
"""Points of a PDF in an inch."""
Printers = Callable[[], "QPrinter | None"]


class PrinterRefused(UserError):
    """The printer took no pages."""

    title = N_("The printer did not take the pages.")
    advice = N_("Check that it is on and connected, then print again. The file is saved.")


def system_printer() -> "QPrinter | None":
    """A way to the printers of this computer; None where it has none."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - only who prints pays for loading it

    return QPrinter(QPrinter.PrinterMode.HighResolution) if QPrinterInfo.availablePrinterNames() else None


def printer_question(printer: "QPrinter", pdf: Path, parent: QWidget) -> "QPrintDialog":
    """The system's own card that asks which printer, which pages and how many; Enter prints."""
    from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = len(document)
        _lay(printer, *document[0].get_size())
    finally:
        document.close()
    printer.setDocName(pdf.name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    return dialog


def print_pages(pdf: Path, printer: "QPrinter", progress: Progress = SILENT) -> int:
    """Draw the chosen pages, else all, on paper as they are in the file; returns how many.

    Stopped, nothing more is sent. Raises ``PrinterRefused`` or ``Cancelled``.
    """
    document = pypdfium2.PdfDocument(pdf)
    painter = QPainter()
    try:
        first, last = printer.fromPage() or 1, printer.toPage() or len(document)
        wanted = range(first - 1, min(last, len(document)))
        for place, number in enumerate(wanted):
            progress.step(place, len(wanted))
            page = document[number]
            _lay(printer, *page.get_size())
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise PrinterRefused
            # The painter still believes in the first page's sheet; the printer knows this one's.
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(QRectF(sheet), _drawn(page, printer.resolution()))
        progress.step(len(wanted), len(wanted))
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        document.close()
    return len(wanted)


def _lay(printer: "QPrinter", width: float, height: float) -> None:
    """The sheet upright or lying, as the page is, to its edges."""
    lying = width > height
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF()))


def _drawn(page: pypdfium2.PdfPage, resolution: int) -> QImage:
    bitmap = page.render(scale=min(resolution, FINEST) / POINTS, rev_byteorder=True, prefer_bgrx=True)
    shown = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
    return shown.copy()
