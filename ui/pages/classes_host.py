"""What the parts of the classes page know of it: the class in front, and how to show another one."""

from collections.abc import Sequence

from op_desktop.domain.record import RecordId
from op_desktop.register.schools import ClassRow
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.dialogs.prints import What
from ui.pages.classes_list import ClassesList
from ui.pages.page import Page
from ui.pages.printing import Printing
from ui.pages.register import RegisterView


class ClassesHost(Page):
    """The list and the register, without what can be asked about them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.class_id: RecordId | None = None
        """The class to be shown; None for the list."""
        self.school_class: ClassRow | None = None
        """The class in front as it was read."""
        self.may_write = desk.may(Permission.WRITE_CLASSES)
        self.list = ClassesList(desk.theme, may_write=self.may_write)
        self.register = RegisterView(self)
        self.printing = Printing(self)

    def open_class(self, class_id: RecordId, lesson_id: RecordId | None = None) -> None:
        """Show a class; without a lesson, on the day that is nearest to work."""
        raise NotImplementedError

    def show_year(self, year: int) -> None:
        """Show the list of the classes of a year."""
        raise NotImplementedError

    @property
    def shown_classes(self) -> Sequence[ClassRow]:
        """The classes in the list, whatever the filter hides."""
        return self.list.classes

    def meetings_planned(self, class_id: RecordId, lesson_ids: list[RecordId]) -> None:
        """Show meetings of a class that were planned just now."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard where the usual work begins."""
        raise NotImplementedError

    def print_class(self, *, what: What | None = None) -> None:
        """Ask what of the class in front is printed: certificates, register, list, log, summary, sheet to sign.

        ``what`` comes first; else what is due.
        """
        if self.class_id is not None and self.names_shown():
            self.register.settle()
            day = self.register.day
            self.printing.ask(self.class_id, what, day.lesson.id if day is not None else None)
