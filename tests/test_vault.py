"""The key of an encrypted folder: sealed once, opened by those who may."""

import pytest

from op_desktop import vault
from op_desktop.security.keys import KeyFileDamaged, PassphraseTooShort, WrongPassphrase, WrongRecoveryKey
from op_desktop.workspace import Workspace

PASSPHRASE = "quattro parole comuni qui"


def test_passphrase_and_printed_key_open_the_same_data(tmp_path):
    made = vault.create(tmp_path / "data", PASSPHRASE)
    Workspace.open(tmp_path / "data", key=made.key).close()

    assert vault.is_sealed(tmp_path / "data")
    assert vault.unlock(tmp_path / "data", PASSPHRASE) == made.key
    assert vault.unlock_with_recovery(tmp_path / "data", made.recovery_key.lower()) == made.key
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "data", "another long phrase")


def test_a_new_passphrase_leaves_the_key_and_the_printed_sheet_as_they_are(tmp_path):
    made = vault.create(tmp_path, PASSPHRASE)

    vault.change_passphrase(tmp_path, PASSPHRASE, "una frase del tutto nuova")
    vault.replace_passphrase(tmp_path, made.recovery_key, "e poi un'altra ancora")

    assert vault.unlock(tmp_path, "e poi un'altra ancora") == made.key
    assert vault.unlock_with_recovery(tmp_path, made.recovery_key) == made.key
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path, PASSPHRASE)


def test_a_folder_with_data_is_not_sealed_again_and_a_short_passphrase_makes_nothing(tmp_path):
    with pytest.raises(PassphraseTooShort):
        vault.create(tmp_path / "data", "short")
    assert not (tmp_path / "data").exists()

    first = vault.create(tmp_path / "data", PASSPHRASE)
    with pytest.raises(vault.FolderInUse):
        vault.create(tmp_path / "data", PASSPHRASE)
    assert vault.unlock(tmp_path / "data", PASSPHRASE) == first.key


def test_a_damaged_key_file_and_a_sheet_of_other_data_are_told_apart(tmp_path):
    vault.create(tmp_path / "ours", PASSPHRASE)
    theirs = vault.create(tmp_path / "theirs", PASSPHRASE)

    with pytest.raises(WrongRecoveryKey):
        vault.unlock_with_recovery(tmp_path / "ours", theirs.recovery_key)
    (tmp_path / "ours" / vault.FILE).write_text("{")
    with pytest.raises(KeyFileDamaged):
        vault.unlock(tmp_path / "ours", PASSPHRASE)


def test_without_a_keyring_nothing_is_remembered(tmp_path):
    made = vault.create(tmp_path, PASSPHRASE)

    assert vault.remember(tmp_path, made.key) is False
    assert vault.recall(tmp_path) is None
