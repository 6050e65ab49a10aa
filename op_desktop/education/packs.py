"""Content packs: folders of lessons and questions that can be read as files, opened strictly.

A pack holds ``pack.toml``, ``SHA256SUMS`` (as sha256sum writes it, of every other file), a folder
``lessons/<CODE>`` for each lesson with ``lesson.toml``, ``it.toml`` and perhaps ``en.toml``, and perhaps
``items.toml``, ``forms.toml`` and folders ``games/<CODE>`` with ``game.toml`` and the same languages.
Every file is checked against its sum when it is read.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from op_desktop.domain.school import Level
from op_desktop.durable import write_bytes
from op_desktop.education.content_checks import CODE, check_bank, check_head, check_plan, check_sums
from op_desktop.education.content_fields import PackRefused, Spot, read
from op_desktop.education.game_checks import check_game
from op_desktop.education.games import Game, GameHead, GameTexts
from op_desktop.education.items import Bank, Form, Item
from op_desktop.education.plans import LessonHead, LessonPlan, LessonTexts, Title
from op_desktop.language import _

T = TypeVar("T")
FORMAT = 1
"""The version of the layout that this program reads."""
HEAD, SUMS, LESSONS, GAMES = "pack.toml", "SHA256SUMS", "lessons", "games"
ITEMS, FORMS = "items.toml", "forms.toml"
LANGUAGES = ("it", "en")
LARGEST_FILE = 1 << 20

_AT_LINE = re.compile(r"at line (\d+)")
_SUM = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """What a pack says of itself: ``pack.toml``."""

    format: int
    code: str
    version: int
    title: Title
    authors: str
    licence: str


@dataclass(frozen=True, slots=True)
class Pack:
    """An opened pack: its head and its lessons by level and meeting; texts are read when they are asked for."""

    folder: Path
    head: PackHead
    sums: Mapping[str, str]
    lessons: tuple[LessonHead, ...]
    games: tuple[str, ...] = ()
    """The codes of its games."""

    @property
    def name(self) -> str:
        """Code and version: ``base-1``."""
        return f"{self.head.code}-{self.head.version}"

    def lesson(self, code: str) -> LessonHead | None:
        """The head of a lesson, None where the pack has no such code."""
        return next((head for head in self.lessons if head.code == code), None)

    def digest(self, code: str) -> str:
        """What a lesson is made of, as one sum: two lessons of one code and version must agree in it."""
        start = f"{LESSONS}/{code}/"
        parts = sorted(
            f"{total} {file.removeprefix(start)}" for file, total in self.sums.items() if file.startswith(start)
        )
        return sha256("\n".join(parts).encode()).hexdigest()


def open_pack(folder: Path) -> Pack:
    """The pack in a folder; raises ``PackRefused`` where its frame or a lesson's head is not right."""
    spot = Spot(folder.name)
    sums = _sums(folder, spot)
    head = read(PackHead, _toml(folder, HEAD, sums, spot), Spot(spot.pack, HEAD))
    if head.format != FORMAT:
        Spot(spot.pack, HEAD, "format").refuse(
            _("the layout {n} is unknown").format(n=head.format), _("Update OP Desktop, or ask for a pack of layout 1.")
        )
    if not CODE.fullmatch(head.code):
        Spot(spot.pack, HEAD, "code").refuse(_("this is no code"), _("Use letters, digits and hyphens, up to 40."))
    lessons = [_lesson_head(folder, code, sums, spot) for code in _codes(sums, LESSONS, "lesson.toml")]
    order = tuple(Level)
    return Pack(
        folder, head, sums, tuple(sorted(lessons, key=lambda each: (order.index(each.level), each.meeting, each.code))),
        tuple(sorted(_codes(sums, GAMES, "game.toml"))),
    )  # fmt: skip


def read_plan(pack: Pack, code: str) -> LessonPlan:
    """A lesson of the pack with its texts; raises ``PackRefused``, and ``KeyError`` where there is no such lesson."""
    head = pack.lesson(code)
    if head is None:
        raise KeyError(code)
    plan = LessonPlan(head=head, texts=_texts(pack, f"{LESSONS}/{code}", LessonTexts))
    check_plan(plan, Spot(pack.folder.name, f"{LESSONS}/{code}"))
    return plan


def read_game(pack: Pack, code: str) -> Game:
    """A game of the pack; raises ``PackRefused``."""
    spot = Spot(pack.folder.name, f"{GAMES}/{code}")
    file = f"{spot.file}/game.toml"
    head = read(GameHead, _toml(pack.folder, file, pack.sums, Spot(spot.pack)), Spot(spot.pack, file))
    game = Game(head=head, texts=_texts(pack, spot.file, GameTexts))
    check_game(game, code, spot)
    return game


def read_bank(pack: Pack) -> Bank:
    """The questions and forms of the pack, none where it has no such files; raises ``PackRefused``."""
    spot = Spot(pack.folder.name)
    items = [read(Item, each, place) for each, place in _entries(pack, ITEMS, "items", spot)]
    forms = [read(Form, each, place) for each, place in _entries(pack, FORMS, "forms", spot)]
    check_bank(items, forms, spot)
    return Bank({item.name: item for item in items}, tuple(forms))


def check_pack(pack: Pack) -> None:
    """Read everything a pack holds, work out its sums, and refuse files that it does not name: ``PackRefused``."""
    name = pack.folder.name
    for head in pack.lessons:
        check_sums(head.calc, Spot(name, f"{LESSONS}/{head.code}/lesson.toml"))
        read_plan(pack, head.code)
    for code in pack.games:
        read_game(pack, code)
    for item in read_bank(pack).items.values():
        check_sums(item.calc, Spot(name, ITEMS, item.name))
    for file in sorted(files_of(pack.folder) - {SUMS}):
        if file not in pack.sums:
            Spot(name, file).refuse(
                _("the file is not listed in {name}").format(name=SUMS), _("Take it out, or seal the pack again.")
            )
        _verified(pack.folder, file, pack.sums, Spot(name))


def seal(folder: Path) -> Pack:
    """Sum up the files of a folder as they are now, if they make a right pack; else the old sums stay."""
    path = folder / SUMS
    before = path.read_bytes() if path.is_file() else None
    write_bytes(path, sums_of(folder).encode())
    try:
        pack = open_pack(folder)
        check_pack(pack)
    except PackRefused:
        if before is None:
            path.unlink()
        else:
            write_bytes(path, before)
        raise
    return pack


def files_of(folder: Path) -> set[str]:
    """The files in a pack's folder, named from it with forward slashes."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def sums_of(folder: Path) -> str:
    """What ``SHA256SUMS`` must say of a folder as it is now."""
    files = sorted(files_of(folder) - {SUMS})
    return "".join(f"{sha256((folder / file).read_bytes()).hexdigest()}  {file}\n" for file in files)


def _codes(sums: Mapping[str, str], folder: str, head: str) -> list[str]:
    return [file.split("/")[1] for file in sums if file.startswith(f"{folder}/") and file.endswith(f"/{head}")]


def _texts(pack: Pack, folder: str, kind: type[T]) -> dict[str, T]:
    """The texts of a lesson or game in each language that it has; Italian it must have."""
    found = {}
    for language in LANGUAGES:
        file = f"{folder}/{language}.toml"
        if language == "it" or file in pack.sums:
            table = _toml(pack.folder, file, pack.sums, Spot(pack.folder.name))
            found[language] = read(kind, table, Spot(pack.folder.name, file))
    return found


def _lesson_head(folder: Path, code: str, sums: Mapping[str, str], spot: Spot) -> LessonHead:
    file = f"{LESSONS}/{code}/lesson.toml"
    place = Spot(spot.pack, file)
    head = read(LessonHead, _toml(folder, file, sums, spot), place)
    check_head(head, code, place)
    return head


def _entries(pack: Pack, file: str, name: str, spot: Spot) -> list[tuple[Any, Spot]]:
    if file not in pack.sums:
        return []
    place = Spot(spot.pack, file)
    table = _toml(pack.folder, file, pack.sums, spot)
    if set(table) != {name} or not isinstance(table[name], list):
        place.refuse(
            _("only [[{name}]] may stand here").format(name=name),
            _("Begin each entry with [[{name}]].").format(name=name),
        )
    return [(each, place.inside(f"{name} {number + 1}")) for number, each in enumerate(table[name])]


def _sums(folder: Path, spot: Spot) -> dict[str, str]:
    place = Spot(spot.pack, SUMS)
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        place.refuse(_("the file is missing or cannot be read"), _("Write it with: op-desktop packs seal FOLDER"))
    found = {}
    for number, line in enumerate(lines):
        matched = _SUM.fullmatch(line)
        if matched is None or ".." in matched[2].split("/") or matched[2].startswith("/") or "\\" in matched[2]:
            place.inside(_("line {n}").format(n=number + 1)).refuse(
                _("this is no checksum and file"), _("Write the file again with: op-desktop packs seal FOLDER")
            )
        found[matched[2]] = matched[1]
    return found


def _toml(folder: Path, file: str, sums: Mapping[str, str], spot: Spot) -> dict[str, Any]:
    place = Spot(spot.pack, file)
    data = _verified(folder, file, sums, spot)
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        place.refuse(_("the text is not in UTF-8"), _("Save the file as UTF-8."))
    except (ValueError, RecursionError) as error:  # of a number too long, or lists in lists without end, too
        found = _AT_LINE.search(str(error))
        reason = _("line {n} is not understood").format(n=found[1]) if found else _("its end is not understood")
        place.refuse(reason, _("Correct the file, then seal the pack again."))


def _verified(folder: Path, file: str, sums: Mapping[str, str], spot: Spot) -> bytes:
    """The bytes of a file, if they are those that were summed up."""
    place = Spot(spot.pack, file)
    path = folder / file
    if file not in sums:
        place.refuse(_("the file is not listed in {name}").format(name=SUMS), _("Take it out, or seal the pack again."))
    if not path.is_file():
        place.refuse(_("the file is missing"), _("Copy the pack again, whole."))
    if path.stat().st_size > LARGEST_FILE:
        place.refuse(_("the file is larger than {n} KB").format(n=LARGEST_FILE >> 10), _("Divide it."))
    data = path.read_bytes()
    if sha256(data).hexdigest() != sums[file]:
        place.refuse(
            _("the file is not the one that was sealed"), _("Copy the pack again, or seal it again if you changed it.")
        )
    return data
