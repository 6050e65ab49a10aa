"""The labs: a list, and behind each the check-in of its meetings."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.attendance import Attendance, UnnamedEntry
from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.lab import Lab, LabMember, LabSession, LabState, LabStatus
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.inbox import OF_MEETINGS, InboxRow, to_complete
from op_desktop.register.labs import labs
from op_desktop.register.sessions import SessionRow, open_session, sessions_of_day
from op_desktop.security.permissions import Permission
from op_desktop.storage.reader import Reader, RecordMissing
from op_desktop.storage.unit_of_work import ChangeSet
from ui.desk import Desk
from ui.dialogs.sheets_to_type import SheetsToType
from ui.models.labs import lab_lines
from ui.pages.check_in import CheckIn
from ui.pages.labs_care import (
    ask_facts,
    ask_new_lab,
    ask_responsible,
    ask_seeds,
    ask_series,
    ask_state,
    offer_lab,
    view_of_lab,
)
from ui.pages.labs_chip import meeting_chip
from ui.pages.labs_counts import RegularCounts
from ui.pages.labs_list import LabList
from ui.pages.labs_panel import LabActs, LabPanel
from ui.pages.labs_questions import ask_meeting
from ui.pages.page import Page
from ui.widgets.button import Button

_LIST = "labs"


class LabsPage(Page):
    """Either the list or one meeting is on show; coming back to the page finds what was left."""

    watches = (Lab, LabStatus, LabMember, LabSession, Attendance, UnnamedEntry, VolunteerShift, Person)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Labs"))
        self.list = LabList(desk.theme)
        self.list.chosen.connect(self.open_lab)
        self.list.wanted.connect(self.add_lab)
        self.list.asked.connect(self._ask_day)
        self.list.sheets_wanted.connect(self._ask_sheet)
        self.list.current.connect(self._show_panel)
        self.panel = LabPanel(desk.theme, self._acts(), may_write=desk.may(Permission.WRITE_LABS))
        self._labs = QWidget()
        row = QHBoxLayout(self._labs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self.panel)
        self._on: date | None = None
        """The day of which the labs are shown; nothing for today."""
        self._regulars = RegularCounts(desk.workspace, self)
        self._regulars.counted.connect(self._show_labs)
        self.header.crumb_chosen.connect(lambda _key: self.show_list())
        desk.window.density_changed.connect(self._density)
        self.column.addWidget(self._labs, 1)
        self._away = True
        self._headed: SessionRow | None = None
        self._head_list()

    @cached_property
    def check_in(self) -> CheckIn:
        """The part for one meeting; made for the first of them, since the list can do without it."""
        made = CheckIn(self)
        made.left.connect(self.show_list)
        made.headed.connect(self._head_session)
        made.hide()
        self.column.addWidget(made, 1)
        return made

    @property
    def at_meeting(self) -> bool:
        """Whether a meeting is on show."""
        return self._labs.isHidden()

    def refresh(self) -> None:
        """Read again what is on show."""
        if not self.at_meeting:
            self._show_labs()
            self._regulars.ask(row.id for row in self.list.lines)
            return
        try:
            self.check_in.refresh()
        except RecordMissing:
            # The meeting was planned by Enter and taken back, here or on another device.
            self.show_list()

    def visit(self, **where: object) -> None:
        """With ``session_id`` a meeting, with ``lab_id`` a lab's meeting of today, else the page as it was left.

        In front already, it goes back to the list.
        """
        session_id, lab_id = where.get("session_id"), where.get("lab_id")
        returned, self._away = self._away, False
        if session_id is not None:
            self.show_session(RecordId(str(session_id)))
        elif lab_id is not None:
            self.open_lab(RecordId(str(lab_id)))
        elif not returned or where.get("seeds"):
            self.show_list()
        self.refresh_if_stale()
        self._focus()
        if where.get("seeds"):
            ask_seeds(self, self.list.select)
        offer_lab(self, self.list.select)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New lab, filter, the field of the check-in, hours."""
        shared = {"new": self.add_lab, "check_in": self._go_in, "quick_field": self._go_in}
        if self.at_meeting:
            return {**shared, "hours": self._write_hours, "filter": self.check_in.field.focus}
        return {**shared, "filter": self.list.filter.setFocus}

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again; the keyboard goes back to where it lives."""
        self.refresh()

    def show_list(self) -> None:
        """Leave the meeting."""
        last = self.check_in.session.lab_id if self.at_meeting and self.check_in.session else None
        if self.at_meeting:
            self.check_in.hide()
        self._labs.show()
        self._head_list()
        self.refresh()
        if last is not None:
            self.list.select(last)
        self.list.focus()

    def show_session(self, session_id: RecordId) -> None:
        """The check-in of a meeting."""
        self.banner.clear()
        self._headed = None
        # Whoever stands at the counter waits for no number of the list behind.
        self._regulars.stop()
        self._labs.hide()
        self.check_in.show()
        self.check_in.show_session(session_id)
        self._focus()

    def open_lab(self, lab_id: RecordId) -> None:
        """The check-in of the lab's meeting of today, which is planned now where it was not."""
        with self.writing(_("Meeting of today")) as uow:
            session_id = open_session(uow, lab_id)
        if self.saved:
            self.show_session(session_id)

    def add_lab(self) -> None:
        """Ask what the new lab is."""
        ask_new_lab(self, self.list.select)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel is narrower in narrow windows."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(self.theme.px(340), round(self.width() * 0.33)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is in front."""
        self._away = True
        self._regulars.stop()
        super().hideEvent(event)

    def _show_labs(self) -> None:
        with self.desk.workspace.read() as reader:
            day = self._on or reader.today
            place, view = self.desk.place, self.desk.view
            rows = labs(reader, place, closed=self.list.closed.isChecked(), on=self._on, view=view)
            today = sessions_of_day(reader, reader.today, place, view) if self._on is None else []
            waiting = self._waiting(reader)
        self.list.show_sheets(len(waiting))
        counts = self._regulars.counts if self._on is None else {}
        lately = sum(row.met_lately(day) for row in rows if row.state is not LabState.CLOSED)
        note = ngettext("{n} met in the last 60 days", "{n} met in the last 60 days", lately).format(n=lately)
        if self._on is not None:
            note = _("on {day}: {what}").format(day=format_date(self._on), what=note)
        self.list.show_labs(lab_lines(rows, today, counts, None if self._on else day), note)

    def _ask_day(self) -> None:
        """Show the labs as they stood on the day that is written, or today."""
        text = self.list.day.text().strip()
        try:
            self._on = parse_date(text, self.desk.workspace.now.date()) if text else None
        except UserError as error:
            self.tell_error(error)
            return
        self.banner.clear()
        self._show_labs()

    def _waiting(self, reader: Reader) -> list[InboxRow]:
        view = self.desk.view
        return [row for row in to_complete(reader, self.desk.place, view) if row.kind in OF_MEETINGS]

    def _ask_sheet(self) -> None:
        """Which of the sheets that wait is typed in now."""
        with self.desk.workspace.read() as reader:
            dialog = SheetsToType(self.theme, self._waiting(reader))
        dialog.chosen.connect(lambda row: self.show_session(row.id))
        self.desk.window.ask(dialog)

    def _show_panel(self) -> None:
        lab_id = self.list.chosen_id
        if lab_id is None or self.at_meeting:
            self.panel.show_lab(None)
            return
        with self.desk.workspace.read() as reader:
            self.panel.show_lab(view_of_lab(reader, lab_id))

    def _acts(self) -> LabActs:
        def of_chosen(act: Callable[[RecordId], object]) -> Callable[[], object]:
            return lambda: act(self.list.chosen_id) if self.list.chosen_id is not None else None

        return LabActs(
            open=of_chosen(self.open_lab),
            change=of_chosen(partial(ask_facts, self)),
            state=of_chosen(partial(ask_state, self)),
            plan=of_chosen(partial(ask_series, self)),
            responsible=of_chosen(partial(ask_responsible, self)),
        )

    def _go_in(self) -> None:
        """To the field of the check-in; from the list to the first meeting of today, else the chosen lab."""
        if self.at_meeting:
            self.check_in.field.focus()
        elif self.list.model.rows:
            current = self.list.table.currentIndex().row()
            first = self.list.model.rows[0]
            self.open_lab(first.id if first.today is not None else self.list.model.rows[max(0, current)].id)

    def _write_hours(self) -> None:
        assert self.check_in.session is not None
        self.desk.go("volunteering", session_id=self.check_in.session.id)

    def _focus(self) -> None:
        if not self.at_meeting:
            self.list.focus()
        elif self.check_in.open_:
            self.check_in.field.focus()
        else:
            self.check_in.closed.setFocus()

    def _head_list(self) -> None:
        self.header.set_title(_("Labs"))
        self.header.set_crumbs([])
        self.header.set_chips()
        kind = "square" if self.desk.window.narrow else "soft"
        seeds = Button(self.theme, _("From the papers"), "clipboard-list", kind,
                       on_click=lambda: ask_seeds(self, self.list.select))  # fmt: skip
        seeds.setToolTip(_("Labs in the programme’s papers"))
        other = Button(self.theme, _("Meeting of another day"), "calendar-plus", on_click=self._other_day)
        new = Button(self.theme, _("New lab"), "plus", "primary", on_click=self.add_lab)
        self.header.set_buttons(seeds, other, new)

    def _head_session(self, session: SessionRow) -> None:
        before, self._headed = self._headed, session
        if before is not None and (before.id, before.state, before.starts_at, before.lab) == (
            session.id, session.state, session.starts_at, session.lab
        ):  # fmt: skip
            return
        day = format_date(session.starts_at.date(), "day")
        self.header.set_title(session.lab)
        self.header.set_crumbs([(_("Labs"), _LIST), (session.venue or session.municipality, None), (day, None)])
        self.header.set_chips(meeting_chip(self.theme, session, self.desk.workspace.now))
        hours = Button(self.theme, _("Volunteers’ hours"), "timer", "soft", on_click=self._write_hours)
        buttons = [hours]
        if self.check_in.open_:
            close = Button(self.theme, _("Close the meeting"), "door-closed", on_click=self.check_in.close_meeting)
            buttons.append(close)
        self.header.set_buttons(*buttons)

    def _density(self) -> None:
        if not self.at_meeting:
            self._head_list()

    def _other_day(self) -> None:
        row = self.list.table.currentIndex().row()
        lab_id = self.list.model.rows[row].id if 0 <= row < len(self.list.model.rows) else None
        ask_meeting(self, self.show_session, lab_id)
