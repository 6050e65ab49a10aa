"""A small pack to break: one lesson and the first questions of the shipped one."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import resources
from op_desktop.education.packs import SUMS, sums_of

SHIPPED = resources.path("education/base")
Edit = Callable[[str], str]


def small_pack(folder: Path, code: str = "prova", version: int = 1) -> Path:
    """A pack of one lesson, PROVA-1, and the first four questions, sealed."""
    lesson = folder / "lessons" / "PROVA-1"
    shutil.copytree(SHIPPED / "lessons" / "PRI-1", lesson)
    edit(lesson / "lesson.toml", lambda text: text.replace("PRI-1", "PROVA-1"))
    head = (SHIPPED / "pack.toml").read_text(encoding="utf-8")
    head = head.replace('code = "base"', f'code = "{code}"').replace("\nversion = 1", f"\nversion = {version}")
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    items = (SHIPPED / "items.toml").read_text(encoding="utf-8").split("\n[[items]]")
    text = "\n[[items]]".join(items[:5])
    (folder / "items.toml").write_text(re.sub(r'code = "P(\d)"', r'code = "X\1"', text), encoding="utf-8")
    seal_as_is(folder)
    return folder


def edit(file: Path, change: Edit) -> None:
    """Change a file's text; a change that changes nothing is a mistake of the test."""
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, file
    file.write_text(after, encoding="utf-8")


def seal_as_is(folder: Path) -> None:
    """Sum up the files without looking whether they are right."""
    (folder / SUMS).write_text(sums_of(folder), encoding="utf-8")
