"""Sign-in codes: a screen lock of 4 to 6 digits, checked slowly and with growing pauses, never wiping anything."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from op_desktop.errors import UserError
from op_desktop.language import N_, ngettext

FREE_TRIES = 5
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)

_CODE = re.compile(r"[0-9]{4,6}", re.ASCII)


class CodeNotFit(UserError):
    """The new code is not 4 to 6 digits."""

    title = N_("The code has 4 to 6 digits.")
    advice = N_("Choose digits only, without spaces.")


class WrongCode(UserError):
    """The code does not match; the person may try again at once."""

    title = N_("Wrong code.")
    advice = "{left}"


class TooManyTries(UserError):
    """Too many wrong codes; the person waits, nothing is lost."""

    title = N_("Try again in {wait}.")


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong codes since the last right one; stored with the account."""

    failed: int = 0
    last_failed_at: datetime | None = None


def hash_code(code: str) -> str:
    """The code as a salted Argon2id text that may be stored; raises ``CodeNotFit``."""
    if not _CODE.fullmatch(code):
        raise CodeNotFit
    return PasswordHasher().hash(code)


def matches(code_hash: str, code: str) -> bool:
    """Whether the code is the hashed one; False too where the stored text is damaged. About 0.1 to 0.4 s."""
    try:
        return PasswordHasher().verify(code_hash, code)
    except (VerificationError, InvalidHashError):
        return False


def tries_left(tries: Tries) -> int:
    """How many wrong codes are free before the next pause."""
    return max(0, FREE_TRIES - tries.failed)


def pause_left(tries: Tries, now: datetime) -> timedelta:
    """How long until the next code is looked at; zero when it is at once.

    A clock set back does not lengthen the pause beyond its own length.
    """
    if tries.failed < FREE_TRIES or tries.last_failed_at is None:
        return timedelta()
    doublings = min(tries.failed - FREE_TRIES, 16)
    pause = min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
    return min(pause, max(timedelta(), tries.last_failed_at + pause - now))


def after(tries: Tries, right: bool, now: datetime) -> Tries:
    """The counter to store after a code that was looked at."""
    return Tries() if right else Tries(tries.failed + 1, now)


def refusal(tries: Tries, now: datetime) -> UserError:
    """What to tell after a wrong code, given the counter that already holds it."""
    pause = pause_left(tries, now)
    if not pause:
        left = tries_left(tries)
        return WrongCode(left=ngettext("{n} try left.", "{n} tries left.", left).format(n=left))
    minutes = -(-pause // timedelta(minutes=1))
    return TooManyTries(wait=ngettext("one minute", "{n} minutes", minutes).format(n=minutes))


def attempt(code_hash: str, code: str, tries: Tries, now: datetime) -> tuple[bool, Tries]:
    """Look at a code unless a pause runs: whether it opens, and the counter to store."""
    if pause_left(tries, now):
        return False, tries
    right = matches(code_hash, code)
    return right, after(tries, right, now)
