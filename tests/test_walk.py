"""The whole road once, as a person without a screen takes it: files, packages, PDFs, and numbers counted again."""

import csv
import json
import zipfile
from collections import Counter

import pypdf
import pytest

from op_desktop.cli.main import main
from op_desktop.domain.attendance import Attendance, LessonMark, Mark, UnnamedEntry
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.counselling import Consultation, ContactStatus
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.lab import Lab, LabKind, LabSession
from op_desktop.domain.school import Enrolment, Lesson, Pupil, SchoolClass, Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.language import speak
from op_desktop.workspace import Workspace


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("walk dir") / "walk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OP_DESKTOP_HOME", str(folder.parent / "home"))
        assert main(["walk", str(folder), "--language", "en"]) == 0
    yield folder
    speak("en")


def everything(folder):
    """What the two devices recorded, by kind."""
    found = {}
    for name in ("portatile-scuole-1", "cafe-rho"):
        workspace = Workspace.open(folder / name)
        with workspace.read() as reader:
            for kind in (Attendance, Certificate, CommunityEvent, Consultation, Enrolment, Lab, LabSession, Lesson,
                         LessonMark, Pupil, SchoolClass, UnnamedEntry, VolunteerShift):  # fmt: skip
                found.setdefault(kind, []).extend(reader.all(kind))
        workspace.close()
    return found


def figures(folder, capsys):
    capsys.readouterr()
    period = ["--period", "2000-01-01..2099-12-31"]
    assert main(["metrics", "--centre", str(folder / "centre"), *period, "--json", "--language", "en"]) == 0
    plain = json.loads(capsys.readouterr().out)
    return {each["id"]: each["value"] for each in plain["periods"][0]["figures"]}


def test_the_central_figures_are_what_the_devices_recorded(walked, capsys):
    found = everything(walked)
    done = [each for each in found[Consultation] if each.status is ContactStatus.DONE]
    kinds = {lab.id: lab.kind for lab in found[Lab]}
    held = {each.id: kinds[each.lab_id] for each in found[LabSession] if each.status is Status.HELD}
    taught = {each.class_id for each in found[Lesson] if each.status is Status.HELD}
    came = [each for each in found[Attendance] if held.get(each.session_id) is LabKind.COMMUNITY]

    central = figures(walked, capsys)

    assert central["M01b"] == len(done)
    assert central["M01a"] == len({each.person_id for each in done if each.person_id})
    assert [central[id] for id in ("M02", "M03", "M04")] == [
        Counter(each.area for each in done)[area] for area in ("work", "family", "savings")
    ]
    assert central["M05"] == len(found[CommunityEvent]) == 3
    assert central["M06"] == sum(each.headcount for each in found[CommunityEvent])
    assert central["M06b"] == len([each for each in found[Attendance] if each.session_id in held]) + sum(
        each.people for each in found[UnnamedEntry]
    )
    assert central["M07"] == sum(kind is LabKind.SOCIAL for kind in held.values())
    assert central["M08"] == 2
    assert central["M09"] == len({each.person_id for each in found[VolunteerShift]})
    assert central["M10"] == len({each.person_id for each in came})
    assert central["H01"] == sum(each.minutes for each in found[VolunteerShift])
    assert central["M11"] == len(taught) == 3
    assert central["M12"] == len(found[Enrolment]) == 25 + 22 + 19


def test_what_was_typed_is_what_stands_in_the_register(walked):
    found = everything(walked)
    numbers = {each.id: each.number for each in found[Enrolment]}
    second_b = next(each for each in found[SchoolClass] if each.section == "B")
    lessons = sorted((each for each in found[Lesson] if each.class_id == second_b.id), key=lambda each: each.starts_at)
    told = [
        {numbers[mark.enrolment_id]: mark.mark for mark in found[LessonMark]
         if mark.lesson_id == lesson.id and mark.mark is not Mark.PRESENT}
        for lesson in lessons
    ]  # fmt: skip

    assert told == [
        {4: Mark.ABSENT, 14: Mark.EXCUSED, 21: Mark.LATE},
        {10: Mark.LATE, 14: Mark.ABSENT, 18: Mark.ABSENT, 23: Mark.EXCUSED},
        {7: Mark.ABSENT, 18: Mark.ABSENT},
        {},
    ]


def test_a_class_of_numbers_keeps_no_name(walked):
    found = everything(walked)
    first_c = next(each for each in found[SchoolClass] if each.section == "C")
    members = {each.pupil_id for each in found[Enrolment] if each.class_id == first_c.id}

    assert len(members) == 22
    assert {each.family_name + each.given_name for each in found[Pupil] if each.id in members} == {""}


def test_certificates_are_printed_for_those_who_earned_them(walked):
    issued = everything(walked)[Certificate]
    files = sorted((walked / "certificates").glob("*.pdf"))
    pages = [page.extract_text() for file in files for page in pypdf.PdfReader(file).pages]

    lists = [page for page in pages if "Elenco degli attestati" in page]
    assert len(lists) == 2 + 1, "twenty certificates a page in the list for the office"
    assert len(pages) - len(lists) == len(issued) == 23 + 18
    assert [each.number for each in issued if not any(each.number in page for page in pages)] == []
    assert any("Andreea Ștefania Popescu" in page for page in pages)
    assert any("Małgorzata" in page and "Łukasik" in page for page in pages)
    assert not any("Denis Hoxha" in page for page in pages)


def test_the_centre_has_every_pdf_and_the_packages_are_sealed(walked):
    packages = sorted((walked / "packages").iterdir())
    centre = Workspace.open(walked / "centre")
    with centre.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM document").scalar_one()
    centre.close()

    assert kept == 41
    assert [path.suffix for path in packages] == [".opb", ".opb"]
    assert not any(zipfile.is_zipfile(path) for path in packages)
    assert not any(b"Brambilla" in path.read_bytes() for path in packages)


def test_the_files_of_figures_say_the_same(walked, capsys):
    central = figures(walked, capsys)
    with (walked / "export" / "metrics.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["metric"]: int(row["value"]) for row in csv.DictReader(file)}

    assert rows == central
    assert {path.name for path in (walked / "export").iterdir()} == {"metrics.csv", "metrics-it.csv", "metrics.xlsx"}
