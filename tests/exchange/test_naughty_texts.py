"""Odd texts through every text field of the counter's records: unchanged wherever they go, or refused and why.

The fields are read off the records themselves: one that is added is written here, or said to be a code, or fails.
"""

import csv
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product
from unicodedata import normalize

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from op_desktop.documents import grant_prints, hours_prints
from op_desktop.documents.certificate import render_certificates
from op_desktop.documents.fitting import CharacterNotPrintable, RightToLeftText, TextTooLong, printable
from op_desktop.documents.issuing import draft
from op_desktop.documents.volunteer_issuing import VolunteerOrder
from op_desktop.domain.account import Account, Role
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.counselling import Consultation, HelpArea
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.grant import ApplicationStatus, Criterion, GrantApplication, GrantCall
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.names import words
from op_desktop.domain.person import Framework, Part, Person, PersonRole, SameAs
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import Kind, shape
from op_desktop.domain.volunteering import Activity, HourRate, VolunteerShift
from op_desktop.errors import UserError
from op_desktop.exchange.figures import Form
from op_desktop.exchange.grant_tables import write_ranking
from op_desktop.exchange.hours_files import write_extract, write_statement
from op_desktop.exchange.person_data import person_text
from op_desktop.exchange.record_tables import write_table
from op_desktop.exchange.values import guarded
from op_desktop.register import (
    accounts,
    certificates,
    events,
    grant_scores,
    grants,
    help_areas,
    labs,
    people,
    places,
    rates,
    sessions,
    volunteering,
)
from op_desktop.register.grant_lists import applications
from op_desktop.register.grant_scores import Judged
from op_desktop.register.hours import Hours
from op_desktop.register.people import full_name
from op_desktop.register.people_list import people_names
from op_desktop.register.person_story import edits, story
from op_desktop.register.search import find
from op_desktop.register.volunteer_register import enrolled
from op_desktop.register.volunteer_work import work_of
from op_desktop.security.permissions import Actor
from op_desktop.storage.tables import RECORDS
from op_desktop.workspace import SYSTEM
from tests.builders import RHO, at
from tests.exchange import class_lists
from ui.models.people import PeopleModel

LONG = "x" * 400
TEXTS = (
    "D'Amico", "D’Amico", "d`Amico", "ʼNdrangheta", "De  Luca", "El-Amrani", "O'Neill-Ó Súilleabháin", "Àbate",
    "Ștefania",
    "Škvařil", "Łukasz Żółć", "Nguyễn Thị Ánh", "Ørsted", "Æsa", "ẞtraße", "İbrahim ıŞık", "Ĳsbrand", "ﬁlippo",
    "Zoë", "Zoe\u0308",
    "عائشة بنت أحمد", "שרה לוי", "王小明", "山田 花子", "김민준", "Юлия Щукина", "Ελένη", "สมชาย", "मीना", "ქეთევან",
    "Amina 🙂", "🇮🇹 Italia", "A\u200dB", "A\u200bB", "\u202eoiram", "A\ufeffB", "soft\u00adhyphen", "no\u00a0break",
    "=SUM(A1:A9)", "+39 333 1234567", "-5", "@mario", "=HYPERLINK(\"x\")", "'apostrofo", "015182", "3-4", "1e5", "00",
    "NULL", "None", "nan", "true", "<b>Rossi</b>", "&amp; C.", "Rossi; DROP TABLE person", "%s %d {name}", "{0}", "\\n",
    "\"virgolette\"", "a,b;c\td", "riga\nsotto", LONG, "\u0007campana", "=cmd|' /C calc'!A0",
)  # fmt: skip
"""Of our own making: names of many peoples, invisible signs, what programs take for something else."""
SIGNS = ("👩‍👩‍👧", "…", " ")
"""Not a word among them."""
UNKEEPABLE = ("\u0000nullo", "\ud800mezzo")
UNWRITABLE = "\ufffe"
"""The one text of the sample that no workbook can hold; ``test_writing`` shows how that is said."""
BLNS = class_lists.SAMPLES / "blns" / "blns.json"
ELSEWHERE = frozenset({
    "school", "school_class", "pupil", "enrolment", "module", "lesson", "lesson_mark", "printed_sheet", "quiz",
    "quiz_item", "quiz_sitting", "quiz_answer", "device", "period", "declared_figure", "dated_setting", "import_batch",
    "erasure",
})  # fmt: skip
"""Records of the schools and of the program itself, which have tests of their own."""
CODES = {
    (Municipality, "code"): "reference data", (Municipality, "cadastral_code"): "reference data",
    (Municipality, "name"): "reference data", (Municipality, "postal_code"): "reference data",
    (SameAs, "what"): "a kind of record", (SameAs, "first_id"): "an id", (SameAs, "second_id"): "an id",
    (SameAs, "method"): "who decided: a person or a rule",
    (Lab, "starts"): "a time; what is none counts for none",
    (CommunityEvent, "note"): "nobody writes one",
    (HelpArea, "code"): "made", (Consultation, "area"): "the code of an area", (Consultation, "outcome"): "an Outcome",
    (Certificate, "number"): "made", (Certificate, "code"): "made", (Certificate, "language"): "it or en",
    (Certificate, "pdf_sha256"): "made",
}  # fmt: skip
"""Text fields that hold no free text, and what they hold."""
BEGINNING, FIRST, LAST = date(2020, 1, 1), date(2026, 1, 1), date(2026, 12, 31)
PRINTED_AT = at("2026-11-24T10:03")


class Counter:
    """What the records with odd texts hang on, and a day of its own for each that needs one."""

    def __init__(self, uow):
        self.person = people.add_person(uow, "Vismara", "Paola")
        self.lab = labs.add_lab(uow, "Spazio Compiti", RHO)
        self.call = grants.add_call(uow, "Operazione Comunità", 1, FIRST, LAST, Decimal(9000), Decimal(90000))
        self._day = BEGINNING

    def day(self):
        """A day that no other text has."""
        self._day += timedelta(days=1)
        return self._day

    def moment(self):
        """An afternoon that no other text has."""
        return datetime.combine(self.day(), time(14, 30))


def _person(uow, _counter, said):
    return people.add_person(uow, said, said, phone=said, email=said, card=said, note=said)


def _session(uow, counter, said):
    id = sessions.plan_session(uow, counter.lab, counter.moment())
    sessions.cancel_session(uow, id, reason=said)
    return id


def _event(uow, counter, said):
    return events.add_event(uow, said, counter.moment(), place=said, programme=said, partners=said)


def _application(uow, counter, said):
    draft = grants.ApplicationDraft(title=said, group_name=said, summary=said, area=1, municipalities=(RHO,))
    return grants.keep_application(uow, counter.call, draft)


def _roles(uow, _counter, texts):
    frame = Framework.REGULAR_VOLUNTEER
    volunteers = [people.add_person(uow, "Vismara", "Paola") for _said in texts]
    return [people.set_role(uow, id, Part.COLLABORATOR, framework=frame, body=said)
            for id, said in zip(volunteers, texts, strict=True)]  # fmt: skip


def _shifts(uow, counter, texts):
    return volunteering.record_hours(uow, [
        Hours(person_id=counter.person, starts_at=counter.moment(), minutes=90, lab_id=counter.lab, note=said)
        for said in texts
    ])  # fmt: skip


def _criteria(uow, _counter, texts):
    call = grants.add_call(uow, "Un’edizione", 2, FIRST, LAST, Decimal(9000), Decimal(90000))
    grant_scores.set_criteria(uow, call, [(said, 1) for said in texts])
    return [each.id for each in grant_scores.criteria(uow, call)]


def _certificates(uow, counter, texts):
    """Holder, place and reason; the holder is a volunteer called so, with an hour in a lab called so."""
    volunteers = [people.add_person(uow, said) for said in texts]
    volunteering.record_hours(uow, [
        Hours(person_id=id, starts_at=counter.moment(), minutes=60, lab_id=labs.add_lab(uow, said, RHO))
        for id, said in zip(volunteers, texts, strict=True)
    ])  # fmt: skip
    made = [certificates.prepare_volunteer(uow, id, BEGINNING, LAST, place=said)
            for id, said in zip(volunteers, texts, strict=True)]  # fmt: skip
    issued = certificates.issue(uow, made, b"%PDF")
    for each, said in zip(issued, texts, strict=True):
        certificates.revoke(uow, each.id, said)
    return [each.id for each in issued]


def each_by_itself(write):
    """A way to write many texts where the register takes one at a time."""
    return lambda uow, counter, texts: [write(uow, counter, said) for said in texts]


WRITERS: dict[type, Callable] = {
    Person: each_by_itself(_person),
    PersonRole: _roles,
    Account: each_by_itself(lambda uow, _counter, said: accounts.add_account(uow, said, [Role.OPERATOR])),
    Venue: each_by_itself(lambda uow, _counter, said: places.add_venue(uow, said, RHO, address=said)),
    Lab: each_by_itself(lambda uow, _counter, said: labs.add_lab(uow, said, RHO, purpose=said)),
    LabSession: each_by_itself(_session),
    CommunityEvent: each_by_itself(_event),
    VolunteerShift: _shifts,
    HourRate: each_by_itself(lambda uow, counter, said: rates.set_rate(
        uow, Activity.OTHER, Decimal(15), counter.day(), said)),
    HelpArea: each_by_itself(lambda uow, _counter, said: help_areas.add_area(uow, said, said)),
    GrantCall: each_by_itself(lambda uow, _counter, said: grants.add_call(
        uow, said, 1, FIRST, LAST, Decimal(1), Decimal(1))),
    GrantApplication: each_by_itself(_application),
    Criterion: _criteria,
    Certificate: _certificates,
}  # fmt: skip
"""How users write each kind, many at once; every text field that is no code takes the text."""
UNNAMED = {PersonRole, LabSession, VolunteerShift, HourRate}
"""They have notes, and no name that could lack."""
SAMPLED = {Person, GrantApplication}
"""These take the five hundred texts of others too: people are searched, and the store is the same for all."""


def text_fields(kind):
    """The fields of free text of a record."""
    return [
        each.name for each in shape(kind)
        if each.kind is Kind.TEXT and not each.rule.refers and (kind, each.name) not in CODES
    ]  # fmt: skip


def samples():
    if not BLNS.is_file():
        return ()
    found = dict.fromkeys(text.strip() for text in json.loads(BLNS.read_text(encoding="utf-8")))
    return tuple(text for text in found if text not in (UNWRITABLE, *TEXTS))


@dataclass(frozen=True)
class Filed:
    """What became of each text in each kind: the id it got, or why it was refused."""

    ids: dict[tuple[str, type], str]
    refused: dict[tuple[str, type], str]
    counter: Counter


@pytest.fixture
def filed(workspace):
    """Every text written into every field, as an administrator writes it; names of signs alone each in a save."""
    with workspace.write("Account") as uow:
        account = accounts.add_account(uow, "Anna Riva", [Role.ADMINISTRATOR])
    workspace.actor = Actor(account, frozenset([Role.ADMINISTRATOR]))
    ids, refused = {}, {}
    with workspace.write("Odd") as uow:
        counter = Counter(uow)
        for kind, put_on_file in WRITERS.items():
            texts = [said for said in ((*TEXTS, *samples()) if kind in SAMPLED else TEXTS) if words(said)]
            ids |= zip(product(texts, [kind]), put_on_file(uow, counter, texts), strict=True)
    for said, (kind, put_on_file) in product((*SIGNS, *UNKEEPABLE), WRITERS.items()):
        try:
            with workspace.write("Unkeepable") as uow:
                (id,) = put_on_file(uow, counter, [said])
        except UserError as reason:
            refused[said, kind] = str(reason)
        else:
            ids[said, kind] = id
    return Filed(ids, refused, counter)


def test_every_text_field_is_written_here_or_holds_a_code():
    counters = [kind for kind in RECORDS if kind.entity not in ELSEWHERE]
    assert {(kind, name) for kind in counters for name in text_fields(kind)} == {
        (kind, name) for kind in WRITERS for name in text_fields(kind)
    }
    assert all(name in {each.name for each in fields(kind)} for kind, name in CODES)


def test_odd_texts_stay_as_they_are_or_are_refused_with_a_reason(workspace, filed, tmp_path, qapp):
    refused_for_a_reason(filed)
    with workspace.read() as reader:
        kept_as_typed(reader, filed)
        found_and_shown(reader, filed)
        exported(reader, filed, tmp_path)
        papers = Papers(reader, filed)
        printed_or_refused(papers)
        files_without_formulas(papers, tmp_path)


def refused_for_a_reason(filed):
    """A text that no file can hold everywhere, signs alone where somebody is named, blanks where anything is."""
    unkeepable = {(said, kind): reason for (said, kind), reason in filed.refused.items() if said in UNKEEPABLE}
    assert set(unkeepable) == set(product(UNKEEPABLE, WRITERS))
    assert all("cannot be kept" in reason and "Nothing was changed" in reason for reason in unkeepable.values())
    nameless = {key for key in filed.refused if key not in unkeepable}
    named_people, named = {Person, Certificate}, {kind for kind in WRITERS if kind not in UNNAMED}
    assert nameless == set(product(SIGNS[:2], named_people)) | set(product((" ",), named))


def kept_as_typed(reader, filed):
    """Each field holds what was typed, its outer blanks aside."""
    on_file = {kind: {each.id: each for each in reader.all(kind)} for kind in WRITERS}
    for (said, kind), id in filed.ids.items():
        for name in text_fields(kind):
            assert getattr(on_file[kind][id], name) == said.strip(), (kind.entity, name, said)


def found_and_shown(reader, filed):
    """By each of its words where there is a search; as typed in lists, edits and the text for the person."""
    for said in TEXTS:
        person = filed.ids[said, Person]
        names = people_names(reader, said)
        assert person in [row.id for row in names], said
        model = PeopleModel(lambda _ids: {})
        model.show_people([row for row in names if row.id == person], reader.today)
        assert model.data(model.index(0, 0)) == f"{said} {said}", said
        assert full_name(said, said) == f"{said} {said}"
    for said in TEXTS[::4]:
        person, lab = filed.ids[said, Person], filed.ids[said, Lab]
        assert (lab, said) in [(hit.id, hit.title) for hit in find(reader, said, limit=10_000).labs]
        history = edits(reader, person)
        assert ("family_name", said) in history[-1].fields
        assert said in person_text(story(reader, person, SYSTEM), history)
    titles = {row.id: (row.title, row.group_name, row.summary) for row in applications(reader, filed.counter.call)}
    areas = {area.id: help_areas.area_name(area) for area in help_areas.areas(reader)}
    for (said, kind), id in filed.ids.items():
        if kind is GrantApplication:
            assert titles[id] == (said.strip(),) * 3
        elif kind is HelpArea:
            assert areas[id] == said.strip()
        elif kind is CommunityEvent and said in TEXTS:
            row = events.event_header(reader, id)
            assert (row.name, row.place, row.programme, row.partners) == (said,) * 4


def exported(reader, filed, folder):
    """Every record of every kind comes back from CSV and Excel, where no text is a formula."""
    for kind in WRITERS:
        wanted = {id: said.strip() for (said, of), id in filed.ids.items() if of is kind}
        machine, italian = folder / f"{kind.entity}.csv", folder / f"{kind.entity}-it.csv"
        excel = folder / f"{kind.entity}.xlsx"
        for path, form in ((machine, Form.MACHINE), (italian, Form.ITALIAN), (excel, Form.XLSX)):
            write_table(path, reader, kind, form)
        head, *sheet = CalamineWorkbook.from_path(excel).get_sheet_by_name(kind.entity).to_python()
        cells = {row[0]: dict(zip(head, row, strict=True)) for row in sheet}
        raw, safe = _rows(machine, ","), _rows(italian, ";")
        for id, said in wanted.items():
            for name in text_fields(kind):
                assert (raw[id][name], cells[id][name]) == (said, said), (kind.entity, name)
                assert safe[id][name] == guarded(said), (kind.entity, name)
                assert not FORMULA.match(safe[id][name])
        with zipfile.ZipFile(excel) as archive:
            assert not [each for each in archive.namelist() if b"<f>" in archive.read(each)]


def _rows(path, delimiter):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines, delimiter=delimiter)}


def printed_or_refused(papers):
    """What has shapes stands on each paper; what has none is refused before anything is made, with its sign."""
    shapeless = {said: why for said in TEXTS if (why := refusal(lambda said=said: printable(said, 1)))}
    plain = [said for said in TEXTS if said not in shapeless and said != LONG]
    assert set(shapeless.values()) == {CharacterNotPrintable, RightToLeftText}
    assert len(shapeless) < len(plain) / 2
    for paper in (papers.statement, papers.extract, papers.round_sheet, papers.letters, papers.certificates):
        texts = plain[::4] if paper == papers.certificates else plain
        told = squeezed(words_of(paper(texts)))
        for said in texts:
            assert squeezed(printable(said, 1)) in told, (paper.__name__, said)
        for said, why in shapeless.items():
            assert refusal(lambda paper=paper, said=said: paper([said])) is why, (paper.__name__, said)
        long = refusal(lambda paper=paper: paper([LONG]))
        assert long is TextTooLong or LONG in squeezed(words_of(paper([LONG]))), paper.__name__


class Papers:
    """Every print of the counter that shows texts, each for several of them at once."""

    def __init__(self, reader, filed):
        self.reader, self.filed = reader, filed
        holders = {each.holder: each.person_id for each in certificates.issued(reader)}
        self.works = {said: work_of(reader, holders[said], BEGINNING, LAST) for said in TEXTS}
        self.bodies = {row.body: row for row in enrolled(reader, FIRST, LAST)}
        self.projects = {row.title: row for row in applications(reader, filed.counter.call)}
        self.criteria = {each.name: each for each in reader.all(Criterion)}
        self.calls = {each.title: each for each in reader.all(GrantCall)}

    def work(self, texts):
        """The hours of all of these volunteers on one paper: their labs and who vouches for them."""
        entries = [replace(entry, confirmed_by=said) for said in texts for entry in self.works[said].entries]
        return replace(self.works[texts[0]], entries=tuple(entries))

    def statement(self, texts):
        return hours_prints.render_statement(self.work(texts), PRINTED_AT, "it")

    def rows(self, texts):
        """The volunteers of bodies of these names, called so as well."""
        return [replace(self.bodies[said], family=said, given=said, town=said) for said in texts]

    def extract(self, texts):
        return hours_prints.render_extract(self.rows(texts), FIRST, LAST, PRINTED_AT, "it")

    def round(self, texts):
        """The jury's round of these projects, judged by criteria and people of these names."""
        refused = ApplicationStatus.REJECTED
        judged = (Judged(replace(self.projects[said], status=refused, towns=(said,))) for said in texts)
        scored = (self.criteria[said] for said in texts)
        reviewers = {self.filed.ids[texts[0], Account]: texts[0]}
        return grant_prints.Round(self.calls[texts[-1]], tuple(scored), tuple(judged), reviewers, {})

    def round_sheet(self, texts):
        return grant_prints.render_round_sheet(self.round(texts), PRINTED_AT, "it")

    def letters(self, texts):
        return grant_prints.render_letters(self.round(texts), PRINTED_AT, "it")

    def certificates(self, texts):
        pages = []
        for said in texts:
            order = VolunteerOrder(
                person_id=self.works[said].person_id, first_day=BEGINNING, last_day=LAST, organisation=said,
                seat=said, tasks=(said,), skills=(said,), place=said, signatory=said, role=said,
            )  # fmt: skip
            pages += draft(self.reader, order)[1]
        return render_certificates(pages, index=len(pages) > 1)


def files_without_formulas(papers, folder):
    """The files of hours, of the extract and of the ranking say the texts as they are, and run none of them."""
    texts = list(TEXTS)
    judged = papers.round(texts)
    write_statement(folder / "ore.csv", papers.work(texts), "it")
    write_ranking(folder / "bando.csv", judged.judged, judged.reviewers, Form.ITALIAN)
    for path in (folder / "ore.csv", folder / "bando.csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            cells = {cell for row in csv.reader(lines, delimiter=";") for cell in row}
        assert {guarded(said) for said in texts} <= cells
        assert not [cell for cell in cells if FORMULA.match(cell)]
    write_statement(folder / "ore.xlsx", papers.work(texts), "it")
    write_extract(folder / "estratto.xlsx", papers.rows(texts), "it")
    write_ranking(folder / "bando.xlsx", judged.judged, judged.reviewers, Form.XLSX)
    for path in (folder / "ore.xlsx", folder / "estratto.xlsx", folder / "bando.xlsx"):
        book = CalamineWorkbook.from_path(path)
        cells = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
        assert set(texts) <= cells
        with zipfile.ZipFile(path) as archive:
            assert not [each for each in archive.namelist() if b"<f>" in archive.read(each)]


REFUSALS = (CharacterNotPrintable, RightToLeftText, TextTooLong)
FORMULA = re.compile("[=+@\t\r＝＋－＠-]")


def refusal(of):
    """The kind of refusal, told with its sign; None where there is none."""
    try:
        of()
    except REFUSALS as reason:
        return type(reason)
    return None


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def squeezed(text):
    """Without the breaks of lines and pages, and in the signs to which text in a PDF comes."""
    return "".join(normalize("NFKC", text).split())
