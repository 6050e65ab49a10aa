"""A new class: its name, its school, and how many they are; a pasted list goes on to the import."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import GRADES, MEETINGS, MOST_MEETINGS, Level, RosterMode, school_year_label
from op_desktop.domain.section import ClassName, ClassNameUnclear, parse_class_name
from op_desktop.language import N_, _, ngettext
from op_desktop.register.lessons import PathUnfit
from op_desktop.register.places import MunicipalityRow
from op_desktop.register.rosters import MOST_SEATS
from op_desktop.register.school_matching import likeness
from op_desktop.register.schools import ClassExists, GradeUnknown, SchoolRow
from ui.dialogs.class_details import MODES
from ui.dialogs.class_name_field import ClassNameField, is_table
from ui.dialogs.dialog import Dialog
from ui.dialogs.form import Choice, add_row
from ui.dialogs.number_field import NumberField
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

LEVELS: Final = (
    (Level.PRIMARY, N_("Primary school")),
    (Level.LOWER_SECONDARY, N_("Lower secondary school")),
    (Level.UPPER_SECONDARY, N_("Upper secondary school")),
    (Level.ADULT, N_("Adult education")),
)
SEATS: Final = 25
HINTS: Final = {
    RosterMode.HEADCOUNT: N_("Only how many they are: no register for each pupil, no certificates with names."),
    RosterMode.NUMBERS: N_("Numbers only: no names are kept. To keep names, paste the list from Excel with Ctrl+V."),
    RosterMode.NAMES: N_("Names can be written for each place. They are erased at the end of the school year."),
}
Standing = Callable[[RecordId, int, ClassName], RecordId | None]
"""Finds the class of a school, a year and a name, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClass:
    """The answer: a class of a school on file, or of one to be added in a municipality."""

    name: ClassName
    school_year: int
    school_id: RecordId | None
    school: str
    municipality_id: RecordId | None
    level: Level
    path_title: str
    meetings: int
    mode: RosterMode
    seats: int
    """How many they are: places, or with a headcount just the number."""


class SchoolClassDialog(Dialog):
    """Asks for a new class; ``answer`` holds it, ``pasted`` the list that goes with it."""

    standing_wanted = Signal(object)
    """The class is already there, and the person goes to it: its id."""
    registry_wanted = Signal()
    """The school is to come from the ministry's registry first."""

    def __init__(
        self,
        theme: Theme,
        schools: Sequence[SchoolRow],
        municipalities: Sequence[MunicipalityRow],
        standing: Standing,
        *,
        year: int,
        school_id: RecordId | None = None,
        waiting: str = "",
    ) -> None:
        """``standing`` finds a class that is already there; ``year`` and ``school_id`` are proposed; ``waiting``
        names a file whose list goes into the class."""
        super().__init__(theme, _("New class"), waiting, confirm=_("Create the class"), width=600)
        self._schools, self._standing = _labelled(schools), standing
        self._by_words = {fold(label): row for label, row in self._schools.items()}
        self._has_list = bool(waiting)
        self.answer: NewClass | None = None
        self.pasted = ""
        self.name = ClassNameField()
        self.name.setPlaceholderText("2B")
        self.year = Choice(_("School year"), [(each, school_year_label(each)) for each in (year, year + 1)], year)
        self.school = Combo(editable=True, insertPolicy=Combo.InsertPolicy.NoInsert)
        self.municipality, self.level = Combo(), Combo()
        self.path_title = QLineEdit()
        self.meetings = NumberField(1, MOST_MEETINGS, MEETINGS)
        self.seats = NumberField(0, MOST_SEATS, 0 if waiting else SEATS)
        self.mode = Segmented(_("The class keeps"), [(mode, _(words)) for mode, words in MODES], RosterMode.NUMBERS)
        self._form = QFormLayout()
        self.trouble = Label("", "secondary", ink="danger", wrap=True)
        self.remedy = Button(theme, "", kind="ghost", on_click=self._take_remedy)
        self._hint = Label("", "secondary", ink="text2", wrap=True)
        self._remedy: Callable[[], object] | None = None
        self._asked_about = ""
        self._fill(municipalities, school_id)
        self._build()
        self._connect()
        self._adapt()
        self.first = self.name

    def ready(self) -> bool:
        """Whether the name can be read, the class is not there yet and the school is known or can be added."""
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
        level = school.level if school else Level(str(self.level.currentData()))
        if name.grade > GRADES[level]:
            facts = {"school": school.name if school else words, "grade": name.grade, "last": GRADES[level]}
            return self._refuse(self.name, str(GradeUnknown(**facts)))
        if not self.meetings.hasAcceptableInput():
            return self._refuse(self.meetings, str(PathUnfit(most=MOST_MEETINGS)))
        if self._is_doubtful(school, words, level) or self._is_there(school, name):
            return False
        mode = RosterMode(str(self.mode.current))
        self.answer = NewClass(
            name=name, school_year=int(str(self.year.key)), school_id=school.id if school else None,
            school=school.name if school else words, municipality_id=self.municipality.currentData(), level=level,
            path_title=self.path_title.text().strip(), meetings=self.meetings.value,
            mode=RosterMode.NUMBERS if self.pasted or self._has_list else mode,
            seats=0 if self.pasted else self.seats.value,
        )  # fmt: skip
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A list can be pasted wherever the keyboard is."""
        text = QGuiApplication.clipboard().text()
        if event.matches(QKeySequence.StandardKey.Paste) and is_table(text):
            self._paste(text)
        else:
            super().keyPressEvent(event)

    def _is_there(self, school: SchoolRow | None, name: ClassName) -> bool:
        """Say so and offer to open it, where the class is there already."""
        year = int(str(self.year.key))
        found = self._standing(school.id, year, name) if school is not None else None
        if found is None or school is None:
            return False
        error = ClassExists(found, label=str(name), school=school.name, year=school_year_label(year))
        self._refuse(self.remedy, error.headline, _("Open {label}").format(label=name), lambda: self._leave(found))
        return True

    def _is_doubtful(self, school: SchoolRow | None, words: str, level: Level) -> bool:
        """Ask once, where the school to be added may be one on file; confirming again adds it."""
        town = self.municipality.currentData()
        if school is not None or self._asked_about == words:
            return False
        alike = [
            label for label, row in self._schools.items()
            if (row.municipality_id, row.level) == (town, level) and likeness(row.name, words)
        ]  # fmt: skip
        if not alike:
            return False
        self._asked_about = words
        told = _("Perhaps it is “{school}”, which is on file. Confirm again to add another school.")
        self._refuse(self.remedy, told.format(school=alike[0]), _("It is that one"),
                     lambda: self.school.setEditText(alike[0]))  # fmt: skip
        return True

    def _leave(self, class_id: RecordId) -> None:
        self.reject()
        self.standing_wanted.emit(class_id)

    def _take_remedy(self) -> None:
        if self._remedy is not None:
            act, self._remedy = self._remedy, None
            self._calm()
            act()

    def _paste(self, text: str) -> None:
        self.pasted = text
        self.accept()
        if self.answer is None:
            self.pasted = ""

    def _refuse(self, field: QWidget, words: str, remedy: str = "", act: Callable[[], object] | None = None) -> bool:
        self.trouble.setText(words)
        self.trouble.show()
        self._remedy = act
        self.remedy.set_text(remedy)
        self.remedy.setVisible(act is not None)
        self.reveal(self.trouble if act is None else self.remedy)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _calm(self) -> None:
        self.trouble.hide()
        self.remedy.hide()

    def _school(self) -> SchoolRow | None:
        return self._by_words.get(fold(self.school.currentText()))

    def _fill(self, municipalities: Sequence[MunicipalityRow], school_id: RecordId | None) -> None:
        for label, row in self._schools.items():
            self.school.addItem(label, row.id)
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

    def _build(self) -> None:
        self._form.setVerticalSpacing(10)
        self._form.setHorizontalSpacing(12)
        named = _beside(self.name, self.year)
        rows: list[tuple[str, QWidget, QWidget]] = [
            (_("Class"), self.name, named), (_("School"), self.school, self.school),
            (_("Municipality"), self.municipality, self.municipality), (_("Level"), self.level, self.level),
            (_("Path"), self.path_title, self.path_title), (_("Meetings"), self.meetings, self.meetings),
        ]  # fmt: skip
        if not self._has_list:
            rows.append((_("Pupils"), self.seats, _beside(self.mode, self.seats)))
        for words, field, row in rows:
            field.setAccessibleName(words)
            add_row(self._form, words, row)
        self.path_title.setPlaceholderText(_("What the meetings are about"))
        self.body.addLayout(self._form)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.remedy)
        self._calm()
        self.body.addWidget(self._hint)
        self._hint.setVisible(not self._has_list)
        registry = Button(self.theme, _("From the registry"), "school", "ghost", on_click=self._ask_registry)
        self.buttons.insertWidget(0, registry)
        if not self._has_list:
            self.buttons.insertWidget(0, Button(self.theme, _("Paste the list"), "clipboard-paste", "ghost",
                                                on_click=self._paste_clipboard))  # fmt: skip

    def _connect(self) -> None:
        self.school.editTextChanged.connect(lambda _text: self._adapt())
        self.seats.textChanged.connect(lambda _text: self._adapt())
        self.mode.chosen.connect(lambda _mode: self._adapt())
        self.name.table_pasted.connect(self._paste)

    def _ask_registry(self) -> None:
        self.reject()
        self.registry_wanted.emit()

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
        mode, seats = RosterMode(str(self.mode.current)), self.seats.value
        words = ngettext("Create {number} place", "Create {number} places", seats).format(number=seats)
        places = seats and mode is not RosterMode.HEADCOUNT
        self.confirm.set_text(words if places else _("Create the class"))
        self._hint.setText(_(HINTS[mode]))
        self.place()


def _labelled(schools: Sequence[SchoolRow]) -> dict[str, SchoolRow]:
    """Schools by name, with the municipality where another one bears the same name."""
    names = Counter(fold(row.name) for row in schools)
    return {row.name if names[fold(row.name)] == 1 else f"{row.name} · {row.municipality}": row for row in schools}


def _beside(first: QWidget, second: QWidget) -> QWidget:
    """Two fields in one row, the second one narrow."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 3)
    row.addWidget(second, 2)
    return box
