"""What the tests of a class say, beside the grid: in plain words, with a chart, and what to look at again."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from op_desktop.documents.quiz_report import reasons, result_words
from op_desktop.domain.formats import format_number
from op_desktop.language import _, ngettext
from op_desktop.register.quiz_results import ClassResult
from ui.theme import Theme
from ui.widgets.card import Card, Line
from ui.widgets.charts.pillars import Pillar, PillarChart
from ui.widgets.label import Label

MOST_QUESTIONS = 3
"""Named beside the grid; the report names all."""


class ResultCard(Card):
    """The gain of a class as sentences and two pillars."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=8, parent=parent)
        self.first = Label("", "strong", wrap=True)
        self.words = Label("", wrap=True)
        self.chart = PillarChart(theme, _("Right answers on average, before and after"))
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.line = Line()
        self.again = Label(_("To look at again"), "label", ink="text2")
        self.questions = Label("", wrap=True)
        self.column.addWidget(Label(_("What the class has learned"), "card"))
        for widget in (self.first, self.words):
            self.column.addWidget(widget)
        self.column.addWidget(self.chart, 1)
        below: tuple[QWidget, ...] = (self.line, self.again, self.questions)
        for each in below:
            self.column.addWidget(each)
        self.column.addStretch(0)

    def show_result(self, result: ClassResult) -> None:
        """Tell a result; what cannot be computed says so, and what few pupils did is not told."""
        told = result_words(result)
        self.first.setText(told[0])
        self.words.setText("\n".join(told[1:]))
        self.words.setVisible(bool(self.words.text()))
        means = result.means
        self.chart.setVisible(means is not None)
        if means is not None:
            pillars = [
                Pillar("before", _("Before"), _rounded(means.before), "prev"),
                Pillar("after", _("After"), _rounded(means.after), "s1"),
            ]
            most = Pillar("most", _("at most"), Decimal(means.highest), "success")
            self.chart.set_pillars(pillars, _say, [most])
        self._show_questions(result)

    def _show_questions(self, result: ClassResult) -> None:
        found = [each for each in result.questions if reasons(each)]
        found.sort(key=lambda each: not each.shares.look_again)
        lines = [f"{each.text}\n{reasons(each)[0]}" for each in found[:MOST_QUESTIONS]]
        more = len(found) - MOST_QUESTIONS
        if more > 0:
            lines.append(
                ngettext("One more is in the report.", "{n} more are in the report.", more).format(n=more)
            )  # fmt: skip
        self.questions.setText("\n\n".join(lines))
        below: tuple[QWidget, ...] = (self.line, self.again, self.questions)
        for widget in below:
            widget.setVisible(bool(lines))


def scrolled(card: ResultCard) -> QScrollArea:
    """The result scrolls by itself, so that grid and keys stay in sight."""
    scroll = QScrollArea()
    scroll.setObjectName("page")
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    scroll.setAccessibleName(_("What the class has learned"))
    scroll.setWidget(card)
    return scroll


def _rounded(mean: float) -> Decimal:
    return Decimal(str(mean)).quantize(Decimal("0.1"))


def _say(value: Decimal) -> str:
    return format_number(value, decimals=0 if value == value.to_integral() else 1)
