"""The vectors of the annual percentage rate of charge: intervals, rates, and what has no rate."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from op_desktop.education.apr import (
    Flow,
    NothingReceived,
    NothingRepaid,
    RateNotComputable,
    apr,
    dated_flows,
    every,
    stated,
)
from op_desktop.education.apr_dates import Period, interval
from op_desktop.errors import UserError
from tests.education.vector_words import UnknownVector, decimal, expected, only, places

REPEATED = {"yearly": 1, "halfyearly": 2, "quarterly": 4, "monthly": 12, "weekly": 52}
REFUSALS = {"nessun rimborso": NothingRepaid, "nessuna erogazione": NothingReceived,
            "non calcolabile": RateNotComputable}  # fmt: skip

Pair = tuple[object, object]


def check_time(vector: Mapping[str, Any]) -> Iterator[Pair]:
    """The time between two days."""
    first, last = (date.fromisoformat(vector[key]) for key in ("from", "to"))
    found = interval(first, last, Period(vector["period"]))
    results = {"whole": found.whole, "per_year": found.per_year, "days": found.days, "den": found.days_in_year,
               "years": Decimal(found.years.numerator) / found.years.denominator}  # fmt: skip
    yield from expected(only(vector, {"from", "to", "period"}), results)


def check_rate(vector: Mapping[str, Any]) -> Iterator[Pair]:
    """The rate of flows, as computed and as published."""
    rate = apr(flows(vector))
    yield from expected({"apr_percent": vector["apr_percent"]}, {"apr_percent": rate})
    for told in published(vector.get("published") or ""):
        yield stated(rate, places(told)), told


def check_refusal(vector: Mapping[str, Any]) -> Iterator[Pair]:
    """Flows without a rate are refused with a sentence; the reason, where we have a name for it, is the right one."""
    reason = vector["expect"].removeprefix("error:").strip()
    try:
        found: object = apr(flows({**vector, "expect": None}))
    except UserError as error:
        found = type(error) if error.headline and error.remedy else "no words"
    wanted = next((kind for words, kind in REFUSALS.items() if words in reason), None)
    yield (isinstance(found, type) and issubclass(found, UserError), True) if wanted is None else (found, wanted)


def flows(vector: Mapping[str, Any]) -> list[Flow]:
    """The flows of a vector: listed by time, listed by day, or repeated."""
    told: list[Flow] = []
    for kind, content in only(vector, {"apr_percent", "expect"}).items():
        if kind in ("flows", "extra"):
            told += [Flow(Fraction(str(time)), decimal(amount)) for time, amount in content]
        elif kind == "t0":
            told += [Flow(Fraction(0), decimal(amount)) for amount in content]
        elif kind in ("dated", "dates", "dated_flows"):
            days = [(date.fromisoformat(day), decimal(amount)) for day, amount in content]
            told += dated_flows(days, Period(vector.get("period", "month")))
        elif kind in REPEATED:
            told += repeated(content, REPEATED[kind])
        elif kind != "period":
            raise UnknownVector(f"apr/vectors/{kind}")
    return told


def repeated(content: Mapping[str, Any], per_year: int) -> tuple[Flow, ...]:
    """``n`` equal payments; ``offset`` delays them all, ``first_at`` says when the first falls due."""
    if unknown := only(content, {"n", "amount", "offset", "first_at"}):
        raise UnknownVector(str(unknown))
    first = Fraction(str(content.get("first_at", Fraction(1, per_year)))) + Fraction(str(content.get("offset", 0)))
    return every(int(content["n"]), decimal(content["amount"]), per_year=per_year, first=first)


def published(text: str) -> list[Decimal]:
    """The rates in per cent that a publication prints: after an arrow where it derives them, else the first one."""
    shown = text.rpartition("->")[2].partition("(")[0]
    found = re.findall(r"\d+[.,]\d+", shown)
    return [Decimal(each.replace(",", ".")) for each in (found if "->" in text else found[:1])]
