"""Accounts, codes and signing in."""

from datetime import datetime, timedelta

import pytest

from op_desktop.domain.account import Role
from op_desktop.register import accounts, places
from op_desktop.security.passwords import CodeNotFit, TooManyTries, WrongCode
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace


@pytest.fixture
def clock():
    return [datetime(2026, 11, 24, 10, 3, tzinfo=ROME)]


@pytest.fixture
def own(tmp_path, clock):
    opened = Workspace.open(tmp_path / "own", wall=lambda: clock[0])
    yield opened
    opened.close()


def test_signing_in_gives_the_roles_and_the_place(workspace):
    with workspace.write("Add") as uow:
        venue = places.venues(uow)[0].id
        marta = accounts.add_account(uow, "Marta Colombo", [Role.EDUCATOR, Role.OPERATOR], venue)
    actor = accounts.sign_in(workspace, marta)

    assert workspace.actor == actor
    assert (actor.account_id, actor.roles, actor.places) == (marta, {Role.EDUCATOR, Role.OPERATOR}, {venue})
    with workspace.read() as reader:
        (row,) = accounts.accounts(reader)
    assert (row.name, row.roles, row.has_code) == ("Marta Colombo", {Role.EDUCATOR, Role.OPERATOR}, False)


def test_wrong_codes_make_one_wait_and_lose_nothing(own, clock):
    with own.write("Add") as uow:
        marta = accounts.add_account(uow, "Marta Colombo", [Role.EDUCATOR])
    with pytest.raises(CodeNotFit):
        accounts.set_code(own, marta, "12a4")
    accounts.set_code(own, marta, "2468")
    for left in ("4 tries left.", "3 tries left.", "2 tries left.", "1 try left."):
        with pytest.raises(WrongCode) as refused:
            accounts.sign_in(own, marta, "1111")
        assert refused.value.remedy == left
    for typed in ("1111", "2468"):
        with pytest.raises(TooManyTries):
            accounts.sign_in(own, marta, typed)
    assert own.actor.account_id != marta

    clock[0] += timedelta(minutes=1)
    assert accounts.sign_in(own, marta, "2468").account_id == marta
    accounts.set_code(own, marta, None)
    assert not accounts.has_code(own, marta)
    assert accounts.sign_in(own, marta).account_id == marta


def test_the_code_itself_is_nowhere_in_the_data(own):
    with own.write("Add") as uow:
        marta = accounts.add_account(uow, "Marta Colombo", [Role.EDUCATOR])
    accounts.set_code(own, marta, "24680")
    kept = own.local(f"code.{marta}")
    assert kept.startswith("$argon2id$")
    assert "24680" not in kept


def test_somebody_always_looks_after_the_accounts(workspace):
    with workspace.write("Add") as uow:
        first = accounts.add_account(uow, "Ada Riva", [Role.ADMINISTRATOR])
        with pytest.raises(accounts.LastAdministrator):
            accounts.change_account(uow, first, active=False)
        with pytest.raises(accounts.LastAdministrator):
            accounts.change_account(uow, first, roles=[Role.OPERATOR])
        accounts.add_account(uow, "Ugo Riva", [Role.ADMINISTRATOR])
        accounts.change_account(uow, first, roles=[Role.OPERATOR])
        with pytest.raises(accounts.RoleMissing):
            accounts.change_account(uow, first, roles=[])
