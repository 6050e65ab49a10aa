"""What is worth knowing about the hour of a lesson before it is planned: days off, and what else is on then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from op_desktop.domain.formats import format_time, format_weekday
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.clashes import Clash, ClashKind, Place, clashes
from op_desktop.register.holidays import closed_for
from op_desktop.workspace import Workspace

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Advice:
    """One remark: a warning, or with tone ``info`` a hint; nothing here forbids."""

    tone: str
    words: str
    short: str
    """The same in two or three words."""


Advise = Callable[[Place], Sequence[Advice]]


def adviser(workspace: Workspace, but: RecordId | None = None) -> Advise:
    """Says what speaks against an hour; ``but`` is the lesson itself."""

    def advise(wanted: Place) -> list[Advice]:
        with workspace.read() as reader:
            closed = closed_for(reader, wanted.class_id)(wanted.starts_at.date())
            found = clashes(reader, wanted, but)
        day = wanted.starts_at.date()
        name = str(closed) if closed is not None else format_weekday(day) if day.weekday() == SUNDAY else ""
        remarks = [Advice("warning", _("Day off: {name}.").format(name=name), name)] if name else []
        return remarks + [clash_advice(clash) for clash in found]

    return advise


def clash_advice(clash: Clash) -> Advice:
    """A clash in words."""
    facts = {
        "label": clash.label,
        "from": format_time(clash.starts_at),
        "to": format_time(clash.ends_at),
        "town": clash.municipality,
    }
    if clash.kind is ClashKind.TRAVEL:
        minutes = ngettext("{n} minute", "{n} minutes", clash.gap).format(n=clash.gap)
        words = _("Only {minutes} for the way: {label} is in {town}, {from}–{to}.")
        return Advice("info", words.format(minutes=minutes, **facts), _("Little time for the way"))
    words, short = {
        ClashKind.CLASS: (_("The class already has a meeting then, {from}–{to}."), _("The class has a meeting")),
        ClashKind.EDUCATOR: (_("The same educator is with {label} then, {from}–{to}."), _("Educator with {label}")),
        ClashKind.PLACE: (_("The room is taken then: {label}, {from}–{to}."), _("Room taken by {label}")),
    }[clash.kind]
    return Advice("warning", words.format(**facts), short.format(**facts))
