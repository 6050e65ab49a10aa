"""What a typed line was understood to mean, as chips: the names in their marks' colours, the rest in red."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from op_desktop.domain.attendance import Mark
from op_desktop.domain.roll_call import Seat, Token, TokenState
from op_desktop.language import _, ngettext
from ui.models.register_day import mark_look
from ui.widgets.wrapped_chips import ChipLook

_LOOKS: Mapping[Mark, tuple[str, str]] = MappingProxyType(
    {
        Mark.PRESENT: ("success", "check"),
        Mark.ABSENT: ("danger", "x"),
        Mark.LATE: ("warning", "clock"),
        Mark.EXCUSED: ("neutral", "file-check"),
        Mark.LEFT_EARLY: ("neutral", "log-out"),
    }
)


def token_looks(tokens: Sequence[Token], seats: Sequence[Seat]) -> list[ChipLook]:
    """One chip for each token, in their order."""
    by_id = {seat.enrolment_id: seat for seat in seats}
    return [
        ChipLook(_words(token, [by_id[enrolment] for enrolment in token.enrolments]), *_LOOKS[token.mark])
        if token.state is TokenState.OK and token.mark is not None
        else ChipLook(token.text, "danger", "circle-alert")
        for token in tokens
    ]


def seat_name(seat: Seat) -> str:
    """A pupil with the number; in a class of numbers the place."""
    if seat.family or seat.given:
        return f"{seat.number} {seat.family} {seat.given}".strip()
    return _("Place {number}").format(number=seat.number)


def _words(token: Token, seats: Sequence[Seat]) -> str:
    """Whom a token means, or how many a range takes in, with the minutes where there are any."""
    words = seat_name(seats[0])
    if len(seats) > 1:
        count = ngettext("{number} pupil", "{number} pupils", len(seats)).format(number=len(seats))
        words = f"{seats[0].number}–{seats[-1].number} · {count}"
    if token.minutes and token.mark is not None:
        words = f"{words} · {mark_look(token.mark, token.minutes).word}"
    return words
