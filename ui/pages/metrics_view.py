"""What the cards of the metrics page say: computed from the registers, or declared by the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from op_desktop.domain.formats import format_date, format_hours, format_money, format_number
from op_desktop.domain.person import ProfileKind
from op_desktop.language import N_, _, ngettext
from op_desktop.metrics.baseline import Declared, declared_curve, declared_profile
from op_desktop.metrics.comparison import compare, unequal_note
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import Figure
from op_desktop.metrics.metric import Metric, Section
from op_desktop.metrics.multiplier import Estimate
from ui.pages.metrics_board import SHOWN, Board, months_text
from ui.pages.metrics_cards import MetricsCards
from ui.pages.metrics_headlines import ICONS, Headline
from ui.pages.metrics_span import Pair
from ui.widgets.charts.comparison import ComparisonGroup, ComparisonRow, Headings
from ui.widgets.charts.curve import CurvePoint
from ui.widgets.charts.legend import LegendEntry
from ui.widgets.charts.multiplier import Factor
from ui.widgets.charts.stacked_bar import Part

FOOTNOTE = "¹"

PROFILE_NAMES = {
    ProfileKind.NEW: N_("Not engaged before"),
    ProfileKind.ENGAGED: N_("Engaged before"),
    ProfileKind.FOLLOWED: N_("Followed by the services"),
}


@dataclass(frozen=True, slots=True)
class View:
    """The contents of the cards, in the reader's words."""

    headlines: tuple[Headline, ...]
    groups: tuple[ComparisonGroup, ...]
    headings: Headings
    legend: tuple[str, str]
    footnote: str
    points: tuple[CurvePoint, ...]
    axis: str
    parts: tuple[Part, ...]
    profile_note: str
    factors: tuple[Factor, ...]
    result: str
    multiplier_note: str
    declared: bool = False


def computed_view(board: Board) -> View:
    """What was counted here; the declared figure of a row stands in its note."""
    pair = board.pairs.general
    rates = pair.unequal
    rows = {metric.id: _computed_row(board, metric, rates=rates) for metric in SHOWN}
    shares = [Part(share.kind.value, _(PROFILE_NAMES[share.kind]), share.people) for share in board.profile.shares]
    estimate, recorded = board.multiplier.estimate, board.multiplier.recorded
    return View(
        headlines=tuple(Headline(id, _short(id), board.later[id].value, board.earlier[id].value) for id in ICONS),
        groups=_groups(rows, sign=board.pairs.school.unequal and not rates),
        headings=Headings(*pair.short),
        legend=pair.long,
        footnote=_rates_note(pair) if rates else _school_note(board),
        points=tuple(
            CurvePoint(str(number), point.months, point.people, point.label) for number, point in enumerate(board.curve)
        ),
        axis=_axis(board),
        parts=tuple(shares) if board.profile.answered else (),
        profile_note=_profile_note(board),
        factors=_factors(estimate),
        result=euro(estimate.euro),
        multiplier_note=_("Recorded: {hours} h = {euro}").format(
            hours=format_hours(recorded.minutes), euro=euro(recorded.euro)
        ),
    )


def declared_view(board: Board) -> View:
    """What the programme published; nothing of it was counted here."""
    first, second = declared_periods(board.declared)
    rows = {
        id: ComparisonRow(id, _short(id), first[id].value if id in first else None, now.value)
        for id, now in second.items()
    }
    comparisons = compare([metric for metric in SHOWN if metric.section is Section.SCHOOLS], [*first.values()],
                          [*second.values()])  # fmt: skip
    shares = declared_profile()
    points = [CurvePoint(str(at.months), at.months, at.people, months_text(at.months)) for at in declared_curve()]
    return View(
        headlines=tuple(
            Headline(id, _short(id), second[id].value, first[id].value) for id in ICONS if id in first and id in second
        ),
        groups=_groups(rows, sign=True),
        headings=Headings(_("First 36"), _("Foll. 36")),
        legend=(_("First 36 months"), _("Following 36 months")),
        footnote=f"{FOOTNOTE} {unequal_note(comparisons)}",
        points=tuple(points),
        axis=_("from the start of the programme"),
        parts=tuple(Part(kind.value, _(name), shares[kind.value]) for kind, name in PROFILE_NAMES.items()),
        profile_note="",
        factors=_factors(board.declared_estimate),
        result=euro(board.declared_estimate.euro),
        multiplier_note="",
        declared=True,
    )


def show_view(cards: MetricsCards, view: View, board: Board) -> None:
    """Fill the cards."""
    cards.comparison.set_groups(view.groups, view.headings, view.footnote)
    cards.legend.set_entries([LegendEntry(view.legend[0], "prev", 5.0), LegendEntry(view.legend[1], "s1")])
    cards.curve.set_points(view.points, view.axis)
    cards.set_tiles(board.labs)
    cards.profile.set_parts(view.parts)
    cards.set_notes(view.profile_note, view.multiplier_note, _("counted here") if view.declared else "")
    cards.multiplier.set_factors(view.factors, view.result)


def declared_periods(declared: Sequence[Declared]) -> tuple[dict[str, Declared], dict[str, Declared]]:
    """What was published for the first and the second period of each series, by metric."""
    first = {each.metric.id: each for each in declared if each.period.position == 1}
    second = {each.metric.id: each for each in declared if each.period.position == 2}
    return first, second


def declared_sentence(board: Board, metric: Metric) -> str:
    """The published figures of a metric, with their source; empty where there are none."""
    first, second = declared_periods(board.declared)
    before, now = first.get(metric.id), second.get(metric.id)
    if before is None or now is None:
        return ""
    return _("Declared by the programme, not counted here: {before} in {first} months, then {now} in {second}.").format(
        before=format_number(before.value), first=before.period.months, now=format_number(now.value),
        second=now.period.months,
    ) + " " + _("Source: {source}.").format(source=now.source)  # fmt: skip


def euro(amount: Decimal) -> str:
    """An amount without its cents, as the programme prints it."""
    return format_money(int(amount.quantize(Decimal(1))) * 100)


def coverage_text(coverage: Decimal | None) -> str:
    """How much of the estimated time is on file."""
    if coverage is None:
        return ""
    return _("{percent}% of the estimate is recorded").format(percent=format_number(coverage, decimals=1))


def _short(id: str) -> str:
    return _(METRIC_OF[id].short)


def _computed_row(board: Board, metric: Metric, *, rates: bool) -> ComparisonRow:
    before, now = board.earlier[metric.id], board.later[metric.id]
    told = declared_sentence(board, metric)
    if rates:
        return ComparisonRow(metric.id, _(metric.short), _rate(before), _rate(now), told)
    return ComparisonRow(metric.id, _(metric.short), before.value, now.value, told)


def _rate(figure: Figure) -> Decimal:
    rate = Fraction(figure.value) / figure.scope.months
    return (Decimal(rate.numerator) / Decimal(rate.denominator)).quantize(Decimal("0.1"))


def _groups(rows: dict[str, ComparisonRow], *, sign: bool) -> tuple[ComparisonGroup, ...]:
    groups = []
    for section in Section:
        title = _(section.value) + (f" {FOOTNOTE}" if sign and section is Section.SCHOOLS else "")
        groups.append(
            ComparisonGroup(
                title, tuple(rows[each.id] for each in SHOWN if each.section is section and each.id in rows)
            )
        )
    return tuple(groups)


def _rates_note(pair: Pair) -> str:
    lengths = [format_number(float(scope.months), decimals=0 if scope.months.denominator == 1 else 1)
               for scope in (pair.earlier, pair.later)]  # fmt: skip
    return _("Periods of {first} and {second} months: every figure is per month.").format(
        first=lengths[0], second=lengths[1]
    )


def _school_note(board: Board) -> str:
    if not board.pairs.school.unequal:
        return ""
    schools = [metric for metric in SHOWN if metric.section is Section.SCHOOLS]
    figures = [[found[metric.id] for metric in schools] for found in (board.earlier, board.later)]
    return f"{FOOTNOTE} {unequal_note(compare(schools, *figures))}"


def _axis(board: Board) -> str:
    return _("from {day}").format(day=format_date(board.curve_start, "date"))


def _profile_note(board: Board) -> str:
    answered = board.profile.answered
    if not answered:
        return _("Nobody has been asked yet.")
    return ngettext("{n} answer", "{n} answers", answered).format(n=format_number(answered))


def _factors(estimate: Estimate) -> tuple[Factor, ...]:
    return (
        Factor("citizens", format_number(estimate.citizens), _("citizens")),
        Factor("hours", format_number(estimate.hours_a_week), _("h/week")),
        Factor("weeks", format_number(estimate.weeks), _("weeks")),
        Factor("euro", euro(estimate.euro_an_hour), _("an hour")),
    )
