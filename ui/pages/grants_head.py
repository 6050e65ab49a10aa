"""What stands at the head of the grant call: buttons by the state of the application, menus of edition and files."""

from functools import partial

from PySide6.QtWidgets import QMenu

from op_desktop.domain.grant import ApplicationStatus
from op_desktop.domain.record import RecordId
from op_desktop.exchange.figures import Form
from op_desktop.language import _
from op_desktop.register.accounts import accounts
from ui.dialogs.pick import PickDialog
from ui.models.grants import ApplicationLine
from ui.pages.grants_acts import GrantActs
from ui.pages.grants_host import GrantsHost
from ui.pages.grants_panel import Side
from ui.pages.grants_paper import save_print, save_ranking
from ui.pages.grants_questions import ask_call, ask_change, ask_criteria
from ui.widgets.button import Button


def head_buttons(page: GrantsHost, acts: GrantActs, line: ApplicationLine | None) -> list[Button]:
    """At most three, one of them the next step."""
    if not page.may_write:
        return []
    theme = page.theme
    new = Button(theme, _("New application"), "plus", on_click=page.add)
    if line is None:
        return [new]
    if line.row.status is ApplicationStatus.DRAFT:
        change = Button(theme, _("Edit"), "pencil", "soft", on_click=lambda: ask_change(page, line.id))
        return [change, new, Button(theme, _("Hand in"), "send", "primary", on_click=acts.hand_in)]
    if line.row.status is ApplicationStatus.SUBMITTED:
        back = Button(theme, _("Back to draft"), "rotate-ccw", "soft", on_click=acts.to_draft)
        return [back, Button(theme, _("Withdraw"), "ban", "soft", on_click=acts.give_up), new]
    if line.row.status is ApplicationStatus.WITHDRAWN:
        return [Button(theme, _("Back to draft"), "rotate-ccw", "soft", on_click=acts.to_draft), new]
    return [new]


def edition_menu(page: GrantsHost) -> QMenu:
    """The editions, and what is said of the one on show."""
    menu = QMenu(page)
    for call in page.calls:
        entry = menu.addAction(_("Edition {n}").format(n=call.edition))
        entry.setCheckable(True)
        entry.setChecked(page.call is not None and call.id == page.call.id)
        entry.triggered.connect(partial(_show, page, call.id))
    if not page.may_write:
        return menu
    menu.addSeparator()
    following = 1 + max((call.edition for call in page.calls), default=0)
    menu.addAction(_("New edition")).triggered.connect(lambda: ask_call(page, following, page.show_call))
    shown = page.call
    if shown is not None:
        menu.addAction(_("Days and money")).triggered.connect(
            lambda: ask_call(page, shown.edition, page.show_call, shown)
        )
        menu.addAction(_("Criteria of the jury")).triggered.connect(lambda: ask_criteria(page, shown.id))
        menu.addAction(_("One more reviewer")).triggered.connect(lambda: ask_reviewer(page))
    return menu


def print_menu(page: GrantsHost) -> QMenu:
    """The ranking as a table, the round sheet and the letters."""
    menu = QMenu(page)
    call = page.call
    if call is None:
        return menu
    for form, words in (
        (Form.XLSX, _("Ranking: Excel (.xlsx)")), (Form.ITALIAN, _("Ranking: CSV for Excel in Italian")),
        (Form.MACHINE, _("Ranking: CSV for other programs")),
    ):  # fmt: skip
        menu.addAction(words).triggered.connect(partial(_rank, page, form))
    menu.addSeparator()
    menu.addAction(_("Round sheet (PDF)")).triggered.connect(lambda: save_print(page, call, letters=False))
    menu.addAction(_("Decision letters (PDF)")).triggered.connect(lambda: save_print(page, call, letters=True))
    return menu


def ask_reviewer(page: GrantsHost) -> PickDialog | None:
    """Ask whose points are to be typed too; None where everybody is there already."""
    there = {id for id, _name in page.reviewers}
    with page.desk.workspace.read() as reader:
        options: list[tuple[object, str]] = [(row.id, row.name) for row in accounts(reader) if row.id not in there]
    if not options:
        return None
    dialog = PickDialog(page.theme, _("One more reviewer"), _("Whose points are to be typed?"), options)

    def put() -> None:
        page.asked.append(RecordId(str(dialog.key)))
        page.refresh()
        page.panel.turn_to(Side.JURY)

    dialog.accepted.connect(put)
    page.desk.window.ask(dialog)
    return dialog


def _show(page: GrantsHost, call_id: RecordId, _checked: bool = False) -> None:
    page.show_call(call_id)


def _rank(page: GrantsHost, form: Form, _checked: bool = False) -> None:
    if page.call is not None:
        save_ranking(page, page.call, form)
