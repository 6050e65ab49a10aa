"""What belongs to this installation alone, by name, inside a transaction that is under way."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from op_desktop.storage.tables import local


def several(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Those of the values that are there."""
    query = select(local.c.name, local.c.value).where(local.c.name.in_(list(names)))
    return {name: value for name, value in connection.execute(query)}  # noqa: C416 - rows are not pairs to mypy


def keep(connection: Connection, name: str, value: str) -> None:
    """Remember a value."""
    changed = connection.execute(update(local).where(local.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(local).values(name=name, value=value))
