"""The words of prints, as data: a print's language may differ from the screen's."""

from collections.abc import Mapping
from dataclasses import dataclass

from op_desktop.domain.attendance import Mark
from op_desktop.domain.school import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintWords:
    """The words of one language; pairs are singular and plural."""

    printed: str
    page_of: str
    register: str
    roster: str
    lessons: str
    summary: str
    school_year: str
    seat: str
    number: str
    name: str
    notes: str
    attended: str
    attended_of: str
    totals: str
    letters: Mapping[Mark, str]
    marks: Mapping[Mark, str]
    unmarked: str
    not_expected: str
    draft: str
    signature: str
    since: str
    withdrawn: str
    transferred: str
    pupils: tuple[str, str]
    by_hand: str
    meeting: str
    day: str
    topic: str
    duration: str
    educators: str
    place: str
    state: str
    present: str
    states: Mapping[Status, str]
    minutes: str
    hours: str
    held_of: tuple[str, str]
    path: str
    period: str
    from_to: str
    held: str
    hours_in_all: str
    civic: str
    civic_none: str
    modules: str
    enrolled: str
    meetings_heading: str
    pupils_heading: str
    share: str
    certificate: str
    declared: str
    none: str


_ITALIAN = PrintWords(
    printed="{kind} · stampato il {day} alle {time}",
    page_of="Pagina {n} di {of}",
    register="Registro della classe",
    roster="Elenco della classe",
    lessons="Diario degli incontri",
    summary="Riepilogo per la scuola",
    school_year="a.s. {label}",
    seat="Posto {n}",
    number="N.",
    name="Cognome e nome",
    notes="Note",
    attended="Presenze",
    attended_of="{n} su {of}",
    totals="Presenti",
    letters={
        Mark.PRESENT: "P", Mark.ABSENT: "A", Mark.LATE: "R", Mark.EXCUSED: "G", Mark.LEFT_EARLY: "U",
    },
    marks={
        Mark.PRESENT: "presente", Mark.ABSENT: "assente", Mark.LATE: "ritardo, coi minuti",
        Mark.EXCUSED: "giustificato", Mark.LEFT_EARLY: "uscita",
    },
    unmarked="senza segno",
    not_expected="non previsto",
    draft="bozza",
    signature="Firma dell’educatrice o dell’educatore",
    since="dal {day}",
    withdrawn="non più in classe dal {day}",
    transferred="in un’altra classe dal {day}",
    pupils=("{n} alunna o alunno", "{n} alunne e alunni"),
    by_hand="Nome, a mano: il foglio resta alla scuola",
    meeting="N.",
    day="Giorno",
    topic="Argomento",
    duration="Minuti",
    educators="Educatrici, educatori",
    place="Luogo",
    state="Stato",
    present="Presenti",
    states={
        Status.PLANNED: "programmato", Status.HELD: "svolto", Status.CANCELLED: "annullato",
        Status.REPLACED: "spostato",
    },
    minutes="{n} minuti",
    hours="{n} ore",
    held_of=("{n} incontro svolto su {of}", "{n} incontri svolti su {of}"),
    path="Percorso",
    period="Periodo",
    from_to="dal {first} al {last}",
    held="Incontri",
    hours_in_all="Ore svolte",
    civic="Ore valide come educazione civica",
    civic_none="nessuna: il percorso non è inserito in educazione civica",
    modules="Argomenti",
    enrolled="Alunne e alunni",
    meetings_heading="Incontri",
    pupils_heading="Presenze",
    share="Quota",
    certificate="Attestato",
    declared="La classe è contata, senza elenco.",
    none="–",
)  # fmt: skip

_ENGLISH = PrintWords(
    printed="{kind} · printed on {day} at {time}",
    page_of="Page {n} of {of}",
    register="Register of the class",
    roster="List of the class",
    lessons="Log of the meetings",
    summary="Summary for the school",
    school_year="school year {label}",
    seat="Place {n}",
    number="No.",
    name="Surname and name",
    notes="Notes",
    attended="Attended",
    attended_of="{n} of {of}",
    totals="Present",
    letters={
        Mark.PRESENT: "P", Mark.ABSENT: "A", Mark.LATE: "L", Mark.EXCUSED: "E", Mark.LEFT_EARLY: "O",
    },
    marks={
        Mark.PRESENT: "present", Mark.ABSENT: "absent", Mark.LATE: "late, with minutes", Mark.EXCUSED: "excused",
        Mark.LEFT_EARLY: "left early",
    },
    unmarked="not marked",
    not_expected="not expected",
    draft="draft",
    signature="Signature of the educator",
    since="from {day}",
    withdrawn="no longer in the class from {day}",
    transferred="in another class from {day}",
    pupils=("{n} pupil", "{n} pupils"),
    by_hand="Name, by hand: the sheet stays at the school",
    meeting="No.",
    day="Day",
    topic="Topic",
    duration="Minutes",
    educators="Educators",
    place="Place",
    state="State",
    present="Present",
    states={
        Status.PLANNED: "planned", Status.HELD: "held", Status.CANCELLED: "cancelled", Status.REPLACED: "moved",
    },
    minutes="{n} minutes",
    hours="{n} hours",
    held_of=("{n} meeting held of {of}", "{n} meetings held of {of}"),
    path="Path",
    period="Period",
    from_to="from {first} to {last}",
    held="Meetings",
    hours_in_all="Hours held",
    civic="Hours that count as civic education",
    civic_none="none: the path is not part of civic education",
    modules="Topics",
    enrolled="Pupils",
    meetings_heading="Meetings",
    pupils_heading="Attendance",
    share="Share",
    certificate="Certificate",
    declared="The class is counted, without a list.",
    none="–",
)  # fmt: skip

PRINT_WORDS: Mapping[str, PrintWords] = {"it": _ITALIAN, "en": _ENGLISH}
