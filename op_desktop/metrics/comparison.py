"""Two periods side by side, per month where they are not equally long."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from op_desktop.domain.formats import format_number, format_percent
from op_desktop.language import N_, _
from op_desktop.metrics.baseline import Declared
from op_desktop.metrics.engine import Figure
from op_desktop.metrics.metric import Metric

NOTHING = "–"
"""Stands where there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of one period, computed or declared."""

    value: int
    months: Fraction
    declared: bool = False

    @classmethod
    def of(cls, found: Figure | Declared) -> "Amount":
        """The amount of a computed or a declared figure."""
        if isinstance(found, Declared):
            return cls(found.value, Fraction(found.period.months), declared=True)
        return cls(found.value, found.scope.months)

    @property
    def per_month(self) -> Fraction:
        """The value of an average month."""
        return self.value / self.months


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric in two periods."""

    metric: Metric
    before: Amount | None
    after: Amount | None

    @property
    def unequal(self) -> bool:
        """Whether the periods differ in length, so that only their months compare."""
        return self.before is not None and self.after is not None and self.before.months != self.after.months

    @property
    def variation(self) -> Decimal | None:
        """By how many per cent it changed, per month where lengths differ; None where there is no base."""
        if self.before is None or self.after is None or not self.before.value:
            return None
        if self.unequal:
            return _percent(self.before.per_month, self.after.per_month)
        return self.raw_variation

    @property
    def raw_variation(self) -> Decimal | None:
        """By how many per cent the totals changed, whatever the lengths."""
        if self.before is None or self.after is None or not self.before.value:
            return None
        return _percent(Fraction(self.before.value), Fraction(self.after.value))

    @property
    def variation_text(self) -> str:
        """``+76 %``, ``−19 %``; a dash where there is no base."""
        return NOTHING if self.variation is None else format_percent(self.variation, decimals=0, signed=True)


def compare(
    metrics: Sequence[Metric], before: Sequence[Figure | Declared], after: Sequence[Figure | Declared]
) -> list[Comparison]:
    """These metrics in two periods; of several figures of one metric the first is taken."""
    earlier, later = _by_metric(before), _by_metric(after)
    return [Comparison(metric, earlier.get(metric.id), later.get(metric.id)) for metric in metrics]


def unequal_note(comparisons: Sequence[Comparison]) -> str:
    """What a reader must know where lengths differ; empty where all periods are alike.

    ``Second period of 30 months. Per month: classes from 1.06 to 1.63 (+55%), pupils from 19.4 to 33.5 (+72%).``
    """
    unequal = [each for each in comparisons if each.unequal]
    if not unequal:
        return ""
    units = Counter(each.metric.unit for each in unequal)
    changes = ", ".join(_change(each, by_unit=units[each.metric.unit] == 1) for each in unequal)
    length = next(each.after.months for each in unequal if each.after)
    return _(UNEQUAL_NOTE).format(months=_months(length), changes=changes)


UNEQUAL_NOTE = N_("Second period of {months} months. Per month: {changes}.")


def _change(each: Comparison, *, by_unit: bool) -> str:
    assert each.before is not None
    assert each.after is not None
    name = _(each.metric.unit.value) if by_unit else _(each.metric.short)
    return _("{name} from {before} to {after} ({variation})").format(
        name=name[:1].lower() + name[1:],
        before=_rate(each.before.per_month),
        after=_rate(each.after.per_month),
        variation=each.variation_text,
    )


def _by_metric(found: Sequence[Figure | Declared]) -> dict[str, Amount]:
    amounts: dict[str, Amount] = {}
    for each in found:
        amounts.setdefault(each.metric.id, Amount.of(each))
    return amounts


def _percent(before: Fraction, after: Fraction) -> Decimal:
    share = (after - before) / before * 100
    return Decimal(share.numerator) / Decimal(share.denominator)


def _rate(rate: Fraction) -> str:
    return format_number(float(rate), decimals=2 if rate < 10 else 1)


def _months(months: Fraction) -> str:
    return format_number(float(months), decimals=0 if months.denominator == 1 else 1)
