"""Figures as files: each row says what it counts, over what and how, and the rows file is the figure itself."""

import csv
from datetime import date, datetime
from fractions import Fraction

import pytest
from python_calamine import CalamineWorkbook

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Status
from op_desktop.exchange.figures import Form, Line, Source, contributions, unnamed, write_contributions, write_figures
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import compute
from op_desktop.metrics.scope import Scope
from tests.builders import ARESE, RHO

SCOPE = Scope(first_day=date(2026, 9, 1), end_day=date(2026, 12, 1))
PARTICIPANTS = METRIC_OF["M06"]


@pytest.fixture
def events(workspace):
    """Three events of 30, 40 and an estimated 100 people, and one that was only planned."""
    held = (
        ("Festa", RHO, "2026-09-10T21:00", 30, CountMethod.COUNTED, Status.HELD),
        ("=Mercatino", ARESE, "2026-10-10T10:00", 40, CountMethod.TICKETS, Status.HELD),
        ("Cena", RHO, "2026-11-10T19:00", 100, CountMethod.ESTIMATE, Status.HELD),
        ("Futuro", RHO, "2026-11-28T19:00", 500, CountMethod.COUNTED, Status.PLANNED),
    )
    with workspace.write("Events") as uow:
        uow.put_all(
            CommunityEvent(id=new_id(), name=name, municipality_id=town, starts_at=datetime.fromisoformat(start),
                           headcount=people, method=method, status=status)
            for name, town, start, people, method, status in held
        )  # fmt: skip
    return workspace


def table(path, delimiter=";"):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_a_line_carries_definition_basis_period_and_the_unnamed(events, tmp_path):
    with events.read() as reader:
        figure = compute(reader, PARTICIPANTS, SCOPE)
    path = tmp_path / "figures.csv"
    assert write_figures(path, [Line.computed(figure, "Autumn", "All")], Form.MACHINE) == 1
    heads, cells = table(path, ",")
    row = dict(zip(heads, cells, strict=True))
    assert row == {
        "metric": "M06", "version": "1", "name": PARTICIPANTS.name, "basis": "presences",
        "unit": "participations", "source": "computed", "stated_by": "", "period": "Autumn",
        "first_day": "2026-09-01", "last_day": "2026-11-30", "months": "3.00", "territory": "All", "value": "170",
        "per_month": "56.67", "least": "70", "unnamed": "170", "rows": "3",
    }  # fmt: skip


def test_a_declared_line_says_who_stated_it_and_counts_no_rows(tmp_path):
    line = Line(
        metric=METRIC_OF["M12"], source=Source.DECLARED, period="36 mesi (scuola)", first_day=date(2015, 5, 1),
        end_day=date(2018, 5, 1), months=Fraction(36), value=700, stated_by="#Oltreiperimetri",
    )  # fmt: skip
    path = tmp_path / "figures.csv"
    write_figures(path, [line], Form.ITALIAN)
    heads, cells = table(path)
    row = dict(zip(heads, cells, strict=True))
    assert (row["Source"], row["Stated by"], row["Value"], row["Per month"], row["Rows counted"]) == (
        "declared", "#Oltreiperimetri", "700", "19,44", "",
    )  # fmt: skip


def test_the_rows_file_is_the_figure(events, tmp_path):
    path = tmp_path / "rows.csv"
    with events.read() as reader:
        figure = compute(reader, PARTICIPANTS, SCOPE)
        written = write_contributions(path, reader, PARTICIPANTS, SCOPE, Form.MACHINE)
    heads, *rows = table(path, ",")
    counts = heads.index("weight")
    assert written == len(rows) == figure.rows
    assert sum(int(row[counts]) for row in rows) == figure.value == 170
    assert {row[heads.index("version")] for row in rows} == {"1"}
    assert {row[heads.index("basis")] for row in rows} == {"presences"}


def test_a_workbook_holds_the_same_rows_and_runs_nothing(events, tmp_path):
    path = tmp_path / "rows.xlsx"
    with events.read() as reader:
        write_contributions(path, reader, PARTICIPANTS, SCOPE, Form.XLSX)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[6] for row in sheet[1:]] == ["Festa", "=Mercatino", "Cena"]
    assert [row[11] for row in sheet[1:]] == [30, 40, 100]


@pytest.mark.parametrize(
    ("text", "found"), [("rho", ["Festa", "Cena"]), ("RHO cena", ["Cena"]), ("2026-10", ["=Mercatino"])]
)
def test_a_filter_keeps_rows_with_all_its_words(events, text, found):
    with events.read() as reader:
        rows = contributions(reader, PARTICIPANTS, SCOPE, text=text, limit=10)
    assert [row.activity for row in rows] == found


def test_a_wildcard_typed_into_the_filter_is_only_a_sign(events):
    with events.read() as reader:
        assert contributions(reader, PARTICIPANTS, SCOPE, text="%", limit=10) == []


def test_a_metric_without_people_tells_no_unnamed(events):
    with events.read() as reader:
        assert unnamed(compute(reader, METRIC_OF["M05"], SCOPE)) is None
