"""Settings: what has outlived its school year, and the wizard that erases it."""

from PySide6.QtWidgets import QWidget

from op_desktop.domain.formats import format_date
from op_desktop.domain.period import DatedSetting
from op_desktop.domain.school import school_year, school_year_label
from op_desktop.language import _, ngettext
from op_desktop.progress import Progress
from op_desktop.register.clean_up import NAMES_DAYS, Cleaned, DueClass, clean_up, due, names_until, next_due
from op_desktop.register.places import setting
from op_desktop.security.permissions import Permission
from ui.dialogs.clean_up import CleanUpDialog, class_words, count_words, due_words
from ui.dialogs.dated_number import DatedNumberDialog
from ui.pages.page import Page
from ui.pages.settings_section import Section
from ui.widgets.avatar import IconTile
from ui.widgets.button import Button
from ui.widgets.card import CardTitle
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_row import ListRow
from ui.widgets.toast import Toast

LONGEST = 365
"""Days after the school year for which names can be kept."""


class CleanUpSection(Section):
    """Educators see their own classes, the administration all."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.due: list[DueClass] = []
        self.list, self.terms = self.card(), self.card()
        self.start = self._start_button()

    def refresh(self) -> None:
        """List what is due, and until when names are kept."""
        with self.desk.workspace.read() as reader:
            self.due = due(reader, self.desk.workspace.actor)
            year, next_day = school_year(reader.today), next_due(reader)
            until, days = names_until(reader, year), setting(reader, NAMES_DAYS, reader.today, 0)
        self.start = self._start_button()
        rows: list[QWidget] = [self._row(each) for each in self.due]
        words = _("Nothing is due. The names of {year} are due from {day}.").format(
            year=school_year_label(year), day=format_date(next_day, "date")
        )
        trailing = [self.start] if self.due else []
        self.refill(
            self.list,
            [CardTitle(_("To be erased"), *trailing), *(rows or [EmptyState(self.theme, "shield-check", words)])],
        )
        self.refill(self.terms, [CardTitle(_("How long names are kept")), self._term(until.day, until.month, days)])

    def _row(self, each: DueClass) -> ListRow:
        icon = IconTile(self.theme, "graduation-cap", "info", 32)
        return ListRow(class_words(each), due_words(each), leading=[icon])

    def _term(self, day: int, month: int, days: int) -> ListRow:
        title = _("Pupils’ names: until {day:02}/{month:02} after their school year").format(day=day, month=month)
        detail = _("Names on certificates and notes beside marks end with them. Registers and figures stay.")
        change = Button(
            self.theme, _("Change how long names are kept"), "pencil", "square", on_click=lambda: self._ask_days(days)
        )
        may = self.desk.may(Permission.WRITE_METRICS)
        icon = IconTile(self.theme, "clock", size=32)
        return ListRow(title, detail, leading=[icon], trailing=[change] if may else [])

    def _start_button(self) -> Button:
        return Button(self.theme, _("Look and erase"), "trash-2", "primary", on_click=self._ask)

    def _ask(self) -> None:
        dialog = CleanUpDialog(self.theme, self.due)
        dialog.accepted.connect(lambda: self._clean_up(dialog))
        self.desk.window.ask(dialog)

    def _clean_up(self, dialog: CleanUpDialog) -> None:
        workspace, chosen, issued = self.desk.workspace, dialog.chosen, dialog.certificates.isChecked()
        self.start.setEnabled(False)
        self.start.set_text(_("Erasing…"))

        def work(_progress: Progress) -> Cleaned:
            with workspace.write(_("Data clean-up")) as uow:
                return clean_up(uow, chosen, certificates=issued)

        self.desk.jobs.start(work, done=self._done, failed=self._failed)

    def _done(self, cleaned: Cleaned) -> None:
        self.refresh()
        told = count_words(cleaned.names, cleaned.notes, cleaned.certificates)
        self.desk.window.say(Toast(_("Erased: {what}.").format(what=told)))

    def _failed(self, error: Exception) -> None:
        self.refresh()
        self.page.tell_error(error)

    def _ask_days(self, days: int) -> None:
        today = self.desk.workspace.now.date()
        dialog = DatedNumberDialog(
            self.theme, _("How long names are kept"), _("Counted from 31 August, the end of the school year."),
            _("Days after 31 August"), days, today, least=0, most=LONGEST,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self._keep_days(dialog))
        self.desk.window.ask(dialog)

    def _keep_days(self, dialog: DatedNumberDialog) -> None:
        days, since = dialog.answer
        with self.page.writing(_("how long names are kept")) as uow:
            uow.put(DatedSetting.of(name=NAMES_DAYS, since=since, value=days))
        if self.page.saved:
            self.refresh()
            told = ngettext("{n} day", "{n} days", days).format(n=days)
            self.page.say_undoable(_("Names are kept for {days} after 31 August.").format(days=told))
