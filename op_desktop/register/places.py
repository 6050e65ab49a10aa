"""Municipalities and venues, and the reference data that every device starts from."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select

import resources
from op_desktop.domain.certificate import LEAST_SHARE
from op_desktop.domain.period import DatedSetting, DeclaredFigure, Period, Series, in_force
from op_desktop.domain.place import Municipality, Venue, VenueKind
from op_desktop.domain.record import Record, RecordId, joined_id, new_id
from op_desktop.domain.school import School
from op_desktop.domain.volunteering import HourRate
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.help_areas import reference_areas
from op_desktop.register.modules import reference_modules
from op_desktop.register.schools import NameMissing
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

START = date(2015, 5, 1)
"""The first day of the programme."""
CERTIFICATE_SHARE = "certificate_least_share"
CITIZENS, HOURS, WEEKS = "multiplier_citizens", "multiplier_hours", "multiplier_weeks"
"""Names of dated settings: percent of meetings for a certificate, and the factors of the multiplier."""


class VenueDatesCrossed(UserError):
    """A venue that closes before it opens."""

    title = N_("A venue closes after it has opened.")
    advice = N_("Check the two days. Nothing was changed.")


class PlaceKind(StrEnum):
    """What can be chosen as the place of work."""

    MUNICIPALITY = "municipality"
    VENUE = "venue"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality of the territory."""

    id: RecordId
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue in a list."""

    id: RecordId
    name: str
    kind: VenueKind
    municipality_id: RecordId
    municipality: str
    address: str
    open: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place to work at: a venue or a school."""

    id: RecordId
    kind: PlaceKind
    name: str
    municipality_id: RecordId
    municipality: str


def municipality_id(code: str) -> RecordId:
    """The id of the municipality with this ISTAT code, on every device."""
    return joined_id(Municipality.entity, [code])


def period_id(series: Series, starts_on: date) -> RecordId:
    """The id of a period of the programme, on every device."""
    return joined_id(Period.entity, [series, starts_on.isoformat()])


def municipalities(reader: Reader) -> list[MunicipalityRow]:
    """The municipalities by name."""
    table = TABLE_OF[Municipality]
    query = select(table.c.id, table.c.code, table.c.name).order_by(table.c.name)
    return [MunicipalityRow(*row) for row in reader.rows(query)]


def venues(reader: Reader, municipality: RecordId | None = None) -> list[VenueRow]:
    """The venues by name, also those that closed."""
    venue, town = TABLE_OF[Venue], TABLE_OF[Municipality]
    query = (
        select(venue.c.id, venue.c.name, venue.c.kind, venue.c.municipality_id, town.c.name, venue.c.address,
               venue.c.closed_on)
        .join(town, town.c.id == venue.c.municipality_id)
        .order_by(venue.c.name, venue.c.id)
    )  # fmt: skip
    if municipality is not None:
        query = query.where(venue.c.municipality_id == municipality)
    today = reader.today.isoformat()
    return [
        VenueRow(id, name, VenueKind(kind), town_id, town_name, address, closed_on is None or closed_on > today)
        for id, name, kind, town_id, town_name, address, closed_on in reader.rows(query)
    ]


def places(reader: Reader) -> list[PlaceRow]:
    """Where one can be at work, by name: open venues, then schools."""
    school, town = TABLE_OF[School], TABLE_OF[Municipality]
    query = (
        select(school.c.id, school.c.name, school.c.municipality_id, town.c.name)
        .join(town, town.c.id == school.c.municipality_id)
        .order_by(school.c.name, school.c.id)
    )
    open_venues = [
        PlaceRow(row.id, PlaceKind.VENUE, row.name, row.municipality_id, row.municipality)
        for row in venues(reader)
        if row.open
    ]
    return [*open_venues, *[PlaceRow(row[0], PlaceKind.SCHOOL, *row[1:]) for row in reader.rows(query)]]


def add_venue(
    uow: UnitOfWork,
    name: str,
    municipality_id: RecordId,
    kind: VenueKind = VenueKind.OP_CAFE,
    *,
    address: str = "",
    opened_on: date | None = None,
) -> RecordId:
    """Put a venue on file; raises ``NameMissing``."""
    if not name.strip():
        raise NameMissing
    venue = Venue(id=new_id(), name=name.strip(), kind=kind, municipality_id=municipality_id,
                  address=address.strip(), opened_on=opened_on)  # fmt: skip
    uow.put(venue)
    return venue.id


def describe_venue(uow: UnitOfWork, venue: Venue) -> None:
    """Store a venue with other facts under its id: its name, its address, the days it opened and closed.

    Raises ``NameMissing``, or ``VenueDatesCrossed`` where it would close before it opens.
    """
    if not venue.name.strip():
        raise NameMissing
    if venue.opened_on and venue.closed_on and venue.closed_on < venue.opened_on:
        raise VenueDatesCrossed
    uow.put(replace(venue, name=venue.name.strip(), address=venue.address.strip()))


def setting(reader: Reader, name: str, day: date, default: int) -> int:
    """The value of a dated setting on a day."""
    return in_force(reader.all(DatedSetting, TABLE_OF[DatedSetting].c.name == name), name, day, default)


def least_share(reader: Reader, day: date) -> int:
    """Percent of the meetings that a pupil attends to earn a certificate, on a day."""
    return setting(reader, CERTIFICATE_SHARE, day, LEAST_SHARE)


def seed_reference(uow: UnitOfWork) -> int:
    """Write what every device starts from, as far as it is not there; returns how many records were new.

    The ids are the same everywhere, and what somebody changed since is left alone.
    """
    missing = [record for record in _reference() if uow.get(type(record), record.id) is None]
    uow.put_all(missing)
    return len(missing)


def _reference() -> Iterator[Record]:
    programme = json.loads(resources.path("reference/programme.json").read_text(encoding="utf-8"))
    yield from _towns(programme["territory"]["op_cafe"])
    yield from reference_areas()
    yield from reference_modules()
    yield from _PERIODS
    yield from _declared(programme["metrics"]["rows"])
    factors = programme["multiplier"]
    since, source = START, "#Oltreiperimetri"
    for name, value in ((CITIZENS, factors["citizens"]), (HOURS, factors["hours_per_week"]),
                        (WEEKS, factors["weeks"])):  # fmt: skip
        yield DatedSetting.of(name=name, since=since, value=value, source=source)
    yield DatedSetting.of(name=CERTIFICATE_SHARE, since=since, value=LEAST_SHARE)
    yield HourRate(id=joined_id(HourRate.entity, ["", since.isoformat()]), euro=Decimal(factors["eur_per_hour"]),
                   since=since, source=source)  # fmt: skip


def _towns(with_cafe: list[str]) -> Iterator[Record]:
    with resources.path("reference/municipalities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            town = Municipality.of(code=row["istat_code"], cadastral_code=row["cadastral_code"], name=row["name"],
                                   postal_code=row["cap"])  # fmt: skip
            yield town
            if town.name in with_cafe:
                name = f"#OP Cafè {town.name.removesuffix(' Milanese')}"
                id = joined_id(Venue.entity, [VenueKind.OP_CAFE, town.code])
                yield Venue(id=id, name=name, municipality_id=town.id)


def _declared(rows: list[dict[str, str | int]]) -> Iterator[Record]:
    for row in rows:
        series = Series.SCHOOL if "scuola" in str(row["periods"]) else Series.GENERAL
        for column, starts_on in (("first_period", START), ("following_period", _SECOND)):
            yield DeclaredFigure.of(metric=str(row["id"]), period_id=period_id(series, starts_on),
                                    value=int(row[column]), source="#Oltreiperimetri, «Qualche numero»")  # fmt: skip


_SECOND = date(2018, 5, 1)


def _period(series: Series, starts_on: date, months: int, position: int, name_it: str, name_en: str) -> Period:
    return Period(id=period_id(series, starts_on), name_it=name_it, name_en=name_en, starts_on=starts_on,
                  months=months, series=series, position=position)  # fmt: skip


_PERIODS = (
    _period(Series.GENERAL, START, 36, 1, "36 mesi", "36 months"),
    _period(Series.GENERAL, _SECOND, 36, 2, "Successivi 36 mesi", "Following 36 months"),
    _period(Series.SCHOOL, START, 36, 1, "36 mesi (scuola)", "36 months (schools)"),
    _period(Series.SCHOOL, _SECOND, 30, 2, "Successivi 30 mesi (scuola)", "Following 30 months (schools)"),
)
