"""The print card of a class: what there is to print, its first page as it will look, and where the file goes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.language import N_, _, ngettext
from ui.dialogs.certificates import CertificatesPane
from ui.dialogs.dialog import Dialog
from ui.folders import path_words
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.page_preview import PagePreview
from ui.widgets.segmented import Segmented

AROUND: Final = 256
"""Px that title, choices and buttons take above and below the page, at text size 100 %."""
LANGUAGES: Final = (("it", "Italiano"), ("en", "English"))


class What(StrEnum):
    """One thing that can be printed of a class."""

    CERTIFICATES = "certificates"
    REGISTER = "register"
    ROSTER = "roster"
    LESSONS = "lessons"
    SUMMARY = "summary"
    SHEET = "sheet"


TITLES: Mapping[What, str] = MappingProxyType(
    {
        What.CERTIFICATES: N_("Certificates"),
        What.REGISTER: N_("Register"),
        What.ROSTER: N_("List"),
        What.LESSONS: N_("Log"),
        What.SUMMARY: N_("For the school"),
        What.SHEET: N_("To sign"),
    }
)
_TEXTS: Mapping[What, str] = MappingProxyType(
    {
        What.REGISTER: N_("All meetings beside each other, with the five marks as shapes and letters: a grey print "
                          "can be read."),
        What.ROSTER: N_("The pupils with their numbers. A class of numbers gets lines to write the names by hand: "
                        "that sheet stays at the school."),
        What.LESSONS: N_("Every meeting with topic, minutes, educators, place and what became of it."),
        What.SUMMARY: N_("Meetings, topics and hours, those that count as civic education, and who attended how "
                         "much, by number or by name as the class keeps them."),
        What.SHEET: N_("A line to sign for each pupil. The code at the top brings the marks back: Ctrl+T, then what "
                       "was signed."),
    }
)  # fmt: skip


class PrintDialog(Dialog):
    """Enter prints what is in front; arrows choose another thing."""

    preview_wanted = Signal()
    folder_wanted = Signal()
    chosen = Signal(object)
    """Another ``What`` is in front."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        offered: Sequence[What],
        pane: CertificatesPane | None,
        current: What,
        *,
        words: str = "it",
        meeting: str = "",
    ) -> None:
        """``words`` is the language of the print: schools read Italian whatever the window speaks.

        ``meeting`` says which one the sheet to sign is for.
        """
        super().__init__(theme, _("Print: {label}").format(label=label), confirm=_("Print"), width=1000)
        self.pane, self._meeting = pane, meeting
        self.what = Segmented(_("What is printed"), [(each, _(TITLES[each])) for each in offered], current)
        self.language = Segmented(_("Language"), LANGUAGES, words)
        self.form = Segmented(_("Kind of file"), [(False, "PDF"), (True, "Excel")])
        self.preview = PagePreview(theme)
        self.about = Label("", ink="text2", wrap=True)
        self.pages = Label("", "strong")
        self.folder = ElidedLabel("", "secondary", ink="text2")
        self.banner = Banner(theme)
        self._plain = QWidget()
        self._build()
        self._connect()
        self._show_what()
        self.first = pane.table if pane is not None and current is What.CERTIFICATES else self._segment()

    @property
    def current(self) -> What:
        """What is in front."""
        return What(str(self.what.current))

    @property
    def workbook(self) -> bool:
        """Whether the summary is wanted as a workbook."""
        return self.current is What.SUMMARY and self.form.current is True

    def place(self) -> None:
        """In a low window the page gets smaller, so that nothing has to be scrolled."""
        if self._layer is not None:
            self.preview.want_height(self._layer.height() - self.theme.px(AROUND))
        super().place()

    def ready(self) -> bool:
        """For certificates somebody must be ticked."""
        return self.current is not What.CERTIFICATES or (self.pane is not None and self.pane.ready)

    def show_folder(self, folder: Path) -> None:
        """Say where the file will be saved."""
        words = _("Saved in {folder}") if self.current is What.CERTIFICATES else _("The file goes to {folder}")
        self.folder.setText(words.format(folder=path_words(folder)))
        self.folder.short = words.format(folder=folder.name)

    def show_preview(self, image: QImage, pages: int) -> None:
        """Show the first page."""
        self.banner.clear()
        self.preview.show_image(image)
        self.pages.setText(ngettext("{n} page", "{n} pages", pages).format(n=pages))

    def say_problem(self, tone: str, title: str, text: str) -> None:
        """Tell what stands in the way of printing."""
        self.preview.clear()
        self.banner.tell(tone, title, text, closable=False)

    def _build(self) -> None:
        top, right, both = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        top.addWidget(self.what)
        top.addStretch(1)
        top.addWidget(self.language)
        plain = QVBoxLayout(self._plain)
        plain.setContentsMargins(0, 4, 0, 0)
        plain.setSpacing(12)
        for widget in (self.about, self.form, self.pages):
            plain.addWidget(widget)
        plain.addStretch(1)
        right.setSpacing(8)
        right.addWidget(self.preview, 1)
        if self.pane is not None:
            right.addWidget(self.pane.sample, 0, Qt.AlignmentFlag.AlignLeft)
        both.setSpacing(20)
        if self.pane is not None:
            both.addWidget(self.pane, 11)
        both.addWidget(self._plain, 11)
        both.addLayout(right, 10)
        self.body.addLayout(top)
        self.body.addWidget(self.banner)
        self.body.addLayout(both, 1)
        self.buttons.insertWidget(0, self.folder, 1)
        change = Button(self.theme, _("Change the folder"), kind="ghost", on_click=self.folder_wanted.emit)
        self.buttons.insertWidget(1, change)

    def _connect(self) -> None:
        self.what.chosen.connect(lambda _what: self._choose())
        self.language.chosen.connect(lambda _language: self.preview_wanted.emit())
        self.form.chosen.connect(lambda _form: self._show_what())
        if self.pane is not None:
            self.pane.changed.connect(self._changed)

    def _choose(self) -> None:
        self._show_what()
        self.preview.clear()
        self.chosen.emit(self.current)
        self.preview_wanted.emit()

    def _changed(self) -> None:
        self._show_what()
        self.preview_wanted.emit()

    def _show_what(self) -> None:
        certificates = self.current is What.CERTIFICATES
        if self.pane is not None:
            self.pane.setVisible(certificates)
            self.pane.sample.setVisible(certificates)
        self._plain.setVisible(not certificates)
        self.form.setVisible(self.current is What.SUMMARY)
        head = f"{self._meeting[:1].upper()}{self._meeting[1:]}. " if self.current is What.SHEET else ""
        self.about.setText(head + _(_TEXTS[self.current]) if not certificates else "")
        self.confirm.setEnabled(self.ready())
        self.confirm.set_text(self._verb())

    def _verb(self) -> str:
        if self.current is What.CERTIFICATES and self.pane is not None:
            return self.pane.verb
        return _("Save the workbook") if self.workbook else _("Print")

    def _segment(self) -> QWidget | None:
        return next((each for each in self.what.findChildren(QWidget) if each.property("checked") is True), None)

    def _enter_confirms(self) -> bool:
        # On a choice Enter has nothing of its own to do: arrows move, Space chooses.
        here = QApplication.focusWidget()
        return super()._enter_confirms() or (here is not None and here.property("segment") == "true")
