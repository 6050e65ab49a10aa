"""Invented people: Italian and foreign names, and the ways in which one person gets two spellings."""

import json
from dataclasses import dataclass
from unicodedata import combining, normalize

import resources
from op_desktop.demo.dice import Dice

FOREIGN_SHARE = 0.24


@dataclass(frozen=True, slots=True)
class Name:
    """A surname and a given name."""

    family: str
    given: str


class Names:
    """Draws names; the same person is never promised twice, namesakes happen."""

    def __init__(self) -> None:
        pools = json.loads(resources.path("demo/people.json").read_text(encoding="utf-8"))
        self._families: dict[str, list[str]] = pools["families"]
        self._given: dict[str, list[str]] = pools["given"]

    def invent(self, dice: Dice) -> Name:
        """A name."""
        origin = "foreign" if dice.happens(FOREIGN_SHARE) else "italian"
        family = dice.choice(self._families[origin])
        if dice.happens(0.08):
            family = f"{family} {dice.choice(self._families[origin])}"
        given = dice.choice(self._given[origin if dice.happens(0.9) else "italian"])
        if dice.happens(0.1):
            given = f"{given} {dice.choice(self._given[origin])}"
        return Name(family, given)

    def respelt(self, name: Name, dice: Dice) -> Name:
        """The same person as another operator writes it: without accents, swapped, or only the first of the names."""
        bare = Name(_bare(name.family), _bare(name.given))
        ways = [Name(name.given, name.family), Name(name.family, name.given[:1] + ".")]
        if bare != name:
            ways.append(bare)
        if " " in name.given:
            ways.append(Name(name.family, name.given.split()[0]))
        if " " in name.family:
            ways.append(Name(name.family.split()[-1], name.given))
        return dice.choice(ways)


def _bare(text: str) -> str:
    spread = normalize("NFKD", text.replace("'", "").replace("ł", "l").replace("Ł", "L").replace("ı", "i"))
    return "".join(sign for sign in spread if not combining(sign))
