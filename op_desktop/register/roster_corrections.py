"""What was entered wrongly about who is in a class: a leaving that was none, a pupil that never was."""

from dataclasses import replace

from sqlalchemy import select

from op_desktop.domain.record import Record, RecordId, shape
from op_desktop.domain.school import Enrolment, Leaving, Pupil
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import RECORDS, TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_ENROLMENT = TABLE_OF[Enrolment]


class OnRegister(UserError):
    """A pupil that something names cannot be taken out as if it had never been."""

    title = N_("This pupil is already on a register.")
    advice = N_("Write the day on which the pupil leaves instead: the earlier registers stay as they are.")


class AlreadyElsewhere(UserError):
    """A pupil who was moved is on a register of the other class by now."""

    title = N_("The pupil is already on a register of the other class.")
    advice = N_("Move the pupil back from there, with a new number. Nothing was changed.")


def put_back(uow: UnitOfWork, enrolment_id: RecordId) -> None:
    """The pupil did not leave after all; an arrival in another class that came of it goes again.

    Raises ``AlreadyElsewhere``.
    """
    enrolment = uow.require(Enrolment, enrolment_id)
    if enrolment.leaving is Leaving.TRANSFERRED and enrolment.left_on is not None:
        same_day = _ENROLMENT.c.enrolled_on == enrolment.left_on.isoformat()
        others = _ENROLMENT.c.pupil_id == enrolment.pupil_id, _ENROLMENT.c.id != enrolment_id
        for each in uow.all(Enrolment, *others, same_day):
            if is_named(uow, Enrolment, each.id):
                raise AlreadyElsewhere
            uow.delete(Enrolment, each.id)
    uow.put(replace(enrolment, left_on=None, leaving=None))


def take_out(uow: UnitOfWork, enrolment_id: RecordId) -> None:
    """Remove a pupil who was entered by mistake; raises ``OnRegister`` where anything names it."""
    enrolment = uow.require(Enrolment, enrolment_id)
    if is_named(uow, Enrolment, enrolment_id):
        raise OnRegister
    uow.delete(Enrolment, enrolment_id)
    if not is_named(uow, Pupil, enrolment.pupil_id):
        uow.delete(Pupil, enrolment.pupil_id)


def is_named(reader: Reader, kind: type[Record], id: RecordId) -> bool:
    """Whether any other record names this one: a mark, an answer, a certificate."""
    columns = [TABLE_OF[other].c[each.name] for other in RECORDS for each in shape(other)
               if each.rule.refers == kind.entity]  # fmt: skip
    return any(reader.value(select(column).where(column == id).limit(1)) is not None for column in columns)
