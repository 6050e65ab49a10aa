"""What one certificate states, and the sentences that it comes to."""

from dataclasses import dataclass
from datetime import date

from op_desktop.documents.fitting import Run
from op_desktop.documents.texts import LANGUAGES, Language, filled
from op_desktop.domain.certificate import CertificateKind
from op_desktop.domain.formats import NO_BREAK, format_date
from op_desktop.domain.number_words import hours_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePage:
    """The facts of one certificate, as frozen at issue; what is empty (or 0, or None) is not mentioned.

    A pupil's certificate without ``holder`` has a line to write the name on. ``minutes`` are the holder's (for a
    class: the path's); ``held`` counts the meetings that took place. ``topics`` are shown as labels: the lessons of a
    path, the skills of a volunteer. ``school_logo`` is a PNG or JPEG file. ``language`` is ``it`` or ``en``.
    """

    kind: CertificateKind
    number: str
    code: str
    issued_on: date
    place: str
    signatories: tuple[tuple[str, str], ...]
    holder: str = ""
    class_label: str = ""
    school: str = ""
    municipality: str = ""
    school_year: str = ""
    path_title: str = ""
    attended: int = 0
    held: int = 0
    minutes: int = 0
    first_day: date | None = None
    last_day: date | None = None
    topics: tuple[str, ...] = ()
    educators: tuple[str, ...] = ()
    pupils: int = 0
    organisation: str = ""
    seat: str = ""
    venue: str = ""
    steady: bool | None = None
    tasks: tuple[str, ...] = ()
    language: str = "it"
    school_logo: bytes | None = None
    replaces: str = ""
    """The number of the certificate that this one takes the place of."""
    specimen: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A certificate's sentences, from top to foot."""

    title: str
    intro: list[Run]
    holder: str
    belonging: list[Run]
    body: list[Run]
    closing: str
    place_and_day: str
    number: str
    code: str
    replaces: str


def wording(page: CertificatePage) -> Wording:
    """The sentences of a certificate in its own language."""
    language = LANGUAGES[page.language]
    template = language.templates[page.kind]
    values = _values(page, language)
    named = page.kind is CertificateKind.CLASS or bool(page.holder)
    return Wording(
        title=template.title,
        intro=filled(template.intro, values),
        holder=template.holder.format_map(values) if named else "",
        belonging=filled(template.belonging, values),
        body=filled(template.body, values),
        closing=template.closing,
        place_and_day=", ".join(
            part for part in (page.place, format_date(page.issued_on, "date", page.language)) if part
        ),
        number=language.number.format(number=page.number),
        code=language.code.format(code=page.code),
        replaces=language.replaces.format(number=page.replaces) if page.replaces else "",
    )


def _values(page: CertificatePage, language: Language) -> dict[str, str]:
    return {
        "holder": page.holder,
        "class_label": page.class_label,
        "school_place": _school_place(page, language),
        "school_year": page.school_year,
        "path_title": page.path_title,
        "meetings": _counted(language.meetings, page.held),
        "meetings_of": _counted(language.meetings_of, page.attended, of=page.held) if page.held else "",
        "hours": hours_in_figures(page.minutes, language),
        "hours_words": hours_in_words(page.minutes, page.language) if page.minutes else "",
        "in_all": language.in_all[page.minutes >= 120],
        "period": _period(page.first_day, page.last_day, page.language),
        "educators": ", ".join(page.educators),
        "pupils": str(page.pupils or ""),
        "organisation": page.organisation,
        "unsigned": "" if page.organisation else "yes",
        "seat": page.seat,
        "venue": " – ".join(part for part in (page.venue, page.municipality) if part),
        "steadiness": "" if page.steady is None else language.steadiness[page.steady],
        "tasks": ", ".join(page.tasks),
    }


def hours_in_figures(minutes: int, language: Language) -> str:
    """A duration as people say it: ``42 ore e 30 minuti``; what is zero is not said."""
    hours, rest = _counted(language.hours, minutes // 60), _counted(language.minutes, minutes % 60)
    return language.both.format(hours=hours, minutes=rest) if hours and rest else hours or rest


def _counted(forms: tuple[str, str], n: int, of: int | None = None) -> str:
    return forms[n != 1].format(n=n, of=of) if n or of else ""


def _school_place(page: CertificatePage, language: Language) -> str:
    """The school with its municipality, unless its name ends with it already."""
    if not page.municipality or page.school.casefold().endswith(page.municipality.casefold()):
        return page.school
    return language.school_in.format(school=page.school, municipality=page.municipality) if page.school else ""


def _period(first: date | None, last: date | None, language: str) -> str:
    forms = LANGUAGES[language]
    if not first or not last or first == last:
        day = first or last
        return _with_article(forms.on_day, day, language) if day else ""
    return f"{_with_article(forms.from_day, first, language)} {_with_article(forms.to_day, last, language)}"


def _with_article(forms: tuple[str, str], day: date, language: str) -> str:
    """The day with its preposition; its three parts stay on one line."""
    return forms[day.day in (8, 11)].format(day=format_date(day, "date", language).replace(" ", NO_BREAK))
