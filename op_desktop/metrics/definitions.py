"""Every figure of the programme, and the rules that all share (domain 1.4 and 1.5)."""

from op_desktop.language import N_
from op_desktop.metrics import community_metrics as community
from op_desktop.metrics import desk_metrics as desk
from op_desktop.metrics import school_metrics as schools
from op_desktop.metrics.metric import Metric

RULES: dict[str, str] = {
    "R1": N_("A record belongs to the local day on which it starts; a period runs up to the midnight before the next."),
    "R2": N_("Only what took place counts: nothing planned, cancelled, replaced or missed."),
    "R3": N_("Records confirmed to be the same person count as one; mere likeness changes nothing."),
    "R4": N_("A record received several times counts once; a shift marked as a duplicate does not count."),
    "R5": N_("People without a name are a number on the record, told apart from those who are on file."),
    "R6": N_("People present at several venues are counted only once in the total."),
    "R7": N_("What lasts past midnight belongs wholly to the day on which it starts; time is minutes as noted."),
    "R8": N_("What was replaced does not count; what took its place does."),
    "R9": N_("Zero is a number; what nobody recorded is told apart and is not zero."),
}
"""The rules that all figures share."""

METRICS: tuple[Metric, ...] = (
    desk.ACCESSES,
    desk.PERSONS,
    desk.WORK,
    desk.FAMILY,
    desk.SAVINGS,
    community.EVENTS,
    community.PARTICIPANTS,
    community.LAB_PARTICIPANTS,
    community.SOCIAL,
    community.COMMUNITY,
    community.ACTIVE,
    community.COLLABORATORS,
    community.STEADY,
    community.HOURS,
    community.USERS,
    schools.CLASSES,
    schools.PUPILS,
    schools.HOURS,
)
"""In the order of the published table, each row followed by the figures that stand beside it."""

LEARNING: tuple[Metric, ...] = (schools.BEFORE, schools.AFTER)
"""What classes have learned: shares, which neither add up nor go by the month, and so stand apart."""

METRIC_OF: dict[str, Metric] = {metric.id: metric for metric in (*METRICS, *LEARNING)}

PUBLISHED: dict[str, Metric] = {metric.published: metric for metric in METRICS if metric.published}
"""The metric that continues each row of the programme's published table, by the row's id there."""
