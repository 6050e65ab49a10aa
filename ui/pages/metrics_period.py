"""The question for two free spans of days."""

from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QGridLayout

from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.pages.metrics_span import Free
from ui.theme import Theme
from ui.widgets.label import Label


class FreeSpanDialog(Dialog):
    """From and to, twice; the spans may differ in length, then rates per month are shown."""

    def __init__(self, theme: Theme, today: date, free: Free | None) -> None:
        text = _("If the two differ in length, figures are shown per month.")
        super().__init__(theme, _("Which days do you want to compare?"), text, confirm=_("Show these days"))
        start = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
        shown = free or Free(start, today, start.replace(year=start.year - 1), _year_before(today))
        self.problem = Label("", "secondary", ink="danger", wrap=True)
        self.problem.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.first_day = self._field(grid, 0, 1, _("Period: first day"), shown.first_day)
        self.last_day = self._field(grid, 0, 2, _("Period: last day"), shown.last_day)
        self.before_first = self._field(grid, 1, 1, _("Compared with: first day"), shown.before_first)
        self.before_last = self._field(grid, 1, 2, _("Compared with: last day"), shown.before_last)
        for row, words in enumerate((_("Period"), _("Compared with"))):
            grid.addWidget(Label(words, "medium"), row, 0)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.problem)
        self.first = self.first_day

    @property
    def free(self) -> Free:
        """The days chosen."""
        fields = (self.first_day, self.last_day, self.before_first, self.before_last)
        days = [date(*field.date().getDate()) for field in fields]
        return Free(days[0], days[1], days[2], days[3])

    def ready(self) -> bool:
        """A span must not end before it starts."""
        chosen = self.free
        good = chosen.first_day <= chosen.last_day and chosen.before_first <= chosen.before_last
        self.problem.setText(_("A period cannot end before it starts."))
        self.problem.setVisible(not good)
        self.place()
        return good

    def _field(self, grid: QGridLayout, row: int, column: int, name: str, day: date) -> QDateEdit:
        field = QDateEdit(QDate(day.year, day.month, day.day))
        field.setDisplayFormat("dd/MM/yyyy")
        field.setAccessibleName(name)
        # The style sheet gives its padding to the frame, not to the words inside.
        field.lineEdit().setTextMargins(8, 0, 8, 0)
        field.setMinimumWidth(self.theme.px(112))
        grid.addWidget(field, row, column)
        return field


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else day - timedelta(days=366)
