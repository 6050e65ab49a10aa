"""Places and what every device starts from."""

from datetime import date

from op_desktop.domain.period import DatedSetting, DeclaredFigure, Period, Series
from op_desktop.domain.place import Municipality
from op_desktop.domain.school import Level
from op_desktop.register import places, schools
from op_desktop.workspace import Workspace


def test_the_reference_data_is_the_same_on_every_device_and_written_once(workspace, tmp_path):
    other = Workspace.open(tmp_path / "other")
    with other.write("Set up") as uow:
        assert places.seed_reference(uow) > 40
    with workspace.write("Set up again") as uow:
        assert places.seed_reference(uow) == 0

    with workspace.read() as reader, other.read() as elsewhere:
        for kind in (Municipality, Period, DeclaredFigure, DatedSetting):
            assert reader.all(kind) == elsewhere.all(kind)
    other.close()


def test_a_setting_that_somebody_changed_is_left_alone(workspace):
    changed = DatedSetting.of(name=places.CERTIFICATE_SHARE, since=places.START, value=50)
    with workspace.write("Change") as uow:
        uow.put(changed)
    with workspace.write("Set up again") as uow:
        places.seed_reference(uow)

    with workspace.read() as reader:
        assert places.least_share(reader, date(2026, 11, 24)) == 50


def test_the_figures_of_the_deck_stand_in_their_own_periods(workspace):
    with workspace.read() as reader:
        declared = {(each.metric, each.period_id): each.value for each in reader.all(DeclaredFigure)}
        ends = {period.name_en: period.ends_on for period in reader.all(Period)}

    assert len(declared) == 24
    assert declared["M01", places.period_id(Series.GENERAL, date(2015, 5, 1))] == 3287
    assert declared["M12", places.period_id(Series.SCHOOL, date(2018, 5, 1))] == 1004
    assert ends["Following 30 months (schools)"] == date(2020, 11, 1)


def test_venues_and_schools_are_places_of_work(workspace):
    rho, arese = places.municipality_id("015182"), places.municipality_id("015009")
    with workspace.write("Add") as uow:
        venue = places.add_venue(uow, " Spazio Verde ", arese)
        school = schools.add_school(uow, "Scuola media Aurora", rho, Level.LOWER_SECONDARY)

    with workspace.read() as reader:
        found = {row.id: (row.name, row.municipality) for row in places.places(reader)}
        assert len(places.municipalities(reader)) == 9
        assert [row.name for row in places.venues(reader, arese)] == ["Spazio Verde"]
    assert found[venue] == ("Spazio Verde", "Arese")
    assert found[school] == ("Scuola media Aurora", "Rho")
    assert "#OP Cafè Pregnana" in {name for name, _town in found.values()}
