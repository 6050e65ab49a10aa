"""What the page of hours asks in dialogs, and what it stores of the answers."""

from collections.abc import Sequence
from datetime import date

from op_desktop.domain.formats import format_date, format_money
from op_desktop.domain.lab import Lab
from op_desktop.language import _, ngettext
from op_desktop.register.hours_range import RangeRow, Span, range_rows, record_range
from op_desktop.register.hours_subject import Subject
from op_desktop.register.rates import rates, set_rate
from ui.dialogs.rates import RatesDialog
from ui.models.check_in import Suggestion
from ui.models.volunteering import ACTIVITIES, subjects
from ui.pages.page import Page
from ui.pages.person_entry import anybody
from ui.pages.volunteering_range import RangeDialog

_USUAL = 120
"""Minutes proposed where nothing is known."""


def ask_range(page: Page, current: Subject | None = None) -> RangeDialog:
    """Ask for the hours of several weeks and write one entry for each meeting taken, as drafts."""
    workspace = page.desk.workspace

    def search(text: str) -> Sequence[Suggestion]:
        with workspace.read() as reader:
            return anybody(reader, text, page.desk.view)

    def rows(span: Span, kept: set[date], left_out: set[date]) -> Sequence[RangeRow]:
        with workspace.read() as reader:
            return range_rows(reader, span, kept=kept, left_out=left_out, view=page.desk.view)

    def usual(subject: Subject) -> tuple[int | None, int]:
        if subject.lab_id is None:
            return None, _USUAL
        with workspace.read() as reader:
            lab = reader.require(Lab, subject.lab_id)
        return lab.weekday, lab.minutes

    with workspace.read() as reader:
        offered, today = subjects(reader, page.desk.place, page.desk.view), reader.today
    dialog = RangeDialog(page.theme, offered, current, search=search, rows=rows, usual=usual, today=today)

    def store() -> None:
        assert dialog.span is not None
        made: list[object] = []
        with page.writing(_("Hours of several weeks")) as uow:
            made.extend(record_range(uow, dialog.span, dialog.days))
        if page.saved:
            text = ngettext("{n} entry written, to be confirmed", "{n} entries written, to be confirmed", len(made))
            page.say_undoable(text.format(n=len(made)))

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_rates(page: Page) -> RatesDialog:
    """Ask what an hour is worth from a day on, and keep it."""
    with page.desk.workspace.read() as reader:
        dialog = RatesDialog(page.theme, rates(reader), ACTIVITIES, reader.today)

    def store() -> None:
        assert dialog.answer is not None
        activity, euro, since, source = dialog.answer
        with page.writing(_("value of an hour")) as uow:
            set_rate(uow, activity, euro, since, source)
        if page.saved:
            money = format_money(int(euro * 100))
            page.say_undoable(_("From {day} an hour is worth {rate}.").format(day=format_date(since), rate=money))

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog
