"""Exact numbers until somebody pays: the precision inside a calculation, and half up at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
_DIGITS = 50
_WIDE = Context(prec=_DIGITS, rounding=ROUND_HALF_UP)


_STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(13))


@contextmanager
def exact() -> Iterator[None]:
    """Fifty digits inside the block: what is lost there never reaches a cent, also over forty years of days."""
    with localcontext() as context:
        context.prec = _DIGITS
        yield


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded to this many decimals, halves away from zero."""
    # Adding 0 makes of a minus zero a zero.
    return _WIDE.add(_WIDE.quantize(value, _STEPS[decimals]), 0)


def to_cent(euro: Decimal) -> Decimal:
    """What is paid: euro with two decimals, half a cent up."""
    return half_up(euro, 2)


def monthly_rate(yearly_percent: Decimal) -> Decimal:
    """A twelfth of a nominal yearly rate, as a share: 6 per cent is 0.005 a month."""
    with exact():
        return yearly_percent / 1200
