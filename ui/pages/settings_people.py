"""Settings: the people who use the program, their roles and codes."""

from PySide6.QtWidgets import QWidget

from op_desktop.domain.account import Account
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.register import accounts
from op_desktop.register.accounts import AccountRow
from op_desktop.security.permissions import Permission
from ui.dialogs.person import CodeDialog, PersonDialog
from ui.pages.page import Page
from ui.pages.settings_section import Section
from ui.signing_in import roles_in_words, set_code
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import CardTitle
from ui.widgets.chip import Chip
from ui.widgets.list_row import ListRow
from ui.widgets.toast import Toast


class PeopleSection(Section):
    """Everybody's roles for the administration; for the others their own code."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = self.card()

    def refresh(self) -> None:
        """List who may sign in."""
        rules = self.desk.may(Permission.WRITE_ACCOUNTS)
        with self.desk.workspace.read() as reader:
            rows = accounts.accounts(reader, inactive=rules)
        shown = [row for row in rows if rules or row.id == self.desk.account.id]
        add = [Button(self.theme, _("Add a person"), "user-plus", on_click=self._add)] if rules else []
        title = CardTitle(_("People who use the app"), *add)
        self.refill(self.list, [title, *(self._row(row, rules=rules) for row in shown)])

    def _row(self, row: AccountRow, *, rules: bool) -> ListRow:
        if not row.active:
            chip = Chip(self.theme, _("At rest"))
        elif row.has_code:
            chip = Chip(self.theme, _("Code"), "success", "lock")
        else:
            chip = Chip(self.theme, _("No code"), "warning")
        code = Button(self.theme, _("Change the code"), on_click=lambda: self._ask_code(row))
        code.setAccessibleName(_("Change the code of {name}").format(name=row.name))
        trailing: list[QWidget] = [chip, code]
        if rules:
            change = Button(self.theme, _("Change it"), on_click=lambda: self._change(row))
            change.setAccessibleName(_("Change {name}").format(name=row.name))
            trailing.append(change)
        avatar = Avatar(self.theme, row.name, size=34)
        return ListRow(row.name, roles_in_words(row), leading=[avatar], trailing=trailing, height=58)

    def _add(self) -> None:
        dialog = PersonDialog(self.theme)

        def keep() -> None:
            with self.page.writing(_("Add a person")) as uow:
                added = accounts.add_account(uow, dialog.answers.name, dialog.answers.roles)
            if self.page.saved and dialog.answers.code:
                set_code(self.desk.workspace, added, dialog.answers.code)
                self.refresh()

        dialog.accepted.connect(keep)
        self.desk.window.ask(dialog)

    def _change(self, row: AccountRow) -> None:
        dialog = PersonDialog(self.theme, row)

        def keep() -> None:
            said = dialog.answers
            with self.page.writing(_("Change {name}").format(name=row.name)) as uow:
                accounts.change_account(uow, row.id, name=said.name, roles=said.roles, active=dialog.active)
            if self.page.saved and said.code:
                set_code(self.desk.workspace, row.id, said.code)
                self.refresh()
            if self.page.saved and row.id == self.desk.account.id:
                self._become_other(row)

        dialog.accepted.connect(keep)
        self.desk.window.ask(dialog)

    def _become_other(self, row: AccountRow) -> None:
        """One's own roles changed: what they allow is decided anew at the next signing in."""
        with self.desk.workspace.read() as reader:
            account = reader.require(Account, row.id)
        if account.roles != self.desk.account.roles:
            self.desk.window.say(Toast(_("Your roles changed: lock the window and come in again to see your pages.")))

    def _ask_code(self, row: AccountRow) -> None:
        dialog = CodeDialog(self.theme, row.name)

        def keep() -> None:
            try:
                set_code(self.desk.workspace, row.id, dialog.code.text() or None)
            except UserError as error:
                self.page.tell_error(error)
            self.refresh()

        dialog.accepted.connect(keep)
        self.desk.window.ask(dialog)
