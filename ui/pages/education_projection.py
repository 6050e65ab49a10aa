"""A calculator for the whole room: full screen, letters as large as the screen allows, a few keys, no names."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from op_desktop.education.calculator import Calculator, Case, Input
from op_desktop.education.explanation import Outcome
from op_desktop.errors import UserError
from op_desktop.language import _
from ui.pages.education_answer import NOTHING, numbered
from ui.pages.education_chart import AnswerChart
from ui.pages.education_room import KeyFoot, ValueTile
from ui.pages.education_screen import Acts, RoomScreen
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.label import ElidedLabel, Label


class Projection(RoomScreen):
    """One calculator; arrows choose and change its numbers, Space shows the steps."""

    def __init__(self, theme: Theme, calculator: Calculator, case: Case, numbers: Mapping[str, Decimal]) -> None:
        super().__init__(theme, _(calculator.title))
        self.case, self.numbers = case, dict(numbers)
        self.outcome: Outcome | None = None
        self.chosen = 0
        self.tiles = [ValueTile(self.theme, _(each.name)) for each in case.inputs]
        title = calculator.title if len(calculator.cases) == 1 else case.name
        self.title = Label(_(title), "title")
        self.name = Label("", "lead", ink="text2")
        self.value = ElidedLabel("", "answer", ink="primary_text")
        self.others = Label("", "lead", ink="text2", wrap=True)
        self.chart = AnswerChart(self.theme)
        self.formula = Label("", "strong", wrap=True)
        self.steps = Label("", wrap=True)
        self.steps.hide()
        self._lay_out()
        self._show()

    def acts(self) -> Acts:
        """The keys of the foot."""
        return {
            Qt.Key.Key_Up: lambda: self._choose(-1),
            Qt.Key.Key_Down: lambda: self._choose(1),
            Qt.Key.Key_Left: lambda: self._change(-1),
            Qt.Key.Key_Right: lambda: self._change(1),
            Qt.Key.Key_PageUp: lambda: self._change(10),
            Qt.Key.Key_PageDown: lambda: self._change(-10),
            Qt.Key.Key_Space: self._toggle_steps,
        }

    def _lay_out(self) -> None:
        values = QHBoxLayout()
        values.setSpacing(12)
        for tile in self.tiles:
            values.addWidget(tile, 1)
        answer = QVBoxLayout()
        answer.setSpacing(2)
        answer.addStretch(1)
        for label in (self.name, self.value, self.others):
            answer.addWidget(label)
        answer.addStretch(2)
        middle = QHBoxLayout()
        middle.setSpacing(32)
        middle.addLayout(answer, 4)
        board = Card(margin=16)
        board.column.addWidget(self.chart)
        middle.addWidget(board, 7)
        self.column.addWidget(self.title)
        self.column.addLayout(values)
        self.column.addLayout(middle, 1)
        self.column.addWidget(self.formula)
        self.column.addWidget(self.steps)
        self.set_foot(
            KeyFoot(
                (
                    (("Up", "Down"), _("choose")),
                    (("Left", "Right"), _("change the number")),
                    (("Space",), _("show the steps")),
                    (("B",), _("black screen")),
                    (("Esc",), _("close")),
                )
            )
        )

    def _show(self) -> None:
        for number, (tile, each) in enumerate(zip(self.tiles, self.case.inputs, strict=True)):
            tile.show_value(each.say(self.numbers[each.key]), chosen=number == self.chosen)
        try:
            self.outcome = self.case.answer(self.numbers)
        except UserError as error:
            self.outcome = None
            self.value.setText(NOTHING)
            self.formula.setText(str(error))
            self.others.setText("")
            self.steps.setText("")
            return
        outcome = self.outcome
        self.name.setText(_(outcome.main.name))
        self.value.setText(outcome.main.amount.say())
        self.others.setText("\n".join(f"{_(figure.name)}: {figure.amount.say()}" for figure in outcome.others))
        self.formula.setText(outcome.formula.say())
        self.steps.setText(numbered(outcome))
        self.chart.show_outcome(outcome)

    def _choose(self, way: int) -> None:
        self.chosen = (self.chosen + way) % len(self.tiles)
        self._show()

    def _change(self, count: int) -> None:
        each = self.case.inputs[self.chosen]
        self.numbers[each.key] = _moved(each, self.numbers[each.key], count)
        self._show()

    def _toggle_steps(self) -> None:
        self.steps.setVisible(self.steps.isHidden())


def _moved(each: Input, value: Decimal, count: int) -> Decimal:
    return min(each.high, max(each.low, value + each.slide[2] * count))
