"""People: put on file once, found again, linked and taken apart."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.domain.person import BirthBand, Part, Person, ProfileKind
from op_desktop.register import duplicates, people
from op_desktop.register.duplicates import components
from op_desktop.register.schools import NameMissing
from tests import builders
from tests.builders import at


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fatima el amrani", ("El Amrani", "Fatima")),
        ("  Maria   Rossi ", ("Rossi", "Maria")),
        ("Wei", ("", "Wei")),
        ("maria DE luca", ("DE luca", "maria")),
        ("d'amico", ("", "D'amico")),
    ],
)
def test_a_name_typed_in_one_go(typed, expected):
    assert people.split_name(typed) == expected


def test_a_name_is_enough_and_needed(workspace):
    with workspace.write("Add") as uow:
        person = people.add_person(uow, given="Wei")
        with pytest.raises(NameMissing):
            people.add_person(uow, " ", "…")
    with workspace.read() as reader:
        assert people.person_card(reader, person).person.given_name == "Wei"


def test_similar_people_are_shown_before_somebody_is_saved_twice(workspace, monkeypatch):
    with workspace.write("Scene") as uow:
        builders.persons(uow, "Fatima El Amrani", "Fatima Rossi", "Omar El Amrani", "Niccolò D'Amico", "Giuseppe Conti")
    with workspace.read() as reader:
        found = [row.given for row in people.similar(reader, "El Amràni", "FATIMA")]
        swapped = [row.given for row in people.similar(reader, "Fatima", "El Amrani")]
        spelt = [row.given for row in people.similar(reader, "Damico", "Nicolo")]
        assert people.similar(reader, "Zhang", "Wei") == people.similar(reader, "", "") == []
        shortened = [row.given for row in people.similar(reader, "Conti", "Beppe")]
        misspelt = [row.given for row in people.similar(reader, "Damiko", "Nicolo")]
        # Of very many who share a word, those are compared who share the most.
        monkeypatch.setattr(people, "LOOKED_AT", 1)
        assert [row.given for row in people.similar(reader, "El Amrani", "Omar")] == ["Omar"]
    assert shortened == ["Giuseppe"]
    assert found == swapped == ["Fatima"]
    assert spelt == misspelt == ["Niccolò"]


def test_a_persons_card_tells_labs_hours_parts_and_profile(workspace):
    with workspace.write("Scene") as uow:
        (person,) = builders.persons(uow, "Nadia Hoxha")
        lab_id = builders.lab(uow)
        builders.weekly_meetings(uow, lab_id, at("2026-11-17T14:30"), 3, [person])
        people.set_profile(uow, person, ProfileKind.NEW)
        role = people.set_role(uow, person, Part.COLLABORATOR, date(2026, 9, 1))
        assert people.set_role(uow, person, Part.COLLABORATOR, date(2026, 8, 1)) == role
        assert people.set_role(uow, person, Part.COLLABORATOR) == role
        people.describe_whole(uow, replace(uow.require(Person, person), band=BirthBand.FROM_30, phone="333 1"))
        people.rename(uow, person, "Hoxha", "Nadia Maria")

    with workspace.read() as reader:
        card = people.person_card(reader, person)
    assert [(visits.lab, visits.times, visits.last_day) for visits in card.labs] == [
        ("Spazio Compiti", 3, date(2026, 11, 17))]  # fmt: skip
    assert (card.profile, card.person.given_name, card.person.band) == (
        ProfileKind.NEW, "Nadia Maria", BirthBand.FROM_30)  # fmt: skip
    assert [(role.part, role.since) for role in card.roles] == [(Part.COLLABORATOR, date(2026, 8, 1))]
    assert card.collaborates


def test_a_decided_pair_is_not_asked_again_and_every_decision_is_taken_back(workspace):
    with workspace.write("Scene") as uow:
        one, other, third = builders.persons(uow, "Fatima El Amrani", "El Amrani Fatima", "Fattima El Amrani")

    def suspected():
        with workspace.read() as reader:
            return {frozenset((row.first_id, row.second_id)) for row in duplicates.duplicates(reader)}

    assert suspected() == {frozenset(pair) for pair in ((one, other), (one, third), (other, third))}
    with workspace.write("Decide") as uow:
        duplicates.link_same(uow, other, one, 94)
        duplicates.link_different(uow, one, third)
    assert suspected() == {frozenset((other, third))}
    with workspace.read() as reader:
        assert duplicates.canonical_people(reader) == {one: min(one, other), other: min(one, other)}
    with workspace.write("Take back") as uow:
        duplicates.unlink(uow, one, other)
        duplicates.unlink(uow, third, one)
    assert len(suspected()) == 3


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_linked_records_are_one_person_whatever_the_order_of_decisions(pairs, random):
    found = components(pairs)
    shuffled = [tuple(random.sample(pair, 2)) for pair in random.sample(pairs, len(pairs))]

    assert components(shuffled) == found
    assert all(found[one] == found[other] for one, other in pairs)
    assert all(found[smallest] == smallest <= id for id, smallest in found.items())
