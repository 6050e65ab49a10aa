"""Every case in ``tests/data/metric_cases`` gives the numbers that it expects."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from op_desktop.domain.record import RecordId
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import By, Figure, compute_all, divided
from op_desktop.metrics.people_raising import people_raising
from op_desktop.metrics.scope import Scope
from op_desktop.register.places import seed_reference
from op_desktop.storage.clock import ROME
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace
from tests.metrics.case_loader import FOLDER, read, record
from tests.metrics.case_words import moment

# Later than anything a case may call held.
LATER = datetime(2040, 1, 1, 9, 0, tzinfo=ROME)

EXPECTED = {
    "M01a_persone_distinte": ("M01a", None),
    "M01a_anonimi": ("M01a", "unnamed"),
    "M01b_accessi": ("M01b", None),
    "M02_lavoro": ("M02", None),
    "M03_famiglia": ("M03", None),
    "M03_di_cui_consulenze": ("M03", "consultations"),
    "M03_di_cui_richieste": ("M03", "requests"),
    "M04_risparmio": ("M04", None),
    "M05_eventi": ("M05", None),
    "M06_partecipanti": ("M06", None),
    "M07_lab_socialita_incontri": ("M07", None),
    "M07_lab_socialita_distinti": ("M07", "labs"),
    "M08_lab_comunita_attivi": ("M08", None),
    "M09_collaboratori": ("M09", None),
    "ore_volontariato": ("H01", None),
    "M10_fruitori_identificati": ("M10", None),
    "M10_presenze": ("M10", "presences"),
    "M10_presenze_anonime": ("M10", "unnamed"),
    "M11_classi": ("M11", None),
    "M12_alunni": ("M12", None),
    "M08_attivi_alla_data": ("M08b", None),
    "M09_stabili": ("M09b", None),
    "M06_stimati": ("M06", "estimated"),
    "M06_non_rilevati": ("M06", "unrecorded"),
}
"""How the cases call our figures, and their parts."""


@pytest.fixture
def later(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace at a day when everything in the cases is past."""
    opened = Workspace.open(tmp_path / "data", wall=lambda: LATER)
    with opened.write("Set up") as uow:
        seed_reference(uow)
    yield opened
    opened.close()


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_a_case_gives_the_numbers_it_expects(later: Workspace, file: Path) -> None:
    case = read(file)
    with later.write("Case") as uow:
        classes = record(uow, case)

    with later.read() as reader:
        assert numbers(reader, case, classes) == case["expected"]


def numbers(reader: Reader, case: Mapping[str, Any], classes: Mapping[str, RecordId]) -> dict[str, Any]:
    """What the engine makes of a recorded case, in the words of its expectations."""
    periods = {
        period["id"]: Scope(first_day=moment(period["start"]).date(), end_day=moment(period["end"]).date())
        for period in case["periods"]
    }
    figures = dict(zip(periods, compute_all(reader, list(periods.values())), strict=True))
    found: dict[str, Any] = {}
    for name, expected in case["expected"].items():
        if name == "people_raising":
            found[name] = raising(reader, min(scope.first_day for scope in periods.values()), expected)
        else:
            found[name] = {
                key: pupils_of(reader, periods[name], classes) if key == "M12_dettaglio" else number(figures[name], key)
                for key in expected
            }
    return found


def number(figures: Mapping[str, Figure], key: str) -> float:
    """One expected number, hours in hours."""
    metric, part = EXPECTED[key]
    found = figures[metric]
    value = found.value if part is None else found.parts[part]
    return value / 60 if key == "ore_volontariato" else value


def pupils_of(reader: Reader, scope: Scope, classes: Mapping[str, RecordId]) -> dict[str, int]:
    """The pupils of each class that counts."""
    by_class = divided(reader, METRIC_OF["M12"], scope, By.ACTIVITY)
    return {name: by_class[id] for name, id in classes.items() if id in by_class}


def raising(reader: Reader, start: date, expected: Mapping[str, int]) -> dict[str, int]:
    """The curve at the days written in its labels."""
    curve = people_raising(reader, start)
    found = {label: re.search(r"\d{4}-\d{2}-\d{2}", label) for label in expected}
    return {label: curve.before(date.fromisoformat(day[0])) for label, day in found.items() if day}
