"""A family's month by the 50/30/20 rule (Warren and Warren Tyagi, 2005), with shares that can be changed."""

from dataclasses import dataclass
from decimal import Decimal

from op_desktop.education.calculator import Calculator, Case, Numbers, money_input, rate_input
from op_desktop.education.explanation import ColumnChart, Figure, Outcome, euro, percent, tell
from op_desktop.education.rounding import HUNDRED, exact, to_cent
from op_desktop.errors import UserError
from op_desktop.language import N_


class SharesOverWhole(UserError):
    """More was given away than there is."""

    title = N_("Needs and wants together are {sum}: more than the whole income.")
    advice = N_("Lower one of the two shares until they make 100 % at most; what is left is savings.")


@dataclass(frozen=True, slots=True)
class Budget:
    """Euro a month for each of the three jars; they add up to the income."""

    needs: Decimal
    wants: Decimal
    savings: Decimal


def budget(income: Decimal, needs_share: Decimal = Decimal(50), wants_share: Decimal = Decimal(30)) -> Budget:
    """Divide a net income; shares in per cent, the cents that rounding leaves go to savings.

    Raises SharesOverWhole where the two shares make more than 100.
    """
    if needs_share + wants_share > HUNDRED:
        raise SharesOverWhole(sum=percent(needs_share + wants_share).say())
    with exact():
        needs = to_cent(income * needs_share / HUNDRED)
        wants = min(to_cent(income * wants_share / HUNDRED), income - needs)
        return Budget(needs, wants, income - needs - wants)


def _explain(numbers: Numbers) -> Outcome:
    income, needs_share, wants_share = (numbers[key] for key in ("income", "needs_share", "wants_share"))
    jars = budget(income, needs_share, wants_share)
    rest = HUNDRED - needs_share - wants_share
    needs, wants = Figure("needs", N_("Needs"), euro(jars.needs)), Figure("wants", N_("Wants"), euro(jars.wants))
    savings = Figure("savings", N_("Savings"), euro(jars.savings))
    return Outcome(
        main=Figure("savings", N_("To put aside each month"), euro(jars.savings)),
        others=(needs, wants),
        formula=tell(
            N_("Income × share = what you can spend. Needs come first, wants second; what is left you put aside.")
        ),
        steps=(
            tell(N_("Needs (rent, bills, food): {income} × {share} = {part}."),
                 income=euro(income), share=percent(needs_share), part=euro(jars.needs)),
            tell(N_("Wants (going out, hobbies): {income} × {share} = {part}."),
                 income=euro(income), share=percent(wants_share), part=euro(jars.wants)),
            tell(N_("Savings, the other {share}: {income} − {needs} − {wants} = {part}."),
                 share=percent(rest), income=euro(income), needs=euro(jars.needs), wants=euro(jars.wants),
                 part=euro(jars.savings)),
            tell(N_("In a year you put aside {saved}."), saved=euro(jars.savings * 12)),
        ),
        notes=(tell(N_("50, 30 and 20 are a starting point, not a rule: with a high rent needs take more.")),),
        chart=ColumnChart((needs, wants, savings)),
    )  # fmt: skip


BUDGET = Calculator(
    "budget", N_("Family budget"), N_("How to divide an income among needs, wants and savings."), "coins",
    (
        Case(
            "budget", N_("Family budget"),
            (
                money_input("income", N_("Net income a month"), 1500, 1_000_000, (500, 5000, 50)),
                rate_input("needs_share", N_("Share for needs"), "50", 100, ("0", "100", "1"), absent=50),
                rate_input("wants_share", N_("Share for wants"), "30", 100, ("0", "100", "1"), absent=30),
            ),
            _explain,
        ),
    ),
)  # fmt: skip
