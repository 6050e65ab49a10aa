"""Reads calculator vectors (``tests/data/calculator_vectors/*.json``) and says what our calculators make of each.

A check gives pairs of what was computed and what the file expects. A section, a form or a field that nobody knows
raises ``UnknownVector``: a vector is never passed over.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from op_desktop.education import budget, compound, debt, inflation, savings
from op_desktop.education.loan import Loan
from tests.education import vector_apr
from tests.education.vector_words import UnknownVector, decimal, expected, only

FOLDER = Path(__file__).parent.parent / "data" / "calculator_vectors"

Pair = tuple[object, object]
Check = Callable[[Any], Iterator[Pair]]
TIMES = {"yearly": 1, "halfyearly": 2, "quarterly": 4, "monthly": 12, "weekly": 52, "daily": 365}
BANDS = {"verde": "fine", "green": "fine", "attenzione": "care", "amber": "care", "rosso": "heavy", "red": "heavy"}


@dataclass(frozen=True)
class Vector:
    """One vector of a file, and how it is checked."""

    name: str
    content: Any
    check: Check


def read(path: Path) -> Iterator[Vector]:
    """Every vector of a file."""
    sections = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    for section, content in only(sections).items():
        if section == "apr":
            yield from _apr(path, content)
            continue
        check = check_of(section)
        for number, vector in enumerate(content if isinstance(content, list) else [content]):
            yield Vector(f"{path.stem}-{section}-{number}", vector, check)


def _apr(path: Path, content: Mapping[str, Any]) -> Iterator[Vector]:
    kinds: dict[str, Check] = {
        "time_vectors": vector_apr.check_time, "vectors": vector_apr.check_rate, "no_root": vector_apr.check_refusal
    }  # fmt: skip
    for kind, vectors in only(content, {"convention", "rounding"}).items():
        if kind not in kinds:
            raise UnknownVector(f"apr/{kind}")
        for number, vector in enumerate(vectors):
            yield Vector(f"{path.stem}-{kind}-{vector.get('id', number)}", vector, kinds[kind])


def check_of(section: str) -> Check:
    """How the vectors of a section are checked."""
    if section in CHECKS:
        return CHECKS[section]
    if found := re.fullmatch(r"schedule_([\d.]+)_([\d.]+)pc_(\d+)m\w*", section):
        principal, tan, months = found.groups()
        return lambda vector: _schedule(vector, Loan(Decimal(principal), Decimal(tan), int(months)))
    if (found := re.fullmatch(r"tan_to_effective_(\w+)", section)) and found[1] in TIMES:
        return lambda pair: _effective(pair, TIMES[found[1]])
    raise UnknownVector(section)


def _french(vector: dict[str, Any]) -> Iterator[Pair]:
    loan = Loan(decimal(vector["principal"]), decimal(vector["tan"]), int(vector["months"]))
    results = {"instalment": loan.instalment, "total": loan.total, "interest": loan.interest}
    asked = only(vector, {"principal", "tan", "months"})
    yield from expected({key: asked.pop(key) for key in results if key in asked}, results)
    yield from _schedule(asked, loan)


def _schedule(vector: dict[str, Any], loan: Loan) -> Iterator[Pair]:
    lines = loan.schedule()
    interest, paid = (sum(getattr(line, name) for line in lines) for name in ("interest", "paid"))
    asked = only(vector, {"principal", "tan", "months"})
    columns = {"interest": "interest", "capital": "capital", "owed": "owed", "balance": "owed", "paid": "paid",
               "instalments": "paid"}  # fmt: skip
    for name in [name for name in columns if name in asked]:
        wanted = [decimal(each) for each in asked.pop(name)]
        yield [getattr(line, columns[name]) for line in lines], wanted
    results = {"instalment": loan.instalment, "last_instalment": lines[-1].paid, "total_interest": interest,
               "total_paid": paid}  # fmt: skip
    yield from expected(asked, results)


def _effective(pair: list[Any], times: int) -> Iterator[Pair]:
    tan, wanted = pair
    yield from expected({"rate": wanted}, {"rate": compound.effective_rate(decimal(tan), times)})


def _compound(vector: dict[str, Any]) -> Iterator[Pair]:
    times = next((vector[key] for key in ("times", "per_year", "frequency") if key in vector), 1)
    capital, rate, years = decimal(vector["capital"]), decimal(vector["rate"]), int(vector["years"])
    grown = compound.growth(capital, rate, years, TIMES[times] if isinstance(times, str) else int(times))
    results = {"compound": grown.compound, "simple": grown.simple, "interest": grown.compound - capital}
    if rate:
        results |= {"rule_of_72": 72 / rate, "years_to_double": compound.years_to_double(rate)}
    yield from expected(only(vector, {"capital", "rate", "years", "times", "per_year", "frequency"}), results)


def _savings(vector: dict[str, Any]) -> Iterator[Pair]:
    rate, start = decimal(vector.get("rate", 0)), decimal(vector.get("start", 0))
    given = {"rate", "start"}
    if "goal" not in vector:
        monthly, months = decimal(vector["monthly"]), int(vector["months"])
        end = savings.future_value(monthly, rate, months, start=start)
        begin = savings.future_value(monthly, rate, months, start=start, begin=True)
        results: dict[str, Any] = {"end_of_month": end, "begin_of_month": begin}
        given |= {"monthly", "months"}
    elif "last" in vector or not isinstance(vector.get("monthly", ""), str):
        took = savings.months_for(decimal(vector["goal"]), decimal(vector["monthly"]), rate, start=start)
        results = {"months": took.months, "last": took.last}
        given |= {"goal", "monthly"}
    else:
        results = {"monthly": savings.monthly_for(decimal(vector["goal"]), int(vector["months"]), rate, start=start)}
        given |= {"goal", "months"}
    yield from expected(only(vector, given), results)


def _inflation(vector: dict[str, Any]) -> Iterator[Pair]:
    if "foi_rent" in vector:
        rent = vector["foi_rent"]
        value = inflation.revalued(*(decimal(rent[key]) for key in ("rent", "variation", "share")))
        asked = only(rent, {"rent", "variation", "share"})
        yield from expected(asked, {"new_rent": value, "rounded": value})
        return
    if "foi_link" in vector:
        for bases, link in vector["foi_link"].items():
            first, second = map(int, re.findall(r"\d{4}", bases))
            yield inflation.FOI_LINKS[first, second], link
        return
    if "first_index" in vector:
        numbers = [decimal(vector.get(key, 1)) for key in ("first_index", "second_index", "link")]
        asked = only(vector, {"first_index", "second_index", "link"})
        yield from expected(asked, {"variation_percent": inflation.index_change(*numbers)})
        return
    nominal, rise = decimal(vector.get("nominal", 0)), decimal(vector["inflation"])
    years, amount = int(vector.get("years", 1)), decimal(vector.get("amount", 100))
    results = {
        "real_value_of_100": inflation.real_value(Decimal(100), rise, years, nominal),
        "purchasing_power": inflation.real_value(amount, rise, years, nominal),
        "real_value": inflation.real_value(amount, rise, years, nominal),
        "real_rate_percent": inflation.real_rate(nominal, rise),
    }
    yield from expected(only(vector, {"nominal", "inflation", "years", "amount"}), results)


def _usury(vector: dict[str, Any]) -> Iterator[Pair]:
    yield from expected(only(vector, {"tegm"}), {"threshold": debt.usury_threshold(decimal(vector["tegm"]))})


def _ratio(vector: dict[str, Any]) -> Iterator[Pair]:
    ratio = debt.debt_ratio(decimal(vector["instalments"]), decimal(vector["income"]))
    asked = only(vector, {"instalments", "income"})
    if band := asked.pop("band", None):
        yield debt.weight(ratio).value, BANDS[band]
    yield from expected(asked, {"ratio_percent": ratio})


def _budget(vector: dict[str, Any]) -> Iterator[Pair]:
    shares = {key: decimal(vector[key]) for key in ("needs_share", "wants_share") if key in vector}
    jars = budget.budget(decimal(vector["income"]), **shares)
    results = {"needs": jars.needs, "wants": jars.wants, "savings": jars.savings}
    yield from expected(only(vector, {"income", "needs_share", "wants_share", "savings_share"}), results)


CHECKS: dict[str, Check] = {
    "french_amortisation": _french, "compound": _compound, "savings_plan": _savings, "inflation": _inflation,
    "usury_threshold": _usury, "debt_ratio": _ratio, "budget_50_30_20": _budget,
}  # fmt: skip
