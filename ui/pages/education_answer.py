"""What a calculator answers: one big number, its companions, the chart, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.education.explanation import Outcome, Verdict
from op_desktop.language import N_, _
from ui.pages.education_chart import TONES, AnswerChart
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.chip import Chip
from ui.widgets.label import Label, SteadyLabel

MOST_OTHERS = 3
VERDICTS = {Verdict.FINE: N_("all right"), Verdict.CARE: N_("careful"), Verdict.HEAVY: N_("too much")}
VERDICT_ICONS = {Verdict.FINE: "circle-check", Verdict.CARE: "triangle-alert", Verdict.HEAVY: "circle-alert"}
NOTHING = "–"


class ResultCard(Card):
    """The big number with its companions, and the chart under them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=6, parent=parent)
        self.name = Label("", "label", ink="text2")
        self.value = SteadyLabel("", "answer")
        self.chip = Chip(theme, "")
        self.others = [
            (Label("", "secondary", ink="text2"), SteadyLabel("", "strong")) for _number in range(MOST_OTHERS)
        ]
        self.chart = AnswerChart(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()

    def show_outcome(self, outcome: Outcome) -> None:
        """Show an answer."""
        self.name.setText(_(outcome.main.name))
        self.value.say(outcome.main.amount.say(), close=outcome.verdict is not None)
        self.value.setAccessibleName(f"{self.name.text()}: {self.value.text()}")
        self.chip.setVisible(outcome.verdict is not None)
        if outcome.verdict is not None:
            self.chip.show_state(_(VERDICTS[outcome.verdict]), TONES[outcome.verdict], VERDICT_ICONS[outcome.verdict])
        for number, (name, value) in enumerate(self.others):
            shown = number < len(outcome.others)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(_(outcome.others[number].name))
                value.say(outcome.others[number].amount.say())
        self.chart.setVisible(True)
        self.chart.show_outcome(outcome)

    def show_nothing(self) -> None:
        """There is no answer to these inputs."""
        self.value.say(NOTHING)
        for widget in (self.chip, self.chart, *(label for pair in self.others for label in pair)):
            widget.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.value)
        line.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        companions = QHBoxLayout()
        companions.setSpacing(28)
        for name, value in self.others:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(name)
            pair.addWidget(value)
            companions.addLayout(pair)
        companions.addStretch(1)
        self.column.addWidget(self.name)
        self.column.addLayout(line)
        self.column.addLayout(companions)
        self.column.addWidget(self.chart, 1)
        self.column.addStretch(0)


class WhyCard(Card):
    """The formula in words, the steps with these numbers, and what to remember."""

    table_asked = Signal()
    """The whole schedule is wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(margin=14, spacing=4, parent=parent)
        self.formula = Label("", "strong", wrap=True)
        self.steps = Label("", wrap=True)
        self.notes = Label("", "secondary", ink="text2", wrap=True)
        self.table = Button(theme, _("The whole schedule"), "table", "ghost", on_click=self.table_asked.emit)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Why"), "card"))
        head.addStretch(1)
        head.addWidget(self.table)
        self.column.addLayout(head)
        self.column.addWidget(self.formula)
        self._line = Line()
        self.column.addWidget(self._line)
        self.column.addWidget(self.steps)
        self.column.addWidget(self.notes)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_outcome(self, outcome: Outcome) -> None:
        """Explain an answer."""
        self.formula.setText(outcome.formula.say())
        self.steps.setText(numbered(outcome))
        notes = "\n".join(note.say() for note in outcome.notes)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.table.setVisible(outcome.table is not None)

    def show_nothing(self, reason: str) -> None:
        """Say why there is no answer."""
        self.formula.setText(reason)
        self.steps.setText("")
        self.notes.hide()
        self.table.hide()


def numbered(outcome: Outcome) -> str:
    """The steps, one a line."""
    return "\n".join(f"{number}.  {step.say()}" for number, step in enumerate(outcome.steps, start=1))
