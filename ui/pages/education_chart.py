"""The one chart of a calculator: lines over time or pillars side by side, whichever its answer has."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from op_desktop.education.explanation import Amount, Figure, LineChart, Outcome, Unit, Verdict
from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.lines import LinesChart, Series
from ui.widgets.charts.pillars import Pillar, PillarChart
from ui.widgets.charts.view import ChartView

TONES = {Verdict.FINE: "success", Verdict.CARE: "warning", Verdict.HEAVY: "danger"}


class AnswerChart(QWidget):
    """Shows the chart of an outcome."""

    numbers_asked = Signal(object)
    """The chart whose figures are wanted as a table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesChart(theme, _("How it goes over time"))
        self.pillars = PillarChart(theme, _("Side by side"))
        # One room for both: changing the chart never changes the height of the page.
        self._room = QStackedLayout(self)
        for chart in (self.lines, self.pillars):
            chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            chart.numbers_requested.connect(self._ask)
            self._room.addWidget(chart)

    @property
    def shown(self) -> ChartView:
        """The chart in front."""
        return self.lines if self._room.currentWidget() is self.lines else self.pillars

    def show_outcome(self, outcome: Outcome) -> None:
        """Draw what belongs to this answer."""
        chart = outcome.chart
        self._room.setCurrentWidget(self.lines if isinstance(chart, LineChart) else self.pillars)
        if isinstance(chart, LineChart):
            series = [Series(_(line.name), line.values) for line in chart.lines]
            self.lines.set_lines(chart.xs, series, _sayer(chart.unit), lambda x: Amount(Decimal(x), chart.x_unit).say())
            return
        judged = len(chart.columns) == 1 and outcome.verdict is not None
        token = TONES[outcome.verdict] if judged and outcome.verdict else ""
        limits = [_pillar(limit, "warning" if limit.key == "care" else "danger") for limit in chart.limits]
        columns = [_pillar(column, token) for column in chart.columns]
        self.pillars.set_pillars(columns, _sayer(chart.columns[0].amount.unit), limits)

    def _ask(self) -> None:
        self.numbers_asked.emit(self.shown)


def _pillar(figure: Figure, token: str) -> Pillar:
    return Pillar(figure.key, _(figure.name), figure.amount.value, token)


def _sayer(unit: Unit) -> Callable[[Decimal], str]:
    return lambda value: Amount(value, unit).say()
