"""What can be asked about classes and the one in front, gathered for the page, its head and its keys."""

from collections.abc import Callable

from ui.pages.classes_details import DetailForms
from ui.pages.classes_host import ClassesHost
from ui.pages.classes_pupils import PupilForms
from ui.pages.classes_rosters import RosterForms
from ui.pages.classes_years import YearForms
from ui.pages.meetings_questions import MeetingQuestions
from ui.pages.register_paper import PaperForms


class ClassForms:
    """Every question that the classes page can put."""

    def __init__(self, page: ClassesHost) -> None:
        self._page = page
        self.rosters, self.pupils, self.details = RosterForms(page), PupilForms(page), DetailForms(page)
        self.paper, self.questions, self.years = PaperForms(page), MeetingQuestions(page), YearForms(page)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Keys for which something is asked or written: nothing for somebody who only reads."""
        page, found = self._page, dict[str, Callable[[], object]]()
        if not page.may_write:
            return found
        in_class = page.class_id is not None
        found["new"] = self.questions.plan if in_class else self.rosters.new_class
        found["type_sheet"] = self.paper.type_sheet
        if in_class:
            found["pupils"] = self.pupils.open_roster
        if page.register.day is not None:
            found["mark_rest"] = page.register.mark_rest
            found["mark_everybody"] = self.paper.mark_everybody
        return found
