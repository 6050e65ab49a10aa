"""Student's t: the value that a share of a distribution with few pupils stays below, to twelve digits."""

import math

_TINY = 1e-300
_CLOSE = 1e-15
_MOST_TURNS = 400


def t_probability(t: float, freedom: int) -> float:
    """The share below t; ``freedom`` is the number of degrees of freedom, at least 1."""
    inside = _incomplete_beta(t * t / (freedom + t * t), 0.5, freedom / 2)
    return (1 + math.copysign(inside, t)) / 2


def t_quantile(share: float, freedom: int) -> float:
    """The t that this share of the distribution stays below; raises ValueError outside 0 < share < 1."""
    if not 0 < share < 1 or freedom < 1:
        raise ValueError(f"share {share}, freedom {freedom}")
    if share < 0.5:
        return -t_quantile(1 - share, freedom)
    low, high = 0.0, 1.0
    while t_probability(high, freedom) < share:
        low, high = high, high * 2
    while high - low > 1e-13 * max(1.0, high):
        middle = (low + high) / 2
        low, high = (middle, high) if t_probability(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by the continued fraction that converges fast on this side."""
    if x in (0.0, 1.0):
        return x
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )  # fmt: skip
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    above, below = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    value = below
    for m in range(1, _MOST_TURNS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            below = 1 / _apart(1 + part * below)
            above = _apart(1 + part / above)
            value *= above * below
        if abs(above * below - 1) < _CLOSE:
            break
    return value


def _apart(value: float) -> float:
    """The value, kept away from zero."""
    return value if abs(value) > _TINY else _TINY
