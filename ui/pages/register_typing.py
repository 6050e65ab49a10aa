"""What is typed under "Who is missing?" until it is saved: a draft that takes back what it wrote itself."""

from collections.abc import Mapping, Sequence

from op_desktop.domain.attendance import Mark
from op_desktop.domain.record import RecordId
from op_desktop.domain.roll_call import Token, TokenState, exceptions, parse
from op_desktop.register.attendance import RegisterRow

Marked = tuple[Mark | None, int | None]
"""A mark, or none, with its minutes."""


class TypedMarks:
    """The marks that the line asks for, and those it wrote already with what stood there before."""

    def __init__(self) -> None:
        self.tokens: tuple[Token, ...] = ()
        self._wanted: dict[RecordId, tuple[Mark, int | None]] = {}
        self._written: dict[RecordId, Marked] = {}
        self._before: dict[RecordId, Marked] = {}

    def read(self, text: str, seats: Sequence[RegisterRow]) -> None:
        """Understand the line as it is typed now."""
        self.tokens = parse(text, seats) if text.strip() else ()
        self._wanted = exceptions(self.tokens)

    @property
    def unclear(self) -> tuple[Token, ...]:
        """What marks nobody."""
        return tuple(token for token in self.tokens if token.state is not TokenState.OK)

    @property
    def named(self) -> tuple[RecordId, ...]:
        """The pupils that the line names, in its order."""
        return tuple(enrolment for token in self.tokens for enrolment in token.enrolments)

    def shown(self) -> Mapping[RecordId, Marked]:
        """The marks to be laid over the saved ones: what is wanted, and what was there where it no longer is."""
        back = {id: self._before[id] for id in self._written if id not in self._wanted}
        return {**back, **self._wanted}

    def unsaved(self, text: str = "") -> Mapping[RecordId, Marked]:
        """What has to be written; with the text, without the word that is still being typed at its end."""
        shown = self.shown()
        last = self.tokens[-1] if self.tokens else None
        if text and last is not None and last.start + len(last.text) == len(text):
            shown = {id: marked for id, marked in shown.items() if id not in last.enrolments}
        return {id: marked for id, marked in shown.items() if self._written.get(id) != marked}

    def wrote(self, marks: Mapping[RecordId, Marked], seats: Sequence[RegisterRow], place: int) -> None:
        """These were saved; ``seats`` are the pupils as they stood before."""
        standing = {row.enrolment_id: row.cells[place] for row in seats}
        for id, marked in marks.items():
            self._before.setdefault(id, (standing[id].mark, standing[id].minutes))
            self._written[id] = marked
            if self._before[id] == marked:
                del self._written[id], self._before[id]

    def forget(self) -> None:
        """Start with an empty line: what was written is no longer the line's own."""
        self.tokens, self._wanted = (), {}
        self._written.clear()
        self._before.clear()
