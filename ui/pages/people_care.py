"""What is asked about a person, and what is stored of the answers: new, part, bin, erasure, their data in a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.exchange.person_data import write_person
from op_desktop.language import _, ngettext
from op_desktop.progress import Progress
from op_desktop.register.duplicates import same_person
from op_desktop.register.people import (
    SimilarRow,
    add_person,
    bin_person,
    end_role,
    full_name,
    person_card,
    restore_person,
    set_profile,
    set_role,
    similar,
)
from op_desktop.register.person_erasure import Erased, StillVolunteer, erasable, erase_person
from ui.dialogs.erase_person import ErasePersonDialog
from ui.drafts import Draft, DraftKeeper, forget_draft, waiting_drafts
from ui.folders import documents
from ui.pages.draft_offer import offer_draft
from ui.pages.labs_questions import PERSON_DRAFT
from ui.pages.page import Page
from ui.pages.people_new import NewPerson
from ui.pages.people_part import PartDialog
from ui.widgets.toast import Toast

NEW_PERSON_DRAFT: Final = "new_person"
Done = Callable[[RecordId], object]


def ask_new_person(
    page: Page, done: Done, name: tuple[str, str] = ("", ""), typed: Draft | None = None
) -> NewPerson | None:
    """Ask for a name and put a person on file, or go to who was meant; ``done`` gets the id.

    With ``typed`` what was typed before stands in the fields.
    """
    if not page.names_shown():
        return None

    def alike(family: str, given: str) -> list[SimilarRow]:
        with page.desk.workspace.read() as reader:
            return similar(reader, family, given)

    dialog = NewPerson(page.theme, alike, name)
    keeper = DraftKeeper(page.desk.workspace, NEW_PERSON_DRAFT, "", dialog,
                         {"given": dialog.given, "family": dialog.family})  # fmt: skip
    if typed is not None:
        keeper.restore(typed)

    def store() -> None:
        family, given = dialog.family.text(), dialog.given.text()
        label = _("New person {name}").format(name=full_name(family.strip(), given.strip()))
        with page.writing(label) as uow:
            person_id = add_person(uow, family, given)
        if page.saved:
            done(person_id)

    dialog.accepted.connect(store)
    dialog.known.connect(done)
    page.desk.window.ask(dialog)
    return dialog


def offer_person(page: Page, done: Done) -> bool:
    """Offer to go on with a new person who was being typed when the program went down."""
    return offer_draft(
        page, NEW_PERSON_DRAFT, lambda when: _("You were writing a new person ({when}).").format(when=when),
        lambda draft: ask_new_person(page, done, typed=draft), "given",
    )  # fmt: skip


def ask_part(page: Page, person_id: RecordId) -> PartDialog:
    """Ask which part a person plays from which day on; the profile is asked once."""
    with page.desk.workspace.read() as reader:
        card, today = person_card(reader, person_id), reader.today
    name = full_name(card.person.family_name, card.person.given_name)
    dialog = PartDialog(page.theme, name, card.roles, card.profile, today=today)

    def store() -> None:
        with page.writing(_("Part of {name}").format(name=name)) as uow:
            set_role(uow, person_id, dialog.part, dialog.since, framework=dialog.framework,
                     body=dialog.body_field.text(), insured_until=dialog.insured)  # fmt: skip
            if dialog.profile is not None:
                set_profile(uow, person_id, dialog.profile)

    def end(role_id: RecordId) -> None:
        with page.writing(_("Part of {name}").format(name=name)) as uow:
            end_role(uow, role_id, today)

    dialog.accepted.connect(store)
    dialog.ended.connect(end)
    page.desk.window.ask(dialog)
    return dialog


def turn_bin(page: Page, person_id: RecordId) -> None:
    """Put a person into the bin, or take them out."""
    with page.desk.workspace.read() as reader:
        person = reader.require(Person, person_id)
    name = full_name(person.family_name, person.given_name)
    into = person.binned_on is None
    label = _("{name}: into the bin") if into else _("{name}: out of the bin")
    with page.writing(label.format(name=name)) as uow:
        (bin_person if into else restore_person)(uow, person_id)
    if page.saved:
        page.say_undoable(label.format(name=name))


def ask_erasure(page: Page, person_id: RecordId) -> ErasePersonDialog | None:
    """Ask for the surname and forget the person for good; says why where something stands against it."""
    if not page.names_shown():
        return None
    workspace = page.desk.workspace
    try:
        with workspace.read() as reader:
            person, found = reader.require(Person, person_id), erasable(reader, person_id)
            same = same_person(reader, person_id)
    except StillVolunteer as reason:
        page.tell_error(reason)
        return None
    dialog = ErasePersonDialog(page.theme, person.family_name, person.given_name, found)

    def work(_progress: Progress) -> Erased:
        with workspace.write(_("Delete a person")) as uow:
            return erase_person(uow, person_id)

    def forget(_erased: Erased) -> None:
        for draft in waiting_drafts(workspace, PERSON_DRAFT):
            if draft.of in same:
                forget_draft(workspace, PERSON_DRAFT, draft)
        # Any page may know the person: their hours, a part, a visit stand in the steps, and their name beside them.
        for each in page.desk.window.findChildren(Page):
            each.undo_steps.forget()
        page.desk.window.say(Toast(_("Deleted for good.")))

    dialog.accepted.connect(lambda: page.desk.jobs.start(work, done=forget, failed=page.tell_error))
    page.desk.window.ask(dialog)
    return dialog


def ask_data(page: Page, person_id: RecordId) -> None:
    """Ask where all data of a person go, and write them; the file's name says nothing of them."""
    proposed = documents() / _("data {code}.zip").format(code=person_id[-6:])
    chosen, _kind = QFileDialog.getSaveFileName(page, _("All data of this person"), str(proposed), "Zip (*.zip)")
    if chosen:
        page.desk.jobs.start(
            partial(_write, page, person_id, Path(chosen)), done=partial(_tell, page, Path(chosen)),
            failed=page.tell_error,
        )  # fmt: skip


def _write(page: Page, person_id: RecordId, path: Path, _progress: Progress) -> int:
    with page.desk.workspace.read() as reader:
        return write_person(path, reader, person_id, page.desk.workspace.actor)


def _tell(page: Page, path: Path, records: int) -> None:
    told = ngettext("{n} record is in {file}.", "{n} records are in {file}.", records)
    page.banner.tell("success", told.format(n=records, file=path.name), str(path.parent))
