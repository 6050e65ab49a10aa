"""The command that computes with one of the calculators: calc."""

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from op_desktop.cli.terminal import table
from op_desktop.documents.exercise_sheet import ExerciseSheet, render_exercise_sheet
from op_desktop.durable import write_bytes
from op_desktop.education.apr import apr, dated_flows
from op_desktop.education.apr_dates import Period
from op_desktop.education.calculator import Calculator, Case, Input, InputOutOfRange, Numbers
from op_desktop.education.calculators import CALCULATOR_OF, CALCULATORS
from op_desktop.education.exercises import MOST_SEEDS, exercises
from op_desktop.education.explanation import Outcome, Table, percent
from op_desktop.education.rounding import half_up
from op_desktop.errors import UserError
from op_desktop.language import LANGUAGES, N_, _, language
from op_desktop.storage.clock import ROME

_DECIMALS = 6


class NumberNotPlain(UserError):
    """A number in a command that could mean two things, or none."""

    title = N_("--{option}: “{text}” is not a clear number.")
    advice = N_("Write it without signs between the thousands, such as 1234.50 or 1234,50.")


class InputsDoNotBelongTogether(UserError):
    """Inputs of different questions."""

    title = N_("These numbers do not belong to one question of “{kind}”.")
    advice = N_("Choose one: {cases}.")


class FlowUnclear(UserError):
    """A payment that is not a day and an amount."""

    title = N_("“{text}” is not a day and an amount.")
    advice = N_("Write it as 2026-11-24=1234.50.")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file, with a sub-command for each calculator."""
    command = add("calc", _("compute with one of the calculators; nothing is stored"))
    kinds = command.add_subparsers(metavar=_("KIND"), required=True)
    for calculator in CALCULATORS:
        aliases = ["apr"] if calculator.key == "taeg" else []
        parser = kinds.add_parser(
            calculator.key, aliases=aliases, help=_(calculator.purpose), description=_(calculator.purpose),
            allow_abbrev=False,
        )  # fmt: skip
        parser.add_argument("--language", choices=LANGUAGES, help=_("language of what is printed"))
        parser.add_argument("--json", action="store_true", help=_("print JSON"))
        parser.add_argument(
            "--exercises", type=Path, metavar="PDF", help=_("write an exercise sheet with its key instead")
        )
        parser.add_argument("--sheet", type=int, default=1, metavar="N", help=_("number of the exercise sheet"))
        parser.set_defaults(run=_calculate, kind=calculator.key)
        if len(calculator.cases) > 1:
            parser.add_argument("--case", choices=[case.key for case in calculator.cases], help=_("which question"))
        for each in _inputs(calculator.cases):
            parser.add_argument(f"--{each.key.replace('_', '-')}", dest=each.key, metavar="N", help=_help(each))
        if calculator.key == "taeg":
            _add_flows(parser)


def _add_flows(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--received", action="append", metavar="DAY=EURO", help=_("money received on a day, repeatable")
    )
    parser.add_argument("--paid", action="append", metavar="DAY=EURO", help=_("money paid on a day, repeatable"))
    parser.add_argument("--period", choices=[each.value for each in Period], default=Period.MONTH.value,
                        help=_("the whole periods between two days (else months)"))  # fmt: skip


def _help(each: Input) -> str:
    limits = _("{low} to {high}").format(low=each.say(each.low), high=each.say(each.high))
    return f"{_(each.name)}, {limits}".replace("%", "%%")


def _inputs(cases: Sequence[Case]) -> list[Input]:
    return list({each.key: each for case in cases for each in case.inputs}.values())


def _calculate(arguments: Namespace) -> None:
    calculator = CALCULATOR_OF[arguments.kind]
    if arguments.exercises:
        _write_exercises(calculator, arguments.sheet, arguments.exercises)
        return
    if getattr(arguments, "received", None) or getattr(arguments, "paid", None):
        _rate_of_days(arguments)
        return
    given = {
        each.key: plain_number(each.key, text)
        for each in _inputs(calculator.cases)
        if (text := getattr(arguments, each.key)) is not None
    }
    case = _case(calculator, given, getattr(arguments, "case", None))
    outcome = case.answer(given)
    if arguments.json:
        inputs = {each.key: given.get(each.key, each.absent) for each in case.inputs}
        _print_json({"calculator": calculator.key, "case": case.key, "inputs": plain(inputs), **plain_outcome(outcome)})
    else:
        print(in_words(outcome))


def _write_exercises(calculator: Calculator, number: int, path: Path) -> None:
    if not 1 <= number <= MOST_SEEDS:
        raise InputOutOfRange(name="--sheet", low=1, high=MOST_SEEDS, value=number)
    sheet = ExerciseSheet(
        title=calculator.title, exercises=exercises(calculator.key, number), seed=number,
        made_on=datetime.now(ROME).date(), language=language(),
    )  # fmt: skip
    pdf = render_exercise_sheet(sheet)
    write_bytes(path, pdf)
    print(path)


def plain_number(option: str, text: str) -> Decimal:
    """A number as typed in a shell, decimals after a point or a comma; raises NumberNotPlain.

    ``1.234`` and ``1,234`` could be a thousand and more or a little over one: refused, never guessed.
    """
    bare = text.strip().replace("\u2212", "-")
    found = re.fullmatch(r"([+-]?[0-9]{1,15})(?:[.,]([0-9]{1,10}))?", bare)
    if not found or len(found[2] or "") == 3:
        raise NumberNotPlain(option=option.replace("_", "-"), text=text[:40])
    return Decimal(f"{found[1]}.{found[2]}" if found[2] else found[1])


def _case(calculator: Calculator, given: Numbers, named: str | None) -> Case:
    """The question that these numbers answer; the first whose inputs they are, where none is named."""
    if named:
        asked = [calculator.case(named)]
    else:
        asked = [case for case in calculator.cases if given.keys() <= {each.key for each in case.inputs}]
    if not asked or not given.keys() <= {each.key for each in asked[0].inputs}:
        cases = "; ".join(
            f"--case {case.key}: {' '.join('--' + each.key.replace('_', '-') for each in case.inputs)}"
            for case in calculator.cases
        )
        raise InputsDoNotBelongTogether(kind=calculator.key, cases=cases)
    whole = [case for case in asked if all(each.key in given or each.absent is not None for each in case.inputs)]
    return (whole or asked)[0]


def _rate_of_days(arguments: Namespace) -> None:
    if any(getattr(arguments, each.key) is not None for each in _inputs(CALCULATOR_OF["taeg"].cases)):
        raise InputsDoNotBelongTogether(
            kind="taeg", cases="--principal --tan --months --upfront --monthly; --received --paid"
        )
    entries = [_flow(text) for text in arguments.received or ()]
    entries += [(day, -amount) for day, amount in map(_flow, arguments.paid or ())]
    rate = apr(dated_flows(entries, Period(arguments.period)))
    if arguments.json:
        _print_json({"calculator": "taeg", "results": {"taeg": str(half_up(rate, _DECIMALS))}})
    else:
        print(f"{_('TAEG')}: {percent(half_up(rate, 2), 2).say()}")


def _flow(text: str) -> tuple[date, Decimal]:
    day, _equals, amount = text.partition("=")
    try:
        return date.fromisoformat(day.strip()), plain_number("paid", amount)
    except (ValueError, NumberNotPlain) as error:
        raise FlowUnclear(text=text[:40]) from error


def plain(numbers: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Exact decimals as texts, so that no reader of JSON rounds them."""
    return {key: f"{value:f}" for key, value in numbers.items() if value is not None}


def plain_outcome(outcome: Outcome) -> dict[str, object]:
    """An outcome as it goes into JSON."""
    told: dict[str, object] = {
        "results": {figure.key: f"{figure.amount.value:f}" for figure in outcome.figures},
        "formula": outcome.formula.say(),
        "steps": [step.say() for step in outcome.steps],
        "notes": [note.say() for note in outcome.notes],
    }
    if outcome.verdict:
        told["verdict"] = outcome.verdict.value
    if outcome.table:
        told[outcome.table.key] = [
            {column: f"{cell.value:f}" for column, cell in zip(outcome.table.columns, row, strict=True)}
            for row in outcome.table.rows
        ]
    return told


def in_words(outcome: Outcome) -> str:
    """An outcome for people."""
    figures = table([[_(figure.name), figure.amount.say()] for figure in outcome.figures], "<>")
    steps = "\n".join(f"{n}. {step.say()}" for n, step in enumerate(outcome.steps, start=1))
    parts = [figures, outcome.formula.say(), steps, "\n".join(note.say() for note in outcome.notes)]
    if outcome.table:
        parts.append(_schedule(outcome.table))
    return "\n\n".join(part for part in parts if part)


def _schedule(lines: Table) -> str:
    heads = [_(head) for head in lines.heads]
    return table([heads, *[[cell.say() for cell in row] for row in lines.rows]], ">" * len(heads), heads=1)


def _print_json(told: Mapping[str, object]) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=1))
