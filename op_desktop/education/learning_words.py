"""What the statistics of learning mean, in words for people who are no statisticians."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from op_desktop.domain.formats import format_number
from op_desktop.education.learning import LEAST_SHOWN, GainBand, Learning
from op_desktop.education.learning_hands import HandsLearning
from op_desktop.education.learning_items import LEAST_PUPILS, ItemFlag
from op_desktop.language import N_, _, ngettext

FLAG_NAMES: Mapping[ItemFlag, str] = MappingProxyType(
    {
        ItemFlag.TOO_HARD: N_("too hard"),
        ItemFlag.TOO_EASY: N_("too easy"),
        ItemFlag.WEAK: N_("tells little"),
        ItemFlag.CHECK_KEY: N_("check the key"),
    }
)
FLAG_REASONS: Mapping[ItemFlag, str] = MappingProxyType(
    {
        ItemFlag.TOO_HARD: N_("Fewer than two pupils in ten answered well: teach it again, or ask it more simply."),
        ItemFlag.TOO_EASY: N_("More than nine pupils in ten answered well: it no longer shows who has learned."),
        ItemFlag.WEAK: N_("Strong and weak pupils answer it almost alike: it tells little about the class."),
        ItemFlag.CHECK_KEY: N_("Weak pupils answer it better than strong ones: check that the key is right."),
    }
)
BAND_NAMES: Mapping[GainBand, str] = MappingProxyType(
    {
        GainBand.LOSS: N_("the class did worse than before"),
        GainBand.LOW: N_("low"),
        GainBand.MEDIUM: N_("medium"),
        GainBand.HIGH: N_("high"),
    }
)


def figure(value: float | Fraction | None, decimals: int = 2) -> str:
    """A statistic as written, or that it cannot be computed."""
    return not_computable() if value is None else format_number(float(value), decimals=decimals)


def not_computable() -> str:
    """What stands where a figure cannot be had."""
    return _("not computable")


def reading(learning: Learning | None) -> list[str]:
    """What a class has learned, sentence by sentence; where there are too few pupils only that."""
    if learning is None:
        return [_("No pupil took both tests.")]
    if not learning.shown:
        return [
            ngettext(
                "Only {n} pupil took both tests: results are shown from {least} on.",
                "Only {n} pupils took both tests: results are shown from {least} on.",
                learning.pupils,
            ).format(n=learning.pupils, least=LEAST_SHOWN)
        ]
    return [
        _("{n} pupils took both tests: on average {before} right answers of {highest} before, {after} after.").format(
            n=learning.pupils, highest=learning.highest, before=figure(learning.before_mean, 1),
            after=figure(learning.after_mean, 1),
        ),
        _gain(learning),
        _certainty(learning),
    ]  # fmt: skip


def reading_hands(learning: HandsLearning | None) -> list[str]:
    """What hands before and after say, sentence by sentence, and what they cannot say."""
    if learning is None:
        return [_("Hands: no question was counted both times, of at least {n} pupils.").format(n=LEAST_SHOWN)]
    before, after = learning.pupils_before, learning.pupils_after
    return [
        _("By show of hands, {n}: on average {before} right answers of {highest} before, {after} after.").format(
            n=_pupils(before) if before == after else _("{n} before and {m} after").format(n=_pupils(before), m=after),
            highest=learning.highest, before=figure(learning.before_mean, 1), after=figure(learning.after_mean, 1),
        ),
        _gain(learning),
        hands_limits(),
    ]  # fmt: skip


def hands_limits() -> str:
    """What cannot be computed from hands, and why."""
    return _(
        "Nobody knows whose hand was whose: how sure the change is, the size of the effect, each pupil’s change and "
        "the reliability of the test are not computable."
    )


def different_ways() -> str:
    """Why two tests that were answered in different ways are not compared."""
    return _(
        "One test was answered by show of hands and the other sheet by sheet: they asked different questions of the "
        "pupils and are not compared. Choose the same way for both."
    )


def _pupils(count: int) -> str:
    return ngettext("{n} pupil", "{n} pupils", count).format(n=format_number(count))


def too_few_for_items() -> str:
    """Why nothing is said about single questions."""
    return _("With fewer than {n} pupils nothing is said about single questions.").format(n=LEAST_PUPILS)


def _gain(learning: Learning | HandsLearning) -> str:
    if learning.gain is None or learning.band is None:
        return _("Gain: not computable, the class had everything right before.")
    return _("Of what was still to learn, the class has gained {share} in a hundred (gain {gain}: {band}).").format(
        share=format_number(float(learning.gain * 100)), gain=figure(learning.gain), band=_(BAND_NAMES[learning.band])
    )


def _certainty(learning: Learning) -> str:
    if learning.interval is None:
        return _("How sure this is: not computable.")
    low, high = (format_number(end, decimals=1, signed=True) for end in learning.interval)
    if learning.interval[0] <= 0 <= learning.interval[1]:
        return _("The true change lies between {low} and {high} answers (95%): it may also be chance.").format(
            low=low, high=high
        )
    return _("The true change lies between {low} and {high} answers (95%): it is hardly chance.").format(
        low=low, high=high
    )
