"""Whose card was passed: the reader of cards types its number and Enter, like somebody very fast."""

from sqlalchemy import func, select

from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.register.search import begins
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_person = TABLE_OF[Person]


def card_holder(reader: Reader, text: str) -> RecordId | None:
    """The one person with this card; nobody where two share it."""
    holders = [RecordId(id) for (id,) in reader.rows(select(_person.c.id).where(_person.c.card == text).limit(2))]
    return holders[0] if len(holders) == 1 else None


def begins_a_card(reader: Reader, text: str) -> bool:
    """Whether the number of some card begins so: then a digit after letters is part of it and picks nobody."""
    count = reader.value(select(func.count()).where(begins(_person.c.card, text)))
    return bool(count)
