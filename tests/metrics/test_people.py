"""Who counts as whom, while records are written and read."""

from datetime import date, datetime

from op_desktop.domain.person import SameAs, Verdict
from op_desktop.domain.record import new_id
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import compute
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace
from tests import builders

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
