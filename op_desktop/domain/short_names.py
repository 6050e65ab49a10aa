"""Short forms of given names, as people say them at the door: Beppe is Giuseppe, Sandra may be Alessandra."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

_LIST: Final = """
alessandra: ale alessa sandra sandrina
alessandro: ale alex sandro sandrino
andrea: andre
angela: angelina lina
angelo: angiolino lino
anna: annina nina annarella
annamaria: annama
antonella: anto nella
antonia: toni tonia nina
antonio: anto nino toni tonino totò
barbara: barbi babi
beatrice: bea bice
benedetta: benni betta
caterina: cate cati rina katia
carmela: carmelina melina
carmine: mino
chiara: chiaretta
cristina: cri cris tina
cristiano: cri cris
daniele: dani lele
daniela: dani
davide: dade
domenico: mimmo mimì nico
domenica: mimma
edoardo: edo dado
eleonora: ele nora
elena: ele lena
elisabetta: betta betty elisa lisa
emanuele: ema lele manu
emanuela: manu ema
enrica: chicca
enrico: chicco rico
ernesto: tino
eugenio: genio
federica: fede chicca
federico: fede
filippo: pippo filo
francesca: checca fra franca francy
francesco: checco ciccio cecco fra franco
gabriella: gabri lella
gabriele: gabri lele
gaetano: tano
gennaro: gino
giacomo: giaco mino
giancarlo: gianca
gianluca: gianlu luca
giovanna: gianna giò vanna nanna
giovanni: gianni giò vanni nanni
giulia: giuli
giuliana: giuli
giuseppe: beppe beppino geppo peppe peppino pino giusè
giuseppina: giusi giusy pina pinuccia peppina
gregorio: greg gregi
guglielmo: memo
ignazio: nazio
isabella: isa bella
laura: lalla
leonardo: leo nardo
lorenza: lori
lorenzo: lori renzo
loredana: lori
luigi: gigi gino luigino
luigia: gina luisa
maddalena: lena madda
marcello: lello
margherita: marghe rita ghita
maria: mary mariuccia mimma
mariagrazia: grazia
mariangela: angela mari
marianna: mari
martina: marti tina
massimiliano: max massi
massimo: max massi
matilde: mati tilde
matteo: teo matte
maurizio: mauri
michela: michi
michele: michi lele
mohamed: momo hamid mohammed muhammad mohamad
natalina: lina
nicola: nico cola
nicoletta: nico
orazio: razio
ottavio: tavio
paola: paoletta
paolo: paolino
pasquale: pasqualino lino
patrizia: patty pati
pierluigi: pier gigi
pietro: pedro piero pierino
raffaele: lele raffa
raffaella: lella raffa
riccardo: ricky ricci
roberta: roby robi
roberto: berto roby robi
rosa: rosetta rosina rosy
rosalia: lia rosi
rosaria: sara rosi
salvatore: salvo totò turi
sebastiano: seba nello bastiano
serafina: fina
silvana: silvi
simona: simo
simone: simo
stefania: stefi stefy
stefano: ste stefi
susanna: susi susy
teresa: resi terry sina
tommaso: masi tommi
umberto: berto
valentina: vale tina
valeria: vale
vincenza: enza
vincenzo: enzo cenzo vince
vittoria: vicky
vittorio: rino
zaccaria: zac
"""


_PLAIN: Final = str.maketrans("àèéìòù", "aeeiou")


def _forms() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    shorts: dict[str, frozenset[str]] = {}
    for line in _LIST.strip().splitlines():
        whole, _colon, said = line.partition(":")
        shorts[whole] = frozenset(said.translate(_PLAIN).split())
        for word in shorts[whole]:
            wholes[word].add(whole)
    return {word: frozenset(names) for word, names in wholes.items()}, shorts


_WHOLES, _SHORTS = _forms()
_NOTHING: Final[frozenset[str]] = frozenset()


def other_forms(word: str) -> frozenset[str]:
    """Names that a folded word may be short for, and what those or the word itself are shortened to."""
    wholes = _WHOLES.get(word, _NOTHING)
    return wholes.union(_SHORTS.get(word, _NOTHING), *(_SHORTS[whole] for whole in wholes)) - {word}


def whole_names(word: str) -> frozenset[str]:
    """The given names that a folded word is or may be short for; nothing for a word that is neither."""
    wholes = _WHOLES.get(word, _NOTHING)
    return wholes | {word} if word in _SHORTS else wholes


def same_name(one: str, other: str) -> bool:
    """Whether two folded words may be one given name: the same, a short form, or two short forms of one name."""
    mine, yours = _WHOLES.get(one, _NOTHING), _WHOLES.get(other, _NOTHING)
    return one == other or one in yours or other in mine or not mine.isdisjoint(yours)
