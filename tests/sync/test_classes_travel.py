"""What happens to schools and classes on one device is the same at the centre, in whatever order packages arrive."""

from datetime import date, datetime

import pytest

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.quiz import Phase
from op_desktop.domain.school import RosterMode, School
from op_desktop.exchange.school_import import Decision, Decisions, import_schools, preview_schools
from op_desktop.metrics.definitions import LEARNING
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import quiz_hands, rosters
from op_desktop.register.places import seed_reference
from op_desktop.register.quiz_results import class_result
from op_desktop.register.roster_modes import change_mode
from op_desktop.register.school_years import RosterCopy, roll_over
from op_desktop.storage.clock import ROME
from op_desktop.sync.incoming import take_in
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace
from tests import builders
from tests.builders import at
from tests.exchange.registry_files import registry
from tests.quiz_scene import bank_of, count

SPAN = Scope(first_day=date(2026, 9, 1), end_day=date(2027, 9, 1), today=date(2026, 11, 24))


@pytest.fixture
def make(tmp_path):
    """Opens devices, and closes them at the end."""
    opened = []

    def device(name):
        wall = datetime(2026, 11, 24, 10, 3, tzinfo=ROME)
        workspace = Workspace.open(tmp_path / name, wall=lambda: wall, label=name, training=True)
        opened.append(workspace)
        return workspace

    yield device
    for each in opened:
        each.close()


def told(workspace):
    with workspace.read() as reader:
        (found,) = compute_all(reader, [SPAN])
        return found["M11"].value, found["M12"].value, len(reader.all(LessonMark))


def test_names_left_and_written_again_reach_the_centre_with_every_mark(make, tmp_path):
    giver = make("giver")
    with giver.write("Scene") as uow:
        seed_reference(uow)
        class_id = builders.school_class(uow, named=builders.PUPILS[:8])
        builders.held_lesson(uow, class_id, at("2026-10-06T09:00"))
    packages = [hand_over(giver, tmp_path / "first").path]
    with giver.write("Numbers") as uow:
        change_mode(uow, class_id, RosterMode.NUMBERS)
    packages.append(hand_over(giver, tmp_path / "second").path)
    with giver.write("Names") as uow:
        change_mode(uow, class_id, RosterMode.NAMES)
        rosters.name_pupil(uow, rosters.roster(uow, class_id)[6].enrolment_id, "Colombo", "Giulia")
    with giver.write("New year") as uow:
        roll_over(uow, [class_id], RosterCopy.AS_IT_IS)
    packages.append(hand_over(giver, tmp_path / "third").path)

    first, second, third = packages
    for number, order in enumerate(((third, second, first), (second, first, third, first))):
        centre = make(f"centre-{number}")
        for package in order:
            take_in(centre, package, accept_new=True)
        with centre.read() as reader:
            named = [(row.number, row.family) for row in rosters.roster(reader, class_id) if row.family]
        assert named == [(7, "Colombo")]
        assert told(centre) == told(giver) == (1, 8, 8)


def test_hands_of_a_test_and_their_correction_reach_the_centre(make, tmp_path):
    giver, bank = make("giver"), bank_of("AB", "BA")
    with giver.write("Scene") as uow:
        seed_reference(uow)
        class_id = builders.school_class(uow, seats=12)
        count(uow, class_id, Phase.PRE, bank, ((3, 9, 0, 0), (4, 6, 0, 2)))
        count(uow, class_id, Phase.POST, bank, ((9, 2, 0, 1), (7, 5, 0, 0)))
    packages = [hand_over(giver, tmp_path / "first").path]
    with giver.write("Correction") as uow:
        count(uow, class_id, Phase.POST, bank, ((10, 2, 0, 0), (1, 11, None, 0)))
        quiz_hands.set_present(uow, class_id, Phase.POST, 12)
    packages.append(hand_over(giver, tmp_path / "second").path)

    centre = make("centre")
    for package in reversed(packages):
        take_in(centre, package, accept_new=True)
    results = []
    for each in (giver, centre):
        with each.read() as reader:
            results.append((class_result(reader, class_id), compute_all(reader, [SPAN], metrics=LEARNING)))
    # Before 3 + 6 of 24, after 10 + 11.
    assert results[0] == results[1]
    assert [results[1][1][0][id].value for id in ("F02", "F03")] == [38, 88]


def test_the_same_registry_on_two_devices_is_one_school_each_at_the_centre(make, tmp_path):
    centre = make("centre")
    for name in ("laptop", "venue"):
        device = make(name)
        with device.write("Scene") as uow:
            seed_reference(uow)
            plan = preview_schools(uow, registry(), "scuole.csv")
            import_schools(uow, plan, Decisions(others=Decision.JOIN), sha256="0" * 64)
        take_in(centre, hand_over(device, tmp_path / f"from-{name}").path, accept_new=True)
    with centre.read() as reader:
        assert sorted(school.code for school in reader.all(School)) == ["MIEE8AA012", "MIMM8AA01X", "MIPS01000A"]
