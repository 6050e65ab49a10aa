"""A calculator for the whole room: full screen, letters as large as the screen allows, a few keys, no names."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from op_desktop.education.calculator import Calculator, Case, Input
from op_desktop.education.explanation import Outcome
from op_desktop.errors import UserError
from op_desktop.language import _
from ui.pages.education_answer import NOTHING, numbered
from ui.pages.education_chart import AnswerChart
from ui.pages.education_room import KeyFoot, ValueTile
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.label import ElidedLabel, Label

SCALE: Final = 170
"""Text size in per cent on a screen of 1366×768: running text is 22 px there, and grows with the screen."""
DESIGN: Final = (1366, 768)


class Projection(QWidget):
    """One calculator; arrows choose and change its numbers, Space shows the steps, B blackens, Esc leaves."""

    left = Signal()

    def __init__(self, theme: Theme, calculator: Calculator, case: Case, numbers: Mapping[str, Decimal]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("OP Desktop")
        self.setAccessibleName(_(calculator.title))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.theme = Theme(
            application, theme.scheme, text_size=SCALE, system_font=theme.system_font, whole=False, parent=self
        )
        self.case, self.numbers = case, dict(numbers)
        self.outcome: Outcome | None = None
        self.black = False
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
        self.foot = KeyFoot()
        self._lay_out()
        self._show()

    def open_beside(self, window: QWidget) -> None:
        """Full screen, on a screen that the window is not on where there is one."""
        own = window.screen()
        screen = next((each for each in QGuiApplication.screens() if each is not own), own)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the foot."""
        act = {
            Qt.Key.Key_Escape: self.close,
            Qt.Key.Key_F11: self.close,
            Qt.Key.Key_Up: lambda: self._choose(-1),
            Qt.Key.Key_Down: lambda: self._choose(1),
            Qt.Key.Key_Left: lambda: self._change(-1),
            Qt.Key.Key_Right: lambda: self._change(1),
            Qt.Key.Key_PageUp: lambda: self._change(10),
            Qt.Key.Key_PageDown: lambda: self._change(-10),
            Qt.Key.Key_Space: self._toggle_steps,
            Qt.Key.Key_B: self._toggle_black,
        }.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
            return
        act()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the room is done."""
        super().closeEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters as large as this screen allows."""
        super().resizeEvent(event)
        fit = min(self.width() / DESIGN[0], self.height() / DESIGN[1])
        self.theme.set_look(text_size=max(90, round(SCALE * fit)))
        self.setStyleSheet(self.theme.sheet())
        edge = round(self.width() * 0.041)
        self._column.setContentsMargins(edge, round(edge * 0.6), edge, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but black while the class shall look at the teacher."""
        super().paintEvent(event)
        if self.black:
            QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)

    def _lay_out(self) -> None:
        self._body = QWidget()
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
        self._column = QVBoxLayout(self._body)
        self._column.setSpacing(14)
        self._column.addWidget(self.title)
        self._column.addLayout(values)
        self._column.addLayout(middle, 1)
        self._column.addWidget(self.formula)
        self._column.addWidget(self.steps)
        whole = QVBoxLayout(self)
        # The screen is as large as it is; letters follow it.
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.foot)

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

    def _toggle_black(self) -> None:
        self.black = not self.black
        self._body.setVisible(not self.black)
        self.foot.setVisible(not self.black)
        self.update()


def _moved(each: Input, value: Decimal, count: int) -> Decimal:
    return min(each.high, max(each.low, value + each.slide[2] * count))
