"""What classes learned, as the metrics page says it: right answers after and before the path, and the gain."""

from collections.abc import Mapping
from fractions import Fraction

from op_desktop.domain.formats import format_number, format_percent
from op_desktop.education.learning import band_of
from op_desktop.education.learning_words import BAND_NAMES
from op_desktop.language import _
from op_desktop.metrics.engine import Figure
from op_desktop.metrics.school_results import AFTER, BEFORE, Answers, Learned

UNKNOWN = "–"


def learned(figures: Mapping[str, Figure]) -> Learned:
    """What the two figures say together, from the answers that made them."""
    before, after = (Answers(found.parts["right"], found.parts["asked"]) for found in
                     (figures[BEFORE.id], figures[AFTER.id]))  # fmt: skip
    return Learned(before, after)


def share_words(figure: Figure) -> str:
    """A share as written; a dash where nobody was asked, which is not zero."""
    return format_percent(figure.value, decimals=0) if figure.rows else UNKNOWN


def gain_words(figures: Mapping[str, Figure]) -> str:
    """The gain with its word; nothing where it cannot be computed."""
    gain = learned(figures).gain
    return "" if gain is None else _("gain {gain}").format(gain=_number(gain))


def gain_sentence(figures: Mapping[str, Figure]) -> str:
    """What the gain was made of and how it is called."""
    both = learned(figures)
    gain = both.gain
    if gain is None:
        return _("Gain: not computable, no class has both tests in this period or everything was right before.")
    return _("Right before {before} of {asked}, after {after} of {asked_after}: gain {gain}, {band}.").format(
        before=format_number(both.before.right), asked=format_number(both.before.asked),
        after=format_number(both.after.right), asked_after=format_number(both.after.asked),
        gain=_number(gain), band=_(BAND_NAMES[band_of(gain)]),
    )  # fmt: skip


def _number(gain: Fraction) -> str:
    return format_number(float(gain), decimals=2)
