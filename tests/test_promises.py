"""The table of promises names tests that exist, and leaves no feature of the design out."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "acceptance.md").read_text(encoding="utf-8")
FEATURES = re.split(r"(?m)^\*\*(?=F\d\d )", TABLE)[1:]
LAST = 66


@cache
def names_in(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_every_feature_stands_once_with_its_tests_or_says_what_is_not_built():
    assert [int(each[1:3]) for each in FEATURES] == list(range(1, LAST + 1))
    for each in FEATURES:
        assert "::test_" in each or "Not built" in each, each


def test_every_test_that_is_named_exists():
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TABLE)
    assert len(named) > 2 * LAST
    assert [(file, name) for file, name in named if name not in names_in(file)] == []
