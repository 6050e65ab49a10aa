"""Search as you type."""

import pytest

from op_desktop.register import schools, search
from tests import builders


@pytest.fixture
def filled(workspace):
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        builders.school_class(uow, school_id=school, seats=2)
        schools.add_class(uow, school, 2026, "1C")
        builders.lab(uow, "Scuola di italiano")
        builders.persons(uow, "Maria Rossi", "Mariangela Rovelli", "Rosa Marini", "Niccolò D'Amico", "Renée Łośowa")
    return workspace


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("maria ro", "people", ["Maria Rossi", "Mariangela Rovelli"]),
        ("ro mari", "people", ["Rosa Marini", "Mariangela Rovelli", "Maria Rossi"]),
        ("NICCOLO d’am", "people", ["Niccolò D'Amico"]),
        ("renee losowa", "people", ["Renée Łośowa"]),
        ("2b", "classes", ["2ªB"]),
        ("2ªB aur", "classes", ["2ªB"]),
        ("aurora", "classes", ["1ªC", "2ªB"]),
        ("scuola rho", "labs", ["Scuola di italiano"]),
        ("scuola media", "schools", ["Scuola media Aurora"]),
        ("3b", "classes", []),
    ],
)
def test_every_typed_word_begins_a_word_of_what_is_found(filled, typed, kind, expected):
    with filled.read() as reader:
        found = [hit.title for hit in getattr(search.find(reader, typed), kind)]
    assert sorted(found) == sorted(expected)


def test_nothing_typed_finds_nothing(filled):
    with filled.read() as reader:
        assert not search.find(reader, " … ")
        assert not search.find(reader, "xyz")


def test_pupils_are_not_found_by_everybody(filled):
    with filled.write("Scene") as uow:
        builders.school_class(uow, school_id=None, name="3A", named=[("Zanzibar", "Ugo")])
    with filled.read() as reader:
        assert not search.find(reader, "zanzibar")


def test_whole_words_come_before_beginnings(filled):
    with filled.write("Scene") as uow:
        builders.persons(uow, "Mar Abate")
    with filled.read() as reader:
        assert search.find(reader, "mar").people[0].title == "Mar Abate"
        assert len(search.find(reader, "mar", limit=2).people) == 2
