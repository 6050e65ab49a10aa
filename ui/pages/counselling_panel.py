"""The contact that is chosen and what can become of it; without one, the month at a glance."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from op_desktop.domain.counselling import ContactKind, ContactStatus
from op_desktop.language import _
from op_desktop.register.desk_lists import MonthGlance
from ui.delegates.cell import TextDelegate
from ui.models.counselling import AreaLine, ContactLine, GlanceModel, fact_lines, glance_words
from ui.pages.rows_card import KeyTable, Looks
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.chip import Chip
from ui.widgets.columns import Tiles
from ui.widgets.label import Label
from ui.widgets.span_stepper import SpanStepper

_LOOKS = Looks((164, 74, 74, 98), names=(), numbers=(1, 2, 3), stretched=0, spare=(3,))


class ContactPanel(Card):
    """Facts, then what can be done; ``asked`` tells what was pressed."""

    asked = Signal(str)
    """``done``, ``no_show``, ``cancelled``, ``answer``, ``follow_up``, ``close``, ``refer``, ``change``, ``remove``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 0)
        self.state = Chip(theme, "")
        self.heading = CardTitle("", self.state)
        self.facts = Label("", wrap=True)
        offers = (
            ("done", _("Took place"), "check"), ("no_show", _("Did not come"), "user-x"),
            ("cancelled", _("Appointment cancelled"), "ban"), ("answer", _("Talk for this request"), "messages-square"),
            ("close", _("Close the follow-up"), "flag"), ("follow_up", _("Get in touch again"), "flag"),
            ("refer", _("Send to another desk"), "send"), ("change", _("Edit"), "pencil"),
            ("remove", _("Delete"), "trash-2"),
        )  # fmt: skip
        self.buttons = {
            key: Button(theme, words, icon, "soft", on_click=partial(self.asked.emit, key))
            for key, words, icon in offers
        }
        for button in self.buttons.values():
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        body = QVBoxLayout()
        body.setContentsMargins(16, 0, 16, 14)
        body.setSpacing(10)
        body.addWidget(self.facts)
        self._tiles = Tiles(theme, list(self.buttons.values()), least=164)
        body.addWidget(self._tiles)
        self.column.addWidget(self.heading)
        self.column.addLayout(body)
        self.hide()

    def show_contact(self, line: ContactLine | None, names: Mapping[str, str], *, may_write: bool) -> None:
        """Show a contact, or nothing."""
        self.setVisible(line is not None)
        if line is None:
            return
        row, look = line.contact, line.chip
        self.heading.title.setText(line.name)
        self.state.show_state(look.words, look.tone, look.icon)
        self.facts.setText("\n".join(fact_lines(line, names)))
        planned = row.status is ContactStatus.PLANNED
        answers = row.kind is ContactKind.REQUEST or row.referred_to_id is not None
        offered = {
            "done": planned, "no_show": planned, "cancelled": planned,
            "answer": answers and row.answered_at is None, "close": row.follow_up_on is not None,
            "follow_up": row.follow_up_on is None and not planned, "refer": row.answered_at is None, "change": True,
            "remove": row.answered_at is None,
        }  # fmt: skip
        for key, button in self.buttons.items():
            button.setVisible(may_write and offered[key])
        self._tiles.set_shown([self.buttons[key] for key, shown in offered.items() if shown and may_write])


class GlanceCard(Card):
    """A month by area: persons and contacts side by side; ``stepper`` goes to another month."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 0)
        self.stepper = SpanStepper(theme, _("Month before"), _("Month after"))
        self.title = CardTitle(_("At a glance"), self.stepper)
        self.model = GlanceModel(self)
        self.table = KeyTable(theme, _("The month by area"), self.model, _LOOKS)
        self.table.setItemDelegateForColumn(0, TextDelegate(theme, self.table, role="strong", lined=True))
        self.note = Label("", "secondary", ink="text2", wrap=True)
        self.note.setContentsMargins(16, 8, 16, 10)
        self._theme = theme
        for widget in (self.title, Line(), self.table, self.note):
            self.column.addWidget(widget)
        theme.changed.connect(self._fit)

    def show_month(self, month: str, glance: MonthGlance, names: Mapping[str, str]) -> None:
        """Show a month; all areas together stand last."""
        self.stepper.show_words(month)
        lines: Sequence[AreaLine] = [AreaLine(count, names.get(count.area, count.area)) for count in glance.areas]
        self.model.set_rows([*lines, AreaLine(glance.whole, _("In all"))])
        self.note.setText(glance_words(glance.whole))
        self.note.setVisible(bool(self.note.text()))
        self._fit()

    def _fit(self) -> None:
        rows = self._theme.px(self.table.ROW) * len(self.model.rows)
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 2)
