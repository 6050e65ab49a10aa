"""The database key opens by passphrase and by the printed recovery key, and by nothing else."""

import json

import pytest

from op_desktop.security import recovery_key
from op_desktop.security.keys import (
    Cost,
    KeyFileDamaged,
    KeyFileTooNew,
    PassphraseTooShort,
    SealedKey,
    WrongPassphrase,
    WrongRecoveryKey,
    change_passphrase,
    new_keyring,
    replace_passphrase,
    unlock,
    unlock_with_recovery,
)
from op_desktop.security.recovery_key import RecoveryKeyMistyped

PASSPHRASE = "quattro gatti sul perché"
CHEAP = Cost(passes=1, memory=64, lanes=1)


@pytest.fixture(scope="module")
def made():
    return new_keyring(PASSPHRASE, cost=CHEAP)


def test_both_keys_open_the_same_random_secret(made):
    sealed, printed = made
    key = unlock(sealed, PASSPHRASE)
    assert len(key) == 32
    assert unlock_with_recovery(sealed, printed) == key
    assert unlock(new_keyring(PASSPHRASE, cost=CHEAP)[0], PASSPHRASE) != key


def test_the_usual_cost_is_argon2id_over_64_mib():
    sealed, _printed = new_keyring(PASSPHRASE)
    assert (sealed.cost.passes, sealed.cost.memory, sealed.cost.lanes) == (3, 65_536, 4)
    assert len(unlock(sealed, PASSPHRASE)) == 32


@pytest.mark.parametrize("wrong", ["", "quattro gatti sul perche", PASSPHRASE.upper(), f"{PASSPHRASE} "])
def test_a_wrong_passphrase_is_refused_and_says_that_nothing_is_lost(made, wrong):
    with pytest.raises(WrongPassphrase) as refused:
        unlock(made[0], wrong)
    assert "nothing is lost" in refused.value.remedy


def test_the_same_letters_composed_differently_are_the_same_passphrase(made):
    assert unlock(made[0], "quattro gatti sul perche\u0301") == unlock(made[0], PASSPHRASE)


def test_the_printed_key_is_eight_groups_without_letters_that_look_alike(made):
    groups = made[1].split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert not set("".join(groups)) & set("0O1I")


@pytest.mark.parametrize("typed", [str.lower, lambda key: key.replace("-", " "), lambda key: f"  {key} \n",
                                   lambda key: key.replace("-", ""), lambda key: key.replace("-", " – ")])  # fmt: skip
def test_the_recovery_key_may_be_typed_as_people_type(made, typed):
    sealed, printed = made
    assert unlock_with_recovery(sealed, typed(printed)) == unlock(sealed, PASSPHRASE)


def test_one_wrong_letter_or_two_swapped_ones_are_noticed(made):
    printed = made[1].replace("-", "")
    for place, letter in enumerate(printed):
        other = "2" if letter != "2" else "3"
        with pytest.raises(RecoveryKeyMistyped):
            recovery_key.read(printed[:place] + other + printed[place + 1 :])
    for place in range(len(printed) - 1):
        swapped = printed[:place] + printed[place + 1] + printed[place] + printed[place + 2 :]
        if swapped != printed:
            with pytest.raises(RecoveryKeyMistyped):
                recovery_key.read(swapped)


@pytest.mark.parametrize("typed", ["", "ABCD", "0000-" * 8, "ABCD-" * 9, "è" * 32])
def test_what_is_no_recovery_key_is_refused(typed):
    with pytest.raises(RecoveryKeyMistyped):
        recovery_key.read(typed)


def test_every_secret_is_spelt_and_read_back():
    for secret in (bytes(16), b"\xff" * 16, bytes(range(16))):
        assert recovery_key.read(recovery_key.spell(secret)) == secret


def test_the_recovery_key_of_other_data_does_not_open_these(made):
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery(made[0], new_keyring(PASSPHRASE, cost=CHEAP)[1])


def test_a_changed_passphrase_opens_the_same_key_and_the_old_one_no_longer(made):
    sealed, printed = made
    changed = change_passphrase(sealed, PASSPHRASE, "un altro segreto")
    assert unlock(changed, "un altro segreto") == unlock(sealed, PASSPHRASE)
    assert unlock_with_recovery(changed, printed) == unlock(sealed, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        unlock(changed, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        change_passphrase(sealed, "un altro segreto", "un terzo segreto")


def test_who_forgot_the_passphrase_sets_a_new_one_with_the_recovery_key(made):
    sealed, printed = made
    renewed = replace_passphrase(sealed, printed, "di nuovo dentro")
    assert unlock(renewed, "di nuovo dentro") == unlock(sealed, PASSPHRASE)


def test_a_short_passphrase_is_enough_only_with_a_device_secret():
    with pytest.raises(PassphraseTooShort) as refused:
        new_keyring("undici char", cost=CHEAP)
    assert "12" in refused.value.headline
    with pytest.raises(PassphraseTooShort):
        new_keyring("sette77", device_secret=b"d" * 32, cost=CHEAP)

    sealed, printed = new_keyring("undici char", device_secret=b"d" * 32, cost=CHEAP)
    key = unlock(sealed, "undici char", device_secret=b"d" * 32)
    assert unlock_with_recovery(sealed, printed) == key
    for secret in (b"", b"e" * 32):
        with pytest.raises(WrongPassphrase):
            unlock(sealed, "undici char", device_secret=secret)
    alone = change_passphrase(sealed, "undici char", "senza portachiavi", device_secret=b"d" * 32)
    assert unlock(alone, "senza portachiavi", device_secret=b"d" * 32) == key


def test_another_secret_can_be_sealed_the_same_way():
    sealed, printed = new_keyring(PASSPHRASE, secret=b"AGE-SECRET-KEY-1", cost=CHEAP)
    assert unlock(sealed, PASSPHRASE) == unlock_with_recovery(sealed, printed) == b"AGE-SECRET-KEY-1"


def test_the_stored_form_comes_back_and_holds_no_secret(made):
    sealed, printed = made
    text = sealed.to_json()
    assert SealedKey.from_json(text) == sealed
    assert json.loads(text)["version"] == 1
    assert unlock(sealed, PASSPHRASE).hex() not in text
    assert PASSPHRASE not in text
    assert printed not in text


@pytest.mark.parametrize(
    "change",
    [
        {"salt": "00"},
        {"salt": "not hex"},
        {"by_passphrase": "00"},
        {"by_recovery": ""},
        {"cost": {"passes": 3, "memory": 2**40, "lanes": 4}},
        {"cost": {"passes": 0, "memory": 64, "lanes": 1}},
        {"cost": {"passes": 1, "memory": 64, "lanes": 1, "more": 1}},
        {"cost": None},
        {"version": "1"},
    ],
)
def test_a_damaged_key_file_is_refused_before_any_work(made, change):
    stored = json.loads(made[0].to_json()) | change
    with pytest.raises(KeyFileDamaged):
        SealedKey.from_json(json.dumps(stored))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"version": 1}', "\x00"])
def test_what_is_no_key_file_is_refused(text):
    with pytest.raises(KeyFileDamaged):
        SealedKey.from_json(text)


def test_a_key_file_of_a_newer_program_is_left_alone():
    with pytest.raises(KeyFileTooNew):
        SealedKey.from_json('{"version": 2, "other": true}')
