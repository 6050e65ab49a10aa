"""Sign-in codes: right ones open, wrong ones wait, nothing is ever wiped."""

from datetime import UTC, datetime, timedelta

import pytest

from op_desktop.security.passwords import (
    FREE_TRIES,
    LONGEST_PAUSE,
    CodeNotFit,
    TooManyTries,
    Tries,
    WrongCode,
    attempt,
    hash_code,
    matches,
    pause_left,
    refusal,
    tries_left,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HASH = hash_code("4711")


def test_a_code_opens_only_itself_and_is_not_in_its_hash():
    assert matches(HASH, "4711")
    assert not matches(HASH, "4712")
    assert not matches("", "4711")
    assert not matches("damaged", "4711")
    assert "4711" not in HASH.split("$")
    assert HASH.startswith("$argon2id$")


@pytest.mark.parametrize("code", ["", "123", "1234567", "12 34", "abcd", "１２３４", "1234\n"])
def test_a_code_is_four_to_six_digits(code):
    with pytest.raises(CodeNotFit):
        hash_code(code)


def test_after_five_wrong_codes_even_the_right_one_waits_and_then_opens():
    tries = Tries()
    for number in range(FREE_TRIES):
        assert tries_left(tries) == FREE_TRIES - number
        opened, tries = attempt(HASH, "0000", tries, NOW)
        assert not opened

    assert attempt(HASH, "4711", tries, NOW + timedelta(seconds=59)) == (False, tries)
    assert attempt(HASH, "4711", tries, NOW + timedelta(seconds=60)) == (True, Tries())


def test_pauses_double_up_to_an_hour():
    pauses = [pause_left(Tries(failed, NOW), NOW) // timedelta(minutes=1) for failed in range(13)]
    assert pauses == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert pause_left(Tries(10**9, NOW), NOW) == LONGEST_PAUSE


def test_a_clock_set_back_does_not_lock_for_longer_than_the_pause():
    assert pause_left(Tries(5, NOW), NOW - timedelta(days=365)) == timedelta(minutes=1)


def test_what_is_said_after_a_wrong_code():
    assert isinstance(refusal(Tries(2, NOW), NOW), WrongCode)
    assert str(refusal(Tries(2, NOW), NOW)) == "Wrong code. 3 tries left."
    assert str(refusal(Tries(4, NOW), NOW)) == "Wrong code. 1 try left."
    assert isinstance(refusal(Tries(5, NOW), NOW), TooManyTries)
    assert str(refusal(Tries(5, NOW), NOW)) == "Try again in one minute."
    assert str(refusal(Tries(6, NOW), NOW + timedelta(seconds=1))) == "Try again in 2 minutes."
