"""Who counts as whom, while records are written and read."""

from datetime import date, datetime

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.counselling import WORK, Consultation, ContactKind, ContactStatus
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.lab import Lab, LabKind, LabSession
from op_desktop.domain.person import CollaboratorProfile, Person, ProfileKind, SameAs, Verdict
from op_desktop.domain.record import Record, RecordId, new_id
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import compute
from op_desktop.metrics.profile import profile
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace
from tests import builders
from tests.metrics.scenes import holding

YEAR = Scope(first_day=date(2026, 1, 1), end_day=date(2027, 1, 1))


def collaborators(reader: Reader) -> int:
    return compute(reader, METRIC_OF["M09"], YEAR).value


def test_a_double_counts_from_its_confirmation_on_within_a_save_and_in_each_later_look(workspace: Workspace) -> None:
    with workspace.write("Shifts") as uow:
        people = builders.persons(uow, "Ada Neri", "Ada Neri", "Ada Neri")
        for person in people:
            uow.put(VolunteerShift(id=new_id(), person_id=person, starts_at=datetime(2026, 3, 1, 9), minutes=60))
        first, second, third = sorted(people)
        assert collaborators(uow) == 3
        uow.put(SameAs.of(what="person", first_id=first, second_id=second, verdict=Verdict.SAME))
        assert collaborators(uow) == 2
    with workspace.read() as reader:
        assert [collaborators(reader), collaborators(reader)] == [2, 2]

    with workspace.write("Another") as uow:
        uow.put(SameAs.of(what="person", first_id=second, second_id=third, verdict=Verdict.SAME))

    with workspace.read() as reader:
        assert collaborators(reader) == 1


def test_what_is_on_file_of_people_who_have_not_arrived_does_not_count(workspace: Workspace) -> None:
    day = datetime(2026, 3, 1, 9)
    ada = Person(id=new_id(), family_name="Neri")
    lab = Lab(id=new_id(), name="Cucito", municipality_id=new_id(), kind=LabKind.COMMUNITY)
    meeting = LabSession(id=new_id(), lab_id=lab.id, starts_at=day, status=Status.HELD)
    event = CommunityEvent(id=new_id(), name="Festa", starts_at=day, status=Status.HELD)

    def done_by(person: RecordId) -> list[Record]:
        return [
            Attendance.of(session_id=meeting.id, person_id=person),
            EventParticipant.of(event_id=event.id, person_id=person),
            VolunteerShift(id=new_id(), person_id=person, lab_id=lab.id, starts_at=day, minutes=60),
            Consultation(id=new_id(), area=WORK, kind=ContactKind.CONSULTATION, person_id=person, starts_at=day,
                         status=ContactStatus.DONE),
            CollaboratorProfile(id=new_id(), person_id=person, kind=ProfileKind.NEW),
        ]  # fmt: skip

    with holding(workspace, [ada, lab, meeting, event, *done_by(ada.id), *done_by(new_id())]) as reader:
        found = {id: compute(reader, METRIC_OF[id], YEAR).value for id in ("M01b", "M02", "M06", "M06b", "M09", "M10")}
        told = profile(reader, YEAR)

    assert found == dict.fromkeys(found, 1)
    assert (told.answered, told.unsaid) == (1, 0)
