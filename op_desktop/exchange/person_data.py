"""Everything that is on file about one person, for that person: a workbook of all records and a text to read."""

import tempfile
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from sqlalchemy import or_, select

from op_desktop.domain.formats import format_clock, format_date
from op_desktop.domain.person import Person
from op_desktop.domain.record import Field, Record, RecordId, shape
from op_desktop.domain.record import Kind as FieldKind
from op_desktop.durable import write_atomically
from op_desktop.exchange.values import Column, Kind, Value
from op_desktop.exchange.writing import SheetRows, write_workbook
from op_desktop.language import N_, _, ngettext
from op_desktop.register.duplicates import same_person
from op_desktop.register.people import full_name
from op_desktop.register.person_story import Edit, Story, edits, part_words, story
from op_desktop.register.view import of_people, view_of
from op_desktop.security.permissions import Actor, Permission, require
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import RECORDS, TABLE_OF

WORKBOOK, TEXT = "data.xlsx", "read-me.txt"
_EDITS = (
    Column("at", N_("Day and time"), Kind.MOMENT),
    Column("who", N_("Who")),
    Column("device", N_("Device")),
    Column("entity", N_("Record")),
    Column("field", N_("Field")),
    Column("value", N_("Value")),
)
_NUMBERS = {FieldKind.INTEGER: Kind.WHOLE, FieldKind.BOOLEAN: Kind.TRUTH, FieldKind.MONEY: Kind.MONEY,
            FieldKind.DATE: Kind.DATE, FieldKind.MOMENT: Kind.MOMENT}  # fmt: skip


def write_person(path: Path, reader: Reader, person_id: RecordId, actor: Actor) -> int:
    """Write all data about a person into one archive and return how many records it holds.

    What happened in other places than the actor's is left out, and the text says so: who asks for everything asks the
    administration.
    Raises ``NotAllowed`` for who may not read people, ``RecordMissing``, or a refusal of ``write_atomically``.
    """
    require(actor, Permission.READ_PEOPLE)
    told, history = story(reader, person_id, actor), edits(reader, person_id)
    same = same_person(reader, person_id)
    sheets = [sheet for kind in RECORDS if (sheet := _sheet(reader, kind, same, actor)) is not None]
    sheets.append(SheetRows("changes", _EDITS, list(_edit_rows(history))))
    with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        total = write_workbook(Path(folder) / WORKBOOK, sheets)
        with write_atomically(path, private=True) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(Path(folder) / WORKBOOK, WORKBOOK)
            archive.writestr(TEXT, person_text(told, history))
    return total


def person_text(told: Story, history: Sequence[Edit]) -> str:
    """What is on file, in sentences that the person can read."""
    return "\r\n".join(_lines(told, history)) + "\r\n"


def _lines(told: Story, history: Sequence[Edit]) -> Iterator[str]:
    card = told.card
    yield from _facts(card.person, card.municipality)
    for other in told.others:
        yield from _facts(other)
    if not told.whole:
        yield part_words()
    visits = sum(each.times for each in card.labs)
    yield ngettext("{n} meeting of labs", "{n} meetings of labs", visits).format(n=visits)
    yield from (f"  {format_date(each.starts_at.date())} {each.lab}" for each in told.visits)
    yield _("Hours given: {hours}").format(hours=format_clock(card.volunteer_minutes))
    yield from (f"  {format_date(each.day)} {each.what} {format_clock(each.minutes)}" for each in told.given)
    talks = len(told.talks)
    yield ngettext("{n} contact at a help desk", "{n} contacts at a help desk", talks).format(n=talks)
    yield from (f"  {format_date(each.day)} {each.area}" for each in told.talks)
    events = len(told.events)
    yield ngettext("{n} event", "{n} events", events).format(n=events)
    yield from (f"  {format_date(each.day)} {each.name}" for each in told.events)
    changes = len(history)
    yield ngettext("{n} change of these data", "{n} changes of these data", changes).format(n=changes)


def _facts(person: Person, municipality: str = "") -> Iterator[str]:
    """What a record says of the person."""
    yield full_name(person.family_name, person.given_name)
    for words, value in (
        (_("Municipality"), municipality), (_("Telephone"), person.phone), (_("E-mail"), person.email),
        (_("Card"), person.card), (_("Note"), person.note),
    ):  # fmt: skip
        if value:
            yield f"{words}: {value}"


def _sheet(reader: Reader, kind: type[Record], same: Collection[str], actor: Actor) -> SheetRows | None:
    """Every record of a kind that is the person or names them by any of their ids, as far as it is shown."""
    table = TABLE_OF[kind]
    naming = [table.c[each.name].in_(same) for each in shape(kind) if each.rule.refers == Person.entity]
    wanted = [table.c.id.in_(same)] if kind is Person else naming
    if not wanted:
        return None
    query = select(table.c.id, *(table.c[each.name] for each in shape(kind))).where(or_(*wanted))
    rows = reader.rows(query.where(of_people(view_of(actor), kind)))
    if not rows:
        return None
    columns = [Column("id", "id"), *(_column(each) for each in shape(kind))]
    return SheetRows(kind.entity, columns, [_row(kind, row) for row in rows])


def _column(field: Field) -> Column:
    return Column(field.name, field.name, Kind.MINUTES if field.name == "minutes" else
                  _NUMBERS.get(field.kind, Kind.TEXT))  # fmt: skip


def _row(kind: type[Record], row: Sequence[Value]) -> tuple[Value, ...]:
    truths = [each.kind is FieldKind.BOOLEAN for each in shape(kind)]
    return (row[0], *(bool(value) if truth and value is not None else value
                      for value, truth in zip(row[1:], truths, strict=True)))  # fmt: skip


def _edit_rows(history: Sequence[Edit]) -> Iterator[tuple[Value, ...]]:
    for edit in history:
        for name, value in edit.fields:
            at = edit.at.isoformat(timespec="minutes")
            yield at, edit.who, edit.device, edit.entity, name, "" if value is None else str(value)
