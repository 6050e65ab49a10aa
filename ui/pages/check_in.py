"""The check-in of one meeting: who comes in is found with two keys, and the field is ready for the next."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.domain.attendance import AgeBand, CountMethod, UnnamedEntry
from op_desktop.domain.formats import format_time
from op_desktop.domain.names import words
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register import check_in
from op_desktop.register.check_in import EntryRow, Room
from op_desktop.register.meetings import RegisterState
from op_desktop.register.people import add_person, full_name, similar, split_name
from op_desktop.register.regulars import regulars, suggest
from op_desktop.register.search import FETCHED
from op_desktop.register.sessions import SessionRow, close_session, reopen_session, session_header
from op_desktop.storage.reader import Reader
from ui.models.check_in import counted_words, similar_of, suggestion_of
from ui.pages.check_in_cards import begins_a_card, card_holder
from ui.pages.check_in_closed import ClosedMeeting
from ui.pages.check_in_field import ROWS, CheckInField
from ui.pages.check_in_panel import PresentPanel
from ui.pages.check_in_tiles import Regulars
from ui.pages.labs_questions import ask_details
from ui.pages.page import Page

TOASTS_FROM: Final = 720
"""Height of the window from which a notice has room; below, the arrow in the list takes back."""
LOW_UNDER: Final = 740


class CheckIn(QWidget):
    """The part of the labs' page that stands for one meeting."""

    left = Signal()
    """Back to the list of labs."""
    headed = Signal(object)
    """The ``SessionRow`` of the moment, whenever it was read."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self.session: SessionRow | None = None
        self.room: Room | None = None
        self._arrivals: list[RecordId] = []
        """Ids of what was entered here, in this order: several come in within one minute."""
        self._looked_up = ""
        """The name for which similar people are on show."""
        self.field = CheckInField(page.theme, self._begins_a_card)
        self.regulars = Regulars(page.theme, self)
        self.panel = PresentPanel(page.theme)
        self.closed = ClosedMeeting(page.theme)
        self._rest = QTimer(self, singleShot=True, interval=100)
        self._connect()
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.field)
        left.addWidget(self.closed)
        left.addWidget(self.regulars, 1)
        left.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self._left, 1)
        row.addWidget(self.panel)

    @property
    def open_(self) -> bool:
        """Whether people may still come in."""
        return self.session is not None and self.session.state in (RegisterState.TODO, RegisterState.DRAFT)

    def show_session(self, session_id: RecordId) -> None:
        """Come to a meeting."""
        with self._desk.workspace.read() as reader:
            self.session = session_header(reader, session_id)
            self._arrivals.clear()
            self._show(reader)
        self.field.clear()
        self._rest.start()

    def refresh(self) -> None:
        """Read the meeting again; what is typed stays."""
        if self.session is not None:
            with self._desk.workspace.read() as reader:
                self._show(reader)
                self._propose(reader, self.field.text)

    def close_meeting(self) -> None:
        """The meeting was held: show its totals."""
        session_id = self._id
        with self._page.writing(_("Close the meeting")) as uow:
            totals = close_session(uow, session_id)
        if self._page.saved:
            self.closed.setFocus()
            self._tell(_("The meeting is closed: {n} people.").format(n=totals.noted))

    def reopen(self) -> None:
        """Let people in again."""
        with self._page.writing(_("Reopen the meeting")) as uow:
            reopen_session(uow, self._id)
        self.field.focus()

    def let_in(self, person_id: RecordId) -> None:
        """The person is here."""
        assert self.room is not None
        name = self._name(person_id)
        if any(entry.person_id == person_id and entry.left_at is None for entry in self.room.entries):
            self.field.clear()
            self.field.show_people([], _("{name} is here already").format(name=name))
            return
        with self._page.writing(_("Check in {name}").format(name=name)) as uow:
            self._arrivals.append(check_in.check_in(uow, self._id, person_id))
            against = check_in.clash(uow, self._arrivals[-1])
        if self._page.saved:
            self._said_in(name)
            if against is not None:
                self._page.banner.tell("warning", against.headline, _(check_in.CLASH_REMEDY))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel takes its share; rows are lower in low windows."""
        super().resizeEvent(event)
        px = self._page.theme.px
        least = min(px(330), round(self.width() * 0.42))
        self.panel.setFixedWidth(max(least, min(px(520), round(self.width() * 0.36))))
        self.field.set_low(self._desk.window.height() < LOW_UNDER)

    @property
    def _id(self) -> RecordId:
        assert self.session is not None
        return self.session.id

    def _connect(self) -> None:
        self._rest.timeout.connect(self._rehearse)
        self.field.typed.connect(self._typed)
        self.field.picked.connect(self.let_in)
        self.field.entered.connect(self._entered)
        self.field.unnamed.connect(self._let_unnamed_in)
        self.field.new_person.connect(self._add_person)
        self.field.left.connect(self.left)
        self.regulars.picked.connect(self.let_in)
        self.panel.taken_back.connect(self._take_back)
        self.panel.left.connect(self._has_left)
        self.panel.details.connect(self._details)
        self.panel.unnamed_changed.connect(self._count_unnamed)
        self.panel.counted.connect(self._count_room)
        self.panel.done.connect(self.field.focus)
        self.closed.reopen.connect(self.reopen)

    def _show(self, reader: Reader) -> None:
        self.session = session_header(reader, self._id)
        self.room = check_in.present(reader, self.session.id)
        open_ = self.open_
        live = open_ and self.session.starts_at.date() == reader.today
        self.panel.show_room(self.session, self.room, self._arrivals, open_=open_, live=live)
        expected = regulars(reader, self.session.lab_id, self.session.id, self._desk.view) if open_ else ()
        self.regulars.show_regulars(expected)
        self.field.setVisible(open_)
        self.closed.setVisible(not open_)
        if not open_:
            self.closed.show_totals(self.session, self.room)
        self.headed.emit(self.session)

    def _rehearse(self) -> None:
        """Ask and paint once, soon after coming here, what each key does: the first would make all queries."""
        if self.open_ and self.isVisible() and not self.field.text:
            with self._desk.workspace.read() as reader:
                found, _two = (suggest(reader, self._id, text, FETCHED, self._desk.view) for text in ("a", "a b"))
                self.field.rehearse([suggestion_of(row, "a", reader.today) for row in found[:ROWS]])

    def _typed(self, text: str) -> None:
        self._looked_up = ""
        with self._desk.workspace.read() as reader:
            self._propose(reader, text)

    def _propose(self, reader: Reader, text: str) -> None:
        if self._looked_up or not self.open_:
            return
        if not text or text.startswith("+"):
            self.field.show_people([], counted_words(text))
            return
        people = suggest(reader, self._id, text, ROWS, self._desk.view)
        rows = [suggestion_of(row, text, reader.today) for row in people]
        found = ngettext("{n} person", "{n} people", len(rows)).format(n=len(rows))
        self.field.show_people(rows, found if rows else self._nobody(text))

    def _nobody(self, text: str) -> str:
        """Why nobody is proposed: the person may be in the room."""
        typed = words(text)
        for entry in self.room.entries if self.room else ():
            spoken = words(f"{entry.given} {entry.family}")
            if typed and all(any(word.startswith(part) for word in spoken) for part in typed):
                return _("{name} is here already").format(name=full_name(entry.family, entry.given))
        return _("nobody found")

    def _entered(self, text: str) -> None:
        """Enter: a card's number first, then the row on show."""
        with self._desk.workspace.read() as reader:
            holder = card_holder(reader, text)
        if holder is not None:
            self.let_in(holder)
        elif not self.field.pick_current() and any(sign.isdigit() for sign in text):
            self.field.show_people([], _("no card {number}").format(number=text))

    def _begins_a_card(self, text: str) -> bool:
        with self._desk.workspace.read() as reader:
            return begins_a_card(reader, text)

    def _let_unnamed_in(self, counted: Sequence[tuple[int, AgeBand]]) -> None:
        people = sum(number for number, _band in counted)
        label = ngettext("{n} unnamed person", "{n} unnamed people", people).format(n=people)
        with self._page.writing(label) as uow:
            for number, band in counted:
                self._arrivals.append(check_in.add_unnamed(uow, self._id, number, band))
        if self._page.saved:
            self.field.clear()
            self._tell(ngettext("{n} unnamed person is in", "{n} unnamed people are in", people).format(n=people))

    def _add_person(self, text: str) -> None:
        """Somebody new by name only; those who look alike are shown once, a second Ctrl+Enter goes on."""
        if not any(sign.isalpha() for sign in text):
            # The number of a card is no name.
            self.field.show_people([], _("no card {number}").format(number=text))
            return
        family, given = split_name(text)
        with self._desk.workspace.read() as reader:
            alike = similar(reader, family, given, ROWS)
        if alike and self._looked_up != text:
            self._looked_up = text
            self.field.show_people(
                [similar_of(row, text) for row in alike],
                hint=_("Is it one of these? Ctrl Enter again adds a new person."),
            )
            return
        name = full_name(family, given)
        with self._page.writing(_("New person {name}").format(name=name)) as uow:
            person_id = add_person(uow, family, given)
            self._arrivals.append(check_in.check_in(uow, self._id, person_id, volunteer=False))
        if self._page.saved:
            self._looked_up = ""
            self._said_in(name)

    def _said_in(self, name: str) -> None:
        self.field.clear()
        now = self._desk.workspace.now
        late = self.session is not None and self.session.starts_at.date() != now.date()
        words = _("{name} is on the list") if late else _("{name} is in since {time}")
        self._tell(words.format(name=name, time=format_time(now)))

    def _tell(self, text: str) -> None:
        if self._desk.window.height() >= TOASTS_FROM:
            self._page.say_undoable(text)

    def _take_back(self, entry: EntryRow) -> None:
        name = full_name(entry.family, entry.given) or str(entry.people)
        with self._page.writing(_("Remove {name}").format(name=name)) as uow:
            if entry.person_id is not None:
                check_in.undo_check_in(uow, self._id, entry.person_id)
            else:
                uow.delete(UnnamedEntry, entry.id)
        if self._page.saved:
            self._tell(_("{name}: removed from this meeting").format(name=name))
        self.field.focus()

    def _has_left(self, entry: EntryRow) -> None:
        assert entry.person_id is not None
        name = full_name(entry.family, entry.given)
        with self._page.writing(_("{name} has left").format(name=name)) as uow:
            if entry.left_at is None:
                check_in.check_out(uow, self._id, entry.person_id)
            else:
                check_in.check_in(uow, self._id, entry.person_id, volunteer=False)
        self.field.focus()

    def _count_unnamed(self, change: int) -> None:
        with self._page.writing(_("Count the unnamed")) as uow:
            if change > 0:
                self._arrivals.append(check_in.add_unnamed(uow, self._id, change))
            else:
                check_in.take_unnamed(uow, self._id, -change)

    def _count_room(self, people: int | None, method: CountMethod) -> None:
        with self._page.writing(_("Count the room")) as uow:
            check_in.count_room(uow, self._id, people, method)

    def _details(self, person_id: RecordId) -> None:
        # The menu that asked gives the keyboard back when it goes; the dialog comes after it.
        QTimer.singleShot(0, lambda: ask_details(self._page, person_id))

    def _name(self, person_id: RecordId) -> str:
        with self._desk.workspace.read() as reader:
            person = reader.require(Person, person_id)
        return full_name(person.family_name, person.given_name)
