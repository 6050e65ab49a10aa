"""The words of prints about volunteers, as data: a print's language may differ from the screen's."""

from collections.abc import Mapping
from dataclasses import dataclass

from op_desktop.domain.person import Framework
from op_desktop.domain.volunteering import Activity, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursWords:
    """The words of one language; pairs are singular and plural."""

    statement: str
    day: str
    starts: str
    what: str
    task: str
    hours: str
    confirmed: str
    confirmed_by: str
    draft: str
    total: str
    period: str
    from_to: str
    entries: tuple[str, str]
    of_which: str
    statement_note: str
    signature: str
    tasks: Mapping[Task, str]
    activities: Mapping[Activity, str]
    extract: str
    notice: str
    to_fill_in: str
    extract_note: str
    not_the_register: str
    sections: Mapping[Framework, str]
    number: str
    name: str
    identity: str
    residence: str
    since: str
    until: str
    body: str
    insured: str
    nobody: str
    none: str


_ITALIAN = HoursWords(
    statement="Estratto delle ore",
    day="Giorno",
    starts="Dalle",
    what="Dove",
    task="Compito",
    hours="Ore",
    confirmed="Confermate da",
    confirmed_by="{name}, {day}",
    draft="da confermare",
    total="Totale",
    period="Periodo",
    from_to="dal {first} al {last}",
    entries=("{n} voce", "{n} voci"),
    of_which="di cui confermate {hours}",
    statement_note="Il totale è la somma delle righe. Le voci doppie non compaiono.",
    signature="Firma di chi conferma",
    tasks={
        Task.LEADING: "conduzione", Task.WELCOME: "accoglienza", Task.LOGISTICS: "logistica", Task.COOKING: "cucina",
        Task.TEACHING: "insegnamento", Task.OTHER: "",
    },
    activities={
        Activity.LAB: "laboratorio", Activity.EVENT: "evento", Activity.SCHOOL: "scuola", Activity.PROJECT: "progetto",
        Activity.OTHER: "altra attività",
    },
    extract="Estratto per il registro dei volontari",
    notice="Attenzione",
    to_fill_in="Da completare",
    extract_note="Codice fiscale o dati di nascita e indirizzo non sono tenuti in OP Desktop: li completa l’ente.",
    not_the_register="Questo non è il registro dei volontari (art. 17 D.Lgs. 117/2017, DM 6 ottobre 2021): "
    "è un estratto da ricopiare nel registro numerato e vidimato dell’ente.",
    sections={
        Framework.REGULAR_VOLUNTEER: "Volontari non occasionali",
        Framework.OCCASIONAL_VOLUNTEER: "Volontari occasionali",
    },
    number="N.",
    name="Cognome e nome",
    identity="Codice fiscale, oppure\nluogo e data di nascita",
    residence="Residenza\no domicilio",
    since="Inizio",
    until="Fine",
    body="Ente",
    insured="Assicurato\nfino al",
    nobody="Nessuna persona risulta volontaria in questo periodo.",
    none="–",
)  # fmt: skip

_ENGLISH = HoursWords(
    statement="Statement of hours",
    day="Day",
    starts="From",
    what="Where",
    task="Task",
    hours="Hours",
    confirmed="Confirmed by",
    confirmed_by="{name}, {day}",
    draft="to be confirmed",
    total="Total",
    period="Period",
    from_to="from {first} to {last}",
    entries=("{n} entry", "{n} entries"),
    of_which="of which confirmed {hours}",
    statement_note="The total is the sum of the rows. Double entries are left out.",
    signature="Signature of who confirms",
    tasks={
        Task.LEADING: "leading", Task.WELCOME: "welcome", Task.LOGISTICS: "logistics", Task.COOKING: "cooking",
        Task.TEACHING: "teaching", Task.OTHER: "",
    },
    activities={
        Activity.LAB: "lab", Activity.EVENT: "event", Activity.SCHOOL: "school", Activity.PROJECT: "project",
        Activity.OTHER: "other activity",
    },
    extract="Extract for the register of volunteers",
    notice="Mind",
    to_fill_in="To be filled in",
    extract_note="Tax code or birth data and address are not kept in OP Desktop: the body fills them in.",
    not_the_register="This is not the register of volunteers (art. 17 D.Lgs. 117/2017, DM 6 October 2021): "
    "it is an extract to be copied into the numbered and stamped register of the body.",
    sections={
        Framework.REGULAR_VOLUNTEER: "Regular volunteers", Framework.OCCASIONAL_VOLUNTEER: "Occasional volunteers",
    },
    number="No.",
    name="Surname and name",
    identity="Tax code, or place\nand date of birth",
    residence="Residence\nor domicile",
    since="Start",
    until="End",
    body="Body",
    insured="Insured\nuntil",
    nobody="Nobody was a volunteer in this period.",
    none="–",
)  # fmt: skip

HOURS_WORDS: Mapping[str, HoursWords] = {"it": _ITALIAN, "en": _ENGLISH}
