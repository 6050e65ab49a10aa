"""The words of the sheet to sign, as data: the sheet's language may differ from the screen's."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of one language; ``marks`` are the letters of present, absent, late and excused.

    Those that begin with ``lab_`` stand on the sheet of a lab, where people come and sign and nobody is absent.
    """

    document: str
    printed: str
    code: str
    meeting: str
    meeting_of: str
    number: str
    name: str
    marks: tuple[str, str, str, str]
    notes: str
    seat: str
    legend: str
    totals: str
    signature: str
    lab_from: str
    lab_until: str
    lab_notes: str
    lab_legend: str
    lab_totals: str
    lab_signature: str
    page_of: str


_BLANK = "_____"

SHEET_WORDS: Mapping[str, SheetWords] = {
    "it": SheetWords(
        document="Foglio firme {code}",
        printed="Foglio firme · stampato il {day} alle {time}",
        code="Codice {code}",
        meeting="incontro {n}",
        meeting_of="incontro {n} di {of}",
        number="N.",
        name="Cognome e nome",
        marks=("P", "A", "R", "G"),
        notes="Firma o note",
        seat="Posto {n}",
        legend="P presente · A assente · R ritardo · G giustificato",
        totals=f"Presenti {_BLANK}   Assenti {_BLANK}   Ritardi {_BLANK}   Giustificati {_BLANK}",
        signature="Firma dell’educatrice o dell’educatore",
        lab_from="Dalle",
        lab_until="Alle",
        lab_notes="Firma",
        lab_legend="Chi non è nell’elenco scrive il suo nome su una riga libera.",
        lab_totals=f"Senza nome: adulti {_BLANK}   bambini {_BLANK}   In tutto {_BLANK}",
        lab_signature="Firma di chi tiene il laboratorio",
        page_of="Pagina {n} di {of}",
    ),
    "en": SheetWords(
        document="Sheet to sign {code}",
        printed="Sheet to sign · printed on {day} at {time}",
        code="Code {code}",
        meeting="meeting {n}",
        meeting_of="meeting {n} of {of}",
        number="No.",
        name="Surname and name",
        marks=("P", "A", "L", "E"),
        notes="Signature or notes",
        seat="Place {n}",
        legend="P present · A absent · L late · E excused",
        totals=f"Present {_BLANK}   Absent {_BLANK}   Late {_BLANK}   Excused {_BLANK}",
        signature="Signature of the educator",
        lab_from="From",
        lab_until="Until",
        lab_notes="Signature",
        lab_legend="Whoever is not on the list writes their name on a free line.",
        lab_totals=f"Without a name: adults {_BLANK}   children {_BLANK}   In all {_BLANK}",
        lab_signature="Signature of who runs the lab",
        page_of="Page {n} of {of}",
    ),
}
