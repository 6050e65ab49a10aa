"""The lessons on their page: the list is read after the first paint; one is opened, projected, printed."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from op_desktop.documents.lesson_pdf import sheet_name
from op_desktop.documents.lesson_words import LESSON_WORDS
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.education.catalogue import Catalogue, open_catalogue
from op_desktop.errors import UserError
from op_desktop.language import _, language
from op_desktop.progress import Progress
from op_desktop.register.modules import TaughtIn, meeting_to_teach, module_id, record_taught
from op_desktop.security.permissions import Permission
from ui.dialogs.lesson_sheet import LessonSheetDialog
from ui.folders import documents
from ui.pages.education_lesson_list import LessonList
from ui.pages.education_lesson_plan import LessonView
from ui.pages.education_lesson_sheets import write_lesson_sheet
from ui.pages.education_slides import SlideShow
from ui.pages.page import Page
from ui.widgets.toast import Toast

SOON_MS = 20
"""When the packs are read: after the page was painted, before a hand has found the keyboard."""


class Lessons:
    """Works for the page; ``front`` is what stands there while no lesson is open."""

    def __init__(self, page: Page, front: QWidget, loaded: Callable[[Catalogue], object]) -> None:
        """``loaded`` is told of packs that were read anew."""
        self._page, self._front, self._desk, self._tell_loaded = page, front, page.desk, loaded
        self.catalogue: Catalogue | None = None
        self.show: SlideShow | None = None
        self.meeting: TaughtIn | None = None
        """Where the open lesson may be noted as taught."""
        self._wanted_meeting: RecordId | None = None
        self.list = LessonList(page.theme)
        self.list.chosen.connect(self.open)

    @cached_property
    def view(self) -> LessonView:
        """The lesson in front; made when the first one is opened."""
        view = LessonView(self._page.theme)
        view.hide()
        self._page.column.addWidget(view, 1)
        view.left.connect(self.close)
        view.print_asked.connect(self.ask_sheet)
        view.projection_asked.connect(self.project)
        view.part_wanted.connect(self._scroll_to)
        view.taught.connect(self.note_taught)
        return view

    @property
    def shown(self) -> bool:
        """Whether a lesson is open."""
        return "view" in self.__dict__ and not self.view.isHidden()

    def load(self) -> None:
        """Read the packs right after the first paint; later in the background, for one may have been added."""
        if self.catalogue is None:
            QTimer.singleShot(SOON_MS, self.list, self.read)
            return
        folder = self._desk.workspace.folder

        def read(_progress: Progress) -> Catalogue:
            return open_catalogue(folder)

        self._desk.jobs.start(read, done=self._loaded, failed=self._page.tell_error)

    def find(self) -> None:
        """Give the keyboard to the search."""
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What the open lesson does for which action id."""
        return {"full_screen": self.project, "print": self.ask_sheet}

    def teach(self, lesson_id: RecordId | None) -> None:
        """Lessons opened from now on are for this meeting of a class; None: for whatever is on today."""
        self._wanted_meeting = lesson_id

    def open(self, code: str) -> None:
        """Open a lesson; what is wrong with it is told on the page."""
        try:
            plan = self.read().plan(code)
        except UserError as error:
            self._page.tell_error(error)
            return
        self._front.hide()
        self.view.show()
        self.view.open(plan)
        self.show_meeting()
        head, words = plan.head, LESSON_WORDS[language()]
        title = head.title.read_in(language())
        about = f"{words.levels[head.level]} · {words.meeting.format(n=head.meeting)} · {head.code}"
        self._page.header.set_title(title, about)
        self._page.header.set_crumbs([(_("Lessons & quizzes"), "gallery"), (title, None)])
        self._page.verticalScrollBar().setValue(0)

    def show_meeting(self) -> None:
        """Look for the meeting in which the open lesson can be noted as taught."""
        plan, workspace, self.meeting = self.view.plan, self._desk.workspace, None
        if plan is None:
            return
        if self._desk.may(Permission.WRITE_CLASSES):
            with workspace.read() as reader:
                self.meeting = meeting_to_teach(
                    reader, workspace.actor, plan.head.level, workspace.now, self._wanted_meeting
                )
        if self.meeting is None:
            self.view.show_meeting(None)
            return
        noted = self.meeting.module_id == module_id(plan.head.code, plan.head.version)
        day = format_date(self.meeting.starts_at.date(), "short")
        self.view.show_meeting(f"{self.meeting.class_label}, {day}", taught=noted)

    def note_taught(self) -> None:
        """Note the open lesson as the one taught in the meeting."""
        plan, meeting = self.view.plan, self.meeting
        if plan is None or meeting is None:
            return
        title = plan.head.title.read_in(language())
        words = _("“{title}” is noted as taught in {label}.").format(title=title, label=meeting.class_label)
        with self._page.writing(words) as uow:
            record_taught(uow, meeting.lesson_id, plan.head)
        if self._page.saved:
            self._page.say_undoable(words)
            self.show_meeting()

    def close(self) -> None:
        """Back to all lessons; the keyboard goes to the one that was open."""
        self.view.hide()
        self._front.show()
        self._page.header.set_title(_("Lessons & quizzes"))
        self._page.header.set_crumbs([])
        if self.view.plan is not None:
            self.list.focus_lesson(self.view.plan.head.code)

    def project(self) -> None:
        """Show the slides of the open lesson full screen, on a second screen where there is one."""
        if self.view.plan is None or self.show is not None:
            return
        self.show = SlideShow(self._page.theme, self.view.plan)
        self.show.left.connect(self._end_show)
        self.show.open_beside(self._desk)

    def ask_sheet(self) -> None:
        """Ask which paper of the open lesson is wanted."""
        plan = self.view.plan
        if plan is None:
            return
        dialog = LessonSheetDialog(self._page.theme, plan)
        dialog.accepted.connect(lambda: self._make(dialog))
        self._desk.window.ask(dialog)

    def _make(self, dialog: LessonSheetDialog) -> None:
        plan, sheet, target = self.view.plan, dialog.sheet, None
        assert plan is not None
        if dialog.save:
            proposed = documents() / sheet_name(plan, sheet, language())
            chosen, _kind = QFileDialog.getSaveFileName(self._page, _("Print"), str(proposed), "PDF (*.pdf)")
            if not chosen:
                return
            target = Path(chosen)
        work = partial(write_lesson_sheet, self._desk.workspace, plan, sheet, target)
        done = self._say_saved if target is not None else self._open
        self._desk.jobs.start(work, done=done, failed=self._page.tell_error)

    def _say_saved(self, path: Path) -> None:
        self._desk.window.say(Toast(_("The PDF is saved."), act=lambda: self._open(path), action=_("Open it")))

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.banner.tell("info", _("The sheet is ready, but no program here opens PDF."), str(path))

    def read(self) -> Catalogue:
        """The packs, read now unless they are."""
        if self.catalogue is None:
            self._loaded(open_catalogue(self._desk.workspace.folder))
        assert self.catalogue is not None
        return self.catalogue

    def _loaded(self, catalogue: Catalogue) -> None:
        known = self.catalogue
        self.catalogue = catalogue
        if known is None or known.packs != catalogue.packs:
            self.list.show_catalogue(catalogue)
            self._tell_loaded(catalogue)
        if catalogue.refused and (known is None or len(known.refused) != len(catalogue.refused)):
            self._page.tell_error(catalogue.refused[0])

    def _scroll_to(self, part: QWidget) -> None:
        body = self._page.widget()
        assert body is not None
        self._page.verticalScrollBar().setValue(part.mapTo(body, part.rect().topLeft()).y() - 12)

    def _end_show(self) -> None:
        if self.show is None:
            return
        self.show.deleteLater()
        self.show = None
        self._desk.window.activateWindow()
