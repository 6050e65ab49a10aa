"""Everything the metrics page shows for one choice of days and place, counted in one go away from the window."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import distinct, func, select

from op_desktop.domain.period import Period, add_months
from op_desktop.domain.place import Municipality
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.language import _, ngettext
from op_desktop.metrics.baseline import Declared, declared_figures, programme_start
from op_desktop.metrics.definitions import LEARNING, METRIC_OF, METRICS
from op_desktop.metrics.engine import By, Figure, compute_all, divided
from op_desktop.metrics.metric import Metric, Section
from op_desktop.metrics.multiplier import Estimate, Multiplier, estimate, multiplier
from op_desktop.metrics.people_raising import CHECKPOINTS, Curve, people_raising
from op_desktop.metrics.profile import Profile, profile
from op_desktop.metrics.scope import Scope
from op_desktop.progress import SILENT, Progress
from op_desktop.register.view import View
from op_desktop.storage import tables
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.workspace import Workspace
from ui.pages.metrics_span import Choice, Free, Pair, Pairs, Span, pairs

PERSONS = METRIC_OF["M01a"]
SHOWN: tuple[Metric, ...] = tuple(metric for metric in METRICS if metric.published or metric is PERSONS)
"""The rows of the published table, and the different people beside the accesses."""
GIVEN: tuple[Metric, ...] = tuple(metric for metric in SHOWN if VolunteerShift in metric.sources)
"""Those of them that are counted from shifts, beside all the others."""
LABS = METRIC_OF["M08"]
HOURS = METRIC_OF["H01"]
YEARS = (5,)
"""Round numbers of years at which the curve is read, after the checkpoints of its first three."""
MOST_POINTS = 5


@dataclass(frozen=True, slots=True)
class Reached:
    """A point of the curve: the day before which people are counted, and the words under it."""

    day: date
    months: int
    people: int
    label: str


@dataclass(frozen=True, slots=True)
class Board:
    """What was counted, with what was declared beside it."""

    choice: Choice
    pairs: Pairs
    earlier: Mapping[str, Figure]
    later: Mapping[str, Figure]
    declared: Sequence[Declared]
    curve_start: date
    curve: tuple[Reached, ...]
    labs: Mapping[str, int]
    """Active community labs by the ISTAT code of their municipality."""
    profile: Profile
    multiplier: Multiplier
    declared_estimate: Estimate
    """The formula as it held when the programme published its figures."""
    undecided: int
    """Records with a value that waits for a decision."""

    @property
    def empty(self) -> bool:
        """Whether nothing was closed in either span."""
        return not any(figure.rows for figures in (self.earlier, self.later) for figure in figures.values())

    @property
    def has_learned(self) -> bool:
        """Whether what classes learned was counted, too (``with_learned``)."""
        return all(metric.id in self.later for metric in LEARNING)

    def declared_of(self, metric: str, period: Period | None) -> Declared | None:
        """What was published for a metric and a period."""
        found = (each for each in self.declared if period is not None and each.period.id == period.id)
        return next((each for each in found if each.metric.id == metric), None)


@dataclass(frozen=True, slots=True)
class _People:
    """The half of the board that is about collaborators: all that is read from shifts, so that they are read once."""

    earlier: Mapping[str, Figure]
    later: Mapping[str, Figure]
    curve_start: date
    curve: tuple[Reached, ...]
    profile: Profile
    multiplier: Multiplier


def count_board(workspace: Workspace, choice: Choice, progress: Progress) -> Board:
    """Count everything, in two threads that read side by side; raises ``Cancelled`` where the progress does."""
    with ThreadPoolExecutor(1) as beside, workspace.read() as reader:
        spans = pairs(choice, reader.all(Period), reader.today)
        people = beside.submit(_count_people, workspace, choice, spans.general, progress)
        earlier, later = _figures(reader, spans, progress)
        labs = _labs(reader, spans.general.later)
        undecided = int(reader.value(select(func.count(distinct(tables.review.c.row_id)))))
        declared = declared_figures(reader)
        published = max((each.period.ends_on for each in declared), default=reader.today) - timedelta(days=1)
        declared_estimate = estimate(reader, published)
        counted = people.result()
    return Board(
        choice=choice, pairs=spans, earlier={**earlier, **counted.earlier}, later={**later, **counted.later},
        declared=declared, curve_start=counted.curve_start, curve=counted.curve, labs=labs, profile=counted.profile,
        multiplier=counted.multiplier, undecided=undecided, declared_estimate=declared_estimate,
    )  # fmt: skip


def with_learned(workspace: Workspace, board: Board, progress: Progress = SILENT) -> Board:
    """The board with what classes learned, which reads every answer and so waits until the rest is on the screen."""
    if board.has_learned:
        return board
    scopes = [board.pairs.school.earlier, board.pairs.school.later]
    with workspace.read() as reader:
        earlier, later = compute_all(reader, scopes, progress, LEARNING)
    return replace(board, earlier={**board.earlier, **earlier}, later={**board.later, **later})


def make_queries(workspace: Workspace, view: View, progress: Progress) -> None:
    """Make the queries of a board, which takes a third as long as to answer them.

    They are asked about a day before anything was; of all that is counted only the curve reads the whole programme.
    """
    day = date(1900, 1, 1)
    choice = Choice(span=Span.CUSTOM, free=Free(day, day, day - timedelta(days=1), day - timedelta(days=1)), view=view)
    with_learned(workspace, count_board(workspace, choice, progress), progress)


def _count_people(workspace: Workspace, choice: Choice, pair: Pair, progress: Progress) -> _People:
    with workspace.read() as reader:
        earlier, later = compute_all(reader, [pair.earlier, pair.later], progress, GIVEN)
        start = programme_start(reader) or reader.today
        curve = people_raising(
            reader, start, municipality_id=choice.municipality_id, venue_id=choice.venue_id, view=choice.view
        )
        origin = curve_origin(curve)
        points = curve_points(curve, origin, reader.today)
        told, worth = profile(reader, pair.later), multiplier(reader, pair.later)
        return _People(earlier, later, origin, points, told, worth)


def curve_origin(curve: Curve) -> date:
    """The programme's start, or the month of the first hours on file where those begin much later."""
    first = curve.first_days[0] if curve.first_days else curve.start
    return curve.start if months_between(curve.start, first) <= CHECKPOINTS[0] else first.replace(day=1)


def curve_points(curve: Curve, origin: date, today: date) -> tuple[Reached, ...]:
    """A handful of points from the origin to today."""
    whole = months_between(origin, today)
    if origin == curve.start:
        marks = [*CHECKPOINTS, *[years * 12 for years in YEARS]]
    else:
        step = next((each for each in (1, 3, 6, 12, 24) if whole // each <= MOST_POINTS), 48)
        marks = [step * number for number in range(1, MOST_POINTS + 1)]
    found = [
        Reached(add_months(origin, months), months, curve.before(add_months(origin, months)), months_text(months))
        for months in marks
        if months < whole
    ]
    until = date.fromordinal(today.toordinal() + 1)
    return (*found, Reached(until, max(1, whole), curve.before(until), _("today")))


def months_text(months: int) -> str:
    """``36 months``, and from five years on ``5 years``."""
    if months >= 60 and months % 12 == 0:
        return ngettext("{n} year", "{n} years", months // 12).format(n=months // 12)
    return ngettext("{n} month", "{n} months", months).format(n=months)


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def scope_of(board: Board, metric: Metric) -> tuple[Scope, Scope]:
    """The earlier and the later span of a metric."""
    pair = board.pairs.school if metric.section is Section.SCHOOLS else board.pairs.general
    return pair.earlier, pair.later


def _figures(reader: Reader, spans: Pairs, progress: Progress) -> tuple[dict[str, Figure], dict[str, Figure]]:
    schools = [metric for metric in SHOWN if metric.section is Section.SCHOOLS]
    others = [metric for metric in SHOWN if metric.section is not Section.SCHOOLS and metric not in GIVEN]
    earlier, later = compute_all(reader, [spans.general.earlier, spans.general.later], progress, others)
    before, now = compute_all(reader, [spans.school.earlier, spans.school.later], progress, schools)
    return earlier | before, later | now


def _labs(reader: Reader, scope: Scope) -> dict[str, int]:
    codes = dict(reader.rows(select(TABLE_OF[Municipality].c.id, TABLE_OF[Municipality].c.code)).__iter__())
    found = divided(reader, LABS, scope, By.MUNICIPALITY)
    return {codes[id]: number for id, number in found.items() if id in codes}
