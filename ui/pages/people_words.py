"""What the card of a person says of parts, talks and edits."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from op_desktop.domain.formats import format_date
from op_desktop.domain.person import PersonRole
from op_desktop.domain.record import Value
from op_desktop.language import N_, _
from op_desktop.register.person_story import Edit
from ui.dialogs.person_details import BAND_NAMES
from ui.models.people import FRAMEWORK_NAMES, PART_NAMES, PROFILE_NAMES

_FIELDS: Final = {
    "family_name": N_("Surname"), "given_name": N_("First name"), "band": N_("Age"),
    "municipality_id": N_("Municipality"), "phone": N_("Telephone"), "email": N_("E-mail"), "card": N_("Card"),
    "note": N_("Note"), "do_not_contact": N_("Do not contact"), "image_release": N_("Photographs allowed"),
    "binned_on": N_("Bin"), "part": N_("Role"), "since": N_("Since"), "until": N_("Until"),
    "framework": N_("Arrangement"), "body": N_("Body"), "insured_until": N_("Insured until"), "kind": N_("Before"),
    "asked_on": N_("Asked on"), "_deleted": N_("Removed"),
}  # fmt: skip
_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    name: {str(key): words for key, words in names.items()}
    for name, names in (
        ("band", BAND_NAMES), ("part", PART_NAMES), ("framework", FRAMEWORK_NAMES), ("kind", PROFILE_NAMES),
    )
}  # fmt: skip
_TRUTHS: Final = frozenset({"do_not_contact", "image_release", "_deleted"})
_DAYS: Final = frozenset({"binned_on", "since", "until", "insured_until", "asked_on"})
_SILENT: Final = frozenset({"person_id", "_deleted"})


def role_words(role: PersonRole) -> str:
    """A part with its days and arrangement."""
    part = _(PART_NAMES[role.part])
    days = _("since {day}").format(day=format_date(role.since))
    if role.until is not None:
        days = _("from {first} to {last}").format(first=format_date(role.since), last=format_date(role.until))
    what = f"{part} {days}"
    return f"{what} · {_(FRAMEWORK_NAMES[role.framework])}" if role.part == "collaborator" else what


def edit_words(edit: Edit, towns: Mapping[str, str]) -> str:
    """What one edit set, field by field; what was emptied or erased says so. ``towns`` are names by their ids."""
    told = []
    for name, value in edit.fields:
        if name in _SILENT and not (name == "_deleted" and value):
            continue
        told.append(f"{_(_FIELDS.get(name, name))}: {_shown(name, value, towns)}")
    return " · ".join(told)


def _shown(name: str, value: Value, towns: Mapping[str, str]) -> str:
    if value in (None, ""):
        return _("empty")
    if name in _CHOICES:
        return _(_CHOICES[name].get(str(value), str(value)))
    if name in _TRUTHS:
        return _("yes") if value else _("no")
    if name in _DAYS:
        return format_date(date.fromisoformat(str(value)))
    return towns.get(str(value), str(value)) if name == "municipality_id" else str(value)
