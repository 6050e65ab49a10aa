"""What is printed with a number, and what is told apart from it."""

from datetime import date

import pytest
from sqlalchemy import delete, insert

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.lab import LabSession
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Status
from op_desktop.metrics.definitions import METRIC_OF, METRICS, PUBLISHED, RULES
from op_desktop.metrics.engine import compute, compute_all, listing
from op_desktop.metrics.passport import passport
from op_desktop.metrics.scope import Scope
from op_desktop.progress import Cancelled
from op_desktop.register import check_in, sessions
from op_desktop.storage import tables
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.workspace import Workspace
from tests import builders

YEAR = Scope(first_day=date(2026, 1, 1), end_day=date(2027, 1, 1))


def meeting(workspace: Workspace) -> str:
    """A community lab's meeting with two people on file and three without a name."""
    with workspace.write("Meeting") as uow:
        session_id = sessions.plan_session(uow, builders.lab(uow), builders.at("2026-11-17T14:30"))
        for person in builders.persons(uow, "Ada Neri", "Bice Poli"):
            check_in.check_in(uow, session_id, person, volunteer=False)
        check_in.add_unnamed(uow, session_id, 3)
        sessions.close_session(uow, session_id)
    return session_id


def test_a_number_carries_its_definition_its_scope_and_its_rows(workspace: Workspace) -> None:
    meeting(workspace)
    with workspace.read() as reader:
        found = passport(reader, METRIC_OF["M10"], YEAR.at(municipality_id=builders.RHO))

    assert (found.metric_id, found.version, found.value, found.rows, found.unnamed) == ("M10", 1, 2, 3, 3)
    assert (found.unit, found.basis) == ("people", "different people")
    assert (found.period, found.territory) == ("01/01/2026 – 31/12/2026", "Rho")
    assert found.parts == (("presences", 5), ("without a name", 3))
    assert (found.in_review, found.waiting, found.notes) == (0, 0, ())


def test_the_list_names_who_was_where(workspace: Workspace) -> None:
    meeting(workspace)
    with workspace.read() as reader:
        rows = listing(reader, METRIC_OF["M10"], YEAR)

    assert sorted((row.day.isoformat(), row.person, row.activity, row.municipality, row.weight) for row in rows) == [
        ("2026-11-17", "", "Spazio Compiti", "Rho", 3),
        ("2026-11-17", "Neri Ada", "Spazio Compiti", "Rho", 1),
        ("2026-11-17", "Poli Bice", "Spazio Compiti", "Rho", 1),
    ]


def test_a_page_of_the_list_continues_where_the_one_before_ended(workspace: Workspace) -> None:
    meeting(workspace)
    with workspace.read() as reader:
        whole = listing(reader, METRIC_OF["M10"], YEAR)
        assert listing(reader, METRIC_OF["M10"], YEAR, limit=2) + listing(
            reader, METRIC_OF["M10"], YEAR, limit=2, offset=2
        ) == whole  # fmt: skip


def test_estimates_make_an_interval_and_blanks_are_not_zero(workspace: Workspace) -> None:
    with workspace.write("Events") as uow:
        for count, method in ((100, CountMethod.ESTIMATE), (20, CountMethod.COUNTED), (None, CountMethod.COUNTED)):
            event = CommunityEvent(id=new_id(), name="Festa", starts_at=builders.at("2026-05-01T10:00"),
                                   status=Status.HELD, headcount=count, method=method)  # fmt: skip
            uow.put(event)

    with workspace.read() as reader:
        found = passport(reader, METRIC_OF["M06"], YEAR)

    assert (found.least, found.value) == (20, 120)
    assert found.notes == (
        "Between 20 and 120: part of it was estimated.",
        "The lower number leaves out the estimate of 1 event.",
        "1 row without a number: not recorded, not zero.",
    )


def test_rows_in_review_and_records_that_wait_are_told(workspace: Workspace) -> None:
    session_id = meeting(workspace)
    with workspace.engine.connect() as connection:
        connection.execute(insert(tables.review).values(entity="lab_session", row_id=session_id, field="status"))
        in_review = passport(Reader(connection, workspace.now), METRIC_OF["M10"], YEAR)
        connection.execute(delete(TABLE_OF[LabSession]))
        waiting = passport(Reader(connection, workspace.now), METRIC_OF["M10"], YEAR)

    assert (in_review.value, in_review.in_review) == (2, 3)
    assert in_review.notes[-1] == "3 rows have a value that waits for a decision."
    assert (waiting.value, waiting.waiting) == (0, 3)
    assert waiting.notes[-1] == "3 records do not count yet: what they belong to has not arrived."


def test_every_definition_is_complete() -> None:
    assert len({metric.id for metric in METRICS}) == len(METRICS)
    continued = {f"M{number:02}": f"M{number:02}" for number in range(2, 13)} | {"M01": "M01b"}
    assert {row: metric.id for row, metric in PUBLISHED.items()} == continued
    assert all(set(metric.rules) <= set(RULES) and metric.counts and metric.sources for metric in METRICS)


def test_figures_can_be_stopped(workspace: Workspace) -> None:
    class StopAtTen:
        def step(self, done: int, total: int, text: str = "") -> None:
            if done == 10:
                raise Cancelled

    with workspace.read() as reader:
        with pytest.raises(Cancelled):
            compute_all(reader, [YEAR], StopAtTen())
        assert compute(reader, METRIC_OF["M05"], YEAR).value == 0
