"""Volunteers and hours: the sheet of an evening, the week as a grid, the entries to confirm."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, Protocol, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.certificate import Certificate
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Activity, HourRate, VolunteerShift
from op_desktop.language import _
from op_desktop.register.hours_subject import Subject
from op_desktop.register.people import full_name
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.dialogs.rates import RatesDialog
from ui.models.check_in import Suggestion
from ui.models.hours_papers import Paper
from ui.pages.page import Page
from ui.pages.volunteering_entries import EntriesPart
from ui.pages.volunteering_evening import EveningPart
from ui.pages.volunteering_printing import VolunteerPrinting
from ui.pages.volunteering_prints import HoursPrintDialog
from ui.pages.volunteering_questions import ask_range, ask_rates
from ui.pages.volunteering_range import RangeDialog
from ui.pages.volunteering_week import WeekPart
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented

EVENING: Final = "evening"
WEEK: Final = "week"
ENTRIES: Final = "entries"


PartWidget = TypeVar("PartWidget", WeekPart, EntriesPart)


class Part(Protocol):
    """One of the ways to see hours."""

    def refresh(self) -> None: ...

    def focus(self) -> None: ...

    def tell(self, error: Exception) -> bool: ...

    def setVisible(self, visible: bool) -> None: ...


class VolunteeringPage(Page):
    """Opens on the meeting of the moment; the week and the entries are one choice away."""

    watches = (VolunteerShift, LabSession, Lab, Person, HourRate, CommunityEvent)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Volunteers and hours"))
        self.evening = EveningPart(self)
        self._parts: dict[object, Part] = {EVENING: self.evening}
        self.mode = Segmented(
            _("What is shown"), [(EVENING, _("Meeting")), (WEEK, _("Week")), (ENTRIES, _("Entries"))], EVENING
        )
        self.mode.chosen.connect(lambda _mode: self._show_part())
        self.printing = VolunteerPrinting(self)
        self._to_meeting = Button(self.theme, _("Check-in"), "user-check", "soft", on_click=self.evening.leave)
        self._build()
        # Whoever comes to the page visits it, and a visit reads.
        self._stale = False

    @property
    def part(self) -> Part:
        """What is in front."""
        mode = self.mode.current
        return self.week if mode == WEEK else self.entries if mode == ENTRIES else self.evening

    @cached_property
    def week(self) -> WeekPart:
        """The week as a grid, made when it is first wanted."""
        return self._put(WEEK, WeekPart(self))

    @cached_property
    def entries(self) -> EntriesPart:
        """The entries, made when they are first wanted."""
        return self._put(ENTRIES, EntriesPart(self))

    def refresh(self) -> None:
        """Read again what is in front; what was begun on the sheet of a meeting stays."""
        self._stale = False
        self._arrange()
        self.part.refresh()
        draft = self.evening.draft
        if self.mode.current == WEEK and draft is not None and self.week.propose(_lab(draft.evening.session.lab_id)):
            self.week.refresh()

    def visit(self, **where: object) -> None:
        """With ``session_id`` the sheet of that meeting, with ``unconfirmed`` what waits to be confirmed."""
        if where.get("unconfirmed"):
            self.entries.show_waiting()
            self.mode.set_current(ENTRIES)
        else:
            self.mode.set_current(EVENING)
            self.evening.visit(where.get("session_id"))
        self.refresh()
        self._focus()
        if where.get("certify") or where.get("replaces"):
            self._certify(where)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Hours of another meeting, prints, filter, the field where one begins."""
        return {
            "new": self.evening.choose_meeting,
            "filter": self._filter,
            "quick_field": self._focus,
            "hours": self._focus,
            "print": self.ask_print,
        }

    def tell_error(self, error: Exception) -> None:
        """What is wrong with the hours is said where they are written."""
        if not self.part.tell(error):
            super().tell_error(error)

    def ask_print(self) -> HoursPrintDialog | None:
        """Ask what to print about volunteers."""
        return self.printing.ask() if self.names_shown() else None

    def _certify(self, where: Mapping[str, object]) -> None:
        """A certificate of volunteering, perhaps in place of one that was wrong."""
        if not self.names_shown():
            return
        named, replaces, person = where.get("replaces"), None, None
        if isinstance(named, str):
            with self.desk.workspace.read() as reader:
                replaces = reader.require(Certificate, RecordId(named))
                known = reader.get(Person, replaces.person_id) if replaces.person_id is not None else None
            if known is not None:
                person = Suggestion(known.id, full_name(known.family_name, known.given_name), "", ())
        self.printing.ask(Paper.CERTIFICATE, person, replaces)

    def _build(self) -> None:
        choose = Button(self.theme, _("Hours of another meeting"), "plus", on_click=self.evening.choose_meeting)
        several = Button(self.theme, _("Several weeks"), "calendar-plus", on_click=self.ask_range)
        papers = Button(self.theme, _("Print, certificates"), "printer", on_click=self.ask_print)
        self.header.set_buttons(papers, several, choose)
        tools = QWidget()
        line = QHBoxLayout(tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.mode)
        line.addStretch(1)
        line.addWidget(self._to_meeting)
        if self.desk.may(Permission.WRITE_METRICS):
            line.addWidget(Button(self.theme, _("Value of an hour"), "euro", "soft", on_click=self.ask_rates))
        self.column.addWidget(tools)
        self.column.addWidget(self.evening, 1)
        self._arrange()

    def _put(self, mode: str, part: PartWidget) -> PartWidget:
        part.hide()
        self.column.addWidget(part, 1)
        self._parts[mode] = part
        return part

    def _arrange(self) -> None:
        front = self.part
        for part in self._parts.values():
            part.setVisible(part is front)
        self._to_meeting.setVisible(self.mode.current == EVENING and self.evening.draft is not None)

    def ask_range(self) -> RangeDialog | None:
        """Ask for the hours of several weeks, of the lab in front."""
        if not self.names_shown():
            return None
        draft = self.evening.draft
        beside = self.week.subject if self.mode.current == WEEK else None
        return ask_range(self, beside or (_lab(draft.evening.session.lab_id) if draft is not None else None))

    def ask_rates(self) -> RatesDialog:
        """Ask what an hour is worth from a day on."""
        return ask_rates(self)

    def _show_part(self) -> None:
        self.refresh()
        self._focus()

    def _filter(self) -> None:
        if self.mode.current == ENTRIES:
            self.entries.filter.setFocus()
            return
        self.mode.set_current(EVENING)
        self.refresh()
        self.evening.month.filter.setFocus()

    def _focus(self) -> None:
        self.part.focus()


def _lab(lab_id: RecordId) -> Subject:
    return Subject(Activity.LAB, lab_id)
