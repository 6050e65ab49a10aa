"""Exercises for a class: numbers drawn from a seed, answers worked out by the calculators themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from types import MappingProxyType

from op_desktop.education.calculators import CALCULATOR_OF
from op_desktop.education.explanation import Amount, Figure, Outcome, Sentence
from op_desktop.errors import UserError
from op_desktop.language import N_

MOST_SEEDS = 9999
MANY = 6
_TRIES = 50


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question with its numbers, and the calculator's answer."""

    question: Sentence
    outcome: Outcome
    answer: Figure


@dataclass(frozen=True, slots=True)
class _Kind:
    """How questions of one case are put: the text, from where to where and in which steps each number is drawn."""

    case: str
    text: str
    draws: Mapping[str, tuple[str, str, str]]
    asks: str = ""
    """The figure that is asked for; empty for the main one."""


_KINDS: Mapping[str, Sequence[_Kind]] = MappingProxyType({
    "budget": (
        _Kind("budget", N_("A family has {income} a month. By the 50/30/20 rule, how much is there for needs?"),
              {"income": ("1200", "3200", "50")}, "needs"),
        _Kind("budget", N_("With {income} a month, {needs_share} goes to needs and {wants_share} to wants. "
                           "How much is put aside?"),
              {"income": ("1200", "3200", "100"), "needs_share": ("50", "65", "5"), "wants_share": ("10", "30", "5")}),
    ),
    "savings": (
        _Kind("monthly", N_("You want to buy something for {goal} in {months}. How much do you put aside each month?"),
              {"goal": ("240", "1200", "60"), "months": ("6", "24", "6")}),
        _Kind("months", N_("You put aside {monthly} a month and need {goal}. How many months does it take?"),
              {"monthly": ("15", "60", "5"), "goal": ("200", "900", "50")}),
        _Kind("total", N_("You have {start} and add {monthly} a month for {months}, without interest. "
                          "How much do you have?"),
              {"start": ("0", "200", "20"), "monthly": ("10", "60", "5"), "months": ("6", "24", "3")}),
    ),
    "compound": (
        _Kind("compound", N_("{capital} stay at {rate} a year for {years}, and the interest stays too. "
                             "What do they become?"),
              {"capital": ("500", "4000", "500"), "rate": ("1", "5", "0.5"), "years": ("2", "5", "1")}),
        _Kind("compound", N_("{capital} at {rate} simple interest for {years}: what do they become?"),
              {"capital": ("500", "4000", "500"), "rate": ("1", "5", "0.5"), "years": ("2", "10", "1")}, "simple"),
    ),
    "inflation": (
        _Kind("power", N_("You keep {amount} at home for {years} while prices grow by {inflation} a year. "
                          "What can they still buy, in today’s euro?"),
              {"amount": ("500", "3000", "500"), "years": ("1", "4", "1"), "inflation": ("2", "6", "0.5")}),
        _Kind("rent", N_("The rent is {rent}. The index grows by {variation}, of which the contract applies {share}. "
                         "What is the new rent?"),
              {"rent": ("350", "900", "10"), "variation": ("1", "6", "0.5"), "share": ("75", "100", "25")}),
        _Kind("index", N_("The index goes from {first} to {second}, on the same base. By how many per cent?"),
              {"first": ("110", "118", "0.5"), "second": ("118.5", "125", "0.5")}),
    ),
    "instalments": (
        _Kind("instalments", N_("A phone costs {price} at once, or {count} instalments of {instalment}. "
                                "How much more do the instalments cost?"),
              {"price": ("300", "560", "20"), "count": ("12", "24", "6"), "instalment": ("26", "50", "1")}),
        _Kind("instalments", N_("A bicycle costs {price}. The shop asks {down} at once, then {count} instalments of "
                                "{instalment}. What do you pay in all?"),
              {"price": ("400", "700", "50"), "down": ("50", "100", "10"), "count": ("12", "24", "6"),
               "instalment": ("30", "45", "1")}, "total"),
    ),
    "loan": (
        _Kind("loan", N_("A loan of {principal} without interest is paid back in {months}. How much is an instalment?"),
              {"principal": ("600", "2400", "120"), "months": ("6", "24", "6"), "tan": ("0", "0", "1")}),
        _Kind("loan", N_("A loan of {principal} at {tan} is paid back in {months}. How much interest is it in all?"),
              {"principal": ("1000", "9000", "500"), "tan": ("4", "12", "0.5"), "months": ("12", "48", "12")},
              "interest"),
    ),
    "taeg": (
        _Kind("taeg", N_("A loan of {principal} at {tan}, {months}, costs {upfront} at the start and {monthly} with "
                         "each instalment. What do you pay in all?"),
              {"principal": ("1000", "9000", "500"), "tan": ("4", "12", "0.5"), "months": ("12", "48", "12"),
               "upfront": ("50", "200", "25"), "monthly": ("1", "3", "0.5")}, "total"),
        _Kind("taeg", N_("A loan of {principal} at {tan}, {months}, costs {upfront} at the start. Use the calculator: "
                         "which is its TAEG?"),
              {"principal": ("1000", "9000", "500"), "tan": ("4", "12", "0.5"), "months": ("12", "48", "12"),
               "upfront": ("50", "200", "25")}),
    ),
    "debt": (
        _Kind("ratio", N_("A family earns {income} a month and pays {instalments} of instalments. "
                          "What share of the income is that?"),
              {"income": ("1200", "2800", "100"), "instalments": ("240", "900", "30")}),
        _Kind("threshold", N_("The average rate (TEGM) is {tegm}. Where does usury begin?"),
              {"tegm": ("2", "20", "0.5"), "cost": ("0", "0", "1"), "quarter": ("4", "4", "1"),
               "year": ("2026", "2026", "1")}),
    ),
})  # fmt: skip


def exercises(calculator: str, seed: int, count: int = MANY) -> tuple[Exercise, ...]:
    """The exercises of a calculator (its key); the same seed gives the same ones, in any language."""
    # Numbers drawn by the bits of a generator of our own seed stay the same in every version of Python.
    dice = Random(f"{calculator}-{seed}")
    kinds = _KINDS[calculator]
    found: list[Exercise] = []
    for number in range(count):
        for _try in range(_TRIES):
            drawn = _exercise(calculator, kinds[number % len(kinds)], dice)
            if drawn not in found:
                break
        found.append(drawn)
    return tuple(found)


def _exercise(calculator: str, kind: _Kind, dice: Random) -> Exercise:
    case = CALCULATOR_OF[calculator].case(kind.case)
    for _try in range(_TRIES):
        drawn = {key: _draw(dice, *span) for key, span in kind.draws.items()}
        try:
            outcome = case.answer(drawn)
        except UserError:
            continue
        figures = {figure.key: figure for figure in outcome.figures}
        answer = figures[kind.asks] if kind.asks else outcome.main
        if answer.amount.value > 0 and outcome.main.amount.value > 0 and not answer.name.endswith("less by"):
            break
    facts = {each.key: Amount(drawn[each.key], each.unit) for each in case.inputs if each.key in drawn}
    return Exercise(Sentence(kind.text, facts), outcome, answer)


def _draw(dice: Random, low: str, high: str, step: str) -> Decimal:
    first, last, each = Decimal(low), Decimal(high), Decimal(step)
    return first + each * int(dice.random() * (int((last - first) / each) + 1))
