"""Records the classes, pupils and lessons of a case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from op_desktop.domain.attendance import Mark
from op_desktop.domain.lab import LabSession
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Enrolment, Leaving, Lesson, Level, RosterMode, SchoolClass, Status
from op_desktop.domain.section import ClassName
from op_desktop.register import attendance, lessons, rosters, schools, sessions
from op_desktop.storage.unit_of_work import UnitOfWork
from tests.metrics.case_words import STATUSES, Given, moment


def finish(uow: UnitOfWork, kind: type[LabSession] | type[Lesson], id: RecordId, status: Status) -> None:
    """Close or cancel what was planned."""
    lesson = kind is Lesson
    if status is Status.HELD:
        (attendance.close if lesson else sessions.close_session)(uow, id)
    elif status is Status.REPLACED:
        # In a case what takes its place stands in the list by itself.
        uow.put(replace(uow.require(kind, id), status=status))
    elif status is Status.CANCELLED:
        (lessons.cancel_lesson if lesson else sessions.cancel_session)(uow, id)


class SchoolLoader:
    """What happens at schools."""

    def __init__(
        self,
        uow: UnitOfWork,
        listed: Callable[[str], list[Given]],
        municipality: Callable[[str | None], RecordId],
    ) -> None:
        self.uow = uow
        self.listed = listed
        self.municipality = municipality
        self.school: dict[str, RecordId] = {}
        self.classes: dict[str, RecordId] = {}
        self.enrolment: dict[str, RecordId] = {}

    def schools(self) -> None:
        listed = self.listed("pupils")
        with_list = {each["class"] for each in listed}
        for each in self.listed("classes"):
            self.classes[each["id"]] = self.school_class(each, listed=each["id"] in with_list)
        by_id = {each["id"]: each for each in listed}
        targets = {each["moved_to"] for each in listed if each.get("moved_to")}
        for each in sorted(listed, key=lambda each: each["id"] in targets):
            self.follow(each, by_id)

    def school_class(self, each: Given, *, listed: bool) -> RecordId:
        name = each["school"]
        if name not in self.school:
            # A level with five grades, as the case does not tell it.
            town = self.municipality(each.get("municipality") or "015182")
            self.school[name] = schools.add_school(self.uow, f"Scuola {name}", town, Level.UPPER_SECONDARY)
        facts = {
            "roster_mode": RosterMode.NUMBERS if listed else RosterMode.HEADCOUNT,
            "declared_pupils": each.get("declared_pupils"),
        }
        year, grade, section = int(str(each["school_year"])[:4]), int(each["grade"]), str(each["section"])
        try:
            return schools.add_class(self.uow, self.school[name], year, ClassName(grade, section), **facts)
        except schools.ClassExists:
            second = SchoolClass(
                id=new_id(), school_id=self.school[name], school_year=year, grade=grade, section=section, **facts
            )
            self.uow.put(second)
            return second.id

    def follow(self, each: Given, by_id: Mapping[str, Given]) -> None:
        """Enrol a pupil and, where it moved, in the classes that it moved to."""
        if each["id"] in self.enrolment:
            return
        path = [each]
        while (after := by_id.get(path[-1].get("moved_to") or "")) is not None and after not in path:
            path.append(after)
        known = next((self.enrolment[step["id"]] for step in path if step["id"] in self.enrolment), None)
        pupil_id = self.uow.require(Enrolment, known).pupil_id if known else None
        for step in path:
            if step["id"] in self.enrolment:
                break
            class_id = self.classes[step["class"]]
            if pupil_id is None:
                enrolment_id = rosters.enrol(self.uow, class_id)
                pupil_id = self.uow.require(Enrolment, enrolment_id).pupil_id
            else:
                enrolment_id = self.also_in(class_id, pupil_id)
            self.enrolment[step["id"]] = enrolment_id
            self.leave(enrolment_id, step)

    def also_in(self, class_id: RecordId, pupil_id: RecordId) -> RecordId:
        """The same child in another class, or back in one where it was."""
        number = len(rosters.roster(self.uow, class_id)) + 1
        enrolment = Enrolment.of(class_id=class_id, pupil_id=pupil_id, number=number)
        self.uow.put(enrolment)
        return enrolment.id

    def leave(self, enrolment_id: RecordId, each: Given) -> None:
        if not each.get("left"):
            return
        day = moment(each["left"]).date()
        if each.get("status") == "trasferito":
            standing = self.uow.require(Enrolment, enrolment_id)
            self.uow.put(replace(standing, left_on=day, leaving=Leaving.TRANSFERRED))
        else:
            rosters.withdraw(self.uow, enrolment_id, day)

    def lessons(self) -> None:
        for each in self.listed("lessons"):
            starts_at, class_id = moment(each["start"]), self.classes[each["class"]]
            (lesson_id,) = lessons.plan_lessons(self.uow, class_id, [starts_at])
            status = STATUSES[each.get("status", "svolto")]
            here = {self.enrolment[name] for name in each.get("present") or [] if name in self.enrolment}
            if status is Status.HELD:
                day = rosters.roster(self.uow, class_id, starts_at.date())
                self.mark(lesson_id, here, {pupil.enrolment_id for pupil in day})
            finish(self.uow, Lesson, lesson_id, status)

    def mark(self, lesson_id: RecordId, here: Iterable[RecordId], roster: Iterable[RecordId]) -> None:
        present = set(here)
        attendance.mark_many(self.uow, lesson_id, present, Mark.PRESENT)
        attendance.mark_many(self.uow, lesson_id, set(roster) - present, Mark.ABSENT)
