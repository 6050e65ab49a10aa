"""Certificates: who earns one, numbers, what is kept, and what a verifier is told."""

from datetime import date

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.attendance import Mark
from op_desktop.domain.certificate import Certificate, CertificateState
from op_desktop.domain.record import new_id
from op_desktop.register import accounts, attendance, certificates, eligibility, labs, rosters, volunteering
from op_desktop.register.certificates import Standing
from op_desktop.register.hours import Hours
from op_desktop.register.view import view_of
from op_desktop.security.permissions import Actor, NotYours
from op_desktop.storage import journal
from op_desktop.workspace import Workspace
from tests import builders
from tests.builders import at

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def path(workspace):
    """Four meetings: the first pupil came to all, the second to three, the third to two; the fourth left."""
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, named=builders.PUPILS[:4])
        pupils = [row.enrolment_id for row in rosters.roster(uow, class_id)]
        days = [at(f"2026-{day}T09:00") for day in ("10-06", "10-20", "11-03", "11-17")]
        for number, lesson_id in enumerate(builders.lessons_of(uow, class_id, *days)):
            attendance.mark(uow, lesson_id, pupils[1], Mark.LATE if number else Mark.ABSENT, 10 if number else None)
            attendance.mark(uow, lesson_id, pupils[2], Mark.PRESENT if number > 1 else Mark.EXCUSED)
            attendance.close(uow, lesson_id)
        rosters.withdraw(uow, pupils[3], date(2026, 11, 20))
    return class_id, pupils


def test_each_pupil_is_told_why(workspace, path):
    class_id, _pupils = path
    with workspace.read() as reader:
        rows = eligibility.eligibility(reader, class_id)
        done = eligibility.path_of(reader, class_id)
    assert [(row.earns, row.attended, row.minutes, row.reason) for row in rows] == [
        (True, 4, 240, "4 meetings of 4"),
        (True, 3, 180, "3 meetings of 4"),
        (False, 2, 120, "2 meetings of 4: the minimum is 75 %."),
        (False, 4, 240, "4 meetings of 4; left the class on 20/11/2026."),
    ]
    assert rows[1].first_day == date(2026, 10, 20)
    assert (done.label, done.held, done.minutes, done.pupils) == ("2ªB", 4, 240, 4)


def test_numbers_run_on_per_device_and_year(workspace, path):
    class_id, pupils = path
    with workspace.write("Issue") as uow:
        first = certificates.prepare_pupils(uow, class_id, pupils[:2], place="Rho")
        certificates.issue(uow, first, b"%PDF one")
    workspace.keep_local("device_code", "D03")
    with workspace.read() as reader:
        assert [each.number for each in first] == ["OP-2026-D01-00001", "OP-2026-D01-00002"]
        assert certificates.next_number(reader, 2026) == "OP-2026-D03-00001"
        # The code of the device is another one now; who wrote the certificate is not.
        assert certificates.issued_here(reader, first[0].id)
        assert not certificates.issued_here(reader, new_id())
    workspace.keep_local("device_code", "D01")
    with workspace.read() as reader:
        assert certificates.next_numbers(reader, 2026, 2) == ["OP-2026-D01-00003", "OP-2026-D01-00004"]
        assert certificates.next_number(reader, 2027) == "OP-2027-D01-00001"
        assert [row.issued_number for row in eligibility.eligibility(reader, class_id)] == [
            "OP-2026-D01-00001", "OP-2026-D01-00002", "", ""]  # fmt: skip


def test_an_issued_pdf_is_kept_as_it_was_and_a_correction_names_what_it_replaces(workspace, path):
    class_id, pupils = path
    with workspace.write("Issue") as uow:
        (kept,) = certificates.issue(uow, certificates.prepare_pupils(uow, class_id, pupils[:1]), b"%PDF old")
    with workspace.write("Correct") as uow:
        rosters.name_pupil(uow, pupils[0], "Abate", "Lorenzo")
        (draft,) = certificates.prepare_pupils(uow, class_id, pupils[:1])
        (new,) = certificates.issue(uow, [certificates.replace_certificate(uow, kept.id, draft)], b"%PDF new")

    with workspace.read() as reader:
        old = certificates.issued(reader, class_id=class_id)[1]
        assert certificates.kept_document(reader, old.pdf_sha256) == b"%PDF old"
        assert certificates.kept_document(reader, new.pdf_sha256) == b"%PDF new"
    assert (old.state, old.holder) == (CertificateState.REVOKED, "Lorenzo Abbate")
    assert (new.replaces_id, new.number, new.holder) == (old.id, "OP-2026-D01-00002", "Lorenzo Abate")


def test_a_verifier_is_told_whether_a_certificate_stands(workspace, path):
    class_id, pupils = path
    with workspace.write("Issue") as uow:
        good, gone = certificates.issue(uow, certificates.prepare_pupils(uow, class_id, pupils[:2]), b"%PDF")
        certificates.revoke(uow, gone.id, "Lost")
    with workspace.read() as reader:
        told = [
            certificates.verify(reader, *typed).standing
            for typed in (
                (good.number.lower(), good.code.replace("-", " ").lower()),
                (gone.number, gone.code),
                (good.number, gone.code),
                ("OP-2026-D09-00001", good.code),
            )
        ]
    assert told == [Standing.VALID, Standing.REVOKED, Standing.WRONG_CODE, Standing.UNKNOWN]


def test_class_and_volunteer_certificates_speak_of_what_is_recorded(workspace, path):
    class_id, _pupils = path
    with workspace.write("Scene") as uow:
        (person,) = builders.persons(uow, "Paola Vismara")
        for day, minutes in (("2026-11-03", 90), ("2026-11-10", 60)):
            volunteering.record_hours(uow, [Hours(person_id=person, starts_at=at(f"{day}T18:00"), minutes=minutes)])
        operator = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    with workspace.write("Vouch", actor=Actor(operator, frozenset([Role.OPERATOR]))) as uow:
        volunteering.confirm(uow, [row.id for row in volunteering.hours(uow, *YEAR).rows])
        # Nobody vouches for this one: it is not attested.
        draft = Hours(person_id=person, starts_at=at("2026-11-12T18:00"), minutes=45)
        volunteering.record_hours(uow, [draft], confirmed=False)
    with workspace.read() as reader:
        whole = certificates.prepare_class(reader, class_id)
        hours = certificates.prepare_volunteer(reader, person, *YEAR)
        with pytest.raises(certificates.NothingToCertify):
            certificates.prepare_volunteer(reader, person, date(2025, 1, 1), date(2025, 12, 31))
    assert (whole.holder, whole.held, whole.minutes) == ("", 4, 240)
    assert (hours.holder, hours.minutes, hours.first_day) == ("Paola Vismara", 150, date(2026, 11, 3))


def test_who_works_for_some_places_neither_revokes_nor_shortens_what_speaks_of_others(workspace):
    with workspace.write("Accounts") as uow:
        chief = accounts.add_account(uow, "Anna Riva", [Role.ADMINISTRATOR])
        operator = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    workspace.actor = Actor(chief, frozenset([Role.ADMINISTRATOR]))
    with workspace.write("Scene") as uow:
        (person,) = builders.persons(uow, "Paola Vismara")
        for day, town in (("03", builders.RHO), ("10", builders.ARESE)):
            given = Hours(person_id=person, starts_at=at(f"2026-11-{day}T18:00"), minutes=90,
                          lab_id=labs.add_lab(uow, "Cucito", town))  # fmt: skip
            volunteering.record_hours(uow, [given])
        (whole,) = certificates.issue(uow, [certificates.prepare_volunteer(uow, person, *YEAR)], b"whole")
    assert whole.minutes == 180

    workspace.actor = actor = Actor(operator, frozenset([Role.OPERATOR]), frozenset([builders.RHO]))
    with workspace.read() as reader:
        shorter = certificates.prepare_volunteer(reader, person, *YEAR, view=view_of(actor))
    assert shorter.minutes == 90
    with pytest.raises(NotYours, match="other places"), workspace.write("Again") as uow:
        certificates.replace_certificate(uow, whole.id, shorter, "Misspelt")
    with pytest.raises(NotYours, match="other places"), workspace.write("Revoke") as uow:
        certificates.revoke(uow, whole.id, "Wrong")
    with workspace.write("Own") as uow:
        certificates.issue(uow, [shorter], b"own")
        certificates.revoke(uow, shorter.id, "Misspelt")

    workspace.actor = Actor(chief, frozenset([Role.ADMINISTRATOR]))
    with workspace.write("Administration") as uow:
        assert uow.require(Certificate, shorter.id).state is CertificateState.REVOKED
        assert uow.require(Certificate, whole.id).state is CertificateState.ISSUED
        certificates.revoke(uow, whole.id, "Wrong")


def test_devices_without_a_code_of_the_centre_give_no_number_twice(tmp_path):
    numbers = []
    for name in ("one", "two"):
        device = Workspace.open(tmp_path / name)
        with device.read() as reader:
            (number,) = certificates.next_numbers(reader, 2026, 1)
            own = journal.own_replica(reader.connection).device[:6].upper()
        device.close()
        assert number == f"OP-2026-D{own}-00001"
        numbers.append(number)
    assert numbers[0] != numbers[1]
