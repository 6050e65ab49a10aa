"""How the answers of a test are written: one sign a question, as they stand in the boxes of a sheet."""

LETTERS = "abcd"
UNKNOWN = "0"
"""“I do not know”: an answer, and never right."""
BLANK = ""
"""Nothing was written: the question counts as asked and not answered."""
_TYPED = {"0": UNKNOWN, "n": UNKNOWN, " ": BLANK, "-": BLANK}


def sign_of(typed: str, choices: int) -> str | None:
    """The answer that a key stands for in a question with so many choices; None where it stands for none."""
    key = typed.casefold()
    if key in _TYPED:
        return _TYPED[key]
    return key if len(key) == 1 and key in LETTERS[:choices] else None


def choice_of(sign: str) -> int | None:
    """The place of the choice, from 0; None for “I do not know”."""
    return None if sign == UNKNOWN else LETTERS.index(sign)


def sign_of_choice(choice: int | None) -> str:
    """The sign under which a stored answer is written."""
    return UNKNOWN if choice is None else LETTERS[choice]
