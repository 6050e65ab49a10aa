"""Paying in instalments against paying at once: what it costs more, and the rate hidden in it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from op_desktop.education.apr import Flow, apr, every
from op_desktop.education.calculator import Calculator, Case, Numbers, money_input, whole_input
from op_desktop.education.explanation import (
    ColumnChart,
    Figure,
    Outcome,
    Sentence,
    Unit,
    Verdict,
    euro,
    number,
    percent,
    tell,
)
from op_desktop.education.rounding import half_up
from op_desktop.errors import UserError
from op_desktop.language import N_


class NothingFinanced(UserError):
    """What is paid at once already covers the price."""

    title = N_("What you pay at once already covers the price.")
    advice = N_("Lower the down payment or the costs below {price}, or pay cash.")


@dataclass(frozen=True, slots=True)
class InstalmentPlan:
    """An offer in monthly instalments beside the cash price; all in euro."""

    price: Decimal
    instalment: Decimal
    count: int
    down: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """All that is paid."""
        return self.down + self.fee + self.instalment * self.count

    @property
    def extra(self) -> Decimal:
        """What the instalments cost more than cash; below 0 where they cost less."""
        return self.total - self.price

    @property
    def rate(self) -> Decimal:
        """The TAEG of the offer in per cent, not rounded. Raises NothingFinanced."""
        financed = self.price - self.down - self.fee
        if financed <= 0:
            raise NothingFinanced(price=euro(self.price).say())
        return apr((Flow(Fraction(0), financed), *every(self.count, self.instalment)))


def _explain(numbers: Numbers) -> Outcome:
    plan = InstalmentPlan(
        numbers["price"], numbers["instalment"], int(numbers["count"]), numbers["down"], numbers["fee"]
    )
    rate = half_up(plan.rate, 2)
    cash = Figure("price", N_("Cash"), euro(plan.price))
    total = Figure("total", N_("In instalments"), euro(plan.total))
    return Outcome(
        main=Figure("extra", N_("Instalments cost more by") if plan.extra >= 0 else N_("Instalments cost less by"),
                    euro(abs(plan.extra))),
        others=(total, Figure("taeg", N_("TAEG of the offer"), percent(rate, 2))),
        formula=tell(N_("Down payment + costs + number × instalment − cash price = what the instalments cost more.")),
        steps=_steps(plan),
        notes=_notes(plan, rate),
        chart=ColumnChart((cash, total)),
        verdict=Verdict.FINE if plan.extra <= 0 else None,
    )  # fmt: skip


def _steps(plan: InstalmentPlan) -> tuple[Sentence, ...]:
    paid = plan.instalment * plan.count
    return (
        tell(N_("Instalments: {n} × {instalment} = {paid}."), n=number(plan.count), instalment=euro(plan.instalment),
             paid=euro(paid)),
        tell(N_("With down payment and costs: {down} + {fee} + {paid} = {total}."), down=euro(plan.down),
             fee=euro(plan.fee), paid=euro(paid), total=euro(plan.total)),
        tell(N_("Against cash: {total} − {price} = {extra}."), total=euro(plan.total), price=euro(plan.price),
             extra=euro(plan.extra)),
    )  # fmt: skip


def _notes(plan: InstalmentPlan, rate: Decimal) -> tuple[Sentence, ...]:
    if plan.extra > 0:
        return (tell(N_("It is as if you borrowed the money at {rate} a year (TAEG)."), rate=percent(rate, 2)),)
    if plan.extra == 0:
        return (tell(N_("Instalments without interest: same price, only later.")),)
    return (tell(N_("Here the instalments cost less than cash: read the conditions again.")),)


INSTALMENTS = Calculator(
    "instalments", N_("Instalments or cash"), N_("What paying later costs more than paying at once."), "split",
    (
        Case(
            "instalments", N_("Instalments or cash"),
            (
                money_input("price", N_("Cash price"), 540, 10_000_000, (50, 3000, 10), low="0.01"),
                whole_input("count", N_("Number of instalments"), Unit.COUNT, 24, 480, (2, 60, 1)),
                money_input("instalment", N_("Each instalment"), 25, 1_000_000, (5, 300, 1), low="0.01"),
                money_input("down", N_("Down payment"), 0, 10_000_000, (0, 1000, 10), absent=0),
                money_input("fee", N_("Costs at the start"), 0, 1_000_000, (0, 200, 5), absent=0),
            ),
            _explain,
        ),
    ),
)  # fmt: skip
