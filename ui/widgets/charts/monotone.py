"""A smooth curve through points that never rises above or falls below its neighbours (Fritsch and Carlson)."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def tangents(points: Sequence[Point]) -> list[float]:
    """Slope of the curve at each point; ``points`` go strictly from left to right."""
    if len(points) < 2:
        return [0.0] * len(points)
    secants = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    slopes = [secants[0], *(_between(a, b) for a, b in pairwise(secants)), secants[-1]]
    for number, secant in enumerate(secants):
        # A cubic piece whose slopes stay within three times its secant cannot overshoot.
        limit = 3 * abs(secant)
        for end in (number, number + 1):
            slopes[end] = max(-limit, min(limit, slopes[end]))
    return slopes


def controls(points: Sequence[Point]) -> list[tuple[Point, Point, Point]]:
    """The Bézier pieces of the curve: for each, two control points and the end; the start is the end before."""
    slopes = tangents(points)
    pieces = []
    for number in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[number], points[number + 1]
        third = (x1 - x0) / 3
        pieces.append(
            ((x0 + third, y0 + slopes[number] * third), (x1 - third, y1 - slopes[number + 1] * third), (x1, y1))
        )
    return pieces


def value_at(points: Sequence[Point], x: float) -> float:
    """Height of the curve at ``x``; level outside the points."""
    if x <= points[0][0]:
        return points[0][1]
    slopes = tangents(points)
    for number in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[number], points[number + 1]
        if x <= x1:
            width = x1 - x0
            t = (x - x0) / width
            return (
                y0 * (1 + 2 * t) * (1 - t) ** 2
                + slopes[number] * width * t * (1 - t) ** 2
                + y1 * t**2 * (3 - 2 * t)
                + slopes[number + 1] * width * t**2 * (t - 1)
            )
    return points[-1][1]


def _between(before: float, after: float) -> float:
    """Slope at an inner point: none at a peak, a hollow or beside a level piece, else the harmonic mean."""
    if before * after <= 0:
        return 0.0
    return 2 * before * after / (before + after)
