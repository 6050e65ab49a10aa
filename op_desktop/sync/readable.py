"""The part of a package that people and other tools read: tables as CSV, described as a Data Package."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from sqlalchemy import ColumnElement, Connection, select

from op_desktop.domain.record import Field, Kind, Record, shape
from op_desktop.domain.school import Pupil
from op_desktop.storage import tables
from op_desktop.storage.change_log import canonical_json
from op_desktop.storage.log_reader import BATCH
from op_desktop.storage.tables import TABLE_OF
from op_desktop.sync.changes_csv import COLUMNS
from op_desktop.sync.manifest import ListedMember

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {Kind.INTEGER: "integer", Kind.BOOLEAN: "integer", Kind.MONEY: "integer", Kind.DATE: "date"}
_NUMBERS = {"seq", "save", "hlc", "wall", "schema"}


def write_table(
    target: BinaryIO, connection: Connection, record: type[Record], changes: Sequence[ColumnElement[bool]]
) -> int:
    """Write the standing rows of a table that these changes touched; returns how many."""
    table, log = TABLE_OF[record], tables.change
    touched = select(log.c.row_id).where(*changes, log.c.entity == record.entity)
    columns = [table.c.id, *(table.c[each.name] for each in _fields(record))]
    query = select(*columns).where(table.c.id.in_(touched)).order_by(table.c.id)
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(column.name for column in columns)
    count = 0
    for row in connection.execute(query, execution_options={"yield_per": BATCH}):
        writer.writerow("" if value is None else value for value in row)
        count += 1
    text.detach()
    return count


def describe(bundle_id: str, members: Iterable[ListedMember]) -> bytes:
    """``datapackage.json`` for the package's CSV members (Data Package 2.0)."""
    resources = [_resource(each) for each in members if each.name.endswith(".csv")]
    package = {
        "$schema": _PROFILE,
        "id": bundle_id,
        "name": f"opd-{bundle_id}",
        "title": "OP Desktop: changes and the rows they touched",
        "resources": resources,
    }
    return canonical_json(package).encode()


def _resource(member: ListedMember) -> dict[str, object]:
    entity = member.name.removeprefix("tables/").removesuffix(".csv")
    record = tables.RECORD_OF.get(entity) if member.name.startswith("tables/") else None
    return {
        "name": entity,
        "type": "table",
        "path": member.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": member.bytes,
        "hash": f"sha256:{member.sha256}",
        "schema": _changes_schema() if record is None else _record_schema(record),
    }


def _changes_schema() -> dict[str, object]:
    fields = [{"name": name, "type": "integer" if name in _NUMBERS else "string"} for name in COLUMNS]
    return {"fields": fields, "primaryKey": ["replica", "seq", "id"], "missingValues": [""]}


def _record_schema(record: type[Record]) -> dict[str, object]:
    fields = [{"name": "id", "type": "string", "constraints": {"required": True, "unique": True}}]
    return {
        "fields": [*fields, *(_field(each) for each in _fields(record))],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _fields(record: type[Record]) -> tuple[Field, ...]:
    """All fields; of a pupil what is not personal: nobody who looks into a package needs a child's name."""
    return tuple(each for each in shape(record) if record is not Pupil or not each.rule.personal)


def _field(each: Field) -> dict[str, object]:
    described: dict[str, object] = {"name": each.name, "type": _TYPES.get(each.kind, "string")}
    if each.kind is Kind.CHOICE:
        described["constraints"] = {"enum": [str(value) for value in list(each.python)]}  # type: ignore[call-overload]
    if each.kind is Kind.MONEY:
        described["description"] = "euro cents"
    return described
