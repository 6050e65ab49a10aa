"""Many new rows at once, by each database's fastest plain road."""

from collections.abc import Collection, Sequence
from itertools import chain

from sqlalchemy import Connection, Table

from op_desktop.storage.reader import chunks
from op_desktop.storage.tables import tail_of

_MOST_VALUES = 16_000
"""In one statement; SQLite allows twice as many."""


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert rows that are not there yet: COPY on PostgreSQL, few long statements on SQLite."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        driver = connection.connection.driver_connection
        assert driver is not None
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    # Many rows a statement, not one after the other: a second thread can work while SQLite does.
    row_marks = f"({', '.join('?' * len(columns))})"
    for chunk in chunks(rows, _MOST_VALUES // len(columns)):
        marks = ", ".join([row_marks] * len(chunk))
        values = tuple(chain.from_iterable(chunk))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES {marks}', values)


def known_rows(connection: Connection, row_ids: Collection[str]) -> set[str]:
    """Those of the records of which the log holds a change, many thousands at a time."""
    found: set[str] = set()
    sign = "%s" if connection.dialect.name == "postgresql" else "?"
    for chunk in chunks({tail_of(each) for each in row_ids}, 5_000):
        marks = ", ".join([sign] * len(chunk))
        query = f"SELECT row_id FROM change WHERE tail IN ({marks})"
        found.update(connection.exec_driver_sql(query, tuple(chunk)).scalars())
    return found.intersection(row_ids)
