"""The print card of volunteers: a statement of hours, a certificate, the extract for the register; with a preview."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from ui.dialogs.dialog import Dialog
from ui.dialogs.form import text_field
from ui.folders import path_words
from ui.models.hours_papers import ABOUT, STEADINESS, TITLES, Paper, Texts
from ui.pages.person_entry import Find, PersonEntry
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.page_preview import PagePreview
from ui.widgets.segmented import Segmented

AROUND: Final = 256
LANGUAGES: Final = (("it", "Italiano"), ("en", "English"))
_DAY: Final = 100
"""Px that a written day takes, at text size 100 %."""
LONGEST: Final = 200
"""Signs of a field of the certificate."""


class HoursPrintDialog(Dialog):
    """Enter prints what is in front; ``span`` holds the days once they can be read."""

    preview_wanted = Signal()
    folder_wanted = Signal()

    def __init__(
        self, theme: Theme, offered: Sequence[Paper], current: Paper, search: Find, *, today: date, kept: Texts,
        words: str, replacing: bool = False,
    ) -> None:  # fmt: skip
        """``replacing``: a certificate is corrected, so it asks why."""
        super().__init__(theme, _("Print: volunteers"), confirm=_("Print"), width=1000)
        self._today, self._replacing = today, replacing
        self._offered_tasks = ""
        self.minutes = 0
        """Of the person chosen, as far as the paper in front speaks of them."""
        self.what = Segmented(_("What is printed"), [(each, _(TITLES[each])) for each in offered], current)
        self.language = Segmented(_("Language"), LANGUAGES, words)
        forms = [(".pdf", "PDF"), (".xlsx", "Excel"), (".csv", "CSV")]
        self.form = Segmented(_("Kind of file"), forms)
        self.extract_form = Segmented(_("Kind of file"), forms[:2])
        self.reason = _line(_("Why"))
        letters = _("First letters of the name")
        self.person = PersonEntry(theme, _("Whose hours"), letters, search, adds=False, keeps=True, least=2)
        self.first_day = text_field(_("From the day"), format_date(today.replace(month=1, day=1)))
        self.last_day = text_field(_("To the day"), format_date(today))
        self.organisation = _line(_("Body that attests"), kept.organisation)
        self.seat = _line(_("Its seat"), kept.seat)
        self.tasks = _line(_("Tasks, with commas"))
        self.skills = _line(_("Skills, five at most, with commas"))
        self.place_field = _line(_("Place"), kept.place)
        self.signatory = _line(_("Who signs"), kept.signatory)
        self.role = _line(_("In which quality"), kept.role)
        self.steady = Segmented(_("How often"), [(key, _(name)) for key, name in STEADINESS])
        self.about = Label("", ink="text2", wrap=True)
        self.told = Label("", "strong", wrap=True)
        self.preview, self.banner = PagePreview(theme), Banner(theme)
        self.folder = ElidedLabel("", "secondary", ink="text2")
        self._parts: dict[str, QWidget] = {}
        self._whose = QWidget()
        self._build()
        self._connect()
        self._show_what()
        self.first = self.person.field if current is not Paper.EXTRACT else self.first_day

    @property
    def current(self) -> Paper:
        """What is in front."""
        return Paper(str(self.what.current))

    @property
    def suffix(self) -> str:
        """The kind of file wanted."""
        forms = {Paper.STATEMENT: self.form, Paper.EXTRACT: self.extract_form}
        return ".pdf" if self.current is Paper.CERTIFICATE else str(forms[self.current].current)

    @property
    def span(self) -> tuple[date, date] | None:
        """The days, both included; None while they cannot be read."""
        try:
            first, last = (parse_date(field.text(), self._today) for field in (self.first_day, self.last_day))
        except UserError:
            return None
        return (first, last) if first <= last else None

    @property
    def texts(self) -> Texts:
        """What is typed for a certificate."""
        return Texts(
            self.organisation.text().strip(), self.seat.text().strip(), _listed(self.tasks), _listed(self.skills),
            self.place_field.text().strip(), self.signatory.text().strip(), self.role.text().strip(),
        )  # fmt: skip

    def ready(self) -> bool:
        """Whether there are days and, except for the extract, hours to speak of."""
        return self.span is not None and (self.current is Paper.EXTRACT or self.minutes > 0)

    def show_work(self, minutes: int, words: str) -> None:
        """Tell what there is of the person chosen; nobody is chosen where there are no words."""
        self.minutes = minutes
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self._show_what()

    def offer(self, words: Sequence[str], steady: bool | None) -> None:
        """Propose the tasks on file and how the person volunteers; what a person typed or chose stays."""
        if self.steady.current is None and steady is not None:
            self.steady.set_current(steady)
        if self.tasks.text() == self._offered_tasks:
            self._offered_tasks = ", ".join(words)
            self.tasks.setText(self._offered_tasks)

    def place(self) -> None:
        """In a low window the page gets smaller, so that nothing has to be scrolled."""
        if self._layer is not None:
            self.preview.want_height(self._layer.height() - self.theme.px(AROUND))
        super().place()

    def show_folder(self, folder: Path) -> None:
        """Say where the file will be saved."""
        self.folder.setText(_("The file goes to {folder}").format(folder=path_words(folder)))
        self.folder.short = _("The file goes to {folder}").format(folder=folder.name)

    def show_preview(self, image: QImage, pages: int) -> None:
        """Show the first page."""
        self.banner.clear()
        self.preview.show_image(image)
        self.preview.setToolTip(ngettext("{n} page", "{n} pages", pages).format(n=pages))

    def say_problem(self, tone: str, title: str, text: str) -> None:
        """Tell what stands in the way of printing."""
        self.preview.clear()
        self.banner.tell(tone, title, text, closable=False)
        self.place()

    def _build(self) -> None:
        top, both, left, right = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        top.addWidget(self.what)
        top.addStretch(1)
        top.addWidget(self.language)
        self._parts = {
            "who": self._who(),
            "body": _fields((_("Body that attests"), self.organisation), (_("Its seat"), self.seat)),
            "work": _fields((_("Tasks, with commas"), self.tasks)),
            "skills": _fields((_("Skills, five at most, with commas"), self.skills)),
            "reason": _fields((_("Why"), self.reason)),
            "signs": _fields(
                (_("Place"), self.place_field), (_("Who signs"), self.signatory), (_("In which quality"), self.role)
            ),
        }
        left.setSpacing(6)
        for part in self._parts.values():
            left.addWidget(part)
        how = QHBoxLayout()
        how.setSpacing(10)
        how.addWidget(self.told, 1)
        how.addWidget(self.steady)
        left.addLayout(how)
        left.addWidget(self.about)
        for form in (self.form, self.extract_form):
            left.addWidget(form, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        right.addWidget(self.preview, 1)
        both.setSpacing(20)
        both.addLayout(left, 11)
        both.addLayout(right, 10)
        self.body.addLayout(top)
        self.body.addWidget(self.banner)
        self.body.addLayout(both, 1)
        self.buttons.insertWidget(0, self.folder, 1)
        change = Button(self.theme, _("Change the folder"), kind="ghost", on_click=self.folder_wanted.emit)
        self.buttons.insertWidget(1, change)

    def _who(self) -> QWidget:
        """The person, who is not asked for where all are printed, and the days."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self._whose = _fields((_("Whose hours"), self.person))
        line.addWidget(self._whose, 5, Qt.AlignmentFlag.AlignTop)
        for field in (self.first_day, self.last_day):
            field.setMinimumWidth(self.theme.px(_DAY))
        days = _fields((_("From the day"), self.first_day), (_("To the day"), self.last_day))
        line.addWidget(days, 4, Qt.AlignmentFlag.AlignTop)
        return box

    def _connect(self) -> None:
        self.what.chosen.connect(lambda _what: self._choose())
        self.language.chosen.connect(lambda _language: self.preview_wanted.emit())
        for form in (self.form, self.extract_form):
            form.chosen.connect(lambda _form: self._show_what())
        self.steady.chosen.connect(lambda _steady: self.preview_wanted.emit())
        self.person.shown.connect(self._changed)
        for days in (self.first_day, self.last_day):
            days.textChanged.connect(lambda _text: self._changed())
        typed = (self.organisation, self.seat, self.tasks, self.skills, self.place_field, self.signatory, self.role)
        for field in typed:
            field.textEdited.connect(lambda _text: self.preview_wanted.emit())

    def _choose(self) -> None:
        self.preview.clear()
        self.banner.clear()
        self._changed()

    def _changed(self) -> None:
        self._show_what()
        self.place()
        self.preview_wanted.emit()

    def _show_what(self) -> None:
        certificate, extract = self.current is Paper.CERTIFICATE, self.current is Paper.EXTRACT
        self._whose.setVisible(not extract)
        self.steady.setVisible(certificate)
        for name in ("body", "work", "skills", "signs"):
            self._parts[name].setVisible(certificate)
        self.form.setVisible(self.current is Paper.STATEMENT)
        self.extract_form.setVisible(extract)
        self._parts["reason"].setVisible(certificate and self._replacing)
        self.about.setText(_(ABOUT[self.current]))
        self.confirm.setEnabled(self.ready())
        if certificate:
            self.confirm.set_text(_("Make the certificate"))
        else:
            self.confirm.set_text(_("Print") if self.suffix == ".pdf" else _("Save the file"))

    def _enter_confirms(self) -> bool:
        # On a choice Enter has nothing of its own to do: arrows move, Space chooses.
        here = QApplication.focusWidget()
        return super()._enter_confirms() or (here is not None and here.property("segment") == "true")


def _line(name: str, text: str = "") -> QLineEdit:
    field = text_field(name, text)
    field.setMaxLength(LONGEST)
    return field


def _listed(field: QLineEdit) -> tuple[str, ...]:
    return tuple(part for part in (" ".join(each.split()) for each in field.text().split(",")) if part)


def _fields(*pairs: tuple[str, QWidget]) -> QWidget:
    """Fields side by side, each under its caption."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    for caption, widget in pairs:
        column = QVBoxLayout()
        column.setSpacing(3)
        label = Label(caption, "secondary", ink="text2")
        label.setBuddy(widget)
        column.addWidget(label)
        column.addWidget(widget)
        line.addLayout(column, 0 if isinstance(widget, Segmented) else 1)
    return box
