"""The sentences of certificates, as data: one table per language, chosen by the certificate, not by the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from op_desktop.documents.fitting import Run
from op_desktop.documents.style import Weight
from op_desktop.domain.certificate import CertificateKind

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence, left out where one of the values it ``needs`` is empty; ``**`` encloses bold."""

    text: str
    needs: tuple[str, ...] = ()

    def runs(self, values: Values) -> list[Run]:
        """The clause filled in. The values are never read as markup: bold comes from the template alone."""
        if not all(values[name] for name in self.needs):
            return []
        weights = (Weight.REGULAR, Weight.SEMIBOLD)
        parts = [Run(part.format_map(values), weights[place % 2]) for place, part in enumerate(self.text.split("**"))]
        return [part for part in parts if part.text]


def filled(clauses: tuple[Clause, ...], values: Values) -> list[Run]:
    """A sentence of clauses, filled in."""
    return [run for clause in clauses for run in clause.runs(values)]


@dataclass(frozen=True, slots=True)
class Template:
    """What a certificate of one kind says, from top to foot."""

    title: str
    intro: tuple[Clause, ...]
    holder: str
    belonging: tuple[Clause, ...]
    body: tuple[Clause, ...]
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's templates and the words around them.

    Pairs are singular and plural, except the three of days (before most numbers, before 8 and 11, which begin
    with a vowel in Italian), ``roles`` (who taught, who signs for the programme), ``steadiness`` (occasional,
    steady) and ``in_all`` (under two hours, from two hours).
    """

    templates: Mapping[CertificateKind, Template]
    tagline: str
    number: str
    code: str
    replaces: str
    copy: str
    roles: tuple[str, str]
    specimen: str
    logo_place: str
    document: tuple[str, str]
    hours: tuple[str, str]
    minutes: tuple[str, str]
    both: str
    in_all: tuple[str, str]
    meetings: tuple[str, str]
    meetings_of: tuple[str, str]
    from_day: tuple[str, str]
    to_day: tuple[str, str]
    on_day: tuple[str, str]
    school_in: str
    steadiness: tuple[str, str]
    index_title: str
    index_columns: tuple[str, str, str, str, str]
    index_foot: str
    page_of: str


_ITALIAN = Language(
    templates={
        CertificateKind.PUPIL: Template(
            title="Attestato di partecipazione",
            intro=(Clause("Si attesta che"),),
            holder="{holder}",
            belonging=(
                Clause("della classe {class_label}", ("class_label",)),
                Clause(", {school_place}", ("class_label", "school_place")),
                Clause(",", ("class_label",)),
            ),
            body=(
                Clause("ha partecipato al percorso di educazione finanziaria"),
                Clause(" «{path_title}»", ("path_title",)),
                Clause(":\n{meetings_of}", ("meetings_of",)),
                Clause(", per {hours}", ("hours",)),
                Clause(", {period}", ("period",)),
                Clause("."),
            ),
        ),
        CertificateKind.CLASS: Template(
            title="Attestato di partecipazione",
            intro=(Clause("Si attesta che"),),
            holder="la classe {class_label}",
            belonging=(
                Clause("{school_place}", ("school_place",)),
                Clause(", a.s. {school_year}", ("school_place", "school_year")),
                Clause(",", ("school_place",)),
            ),
            body=(
                Clause("ha partecipato al percorso di educazione finanziaria"),
                Clause(" «{path_title}»", ("path_title",)),
                Clause(" in {meetings}", ("meetings",)),
                Clause(", {period}", ("period",)),
                Clause(", {in_all} {hours}", ("hours",)),
                Clause(", con {educators}", ("educators",)),
                Clause("."),
                Clause(" Alunni partecipanti: {pupils}.", ("pupils",)),
            ),
        ),
        CertificateKind.VOLUNTEER: Template(
            title="Attestato di attività di volontariato",
            intro=(
                Clause("{organisation}", ("organisation",)),
                Clause(", con sede in {seat}", ("organisation", "seat")),
                Clause(", attesta che", ("organisation",)),
                Clause("Si attesta che", ("unsigned",)),
            ),
            holder="{holder}",
            belonging=(),
            body=(
                Clause("ha svolto gratuitamente, per libera scelta e senza scopo di lucro, attività di volontariato"),
                Clause(" nell’ambito del programma #Oltreiperimetri"),
                Clause(" presso {venue}", ("venue",)),
                Clause(", {steadiness}", ("steadiness",)),
                Clause(", {period}", ("period",)),
                Clause(", {in_all} **{hours}** ({hours_words})", ("hours", "hours_words")),
                Clause(", svolgendo: {tasks}", ("tasks",)),
                Clause("."),
            ),
            closing="Si rilascia in carta libera su richiesta dell’interessato/a per gli usi consentiti.",
        ),
    },
    tagline="Welfare di comunità nel Rhodense",
    number="Attestato n. {number}",
    code="Codice di verifica {code}",
    replaces="Sostituisce il n. {number}",
    copy="Copia",
    roles=("Educatrice/educatore", "Per il programma"),
    specimen="FAC-SIMILE",
    logo_place="logo della scuola",
    document=("Attestato {first}", "Attestati da {first} a {last}"),
    hours=("{n} ora", "{n} ore"),
    minutes=("{n} minuto", "{n} minuti"),
    both="{hours} e {minutes}",
    in_all=("per un totale di", "per complessive"),
    meetings=("{n} incontro", "{n} incontri"),
    meetings_of=("{n} incontro su {of}", "{n} incontri su {of}"),
    from_day=("dal {day}", "dall’{day}"),
    to_day=("al {day}", "all’{day}"),
    on_day=("il {day}", "l’{day}"),
    school_in="{school} di {municipality}",
    steadiness=("in modo occasionale", "in modo continuativo"),
    index_title="Elenco degli attestati",
    index_columns=("Pag.", "Numero", "A chi", "Codice", "Ore"),
    index_foot="Per l’ufficio: da non consegnare con gli attestati.",
    page_of="Pagina {n} di {of}",
)

_ENGLISH = Language(
    templates={
        CertificateKind.PUPIL: Template(
            title="Certificate of attendance",
            intro=(Clause("This is to certify that"),),
            holder="{holder}",
            belonging=(
                Clause("of class {class_label}", ("class_label",)),
                Clause(", {school_place}", ("class_label", "school_place")),
                Clause(",", ("class_label",)),
            ),
            body=(
                Clause("has taken part in the financial education path"),
                Clause(" “{path_title}”", ("path_title",)),
                Clause(":\n{meetings_of}", ("meetings_of",)),
                Clause(", {hours} in all", ("hours",)),
                Clause(", {period}", ("period",)),
                Clause("."),
            ),
        ),
        CertificateKind.CLASS: Template(
            title="Certificate of attendance",
            intro=(Clause("This is to certify that"),),
            holder="class {class_label}",
            belonging=(
                Clause("{school_place}", ("school_place",)),
                Clause(", school year {school_year}", ("school_place", "school_year")),
                Clause(",", ("school_place",)),
            ),
            body=(
                Clause("has taken part in the financial education path"),
                Clause(" “{path_title}”", ("path_title",)),
                Clause(" in {meetings}", ("meetings",)),
                Clause(", {period}", ("period",)),
                Clause(", {hours} in all", ("hours",)),
                Clause(", with {educators}", ("educators",)),
                Clause("."),
                Clause(" Pupils taking part: {pupils}.", ("pupils",)),
            ),
        ),
        CertificateKind.VOLUNTEER: Template(
            title="Certificate of volunteering",
            intro=(
                Clause("{organisation}", ("organisation",)),
                Clause(", with its seat in {seat}", ("organisation", "seat")),
                Clause(", certifies that", ("organisation",)),
                Clause("This is to certify that", ("unsigned",)),
            ),
            holder="{holder}",
            belonging=(),
            body=(
                Clause("has volunteered, unpaid, by free choice and not for profit, in the programme #Oltreiperimetri"),
                Clause(" at {venue}", ("venue",)),
                Clause(", {steadiness}", ("steadiness",)),
                Clause(", {period}", ("period",)),
                Clause(", for **{hours}** in all ({hours_words})", ("hours", "hours_words")),
                Clause(", with these tasks: {tasks}", ("tasks",)),
                Clause("."),
            ),
            closing="Issued on plain paper at the holder’s request, for the uses that the law allows.",
        ),
    },
    tagline="Community welfare in the Rho area",
    number="Certificate no. {number}",
    code="Verification code {code}",
    replaces="Takes the place of no. {number}",
    copy="Copy",
    roles=("Educator", "For the programme"),
    specimen="SPECIMEN",
    logo_place="school logo",
    document=("Certificate {first}", "Certificates {first} to {last}"),
    hours=("{n} hour", "{n} hours"),
    minutes=("{n} minute", "{n} minutes"),
    both="{hours} and {minutes}",
    in_all=("", ""),
    meetings=("{n} meeting", "{n} meetings"),
    meetings_of=("{n} of {of} meetings", "{n} of {of} meetings"),
    from_day=("from {day}", "from {day}"),
    to_day=("to {day}", "to {day}"),
    on_day=("on {day}", "on {day}"),
    school_in="{school}, {municipality}",
    steadiness=("occasionally", "regularly"),
    index_title="List of certificates",
    index_columns=("Page", "Number", "To whom", "Code", "Hours"),
    index_foot="For the office: not to be handed out with the certificates.",
    page_of="Page {n} of {of}",
)

LANGUAGES: Mapping[str, Language] = {"it": _ITALIAN, "en": _ENGLISH}
