"""Metrics: headline numbers, two periods side by side, the curve, the map, who collaborates, the multiplier."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.period import DatedSetting
from op_desktop.domain.place import Venue
from op_desktop.domain.school import School
from op_desktop.domain.volunteering import HourRate
from op_desktop.exchange.figures import Form, write_figures
from op_desktop.language import _
from op_desktop.metrics.definitions import LEARNING
from op_desktop.progress import Progress
from op_desktop.register.view import figures_of
from op_desktop.security.permissions import Permission
from op_desktop.storage.unit_of_work import ChangeSet
from ui.desk import Desk
from ui.dialogs.passport import ask_path, export_button
from ui.jobs import Job
from ui.pages.metrics_bar import MetricsBar, Origin
from ui.pages.metrics_board import SHOWN, Board, count_board, with_learned
from ui.pages.metrics_cards import MetricsCards
from ui.pages.metrics_factors import ask_factors
from ui.pages.metrics_headlines import Headlines
from ui.pages.metrics_learning import Learning
from ui.pages.metrics_lines import lines_of
from ui.pages.metrics_numbers import NumbersDialog
from ui.pages.metrics_origins import open_origin
from ui.pages.metrics_period import FreeSpanDialog
from ui.pages.metrics_schools import offer_school_results
from ui.pages.metrics_span import Choice, Span
from ui.pages.metrics_territory import name_territory, offer_territory
from ui.pages.metrics_view import computed_view, declared_view, show_view
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.charts.view import ChartView
from ui.widgets.empty_state import EmptyState
from ui.widgets.segmented import Segmented
from ui.widgets.toast import Toast

KEPT: Final = 24
"""How many counted boards are kept, so that going back and forth is immediate."""


class _Question:
    """One count that was asked for; told from a later one of the same choice by being another object."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice


class MetricsPage(Page):
    """Counts beside the window; the same days and place are counted again only after a change."""

    watches = (
        *dict.fromkeys(record for metric in (*SHOWN, *LEARNING) for record in metric.sources),
        DatedSetting,
        HourRate,
    )
    names_people = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Metrics"))
        self._choice = Choice()
        self._origin = Origin.COMPUTED
        self._boards: dict[Choice, Board] = {}
        self._counting: _Question | None = None
        self._job: Job | None = None
        self._learning = Learning(desk, self._add_learned, self.tell_error)
        self.board: Board | None = None
        # What the first visit asks for, as a rule: it is counted while the page is being built.
        self._choice = self._placed(self._choice)
        self._count()
        self.spans = Segmented(
            _("Period"),
            [
                (Span.MONTH, _("Month")),
                (Span.YEAR, _("Year")),
                (Span.PROGRAMME, _("36 + 36 months")),
                (Span.CUSTOM, _("Custom")),
            ],
            Span.PROGRAMME,
        )
        self.territory = Button(desk.theme, _("All municipalities"), "map-pin", on_click=self._offer_territory)
        self.export = export_button(desk, self, self._ask_export, _("Export"))
        offer_school_results(self, self.export.property("menu"), lambda: self.board)
        self.bar = MetricsBar(desk.theme)
        self.headlines = Headlines(desk.theme)
        self.cards = MetricsCards(desk.theme)
        self.empty = EmptyState(
            desk.theme, "chart-column", _("No closed registers in this period yet."), _("Go to To complete"),
            lambda: desk.go("home"),
        )  # fmt: skip
        self.cards.factors.setVisible(desk.may(Permission.WRITE_METRICS))
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Count what the choice asks for, unless it was counted since the last change."""
        self._choice = self._placed(self._choice)
        if self._choice in self._boards:
            self._show(self._boards[self._choice])
            return
        if self._counting is None or self._counting.choice != self._choice:
            self._count()
        self.bar.say_counting()

    def visit(self, **where: object) -> None:
        """Come to the front; ``metric`` opens where that figure comes from."""
        super().visit(**where)
        metric = where.get("metric")
        if isinstance(metric, str) and self.board is not None:
            self._open("comparison", metric)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Printing is exporting here."""
        return {"print": self.export.click}

    def on_changed(self, changes: ChangeSet) -> None:
        """What was counted is out of date."""
        self._forget()
        self.refresh()

    def set_compact(self, compact: bool) -> None:
        """A little less air than on other pages, so that all cards are seen at once on a laptop."""
        super().set_compact(compact)
        edge = self.column.contentsMargins()
        if not compact:
            self.column.setContentsMargins(edge.left(), 14, edge.right(), 14)
            self.column.setSpacing(10)

    def choose(self, choice: Choice) -> None:
        """Show other days or another place."""
        self._choice = choice
        self._origin = Origin.COMPUTED
        self.refresh()

    def export_to(self, path: Path, form: Form) -> None:
        """Write what is shown, with what was declared, into a file."""
        if self.board is None:
            return
        board, territory = self.board, self.territory.accessibleName()

        def work(progress: Progress) -> Path:
            lines = lines_of(with_learned(self.desk.workspace, board), territory)
            write_figures(path, lines, form, progress)
            return path

        self.desk.jobs.start(work, done=self._tell_written, failed=self.tell_error)

    def _build(self) -> None:
        slot = QWidget()
        self._slot = QHBoxLayout(slot)
        self._slot.setContentsMargins(0, 0, 0, 0)
        self.header.set_buttons(slot, self.territory, self.export)
        for widget in (self.bar, self.headlines):
            self.column.addWidget(widget)
        self.column.addWidget(self.cards, 1)
        self.column.addWidget(self.empty, 1)
        self.empty.hide()

    def _connect(self) -> None:
        self.spans.chosen.connect(self._choose_span)
        self.bar.origin_chosen.connect(self._choose_origin)
        self.bar.stepped.connect(lambda way: self.choose(replace(self._choice, back=self._choice.back + way)))
        self.bar.review_wanted.connect(lambda: self.desk.go("collection"))
        self.headlines.chosen.connect(lambda metric: self._open("comparison", metric))
        self.headlines.learned_chosen.connect(lambda: self._open("learned", ""))
        self.cards.chosen.connect(self._open)
        self.cards.numbers_asked.connect(self._show_numbers)
        self.cards.factors_wanted.connect(lambda: ask_factors(self))
        self.desk.window.density_changed.connect(self._fit)
        # Also while the page is behind: what was counted before a change must not be shown again.
        self.desk.changes.changed.connect(self._heard)
        self._fit()

    def _fit(self) -> None:
        self.headlines.set_wide(wide=self.desk.window.wide)
        if self.desk.window.narrow:
            self.bar.take(self.spans)
        else:
            self._slot.addWidget(self.spans)

    def _heard(self, changes: ChangeSet) -> None:
        if not self.isVisible() and (not changes.steps or changes.touches(*self.watches)):
            self._forget()

    def _forget(self) -> None:
        self._boards.clear()
        self._counting = None
        if self._job is not None:
            self._job.cancel()

    def _placed(self, choice: Choice) -> Choice:
        """The choice in the place that is chosen at the top of the window, of what the person is shown."""
        choice, place = replace(choice, view=figures_of(self.desk.workspace.actor)), self.desk.place
        if place is None:
            return replace(choice, venue_id=None)
        with self.desk.workspace.read() as reader:
            if reader.get(Venue, place) is not None:
                return replace(choice, venue_id=place, municipality_id=None)
            school = reader.get(School, place)
        return replace(choice, venue_id=None, municipality_id=school.municipality_id if school else None)

    def _count(self) -> None:
        question, workspace = _Question(self._choice), self.desk.workspace
        if self._job is not None:
            self._job.cancel()
        self._counting = question
        self._job = self.desk.jobs.start(
            lambda progress: (question, count_board(workspace, question.choice, progress)),
            done=self._counted, failed=self._not_counted,
        )  # fmt: skip
        self._job.finished.connect(self._job_over)

    def _job_over(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _counted(self, answer: "tuple[_Question, Board]") -> None:
        question, board = answer
        if question is not self._counting:
            return
        self._counting = None
        self._boards = dict([*self._boards.items(), (board.choice, board)][-KEPT:])
        self._show(board)

    def _not_counted(self, error: Exception) -> None:
        self._counting = None
        self.tell_error(error)

    def _show(self, board: Board) -> None:
        self.board = board
        declared = self._origin is Origin.DECLARED
        # What was declared is of the programme's own periods and of the whole territory.
        self.spans.set_current(Span.PROGRAMME if declared else board.choice.span)
        self.territory.setEnabled(not declared and self.desk.place is None)
        name_territory(self, self.territory, board.choice)
        self.bar.show_board(board, self._origin)
        nothing = board.empty and not declared
        for widget in (self.headlines, self.cards):
            widget.setVisible(not nothing)
        self.empty.setVisible(nothing)
        view = declared_view(board) if declared else computed_view(board)
        self.headlines.show_headlines(view.headlines)
        self.headlines.show_learned(board.later, shown=not declared)
        show_view(self.cards, view, board)
        self._learning.ask(board)

    def _add_learned(self, asked: Board, board: Board) -> None:
        """What classes learned is kept with its board, also behind another, unless that is out of date by now."""
        if self._boards.get(asked.choice) is asked:
            self._boards[asked.choice] = board
            if asked is self.board and asked.empty:
                self._show(board)
            elif asked is self.board:
                self.board = board
                self.headlines.show_learned(board.later, shown=self._origin is not Origin.DECLARED)

    def _choose_span(self, span: object) -> None:
        if span is Span.CUSTOM:
            dialog = FreeSpanDialog(self.theme, self.desk.workspace.now.date(), self._choice.free)
            dialog.accepted.connect(lambda: self.choose(replace(self._choice, span=Span.CUSTOM, free=dialog.free)))
            dialog.rejected.connect(lambda: self.spans.set_current(self._choice.span))
            self.desk.window.ask(dialog)
            return
        self.choose(replace(self._choice, span=Span(str(span)), back=0))

    def _choose_origin(self, origin: object) -> None:
        self._origin = Origin(str(origin))
        if self.board is not None:
            self._show(self.board)

    def _offer_territory(self) -> None:
        offer_territory(self, self.territory, lambda id: self.choose(replace(self._choice, municipality_id=id)))

    def _show_numbers(self, chart: ChartView) -> None:
        self.desk.window.ask(NumbersDialog(self.theme, chart.accessibleName(), chart.numbers()))

    def _open(self, chart: str, key: str) -> None:
        if self.board is not None:
            open_origin(self.desk, self.board, self._origin, chart, key)

    def _ask_export(self, form: Form) -> None:
        if self.board is None:
            return
        scope = self.board.pairs.general.later
        span = f"{scope.first_day}_{scope.end_day - timedelta(days=1)}"
        if (path := ask_path(self, f"{_('metrics')}_{span}{form.suffix}", form)) is not None:
            self.export_to(path, form)

    def _tell_written(self, path: Path) -> None:
        self.desk.window.say(Toast(_("Written: {file}").format(file=path.name)))
