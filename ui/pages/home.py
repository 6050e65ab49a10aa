"""Today: what to open first, the day, what is left to complete, the hand-over, the month."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu

from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register.agenda import Activity
from op_desktop.register.lab_seeds import seeds_waiting
from op_desktop.security.permissions import Permission
from op_desktop.storage.tables import RECORDS
from op_desktop.storage.unit_of_work import ChangeSet
from ui.desk import Desk
from ui.pages.home_agenda import AgendaCard
from ui.pages.home_board import PAGES, Board, read_board
from ui.pages.home_hero import HeroCard
from ui.pages.home_month import MonthStrip
from ui.pages.home_sheet import write_sheet
from ui.pages.home_side import FEW, HandOverCard, LatestCard, TodoCard
from ui.pages.home_week import WeekCard
from ui.pages.home_words import day_words, greeting
from ui.pages.labs_questions import ask_meeting
from ui.pages.page import Page
from ui.pages.paper import Paper
from ui.pages.sheet_records import forget_sheet, remember_sheet
from ui.to_complete import Todo
from ui.widgets.button import Button, TileButton
from ui.widgets.columns import Columns, Tiles

AGAIN_AFTER = 30_000
"""Milliseconds after which the page looks at the clock again."""
_TILES = (
    ("register", N_("Class register"), "clipboard-check", "info", "Ctrl+R", Permission.READ_CLASSES),
    ("check_in", N_("Lab check-in"), "user-check", "accent", "Ctrl+L", Permission.WRITE_LABS),
    ("hours", N_("Volunteers’ hours"), "timer", "accent", "Ctrl+H", Permission.WRITE_VOLUNTEERING),
    ("consultation", N_("New consultation"), "messages-square", "info", "Ctrl+I", Permission.WRITE_COUNSELLING),
)


class HomePage(Page):
    """The page people start on: Enter opens what comes first."""

    watches = RECORDS
    names_people = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board: Board | None = None
        self._week_asked = False
        self.paper = Paper(self)
        self._labs_offered = False
        self.new = Button(self.theme, _("New activity"), "plus", "soft", on_click=self.offer_new)
        self.tiles = Tiles(self.theme, self._tiles(), least=215)
        self.hero = HeroCard(self.theme, opened=self.open_activity, sheet=self.print_sheet, new=self.offer_new)
        self.agenda = AgendaCard(self.theme, self.open_activity, self._toggle_week)
        self.week = WeekCard(self.theme, self.open_activity)
        self.todo = TodoCard(self.theme, self._complete)
        self.hand_over = HandOverCard(self.theme, partial(desk.go, "export"))
        self.latest = LatestCard(self.theme)
        self.month = MonthStrip(self.theme, partial(desk.go, "metrics"), lessons=desk.may(Permission.READ_CLASSES))
        self._clock = QTimer(self, interval=AGAIN_AFTER)
        self._clock.timeout.connect(self.refresh)
        self._lay_out()
        desk.window.density_changed.connect(self._density)

    def visit(self, **where: object) -> None:
        """Come to the front with the keyboard on what Enter should open."""
        super().visit(**where)
        self.hero.take_focus()

    def refresh(self) -> None:
        """Read the day again; buttons keep the keyboard."""
        with self.desk.workspace.read() as reader:
            board, now = read_board(reader, self.desk), reader.now
            first_labs = not self._labs_offered and self.desk.may(Permission.WRITE_LABS) and seeds_waiting(reader)
        self.board = board
        self.header.set_title(greeting(now, self.desk.account.name), day_words(now.date(), board.to_come))
        lost = self.hero.open.hasFocus() or self.hero.empty.button.hasFocus()
        self.hero.show_board(board, now)
        if lost:
            self.hero.take_focus()
        self.agenda.show_board(board, now, tomorrow=self.desk.window.wide)
        self.week.show_board(board, now.date())
        self.todo.show_board(board)
        self.hand_over.show_board(board, now.date())
        self.latest.show_board(board, now.date())
        self.month.show_figures(board.figures)
        self._fit()
        if first_labs:
            self._offer_labs()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """A new activity, the sheet to sign, the first thing."""
        return {"new": self.offer_new, "print": self._print_first, "quick_field": self.hero.take_focus}

    def open_activity(self, activity: Activity) -> None:
        """Go to the register of a lesson, the check-in of a meeting or an event."""
        if activity.kind == "lesson":
            self.desk.go("classes", class_id=activity.parent_id, lesson_id=activity.id)
        elif activity.kind in PAGES:
            self.desk.go("labs", session_id=activity.id)
        else:
            self.desk.go("events", event_id=activity.id)

    def print_sheet(self, activity: Activity) -> None:
        """Make the sheet to sign beside the window, and print it."""
        kept = remember_sheet(self, activity.id) if activity.kind == "lesson" else None
        if activity.kind == "lesson" and kept is None:
            return
        self.hero.sheet.setEnabled(False)
        self.desk.jobs.start(
            partial(write_sheet, self.desk.workspace, activity, kept.sheet if kept is not None else None),
            done=self._sheet_ready,
            failed=partial(self._sheet_failed, kept.changes if kept is not None else None),
        )

    def offer_new(self) -> None:
        """Ask what kind of activity is planned."""
        menu = QMenu(self)
        menu.setAccessibleName(_("New activity"))
        if self.desk.may(Permission.WRITE_LABS):
            menu.addAction(self.theme.icon("coffee"), _("A meeting of a lab…"), self._plan_meeting)
        if self.desk.may(Permission.WRITE_CLASSES):
            menu.addAction(
                self.theme.icon("graduation-cap"), _("A lesson of a class…"), partial(self.desk.go, "classes")
            )
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.new if self.hero.empty.isHidden() else self.hero.empty.button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit opens the thing to complete in that place."""
        place = event.key() - Qt.Key.Key_1
        if self.board is not None and 0 <= place < min(FEW, len(self.board.inbox)) and not _chord(event):
            self._complete(self.board.inbox[place])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock while in front."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the records alone while behind; the time has moved on at the next visit."""
        super().hideEvent(event)
        self._clock.stop()
        self._stale = True

    def _offer_labs(self) -> None:
        """Once, while no lab is on file: the programme's papers name some, to be confirmed one by one."""
        self._labs_offered = True
        look = (_("Look at them"), partial(self.desk.go, "labs", seeds=True))
        self.banner.tell("info", _("No lab is here yet. The programme’s papers name 43 of them."),
                         _("None is taken over by itself: you confirm each one."), [look])  # fmt: skip

    def _plan_meeting(self) -> None:
        ask_meeting(self, self._planned)

    def _planned(self, _session_id: RecordId) -> None:
        self.say_undoable(_("The meeting is in the agenda"))

    def _print_first(self) -> None:
        if self.board is not None and self.board.activity is not None:
            self.print_sheet(self.board.activity)

    def _sheet_ready(self, path: Path) -> None:
        self.hero.sheet.setEnabled(True)
        self.paper.print(path)

    def _sheet_failed(self, recorded: ChangeSet | None, error: Exception) -> None:
        if recorded is not None:
            forget_sheet(self, recorded)
        self.hero.sheet.setEnabled(True)
        self.tell_error(error)

    def _complete(self, todo: Todo) -> None:
        self.desk.go(todo.page, **todo.where)

    def _toggle_week(self) -> None:
        self._week_asked = not self._week_asked
        self._fit()

    def _density(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def _fit(self) -> None:
        wide = self.desk.window.wide
        self.week.setVisible(wide or self._week_asked)
        self.agenda.week.setVisible(not wide)
        self.agenda.week.set_text(_("Hide the week") if self._week_asked else _("See the week"))
        self.latest.setVisible(wide and bool(self.board and self.board.latest))
        self.month.setVisible(not self.desk.window.compact)

    def _tiles(self) -> list[TileButton]:
        return [
            TileButton(self.theme, _(words), icon, tone, key, partial(self.desk.window.run_action, action))
            for action, words, icon, tone, key, needed in _TILES
            if self.desk.may(needed)
        ]

    def _lay_out(self) -> None:
        self.header.set_buttons(self.new)
        self.column.addWidget(self.tiles)
        columns = Columns(self.theme, right_width=368)
        for card in (self.hero, self.agenda, self.week):
            columns.left.addWidget(card)
        columns.left.addStretch(1)
        for side in (self.todo, self.hand_over, self.latest):
            columns.right.addWidget(side)
        columns.right.addStretch(1)
        self.column.addWidget(columns, 1)
        self.column.addWidget(self.month)


def _chord(event: QKeyEvent) -> bool:
    """Whether a key is pressed together with another one that makes it mean something else."""
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
