"""Whole numbers and hours in words, as certificates write them."""

from op_desktop.domain.formats import known

_ITALIAN = ("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove",
            "dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici",
            "diciassette", "diciotto", "diciannove")  # fmt: skip
_ITALIAN_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
            "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
            "seventeen", "eighteen", "nineteen")  # fmt: skip
_ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LIMIT = 1_000_000


def number_in_words(number: int, language: str | None = None) -> str:
    """``quarantadue`` or ``forty-two``; raises ``ValueError`` below 0 and from a million."""
    if not 0 <= number < _LIMIT:
        raise ValueError(number)
    if known(language) == "en":
        return _english(number)
    words = _italian(number)
    return f"{words[:-1]}é" if number > 20 and number % 10 == 3 and number % 100 != 13 else words


def hours_in_words(minutes: int, language: str | None = None) -> str:
    """``quarantadue ore e trenta minuti`` for 2550 minutes; raises ``ValueError`` below 0."""
    hours, rest = divmod(minutes, 60)
    spoken = known(language)
    parts = [_hours(hours, spoken)] if hours or not rest else []
    if rest:
        parts.append(_minutes(rest, spoken))
    return (" e " if spoken == "it" else " and ").join(parts)


def _hours(hours: int, spoken: str) -> str:
    if spoken == "it":
        return "un'ora" if hours == 1 else f"{number_in_words(hours, spoken)} ore"
    return "one hour" if hours == 1 else f"{number_in_words(hours, spoken)} hours"


def _minutes(minutes: int, spoken: str) -> str:
    if spoken == "it":
        return "un minuto" if minutes == 1 else f"{number_in_words(minutes, spoken)} minuti"
    return "one minute" if minutes == 1 else f"{number_in_words(minutes, spoken)} minutes"


def _italian(number: int) -> str:
    if number < 20:
        return _ITALIAN[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        word = _ITALIAN_TENS[ten]
        return word if not unit else (word[:-1] if unit in (1, 8) else word) + _ITALIAN[unit]
    if number < 1000:
        hundred, rest = divmod(number, 100)
        word = "cento" if hundred == 1 else f"{_ITALIAN[hundred]}cento"
        # Centotto and centottanta lose a vowel, centouno keeps both.
        joined = word[:-1] if rest == 8 or 80 <= rest <= 89 else word
        return word if not rest else joined + _italian(rest)
    thousand, rest = divmod(number, 1000)
    word = "mille" if thousand == 1 else f"{_italian(thousand)}mila"
    return word + (_italian(rest) if rest else "")


def _english(number: int) -> str:
    if number < 20:
        return _ENGLISH[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        return _ENGLISH_TENS[ten] + (f"-{_ENGLISH[unit]}" if unit else "")
    if number < 1000:
        hundred, rest = divmod(number, 100)
        return f"{_ENGLISH[hundred]} hundred" + (f" and {_english(rest)}" if rest else "")
    thousand, rest = divmod(number, 1000)
    joint = " and " if 0 < rest < 100 else " "
    return f"{_english(thousand)} thousand" + (joint + _english(rest) if rest else "")
