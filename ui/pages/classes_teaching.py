"""From a class to what it is taught: the lesson of its meeting, and its tests."""

from op_desktop.language import _
from op_desktop.register.lessons import LessonRow
from op_desktop.register.modules import lesson_code
from op_desktop.register.schools import ClassRow
from ui.pages.page import Page
from ui.widgets.button import Button


def open_lesson(page: Page, lesson: LessonRow) -> None:
    """Open the lesson of the packs that this meeting is about; there it can be noted as taught."""
    with page.desk.workspace.read() as reader:
        code = lesson_code(reader, lesson.id)
    page.desk.go("education", lesson=code, meeting=lesson.id)


def open_tests(page: Page, row: ClassRow) -> None:
    """Open the tests of the class."""
    page.desk.go("education", quiz=row.id)


def tests_button(page: Page, row: ClassRow) -> Button:
    """Leads to the tests of the class."""
    return Button(page.theme, _("Class tests"), "clipboard-list", on_click=lambda: open_tests(page, row))
