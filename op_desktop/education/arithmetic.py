"""Works out the sums that a lesson shows, so that no printed figure has to be believed."""

import ast
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, DecimalException, localcontext

_LONGEST = 300
_HIGHEST_POWER = 1_000
_DIGITS = 40
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WRITTEN = {
    "it": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"),
}

_OPERATIONS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
}


class NotASum(Exception):
    """A text that is no sum of numbers."""


def right(line: str) -> bool:
    """Whether ``10 - 2.50 = 7.50`` is true, the left side rounded half up to the decimals shown on the right.

    Left: numbers with a point, ``+ - * / **`` and brackets, and ``taeg(received, instalment, months)``.
    Raises ``NotASum`` for anything else.
    """
    left, equals, shown = line.partition("=")
    if not equals or not re.fullmatch(r"-?\d+(\.\d+)?", shown.strip()):
        raise NotASum(line)
    wanted = Decimal(shown.strip())
    return evaluate(left).quantize(wanted, ROUND_HALF_UP) == wanted


def result(line: str) -> Decimal:
    """What a sum shows on its right side; raises ``NotASum``."""
    try:
        return Decimal(line.rpartition("=")[2].strip())
    except DecimalException as error:
        raise NotASum(line) from error


def named(line: str) -> set[Decimal]:
    """Every number that stands in a sum, operands and result."""
    return {Decimal(found) for found in _NUMBER.findall(line)}


def written(text: str, language: str) -> set[Decimal]:
    """Every number that stands in a text of this language: ``1.628,89`` or ``1,628.89``."""
    marks = str.maketrans(".,", "\0.") if language == "it" else str.maketrans(",", "\0")
    return {Decimal(found.translate(marks).replace("\0", "")) for found in _WRITTEN[language].findall(text)}


def evaluate(expression: str) -> Decimal:
    """The value of the left side of a sum, to 40 digits; raises ``NotASum``."""
    if len(expression) > _LONGEST:
        raise NotASum(expression)
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        with localcontext() as context:
            context.prec = _DIGITS
            return _value(tree.body)
    except (SyntaxError, ValueError, DecimalException, RecursionError) as error:
        raise NotASum(expression) from error


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return Decimal(repr(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return _power(_value(node.left), _value(node.right))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "taeg":
        received, instalment, months = (_value(argument) for argument in node.args)
        return _taeg(received, instalment, months)
    raise ValueError(ast.dump(node)[:80])


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > _HIGHEST_POWER or abs(base) > 1_000:
        raise ValueError("too high a power")
    return base**exponent


def _taeg(received: Decimal, instalment: Decimal, months: Decimal) -> Decimal:
    """The yearly rate in per cent at which the instalments, one at each month's end, are worth what was received.

    Directive 2008/48/EC, Annex I, with twelve equal months; by halving, to far more than is ever shown.
    """
    if not (0 < received <= instalment * months and 0 < months <= _HIGHEST_POWER):
        raise ValueError("no yearly rate between 0 and 1,000 per cent")
    low, high = Decimal(0), Decimal(10)
    for _halving in range(60):
        middle = (low + high) / 2
        monthly = (1 + middle) ** (-Decimal(1) / 12)
        worth, due = Decimal(0), instalment
        for _month in range(int(months)):
            due *= monthly
            worth += due
        low, high = (middle, high) if worth > received else (low, middle)
    return low * 100
