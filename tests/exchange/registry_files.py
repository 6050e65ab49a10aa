"""Files as the ministry publishes them, with invented schools."""

import csv
import io
from collections.abc import Sequence
from random import Random

STATE = (
    "ANNOSCOLASTICO", "AREAGEOGRAFICA", "REGIONE", "PROVINCIA", "CODICEISTITUTORIFERIMENTO",
    "DENOMINAZIONEISTITUTORIFERIMENTO", "CODICESCUOLA", "DENOMINAZIONESCUOLA", "INDIRIZZOSCUOLA", "CAPSCUOLA",
    "CODICECOMUNESCUOLA", "DESCRIZIONECOMUNE", "DESCRIZIONECARATTERISTICASCUOLA",
    "DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA", "INDICAZIONESEDEDIRETTIVO", "INDICAZIONESEDEOMNICOMPRENSIVO",
    "INDIRIZZOEMAILSCUOLA", "INDIRIZZOPECSCUOLA", "SITOWEBSCUOLA",
)  # fmt: skip
OTHERS = tuple(
    title for title in STATE
    if title not in ("CODICEISTITUTORIFERIMENTO", "DENOMINAZIONEISTITUTORIFERIMENTO", "DESCRIZIONECARATTERISTICASCUOLA",
                     "INDICAZIONESEDEDIRETTIVO", "INDICAZIONESEDEOMNICOMPRENSIVO")
)  # fmt: skip
"""The file of schools that are not the state's lacks the institute and three flags."""

SCHOOLS = (
    ("MIMM8AA01X", "SCUOLA MEDIA AURORA", "H264", "I.C. VIA DE AMICIS"),
    ("MIEE8AA012", "PRIMARIA GIRASOLE", "A389", "I.C. DON MILANI - CITTÀ NUOVA"),
    ("MIAA8AA01Q", "INFANZIA GIRASOLE", "A389", "I.C. DON MILANI - CITTÀ NUOVA"),
    ("MIIC8AA00T", "I.C. VIA DE AMICIS", "H264", "Non Disponibile"),
    ("MIPS01000A", "LICEO SCIENTIFICO VILLORESI", "H264", "Non Disponibile"),
    ("MIIS01100B", "I.I.S. VILLORESI", "H264", "Non Disponibile"),
    ("BGMM8BB01L", "SCUOLA MEDIA ALTROVE", "A794", "I.C. ALTROVE"),
)
"""Three schools for us, two head offices, a kindergarten, and one school elsewhere."""


def row(titles: Sequence[str], code: str, name: str, town: str, institute: str = "Non Disponibile") -> list[str]:
    """A row with what matters, and nothing said of the rest."""
    told = {"CODICESCUOLA": code, "DENOMINAZIONESCUOLA": name, "CODICECOMUNESCUOLA": town,
            "DENOMINAZIONEISTITUTORIFERIMENTO": institute, "ANNOSCOLASTICO": "202324"}  # fmt: skip
    return [told.get(title, "Non Disponibile") for title in titles]


def registry(
    rows: Sequence[Sequence[str]] = SCHOOLS,
    titles: Sequence[str] = STATE,
    separator: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    """A file of these schools: code, name, municipality and institute each."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(titles)
    writer.writerows(row(titles, *each) for each in rows)
    return text.getvalue().encode(encoding)


def whole_country(number: int) -> bytes:
    """So many rows of which one in a hundred lies in the territory."""
    rng = Random(7)
    towns = ["A389", "D018", "E415", "C013", "G772", "H026", "H264", "I700", "L678"]
    rows = [
        (f"MI{rng.choice(('EE', 'MM', 'AA', 'IC', 'PS', 'TD'))}{place:05d}A"[:10].ljust(10, "X"),
         f"SCUOLA VIA INVENTATA {place}", rng.choice(towns) if place % 100 == 0 else f"Z{place % 900 + 100}",
         f"I.C. INVENTATO {place // 7}")
        for place in range(number)
    ]  # fmt: skip
    return registry(rows, separator=";", encoding="cp1252")
