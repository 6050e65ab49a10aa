"""Opens where a number of the metrics page comes from, whichever card it was pressed on."""

from datetime import timedelta

from op_desktop.domain.formats import format_date, format_hours, format_number
from op_desktop.domain.person import ProfileKind
from op_desktop.language import _
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import Figure
from op_desktop.metrics.school_results import AFTER, BEFORE
from op_desktop.metrics.scope import Scope
from op_desktop.register.places import municipality_id
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.dialogs.passport import Counted, PassportDialog
from ui.pages.metrics_bar import Origin
from ui.pages.metrics_board import HOURS, LABS, Board, with_learned
from ui.pages.metrics_learned import gain_sentence
from ui.pages.metrics_view import PROFILE_NAMES, coverage_text, declared_sentence, euro
from ui.widgets.label import Label


def open_origin(desk: Desk, board: Board, origin: Origin, chart: str, key: str) -> Dialog | None:
    """The dialog for an entry of a chart; figures that were only declared say so."""
    match chart:
        case "comparison":
            return desk.window.ask(_of_metric(desk, board, key))
        case "map":
            return desk.window.ask(_of_town(desk, board, key))
        case "curve":
            return desk.window.ask(_declared(desk) if origin is Origin.DECLARED else _of_point(desk, board, int(key)))
        case "learned":
            board = with_learned(desk.workspace, board)
            return desk.window.ask(_of_learned(desk, board))
        case "profile":
            return desk.window.ask(_declared(desk) if origin is Origin.DECLARED else _of_share(desk, board, key))
        case _:
            return desk.window.ask(_of_multiplier(desk, board))


def _of_metric(desk: Desk, board: Board, id: str) -> Dialog:
    metric = METRIC_OF[id]
    counted = [_counted(figures[id]) for figures in (board.earlier, board.later)]
    return PassportDialog(desk, counted, declared=declared_sentence(board, metric))


def _of_town(desk: Desk, board: Board, code: str) -> Dialog:
    scope = board.pairs.general.later.at(municipality_id=municipality_id(code), venue_id=board.choice.venue_id)
    figure = Figure(LABS, scope, board.labs.get(code, 0), 0)
    return PassportDialog(desk, [_counted(figure)])


def _of_point(desk: Desk, board: Board, number: int) -> Dialog:
    point = board.curve[number]
    scope = Scope(
        first_day=min(board.curve_start, point.day - timedelta(days=1)), end_day=point.day,
        municipality_id=board.choice.municipality_id, venue_id=board.choice.venue_id, view=board.choice.view,
    )  # fmt: skip
    title = _("People raising: {n} before {day}").format(n=format_number(point.people), day=format_date(point.day))
    note = _("Different people who gave time to any activity from the start up to that day; below, their hours.")
    return PassportDialog(desk, [_counted(Figure(HOURS, scope, 0, 0))], title=title, note=note, bare=True)


def _of_learned(desk: Desk, board: Board) -> Dialog:
    """The rows of both figures of the later span; each is written into a file by itself."""
    counted = [_counted(board.later[metric.id], _(metric.short)) for metric in (BEFORE, AFTER)]
    return PassportDialog(
        desk, counted, title=_("What classes learned"), note=gain_sentence(board.later)
    )  # fmt: skip


def _of_share(desk: Desk, board: Board, key: str) -> Dialog:
    share = next(each for each in board.profile.shares if each.kind.value == key)
    note = _("{name}: {people} of the {base} who answered ({percent}%).").format(
        name=_(PROFILE_NAMES[ProfileKind(key)]), people=format_number(share.people),
        base=format_number(board.profile.answered), percent=share.percent,
    )  # fmt: skip
    return PassportDialog(desk, [_counted(board.later["M09"])], title=_("Who collaborates"), note=note)


def _of_multiplier(desk: Desk, board: Board) -> Dialog:
    estimate, recorded = board.multiplier.estimate, board.multiplier.recorded
    formula = _("Estimated: {citizens} citizens × {hours} hours a week × {weeks} weeks × {rate} an hour = {result}.")
    note = [
        formula.format(
            citizens=format_number(estimate.citizens), hours=format_number(estimate.hours_a_week),
            weeks=format_number(estimate.weeks), rate=euro(estimate.euro_an_hour), result=euro(estimate.euro),
        ),
        _("Recorded in the period: {time} hours = {result}, in {weeks} of {all} weeks.").format(
            time=format_hours(recorded.minutes), result=euro(recorded.euro), weeks=recorded.weeks,
            all=recorded.weeks_in_all,
        ),
    ]  # fmt: skip
    covered = coverage_text(board.multiplier.coverage)
    figure = Figure(HOURS, board.pairs.general.later, recorded.minutes, 0)
    told = " ".join([*note, f"{covered}." if covered else "", _("The two are never added up.")])
    return PassportDialog(desk, [_counted(figure)], title=_("Multiplier effect"), note=told)


def _declared(desk: Desk) -> Dialog:
    dialog = Dialog(desk.theme, _("Declared by the programme"), cancel=_("Close"))
    dialog.body.addWidget(
        Label(_("This number was published by the programme. No rows of it are on file, and it is never added to "
                "what is counted here."), wrap=True)
    )  # fmt: skip
    return dialog


def _counted(figure: Figure, name: str = "") -> Counted:
    """``name`` where figures of one span are told apart by what they count."""
    last = figure.scope.end_day - timedelta(days=1)
    return Counted(name or f"{format_date(figure.scope.first_day)} – {format_date(last)}", figure)
