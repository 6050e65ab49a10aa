"""What financial education has brought: hours by module, answers before and after, groups of five and more only."""

import csv
from datetime import date
from fractions import Fraction
from io import BytesIO

import pypdf
import pytest

from op_desktop.documents.school_results import SchoolReport, render_school_results, school_results_file_name
from op_desktop.domain.quiz import Phase
from op_desktop.exchange.figures import Form, write_contributions
from op_desktop.language import speak
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import By, compute, divided, listing
from op_desktop.metrics.school_results import school_results
from op_desktop.metrics.scope import Scope
from op_desktop.register import attendance, lessons, modules, quiz_hands
from op_desktop.register.quiz_results import class_result
from tests import builders
from tests.builders import at
from tests.quiz_scene import bank_of, count, sit

AUTUMN = Scope(first_day=date(2026, 9, 1), end_day=date(2026, 12, 1))
BANK = bank_of("ABNO", "OPBC")
"""A, B and C are about prices, N, O and P about credit."""
MARKS = {Phase.PRE: (1, 0, 0, 0), Phase.POST: (1, 1, 1, 0)}


@pytest.fixture
def classes(workspace):
    """2B with six tested pupils, 2C with four: two lessons each, of MED-1 (prices) and MED-3 (credit)."""
    with workspace.write("Classes") as uow:
        modules.seed_modules(uow)
        school = builders.school(uow)
        ids = [builders.school_class(uow, name=name, seats=8, school_id=school) for name in ("2B", "2C")]
        for class_id, pupils in zip(ids, (6, 4), strict=True):
            starts = [at("2026-10-06T08:30"), at("2026-11-03T08:30")]
            planned = [modules.module_id("MED-1", 1), modules.module_id("MED-2", 1)]
            held = lessons.plan_lessons(uow, class_id, starts, 90, modules=planned)
            lessons.choose_modules(uow, held[1], planned[1], modules.module_id("MED-3", 1))
            for lesson_id in held:
                attendance.close(uow, lesson_id)
            for phase in Phase:
                sit(uow, class_id, phase, BANK, dict.fromkeys(range(1, pupils + 1), MARKS[phase]))
    return ids


def test_hours_are_the_lessons_held_by_the_module_really_taught(workspace, classes):
    with workspace.read() as reader:
        hours = compute(reader, METRIC_OF["F01"], AUTUMN)
        by_module = divided(reader, METRIC_OF["F01"], AUTUMN, By.WHAT)
    assert (hours.value, dict(hours.parts)) == (360, {"lessons": 4, "classes": 2})
    assert by_module == {"MED-1": 180, "MED-3": 180}


def test_answers_agree_with_the_result_of_the_class_and_few_pupils_are_not_told(workspace, classes):
    with workspace.read() as reader:
        rows = {
            phase: listing(reader, METRIC_OF[id], AUTUMN) for phase, id in ((Phase.PRE, "F02"), (Phase.POST, "F03"))
        }
        figures = {id: compute(reader, METRIC_OF[id], AUTUMN) for id in ("F02", "F03")}
        told = class_result(reader, classes[0])
    assert {row.activity_id for found in rows.values() for row in found} == {classes[0]}
    for area, shares in told.areas.items():
        for phase, share in ((Phase.PRE, shares.before), (Phase.POST, shares.after)):
            (row,) = [row for row in rows[phase] if row.what == area]
            assert (row.weight, row.base, row.named) == (share.right, share.asked, 6)
    assert {id: figure.value for id, figure in figures.items()} == {"F02": 25, "F03": 75}
    assert [dict(figure.parts) for figure in figures.values()] == [
        {"classes": 1, "right": 6, "asked": 24}, {"classes": 1, "right": 18, "asked": 24},
    ]  # fmt: skip


def test_the_report_says_the_gain_of_each_module_from_the_same_rows(workspace, classes, tmp_path):
    with workspace.read() as reader:
        results = school_results(reader, AUTUMN)
        report = SchoolReport(results=results, made_on=date(2026, 11, 28))
        written = write_contributions(tmp_path / "rows.csv", reader, METRIC_OF["F03"], AUTUMN, Form.MACHINE)
    assert [(each.code, each.classes, each.minutes) for each in results.modules] == [
        ("MED-1", 2, 180), ("MED-3", 2, 180),
    ]  # fmt: skip
    prices = results.modules[0].learned
    assert prices.gain == (prices.after.share - prices.before.share) / (1 - prices.before.share)
    assert results.learned.gain == Fraction(2, 3)
    assert results.tested_classes == 1
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert written == len(lines) == len(results.after)
    assert sum(int(line["weight"]) for line in lines) == results.learned.after.right
    assert sum(int(line["base"]) for line in lines) == results.learned.after.asked

    speak("it")
    pdf = render_school_results(report)
    name = school_results_file_name(report)
    speak("en")
    text = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert name == "educazione_finanziaria_2026-09-01_2026-11-30.pdf"
    assert "MED-1 · Entrate e uscite 2 3" in text
    assert "25 % 75 % +0,67" in text
    assert "2C – Scuola media Aurora 03/11/2026 MED-3" in text
    assert "24/11/2026 su fogli 6 25 % 75 %" in text


def test_a_class_counted_by_hands_stands_beside_with_its_way_said(workspace, classes):
    """2D by hands on A, B (prices) and N, O (credit): before 2 + 3 and 5 + 0 of 20 each, after 18 + 9 and 15 + 6."""
    with workspace.write("Hands") as uow:
        group = builders.school_class(uow, name="2D", seats=20)
        count(uow, group, Phase.PRE, BANK, ((2, 9, 9, 0), (5, 3, 2, 0), (5, 5, 5, 5), (20, 0, 0, 0)))
        quiz_hands.set_present(uow, group, Phase.PRE, 20)
        count(uow, group, Phase.POST, BANK, ((18, 2, 0, 0), (11, 9, 0, 0), (5, 0, 15, 0), (6, 4, 5, 5)))
        told = class_result(uow, group)
        results = school_results(uow, AUTUMN)
    own = {phase: {row.what: (row.weight, row.base, row.named) for row in rows if row.activity_id == group}
           for phase, rows in ((Phase.PRE, results.before), (Phase.POST, results.after))}  # fmt: skip
    for area, shares in told.areas.items():
        assert own[Phase.PRE][area] == (shares.before.right, shares.before.asked, 20)
        assert own[Phase.POST][area] == (shares.after.right, shares.after.asked, 20)
    assert results.tested_classes == 2
    # The whole: 2B has 6 right of 24 before and 18 after; 2D what stands above, of 80.
    assert (results.learned.before.right, results.learned.before.asked) == (6 + told_right(told, "before"), 24 + 80)
    pdf = render_school_results(SchoolReport(results=results, made_on=date(2026, 11, 28)))
    text = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "24/11/2026 by hands 20" in text
    assert "24/11/2026 on sheets 6 25% 75%" in text


def told_right(result, when):
    """Right answers of all questions of a class."""
    return sum(getattr(each.shares, when).right for each in result.questions)


def test_nothing_of_another_period_and_nothing_without_a_second_test(workspace, classes):
    later = AUTUMN.during(date(2026, 12, 1), date(2027, 9, 1))
    with workspace.read() as reader:
        results = school_results(reader, later)
    assert (results.modules, results.before, results.learned.gain) == ((), (), None)
    assert render_school_results(SchoolReport(results=results, made_on=date(2026, 11, 28))).startswith(b"%PDF-")
