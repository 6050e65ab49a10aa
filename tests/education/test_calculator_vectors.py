"""Every vector of every file in ``tests/data/calculator_vectors`` comes out of the calculators to its last digit."""

import pytest

from tests.education.vector_file import FOLDER, check_of, read
from tests.education.vector_words import UnknownVector

VECTORS = [vector for path in sorted(FOLDER.glob("*.json")) for vector in read(path)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_vector(vector):
    pairs = list(vector.check(vector.content))

    assert pairs
    assert [computed for computed, _wanted in pairs] == [wanted for _computed, wanted in pairs]


def test_the_programmes_own_vectors_are_all_there():
    assert sum(vector.name.startswith("programme-") for vector in VECTORS) == 57


@pytest.mark.parametrize("section", ["mortgage_by_moonlight", "tan_to_effective_hourly"])
def test_a_kind_that_nobody_knows_is_not_passed_over(section):
    with pytest.raises(UnknownVector):
        check_of(section)


@pytest.mark.parametrize(
    ("section", "vector"),
    [
        ("usury_threshold", {"tegm": 6, "threshold": "11.50", "ceiling": "12"}),
        ("budget_50_30_20", {"income": 1500, "needs": "750.00", "gifts": "10.00"}),
        ("french_amortisation", {"principal": 1000, "tan": 12, "months": 12, "fee": "3.00"}),
    ],
)
def test_a_field_that_nobody_knows_is_not_passed_over(section, vector):
    with pytest.raises(UnknownVector):
        list(check_of(section)(vector))


def test_a_wrong_cent_is_noticed():
    pairs = list(check_of("french_amortisation")({"principal": 1000, "tan": 12, "months": 12, "instalment": "88.86"}))

    assert [computed == wanted for computed, wanted in pairs] == [False]
