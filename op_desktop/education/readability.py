"""How easy an Italian text reads: the Gulpease index."""

import re

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s»”)]|$)|\n")


def gulpease(text: str) -> float:
    """89 + (300 · sentences − 10 · letters) / words, from 0 (hard) to 100 (easy).

    Lucisano and Piemontese, «GULPEASE: una formula per la predizione della difficoltà dei testi in lingua
    italiana», Scuola e città 39 (1988) 3, 110–124: at 60 and above readers with the middle-school certificate read
    on their own, at 80 those with the primary one; below 60 is hard for the former, below 40 for those with a diploma.
    A line of its own (a heading, an entry of a list) is a sentence; letters and digits count alike.
    """
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_END.split(text) if part and _WORD.search(part)]
    if not words:
        return 100.0
    letters = sum(1 for word in words for sign in word if sign.isalnum())
    return max(0.0, min(100.0, 89 + (300 * len(sentences) - 10 * letters) / len(words)))


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))
