"""What the search over everything finds: people, classes and labs, commands, ranked by how often one chose them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import select

from op_desktop.domain.lab import Lab, LabMember
from op_desktop.domain.names import words
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import School, SchoolClass
from op_desktop.domain.section import ClassName
from op_desktop.language import N_, _
from op_desktop.register import search
from op_desktop.security.permissions import Permission
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from ui.actions import ACTIONS, ANYWHERE, Action, matching_actions
from ui.desk import Desk
from ui.dialogs.palette import Hit
from ui.navigation import entries

PEOPLE, WORK, COMMANDS = N_("People"), N_("Classes and labs"), N_("Commands")
CALCULATORS = N_("Calculators")
MOST: Final = 4
"""Hits of a kind, so that all groups are in sight."""
LATEST: Final = 5
KEPT: Final = 60
"""How many choices are remembered."""
PAGE_OF: Final = {"register": "classes", "pupils": "classes", "check_in": "labs", "hours": "volunteering",
                  "type_sheet": "classes", "mark_rest": "classes", "mark_everybody": "classes"}  # fmt: skip
"""The pages that commands lead to or belong to; those of pages that are not there yet are not offered."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a hit leads: a command, or a page at a thing; ``key`` names it among the choices remembered."""

    key: str
    action: str = ""
    page: str = ""
    where: dict[str, object] = field(default_factory=dict)


class Finder:
    """Looks things up for one person and remembers what that person chose."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pages = {entry.key: entry for entry in entries(desk)}
        self._used: dict[str, list[int]] = json.loads(desk.workspace.local(self._name) or "{}")

    def find(self, text: str) -> list[Hit]:
        """The hits in groups; commands only after ``>``, the latest things for an empty text."""
        if not text:
            with self._desk.workspace.read() as reader:
                return list(self._latest(reader))
        commands = [self._command(action) for action in matching_actions(text, self._possible())]
        if text.startswith(">"):
            return commands
        with self._desk.workspace.read() as reader:
            found = search.find(reader, text, MOST)
            people = self._people(reader, found.people) if self._may_name() else []
            work = [
                *(self._class(hit) for hit in found.classes if "classes" in self._pages),
                *(self._lab(hit) for hit in found.labs if "labs" in self._pages),
            ]
        return [*self._ranked(people), *self._ranked(work), *self._ranked(_calculators(text)), *self._ranked(commands)]

    def remember(self, target: Target) -> None:
        """Count a choice; the thing moves up."""
        times = self._used.get(target.key, [0, 0])[0] + 1
        turn = 1 + max((last for _times, last in self._used.values()), default=0)
        self._used[target.key] = [times, turn]
        kept = sorted(self._used.items(), key=lambda item: item[1][1])[-KEPT:]
        self._used = dict(kept)
        self._desk.workspace.keep_local(self._name, json.dumps(self._used))

    def _may_name(self) -> bool:
        """Whether people may be named: not before a class that looks on."""
        return self._desk.may(Permission.READ_PEOPLE) and not self._desk.names.hidden

    @property
    def _name(self) -> str:
        return f"chosen.{self._desk.account.id}"

    def _ranked(self, hits: Sequence[Hit]) -> list[Hit]:
        def uses(hit: Hit) -> int:
            key = hit.target.key if isinstance(hit.target, Target) else ""
            return -self._used.get(key, [0])[0]

        return sorted(hits, key=uses)

    def _latest(self, reader: Reader) -> Iterator[Hit]:
        """The latest things, looked up again: what is remembered are ids, never names."""
        known: dict[str, Callable[[Reader, RecordId], Hit | None]] = {
            "person": self._known_person, "class": self._known_class, "lab": self._known_lab,
        }  # fmt: skip
        shown = 0
        for key, _use in sorted(self._used.items(), key=lambda item: -item[1][1]):
            kind, _colon, id = key.partition(":")
            hit = known[kind](reader, RecordId(id)) if kind in known else None
            if hit is not None and shown < LATEST:
                shown += 1
                yield hit

    def _known_person(self, reader: Reader, id: RecordId) -> Hit | None:
        person = reader.get(Person, id)
        if person is None or person.binned_on is not None or not self._may_name():
            return None
        return self._people(reader, [search.Hit(id, f"{person.given_name} {person.family_name}".strip(), "")])[0]

    def _known_class(self, reader: Reader, id: RecordId) -> Hit | None:
        found = reader.get(SchoolClass, id)
        if found is None:
            return None
        school = reader.require(School, found.school_id)
        return self._class(search.Hit(id, str(ClassName(found.grade, found.section)), school.name))

    def _known_lab(self, reader: Reader, id: RecordId) -> Hit | None:
        lab = reader.get(Lab, id)
        return self._lab(search.Hit(id, lab.name, "")) if lab is not None else None

    def _possible(self) -> list[Action]:
        """The commands that this person can carry out from anywhere."""
        return [action for action in ACTIONS if self._needs(action) in self._pages]

    def _needs(self, action: Action) -> str:
        """The page without which a command means nothing; every person has the settings."""
        if action.page:
            return action.page
        return PAGE_OF.get(action.id, "" if action.group == ANYWHERE else "settings")

    def _people(self, reader: Reader, hits: Sequence[search.Hit]) -> list[Hit]:
        """A hit opens the card of the person; the lab they joined last tells them from others of the name."""
        labs = _labs_of(reader, [hit.id for hit in hits])
        return [self._person(hit, labs.get(hit.id, "")) for hit in hits]

    def _person(self, hit: search.Hit, lab: str) -> Hit:
        detail = " · ".join(part for part in (lab, hit.detail) if part)
        return self._hit(replace(hit, detail=detail), "person", PEOPLE, "user", "people", person_id=hit.id)

    def _class(self, hit: search.Hit) -> Hit:
        return self._hit(hit, "class", WORK, "graduation-cap", "classes", class_id=hit.id)

    def _lab(self, hit: search.Hit) -> Hit:
        return self._hit(hit, "lab", WORK, "coffee", "labs", lab_id=hit.id)

    def _hit(self, hit: search.Hit, kind: str, group: str, icon: str, page: str, **where: Any) -> Hit:
        target = Target(f"{kind}:{hit.id}", page=page, where=where)
        return Hit(title=hit.title, group=_(group), icon=icon, target=target, detail=hit.detail, action=_("Open this"))

    def _command(self, action: Action) -> Hit:
        target = Target(f"command:{action.id}", action=action.id)
        return Hit(title=_(action.text), group=_(COMMANDS), icon=action.icon, target=target, key=action.shortcut)


def _calculators(text: str) -> list[Hit]:
    """The calculators of whose title each typed word begins a word."""
    # Brings decimal arithmetic and eight charts along, which the first frame does not need.
    from op_desktop.education.calculators import CALCULATORS as ALL  # noqa: PLC0415

    wanted = words(text)
    found = [each for each in ALL if wanted and all(any(told.startswith(part) for told in words(_(each.title)))
                                                    for part in wanted)]  # fmt: skip
    return [
        Hit(
            title=_(each.title), group=_(CALCULATORS), icon=each.icon, detail=_(each.purpose), action=_("Open this"),
            target=Target(f"calculator:{each.key}", page="education", where={"calculator": each.key}),
        )
        for each in found[:MOST]
    ]  # fmt: skip


def _labs_of(reader: Reader, person_ids: Sequence[RecordId]) -> dict[str, str]:
    """By person: the name of the lab joined last."""
    member, lab = TABLE_OF[LabMember], TABLE_OF[Lab]
    query = (
        select(member.c.person_id, lab.c.name)
        .join(lab, lab.c.id == member.c.lab_id)
        .where(member.c.person_id.in_(person_ids), member.c.until.is_(None))
        .order_by(member.c.since, lab.c.id)
    )
    return dict(tuple(row) for row in reader.rows(query))
