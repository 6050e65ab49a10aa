"""One calculator: its questions at the left, the answer and its chart at the right, and why below."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from op_desktop.education.calculator import Calculator, Case
from op_desktop.education.explanation import Outcome
from op_desktop.errors import UserError
from op_desktop.language import _
from ui.pages.education_answer import ResultCard, WhyCard
from ui.pages.education_inputs import InputCard
from ui.theme import Theme
from ui.widgets.segmented import Segmented

INPUTS_WIDTH = 348
PAUSE = 80
"""Milliseconds without a key after which the steps follow the number and the chart, which come at once."""


class CalculatorView(QWidget):
    """Computes at every key and stores nothing."""

    left = Signal()
    """The person wants to go back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.calculator: Calculator | None = None
        self.case: Case | None = None
        self.outcome: Outcome | None = None
        self.cases: Segmented | None = None
        self._reason = ""
        self.inputs, self.result, self.why = InputCard(theme), ResultCard(theme), WhyCard(theme)
        self.inputs.changed.connect(self._compute_at_once)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._explain)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addWidget(self.inputs)
        self._row.addWidget(self.result, 1)
        self._column.addLayout(self._row, 1)
        self._column.addWidget(self.why)
        theme.changed.connect(self._arrange)
        self._arrange()

    @property
    def numbers(self) -> Mapping[str, Decimal]:
        """The numbers written at the moment, without those that are none."""
        return {key: field.value for key, field in self.inputs.fields.items() if field.value is not None}

    def open(self, calculator: Calculator) -> None:
        """Show a calculator with the numbers that it starts from."""
        self.calculator = calculator
        if self.cases is not None:
            self._column.removeWidget(self.cases)
            self.cases.hide()
            self.cases.deleteLater()
            self.cases = None
        if len(calculator.cases) > 1:
            self.cases = Segmented(_("Question"), [(case.key, _(case.name)) for case in calculator.cases])
            self.cases.chosen.connect(self.choose)
            self._column.insertWidget(0, self.cases)
            QWidget.setTabOrder(self.cases, self.inputs)
        self._show(calculator.cases[0], {})
        self.inputs.first_field().field.setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, key: object) -> None:
        """Ask another question of the same calculator; numbers both have stay."""
        assert self.calculator is not None
        if self.cases is not None:
            self.cases.set_current(key)
        self._show(self.calculator.case(str(key)), self.numbers)

    def set_numbers(self, numbers: Mapping[str, Decimal]) -> None:
        """Take over numbers that were changed elsewhere."""
        self.inputs.set_numbers(numbers)
        self.compute()

    def compute(self) -> None:
        """Answer, or say what is missing for an answer."""
        self._compute_at_once()
        self._explain()

    def _compute_at_once(self) -> None:
        numbers = self.inputs.read()
        self._reason = _("Mend the number marked in red.")
        self.outcome = None
        if numbers is not None and self.case is not None:
            try:
                self.outcome = self.case.answer(numbers)
            except UserError as error:
                self._reason = str(error)
        if self.outcome is None:
            self.result.show_nothing()
            self._explain()
            return
        self.result.show_outcome(self.outcome)
        # Words that wrap take longer than a key may: they wait for the hand to rest.
        self._pause.start()

    def _explain(self) -> None:
        self._pause.stop()
        if self.outcome is None:
            self.why.show_nothing(self._reason)
        else:
            self.why.show_outcome(self.outcome)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to all calculators."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answer below the questions where both do not fit side by side."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider card, since they can stand one above the other."""
        cards = (self.inputs, self.result, self.why)
        least = max(card.minimumSizeHint().width() for card in cards)
        return QSize(least, self._column.minimumSize().height())

    def _show(self, case: Case, numbers: Mapping[str, Decimal]) -> None:
        self.case = case
        self.inputs.show_case(case, numbers)
        charts = self.result.chart
        order = (self.inputs.again, charts.lines, charts.pillars, self.why.table)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.compute()

    def _arrange(self) -> None:
        side = self._theme.px(INPUTS_WIDTH)
        fits = self.width() >= side + 12 + self.result.minimumSizeHint().width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self.inputs.setMaximumWidth(side if fits else 16_777_215)
        self.inputs.setMinimumWidth(side if fits else 0)
