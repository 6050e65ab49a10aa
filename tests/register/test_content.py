"""Packs that are added stay whole, beside their earlier versions."""

import shutil
import zipfile

import pytest

from op_desktop.domain.account import Role
from op_desktop.education.catalogue import ADDED, open_catalogue
from op_desktop.education.packs import PackRefused
from op_desktop.register.content import PackAlreadyHere, PackMissing, add_pack
from op_desktop.security.permissions import Actor, OnlyAdministration
from tests.education.packing import SHIPPED, edit, seal_as_is, small_pack

ADMINISTRATOR = Actor("ada", frozenset({Role.ADMINISTRATOR}))
EDUCATOR = Actor("marta", frozenset({Role.EDUCATOR}))
LESSON, IT = "lessons/PROVA-1/lesson.toml", "lessons/PROVA-1/it.toml"


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def pack(tmp_path):
    return small_pack(tmp_path / "prova")


def zipped(folder, *, inside=True):
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder.parent if inside else folder))
    return target


def kept(data):
    return sorted(path.name for path in (data / ADDED).iterdir())


@pytest.mark.parametrize("make", [lambda pack: pack, zipped, lambda pack: zipped(pack, inside=False)])
def test_a_pack_is_added_from_a_folder_or_a_zip(data, pack, make):
    added = add_pack(ADMINISTRATOR, data, make(pack))

    assert added.name == "prova-1"
    assert kept(data) == ["prova-1"]
    found = open_catalogue(data)
    assert found.plan("PROVA-1").read_in("en").steps[0].title == "We say hello"
    assert found.plan("PRI-1").head.code == "PRI-1"
    assert "X1@1" in found.bank().items


def test_only_the_administration_adds_packs(data, pack):
    with pytest.raises(OnlyAdministration):
        add_pack(EDUCATOR, data, pack)
    assert not data.exists()


def test_what_is_refused_leaves_nothing_behind(data, pack):
    edit(pack / IT, lambda text: text.replace("minutes = 25", "minutes = 20"))
    seal_as_is(pack)

    with pytest.raises(PackRefused):
        add_pack(ADMINISTRATOR, data, pack)
    assert kept(data) == []
    with pytest.raises(PackMissing):
        add_pack(ADMINISTRATOR, data, pack / "nowhere.zip")


def test_versions_stay_beside_each_other_and_the_newest_lesson_is_offered(data, pack, tmp_path):
    add_pack(ADMINISTRATOR, data, pack)
    with pytest.raises(PackAlreadyHere):
        add_pack(ADMINISTRATOR, data, pack)
    second = small_pack(tmp_path / "seconda", version=2)
    edit(second / LESSON, lambda text: text.replace("\nversion = 1", "\nversion = 2"))
    edit(second / IT, lambda text: text.replace("Ci presentiamo", "Piacere"))
    seal_as_is(second)
    add_pack(ADMINISTRATOR, data, second)

    found = open_catalogue(data)
    assert kept(data) == ["prova-1", "prova-2"]
    assert found.plan("PROVA-1").read_in("it").steps[0].title == "Piacere"
    assert found.plan("PROVA-1", 1).read_in("it").steps[0].title == "Ci presentiamo"
    assert [entry.head.version for entry in found.lessons() if entry.head.code == "PROVA-1"] == [2]


def test_a_changed_lesson_or_question_needs_a_new_version(data, pack, tmp_path):
    add_pack(ADMINISTRATOR, data, pack)
    second = small_pack(tmp_path / "seconda", code="altra")
    edit(second / IT, lambda text: text.replace("Ci presentiamo", "Piacere"))
    seal_as_is(second)
    with pytest.raises(PackRefused) as refused:
        add_pack(ADMINISTRATOR, data, second)
    assert "PROVA-1@1 differs from the lesson of the same version in prova-1" in refused.value.headline
    assert "version 2" in refused.value.remedy

    third = small_pack(tmp_path / "terza", code="terza")
    edit(third / "items.toml", lambda text: text.replace("Quanto ti resta?", "Quanto resta?"))
    seal_as_is(third)
    with pytest.raises(PackRefused) as refused:
        add_pack(ADMINISTRATOR, data, third)
    assert "(X1@1): it differs from the question of the same version" in refused.value.headline
    assert kept(data) == ["prova-1"]


def test_a_pack_damaged_later_is_told_and_the_others_stay(data, pack):
    add_pack(ADMINISTRATOR, data, pack)
    edit(data / ADDED / "prova-1" / LESSON, lambda text: text.replace("minutes = 120", "minutes = 60"))

    found = open_catalogue(data)
    assert [each.name for each in found.packs] == ["base-1"]
    assert "lesson.toml: the file is not the one that was sealed" in found.refused[0].headline


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return path


HOSTILE = {
    "climbs out": [("pack.toml", "x"), ("../outside.toml", "x")],
    "climbs inside": [("prova/pack.toml", "x"), ("prova/a/../../../outside.toml", "x")],
    "absolute": [("pack.toml", "x"), ("/tmp/outside.toml", "x")],
    "backslash": [("pack.toml", "x"), ("a\\b.toml", "x")],
    "program": [("pack.toml", "x"), ("run.exe", "x")],
    "hidden": [("pack.toml", "x"), (".hidden.toml", "x")],
    "two packs": [("a/pack.toml", "x"), ("b/pack.toml", "x")],
    "no pack": [("readme.txt", "x")],
    "stranger": [("a/pack.toml", "x"), ("b.toml", "x")],
    "inflates": [("pack.toml", "x"), ("items.toml", "0" * (3 << 20))],
    "many": [("pack.toml", "x"), *((f"n{number}.txt", "") for number in range(600))],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_are_refused_and_write_nothing(data, tmp_path, name):
    source = archive(tmp_path / "ostile.zip", HOSTILE[name])
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(PackRefused) as refused:
        add_pack(ADMINISTRATOR, data, source)
    assert refused.value.headline.startswith("The content pack “ostile.zip” is refused")
    shutil.rmtree(data)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"ciao"])
def test_what_is_no_archive_is_refused(data, tmp_path, content):
    (tmp_path / "file.zip").write_bytes(content)

    with pytest.raises(PackRefused) as refused:
        add_pack(ADMINISTRATOR, data, tmp_path / "file.zip")
    assert "it cannot be read" in refused.value.headline


def test_a_cut_archive_is_refused(data, pack):
    source = zipped(pack)
    whole = source.read_bytes()
    for size in range(0, len(whole) - 1, len(whole) // 7):
        source.write_bytes(whole[:size])
        with pytest.raises(PackRefused):
            add_pack(ADMINISTRATOR, data, source)
    assert kept(data) == []


def test_a_changed_game_needs_a_version_of_its_own(data, pack):
    game = pack / "games" / "FAMIGLIA"
    shutil.copytree(SHIPPED / "games" / "FAMIGLIA", game)
    edit(game / "game.toml", lambda text: text.replace("goal = 45", "goal = 50"))
    seal_as_is(pack)
    with pytest.raises(PackRefused, match="FAMIGLIA@1"):
        add_pack(ADMINISTRATOR, data, pack)

    edit(game / "game.toml", lambda text: text.replace("version = 1", "version = 2"))
    seal_as_is(pack)
    add_pack(ADMINISTRATOR, data, pack)
    goals = {each.head.code: (each.head.version, each.head.goal) for each in open_catalogue(data).games()}
    assert goals == {"FAMIGLIA": (2, 50), "GARA": (1, 0)}
