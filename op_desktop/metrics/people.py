"""Who is who: records confirmed to be the same person count as one (rule R3)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, delete, insert, literal_column, select, update
from sqlalchemy.schema import CreateTable

from op_desktop.domain.person import Person, SameAs, Verdict
from op_desktop.storage.reader import Reader, chunks
from op_desktop.storage.tables import TABLE_OF

known_person = Table(
    "known_person",
    MetaData(),
    Column("id", Text(), primary_key=True),
    Column("person_id", Text(), nullable=False),
    Column("merged", Integer(), nullable=False),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""Every person on file with the id under which it counts; lives in the connection that counts.

One join tells both whether the person has arrived and who it is, at the price of a primary key look-up.
"""


def identify(reader: Reader) -> None:
    """Make ``known_person`` say what this reader sees; call it before running the rows of a metric."""
    connection = reader.connection
    connection.execute(CreateTable(known_person, if_not_exists=True))
    connection.execute(delete(known_person))
    person = TABLE_OF[Person].c.id
    everybody = select(person, person, literal_column("0"))
    connection.execute(insert(known_person).from_select(["id", "person_id", "merged"], everybody))
    merged = survivors(reader)
    if merged:
        change = update(known_person).where(known_person.c.id == bindparam("record"))
        connection.execute(
            change.values(person_id=bindparam("survivor"), merged=1),
            [{"record": record, "survivor": survivor} for record, survivor in merged.items()],
        )


def survivors(reader: Reader) -> dict[str, str]:
    """The id that stands for each person on file who is confirmed to be another's double, itself included."""
    same = TABLE_OF[SameAs].c
    confirmed = select(same.first_id, same.second_id).where(
        same.what == Person.entity, same.verdict == Verdict.SAME.value
    )
    groups = joined(reader.rows(confirmed))
    on_file: set[str] = set()
    person = TABLE_OF[Person].c.id
    for chunk in chunks(groups):
        on_file.update(reader.connection.execute(select(person).where(person.in_(chunk))).scalars())
    smallest: dict[str, str] = {}
    for id in sorted(on_file):
        smallest.setdefault(groups[id], id)
    return {id: smallest[groups[id]] for id in on_file}


def joined(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Each id in the pairs with one id that stands for its whole chain: a–b and b–c join a, b and c."""
    leads: dict[str, str] = {}

    def top(id: str) -> str:
        while leads.setdefault(id, id) != id:
            leads[id] = id = leads[leads[id]]
        return id

    for first, second in pairs:
        leads[top(first)] = top(second)
    return {id: top(id) for id in tuple(leads)}
