"""A certificate of volunteering: what is ordered, and the page that it comes to."""

from dataclasses import dataclass
from datetime import date

from op_desktop.documents.certificate_page import CertificatePage
from op_desktop.documents.hours_words import HOURS_WORDS
from op_desktop.documents.texts import LANGUAGES
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.record import RecordId
from op_desktop.register.certificates import prepare_volunteer
from op_desktop.register.view import EVERYTHING, View
from op_desktop.register.volunteer_work import Venue, VolunteerWork, work_of
from op_desktop.storage.reader import Reader

MOST_SKILLS = 5
MOST_TASKS = 3
MOST_VENUES = 3
"""More labs than these are not named: the certificate says the programme alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerOrder:
    """What to certify of a volunteer: the confirmed hours between two days; what is empty is not mentioned."""

    person_id: RecordId
    first_day: date
    last_day: date
    organisation: str = ""
    seat: str = ""
    steady: bool | None = None
    tasks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    place: str = ""
    signatory: str = ""
    role: str = ""
    """In which quality the signatory signs; else for the programme."""
    language: str = "it"
    replaces_id: RecordId | None = None
    reason: str = ""
    view: View = EVERYTHING
    """Of which places the hours are: those of who issues it."""


def draft_volunteer(reader: Reader, order: VolunteerOrder) -> tuple[Certificate, CertificatePage]:
    """The certificate that would be issued now, and its page; raises ``NothingToCertify``."""
    certificate = prepare_volunteer(
        reader,
        order.person_id,
        order.first_day,
        order.last_day,
        place=order.place,
        language=order.language,
        view=order.view,
    )
    work = work_of(reader, order.person_id, order.first_day, order.last_day, order.view)
    venue, town = _where(work.venues)
    role = order.role or LANGUAGES[order.language].roles[1]
    return certificate, CertificatePage(
        kind=certificate.kind, number=certificate.number, code=certificate.code, issued_on=certificate.issued_on,
        place=certificate.place, signatories=((order.signatory, role),), holder=certificate.holder,
        minutes=certificate.minutes, first_day=certificate.first_day, last_day=certificate.last_day,
        organisation=order.organisation, seat=order.seat, venue=venue, municipality=town, steady=order.steady,
        tasks=order.tasks, topics=order.skills[:MOST_SKILLS], language=order.language,
    )  # fmt: skip


def task_words(work: VolunteerWork, language: str) -> tuple[str, ...]:
    """The tasks with most hours as a certificate names them, three at most."""
    return tuple(HOURS_WORDS[language].tasks[task] for task in work.tasks[:MOST_TASKS])


def _where(venues: tuple[Venue, ...]) -> tuple[str, str]:
    """The lab and its town; several labs are named with theirs."""
    if len(venues) == 1:
        return venues[0].name, venues[0].town
    if len(venues) > MOST_VENUES:
        return "", ""
    return ", ".join(f"{venue.name} ({venue.town})" for venue in venues), ""
