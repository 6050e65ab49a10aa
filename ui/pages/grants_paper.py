"""The grant call as files: the ranking as a table, the round sheet and the letters as PDF."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from op_desktop.domain.grant import GrantCall
from op_desktop.durable import write_atomically
from op_desktop.errors import UserError
from op_desktop.exchange.figures import Form
from op_desktop.exchange.grant_tables import write_ranking
from op_desktop.language import _, language
from op_desktop.register.grant_scores import ranking, reviewers_of
from ui.dialogs.passport import ask_path
from ui.folders import documents
from ui.pages.page import Page
from ui.widgets.toast import Toast


def save_ranking(page: Page, call: GrantCall, form: Form) -> None:
    """Ask where the ranking goes, and write it."""
    path = ask_path(page, f"{_('ranking')}_{call.edition}{form.suffix}", form)
    if path is None:
        return
    with page.desk.workspace.read() as reader:
        judged = ranking(reader, call.id)
        names = reviewers_of(reader, judged)
    try:
        write_ranking(path, judged, names, form)
    except (UserError, OSError) as error:
        page.tell_error(error)
        return
    page.desk.window.say(Toast(_("The ranking is saved.")))


def save_print(page: Page, call: GrantCall, *, letters: bool) -> None:
    """Ask where a PDF goes, make it, and open it."""
    # Brings reportlab along: only a print needs it.
    from op_desktop.documents.grant_prints import render_letters, render_round_sheet, round_of  # noqa: PLC0415

    with page.desk.workspace.read() as reader:
        found = round_of(reader, call.id)
    name = f"{_('letters') if letters else _('round')}_{call.edition}.pdf"
    try:
        content = (render_letters if letters else render_round_sheet)(found, page.desk.workspace.now, language())
        chosen, _kind = QFileDialog.getSaveFileName(page, _("Print"), str(documents() / name), "PDF (*.pdf)")
        if not chosen:
            return
        path = Path(chosen)
        with write_atomically(path) as file:
            file.write(content)
    except (UserError, OSError) as error:
        page.tell_error(error)
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
