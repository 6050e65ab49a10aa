"""Many new rows at once, by each database's fastest plain road."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, Table

from op_desktop.storage.reader import chunks
from op_desktop.storage.tables import tail_of

_MANY: Final = 20
"""Rows from which a statement of their own is worth its preparation."""
_SAYABLE: Final = frozenset({int, str, type(None)})


def insert_columns(connection: Connection, table: Table, columns: Mapping[str, Sequence[object]]) -> None:
    """Insert rows that are not there yet, given column by column: COPY on PostgreSQL, one statement on SQLite.

    Most columns of a delivery hold one value all along. It is said once, in the statement: handing a value over takes
    the driver as long as the database needs to store it.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{name}"' for name in columns)
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in zip(*columns.values(), strict=True):
                copy.write_row(row)
        return
    said = {name: _literal(values[0]) for name, values in columns.items() if _one_value(values)}
    varied = [values for name, values in columns.items() if name not in said]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(said.get(name, "?") for name in columns)
    driver.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({values})', zip(*varied, strict=True))


def _one_value(values: Sequence[object]) -> bool:
    first = values[0]
    return len(values) >= _MANY and type(first) in _SAYABLE and values.count(first) == len(values)


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if type(value) is int else "'" + str(value).replace("'", "''") + "'"


def known_rows(connection: Connection, row_ids: Collection[str]) -> set[str]:
    """Those of the records of which the log holds a change, many thousands at a time."""
    found: set[str] = set()
    sign = "%s" if connection.dialect.name == "postgresql" else "?"
    for chunk in chunks({tail_of(each) for each in row_ids}, 5_000):
        marks = ", ".join([sign] * len(chunk))
        query = f"SELECT row_id FROM change WHERE tail IN ({marks})"
        found.update(connection.exec_driver_sql(query, tuple(chunk)).scalars())
    return found.intersection(row_ids)
