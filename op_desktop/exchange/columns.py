"""The columns of a class roster as data: what each is called, and which must not be kept."""

import re
from enum import StrEnum

from op_desktop.domain.names import fold
from op_desktop.language import N_


class Use(StrEnum):
    """What a column of a roster is used for."""

    NUMBER = "number"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    FAMILY_FIRST = "family_first"
    GIVEN_FIRST = "given_first"
    SKIP = "skip"


USE_TITLES = {
    Use.NUMBER: N_("No."),
    Use.FAMILY_NAME: N_("Surname"),
    Use.GIVEN_NAME: N_("Name"),
    Use.FAMILY_FIRST: N_("Surname and name"),
    Use.GIVEN_FIRST: N_("Name and surname"),
    Use.SKIP: N_("Do not keep"),
}
"""The entries of the list in a column's header, in this order."""


class Private(StrEnum):
    """What a column holds that must not be kept."""

    BIRTH = "birth"
    TAX_CODE = "tax_code"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    FAMILY = "family"
    NATIONALITY = "nationality"
    HEALTH = "health"
    RELIGION = "religion"
    SEX = "sex"
    ACCOUNT = "account"
    NOTES = "notes"


PRIVATE_TITLES = {
    Private.BIRTH: N_("date of birth"),
    Private.TAX_CODE: N_("tax code"),
    Private.ADDRESS: N_("address"),
    Private.PHONE: N_("phone"),
    Private.EMAIL: N_("e-mail"),
    Private.FAMILY: N_("parents"),
    Private.NATIONALITY: N_("nationality"),
    Private.HEALTH: N_("health"),
    Private.RELIGION: N_("religion"),
    Private.SEX: N_("sex"),
    Private.ACCOUNT: N_("account"),
    Private.NOTES: N_("notes"),
}
"""What such a column is called where it has no title of its own."""

PRIVATE_TEXTS = {
    Private.BIRTH: N_("Birth dates and places are not needed: they are not kept."),
    Private.TAX_CODE: N_("Tax codes are not needed: they are not kept."),
    Private.ADDRESS: N_("Addresses are not needed: they are not kept."),
    Private.PHONE: N_("Phone numbers are not needed: they are not kept."),
    Private.EMAIL: N_("E-mail addresses are not needed: they are not kept."),
    Private.FAMILY: N_("Data about parents are not needed: they are not kept."),
    Private.NATIONALITY: N_("Nationality and language are not needed: they are not kept."),
    Private.HEALTH: N_("Data about health and support must not be kept: they are not kept."),
    Private.RELIGION: N_("Data about religion must not be kept: they are not kept."),
    Private.SEX: N_("The sex is not needed: it is not kept."),
    Private.ACCOUNT: N_("Account names and passwords are not needed: they are not kept."),
    Private.NOTES: N_("Notes may hold what must not be kept: they are not kept."),
}
"""What is said under the preview about each such column."""

_USES = {
    Use.NUMBER: "n;no;nr;num;numero;n registro;n reg;nr registro;num registro;numero registro;numero di registro;"
    "n dordine;nr dordine;numero dordine;n ord;numero progressivo;progressivo;prog;posto;posizione;pos;"
    "number;register number;roll number;roll no;student number;seat;nord",
    Use.FAMILY_NAME: "cognome;cognomi;cognome alunno;cognome alunna;cognome studente;cognome dellalunno;surname;"
    "last name;lastname;last;family name;familyname;student surname;student last name",
    Use.GIVEN_NAME: "nome;nomi;nome alunno;nome alunna;nome studente;nome dellalunno;first name;firstname;first;"
    "given name;givenname;forename;student first name;nome di battesimo",
    Use.FAMILY_FIRST: "cognome e nome;cognome nome;nominativo;nominativi;alunno;alunni;alunna;alunna o;alunno a;"
    "studente;studenti;studentessa;cognome e nome alunno;surname and name;surname name;last name first name;"
    "last first;pupil;pupils;student;students;alunni e alunne;cognome nome alunno",
    Use.GIVEN_FIRST: "nome e cognome;nome cognome;name and surname;full name;fullname;student name;display name;"
    "first name last name;first last;name;nome completo;nome e cognome alunno",
}
_TITLES = {title: use for use, titles in _USES.items() for title in titles.split(";")}

_PRIVATE_WORDS = {
    Private.FAMILY: "padre madre genitore genitori tutore tutrice affidatario famiglia parent parents mother father "
    "guardian guardians relationship fratelli",
    Private.BIRTH: "nascita nato nata birth birthdate birthday dob birthcity birthstate birthcountry eta age",
    Private.TAX_CODE: "fiscale cf codfisc ssn",
    Private.EMAIL: "mail email pec posta",
    Private.PHONE: "telefono tel telefoni cellulare cell cellulari recapito recapiti phone mobile sms fax whatsapp",
    Private.ADDRESS: "indirizzo via residenza residente domicilio cap comune provincia prov localita address city "
    "town street zip postcode state country",
    Private.NATIONALITY: "nazionalita cittadinanza lingua nazione etnia nationality citizenship ethnicity race races "
    "language permesso immigrazione straniero stranieri",
    Private.HEALTH: "disabilita handicap dsa bes pei pdp adhd 104 l104 170 sostegno certificazione diagnosi allergie "
    "allergia intolleranze dieta mensa salute vaccini disability health iep flag medical sen freelunch",
    Private.RELIGION: "religione irc religion",
    Private.SEX: "sesso genere sex gender",
    Private.ACCOUNT: "password username user utente account login",
    Private.NOTES: "note nota osservazioni annotazioni commenti notes remarks comments motivo reason",
}
_PRIVATE = {private: frozenset(words.split()) for private, words in _PRIVATE_WORDS.items()}
_PRIVATE_TITLES = {"m f": Private.SEX, "f m": Private.SEX, "c f": Private.TAX_CODE}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def normal_title(title: str) -> str:
    """A title as it is looked up: ``familyName`` and ``Family  name:`` are ``family name``."""
    return "n" if title.strip() == "#" else fold(_CAMEL.sub(" ", title))


def use_of_title(title: str) -> Use | None:
    """What a column with this title is used for; ``None`` when the title does not say."""
    return None if private_of_title(title) else _TITLES.get(normal_title(title))


def private_of_title(title: str) -> Private | None:
    """What a column with this title holds that must not be kept."""
    normal = normal_title(title)
    if normal in _TITLES:
        return None
    words = set(normal.split())
    return _PRIVATE_TITLES.get(normal) or next((private for private, known in _PRIVATE.items() if words & known), None)
