"""Which paper of a lesson to print, and whether to open or to save it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from op_desktop.documents.lesson_pdf import Sheet, sheets_of
from op_desktop.documents.lesson_words import LESSON_WORDS
from op_desktop.education.plans import LessonPlan
from op_desktop.language import N_, _, language
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.button import Button
from ui.widgets.list_row import ChoiceRow

PURPOSES: Final[Mapping[Sheet, tuple[str, str]]] = {
    Sheet.PLAN: ("book-open", N_("For who teaches: minutes, parts, examples, slides, words.")),
    Sheet.WORKSHEET: ("pencil", N_("For each pupil: the exercises, with room to write.")),
    Sheet.KEY: ("list-checks", N_("The exercises with their answers.")),
    Sheet.HANDOUTS: ("copy", N_("Cards to cut and tables to fill in.")),
}


class LessonSheetDialog(Dialog):
    """Arrows or digits choose the paper, Ctrl+Enter opens it; ``save`` says whether it is to be saved instead."""

    def __init__(self, theme: Theme, plan: LessonPlan) -> None:
        title = plan.head.title.read_in(language())
        super().__init__(theme, _("Print: {title}").format(title=title), confirm=_("Open the PDF"), width=540)
        words = LESSON_WORDS[language()]
        names = {
            Sheet.PLAN: words.plan, Sheet.WORKSHEET: words.worksheet, Sheet.KEY: words.key,
            Sheet.HANDOUTS: words.handouts,
        }  # fmt: skip
        self.save = False
        self._sheets = sheets_of(plan)
        self._group = QButtonGroup(self)
        for number, sheet in enumerate(self._sheets):
            icon, purpose = PURPOSES[sheet]
            row = ChoiceRow(names[sheet], _(purpose), leading=[IconTile(theme, icon)])
            row.setCheckable(True)
            self._group.addButton(row, number)
            self.body.addWidget(row)
        self._group.button(0).setChecked(True)
        self.first = self._group.button(0)
        self.buttons.insertWidget(0, Button(theme, _("Save…"), "download", "ghost", on_click=self._save))

    @property
    def sheet(self) -> Sheet:
        """The paper that is chosen."""
        return self._sheets[self._group.checkedId()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses the paper of that number."""
        digit = event.text()
        if len(digit) == 1 and digit.isdecimal() and 1 <= int(digit) <= len(self._sheets):
            button = self._group.button(int(digit) - 1)
            button.setChecked(True)
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _save(self) -> None:
        self.save = True
        self.accept()
