"""The calculator of inflation: purchasing power, the rent, the index."""

from decimal import Decimal

from op_desktop.education.calculator import Calculator, Case, Input, Numbers, money_input, rate_input, whole_input
from op_desktop.education.explanation import (
    ColumnChart,
    Figure,
    Line,
    LineChart,
    Outcome,
    Unit,
    Verdict,
    euro,
    number,
    percent,
    tell,
    years,
)
from op_desktop.education.inflation import index_change, real_rate, real_value, revalued
from op_desktop.education.rounding import exact, half_up, to_cent
from op_desktop.language import N_


def _explain_power(numbers: Numbers) -> Outcome:
    amount, inflation, nominal, n = numbers["amount"], numbers["inflation"], numbers["nominal"], int(numbers["years"])
    value, rate = to_cent(real_value(amount, inflation, n, nominal)), half_up(real_rate(nominal, inflation), 2)
    grown = [to_cent(_grown(amount, nominal, year)) for year in range(n + 1)]
    prices = half_up(_grown(Decimal(1), inflation, n), 6)
    return Outcome(
        main=Figure("real_value", N_("What it can buy, in today’s euro"), euro(value)),
        others=(
            Figure("grown", N_("On the account"), euro(grown[-1])),
            Figure("real_rate", N_("Real rate a year"), percent(rate)),
        ),
        formula=tell(N_("What is on the account ÷ how much prices have grown = what it can really buy.")),
        steps=(
            tell(N_("On the account after {n}: {grown}."), n=years(Decimal(n)), grown=euro(grown[-1])),
            tell(N_("What costs 1 euro today will cost {prices} euro."), prices=number(prices)),
            tell(N_("{grown} ÷ {prices} = {value}."), grown=euro(grown[-1]), prices=number(prices), value=euro(value)),
        ),
        notes=(
            tell(N_("A year: (1 + {nominal}) ÷ (1 + {inflation}) − 1 = {rate} of purchasing power."),
                 nominal=percent(nominal), inflation=percent(inflation), rate=percent(rate)),
        ),
        chart=LineChart(
            tuple(range(n + 1)), Unit.YEARS,
            (
                Line(N_("What it can buy"),
                     tuple(to_cent(real_value(amount, inflation, year, nominal)) for year in range(n + 1))),
                Line(N_("On the account"), tuple(grown)),
            ),
        ),
        verdict=Verdict.CARE if value < amount else Verdict.FINE,
    )  # fmt: skip


def _grown(amount: Decimal, rate: Decimal, count: int) -> Decimal:
    with exact():
        return amount * (1 + rate / 100) ** count


def _explain_rent(numbers: Numbers) -> Outcome:
    rent, variation, share = numbers["rent"], numbers["variation"], numbers["share"]
    value = revalued(rent, variation, share)
    rounded = to_cent(value)
    with exact():
        applied = variation * share / 100
    main = Figure("new_rent", N_("New rent"), euro(rounded))
    return Outcome(
        main=main,
        others=(
            Figure("more", N_("More each month"), euro(rounded - rent)),
            Figure("more_a_year", N_("More each year"), euro((rounded - rent) * 12)),
        ),
        formula=tell(N_("Rent × (1 + change of the index × share that the contract applies) = new rent.")),
        steps=(
            tell(N_("Change applied: {variation} × {share} = {applied}."), variation=percent(variation),
                 share=percent(share), applied=percent(applied)),
            tell(N_("{rent} × (1 + {applied}) = {value}.") if value == rounded
                 else N_("{rent} × (1 + {applied}) = {value}, rounded {rounded}."),
                 rent=euro(rent), applied=percent(applied), value=euro(value), rounded=euro(rounded)),
        ),
        chart=ColumnChart((Figure("rent", N_("Rent today"), euro(rent)), main)),
    )  # fmt: skip


def _explain_index(numbers: Numbers) -> Outcome:
    first, second, link = numbers["first"], numbers["second"], numbers["link"]
    change = half_up(index_change(first, second, link), 2)
    with exact():
        joined = second * link
    return Outcome(
        main=Figure("change", N_("Change of prices"), percent(change)),
        formula=tell(N_("Later index × link ÷ earlier index × 100 − 100 = change in per cent.")),
        steps=(
            tell(N_("On the same base: {second} × {link} = {joined}."), second=number(second), link=number(link),
                 joined=number(joined)),
            tell(N_("{joined} ÷ {first} × 100 − 100 = {change}."), joined=number(joined), first=number(first),
                 change=percent(change)),
        ),
        notes=(tell(N_("ISTAT publishes the FOI index each month. The link is 1 while the base stays the same.")),),
        chart=ColumnChart((Figure("first", N_("Earlier index"), number(first)),
                           Figure("joined", N_("Later index, same base"), number(joined)))),
    )  # fmt: skip


def _index(key: str, name: str, start: str) -> Input:
    slide = (Decimal(80), Decimal(160), Decimal("0.1"))
    return Input(key, name, Unit.NUMBER, Decimal(start), Decimal("0.001"), Decimal(100_000), slide)


_INFLATION = rate_input("inflation", N_("Inflation a year"), "2.5", 100, ("0", "15", "0.1"), low="-20")
_LINK = Input("link", N_("Link between the bases"), Unit.NUMBER, Decimal(1), Decimal("0.001"), Decimal(1000),
              (Decimal("0.9"), Decimal("1.3"), Decimal("0.001")), Decimal(1))  # fmt: skip

INFLATION = Calculator(
    "inflation", N_("Inflation"), N_("What money can still buy when prices grow; what becomes of a rent."),
    "chart-column",
    (
        Case(
            "power", N_("Purchasing power"),
            (
                money_input("amount", N_("Amount"), 1000, 100_000_000, (100, 20_000, 100), low="0.01"),
                _INFLATION,
                whole_input("years", N_("Years"), Unit.YEARS, 10, 60, (1, 50, 1)),
                rate_input("nominal", N_("Interest a year"), "0", 50, ("0", "10", "0.1"), absent=0),
            ),
            _explain_power,
        ),
        Case(
            "rent", N_("Rent"),
            (
                money_input("rent", N_("Rent today"), 500, 1_000_000, (100, 2000, 10), low="0.01"),
                rate_input("variation", N_("Change of the index"), "2.7", 1000, ("-2", "15", "0.1"), low="-50"),
                rate_input("share", N_("Share applied"), "75", 100, ("0", "100", "5"), absent=100),
            ),
            _explain_rent,
        ),
        Case(
            "index", N_("Index"),
            (_index("first", N_("Earlier index"), "120.1"), _index("second", N_("Later index"), "120.2"), _LINK),
            _explain_index,
        ),
    ),
)  # fmt: skip
