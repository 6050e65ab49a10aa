"""Who uses the program: accounts, their sign-in codes (kept on this device alone), signing in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, func, select

from op_desktop.domain.account import Account, Role
from op_desktop.domain.place import Venue
from op_desktop.domain.record import RecordId, new_id
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.schools import NameMissing
from op_desktop.security.passwords import Tries, attempt, hash_code, refusal
from op_desktop.security.permissions import Actor
from op_desktop.storage.database import WRITING
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, local
from op_desktop.storage.unit_of_work import UnitOfWork
from op_desktop.workspace import Workspace

_account = TABLE_OF[Account]
_CODE, _TRIES, _PLACES = "code.", "tries.", "places."


class RoleMissing(UserError):
    """An account that may do nothing."""

    title = N_("Choose at least one role.")
    advice = N_("Somebody may hold several.")


class LastAdministrator(UserError):
    """Nobody would be left to look after accounts."""

    title = N_("{name} is the only administrator.")
    advice = N_("Give somebody else that role first. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in a list."""

    id: RecordId
    name: str
    roles: frozenset[Role]
    venue_id: RecordId | None
    venue: str
    active: bool
    has_code: bool


def accounts(reader: Reader, *, inactive: bool = False) -> list[AccountRow]:
    """The accounts by name; those that were put to rest only on request."""
    query = (
        select(func.coalesce(TABLE_OF[Venue].c.name, ""), _account)
        .outerjoin(TABLE_OF[Venue], TABLE_OF[Venue].c.id == _account.c.venue_id)
        .order_by(_account.c.name, _account.c.id)
    )
    query = query if inactive else query.where(_account.c.active == 1)
    coded = {
        name.removeprefix(_CODE) for (name,) in reader.rows(select(local.c.name).where(local.c.name.startswith(_CODE)))
    }
    return [
        AccountRow(row.id, row.name, frozenset(role for role in Role if getattr(row, role)), row.venue_id, row[0],
                   bool(row.active), row.id in coded)
        for row in reader.rows(query)
    ]  # fmt: skip


def add_account(uow: UnitOfWork, name: str, roles: Iterable[Role], venue_id: RecordId | None = None) -> RecordId:
    """Put somebody who uses the program on file; raises ``NameMissing`` or ``RoleMissing``."""
    held = {role.value: True for role in roles}
    if not name.strip():
        raise NameMissing
    if not held:
        raise RoleMissing
    account = Account(id=new_id(), name=name.strip(), venue_id=venue_id, **held)
    uow.put(account)
    return account.id


def change_account(
    uow: UnitOfWork,
    account_id: RecordId,
    *,
    name: str | None = None,
    roles: Iterable[Role] | None = None,
    venue_id: RecordId | None = None,
    active: bool | None = None,
) -> None:
    """Change an account; what is None stays. Raises ``RoleMissing`` or ``LastAdministrator``."""
    before = uow.require(Account, account_id)
    held = before.roles if roles is None else frozenset(roles)
    if not held:
        raise RoleMissing
    after = replace(
        before, name=name.strip() if name and name.strip() else before.name, venue_id=venue_id or before.venue_id,
        active=before.active if active is None else active, educator=Role.EDUCATOR in held,
        operator=Role.OPERATOR in held, administrator=Role.ADMINISTRATOR in held,
    )  # fmt: skip
    if before.administrator and before.active and not (after.administrator and after.active):
        others = select(func.count()).where(
            _account.c.administrator == 1, _account.c.active == 1, _account.c.id != before.id
        )
        if not uow.value(others):
            raise LastAdministrator(name=before.name)
    uow.put(after)


def set_code(workspace: Workspace, account_id: RecordId, code: str | None) -> None:
    """Lock the account with 4 to 6 digits on this device, or unlock it with None; raises ``CodeNotFit``."""
    if code is None:
        with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            connection.execute(delete(local).where(local.c.name == f"{_CODE}{account_id}"))
    else:
        workspace.keep_local(f"{_CODE}{account_id}", hash_code(code))
    _keep_tries(workspace, account_id, Tries())


def has_code(workspace: Workspace, account_id: RecordId) -> bool:
    """Whether signing in asks for a code on this device."""
    return workspace.local(f"{_CODE}{account_id}") is not None


def sign_in(workspace: Workspace, account_id: RecordId, code: str = "") -> Actor:
    """Be at work as this account; what is written from now on is its own.

    Raises ``WrongCode`` or ``TooManyTries`` (the pauses grow), or ``RecordMissing``.
    """
    with workspace.read() as reader:
        account = reader.require(Account, account_id)
    kept = workspace.local(f"{_CODE}{account_id}")
    if kept is not None:
        before = _tries(workspace, account_id)
        right, after = attempt(kept, code, before, workspace.now)
        if after != before:
            _keep_tries(workspace, account_id, after)
        if not right:
            raise refusal(after, workspace.now)
    workspace.actor = actor_of(account, places_of(workspace, account_id))
    return workspace.actor


def actor_of(account: Account, places: Iterable[str] = ()) -> Actor:
    """What an account may do, and where: in the places ticked on this computer and in the account's own."""
    return Actor(account.id, account.roles, frozenset([*places, *([account.venue_id] if account.venue_id else [])]))


def set_places(workspace: Workspace, account_id: RecordId, places: Iterable[str]) -> None:
    """Remember on this device where somebody works: venues, municipalities or schools; none means everywhere."""
    workspace.keep_local(f"{_PLACES}{account_id}", json.dumps(sorted(places)))


def places_of(workspace: Workspace, account_id: RecordId) -> frozenset[str]:
    """Where somebody works, as ticked on this device."""
    return frozenset(json.loads(workspace.local(f"{_PLACES}{account_id}") or "[]"))


def _tries(workspace: Workspace, account_id: RecordId) -> Tries:
    kept = json.loads(workspace.local(f"{_TRIES}{account_id}") or "[0, null]")
    return Tries(kept[0], datetime.fromisoformat(kept[1]) if kept[1] else None)


def _keep_tries(workspace: Workspace, account_id: RecordId, tries: Tries) -> None:
    moment = tries.last_failed_at.isoformat() if tries.last_failed_at else None
    workspace.keep_local(f"{_TRIES}{account_id}", json.dumps([tries.failed, moment]))
