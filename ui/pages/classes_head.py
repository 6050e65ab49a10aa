"""The head of the classes page: where we are, in which state, and what can be done."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from op_desktop.domain.school import school_year_label
from op_desktop.language import _, ngettext
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from op_desktop.register.schools import ClassRow
from ui.actions import action
from ui.dialogs.prints import What
from ui.models.register_day import RegisterDay
from ui.pages.classes_calendar import save_calendar
from ui.pages.classes_forms import ClassForms
from ui.pages.classes_host import ClassesHost
from ui.pages.classes_teaching import open_lesson, open_tests, tests_button
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.key_cap import key_text

LIST, MEETINGS = "list", "meetings"
"""The crumbs that lead back to all classes, and to the meetings of the class."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """What the head over a year's classes tells and offers."""

    year: int
    count: int
    archived: bool
    """Whether the archived ones are shown."""
    current: bool
    """Whether it is the school year of today."""


def show_list_head(page: ClassesHost, forms: ClassForms, head: ListHead) -> None:
    """The head over all classes of a year."""
    classes = ngettext("{number} class", "{number} classes", head.count).format(number=head.count)
    words = _("School year {label}").format(label=school_year_label(head.year))
    page.header.set_crumbs([])
    page.header.set_chips(*([Chip(page.theme, _("Archived"), "neutral", "archive")] if head.archived else []))
    page.header.set_title(_("Classes"), f"{words} · {classes}" if head.count else words)
    page.header.set_buttons(*(_list_buttons(page, forms, head) if page.may_write else []))


def _list_buttons(page: ClassesHost, forms: ClassForms, head: ListHead) -> list[QWidget]:
    buttons: list[QWidget] = []
    if head.count and not head.current and not head.archived:
        words = _("Archive the classes of {year}").format(year=school_year_label(head.year))
        buttons.append(Button(page.theme, words, "archive", on_click=lambda: forms.years.archive_year(head.year)))
    elif head.count:
        buttons.append(_own_calendar(page))
    buttons.append(Button(page.theme, _("New school year"), "calendar-plus", on_click=forms.years.new_year))
    buttons.append(Button(page.theme, _("New class"), "plus", "primary", on_click=forms.rosters.new_class))
    return buttons


def show_class_head(page: ClassesHost, forms: ClassForms, row: ClassRow, day: RegisterDay | None) -> None:
    """The head over the register of a class, or over one that has none yet."""
    place = ", ".join((row.school, row.municipality))
    crumbs: list[tuple[str, object]] = [(_("Classes"), LIST), (place, None), (row.label, MEETINGS)]
    title, chips = row.path_title, []
    if day is not None:
        meeting = _("Meeting {number} of {meetings}").format(number=day.lesson.meeting, meetings=day.meetings)
        crumbs.append((meeting, None))
        title = day.lesson.title or title
        chips.append(_state_chip(page.theme, day.lesson))
        if day.veiled:
            chips.append(Chip(page.theme, _("Names hidden"), "info", "eye-off"))
    page.header.set_crumbs(crumbs)
    page.header.set_title(f"{row.label} — {title}" if title else row.label)
    if row.archived:
        chips.append(Chip(page.theme, _("Archived"), "neutral", "archive"))
    page.header.set_chips(*chips)
    page.header.set_buttons(*_buttons(page, forms, row, day))


def show_path_head(page: ClassesHost, forms: ClassForms, row: ClassRow) -> None:
    """The head over the meetings of a class."""
    place = ", ".join((row.school, row.municipality))
    page.header.set_crumbs([(_("Classes"), LIST), (place, None), (row.label, None), (_("Meetings"), None)])
    page.header.set_title(_("{label} — Meetings").format(label=row.label))
    page.header.set_chips()
    register = Button(page.theme, _("Register"), "clipboard-check", on_click=lambda: page.open_class(row.id))
    calendar = Button(page.theme, _("Calendar file"), "calendar-days", on_click=lambda: save_calendar(page, row))
    plan = Button(page.theme, _("Plan meetings"), "calendar-plus", "primary", on_click=forms.questions.plan)
    page.header.set_buttons(register, calendar, *([plan] if page.may_write else []))


def _own_calendar(page: ClassesHost) -> Button:
    return Button(page.theme, _("My lessons as a calendar file"), "calendar-days", "square",
                  on_click=lambda: save_calendar(page))  # fmt: skip


def _state_chip(theme: Theme, lesson: LessonRow) -> Chip:
    if lesson.state is RegisterState.CLOSED:
        return Chip(theme, _("Closed"), "success", "circle-check")
    if lesson.state is RegisterState.DRAFT:
        return Chip(theme, _("Draft: not closed yet"), "warning", "pencil")
    return Chip(theme, _("To do"), "neutral", "clipboard-pen")


def _buttons(page: ClassesHost, forms: ClassForms, row: ClassRow, day: RegisterDay | None) -> list[QWidget]:
    rosters, paper, questions, details = forms.rosters, forms.paper, forms.questions, forms.details
    more = Button(page.theme, _("More for this class"), "ellipsis", "square")
    menu, icon = QMenu(more), page.theme.icon
    menu.addAction(icon("calendar-days"), _("Meetings of the class"), lambda: page.header.crumb_chosen.emit(MEETINGS))
    if day is not None:
        menu.addAction(icon("book-open"), _("Lesson for this meeting"), lambda: open_lesson(page, day.lesson))
    menu.addAction(icon("clipboard-list"), _("Class tests"), lambda: open_tests(page, row))
    if page.may_write:
        menu.addAction(icon("calendar-plus"), _("Plan meetings"), questions.plan)
        if day is not None:
            menu.addAction(icon("pencil"), _("Change this meeting"), lambda: questions.change(day.lesson))
            menu.addAction(icon("clipboard-list"), _("Type in a signed sheet"), paper.type_sheet)
            menu.addAction(icon("list-checks"), _("Mark the rest present"), page.register.mark_rest)
            menu.addAction(icon("users"), _("Mark everybody"), paper.mark_everybody)
        menu.addAction(icon("users-round"), _("Pupils of the class"), forms.pupils.open_roster)
        menu.addAction(icon("clipboard-paste"), _("Paste the list"), rosters.paste)
        menu.addAction(icon("file-spreadsheet"), _("Import a file"), rosters.choose_file)
        menu.addAction(icon("history"), _("Imports of the class"), forms.pupils.open_imports)
        menu.addSeparator()
        menu.addAction(icon("sliders-horizontal"), _("Details of the class"), details.change)
        words = _("Bring back from the archive") if row.archived else _("Archive the class")
        menu.addAction(icon("archive"), words, details.archive)
        menu.addSeparator()
    menu.addAction(icon("printer"), _("Print, certificates"), page.print_class)
    more.setMenu(menu)
    names = page.desk.names
    words, eye = (_("Show the names"), "eye") if names.hidden else (_("Hide the names"), "eye-off")
    veil = Button(page.theme, words, eye, "square", on_click=names.toggle)
    veil.setToolTip(f"{words} ({key_text(action('hide_names').shortcut)})")
    sheet = Button(page.theme, _("Sheet to sign"), "printer", on_click=partial(page.print_class, what=What.SHEET))
    printable = page.may_write and day is not None and day.open
    own = sheet if printable else tests_button(page, row)
    return [*([veil] if day is not None else []), own, more]
