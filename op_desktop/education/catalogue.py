"""All packs at hand, the shipped ones and those that were added: which lessons and questions there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import resources
from op_desktop.domain.school import Level
from op_desktop.education.content_fields import PackRefused
from op_desktop.education.games import Game
from op_desktop.education.items import Bank, Form, Item
from op_desktop.education.packs import Pack, open_pack, read_bank, read_game, read_plan
from op_desktop.education.plans import LessonHead, LessonPlan
from op_desktop.errors import UserError
from op_desktop.language import N_

ADDED = "packs"
"""The folder of added packs inside the data folder."""


class LessonUnknown(UserError):
    """No pack at hand has this lesson, or not in this version."""

    title = N_("There is no lesson “{name}” here.")
    advice = N_("Add the content pack that holds it, or choose one of: {names}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson and the pack it stands in."""

    pack: Pack
    head: LessonHead


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The packs that could be opened, and why others could not."""

    packs: tuple[Pack, ...]
    refused: tuple[PackRefused, ...] = ()

    def lessons(self, level: Level | None = None) -> list[Entry]:
        """The newest version of every lesson, by level and meeting."""
        newest: dict[str, Entry] = {}
        for entry in self._entries():
            known = newest.get(entry.head.code)
            if known is None or known.head.version < entry.head.version:
                newest[entry.head.code] = entry
        order = tuple(Level)
        found = [entry for entry in newest.values() if level in (None, entry.head.level)]
        return sorted(found, key=lambda each: (order.index(each.head.level), each.head.meeting, each.head.code))

    def find(self, code: str, version: int | None = None) -> Entry:
        """A lesson, in its newest version unless one is asked for; raises ``LessonUnknown``."""
        entries = self._entries() if version is not None else self.lessons()
        for entry in entries:
            if entry.head.code == code and version in (None, entry.head.version):
                return entry
        raise LessonUnknown(name=code if version is None else f"{code}@{version}",
                            names=", ".join(entry.head.code for entry in self.lessons()) or "–")  # fmt: skip

    def plan(self, code: str, version: int | None = None) -> LessonPlan:
        """A lesson with its texts; raises ``LessonUnknown`` or ``PackRefused``."""
        return read_plan(self.find(code, version).pack, code)

    def games(self) -> list[Game]:
        """The newest version of every game, by code; raises ``PackRefused``."""
        newest: dict[str, Game] = {}
        for game in (read_game(pack, code) for pack in self.packs for code in pack.games):
            known = newest.get(game.head.code)
            if known is None or known.head.version < game.head.version:
                newest[game.head.code] = game
        return [newest[code] for code in sorted(newest)]

    def bank(self) -> Bank:
        """The questions of all packs and the newest version of every form; raises ``PackRefused``."""
        items: dict[str, Item] = {}
        forms: dict[str, Form] = {}
        for pack in self.packs:
            bank = read_bank(pack)
            items.update(bank.items)
            for form in bank.forms:
                known = forms.get(form.code)
                if known is None or known.version < form.version:
                    forms[form.code] = form
        return Bank(items, tuple(forms.values()))

    def _entries(self) -> Iterator[Entry]:
        for pack in self.packs:
            for head in pack.lessons:
                yield Entry(pack, head)


def open_catalogue(data: Path | None = None) -> Catalogue:
    """The shipped packs, and those added to this data folder; a damaged one is told and left out."""
    folders = sorted(path for path in resources.path("education").iterdir() if path.is_dir())
    if data is not None and (data / ADDED).is_dir():
        added = sorted(path for path in (data / ADDED).iterdir() if path.is_dir())
        folders += [path for path in added if not path.name.startswith(".")]
    opened, refused = [], []
    for folder in folders:
        try:
            opened.append(open_pack(folder))
        except PackRefused as error:
            refused.append(error)
    return Catalogue(tuple(opened), tuple(refused))
