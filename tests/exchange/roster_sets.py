"""Invented schools as OneRoster 1.1, OneRoster 1.2 and School Data Sync would export them, every column filled."""

import io
import json
import zipfile
from pathlib import Path

COLUMNS = json.loads((Path(__file__).parents[1] / "data" / "oneroster" / "columns.json").read_text(encoding="utf-8"))
SECRET = "19 Via Segreta"
"""Fills every column that must not be read."""

CLASSES = {"c1": ("2B", "s1"), "c2": ("2B", "s2"), "c3": ("3A", "s1")}
SCHOOLS = {"s1": "Scuola media Aurora", "s2": "Scuola media Boreale"}
USERS = {
    "u1": ("Rossi", "Emma", "student"), "u2": ("Abbate", "Lorenzo", "student"),
    "u3": ("Pérez García", "Inés", "student"), "u4": ("Colombo", "Marta", "teacher"),
    "u5": ("Villa", "Noemi", "student"),
}  # fmt: skip
ENROLMENTS = (("c1", "u1", ""), ("c1", "u2", ""), ("c1", "u3", ""), ("c1", "u4", ""), ("c1", "u5", "2026-10-01"),
              ("c2", "u2", ""), ("c1", "u1", ""), ("c1", "u9", ""))  # fmt: skip
"""Class, person and last day; Rossi twice, Villa gone in October, u9 unknown to the set."""


def one_roster(version: str) -> dict[str, bytes]:
    """The files of a set, with a manifest."""
    columns = dict(COLUMNS["1.1"])
    if version == "1.2":
        columns |= COLUMNS["1.2 differences"]
    role = {"student": "student", "teacher": "teacher"}
    told = {
        "orgs": [{"sourcedId": id, "name": name, "type": "school"} for id, name in SCHOOLS.items()],
        "classes": [{"sourcedId": id, "title": title, "schoolSourcedId": school, "classCode": f"k{id}"}
                    for id, (title, school) in CLASSES.items()],
        "users": [{"sourcedId": id, "familyName": family, "givenName": given, "role": role[what]}
                  for id, (family, given, what) in USERS.items()],
        "enrollments": [{"classSourcedId": group, "userSourcedId": user, "endDate": ends,
                         "role": role[USERS.get(user, ("", "", "student"))[2]]} for group, user, ends in ENROLMENTS],
    }  # fmt: skip
    files = {f"{name}.csv": _csv(columns[name].split(","), lines) for name, lines in told.items()}
    manifest = ("manifest.version,1.0", f"oneroster.version,{version}", *(f"file.{name},bulk" for name in told))
    return files | {"manifest.csv": "\r\n".join(("propertyName,value", *manifest)).encode()}


def zipped(files: dict[str, bytes], folder: str = "") -> bytes:
    """The files as a zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(folder + name, content)
    return data.getvalue()


def _csv(titles: list[str], lines: list[dict[str, str]]) -> bytes:
    quiet = {"status", "dateLastModified"}
    rows = [[line.get(title, "" if title in quiet else SECRET) for title in titles] for line in lines]
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in (titles, *rows)).encode("utf-8")
