"""Which classes the list shows: of which school year, in use or archived."""

from PySide6.QtCore import QObject, Signal

from op_desktop.domain.school import school_year, school_year_label
from op_desktop.language import _, ngettext
from op_desktop.register.inbox import by_class, to_complete
from op_desktop.register.school_years import school_years
from op_desktop.register.schools import ClassRow, classes
from op_desktop.security.permissions import Permission, Reach, reach
from ui.pages.classes_head import ListHead
from ui.pages.classes_host import ClassesHost
from ui.widgets.button import Button
from ui.widgets.combo import Combo


class ClassesOverview(QObject):
    """The list of the classes page with the two choices above it."""

    chosen = Signal()
    """Another year, or the archive: what is shown has to be read again."""

    def __init__(self, page: ClassesHost) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._wanted: int | None = None
        self._year = Combo()
        self._year.setAccessibleName(_("School year"))
        self._year.currentIndexChanged.connect(lambda _number: self.chosen.emit())
        self.archived = Button(page.theme, "", "archive", "ghost")
        self.archived.setCheckable(True)
        self.archived.clicked.connect(lambda _checked: self.chosen.emit())
        page.list.add_tool(self.archived)
        page.list.add_tool(self._year)

    def want(self, year: int) -> None:
        """Show the classes in use of this year when the list is read next."""
        self._wanted = year
        self.archived.setChecked(False)

    def refresh(self) -> ListHead:
        """Read the list again; returns what the head over it tells."""
        with self._desk.workspace.read() as reader:
            today = reader.today
            years = sorted({*school_years(reader), school_year(today)}, reverse=True)
            year = self._wanted or self._year.currentData() or school_year(today)
            archived = self._own(classes(reader, year, self._desk.place, archived=True))
            shown = self.archived.isChecked() and bool(archived)
            rows = archived if shown else self._own(classes(reader, year, self._desk.place))
            waiting = by_class(to_complete(reader, self._desk.place))
        self._wanted = None
        self._offer_years(years, year)
        self._offer_archive(len(archived), shown=shown)
        self._page.list.show_classes(rows, today, waiting)
        return ListHead(year, len(rows), shown, year >= school_year(today))

    def _own(self, rows: list[ClassRow]) -> list[ClassRow]:
        if reach(self._desk.workspace.actor, Permission.READ_CLASSES) is not Reach.OWN:
            return rows
        return [row for row in rows if row.educator_id in (None, self._desk.account.id)]

    def _offer_archive(self, number: int, *, shown: bool) -> None:
        words = ngettext("{number} archived", "{number} archived", number).format(number=number)
        self.archived.set_text(_("Out of the archive") if shown else words)
        self.archived.setChecked(shown)
        self.archived.setVisible(number > 0)

    def _offer_years(self, years: list[int], year: int) -> None:
        self._year.blockSignals(True)
        if [self._year.itemData(place) for place in range(self._year.count())] != years:
            self._year.clear()
            for each in years:
                self._year.addItem(school_year_label(each), each)
        self._year.setCurrentIndex(years.index(year) if year in years else 0)
        self._year.blockSignals(False)
        self._year.setVisible(len(years) > 1)
