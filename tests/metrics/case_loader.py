"""Records a case (``tests/data/metric_cases/*.json``) as an operator would, through the register where it can."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.counselling import Consultation, ContactKind, HelpArea
from op_desktop.domain.event import CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.lab import LabKind, LabOrigin, LabSession, LabState
from op_desktop.domain.person import SameAs, Verdict
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.register import check_in, labs, people, places, sessions
from op_desktop.register.hours import Hours, HoursOverlap, HoursUnfit, TooManyHours
from op_desktop.register.volunteering import mark_duplicate, record_hours
from op_desktop.storage.unit_of_work import UnitOfWork
from tests.metrics.case_schools import SchoolLoader, finish
from tests.metrics.case_words import (
    ACTIVITIES,
    AREAS,
    BY_FIELD,
    CONTACT_STATUSES,
    KINDS,
    LAB_KINDS,
    METHODS,
    STATUSES,
    Given,
    coded,
    elapsed_minutes,
    moment,
)

FOLDER = Path(__file__).parent.parent / "data" / "metric_cases"


def read(file: Path) -> dict[str, Any]:
    """A case as it is written."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def record(uow: UnitOfWork, case: Given) -> dict[str, RecordId]:
    """Record everything a case holds; returns the ids of its classes by the case's own."""
    loader = _Loader(uow, case["records"])
    loader.people()
    loader.contacts()
    loader.events()
    loader.labs()
    loader.sessions()
    loader.shifts()
    at_schools = SchoolLoader(uow, loader.listed, loader.municipality)
    at_schools.schools()
    at_schools.lessons()
    return at_schools.classes


class _Loader:
    def __init__(self, uow: UnitOfWork, records: Given) -> None:
        self.uow = uow
        self.records = records
        self.person: dict[str, RecordId] = {}
        self.place: dict[str, RecordId] = {}
        self.venue: dict[str, RecordId] = {}
        self.lab: dict[str, RecordId] = {}
        self.session: dict[str, RecordId] = {}
        self.event: dict[str, RecordId] = {}

    def listed(self, name: str) -> list[Given]:
        """The records of one kind; one that is there twice is one."""
        found = self.records.get(name) or []
        return list({each.get("id", number): each for number, each in enumerate(found)}.values())

    def who(self, name: str) -> RecordId:
        """The person, put on file when met first."""
        if name not in self.person:
            self.person[name] = people.add_person(self.uow, f"Inventata {name}", "Persona")
        return self.person[name]

    def municipality(self, code: str | None) -> RecordId:
        """The municipality with this code; one outside the territory is put on file."""
        code = code or "ignoto"
        if code not in self.place:
            self.place[code] = places.municipality_id(code)
            if self.uow.get(Municipality, self.place[code]) is None:
                self.uow.put(Municipality.of(code=code, cadastral_code="", name=f"Comune {code}", postal_code=""))
        return self.place[code]

    def venue_of(self, each: Given) -> RecordId | None:
        """The venue named, put on file when met first."""
        name = each.get("venue") or each.get("site")
        if not name:
            return None
        if name not in self.venue:
            town = self.municipality(each.get("municipality"))
            self.venue[name] = places.add_venue(self.uow, f"#OP Cafè {name}", town)
        return self.venue[name]

    def people(self) -> None:
        for each in self.listed("people"):
            self.who(each["id"])
        for each in self.listed("person_merges"):
            first, second = sorted((self.who(each["dup"]), self.who(each["keep"])))
            status = each.get("status", "confirmed")
            if status in ("proposed", "proposta", "proposto", "pending") or first == second:
                continue
            same = status in ("confirmed", "confermata", "confermato", "same")
            verdict = Verdict.SAME if same else Verdict.DIFFERENT
            self.uow.put(SameAs.of(what="person", first_id=first, second_id=second, verdict=verdict))

    def contacts(self) -> None:
        found = self.listed("contacts")
        ids = {each["id"]: new_id() for each in found}
        for each in found:
            area = coded(AREAS, each["area"])
            self.uow.put(HelpArea.of(code=area, name_it=area, name_en=area))
            status = each.get("status", "svolta")
            self.uow.put(
                Consultation(
                    id=ids[each["id"]],
                    area=area,
                    kind=ContactKind(coded(KINDS, each.get("kind", "consulenza"))),
                    person_id=self.who(each["person"]) if each.get("person") else None,
                    starts_at=moment(each["start"]),
                    venue_id=self.venue_of(each),
                    status=CONTACT_STATUSES[STATUSES.get(status, status)],
                    request_id=ids.get(each.get("from_request") or ""),
                )
            )

    def events(self) -> None:
        for each in self.listed("events"):
            event = CommunityEvent(
                id=new_id(),
                name=each.get("name") or each["id"],
                starts_at=moment(each["start"]),
                ends_at=moment(each["end"]) if each.get("end") else None,
                municipality_id=self.municipality(each["municipality"]) if each.get("municipality") else None,
                venue_id=self.venue_of(each),
                status=STATUSES[each.get("status", "svolto")],
                headcount=each.get("headcount"),
                method=CountMethod(coded(METHODS, each.get("method") or "counted")),
            )
            self.uow.put(event)
            self.event[each["id"]] = event.id
            for day in each.get("days") or each.get("dates") or []:
                self.uow.put(EventDay.of(event_id=event.id, day=moment(day).date()))
            for name in each.get("named") or []:
                self.uow.put(EventParticipant.of(event_id=event.id, person_id=self.who(name)))

    def labs(self) -> None:
        for each in self.listed("labs"):
            origin = {"bando": LabOrigin.GRANT_CALL}.get(each.get("origin") or "", LabOrigin.OP_CAFE)
            self.lab[each["id"]] = labs.add_lab(
                self.uow,
                each.get("name") or each["id"],
                self.municipality(each.get("municipality")),
                LabKind(coded(LAB_KINDS, each["kind"])),
                origin=origin,
                venue_id=self.venue_of(each),
                since=date(2015, 5, 1),
            )
            if each.get("closed"):
                labs.set_state(self.uow, self.lab[each["id"]], LabState.CLOSED, moment(each["closed"]).date())

    def sessions(self) -> None:
        for each in self.listed("lab_sessions"):
            session_id = sessions.plan_session(
                self.uow, self.lab[each["lab"]], moment(each["start"]), venue_id=self.venue_of(each)
            )
            self.session[each["id"]] = session_id
            for name in each.get("present") or []:
                check_in.check_in(self.uow, session_id, self.who(name), moment(each["start"]), volunteer=False)
            if each.get("anonymous"):
                check_in.add_unnamed(self.uow, session_id, each["anonymous"])
            check_in.count_room(self.uow, session_id, each.get("headcount"), CountMethod.COUNTED)
            finish(self.uow, LabSession, session_id, STATUSES[each.get("status", "svolto")])

    def shifts(self) -> None:
        ids: dict[str, RecordId] = {}
        found = self.listed("volunteer_entries")
        for each in found:
            ids[each["id"]] = self.shift(each)
        for each in found:
            original = each.get("duplicate_of")
            if original:
                mark_duplicate(self.uow, ids[each["id"]], ids.get(original, ids[each["id"]]))

    def shift(self, each: Given) -> RecordId:
        """One shift; what the register refuses to type is written as a bundle would bring it."""
        starts_at, minutes = moment(each["start"]), each.get("minutes")
        if minutes is None:
            minutes = elapsed_minutes(starts_at, moment(each["end"])) if each.get("end") else 0
        by_field = next((code for name, code in BY_FIELD.items() if each.get(name)), Activity.OTHER)
        activity = Activity(coded(ACTIVITIES, each.get("activity") or by_field))
        facts = {
            "person_id": self.who(each["person"]),
            "activity": activity,
            "lab_id": self.lab.get(each.get("lab") or ""),
            "event_id": self.event.get(each.get("event") or ""),
            "starts_at": starts_at,
            "minutes": minutes,
        }
        try:
            return record_hours(self.uow, [Hours(**facts)], confirmed=False)[0]
        except (HoursUnfit, HoursOverlap, TooManyHours):
            shift = VolunteerShift(id=new_id(), **facts)
            self.uow.put(shift)
            return shift.id
