"""Many new rows at once, by each database's fastest plain road."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Table

from op_desktop.storage.reader import chunks
from op_desktop.storage.tables import tail_of


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert rows that are not there yet: COPY on PostgreSQL, one prepared statement on SQLite."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    driver = connection.connection.driver_connection
    assert driver is not None
    if connection.dialect.name == "postgresql":
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    driver.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)


def known_rows(connection: Connection, row_ids: Collection[str]) -> set[str]:
    """Those of the records of which the log holds a change, many thousands at a time."""
    found: set[str] = set()
    sign = "%s" if connection.dialect.name == "postgresql" else "?"
    for chunk in chunks({tail_of(each) for each in row_ids}, 5_000):
        marks = ", ".join([sign] * len(chunk))
        query = f"SELECT row_id FROM change WHERE tail IN ({marks})"
        found.update(connection.exec_driver_sql(query, tuple(chunk)).scalars())
    return found.intersection(row_ids)
