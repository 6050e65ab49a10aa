"""A new class: its name, its school, and how many they are; a pasted list goes on to the import."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIntValidator, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QFormLayout, QLineEdit, QWidget

from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level
from op_desktop.domain.section import ClassName, ClassNameUnclear, parse_class_name
from op_desktop.language import N_, _, ngettext
from op_desktop.register.places import MunicipalityRow
from op_desktop.register.schools import SchoolRow
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.label import Label

LEVELS: Final = (
    (Level.PRIMARY, N_("Primary school")),
    (Level.LOWER_SECONDARY, N_("Lower secondary school")),
    (Level.UPPER_SECONDARY, N_("Upper secondary school")),
    (Level.ADULT, N_("Adult education")),
)
SEATS: Final = 25
MOST_SEATS: Final = 60
MOST_MEETINGS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClass:
    """The answer: a class of a school on file, or of one to be added in a municipality."""

    name: ClassName
    school_id: RecordId | None
    school: str
    municipality_id: RecordId | None
    level: Level
    path_title: str
    meetings: int
    seats: int


class ClassNameField(QLineEdit):
    """The field for ``2B``; a table on the clipboard is not a name, it goes on to the import."""

    table_pasted = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Look at the clipboard before it lands in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = QGuiApplication.clipboard().text()
            if event.matches(QKeySequence.StandardKey.Paste) and is_table(text):
                self.table_pasted.emit(text)
                return True
        return super().event(event)


class NumberField(QLineEdit):
    """A whole number within limits; what is beyond them is not taken."""

    def __init__(self, least: int, most: int, value: int) -> None:
        super().__init__(str(value))
        self._least = least
        self.setValidator(QIntValidator(least, most, self))

    @property
    def value(self) -> int:
        """The number; the least one where nothing acceptable is written."""
        return int(self.text()) if self.hasAcceptableInput() else self._least


class SchoolClassDialog(Dialog):
    """Asks for a new class; ``answer`` holds it, ``pasted`` the list that goes with it."""

    def __init__(
        self,
        theme: Theme,
        schools: Sequence[SchoolRow],
        municipalities: Sequence[MunicipalityRow],
        *,
        school_id: RecordId | None = None,
        waiting: str = "",
    ) -> None:
        """``school_id`` is proposed; ``waiting`` names a file whose list goes into the class."""
        super().__init__(theme, _("New class"), waiting, confirm=_("Create the class"), width=500)
        self._schools = list(schools)
        self.answer: NewClass | None = None
        self.pasted = ""
        self.name = ClassNameField()
        self.name.setPlaceholderText("2B")
        self.school = Combo(editable=True, insertPolicy=Combo.InsertPolicy.NoInsert)
        self.municipality, self.level = Combo(), Combo()
        self.path_title = QLineEdit()
        self.meetings, self.seats = (
            NumberField(1, MOST_MEETINGS, 4),
            NumberField(0, MOST_SEATS, 0 if waiting else SEATS),
        )
        self._form = QFormLayout()
        self._trouble = Label("", "secondary", ink="danger", wrap=True)
        self._trouble.hide()
        self._fill(municipalities, school_id)
        self._build(has_list=bool(waiting))
        self.school.editTextChanged.connect(lambda _text: self._adapt())
        self.seats.textChanged.connect(lambda _text: self._adapt())
        self.name.table_pasted.connect(self._paste)
        self._adapt()
        self.first = self.name

    def ready(self) -> bool:
        """Whether the name can be read and the school is known or can be added."""
        school = self._school()
        words = " ".join(self.school.currentText().split())
        if not self.name.text().strip():
            return self._refuse(self.name, _("Write the year and the section: 2B."))
        try:
            name = parse_class_name(self.name.text())
        except ClassNameUnclear as error:
            return self._refuse(self.name, str(error))
        if not words:
            return self._refuse(self.school, _("Write the name of the school."))
        self.answer = NewClass(
            name=name,
            school_id=school.id if school else None,
            school=school.name if school else words,
            municipality_id=self.municipality.currentData(),
            level=school.level if school else self.level.currentData(),
            path_title=self.path_title.text().strip(),
            meetings=self.meetings.value,
            seats=0 if self.pasted else self.seats.value,
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A list can be pasted wherever the keyboard is."""
        text = QGuiApplication.clipboard().text()
        if event.matches(QKeySequence.StandardKey.Paste) and is_table(text):
            self._paste(text)
        else:
            super().keyPressEvent(event)

    def _paste(self, text: str) -> None:
        self.pasted = text
        self.accept()
        if self.answer is None:
            self.pasted = ""

    def _refuse(self, field: QWidget, words: str) -> bool:
        self._trouble.setText(words)
        self._trouble.show()
        self.reveal(self._trouble)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _school(self) -> SchoolRow | None:
        typed = fold(self.school.currentText())
        return next((row for row in self._schools if fold(row.name) == typed), None)

    def _fill(self, municipalities: Sequence[MunicipalityRow], school_id: RecordId | None) -> None:
        for row in self._schools:
            self.school.addItem(row.name, row.id)
        for town in municipalities:
            self.municipality.addItem(town.name, town.id)
        for level, words in LEVELS:
            self.level.addItem(_(words), level)
        self.level.setCurrentIndex(1)
        self.school.setCurrentIndex(self.school.findData(school_id) if school_id or len(self._schools) != 1 else 0)
        completer = self.school.completer()
        if isinstance(completer, QCompleter):
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def _build(self, *, has_list: bool) -> None:
        self._form.setVerticalSpacing(10)
        self._form.setHorizontalSpacing(12)
        rows: list[tuple[str, QWidget]] = [
            (_("Class"), self.name), (_("School"), self.school), (_("Municipality"), self.municipality),
            (_("Level"), self.level), (_("Path"), self.path_title), (_("Meetings"), self.meetings),
        ]  # fmt: skip
        if not has_list:
            rows.append((_("Pupils"), self.seats))
        for words, field in rows:
            field.setAccessibleName(words)
            self._form.addRow(Label(words, "label", ink="text2"), field)
        self.path_title.setPlaceholderText(_("What the meetings are about"))
        self.body.addLayout(self._form)
        self.body.addWidget(self._trouble)
        if not has_list:
            hint = _("Numbers only: no names are kept. To keep names, paste the list from Excel with Ctrl+V.")
            self.body.addWidget(Label(hint, "secondary", ink="text2", wrap=True))
            self.buttons.insertWidget(0, Button(self.theme, _("Paste the list"), "clipboard-paste", "ghost",
                                                on_click=self._paste_clipboard))  # fmt: skip

    def _paste_clipboard(self) -> None:
        text = QGuiApplication.clipboard().text()
        if is_table(text):
            self._paste(text)
            return
        self._refuse(self.name, _("There is no table on the clipboard. In Excel select the rows, press Ctrl+C, "
                                  "then come back."))  # fmt: skip

    def _adapt(self) -> None:
        """Ask for municipality and level only of a school that is not on file."""
        new = bool(self.school.currentText().strip()) and self._school() is None
        for field in (self.municipality, self.level):
            self._form.setRowVisible(field, new)
        seats = self.seats.value
        words = ngettext("Create {number} place", "Create {number} places", seats).format(number=seats)
        self.confirm.set_text(words if seats else _("Create the class"))
        self.place()


def is_table(text: str) -> bool:
    """Whether a text is more than a word: cells or lines, as a spreadsheet copies them."""
    return "\t" in text or "\n" in text.strip()
