"""The ministry's registry of schools: read as it is published, previewed, written once, taken back whole."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.domain.account import Account, Role
from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Level, School
from op_desktop.exchange.refusals import FileRefused, NothingToRead
from op_desktop.exchange.school_import import Decision, Decisions, Verdict, import_schools, preview_schools
from op_desktop.exchange.school_registry import NotTheRegistry, Outside, read_registry
from op_desktop.register import schools
from op_desktop.register.places import municipality_id, seed_reference
from op_desktop.register.school_imports import school_imports, take_schools_back
from op_desktop.security.permissions import Actor
from op_desktop.workspace import Workspace
from tests.exchange.registry_files import OTHERS, SCHOOLS, STATE, registry

RHO, ARESE = municipality_id("015182"), municipality_id("015009")
TERRITORY = {"H264": RHO, "A389": ARESE}
JOIN_ALL, ADD_ALL = Decisions(others=Decision.JOIN), Decisions(others=Decision.ADD)


def take_in(workspace, data, decisions=JOIN_ALL, name="scuole.csv"):
    with workspace.write("Import") as uow:
        return import_schools(uow, preview_schools(uow, data, name), decisions, sha256="0" * 64)


def preview(workspace, data):
    with workspace.read() as reader:
        return preview_schools(reader, data, "scuole.csv")


def on_file(workspace):
    with workspace.read() as reader:
        return {school.code: school for school in reader.all(School)}


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_registry_is_read_however_it_was_saved(separator, encoding):
    found = read_registry(registry(separator=separator, encoding=encoding), "scuole.csv", TERRITORY)

    assert [(each.code, each.name, each.level, each.municipality_id, each.institute) for each in found.schools] == [
        ("MIMM8AA01X", "Scuola Media Aurora", Level.LOWER_SECONDARY, RHO, "I.C. Via De Amicis"),
        ("MIEE8AA012", "Primaria Girasole", Level.PRIMARY, ARESE, "I.C. Don Milani - Città Nuova"),
        ("MIPS01000A", "Liceo Scientifico Villoresi", Level.UPPER_SECONDARY, RHO, ""),
    ]
    assert found.outside == {Outside.KINDERGARTEN: 1, Outside.HEAD_OFFICE: 2, Outside.ELSEWHERE: 1}
    assert found.rows == len(SCHOOLS)


def test_the_file_of_other_schools_has_no_institute():
    data = registry([("MI1E00100X", "PRIMARIA SAN LUIGI", "H264", ""), ("MI1A00200X", "NIDO", "H264", "")], OTHERS)
    found = read_registry(data, "paritarie.csv", TERRITORY)

    assert [(each.code, each.level, each.institute) for each in found.schools] == [("MI1E00100X", Level.PRIMARY, "")]
    assert len(OTHERS) == len(STATE) - 5


def test_what_cannot_be_taken_is_told_with_its_row_and_reason():
    rows = [
        ("MIMM8AA01X", "SCUOLA MEDIA AURORA", "H264", ""),
        ("XX", "SENZA CODICE", "H264", ""),
        ("MIMM8AA02X", "Non Disponibile", "H264", ""),
        ("MIZZ8AA03X", "STRANA", "H264", ""),
        ("MIMM8AA04X", "FUORI POSTO", "Rho", ""),
        ("MIMM8AA01X", "SCUOLA MEDIA AURORA", "H264", ""),
        ("MIMM8AA01X", "ALTRO NOME", "H264", ""),
    ]
    data = registry(rows) + b"MI,only,three\r\n"
    found = read_registry(data, "scuole.csv", TERRITORY)

    assert [(row.line, str(row.remark)) for row in found.refused] == [
        (3, "“XX” is not the code of a school: two letters and eight letters or digits"),
        (4, "The name of the school is missing"),
        (5, "“ZZ” in the code MIZZ8AA03X is no kind of school that is known here"),
        (6, "“RHO” is not the code of a municipality"),
        (8, "MIMM8AA01X is already in row 2 with other data"),
        (9, "The row has 3 cells, the titles 19"),
    ]
    assert found.outside == {Outside.REPEATED: 1}
    assert len(found.schools) + len(found.refused) + sum(found.outside.values()) == found.rows == 8


@pytest.mark.parametrize(
    ("data", "kind"), [(b"", NothingToRead), (b"\n\n", NothingToRead), (b"Nome;Via\nAurora;x\n", NotTheRegistry),
                       (b"PK\x03\x04", FileRefused), (b'A,"B\n', FileRefused)],
)  # fmt: skip
def test_another_file_is_refused_with_a_sentence(data, kind):
    with pytest.raises(kind) as refused:
        read_registry(data, "altro.csv", TERRITORY)
    assert "altro.csv" in refused.value.headline


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=6))
def test_a_damaged_file_is_read_or_refused_and_no_row_is_lost(damage):
    data = bytearray(registry())
    for place, byte in damage:
        data[place % len(data)] = byte
    try:
        found = read_registry(bytes(data), "scuole.csv", TERRITORY)
    except FileRefused:
        return
    assert len(found.schools) + len(found.refused) + sum(found.outside.values()) == found.rows


def test_a_preview_counts_and_a_second_import_changes_nothing(workspace):
    shown = preview(workspace, registry())
    assert [shown.count(each) for each in Verdict] == [3, 0, 0, 0, 0]
    assert shown.elsewhere == 1
    assert on_file(workspace) == {}

    done = take_in(workspace, registry())
    assert (done.new, done.updated) == (3, 0)
    again = take_in(workspace, registry(separator=";", encoding="cp1252"))
    assert (again.new, again.updated, again.batch) == (0, 0, None)
    assert preview(workspace, registry()).count(Verdict.UNCHANGED) == 3
    assert len(on_file(workspace)) == 3


def test_a_school_renamed_by_the_ministry_is_updated_and_one_renamed_by_hand_keeps_its_name(workspace):
    take_in(workspace, registry())
    with workspace.write("Rename") as uow:
        by_hand = next(school for school in uow.all(School) if school.code == "MIEE8AA012")
        uow.put(replace(by_hand, name="Girasole di Arese"))
    renamed = [(code, name.replace("AURORA", "NUOVA").replace("GIRASOLE", "LE QUERCE"), town, institute)
               for code, name, town, institute in SCHOOLS]  # fmt: skip

    shown = preview(workspace, registry(renamed))
    assert {row.code: str(row.remark) for row in shown.rows if row.verdict is Verdict.UPDATED} == {
        "MIMM8AA01X": "The registry called it SCUOLA MEDIA AURORA",
        "MIEE8AA012": "The registry called it PRIMARIA GIRASOLE",
    }
    take_in(workspace, registry(renamed))

    assert on_file(workspace)["MIMM8AA01X"].name == "Scuola Media Nuova"
    assert on_file(workspace)["MIEE8AA012"].name == "Girasole di Arese"
    assert preview(workspace, registry(renamed)).count(Verdict.UNCHANGED) == 3


def test_a_typed_school_is_proposed_as_the_same_and_keeps_its_classes(workspace):
    with workspace.write("Typed") as uow:
        typed = schools.add_school(uow, "Media Aurora", RHO, Level.LOWER_SECONDARY)
        other_town = schools.add_school(uow, "Media Aurora", ARESE, Level.LOWER_SECONDARY)
        class_id = schools.add_class(uow, typed, 2026, "2B")

    shown = preview(workspace, registry())
    (proposed,) = [row for row in shown.rows if row.verdict is Verdict.MAY_BE]
    assert (proposed.code, proposed.standing.id) == ("MIMM8AA01X", typed)
    assert str(proposed.remark) == "May be “Media Aurora”, typed by hand"

    left = take_in(workspace, registry(), Decisions())
    assert (left.new, left.undecided) == (2, 1)
    take_in(workspace, registry(), Decisions(joined=["MIMM8AA01X"]))
    with workspace.read() as reader:
        school = reader.require(School, typed)
        assert (school.name, school.code) == ("Media Aurora", "MIMM8AA01X")
        assert reader.require(School, other_town).code == ""
        assert [row.id for row in schools.classes(reader)] == [class_id]
    assert preview(workspace, registry()).count(Verdict.UNCHANGED) == 3


def test_another_school_than_the_typed_one_is_added_on_request(workspace):
    with workspace.write("Typed") as uow:
        typed = schools.add_school(uow, "Scuola media Aurora", RHO)
    take_in(workspace, registry(), Decisions(added=["MIMM8AA01X"]))

    with workspace.read() as reader:
        assert reader.require(School, typed).code == ""
        assert len(reader.all(School)) == 4


@pytest.mark.parametrize("name", ["Scuola secondaria Montessori", "Scuola media", "Aurea"])
def test_another_name_is_no_proposal(workspace, name):
    with workspace.write("Typed") as uow:
        schools.add_school(uow, name, RHO, Level.LOWER_SECONDARY)
    assert preview(workspace, registry()).count(Verdict.MAY_BE) == 0


def test_an_import_is_taken_back_whole_weeks_later_but_no_school_with_classes_goes(workspace):
    with workspace.write("Typed") as uow:
        typed = schools.add_school(uow, "Media Aurora", RHO, Level.LOWER_SECONDARY)
        before = uow.require(School, typed)
    batch = take_in(workspace, registry()).batch
    used = on_file(workspace)["MIEE8AA012"]
    with workspace.write("Class") as uow:
        schools.add_class(uow, used.id, 2026, "5A")

    with workspace.write("Take back") as uow:
        done = take_schools_back(uow, batch.id)
    assert (done.removed, done.restored, done.kept) == (1, 1, ("Primaria Girasole",))
    with workspace.read() as reader:
        assert reader.require(School, typed) == before
        assert {school.id for school in reader.all(School)} == {typed, used.id}
        (row,) = school_imports(reader)
    assert (row.source, row.created, row.updated, row.undone) == ("scuole.csv", 2, 1, True)
    assert row.imported_at == datetime(2026, 11, 24, 10, 3)

    with workspace.write("Take back") as uow:
        assert take_schools_back(uow, batch.id).removed == 0
    assert take_in(workspace, registry()).new == 1


def test_a_school_changed_since_is_left_alone_when_its_import_is_taken_back(workspace):
    batch = take_in(workspace, registry()).batch
    with workspace.write("Rename") as uow:
        uow.put(replace(on_file(workspace)["MIPS01000A"], name="Villoresi"))
    with workspace.write("Take back") as uow:
        assert take_schools_back(uow, batch.id).kept == ("Villoresi",)
    assert list(on_file(workspace)) == ["MIPS01000A"]


def test_two_devices_that_import_the_registry_have_the_same_schools(workspace, tmp_path):
    other = Workspace.open(tmp_path / "other")
    with other.write("Set up") as uow:
        seed_reference(uow)
    take_in(workspace, registry())
    take_in(other, registry(separator=";"))
    assert on_file(workspace) == on_file(other)
    other.close()


def test_whoever_may_propose_places_may_import_schools(workspace):
    account = Account(id=new_id(), name="Marta Colombo", educator=True)
    with workspace.write("Account") as uow:
        uow.put(account)
    for role in Role:
        workspace.actor = Actor(account.id, frozenset({role}))
        batch = take_in(workspace, registry()).batch
        with workspace.write("Take back") as uow:
            take_schools_back(uow, batch.id)
    with workspace.read() as reader:
        assert len(reader.all(ImportBatch)) == len(Role)
