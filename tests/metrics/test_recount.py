"""On random workspaces the engine agrees with a plain recount, and each figure with its own rows and charts."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.schema import CreateTable

from op_desktop.domain.record import Record
from op_desktop.metrics.definitions import METRICS
from op_desktop.metrics.engine import By, Figure, Row, compute, compute_all, divided, listing
from op_desktop.metrics.metric import Metric
from op_desktop.metrics.multiplier import recorded
from op_desktop.metrics.people import other_person
from op_desktop.metrics.people_raising import people_raising
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace
from tests.metrics.recount import Recount, recount
from tests.metrics.scenes import END, FIRST, TOWNS, holding, scene

WHOLE = Scope(first_day=FIRST, end_day=END)
QUICK = settings(max_examples=10)
scenes = st.randoms(use_true_random=False).map(lambda random: scene(Random(random.random())))


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = Workspace.open(Path(tmp_path_factory.mktemp("recount")) / "data")
    yield opened
    opened.close()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Workspace]:
    opened = Workspace.open(postgres_url)
    yield opened
    opened.close()


def scopes(records: list[Record]) -> list[Scope]:
    """The whole territory, each municipality and each venue."""
    venues = [each.id for each in records if each.entity == "venue"]
    return [
        WHOLE,
        *[WHOLE.at(municipality_id=town.id) for town in TOWNS],
        *[WHOLE.at(venue_id=venue) for venue in venues],
    ]


def _alone(reader: Reader, metric: Metric) -> Figure:
    """Its figure with nothing that was looked up for another one."""
    reader.connection.execute(CreateTable(other_person, if_not_exists=True))
    reader.connection.execute(delete(other_person))
    reader.prepared.clear()
    return compute(reader, metric, WHOLE)


def agrees_with_recount(workspace: Workspace, records: list[Record]) -> None:
    with holding(workspace, records) as reader:
        wanted = scopes(records)
        alone = {metric.id: _alone(reader, metric) for metric in METRICS}
        together = compute_all(reader, wanted)
        assert together[0] == alone
        for scope, figures in zip(wanted, together, strict=True):
            found = {id: figure.value for id, figure in figures.items()}
            found |= {f"{id}.{part}": n for id, figure in figures.items() for part, n in figure.parts.items()}
            again = Recount(reader, scope)
            expected = recount(again)
            assert {name: found[name] for name in expected} == expected
            assert recorded(reader, scope).minutes == found["H01"]
            place = {"municipality_id": scope.municipality_id, "venue_id": scope.venue_id}
            assert people_raising(reader, scope.first_day, **place).first_days == again.first_days()


@QUICK
@given(records=scenes)
def test_the_engine_agrees_with_a_recount(sqlite: Workspace, records: list[Record]) -> None:
    agrees_with_recount(sqlite, records)


def test_the_engine_agrees_with_a_recount_on_postgresql(postgres: Workspace) -> None:
    for seed in range(12):
        agrees_with_recount(postgres, scene(Random(seed)))


def people(rows: list[Row]) -> int:
    return len({row.person_id for row in rows} - {None})


def keys(rows: list[Row]) -> int:
    return len({row.key for row in rows} - {None})


def weight(rows: list[Row]) -> int:
    return sum(row.weight or 0 for row in rows)


def keys_and_unnamed(rows: list[Row]) -> int:
    return keys(rows) + sum(row.unnamed for row in rows)


FROM_ROWS: dict[str, Callable[[list[Row]], int]] = {
    **dict.fromkeys(("M01b", "M02", "M03", "M04", "M05", "M07"), len),
    **dict.fromkeys(("M01a", "M09", "M09b", "M10"), people),
    **dict.fromkeys(("M08", "M08b", "M11"), keys),
    **dict.fromkeys(("M06", "M06b", "H01", "F01"), weight),
    "M12": keys_and_unnamed,
}
"""What a reader would work out from the list of rows alone."""
COLUMN: dict[By, Callable[[Row], str | None]] = {
    By.MONTH: lambda row: row.day.isoformat()[:7],
    By.MUNICIPALITY: lambda row: row.municipality_id,
    By.VENUE: lambda row: row.venue_id,
    By.WHAT: lambda row: row.what,
    By.ACTIVITY: lambda row: row.activity_id,
}


@settings(QUICK, max_examples=4)
@given(records=scenes)
def test_card_list_and_charts_come_from_the_same_rows(sqlite: Workspace, records: list[Record]) -> None:
    with holding(sqlite, records) as reader:
        wanted = scopes(records)
        for scope, figures in zip(wanted, compute_all(reader, wanted), strict=True):
            for metric in METRICS:
                rows = listing(reader, metric, scope)
                assert (figures[metric.id].rows, figures[metric.id].value) == (len(rows), FROM_ROWS[metric.id](rows))
                assert len({(row.entity, row.row_id) for row in rows}) == len(rows)
                charts_agree(reader, metric, scope, rows)


def charts_agree(reader: Reader, metric: Metric, scope: Scope, rows: list[Row]) -> None:
    for by in (By.MONTH, By.MUNICIPALITY, By.WHAT) if scope == WHOLE else (By.VENUE, By.ACTIVITY):
        parts: dict[str | None, list[Row]] = defaultdict(list)
        for row in rows:
            parts[COLUMN[by](row)].append(row)
        expected = {name: FROM_ROWS[metric.id](found) for name, found in parts.items()}
        assert divided(reader, metric, scope, by) == expected
