"""Collects the texts of the code into the catalogues, fills in translations and compiles what the program reads.

    python packaging/texts.py                 collect, update and compile
    python packaging/texts.py --from FOLDER   take translations from the JSON files of the folder first
    python packaging/texts.py --check         change nothing; say what is missing, exit code 1 if anything is

A JSON file holds ``{"English": "Italiano"}`` and, where number matters, ``{"one\\u0000many": ["uno", "molti"]}``.
"""

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "op_desktop.pot"
ITALIAN = LOCALE / "it" / "LC_MESSAGES" / "op_desktop.po"

KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}
"""Functions that mark a text, with how many of their arguments are texts."""
HEADER = "# The texts of OP Desktop; made by `python3 dev.py texts`."
# The files change when a text does, not when somebody collects.
DATE = datetime(2026, 11, 23, tzinfo=UTC)

Forms = tuple[str, ...]


def collect() -> Catalog:
    """Every text marked in the two packages, with the files it stands in."""
    catalogue = Catalog(header_comment=HEADER, project="OP Desktop", version="1", creation_date=DATE, fuzzy=False)
    for package in ("op_desktop", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for text in marked(ast.parse(path.read_text(encoding="utf-8"))):
                catalogue.add(text if len(text) > 1 else text[0], locations=[(place, 0)])
    return catalogue


def marked(module: ast.AST) -> list[Forms]:
    """The texts of a module from its first line to its last; read by the parser, since texts stand in f-strings too."""
    found: list[tuple[int, int, Forms]] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            texts = [each.value for each in node.args[: KEYWORDS[node.func.id]] if isinstance(each, ast.Constant)]
            if texts:
                found.append((node.lineno, node.col_offset, tuple(str(text) for text in texts)))
    return [text for _line, _column, text in sorted(found)]


def updated(template: Catalog) -> Catalog:
    """The Italian catalogue brought up to the texts of the code; translations without a text are dropped."""
    if ITALIAN.exists():
        with ITALIAN.open("rb") as stream:
            catalogue = pofile.read_po(stream, locale="it", domain="op_desktop")
    else:
        catalogue = Catalog(locale="it", domain="op_desktop", fuzzy=False)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=True)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version, catalogue.revision_date = template.project, template.version, DATE
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "OP Desktop"
    return catalogue


def fill(catalogue: Catalog, folder: Path) -> Iterator[str]:
    """Enter the translations of the folder's JSON files; yields what fits no text, and what two files disagree on."""
    entered: dict[Forms, Forms] = {}
    for file in sorted(folder.glob("*.json")):
        for key, value in json.loads(file.read_text(encoding="utf-8")).items():
            forms = tuple(key.split("\0"))
            translation = (value,) if isinstance(value, str) else tuple(value)
            message = catalogue.get(forms[0])
            if message is None or len(_forms(message.id)) != len(translation):
                yield f"{file.name}: no such text in the code: {key!r}"
                continue
            if entered.setdefault(forms, translation) != translation:
                yield f"{file.name}: another file translates {key!r} as {entered[forms]!r}"
                continue
            message.string = translation if len(translation) > 1 else translation[0]


def problems(catalogue: Catalog) -> Iterator[str]:
    """Texts without a translation, doubtful ones, and translations that lost or invented a placeholder."""
    for message in catalogue:
        if not message.id:
            continue
        forms = _forms(message.string)
        if not all(forms):
            yield f"not translated: {message.id!r}"
        elif message.fuzzy:
            yield f"doubtful: {message.id!r}"
        elif _placeholders(message) != _placeholders(Message(forms if len(forms) > 1 else forms[0])):
            yield f"placeholders differ: {message.id!r} – {message.string!r}"


def compiled(catalogue: Catalog) -> bytes:
    """What the program reads."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def written(catalogue: Catalog) -> bytes:
    """What translators read: sorted, with files but without line numbers, so that differences are about texts."""
    stream = BytesIO()
    pofile.write_po(stream, catalogue, width=110, sort_output=True, include_lineno=False)
    return stream.getvalue()


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--from", dest="folder", type=Path, metavar="FOLDER")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()

    template = collect()
    catalogue = updated(template)
    remarks = list(fill(catalogue, asked.folder)) if asked.folder else []
    files = {TEMPLATE: written(template), ITALIAN: written(catalogue), ITALIAN.with_suffix(".mo"): compiled(catalogue)}
    missing = list(problems(catalogue))
    if asked.check:
        stale = [file for file, content in files.items() if not file.exists() or file.read_bytes() != content]
        missing += [f"not up to date: {file.relative_to(ROOT)}" for file in stale]
    else:
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    print(*remarks, *missing, f"{len(catalogue)} texts, {len(missing)} to mend", sep="\n")
    return 1 if missing else 0


def _forms(text: str | Forms | list[str] | None) -> Forms:
    return tuple(text) if isinstance(text, tuple | list) else (text or "",)


def _placeholders(message: Message) -> set[str]:
    # A singular may say "one" where the plural says "{n}", so all forms count together.
    return {name for form in _forms(message.id) for name in re.findall(r"{(\w*)[^{}]*}", form.replace("{{", ""))}


if __name__ == "__main__":
    sys.exit(main())
