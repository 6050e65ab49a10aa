"""The line under the header of the metrics page: what the figures are, which days, and what waits for a decision."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.language import _, ngettext
from ui.pages.metrics_board import Board
from ui.pages.metrics_span import Span, span_name
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel
from ui.widgets.segmented import Segmented


class Origin(StrEnum):
    """Whether figures come from the registers here or from what the programme published."""

    COMPUTED = "computed"
    DECLARED = "declared"


class MetricsBar(QWidget):
    """Computed or declared, the way through the periods, and the sentence that says which is which."""

    origin_chosen = Signal(object)
    stepped = Signal(int)
    """One span further back (1) or forward (-1)."""
    review_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = [(Origin.COMPUTED, _("Computed here")), (Origin.DECLARED, _("Declared"))]
        self.origin = Segmented(_("Figures"), options)
        self.origin.chosen.connect(self.origin_chosen)
        self.back = Button(theme, _("The period before"), "chevron-left", "icon", on_click=lambda: self.stepped.emit(1))
        self.forth = Button(
            theme, _("The period after"), "chevron-right", "icon", on_click=lambda: self.stepped.emit(-1)
        )
        self.words = ElidedLabel("", "secondary", ink="text2")
        self.review = Button(theme, "", "git-compare", "ghost", on_click=self.review_wanted.emit)
        self.review.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        row = QHBoxLayout()
        self._column.addLayout(row)
        row.setSpacing(4)
        row.addWidget(self.origin)
        row.addSpacing(8)
        for widget in (self.back, self.forth):
            row.addWidget(widget)
        row.addWidget(self.words, 1)
        row.addWidget(self.review)

    def take(self, spans: QWidget) -> None:
        """Stand the choice of spans here, where the header is too narrow for it."""
        self._column.insertWidget(0, spans, 0, Qt.AlignmentFlag.AlignLeft)

    def show_board(self, board: Board, origin: Origin) -> None:
        """Say what is shown."""
        declared = origin is Origin.DECLARED
        self.origin.set_current(origin)
        for button in (self.back, self.forth):
            button.setVisible(not declared and board.choice.span is not Span.CUSTOM)
        self.back.setEnabled(board.choice.back < board.pairs.steps)
        self.forth.setEnabled(board.choice.back > 0)
        self.words.setText(_declared_words(board) if declared else _computed_words(board))
        text = ngettext("{n} value waits for a decision", "{n} values wait for a decision", board.undecided)
        self.review.set_text(text.format(n=board.undecided))
        self.review.setVisible(bool(board.undecided) and not declared)

    def say_counting(self) -> None:
        """Tell that the figures are on their way."""
        self.words.setText(_("Counting…"))


def _computed_words(board: Board) -> str:
    before, now = board.pairs.general.earlier, board.pairs.general.later
    words = _("From closed registers, {days}; before: {earlier}").format(
        days=span_name(now.first_day, now.last_day), earlier=span_name(before.first_day, before.last_day)
    )
    return " · ".join([*_seen_words(board), words])


def _seen_words(board: Board) -> list[str]:
    """What is left out, first: a figure of some is no figure of all."""
    view = board.choice.view
    if view.places and not view.educator_id:
        return [_("Your places")]
    return [
        *([_("Schools: your classes")] if view.educator_id else []),
        *([_("Community: your places")] if view.places else []),
    ]


def _declared_words(board: Board) -> str:
    sources = sorted({each.source for each in board.declared if each.source})
    return _("Published by the programme, not counted here. Source: {source}").format(source=", ".join(sources) or "–")
