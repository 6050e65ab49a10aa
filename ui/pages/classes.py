"""Classes: the schools with their classes, and the register of the class that is open."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass
from op_desktop.errors import UserError
from op_desktop.language import ngettext
from op_desktop.register.attendance import Totals, register_of
from op_desktop.register.printed_sheets import WaitingSheet, waiting_sheets
from op_desktop.storage.unit_of_work import ChangeSet
from ui.desk import Desk
from ui.models.register_day import lesson_to_show
from ui.pages.classes_empty import ClassEmpty
from ui.pages.classes_forms import ClassForms
from ui.pages.classes_head import MEETINGS, show_class_head, show_list_head, show_path_head
from ui.pages.classes_headcount import HeadcountView, shows_headcount
from ui.pages.classes_host import ClassesHost
from ui.pages.classes_overview import ClassesOverview
from ui.pages.classes_path import ClassPath
from ui.widgets.toast import Toast
from ui.widgets.view_stack import ViewStack


class ClassesPage(ClassesHost):
    """The list of classes; with a class, its register on a day."""

    watches = (School, SchoolClass, Enrolment, Pupil, Lesson, LessonMark, PrintedSheet)
    names_people = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lesson_id: RecordId | None = None
        self._came_from_elsewhere = False
        self._in_path = False
        """Whether the meetings of the class are shown instead of its register."""
        self._waiting: list[WaitingSheet] = []
        self.nothing = ClassEmpty(desk.theme, may_write=self.may_write)
        self.headcount = HeadcountView(desk.theme, may_write=self.may_write)
        self.forms, self.overview = ClassForms(self), ClassesOverview(self)
        self.path = ClassPath(self, self.forms.questions)
        self._stack = ViewStack()
        # In its place before it is filled: with a style sheet, each change of parent styles all below once more.
        self.column.addWidget(self._stack, 1)
        for view in (self.list, self.register, self.path.view, self.nothing, self.headcount):
            self._stack.addWidget(view)
        self.setAcceptDrops(self.may_write)
        self._connect()
        # Every visit reads by itself: the first moment in front must not read the list for nothing.
        self._stale = False

    def visit(self, **where: object) -> None:
        """With ``class_id`` or ``lesson_id`` the register of that class, else the list.

        ``meetings`` shows the list of its meetings instead, ``unmarked`` chooses the first pupil without a mark,
        ``sheet`` asks for the marks of the sheet with this code, ``first_list`` for the list of a class to begin with.
        """
        class_id, lesson_id = where.get("class_id"), where.get("lesson_id")
        self._came_from_elsewhere = class_id is not None or lesson_id is not None
        self.class_id = RecordId(str(class_id)) if class_id else None
        self._lesson_id = RecordId(str(lesson_id)) if lesson_id else None
        self._in_path = bool(where.get("meetings"))
        self._stale = False
        self.refresh()
        self.take_focus()
        if where.get("unmarked"):
            self.register.choose_unmarked()
        if where.get("sheet"):
            self.forms.paper.type_sheet(str(where["sheet"]))
        if where.get("first_list"):
            self.forms.rosters.first_list()

    def prepare(self, class_id: str) -> None:
        """Lay out the register of the class that comes next, behind the page in front; opened, it is read again."""
        stack = self.parentWidget()
        if self.isVisible() or stack is None:
            return
        self.resize(stack.size())
        self.class_id = RecordId(class_id)
        self.refresh()
        self.class_id = self._lesson_id = None

    def open_class(self, class_id: RecordId, lesson_id: RecordId | None = None) -> None:
        """Show a class; without a lesson, on the day that is nearest to work."""
        self._came_from_elsewhere = self._in_path = False
        self.class_id, self._lesson_id = class_id, lesson_id
        self.refresh()
        self.take_focus()

    def show_meetings(self, lesson_id: RecordId | None = None) -> None:
        """The meetings of the open class, with this one (else the one in front) chosen."""
        self.register.settle()
        self._in_path = True
        self._lesson_id = lesson_id or self._lesson_id
        self.refresh()
        self.take_focus()

    def meetings_planned(self, class_id: RecordId, lesson_ids: list[RecordId]) -> None:
        """One new meeting leads to its register, several to the list."""
        self.class_id = class_id
        if self._in_path or len(lesson_ids) > 1:
            self.show_meetings(lesson_ids[0])
        else:
            self.open_class(class_id, lesson_ids[0])

    def show_list(self) -> None:
        """Back to all classes."""
        self.register.settle()
        self.class_id = self._lesson_id = None
        self._in_path = False
        self.refresh()
        self.take_focus()

    def show_year(self, year: int) -> None:
        """The list of the classes of a year."""
        self.overview.want(year)
        self.show_list()

    def take_focus(self) -> None:
        """Put the keyboard where the usual work begins."""
        shown = self._stack.currentWidget()
        if shown is self.register:
            self.register.take_focus()
        elif shown is self.path.view:
            self.path.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is self.list:
            (self.list.view if not self.list.view.isHidden() else self.list.empty.button).setFocus()
        elif shown is self.headcount:
            self.headcount.take_focus()
        else:
            self.nothing.take_focus()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.banner.clear()
        try:
            if self._in_path and self.class_id is not None:
                self._refresh_path(self.class_id)
            elif self.class_id is not None or self._lesson_id is not None:
                self._refresh_class()
            else:
                self._refresh_list()
        except UserError as error:
            # The class was removed meanwhile: the list is what is left.
            self.class_id = self._lesson_id = None
            self._in_path = False
            self._refresh_list()
            self.tell_error(error)

    def on_changed(self, changes: ChangeSet) -> None:
        """Marks alone change rows; anything else is read again."""
        shown = self._stack.currentWidget() is self.register and self.class_id is not None
        if not (shown and changes.steps and changes.touches(LessonMark) and self.register.apply(changes)):
            self.refresh()

    def undo(self) -> None:
        """What is typed counts as the last step."""
        self.register.settle()
        super().undo()

    def names_changed(self) -> None:
        """The register in front takes its names off; a surname that is being typed counts as entered."""
        day = self.register.day
        if day is not None and day.veiled != self.desk.names.hidden:
            self.register.settle()
            self.refresh()
            self._show_head()

    def set_compact(self, compact: bool) -> None:
        """Narrower margins above and below than elsewhere: a class of 25 fits on a screen of 768 px."""
        super().set_compact(compact)
        if not compact:
            self.column.setContentsMargins(self.MARGIN, 10, self.MARGIN, 12)
            self.column.setSpacing(12)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Keys of this page."""
        in_class = self.class_id is not None
        found = self.forms.commands()
        if in_class:
            found["quick_field"] = self.path.change if self._in_path else self.take_focus
            found["print"] = self.print_class
        else:
            found["filter"] = self.list.open_filter
        return found

    def place_changed(self) -> None:
        """Another place: its classes."""
        self.class_id = self._lesson_id = None
        super().place_changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The list in a dropped file, or in the dropped files of a set."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.forms.rosters.open_files(files)

    def _connect(self) -> None:
        self.header.crumb_chosen.connect(lambda key: self.show_meetings() if key == MEETINGS else self.show_list())
        self.path.view.table.left.connect(self.show_list)
        self.list.opened.connect(self.open_class)
        self.list.new_wanted.connect(self.forms.rosters.new_class)
        self.register.left.connect(self.show_list)
        self.register.closed.connect(self._say_closed)
        self.register.day_changed.connect(self._show_head)
        self.register.paper.clicked.connect(lambda _checked=False: self._type_waiting())
        self.register.meeting_chosen.connect(self._show_lesson)
        self.nothing.seats_wanted.connect(self.forms.rosters.create_seats)
        self.nothing.list_wanted.connect(self.forms.rosters.paste)
        self.nothing.lesson_wanted.connect(self.forms.questions.plan)
        self.nothing.left.connect(self.show_list)
        self.headcount.held.connect(self.forms.details.hold)
        self.headcount.reopened.connect(self.forms.details.reopen)
        self.headcount.lesson_wanted.connect(self.forms.questions.plan)
        self.headcount.register_wanted.connect(self._show_lesson)
        self.headcount.left.connect(self.show_list)
        self.overview.chosen.connect(self._refresh_list)

    def _refresh_list(self) -> None:
        self.school_class = None
        head = self.overview.refresh()
        self._stack.setCurrentWidget(self.list)
        # A register that was left has no head on the page any more: coming back, it must be told anew.
        self.register.day = None
        show_list_head(self, self.forms, head)

    def _refresh_class(self) -> None:
        with self.desk.workspace.read() as reader:
            if self.class_id is None and self._lesson_id is not None:
                self.class_id = reader.require(Lesson, self._lesson_id).class_id
            assert self.class_id is not None
            sheet, now = register_of(reader, self.class_id), reader.now
            waiting = waiting_sheets(reader, self.desk.place)
        self.school_class = sheet.school_class
        if shows_headcount(sheet, self._lesson_id):
            self.register.day = None
            self.headcount.show_class(sheet, now.date().isoformat())
            self._stack.setCurrentWidget(self.headcount)
            self._show_head()
            return
        lesson = lesson_to_show(sheet, self._lesson_id, now.date().isoformat())
        if not sheet.rows and lesson is not None and lesson.id == self._lesson_id:
            # A class without a list has no register: what is asked of the lesson is asked in the list of meetings.
            self._in_path = True
            self._refresh_path(self.class_id)
        elif not sheet.rows or lesson is None:
            self.register.day = None
            self.nothing.show_class(sheet)
            self._stack.setCurrentWidget(self.nothing)
            self._show_head()
        else:
            self._lesson_id = lesson.id
            self._stack.setCurrentWidget(self.register)
            self.register.show_sheet(sheet, lesson.id)
            self._waiting = [each for each in waiting if each.lesson_id == lesson.id] or waiting
            self.register.show_waiting(self._waiting)

    def _refresh_path(self, class_id: RecordId) -> None:
        self.path.refresh(class_id, self._lesson_id)
        self._lesson_id = None
        self.register.day = None
        self._stack.setCurrentWidget(self.path.view)
        assert self.school_class is not None
        show_path_head(self, self.forms, self.school_class)

    def _show_lesson(self, lesson_id: RecordId) -> None:
        self._lesson_id = lesson_id
        self.refresh()
        self.take_focus()

    def _type_waiting(self) -> None:
        """The oldest sheet that waits, over its own register."""
        oldest = self._waiting[0]
        if self.register.day is None or self.register.day.lesson.id != oldest.lesson_id:
            self.open_class(oldest.class_id, oldest.lesson_id)
        self.forms.paper.type_sheet(oldest.code)

    def _show_head(self) -> None:
        if self.school_class is not None:
            show_class_head(self, self.forms, self.school_class, self.register.day)

    def _say_closed(self, totals: Totals) -> None:
        present = ngettext("{number} present", "{number} present", totals.attending).format(number=totals.attending)
        missing = ngettext("{number} absent", "{number} absent", totals.missing).format(number=totals.missing)
        if self._came_from_elsewhere:
            self.desk.go("home")
        else:
            self.take_focus()
        self.desk.window.say(Toast(f"{present}, {missing}", act=self.undo))
