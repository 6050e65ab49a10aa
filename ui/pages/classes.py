"""Classes: the schools with their classes, and the register of the class that is open."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass, school_year, school_year_label
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.attendance import RegisterSheet, Totals, register_of
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from op_desktop.register.schools import classes, school_years
from op_desktop.security.permissions import Permission, Reach, reach
from op_desktop.storage.unit_of_work import ChangeSet
from ui.desk import Desk
from ui.pages.classes_empty import ClassEmpty
from ui.pages.classes_head import show_class_head, show_list_head
from ui.pages.classes_host import ClassesHost
from ui.pages.classes_meetings import MeetingForms
from ui.pages.classes_rosters import RosterForms
from ui.widgets.combo import Combo
from ui.widgets.toast import Toast


class ViewStack(QStackedWidget):
    """Asks for the room of the view in front alone."""

    def minimumSizeHint(self) -> QSize:
        """What the view in front needs."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """What the view in front would like."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()


class ClassesPage(ClassesHost):
    """The list of classes; with a class, its register on a day."""

    watches = (School, SchoolClass, Enrolment, Pupil, Lesson, LessonMark)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lesson_id: RecordId | None = None
        self._came_from_elsewhere = False
        self.nothing = ClassEmpty(desk.theme, may_write=self.may_write)
        self.rosters, self.meetings = RosterForms(self), MeetingForms(self)
        self._year = Combo()
        self._year.setAccessibleName(_("School year"))
        self.list.add_tool(self._year)
        self._stack = ViewStack()
        for view in (self.list, self.register, self.nothing):
            self._stack.addWidget(view)
        self.column.addWidget(self._stack, 1)
        self.setAcceptDrops(self.may_write)
        self._connect()
        # Every visit reads by itself: the first moment in front must not read the list for nothing.
        self._stale = False

    def visit(self, **where: object) -> None:
        """With ``class_id`` or ``lesson_id`` the register of that class, else the list; ``first_list`` asks for one."""
        class_id, lesson_id = where.get("class_id"), where.get("lesson_id")
        self._came_from_elsewhere = class_id is not None or lesson_id is not None
        self.class_id = RecordId(str(class_id)) if class_id else None
        self._lesson_id = RecordId(str(lesson_id)) if lesson_id else None
        self._stale = False
        self.refresh()
        self.take_focus()
        if where.get("first_list"):
            self.rosters.first_list()

    def open_class(self, class_id: RecordId, lesson_id: RecordId | None = None) -> None:
        """Show a class; without a lesson, on the day that is nearest to work."""
        self._came_from_elsewhere = False
        self.class_id, self._lesson_id = class_id, lesson_id
        self.refresh()
        self.take_focus()

    def show_list(self) -> None:
        """Back to all classes."""
        self.register.settle()
        self.class_id = self._lesson_id = None
        self.refresh()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the usual work begins."""
        shown = self._stack.currentWidget()
        if shown is self.register:
            self.register.take_focus()
        elif shown is self.list:
            (self.list.view if not self.list.view.isHidden() else self.list.empty.button).setFocus()
        else:
            self.nothing.take_focus()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.banner.clear()
        try:
            if self.class_id is not None or self._lesson_id is not None:
                self._refresh_class()
            else:
                self._refresh_list()
        except UserError as error:
            # The class was removed meanwhile: the list is what is left.
            self.class_id = self._lesson_id = None
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

    def set_compact(self, compact: bool) -> None:
        """Narrower margins above and below than elsewhere: a class of 25 fits on a screen of 768 px."""
        super().set_compact(compact)
        if not compact:
            self.column.setContentsMargins(self.MARGIN, 10, self.MARGIN, 12)
            self.column.setSpacing(12)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Keys of this page."""
        in_class = self.class_id is not None
        found: dict[str, Callable[[], object]] = {}
        if self.may_write:
            found["new"] = self.meetings.plan if in_class else self.rosters.new_class
        if in_class:
            found["quick_field"] = self.take_focus
            found["print"] = self.open_certificates
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
        """The list in a dropped file."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.rosters.open_file(files[0])

    def _connect(self) -> None:
        self.header.crumb_chosen.connect(lambda _key: self.show_list())
        self.list.opened.connect(self.open_class)
        self.list.new_wanted.connect(self.rosters.new_class)
        self.register.left.connect(self.show_list)
        self.register.closed.connect(self._say_closed)
        self.register.day_changed.connect(self._show_head)
        self.register.meeting_chosen.connect(self._show_lesson)
        self.nothing.seats_wanted.connect(self.rosters.create_seats)
        self.nothing.list_wanted.connect(self.rosters.paste)
        self.nothing.lesson_wanted.connect(self.meetings.plan)
        self.nothing.left.connect(self.show_list)
        self._year.currentIndexChanged.connect(lambda _number: self._refresh_list())

    def _refresh_list(self) -> None:
        with self.desk.workspace.read() as reader:
            today = reader.today
            years = sorted({*school_years(reader), school_year(today)}, reverse=True)
            year = self._year.currentData() or school_year(today)
            rows = classes(reader, year, self.desk.place)
        if reach(self.desk.workspace.actor, Permission.READ_CLASSES) is Reach.OWN:
            rows = [row for row in rows if row.educator_id in (None, self.desk.account.id)]
        self.school_class = None
        self._offer_years(years, year)
        self.list.show_classes(rows, today)
        self._stack.setCurrentWidget(self.list)
        # A register that was left has no head on the page any more: coming back, it must be told anew.
        self.register.day = None
        show_list_head(self, self.rosters, year, len(rows))

    def _offer_years(self, years: list[int], year: int) -> None:
        if [self._year.itemData(place) for place in range(self._year.count())] != years:
            self._year.blockSignals(True)
            self._year.clear()
            for each in years:
                self._year.addItem(school_year_label(each), each)
            self._year.blockSignals(False)
        self._year.blockSignals(True)
        self._year.setCurrentIndex(years.index(year) if year in years else 0)
        self._year.blockSignals(False)
        self._year.setVisible(len(years) > 1)

    def _refresh_class(self) -> None:
        with self.desk.workspace.read() as reader:
            if self.class_id is None and self._lesson_id is not None:
                self.class_id = reader.require(Lesson, self._lesson_id).class_id
            assert self.class_id is not None
            sheet, now = register_of(reader, self.class_id), reader.now
        self.school_class = sheet.school_class
        lesson = _lesson_to_show(sheet, self._lesson_id, now.date().isoformat())
        if not sheet.rows or lesson is None:
            self.register.day = None
            self.nothing.show_class(sheet)
            self._stack.setCurrentWidget(self.nothing)
            self._show_head()
            return
        self._lesson_id = lesson.id
        self._stack.setCurrentWidget(self.register)
        self.register.show_sheet(sheet, lesson.id)

    def _show_lesson(self, lesson_id: RecordId) -> None:
        self._lesson_id = lesson_id
        self.refresh()
        self.take_focus()

    def _show_head(self) -> None:
        if self.school_class is not None:
            show_class_head(self, self.rosters, self.meetings, self.school_class, self.register.day)

    def _say_closed(self, totals: Totals) -> None:
        present = ngettext("{number} present", "{number} present", totals.attending).format(number=totals.attending)
        missing = ngettext("{number} absent", "{number} absent", totals.missing).format(number=totals.missing)
        if self._came_from_elsewhere:
            self.desk.go("home")
        else:
            self.take_focus()
        self.desk.window.say(Toast(f"{present}, {missing}", act=self.undo))


def _lesson_to_show(sheet: RegisterSheet, wanted: RecordId | None, today: str) -> LessonRow | None:
    """The lesson asked for; else today's, the oldest one still open, the next one, the last one."""
    by_id = {lesson.id: lesson for lesson in sheet.lessons}
    if wanted in by_id:
        return by_id[wanted]
    days = [(lesson.starts_at.date().isoformat(), lesson) for lesson in sheet.lessons]
    todays = [lesson for day, lesson in days if day == today]
    late = [lesson for day, lesson in days if day < today and lesson.state is not RegisterState.CLOSED]
    ahead = [lesson for day, lesson in days if day > today]
    found = [*todays, *late, *ahead, *reversed(sheet.lessons)]
    return found[0] if found else None
