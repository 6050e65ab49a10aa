"""What the metrics page shows as lines of a file: what was counted and what was declared, each by itself."""

from fractions import Fraction

from op_desktop.exchange.figures import Line, Source
from op_desktop.language import language
from op_desktop.metrics.baseline import Declared
from op_desktop.metrics.definitions import LEARNING
from ui.pages.metrics_board import SHOWN, Board


def lines_of(board: Board, territory: str) -> list[Line]:
    """For every metric shown both spans as counted, then every declared figure of the whole territory.

    What classes learned is among them where the board has it. A share of which nobody was asked has no line: it is not
    zero.
    """
    lines = []
    for metric in (*SHOWN, *LEARNING) if board.has_learned else SHOWN:
        for figures in (board.earlier, board.later):
            scope = figures[metric.id].scope
            if metric in LEARNING and not figures[metric.id].rows:
                continue
            lines.append(Line.computed(figures[metric.id], _days(scope.first_day, scope.last_day), territory))
    return lines + [_declared(each) for each in board.declared]


def _declared(found: Declared) -> Line:
    period = found.period
    return Line(
        metric=found.metric, source=Source.DECLARED, stated_by=found.source,
        period=period.name_it if language() == "it" else period.name_en, first_day=period.starts_on,
        end_day=period.ends_on, months=Fraction(period.months), value=found.value,
    )  # fmt: skip


def _days(first: object, last: object) -> str:
    return f"{first}/{last}"
