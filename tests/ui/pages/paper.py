"""Paper for tests: a printer that writes a PDF, and what stands on a page."""

from pathlib import Path

import pypdf
import pypdfium2
from PIL import ImageChops, ImageStat
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


class PdfPrinter:
    """A printer whose paper is a PDF file: Qt's own, drawn coarsely."""

    def __init__(self, paper: Path) -> None:
        self.paper = paper

    def __call__(self) -> QPrinter:
        """A way to it, as a page asks for one."""
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.paper))
        return printer


def question(page: QWidget) -> QPrintDialog | None:
    """The system's own print window, where it is open."""
    return next((each for each in page.findChildren(QPrintDialog) if each.isVisible()), None)


def words(pdf: Path, number: int = 0) -> str:
    """The text of a page in one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(document[number].get_textpage().get_text_range().split())
    finally:
        document.close()


def alike(file: Path, paper: Path, number: int) -> bool:
    """Whether a page came out on paper as it is in the file."""
    drawn = []
    for pdf in (file, paper):
        document = pypdfium2.PdfDocument(pdf)
        drawn.append(document[number].render(scale=0.5).to_pil().convert("L"))
        document.close()
    return drawn[0].size == drawn[1].size and ImageStat.Stat(ImageChops.difference(*drawn)).mean[0] < 4


def empty_pages(path: Path, count: int) -> Path:
    """A PDF of so many."""
    writer = pypdf.PdfWriter()
    for _page in range(count):
        writer.add_blank_page(595, 842)
    writer.write(path)
    return path
