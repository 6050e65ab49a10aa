"""The words of the cases and what they are here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.counselling import ContactKind, ContactStatus
from op_desktop.domain.lab import LabKind
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Activity
from op_desktop.storage.clock import ROME, local_time

Given = Mapping[str, Any]

STATUSES = {
    "svolto": Status.HELD, "svolta": Status.HELD, "held": Status.HELD, "done": Status.HELD, "chiuso": Status.HELD,
    "programmato": Status.PLANNED, "programmata": Status.PLANNED, "planned": Status.PLANNED,
    "bozza": Status.PLANNED, "draft": Status.PLANNED, "da_fare": Status.PLANNED,
    "annullato": Status.CANCELLED, "annullata": Status.CANCELLED, "cancelled": Status.CANCELLED,
    "rinviato": Status.REPLACED, "sostituito": Status.REPLACED, "sostituita": Status.REPLACED,
    "replaced": Status.REPLACED,
}  # fmt: skip
CONTACT_STATUSES = {
    "non_presentato": ContactStatus.NO_SHOW, "non_presentata": ContactStatus.NO_SHOW, "no_show": ContactStatus.NO_SHOW,
    Status.HELD: ContactStatus.DONE, Status.PLANNED: ContactStatus.PLANNED,
    Status.CANCELLED: ContactStatus.CANCELLED, Status.REPLACED: ContactStatus.CANCELLED,
}  # fmt: skip
AREAS = {"lavoro": "work", "famiglia": "family", "famiglie": "family", "risparmio": "savings", "casa": "housing"}
KINDS = {"consulenza": ContactKind.CONSULTATION, "richiesta": ContactKind.REQUEST}
LAB_KINDS = {"comunita": LabKind.COMMUNITY, "comunità": LabKind.COMMUNITY,
             "socialita": LabKind.SOCIAL, "socialità": LabKind.SOCIAL}  # fmt: skip
METHODS = {"contati": CountMethod.COUNTED, "biglietti": CountMethod.TICKETS, "stima": CountMethod.ESTIMATE}
ACTIVITIES = {"laboratorio": Activity.LAB, "evento": Activity.EVENT, "scuola": Activity.SCHOOL,
              "progetto": Activity.PROJECT, "bando": Activity.PROJECT, "altro": Activity.OTHER}  # fmt: skip

BY_FIELD = {"lab": Activity.LAB, "event": Activity.EVENT, "class": Activity.SCHOOL, "school": Activity.SCHOOL,
             "project": Activity.PROJECT}  # fmt: skip


def moment(text: str) -> datetime:
    """The civil moment in Rome meant by a text with or without hour, seconds or offset."""
    midnight = "T24:00" in text
    found = datetime.fromisoformat(text.replace("T24:00", "T00:00"))
    if found.tzinfo is not None:
        found = local_time(found)
    return found.replace(second=0, microsecond=0) + timedelta(days=midnight)


def elapsed_minutes(start: datetime, end: datetime) -> int:
    """Minutes that really pass between two civil moments, also in the nights when clocks change (rule R7)."""
    return int(end.replace(tzinfo=ROME).timestamp() - start.replace(tzinfo=ROME).timestamp()) // 60


def coded(table: Mapping[Any, Any], text: str) -> Any:
    """The code for a word of the case; codes of our own pass as they are."""
    return table.get(text, text)
