"""What is to be forgotten: an erasure holds for ever, before, with and after the values that it names."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, select, update

from op_desktop.domain.certificate import Certificate
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.record import joined_id
from op_desktop.storage import projected_rows, tables
from op_desktop.storage.change_log import Change
from op_desktop.storage.projected_rows import Key
from op_desktop.storage.reader import chunks
from op_desktop.storage.tables import TABLE_OF


def order_for(record: Key) -> str:
    """The id of the erasure that names this record."""
    return joined_id(Erasure.entity, record)


def named_by(row_id: str, stated: Mapping[str, Any]) -> Key | None:
    """The record that a change to an erasure names, if it names one and the erasure's id is that record's."""
    record = stated.get("what"), stated.get("row_id")
    if isinstance(record[0], str) and isinstance(record[1], str) and order_for((record[0], record[1])) == row_id:
        return record[0], record[1]
    return None


def ordered_in(changes: Iterable[Change]) -> set[Key]:
    """The records that erasures among these changes name."""
    return {
        record
        for each in changes
        if each.entity == Erasure.entity and (record := named_by(each.row_id, json.loads(each.fields)))
    }


def erased(connection: Connection, records: Iterable[Key]) -> set[Key]:
    """Those of the records that an erasure in the log names, whatever was written about that erasure since."""
    log = tables.change
    found: set[Key] = set()
    for chunk in chunks(order_for(record) for record in records):
        query = select(log.c.row_id, log.c.fields).where(tables.about(*chunk), log.c.entity == Erasure.entity)
        for row_id, fields in connection.execute(query):
            record = named_by(row_id, json.loads(fields))
            if record is not None:
                found.add(record)
    return found


def forget(connection: Connection, records: Iterable[Key]) -> int:
    """Blank the personal values of these records wherever they stand; returns how many changes held some."""
    log = tables.change
    by_entity: dict[str, list[str]] = defaultdict(list)
    for entity, row_id in sorted(records):
        by_entity[entity].append(row_id)
    blanked = 0
    for entity, row_ids in by_entity.items():
        for chunk in chunks(row_ids):
            held = tables.about(*chunk), log.c.entity == entity, log.c.personal.is_not(None)
            blanked += connection.execute(update(log).where(*held).values(personal=None)).rowcount
            if entity == Certificate.entity:
                _forget_documents(connection, chunk)
            projected_rows.reproject(connection, projected_rows.entries(connection, chunk))
    return blanked


def _forget_documents(connection: Connection, certificates: list[str]) -> None:
    certificate, document = TABLE_OF[Certificate], tables.document
    issued = select(certificate.c.pdf_sha256).where(certificate.c.id.in_(certificates))
    connection.execute(delete(document).where(document.c.sha256.in_(issued)))
