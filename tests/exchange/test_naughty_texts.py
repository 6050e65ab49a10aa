"""Odd texts through every text field of people, labs and venues: unchanged wherever they go, or refused and why."""

import csv
from dataclasses import replace
from datetime import date

from python_calamine import CalamineWorkbook

from op_desktop.documents.attendance_sheet import AttendanceSheet, SheetRow, render_attendance_sheet
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.names import words
from op_desktop.domain.person import Person, PersonRole
from op_desktop.domain.place import Venue
from op_desktop.domain.record import Kind, new_id, shape
from op_desktop.errors import UserError
from op_desktop.exchange.figures import Form
from op_desktop.exchange.person_data import person_text
from op_desktop.exchange.record_tables import write_table
from op_desktop.register.people import full_name
from op_desktop.register.people_list import people_names
from op_desktop.register.person_story import edits, story
from op_desktop.storage.tables import TABLE_OF
from op_desktop.workspace import SYSTEM
from tests.builders import RHO, at
from ui.models.people import PeopleModel

TEXTS = (
    "D'Amico", "D’Amico", "d`Amico", "ʼNdrangheta", "De  Luca", "El-Amrani", "O'Neill-Ó Súilleabháin", "Àbate",
    "Ștefania",
    "Škvařil", "Łukasz Żółć", "Nguyễn Thị Ánh", "Ørsted", "Æsa", "ẞtraße", "İbrahim ıŞık", "Ĳsbrand", "ﬁlippo",
    "Zoë", "Zoe\u0308",
    "عائشة بنت أحمد", "שרה לוי", "王小明", "山田 花子", "김민준", "Юлия Щукина", "Ελένη", "สมชาย", "मीना", "ქეთევან",
    "Amina 🙂", "👩‍👩‍👧", "🇮🇹", "A\u200dB", "A\u200bB", "\u202eoiram", "A\ufeffB", "soft\u00adhyphen", "no\u00a0break",
    "=SUM(A1:A9)", "+39 333 1234567", "-5", "@mario", "=HYPERLINK(\"x\")", "'apostrofo", "015182", "3-4", "1e5", "00",
    "NULL", "None", "nan", "true", "<b>Rossi</b>", "&amp; C.", "Rossi; DROP TABLE person", "%s %d {name}", "{0}", "\\n",
    "\"virgolette\"", "a,b;c\td", "riga\nsotto", "x" * 400, "…", "\u0000nullo", "\ud800mezzo", "\u0007campana",
)  # fmt: skip
"""Of our own making: names of many peoples, invisible signs, what programs take for something else."""
KINDS = (Person, Lab, Venue, PersonRole, LabSession)


def text_fields(kind):
    return [
        each.name for each in shape(kind) if each.kind is Kind.TEXT and not each.rule.refers and each.name != "starts"
    ]


def records(said):
    """One record of each kind with the text in all its text fields."""
    person = Person(id=new_id(), **dict.fromkeys(text_fields(Person), said))
    lab = Lab(id=new_id(), municipality_id=RHO, **dict.fromkeys(text_fields(Lab), said))
    return [
        person, lab, Venue(id=new_id(), municipality_id=RHO, **dict.fromkeys(text_fields(Venue), said)),
        PersonRole(id=new_id(), person_id=person.id, part="user", since=date(2026, 1, 1),
                   **dict.fromkeys(text_fields(PersonRole), said)),
        LabSession(id=new_id(), lab_id=lab.id, starts_at=at("2026-11-24T10:00"),
                   **dict.fromkeys(text_fields(LabSession), said)),
    ]  # fmt: skip


UNKEEPABLE = ("\u0000nullo", "\ud800mezzo")


def kept_and_refused(workspace):
    kept, refused = {said: records(said) for said in TEXTS if said not in UNKEEPABLE}, {}
    with workspace.write("Odd") as uow:
        for made in kept.values():
            uow.put_all(made)
    for said in UNKEEPABLE:
        for record in records(said):
            try:
                with workspace.write("Unkeepable") as uow:
                    uow.put(
                        replace(
                            record,
                            **({"lab_id": kept["00"][1].id} if hasattr(record, "lab_id") else {}),
                            **({"person_id": kept["00"][0].id} if hasattr(record, "person_id") else {}),
                        )
                    )
            except UserError as reason:
                refused[said, record.entity] = str(reason)
    return kept, refused


def test_odd_texts_stay_as_they_are_or_are_refused_with_a_reason(workspace, tmp_path, qapp):
    kept, refused = kept_and_refused(workspace)
    assert set(refused) == {(said, kind.entity) for said in UNKEEPABLE for kind in KINDS}
    assert all("cannot be kept" in reason and "Nothing was changed" in reason for reason in refused.values())
    with workspace.read() as reader:
        for said, made in kept.items():
            for record in made:
                assert reader.require(type(record), record.id) == record, said
            found_and_shown(reader, said, made[0])
        exported(reader, tmp_path, kept)
    printed_or_refused(kept)


def found_and_shown(reader, said, person):
    """By each of its words in the list; in the cell as typed; in every edit and in the text for the person."""
    names = people_names(reader, said) if words(said) else people_names(reader)
    assert person.id in [row.id for row in names], said
    model = PeopleModel(lambda _ids: {})
    model.show_people([row for row in names if row.id == person.id], reader.today)
    assert model.data(model.index(0, 0)) == f"{said} {said}".strip(), said
    assert full_name(said, said) == f"{said} {said}"
    history = edits(reader, person.id)
    assert ("family_name", said) in history[-1].fields
    assert said in person_text(story(reader, person.id, SYSTEM), history)


def exported(reader, folder, kept):
    """Every record of every kind comes back from CSV and Excel."""
    for kind in KINDS:
        wanted = {record.id: record for made in kept.values() for record in made if type(record) is kind}
        machine, excel = folder / f"{kind.entity}.csv", folder / f"{kind.entity}.xlsx"
        write_table(machine, reader, kind, Form.MACHINE)
        write_table(excel, reader, kind, Form.XLSX)
        with machine.open(encoding="utf-8", newline="") as lines:
            rows = {row["id"]: row for row in csv.DictReader(lines)}
        head, *sheet = CalamineWorkbook.from_path(excel).get_sheet_by_name(kind.entity).to_python()
        cells = {row[0]: dict(zip(head, row, strict=True)) for row in sheet}
        for id, record in wanted.items():
            for name in text_fields(kind):
                said = getattr(record, name)
                assert rows[id][name] == said, (kind.entity, name)
                assert cells[id][name] == said, (kind.entity, name)


def printed_or_refused(kept):
    """A sheet to sign is printed with the name, or says which row cannot be."""
    blank = AttendanceSheet(group="Spazio Compiti", code="ABC-DEF", day=date(2026, 11, 24),
                            printed_at=at("2026-11-24T10:00"), rows=())  # fmt: skip
    reasons = []
    for said in kept:
        try:
            assert render_attendance_sheet(replace(blank, rows=(SheetRow(7, said, said),))).startswith(b"%PDF")
        except UserError as reason:
            reasons.append(str(reason))
    assert all("7" in reason for reason in reasons)
    assert 0 < len(reasons) < len(kept) / 2


def test_the_records_have_the_tables_that_were_tried():
    assert all(kind in TABLE_OF and text_fields(kind) for kind in KINDS)
