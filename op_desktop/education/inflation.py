"""What prices do to money: purchasing power, the real rate, an index that changes its base, a rent that follows."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from op_desktop.education.rounding import HUNDRED, exact

FOI_LINKS: Mapping[tuple[int, int], Decimal] = MappingProxyType({(2010, 2015): Decimal("1.071")})
"""What joins ISTAT's FOI index of one base year to that of the next (ISTAT, notes on the indices)."""


def real_value(amount: Decimal, inflation: Decimal, years: int, nominal: Decimal = Decimal(0)) -> Decimal:
    """What an amount that earns ``nominal`` per cent can buy after years of inflation, in today's euro; not rounded."""
    with exact():
        return amount * ((HUNDRED + nominal) / (HUNDRED + inflation)) ** years


def real_rate(nominal: Decimal, inflation: Decimal) -> Decimal:
    """By how many per cent a year one can buy more, or less; not rounded."""
    with exact():
        return ((HUNDRED + nominal) / (HUNDRED + inflation) - 1) * HUNDRED


def index_change(first: Decimal, second: Decimal, link: Decimal = Decimal(1)) -> Decimal:
    """The change between two indices in per cent, not rounded; ``link`` joins their bases where these differ."""
    with exact():
        return second * link / first * HUNDRED - HUNDRED


def revalued(rent: Decimal, variation: Decimal, share: Decimal = HUNDRED) -> Decimal:
    """A rent after a variation in per cent, of which only ``share`` per cent is applied; not rounded."""
    with exact():
        return rent * (1 + variation / HUNDRED * share / HUNDRED)
