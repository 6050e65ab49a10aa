"""The labs of a place as rows of a table: today's meetings first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from op_desktop.domain.date_words import DAYS
from op_desktop.domain.formats import format_date, format_time
from op_desktop.domain.lab import LabKind, LabOrigin, LabState
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _, language
from op_desktop.register.labs import LabRow
from op_desktop.register.meetings import RegisterState
from op_desktop.register.sessions import SessionRow
from ui.delegates.chip import ChipLook
from ui.models.check_in import near_day
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

KIND_NAMES = {LabKind.COMMUNITY: N_("Community lab"), LabKind.SOCIAL: N_("Being together")}
ORIGIN_NAMES = {LabOrigin.OP_CAFE: N_("#OP Cafè"), LabOrigin.GRANT_CALL: N_("Grant call")}
STATE_NAMES = {LabState.ACTIVE: N_("Active"), LabState.PAUSED: N_("Paused"), LabState.CLOSED: N_("Closed")}


@dataclass(frozen=True, slots=True)
class LabLine:
    """A lab with what happens today."""

    lab: LabRow
    today: SessionRow | None
    regulars: int | None
    """Nothing while they are being counted."""
    day: date | None
    """Today; nothing where the labs of another day are looked at, from which no day is near."""

    @property
    def id(self) -> RecordId:
        """The lab's."""
        return self.lab.id

    @property
    def family_name(self) -> str:
        """The name of the lab."""
        return self.lab.name

    @property
    def given_name(self) -> str:
        """Where it is, since names repeat from one municipality to the next."""
        return f"– {self.lab.municipality}"

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def next_text(self) -> str:
        """Today's meeting, or the next one planned."""
        if self.today is not None:
            return _("today at {time}").format(time=format_time(self.today.starts_at))
        starts = self.lab.next_starts_at
        return f"{self._said(starts.date())}, {format_time(starts)}" if starts else ""

    @property
    def last_text(self) -> str:
        """The latest meeting held."""
        return self._said(self.lab.last_met_at.date()) if self.lab.last_met_at else ""

    def _said(self, day: date) -> str:
        return format_date(day) if self.day is None else near_day(day, self.day)

    @property
    def rhythm(self) -> str:
        """Its weekday and hour."""
        day = DAYS[language()][self.lab.weekday] if self.lab.weekday is not None else ""
        return " ".join(part for part in (day, self.lab.starts) if part)

    @property
    def chip(self) -> ChipLook:
        """How today's meeting stands, else how the lab stands."""
        if self.today is not None and self.today.state in _TODAY:
            return _TODAY[self.today.state]()
        tones = {LabState.ACTIVE: "neutral", LabState.PAUSED: "warning", LabState.CLOSED: "neutral"}
        return ChipLook(_(STATE_NAMES[self.lab.state]), tones[self.lab.state])


_TODAY = {
    RegisterState.TODO: lambda: ChipLook(_("Today"), "info", "calendar-clock"),
    RegisterState.DRAFT: lambda: ChipLook(_("Open"), "success", "door-open"),
    RegisterState.CLOSED: lambda: ChipLook(_("Held today"), "neutral", "check"),
}


def lab_lines(
    labs: Iterable[LabRow], sessions: Iterable[SessionRow], regulars: Mapping[RecordId, int], day: date | None
) -> list[LabLine]:
    """Labs with a meeting today by its hour, then the others by name; of two meetings today the open one counts."""
    today: dict[RecordId, SessionRow] = {}
    for session in sessions:
        standing = today.get(session.lab_id)
        if session.state is not RegisterState.CANCELLED and (
            standing is None or standing.state is RegisterState.CLOSED
        ):
            today[session.lab_id] = session
    lines = [LabLine(lab, today.get(lab.id), regulars.get(lab.id), day) for lab in labs]
    return sorted(lines, key=lambda line: (line.today is None, line.today.starts_at.isoformat() if line.today else ""))


def _day_of(line: LabLine) -> str:
    starts = line.today.starts_at if line.today else line.lab.next_starts_at
    return starts.isoformat() if starts else "9"


class LabsModel(TableModel[LabLine]):
    """The table of labs."""

    columns: tuple[Column[LabLine], ...] = (
        Column(N_("Lab"), lambda line: f"{line.lab.name} – {line.lab.municipality}"),
        Column(N_("Kind"), lambda line: _(KIND_NAMES[line.lab.kind])),
        Column(N_("Origin"), lambda line: _(ORIGIN_NAMES[line.lab.origin])),
        Column(N_("Rhythm"), lambda line: line.rhythm),
        Column(N_("Next meeting"), lambda line: line.next_text, sort=_day_of),
        Column(
            N_("Last meeting"),
            lambda line: line.last_text,
            spoken=lambda line: format_date(line.lab.last_met_at.date(), "date") if line.lab.last_met_at else "",
        ),
        Column(N_("Regulars"), lambda line: line.regulars, RIGHT),
        Column(N_("State"), lambda line: line.chip.words),
    )
