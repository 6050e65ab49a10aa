"""From which day on a lab is active, paused or closed, and what was noted before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.lab import LabState, LabStatus
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from ui.dialogs.form import FormDialog, text_field
from ui.models.labs import STATE_NAMES
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import CapsLabel
from ui.widgets.list_row import ListRow
from ui.widgets.segmented import Segmented
from ui.widgets.tick_box import TickBox


class LabStateDialog(FormDialog):
    """``state`` and ``since`` hold the answer; a line noted by mistake is taken away by ``forgotten``."""

    forgotten = Signal(object)
    """The day of a line that was a mistake."""

    def __init__(
        self, theme: Theme, name: str, states: Sequence[LabStatus], planned: Sequence[date], *, today: date
    ) -> None:
        """``planned`` are the days of meetings that are still to come."""
        super().__init__(theme, _("State of {lab}").format(lab=name), confirm=_("Note the state"), width=520)
        self.since = today
        self._today, self._planned = today, planned
        now = next((each.state for each in reversed(states) if each.since <= today), LabState.ACTIVE)
        options = [(state, _(words)) for state, words in STATE_NAMES.items()]
        self.choice = Segmented(_("State"), options, LabState.CLOSED if now is LabState.ACTIVE else LabState.ACTIVE)
        self.day = text_field(_("From this day on"), format_date(today), "24/11/2026")
        self.drop = TickBox(theme)
        self.body.addWidget(self.choice)
        self.add_fields([(_("From this day on"), self.day)])
        self.body.addWidget(self.drop)
        if states:
            self.body.addWidget(CapsLabel(_("Noted so far")))
        for each in reversed(states):
            self.body.addWidget(self._line(each, only=len(states) == 1))
        self.choice.chosen.connect(lambda _state: self._count())
        self.day.textChanged.connect(lambda _text: self._count())
        self.first = self.day
        self.day.selectAll()
        self._count()

    @property
    def state(self) -> LabState:
        """What the lab is from that day on."""
        return LabState(str(self.choice.current))

    def read_fields(self) -> None:
        """Raises ``NoSuchDay`` or ``DateUnclear``."""
        self.since = parse_date(self.day.text(), self._today)

    def _count(self) -> None:
        """Offer to cancel the meetings planned after the lab rests."""
        try:
            self.read_fields()
        except UserError:
            return
        left = [day for day in self._planned if day >= self.since]
        words = ngettext("Cancel {n} planned meeting", "Cancel {n} planned meetings", len(left))
        self.drop.setText(words.format(n=len(left)))
        self.drop.setVisible(bool(left) and self.state is not LabState.ACTIVE)
        self.drop.setChecked(bool(left) and self.state is LabState.CLOSED)
        self.place()

    def _line(self, each: LabStatus, *, only: bool) -> ListRow:
        words = _("{state} since {day}").format(state=_(STATE_NAMES[each.state]), day=format_date(each.since))
        if only:
            return ListRow(words, height=34, flush=True)
        away = Button(self.theme, _("Take away"), "x", "ghost", on_click=lambda: self._forget(each.since))
        away.setAccessibleName(f"{_('Take away')}: {words}")
        return ListRow(words, trailing=[away], height=34, flush=True)

    def _forget(self, day: date) -> None:
        self.reject()
        self.forgotten.emit(day)
