"""A new school year, and classes put out of the way: asked for and written through the classes page."""

from op_desktop.domain.school import school_year
from op_desktop.language import _, ngettext
from op_desktop.register.school_years import PassageRow, archive_classes, passages, roll_over, school_years
from op_desktop.security.permissions import Permission, Reach, reach
from ui.dialogs.new_year import NewYearDialog
from ui.pages.classes_host import ClassesHost

FIRST_MONTH_OF_PLANS, LAST_MONTH_OF_PLANS = 4, 8
"""From April to August the year to come is prepared; later, last year's classes are what is copied."""


class YearForms:
    """Asks what becomes of a year's classes."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk = page, page.desk

    def new_year(self) -> None:
        """Show what the classes of a year become in the next, and make them."""
        with self._desk.workspace.read() as reader:
            years, today = school_years(reader), reader.today
        if not years:
            self._page.banner.tell("info", _("There are no classes yet that could be taken into a new year."))
            return
        now = school_year(today)
        wanted = now if FIRST_MONTH_OF_PLANS <= today.month <= LAST_MONTH_OF_PLANS else now - 1
        dialog = NewYearDialog(self._page.theme, years, wanted if wanted in years else years[0], self._passages)
        dialog.accepted.connect(lambda: self._make(dialog))
        self._desk.window.ask(dialog)

    def archive_year(self, year: int) -> None:
        """Put all classes of a year out of the way."""
        ids = [row.id for row in self._page.shown_classes]
        number = len(ids)
        label = ngettext("{number} class archived", "{number} classes archived", number).format(number=number)
        with self._page.writing(label) as uow:
            archive_classes(uow, ids)
        if self._page.saved:
            self._page.say_undoable(label)

    def _passages(self, year: int) -> list[PassageRow]:
        with self._desk.workspace.read() as reader:
            rows = passages(reader, year, self._desk.place)
        if reach(self._desk.workspace.actor, Permission.WRITE_CLASSES) is Reach.OWN:
            rows = [row for row in rows if row.source.educator_id in (None, self._desk.account.id)]
        return rows

    def _make(self, dialog: NewYearDialog) -> None:
        number = len(dialog.chosen)
        label = ngettext("{number} class made", "{number} classes made", number).format(number=number)
        with self._page.writing(label) as uow:
            roll_over(uow, dialog.chosen, dialog.copy)
        if self._page.saved:
            self._page.show_year(dialog.year + 1)
            self._page.say_undoable(label)
