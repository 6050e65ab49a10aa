"""Which pairs of people are worth comparing: those that share a rough key, never all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from op_desktop.domain.names import words
from op_desktop.domain.short_names import whole_names
from op_desktop.matching.similarity import Named

LARGEST_BLOCK = 60
"""A key that more people share tells nobody apart."""
_VOWELS = frozenset("aeiouy")


def candidate_pairs(people: Mapping[str, Named]) -> Iterator[tuple[str, str]]:
    """Pairs of ids, the smaller first, each once, of people who share a key."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for id in sorted(people):
        for key in set(_keys(people[id])):
            blocks[key].append(id)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > LARGEST_BLOCK:
            continue
        for place, first in enumerate(block):
            for second in block[place + 1 :]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second


def _keys(person: Named) -> Iterable[str]:
    spoken = words(f"{person.family} {person.given}")
    bones = sorted(_bones(word) for word in spoken)
    if len(spoken) > 1:
        yield "bones " + " ".join(bones)
        yield "beginnings " + " ".join(sorted(word[:4] for word in spoken))
        for left_out in range(len(spoken)):
            rest = sorted(spoken[:left_out] + spoken[left_out + 1 :])
            if len(rest) > 1:
                yield "words " + " ".join(rest)
        yield "words " + " ".join(sorted(spoken))
        for word in spoken:
            others = sorted(other[:2] for other in spoken if other != word)
            yield f"word {word} " + " ".join(others)
        for place, word in enumerate(spoken):
            beside = " ".join(sorted(spoken[:place] + spoken[place + 1 :]))
            yield from (f"called {whole} {beside}" for whole in whole_names(word))
    for mark in (person.phone, person.email, person.card):
        if bare := "".join(sign for sign in mark.casefold() if sign.isalnum()):
            yield f"mark {bare}"


def _bones(word: str) -> str:
    """The consonants of a word, doubled ones once: what typing slips in vowels leave alone."""
    kept: list[str] = []
    for letter in word:
        if letter not in _VOWELS and (not kept or kept[-1] != letter):
            kept.append(letter)
    return word[0] + "".join(kept)
