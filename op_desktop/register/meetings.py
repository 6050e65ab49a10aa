"""What the registers of lessons and of lab meetings share: their state, and when they may be closed."""

from datetime import datetime, timedelta
from enum import StrEnum

from op_desktop.domain.formats import format_date
from op_desktop.domain.school import Status
from op_desktop.errors import UserError
from op_desktop.language import N_, _


class RegisterState(StrEnum):
    """Where the register of something planned stands; only closed ones count in the figures."""

    TODO = "todo"
    DRAFT = "draft"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingInFuture(UserError):
    """A register cannot be closed before the day of its meeting."""

    title = N_("This meeting is {when}: it can be closed afterwards.")


class RegisterClosed(UserError):
    """A closed register is written in only after reopening it."""

    title = N_("This register is closed.")
    advice = N_("Reopen it to correct it. Nothing was changed.")


class MeetingCancelled(UserError):
    """What did not take place has no register."""

    title = N_("This meeting was cancelled.")
    advice = N_("Plan it again to record who was there. Nothing was changed.")


def state_of(status: Status | str, entries: int) -> RegisterState:
    """The state of a register: ``entries`` is how much is written in it."""
    if status == Status.HELD:
        return RegisterState.CLOSED
    if status != Status.PLANNED:
        return RegisterState.CANCELLED
    return RegisterState.DRAFT if entries else RegisterState.TODO


def refuse_future(starts_at: datetime, now: datetime) -> None:
    """Raise ``MeetingInFuture`` for a meeting of a later day; on its own day it may be closed at any hour."""
    day = starts_at.date()
    if day <= now.date():
        return
    tomorrow = day == now.date() + timedelta(days=1)
    raise MeetingInFuture(when=_("tomorrow") if tomorrow else _("on {day}").format(day=format_date(day, "day")))


def refuse_unless_open(status: Status) -> None:
    """Raise ``RegisterClosed`` or ``MeetingCancelled`` unless the register may be written in."""
    if status is Status.HELD:
        raise RegisterClosed
    if status is not Status.PLANNED:
        raise MeetingCancelled
