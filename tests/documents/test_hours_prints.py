"""Papers about volunteers: the statement with the sum of its rows, the certificate, the extract of the register."""

import csv
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from op_desktop.documents.fitting import CharacterNotPrintable
from op_desktop.documents.hours_prints import render_extract, render_statement, statement_file_name
from op_desktop.documents.issuing import draft, issue_order, make
from op_desktop.documents.volunteer_issuing import VolunteerOrder, task_words
from op_desktop.domain.account import Role
from op_desktop.domain.certificate import CertificateKind
from op_desktop.domain.person import Framework, Part
from op_desktop.domain.volunteering import Activity, Task
from op_desktop.exchange.hours_files import write_extract, write_statement
from op_desktop.register import accounts, certificates, duplicates, people, volunteering
from op_desktop.register.certificates import NothingToCertify, Standing
from op_desktop.register.hours import Hours
from op_desktop.register.volunteer_register import enrolled
from op_desktop.register.volunteer_work import work_of
from op_desktop.security.permissions import Actor
from tests import builders
from tests.builders import at

YEAR = date(2026, 1, 1), date(2026, 12, 31)
ENTRIES = (
    ("2026-03-03T14:30", 150, Task.TEACHING), ("2026-03-10T14:30", 150, Task.TEACHING),
    ("2026-09-29T14:30", 95, Task.WELCOME), ("2026-11-17T14:30", 60, Task.OTHER),
)  # fmt: skip


@pytest.fixture
def operator(workspace):
    """An operator at work."""
    with workspace.write("Account") as uow:
        account = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    workspace.actor = Actor(account, frozenset([Role.OPERATOR]))
    return account


@pytest.fixture
def volunteer(workspace, operator):
    """Paola gave 7:35 at the lab, the last hour a draft; one entry was typed twice."""
    with workspace.write("Scene") as uow:
        lab_id = builders.lab(uow)
        (person,) = builders.persons(uow, "Paola Vismara")
        made = []
        for number, (start, minutes, task) in enumerate(ENTRIES):
            entry = Hours(person_id=person, starts_at=at(start), minutes=minutes, lab_id=lab_id, task=task)
            made += volunteering.record_hours(uow, [entry], confirmed=number < 3)
        twice = volunteering.shift_of(Hours(person_id=person, starts_at=at(ENTRIES[0][0]), minutes=150, lab_id=lab_id))
        uow.put(twice)
        volunteering.mark_duplicate(uow, twice.id, made[0])
    return person


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", " ")
    finally:
        document.close()


def test_the_statement_lists_every_entry_and_its_sum_is_theirs(workspace, volunteer, tmp_path):
    with workspace.read() as reader:
        work = work_of(reader, volunteer, *YEAR)
    assert (work.minutes, work.confirmed_minutes) == (455, 395)
    told = words_of(render_statement(work, at("2026-11-24T10:03"), "it"))
    assert "Totale 7:35 di cui confermate 6:35" in told
    assert "17/11/2026 14:30 Spazio Compiti – 1:00 da confermare" in told
    assert "03/03/2026 14:30 Spazio Compiti insegnamento 2:30 Davide Sala, 24/11/2026" in told
    assert "€" not in told
    assert write_statement(tmp_path / "ore.csv", work, "it") == 4
    with (tmp_path / "ore.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    minutes = [int(hours) * 60 + int(rest) for hours, rest in (row[5].split(":") for row in rows)]
    assert sum(minutes) == work.minutes
    name = statement_file_name(volunteer, *YEAR)
    assert "vismara" not in name.casefold()


def test_hours_under_a_record_confirmed_to_be_the_same_person_are_theirs(workspace, volunteer):
    workspace.actor = replace(workspace.actor, roles=frozenset(Role))
    with workspace.write("Twin") as uow:
        (twin,) = builders.persons(uow, "Paola Vismàra")
        entry = Hours(person_id=twin, starts_at=at("2026-05-05T09:00"), minutes=30, activity=Activity.OTHER)
        volunteering.record_hours(uow, [entry])
        assert work_of(uow, volunteer, *YEAR).minutes == 455
        duplicates.link_same(uow, volunteer, twin)
        both = [work_of(uow, id, *YEAR).minutes for id in (volunteer, twin)]
    assert both == [485, 485]


def test_the_certificate_says_the_confirmed_hours_in_figures_and_words_and_is_frozen(workspace, volunteer, tmp_path):
    with workspace.read() as reader:
        tasks = task_words(work_of(reader, volunteer, *YEAR), "it")
    order = VolunteerOrder(
        person_id=volunteer, first_day=YEAR[0], last_day=YEAR[1], organisation="Cooperativa Aurora", seat="Rho",
        steady=True, tasks=tasks, skills=("ascolto", "lavoro in gruppo"), place="Rho", signatory="Ada Riva",
        role="Presidente",
    )  # fmt: skip
    made = make(workspace, order, tmp_path)
    told = words_of(made.path.read_bytes())
    for part in (
        "Cooperativa Aurora, con sede in Rho, attesta che", "Paola Vismara", "presso Spazio Compiti – Rho",
        "in modo continuativo", "6 ore e 35 minuti", "(sei ore e trentacinque minuti)",
        "dal 3 marzo 2026 al 29 settembre", "svolgendo: insegnamento, accoglienza", "Presidente",
        "Si rilascia in carta libera",
    ):  # fmt: skip
        assert part in told
    assert "€" not in told
    (certificate,) = made.certificates
    assert (made.path.name, certificate.kind) == ("attestato_OP-2026-D01-00001.pdf", CertificateKind.VOLUNTEER)
    kept = made.path.read_bytes()
    with workspace.write("Correct") as uow:
        people.rename(uow, volunteer, "Vismara Galli", "Paola")
        again = issue_order(uow, replace(order, replaces_id=certificate.id, reason="Cognome"))
    with workspace.read() as reader:
        assert certificates.kept_document(reader, certificate.pdf_sha256) == kept
        both = (certificate, *again.certificates)
        standing = [certificates.verify(reader, each.number, each.code).standing for each in both]
        assert standing == [Standing.REVOKED, Standing.VALID]
        (_prepared,), (page,) = draft(reader, order)
    assert "Sostituisce il n. OP-2026-D01-00001" in words_of(again.pdf)
    assert page.minutes == 395


def test_a_draft_alone_is_not_certified_and_a_stopped_issue_leaves_nothing(workspace, volunteer, tmp_path):
    november = VolunteerOrder(person_id=volunteer, first_day=date(2026, 11, 1), last_day=date(2026, 11, 30))
    with pytest.raises(NothingToCertify):
        make(workspace, november, tmp_path)
    strange = VolunteerOrder(person_id=volunteer, first_day=YEAR[0], last_day=YEAR[1], tasks=("𓀀",))
    with pytest.raises(CharacterNotPrintable):
        make(workspace, strange, tmp_path)
    with workspace.read() as reader:
        assert certificates.issued(reader) == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_extract_has_the_decrees_columns_and_says_that_it_is_not_the_register(workspace, volunteer, tmp_path):
    with workspace.write("Roles") as uow:
        other, citizen, gone = builders.persons(uow, "=Renato Ghezzi", "Nadia Riva", "Ugo Conti")
        for person, framework in ((volunteer, Framework.REGULAR_VOLUNTEER), (other, Framework.OCCASIONAL_VOLUNTEER),
                                  (citizen, Framework.CITIZEN), (gone, Framework.REGULAR_VOLUNTEER)):  # fmt: skip
            role = people.set_role(uow, person, Part.COLLABORATOR, date(2025, 2, 1), framework=framework, body="Aurora",
                                   insured_until=date(2026, 12, 31))  # fmt: skip
        people.end_role(uow, role, date(2025, 12, 31))
        rows = enrolled(uow, *YEAR)
    assert [(row.family, row.framework) for row in rows] == [
        ("Vismara", Framework.REGULAR_VOLUNTEER), ("Ghezzi", Framework.OCCASIONAL_VOLUNTEER)]  # fmt: skip
    told = words_of(render_extract(rows, *YEAR, at("2026-11-24T10:03"), "it"))
    for part in ("Questo non è il registro dei volontari", "Volontari non occasionali", "Codice fiscale", "Residenza",
                 "01/02/2025", "Vismara Paola", "Volontari occasionali"):  # fmt: skip
        assert part in told
    assert write_extract(tmp_path / "estratto.xlsx", rows, "it") == 2
    book = CalamineWorkbook.from_path(tmp_path / "estratto.xlsx")
    assert book.sheet_names == ["Nota", "Volontari non occasionali", "Volontari occasionali"]
    note, _regular, occasional = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert note[1][0].startswith("Questo non è il registro")
    assert occasional[0][3:7] == ["Codice fiscale", "Luogo di nascita", "Data di nascita", "Residenza o domicilio"]
    assert occasional[1][1:3] == ["Ghezzi", "=Renato"]
    assert "Nobody was a volunteer" in words_of(render_extract([], *YEAR, at("2026-11-24T10:03"), "en"))
