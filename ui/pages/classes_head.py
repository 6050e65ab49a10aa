"""The head of the classes page: where we are, in which state, and what can be done."""

from PySide6.QtWidgets import QMenu, QWidget

from op_desktop.domain.school import school_year_label
from op_desktop.language import _, ngettext
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from op_desktop.register.schools import ClassRow
from ui.models.register_day import RegisterDay
from ui.pages.classes_host import ClassesHost
from ui.pages.classes_meetings import MeetingForms
from ui.pages.classes_rosters import RosterForms
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip

LIST = "list"
"""The crumb that leads back to all classes."""


def show_list_head(page: ClassesHost, rosters: RosterForms, year: int, count: int) -> None:
    """The head over all classes of a year."""
    classes = ngettext("{number} class", "{number} classes", count).format(number=count)
    words = _("School year {label}").format(label=school_year_label(year))
    page.header.set_crumbs([])
    page.header.set_chips()
    page.header.set_title(_("Classes"), f"{words} · {classes}" if count else words)
    new = Button(page.theme, _("New class"), "plus", "primary", on_click=rosters.new_class)
    page.header.set_buttons(*([new] if page.may_write else []))


def show_class_head(
    page: ClassesHost, rosters: RosterForms, meetings: MeetingForms, row: ClassRow, day: RegisterDay | None
) -> None:
    """The head over the register of a class, or over one that has none yet."""
    place = ", ".join((row.school, row.municipality))
    crumbs: list[tuple[str, object]] = [(_("Classes"), LIST), (place, None), (row.label, None)]
    title, chips = row.path_title, []
    if day is not None:
        meeting = _("Meeting {number} of {meetings}").format(number=day.lesson.meeting, meetings=day.meetings)
        crumbs.append((meeting, None))
        title = day.lesson.title or title
        chips.append(_state_chip(page.theme, day.lesson))
    page.header.set_crumbs(crumbs)
    page.header.set_title(f"{row.label} — {title}" if title else row.label)
    page.header.set_chips(*chips)
    page.header.set_buttons(*_buttons(page, rosters, meetings, in_register=day is not None))


def _state_chip(theme: Theme, lesson: LessonRow) -> Chip:
    if lesson.state is RegisterState.CLOSED:
        return Chip(theme, _("Closed"), "success", "circle-check")
    if lesson.state is RegisterState.DRAFT:
        return Chip(theme, _("Draft: not closed yet"), "warning", "pencil")
    return Chip(theme, _("To do"), "neutral", "clipboard-pen")


def _buttons(page: ClassesHost, rosters: RosterForms, meetings: MeetingForms, *, in_register: bool) -> list[QWidget]:
    more = Button(page.theme, _("More for this class"), "ellipsis", "square")
    menu, icon = QMenu(more), page.theme.icon
    if page.may_write:
        menu.addAction(icon("calendar-plus"), _("Plan a meeting"), meetings.plan)
        if in_register:
            menu.addAction(icon("pencil"), _("Change this meeting"), meetings.change)
        menu.addAction(icon("clipboard-paste"), _("Paste the list"), rosters.paste)
        menu.addAction(icon("file-spreadsheet"), _("Import a file"), rosters.choose_file)
    menu.addAction(icon("printer"), _("Print, certificates"), page.print_class)
    more.setMenu(menu)
    sheet = Button(page.theme, _("Sheet to sign"), "printer", on_click=meetings.print_sheet)
    return [sheet, more] if in_register else [more]
