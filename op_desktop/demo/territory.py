"""Where the demo happens: invented schools, and the programme's labs in its real municipalities."""

import json
from dataclasses import dataclass
from datetime import date

import resources
from op_desktop.domain.lab import Lab, LabKind, LabOrigin, LabState, LabStatus
from op_desktop.domain.place import Venue, VenueKind
from op_desktop.domain.record import Record, RecordId, joined_id
from op_desktop.domain.school import Level, School
from op_desktop.register.places import START, municipality_id

CODES = {
    "Arese": "015009",
    "Cornaredo": "015087",
    "Lainate": "015116",
    "Pero": "015170",
    "Pogliano Milanese": "015176",
    "Pregnana Milanese": "015179",
    "Rho": "015182",
    "Settimo Milanese": "015211",
    "Vanzago": "015229",
}
_SCHOOLS = (
    ("Scuola media Aurora", "Rho", Level.LOWER_SECONDARY),
    ("Scuola media Bruno Munari", "Lainate", Level.LOWER_SECONDARY),
    ("Scuola media Il Gelso", "Settimo Milanese", Level.LOWER_SECONDARY),
    ("Scuola primaria Il Girotondo", "Arese", Level.PRIMARY),
    ("Istituto superiore Maria Montessori", "Rho", Level.UPPER_SECONDARY),
    ("Scuola primaria Via dei Tigli", "Cornaredo", Level.PRIMARY),
)
_SOCIAL = (
    ("Ballo in compagnia", "Rho"),
    ("Cineforum di quartiere", "Lainate"),
    ("Tombola del giovedì", "Settimo Milanese"),
    ("Coro delle voci sparse", "Pregnana Milanese"),
    ("Passeggiate insieme", "Arese"),
    ("Giochi da tavolo", "Vanzago"),
    ("Merenda al parco", "Pero"),
    ("Feste di cortile", "Cornaredo"),
)
_DAYS = (0, 1, 2, 3, 4, 5, 1, 3)
_HOURS = ("09:30", "14:30", "17:00", "18:30", "20:45")
_MINUTES = (120, 150, 120, 150, 120)


@dataclass(frozen=True, slots=True)
class Site:
    """A lab and how often people meet there."""

    lab: Lab
    town: str


def schools() -> list[School]:
    """The schools, with the same ids on every device."""
    return [
        School(id=joined_id("demo", ["school", name]), name=name, level=level, municipality_id=town_id(town))
        for name, town, level in _SCHOOLS
    ]


def town_id(town: str) -> RecordId:
    """The id of a municipality by its name."""
    return municipality_id(CODES[town])


def cafe_id(town: str) -> RecordId | None:
    """The id of the #OP Cafè of a municipality, where there is one."""
    if town not in ("Lainate", "Pregnana Milanese", "Rho", "Settimo Milanese"):
        return None
    return joined_id(Venue.entity, [VenueKind.OP_CAFE, CODES[town]])


def community_labs() -> list[Site]:
    """The programme's 43 community labs; where the sources name no municipality one is assumed."""
    programme = json.loads(resources.path("reference/programme.json").read_text(encoding="utf-8"))
    towns = sorted(CODES)
    sites = []
    for number, row in enumerate(programme["labs"]["list"]):
        town = row["municipality"] or towns[number % len(towns)]
        origin = LabOrigin.GRANT_CALL if row["origin"] == "bando" else LabOrigin.OP_CAFE
        sites.append(_site(number, row["name"].partition(" (")[0], town, LabKind.COMMUNITY, origin))
    return sites


def social_labs() -> list[Site]:
    """Invented labs for being together."""
    return [_site(number, name, town, LabKind.SOCIAL, LabOrigin.OP_CAFE) for number, (name, town) in enumerate(_SOCIAL)]


def standing(sites: list[Site], since: date = START) -> list[Record]:
    """The labs and their state as records."""
    return [
        record
        for site in sites
        for record in (site.lab, LabStatus.of(lab_id=site.lab.id, since=since, state=LabState.ACTIVE))
    ]


def _site(number: int, name: str, town: str, kind: LabKind, origin: LabOrigin) -> Site:
    lab = Lab(
        id=joined_id("demo", ["lab", kind, str(number)]),
        name=name,
        kind=kind,
        origin=origin,
        municipality_id=town_id(town),
        venue_id=cafe_id(town),
        weekday=_DAYS[number % len(_DAYS)],
        starts=_HOURS[number % len(_HOURS)],
        minutes=_MINUTES[number % len(_MINUTES)],
    )
    return Site(lab, town)
