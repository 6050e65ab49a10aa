"""Whole tables as files: every record of a kind, each field in a column of its own type."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import func, select

from op_desktop.domain.record import Field, Record, shape
from op_desktop.domain.record import Kind as FieldKind
from op_desktop.domain.school import Pupil
from op_desktop.exchange.figures import Form
from op_desktop.exchange.values import ITALIAN, MACHINE, Column, Kind, Value
from op_desktop.exchange.writing import write_csv, write_xlsx
from op_desktop.progress import SILENT, Progress
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import RECORDS, TABLE_OF

_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.CHOICE: Kind.TEXT,
    FieldKind.INTEGER: Kind.WHOLE,
    FieldKind.BOOLEAN: Kind.TRUTH,
    FieldKind.DATE: Kind.DATE,
    FieldKind.MOMENT: Kind.MOMENT,
    FieldKind.MONEY: Kind.MONEY,
}


def filled_tables(reader: Reader) -> dict[type[Record], int]:
    """The kinds of record of which there are any, with how many."""
    counts = {record: reader.value(select(func.count()).select_from(TABLE_OF[record])) for record in RECORDS}
    return {record: int(count) for record, count in counts.items() if count}


def write_table(path: Path, reader: Reader, record: type[Record], form: Form, progress: Progress = SILENT) -> int:
    """Write every record of a kind and return how many; raises like ``write_csv`` and ``write_xlsx``.

    Headings are the fields' names in every language: such files are read by programs and by those who keep them.
    Where no class keeps names there is no column for them either.
    """
    fields = _fields(reader, record)
    columns = [Column("id", "id"), *(_column(each) for each in fields)]
    rows = _rows(reader, record, fields)
    if form is Form.XLSX:
        return write_xlsx(path, columns, rows, record.entity, progress)
    return write_csv(path, columns, rows, ITALIAN if form is Form.ITALIAN else MACHINE, progress)


def _fields(reader: Reader, record: type[Record]) -> tuple[Field, ...]:
    if record is not Pupil:
        return shape(record)
    table = TABLE_OF[record]
    told = {
        each.name for each in shape(record)
        if not each.rule.personal or reader.value(select(table.c.id).where(table.c[each.name] != "").limit(1))
    }  # fmt: skip
    return tuple(each for each in shape(record) if each.name in told)


def _column(field: Field) -> Column:
    return Column(field.name, field.name, Kind.MINUTES if field.name == "minutes" else _KINDS[field.kind])


def _rows(reader: Reader, record: type[Record], fields: Sequence[Field]) -> Iterator[tuple[Value, ...]]:
    table = TABLE_OF[record]
    truths = [each.kind is FieldKind.BOOLEAN for each in fields]
    wanted = select(table.c.id, *(table.c[each.name] for each in fields)).order_by(table.c.id)
    result = reader.connection.execute(wanted, execution_options={"yield_per": 1000})
    for id, *values in result:
        yield (id, *(bool(value) if truth and value is not None else value
                     for value, truth in zip(values, truths, strict=True)))  # fmt: skip
