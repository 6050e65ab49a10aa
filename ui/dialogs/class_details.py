"""What is said of a class: its path, its meetings, and how much it knows of its pupils."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from op_desktop.domain.formats import format_clock, parse_minutes
from op_desktop.domain.school import MOST_MEETINGS, RosterMode
from op_desktop.domain.section import ClassName, ClassNameUnclear, parse_class_name
from op_desktop.errors import UserError
from op_desktop.language import N_, _, ngettext
from op_desktop.register.lessons import PathUnfit
from op_desktop.register.roster_modes import ModeChange
from op_desktop.register.rosters import MOST_SEATS
from op_desktop.register.schools import ClassRow
from ui.dialogs.dialog import Dialog
from ui.dialogs.form import add_row
from ui.dialogs.number_field import NumberField
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

MODES: Final = (
    (RosterMode.HEADCOUNT, N_("Only how many")),
    (RosterMode.NUMBERS, N_("Numbers")),
    (RosterMode.NAMES, N_("Names")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFacts:
    """The answer; a duration in minutes."""

    path_title: str
    meetings: int
    minutes: int
    mode: RosterMode
    count: int | None
    """How many pupils there are; None where the class knows by itself."""
    civic_education: bool


class ClassDetailsDialog(Dialog):
    """Changes a class; ``facts`` holds the answer, and what it does to names is said before."""

    def __init__(self, theme: Theme, row: ClassRow, foretell: Callable[[RosterMode, int | None], ModeChange]) -> None:
        """``foretell`` says what a change of mode would do."""
        super().__init__(theme, f"{row.label} · {row.school}", row.year_label, confirm=_("Keep the changes"), width=520)
        self.facts: ClassFacts | None = None
        self._row, self._foretell = row, foretell
        self.path_title = QLineEdit(row.path_title)
        self.path_title.setPlaceholderText(_("What the meetings are about"))
        self.meetings = NumberField(1, max(MOST_MEETINGS, row.planned_meetings), row.planned_meetings)
        self.length = QLineEdit(format_clock(row.lesson_minutes))
        self.mode = Segmented(_("The class keeps"), [(mode, _(words)) for mode, words in MODES], row.mode)
        self.count = NumberField(0, MOST_SEATS, foretell(RosterMode.HEADCOUNT, None).pupils)
        self.civic = Segmented(_("Its hours count as civic education"), [(True, _("Yes")), (False, _("No"))],
                               row.civic_education)  # fmt: skip
        self.note = Banner(theme)
        self._trouble = Label("", "secondary", ink="danger", wrap=True)
        self._trouble.hide()
        self._form = QFormLayout()
        self._build()
        self.mode.chosen.connect(lambda _mode: self._adapt())
        self.count.textChanged.connect(lambda _text: self._adapt())
        self._adapt()
        self.first = self.path_title

    def ready(self) -> bool:
        """Whether the length of the path is one and the duration can be read."""
        path = self.meetings.hasAcceptableInput()
        try:
            if not path:
                raise PathUnfit(most=MOST_MEETINGS)
            minutes = parse_minutes(self.length.text())
        except UserError as error:
            self._trouble.setText(str(error))
            self._trouble.show()
            self.reveal(self._trouble)
            (self.length if path else self.meetings).setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.facts = ClassFacts(
            path_title=self.path_title.text().strip(), meetings=self.meetings.value, minutes=minutes,
            mode=self._mode, count=self._count, civic_education=self.civic.current is True,
        )  # fmt: skip
        return True

    @property
    def _mode(self) -> RosterMode:
        return RosterMode(str(self.mode.current))

    @property
    def _count(self) -> int | None:
        """What the field says, where the class goes by it."""
        by_count = RosterMode.HEADCOUNT in (self._mode, self._row.mode)
        return self.count.value if by_count else None

    def _build(self) -> None:
        self._form.setVerticalSpacing(10)
        self._form.setHorizontalSpacing(12)
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("Path"), self.path_title), (_("Meetings"), self.meetings), (_("Lasts"), self.length),
            (_("Civic education"), self.civic),
            (_("Pupils"), self.mode), (_("How many"), self.count),
        )  # fmt: skip
        for words, field in rows:
            if not isinstance(field, Segmented):
                field.setAccessibleName(words)
            add_row(self._form, words, field)
        self.body.addLayout(self._form)
        self.body.addWidget(self.note)
        self.body.addWidget(self._trouble)

    def _adapt(self) -> None:
        self._form.setRowVisible(self.count, self._count is not None)
        change = self._foretell(self._mode, self._count)
        tone, title, text = _told(change)
        if title:
            self.note.tell(tone, title, text, closable=False)
        else:
            self.note.clear()
        self.confirm.set_text(_("Erase the names …") if change.erases else _("Keep the changes"))
        self.place()


class EraseNamesDialog(Dialog):
    """The last question before names are gone for ever: the class is typed, the safe button has the keyboard."""

    def __init__(self, theme: Theme, row: ClassRow, names: int) -> None:
        title = ngettext("Erase {number} name of {label} for ever?", "Erase {number} names of {label} for ever?", names)
        super().__init__(
            theme, title.format(number=names, label=row.label),
            _("Surnames and names disappear here and on every computer. Numbers, attendance and issued certificates "
              "stay."),
            confirm=_("Erase"), danger=True, width=480,
        )  # fmt: skip
        self._wanted = ClassName(row.grade, row.section)
        self.typed = QLineEdit()
        words = _("Type the class ({label}) to confirm").format(label=f"{row.grade}{row.section}")
        self.typed.setAccessibleName(words)
        self.body.addWidget(Label(words, "label", ink="text2"))
        self.body.addWidget(self.typed)
        self.typed.textChanged.connect(lambda _text: self.confirm.setEnabled(self.ready()))
        self.confirm.setEnabled(False)

    def ready(self) -> bool:
        """Whether the class was typed, however it is written."""
        try:
            return parse_class_name(self.typed.text()) == self._wanted
        except ClassNameUnclear:
            return False


def _told(change: ModeChange) -> tuple[str, str, str]:
    """Tone, title and text of what a change of mode does; nothing where it does nothing to be told."""
    if change.erases:
        title = ngettext("{number} name is erased for ever.", "{number} names are erased for ever.", change.names)
        return "warning", title.format(number=change.names), _("Numbers, marks and registers stay.")
    if change.seats:
        title = ngettext("{number} place is made.", "{number} places are made.", change.seats)
        return "info", title.format(number=change.seats), _("Past registers stay as they are.")
    if change.before is not change.after and change.after is RosterMode.HEADCOUNT:
        return "info", _("From now on only how many they are counts."), _("Past registers stay as they are.")
    if change.before is not change.after and change.after is RosterMode.NAMES:
        return "info", _("Names can be written or pasted now."), _("They are erased at the end of the school year.")
    return "", "", ""
