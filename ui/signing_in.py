"""Accounts as the lock screen wants them: who may enter, how long the code is, what a wrong one means."""

import json
from typing import Final

from op_desktop.domain.account import Role
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register import accounts
from op_desktop.register.accounts import AccountRow
from op_desktop.security.passwords import FREE_TRIES, TooManyTries, WrongCode
from op_desktop.workspace import Workspace
from ui.dialogs.lock import CodeAnswer, LockUser

ROLE_WORDS: Final = {
    Role.EDUCATOR: N_("Educator"),
    Role.OPERATOR: N_("Operator"),
    Role.ADMINISTRATOR: N_("Administration"),
}
FIELDS_OF_WORK: Final = {
    Role.EDUCATOR: N_("Schools"),
    Role.OPERATOR: N_("Community"),
    Role.ADMINISTRATOR: N_("Administration"),
}
"""What the roles are about: short enough to stand under a name, two at a time."""
PAUSE_SECONDS: Final = 60
"""How long the lock screen waits before it lets somebody try again; the pause itself may be longer."""


def roles_in_words(account: AccountRow) -> str:
    """The role of an account: ``Educator``; of several what they are about: ``Schools, community``."""
    roles = [role for role in Role if role in account.roles]
    if len(roles) == len(Role):
        return _("All roles")
    words = ", ".join(_((ROLE_WORDS if len(roles) == 1 else FIELDS_OF_WORK)[role]) for role in roles)
    return words[:1] + words[1:].lower()


def lock_users(workspace: Workspace) -> list[LockUser]:
    """Everybody who may enter."""
    with workspace.read() as reader:
        rows = accounts.accounts(reader)
    return [LockUser(row.id, row.name, roles_in_words(row), digits_of(workspace, row)) for row in rows]


def digits_of(workspace: Workspace, row: AccountRow) -> int:
    """How many digits the code of an account has; 0 for none."""
    return int(workspace.local(f"digits.{row.id}") or 4) if row.has_code else 0


def set_code(workspace: Workspace, account_id: RecordId, code: str | None) -> None:
    """Give an account a code on this computer, or take it away; raises ``CodeNotFit``."""
    accounts.set_code(workspace, account_id, code)
    workspace.keep_local(f"digits.{account_id}", str(len(code or "")))


def enter(workspace: Workspace, account_id: RecordId, code: str) -> CodeAnswer:
    """Sign in, or say why not."""
    try:
        accounts.sign_in(workspace, account_id, code)
    except TooManyTries:
        return CodeAnswer(False, wait_seconds=PAUSE_SECONDS)
    except WrongCode:
        failed, _moment = json.loads(workspace.local(f"tries.{account_id}") or "[0, null]")
        return CodeAnswer(False, attempts_left=FREE_TRIES - failed)
    return CodeAnswer(True)
