"""The new school year: which classes are made for it, and what they take over of their lists."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode, school_year_label
from op_desktop.language import _, ngettext
from op_desktop.register.school_years import Passage, PassageRow, RosterCopy
from ui.delegates.cell import RIGHT, TextDelegate
from ui.dialogs.dialog import Dialog
from ui.dialogs.form import Choice
from ui.dialogs.tick_table import OutcomeDelegate, TickDelegate, TickTable
from ui.models.passages import OUTCOME, PUPILS, SCHOOL, TICK, PassagesModel
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

MOST_ROWS: Final = 12


class NewYearDialog(Dialog):
    """Shows what will be made before anything is; ``chosen`` and ``copy`` hold the answer."""

    def __init__(
        self, theme: Theme, years: Sequence[int], year: int, load: Callable[[int], Sequence[PassageRow]]
    ) -> None:
        """``years`` have classes, ``year`` is proposed, ``load`` finds what becomes of the classes of one."""
        super().__init__(theme, _("New school year"), confirm=_("Make the classes"), width=760)
        self._load = load
        self.years = Choice(_("From the year"), [(each, _year_words(each)) for each in years], year)
        self.years.setMinimumContentsLength(22)
        self.years.setVisible(len(years) > 1)
        self.copy_choice = Segmented(_("Lists"), [
            (RosterCopy.NUMBERS, _("Numbers only")), (RosterCopy.NOTHING, _("Without a list")),
            (RosterCopy.AS_IT_IS, _("Names too")),
        ])  # fmt: skip
        self.passages = PassagesModel(self)
        self.table = TickTable(theme, self.passages, _("Classes"), {TICK: 150, SCHOOL: 250, PUPILS: 130},
                               spare=(PUPILS,))  # fmt: skip
        self._hint = Label("", "secondary", ink="text2", wrap=True)
        self._build()
        self.passages.changed.connect(self._tell)
        self.copy_choice.chosen.connect(lambda _copy: self._tell())
        self.years.currentIndexChanged.connect(lambda _number: self._show())
        self.table.toggled.connect(self.passages.toggle)
        self._show()
        self.first = self.table

    @property
    def year(self) -> int:
        """The year from which classes are copied."""
        return int(str(self.years.key))

    @property
    def chosen(self) -> list[RecordId]:
        """The classes of last year whose next is to be made."""
        return [line.id for line in self.passages.ticked]

    @property
    def copy(self) -> RosterCopy:
        """What is taken over of the lists."""
        return RosterCopy(str(self.copy_choice.current))

    def ready(self) -> bool:
        """Whether anything would be made."""
        return bool(self.chosen)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.years)
        top.addStretch(1)
        top.addWidget(Label(_("Lists"), "label", ink="text2"))
        top.addWidget(self.copy_choice)
        self.table.setItemDelegateForColumn(TICK, TickDelegate(self.theme, self.table, lined=True))
        self.table.setItemDelegateForColumn(SCHOOL, TextDelegate(self.theme, self.table, lined=True))
        self.table.setItemDelegateForColumn(PUPILS, TextDelegate(self.theme, self.table, align=RIGHT, lined=True))
        self.table.setItemDelegateForColumn(OUTCOME, OutcomeDelegate(self.theme, self.table, {"success": "plus"}))
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._hint)

    def _show(self) -> None:
        rows = self._load(self.year)
        self.passages.show_passages(rows)
        self.table.setMinimumHeight(self.table.height_of(min(MOST_ROWS, max(3, len(rows)))))
        self.table.choose_first()
        self.text.setText(
            _("The classes of {old} stay as they are; for {new} new ones are made.").format(
                old=school_year_label(self.year), new=school_year_label(self.year + 1)
            )
        )
        self.text.setVisible(True)
        self.place()

    def _tell(self) -> None:
        number = len(self.chosen)
        words = ngettext("Make {number} class", "Make {number} classes", number).format(number=number)
        self.confirm.set_text(words if number else _("Nothing to make"))
        self.confirm.setEnabled(number > 0)
        self._hint.setText(" ".join(self._hints()))

    def _hints(self) -> list[str]:
        lines = self.passages.rows
        told = []
        if self.copy is RosterCopy.AS_IT_IS and any(
            line.ticked and line.row.source.mode is RosterMode.NAMES for line in lines
        ):
            told.append(_("Names go only into classes that kept names, and are erased at the end of the new year."))
        leaving = sum(line.row.passage is Passage.LEAVES for line in lines)
        if leaving:
            told.append(ngettext("{number} class leaves its school.", "{number} classes leave their school.",
                                 leaving).format(number=leaving))  # fmt: skip
        return told or [_("Lessons, marks and certificates stay with last year.")]


def _year_words(year: int) -> str:
    return f"{school_year_label(year)} → {school_year_label(year + 1)}"
