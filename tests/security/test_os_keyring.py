"""The OS keyring is used where there is one and missed by nobody where there is none."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from op_desktop.security import os_keyring


class Drawer(KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.held = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


class Locked(Drawer):
    """A keyring whose owner did not unlock it."""

    def get_password(self, service, username):
        raise KeyringLocked("locked")

    def set_password(self, service, username, password):
        raise KeyringLocked("locked")


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_secret_is_kept_and_dropped(use):
    use(Drawer())
    assert os_keyring.usable()
    assert os_keyring.recall("key") is None
    assert os_keyring.keep("key", b"\x00\xff")
    assert os_keyring.recall("key") == b"\x00\xff"
    os_keyring.drop("key")
    os_keyring.drop("key")
    assert os_keyring.recall("key") is None


@pytest.mark.parametrize("backend", [NoKeyring, Locked])
def test_without_a_usable_keyring_everything_goes_on(use, backend):
    use(backend())
    assert not os_keyring.keep("key", b"secret")
    assert os_keyring.recall("key") is None
    os_keyring.drop("key")


def test_a_machine_without_keyring_says_so(use):
    use(NoKeyring())
    assert not os_keyring.usable()


def test_what_another_program_left_there_is_not_taken_for_ours(use):
    drawer = Drawer()
    drawer.held[os_keyring.SERVICE, "key"] = "no hex"
    use(drawer)
    assert os_keyring.recall("key") is None
