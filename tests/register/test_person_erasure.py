"""A person forgotten for good: nothing of them is left anywhere, and every figure stays as it was."""

import zipfile
from datetime import date

import pytest

from op_desktop.documents.issuing import issue_order
from op_desktop.documents.volunteer_issuing import VolunteerOrder
from op_desktop.domain.account import Role
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.person import Framework, Part, Person
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.exchange.person_data import write_person
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import (
    accounts,
    certificates,
    check_in,
    counselling,
    duplicates,
    event_people,
    events,
    people,
    sessions,
    volunteering,
)
from op_desktop.register.check_in import present
from op_desktop.register.evening import evening
from op_desktop.register.hours import Hours
from op_desktop.register.lab_people import responsible, set_responsible
from op_desktop.register.people_list import Group, people_names
from op_desktop.register.person_erasure import Erased, StillVolunteer, erasable, erase_person
from op_desktop.register.person_story import edits
from op_desktop.register.regulars import regulars
from op_desktop.register.search import find
from op_desktop.security.permissions import Actor, NotAllowed
from op_desktop.storage.unit_of_work import WasErased
from tests import builders
from tests.builders import at

SPAN = Scope(first_day=date(2026, 11, 1), end_day=date(2026, 12, 1), today=date(2026, 11, 24))
TRACES = (
    "Vismara-Łącka",
    "Paolina",
    "333 1234567",
    "paola@example.org",
    "OP-0042",
    "porta i dolci",
    "sa il cinese",
)


@pytest.fixture
def office(workspace):
    """An administrator at work."""
    with workspace.write("Account") as uow:
        account = accounts.add_account(uow, "Anna Riva", [Role.ADMINISTRATOR])
    workspace.actor = Actor(account, frozenset([Role.ADMINISTRATOR]))
    return workspace.actor


@pytest.fixture
def volunteer(workspace, office):
    """Paola on two records that were linked: visits, hours with a note, an event, a talk, a certificate."""
    with workspace.write("Paola") as uow:
        lab_id = builders.lab(uow)
        paola = people.add_person(uow, "Vismara-Łącka", "Paola", phone="333 1234567", email="paola@example.org",
                                  card="OP-0042", note="sa il cinese")  # fmt: skip
        twin = people.add_person(uow, "Vismara-Łącka", "Paolina")
        duplicates.link_same(uow, paola, twin)
        people.bin_person(uow, twin)
        set_responsible(uow, lab_id, paola)
        other = people.add_person(uow, "Rossi", "Ada")
        for person in (paola, other):
            people.set_role(uow, person, Part.COLLABORATOR, date(2026, 1, 1))
        builders.weekly_meetings(uow, lab_id, at("2026-11-17T14:30"), 3, [paola, other])
        given = Hours(person_id=twin, starts_at=at("2026-11-16T10:00"), minutes=90, lab_id=lab_id, note="porta i dolci")
        volunteering.record_hours(uow, [given])
        feast = events.add_event(uow, "Festa", at("2026-11-15T10:00"), municipality_id=builders.RHO)
        event_people.add_participant(uow, feast, paola)
        events.close_event(uow, feast)
        counselling.add_contact(uow, "work", person_id=paola, starts_at=at("2026-11-12T10:00"))
        issue_order(uow, VolunteerOrder(person_id=paola, first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)))
        open_id = sessions.open_session(uow, lab_id)
        check_in.check_in(uow, open_id, paola, at("2026-11-24T09:40"), volunteer=False)
    return paola, lab_id, open_id


def figures(workspace):
    with workspace.read() as reader:
        return {name: each.value for name, each in compute_all(reader, [SPAN])[0].items()}


def traces_on_disk(workspace):
    """What of the person stands in any file of the workspace, to whoever looks at its bytes."""
    files = [each.read_bytes() for each in workspace.folder.rglob("*") if each.is_file()]
    return {trace for trace in TRACES if any(trace.encode() in content for content in files)}


def test_everything_personal_goes_and_every_figure_stays(workspace, volunteer, tmp_path):
    paola, lab_id, open_id = volunteer
    before = figures(workspace)
    assert traces_on_disk(workspace) == set(TRACES)
    assert before["M09"] == 1
    with workspace.read() as reader:
        (certificate,) = certificates.issued(reader)
        assert erasable(reader, paola) == Erased(
            records=2, notes=1, certificates=1, visits=4, hours=1, events=1, contacts=1)  # fmt: skip
        assert certificates.kept_document(reader, certificate.pdf_sha256) is not None
    with workspace.write("Erase") as uow:
        assert erase_person(uow, paola).records == 2

    assert figures(workspace) == before
    with workspace.read() as reader:
        for group in Group:
            assert {row.family for row in people_names(reader, "", group)} <= {"Rossi"}
        assert responsible(reader, lab_id) == []
        assert not find(reader, "vismara")
        assert not find(reader, "paolina")
        assert people.similar(reader, "Vismara-Łącka", "Paola") == []
        assert paola not in {row.person_id for row in regulars(reader, lab_id)}
        assert paola not in {row.person_id for row in evening(reader, open_id).rows}
        assert present(reader, open_id).inside == 1
        (gone,) = reader.all(Certificate)
        assert (gone.number, gone.code, gone.holder) == (certificate.number, certificate.code, "")
        assert certificates.kept_document(reader, gone.pdf_sha256) is None
        assert certificates.verify(reader, gone.number, gone.code).standing is certificates.Standing.VALID
        assert [each.note for each in reader.all(VolunteerShift)] == [""]
        assert not any(value for edit in edits(reader, paola) for name, value in edit.fields
                       if name in {"family_name", "given_name", "phone", "email", "card", "note"})  # fmt: skip
        path = tmp_path / "data.zip"
        write_person(path, reader, paola, workspace.actor)
    told = zipfile.ZipFile(path).read("read-me.txt").decode()
    assert not [trace for trace in TRACES if trace in told]
    assert not traces_on_disk(workspace)
    with pytest.raises(WasErased), workspace.write("Again") as uow:
        people.rename(uow, paola, "Vismara", "Paola")


def test_a_volunteer_of_a_body_is_not_erased_while_that_part_lasts(workspace, volunteer):
    paola, _lab, _open = volunteer
    with workspace.write("Part") as uow:
        role = people.set_role(uow, paola, Part.COLLABORATOR, framework=Framework.REGULAR_VOLUNTEER, body="Auser")
        coming = people.add_person(uow, "Rossi", "Ida")
        people.set_role(uow, coming, Part.COLLABORATOR, date(2026, 11, 25), framework=Framework.REGULAR_VOLUNTEER)
        assert erasable(uow, coming).records == 1, "that part has not begun"
    with pytest.raises(StillVolunteer, match="Paola Vismara-Łącka is a volunteer"), workspace.write("Erase") as uow:
        erase_person(uow, paola)
    with workspace.write("Ended") as uow:
        people.end_role(uow, role, uow.today)
        erase_person(uow, paola)


def test_the_administration_alone_erases(workspace, volunteer, office):
    for role in (Role.OPERATOR, Role.EDUCATOR):
        workspace.actor = Actor(office.account_id, frozenset([role]))
        with pytest.raises(NotAllowed), workspace.write("Erase") as uow:
            erase_person(uow, volunteer[0])
    with workspace.read() as reader:
        assert reader.require(Person, volunteer[0]).given_name == "Paola"
