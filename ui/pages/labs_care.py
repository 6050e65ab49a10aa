"""What is asked about a lab on file, and what is stored of the answers: facts, state, meetings, who answers for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from op_desktop.domain.lab import Lab, LabOrigin
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.lab_people import responsible, set_responsible
from op_desktop.register.lab_seeds import LabSeed, lab_seeds
from op_desktop.register.lab_series import closed_for_lab, days_taken, drop_meetings, plan_meetings
from op_desktop.register.labs import add_lab, describe_lab, forget_state, lab_header, set_state, states
from op_desktop.register.meetings import RegisterState
from op_desktop.register.people import full_name
from op_desktop.register.places import municipalities, venues
from op_desktop.register.sessions import sessions_of
from op_desktop.storage.reader import Reader
from ui.dialogs.lab import Framing, LabDialog, LabDraft, Offer
from ui.dialogs.lab_seeds import CONFIDENCE, LabSeedsDialog
from ui.dialogs.lab_series import LabSeriesDialog, Rhythm
from ui.dialogs.lab_state import LabStateDialog
from ui.drafts import Draft, DraftKeeper
from ui.models.check_in import Suggestion
from ui.pages.choose_person import ChoosePerson
from ui.pages.draft_offer import offer_draft
from ui.pages.labs_panel import COMING, LabView
from ui.pages.page import Page
from ui.pages.person_entry import Find, people_found

AHEAD = timedelta(days=365)
"""How far coming meetings are looked for."""
LAB_DRAFT: Final = "lab"
Done = Callable[[RecordId], object]


def view_of_lab(reader: Reader, lab_id: RecordId) -> LabView:
    """What the panel tells of a lab; raises ``RecordMissing``."""
    today = reader.today
    coming = [row for row in sessions_of(reader, today, today + AHEAD, lab_id=lab_id)
              if row.state is not RegisterState.CANCELLED]  # fmt: skip
    return LabView(lab_header(reader, lab_id), reader.require(Lab, lab_id).purpose, tuple(states(reader, lab_id)),
                   tuple(responsible(reader, lab_id)), tuple(coming[:COMING]))  # fmt: skip


def ask_new_lab(page: Page, done: Done, seed: LabSeed | None = None, typed: Draft | None = None) -> LabDialog:
    """Ask what a new lab is and put it on file; of the papers' labs, what they say is written already.

    With ``typed`` what was typed before stands in the fields.
    """
    framing, draft = Framing(_("New lab"), _("Add the lab")), LabDraft()
    if seed is not None:
        draft = LabDraft(name=seed.name, municipality_id=seed.municipality_id, origin=seed.origin or LabOrigin.OP_CAFE)
        framing = Framing(_("Is it so?"), _("Confirm the lab"), _(CONFIDENCE[seed.confidence][0]))
    with page.desk.workspace.read() as reader:
        dialog = LabDialog(page.theme, _offer(page, reader), framing, draft, today=reader.today)
    keeper = DraftKeeper(page.desk.workspace, LAB_DRAFT, seed.id if seed is not None else "", dialog, {
        "name": dialog.name, "town": dialog.town, "venue": dialog.venue, "kind": dialog.kind, "origin": dialog.origin,
        "weekday": dialog.weekday, "starts": dialog.starts, "length": dialog.length, "purpose": dialog.purpose,
        "since": dialog.since,
    })  # fmt: skip
    if typed is not None:
        keeper.restore(typed)

    def store() -> None:
        told = dialog.draft
        assert told.municipality_id is not None
        with page.writing(_("New lab {name}").format(name=told.name)) as uow:
            lab_id = add_lab(
                uow, told.name, told.municipality_id, told.kind, origin=told.origin, venue_id=told.venue_id,
                weekday=told.weekday, starts=told.starts, minutes=told.minutes, purpose=told.purpose,
                since=told.since, id=seed.id if seed is not None else None,
            )  # fmt: skip
        if page.saved:
            done(lab_id)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def offer_lab(page: Page, done: Done) -> None:
    """Offer to go on with a new lab that was being typed when the program went down."""

    def resume(draft: Draft) -> None:
        with page.desk.workspace.read() as reader:
            seed = next((each for each in lab_seeds(reader) if each.id == draft.of), None)
        ask_new_lab(page, done, seed, draft)

    offer_draft(page, LAB_DRAFT, lambda when: _("You were writing a new lab ({when}).").format(when=when), resume)


def ask_facts(page: Page, lab_id: RecordId) -> LabDialog:
    """Ask what is to be changed of a lab."""
    with page.desk.workspace.read() as reader:
        lab = reader.require(Lab, lab_id)
        draft = LabDraft(
            name=lab.name, municipality_id=lab.municipality_id, venue_id=lab.venue_id, kind=lab.kind,
            origin=lab.origin, weekday=lab.weekday, starts=lab.starts, minutes=lab.minutes, purpose=lab.purpose,
        )  # fmt: skip
        framing = Framing(_("Change {lab}").format(lab=lab.name), _("Keep the changes"), first_day=False)
        dialog = LabDialog(page.theme, _offer(page, reader), framing, draft, today=reader.today)

    def store() -> None:
        told = dialog.draft
        assert told.municipality_id is not None
        with page.writing(_("Change {lab}").format(lab=told.name)) as uow:
            describe_lab(uow, replace(
                uow.require(Lab, lab_id), name=told.name, municipality_id=told.municipality_id,
                venue_id=told.venue_id, kind=told.kind, origin=told.origin, weekday=told.weekday, starts=told.starts,
                minutes=told.minutes, purpose=told.purpose,
            ))  # fmt: skip

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_state(page: Page, lab_id: RecordId) -> LabStateDialog:
    """Ask from when on a lab is active, paused or closed."""
    with page.desk.workspace.read() as reader:
        today = reader.today
        planned = [row.starts_at.date() for row in sessions_of(reader, today, today + AHEAD, lab_id=lab_id)
                   if row.state is RegisterState.TODO]  # fmt: skip
        name = lab_header(reader, lab_id).name
        dialog = LabStateDialog(page.theme, name, states(reader, lab_id), planned, today=today)

    def store() -> None:
        with page.writing(_("State of {lab}").format(lab=name)) as uow:
            set_state(uow, lab_id, dialog.state, dialog.since)
            if dialog.drop.isChecked() and not dialog.drop.isHidden():
                drop_meetings(uow, lab_id, max(dialog.since, today))

    def forget(day: date) -> None:
        with page.writing(_("State of {lab}").format(lab=name)) as uow:
            forget_state(uow, lab_id, day)

    dialog.accepted.connect(store)
    dialog.forgotten.connect(forget)
    page.desk.window.ask(dialog)
    return dialog


def ask_series(page: Page, lab_id: RecordId) -> LabSeriesDialog:
    """Ask which of the coming weeks get a meeting."""
    with page.desk.workspace.read() as reader:
        rhythm = Rhythm(lab_header(reader, lab_id), closed_for_lab(reader, lab_id), days_taken(reader, lab_id))
        dialog = LabSeriesDialog(page.theme, rhythm, today=reader.today)

    def store() -> None:
        with page.writing(_("Plan the meetings: {lab}").format(lab=rhythm.lab.name)) as uow:
            made = plan_meetings(uow, lab_id, dialog.moments, dialog.minutes)
        if page.saved:
            page.say_undoable(ngettext("{n} meeting planned", "{n} meetings planned", len(made)).format(n=len(made)))

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_responsible(page: Page, lab_id: RecordId) -> ChoosePerson | None:
    """Ask who answers for a lab; somebody who does so already is let off."""
    if not page.names_shown():
        return None
    with page.desk.workspace.read() as reader:
        name, standing = lab_header(reader, lab_id).name, responsible(reader, lab_id)
    here = ", ".join(full_name(row.family, row.given) for row in standing)
    text = _("Now: {names}. Choose one of them again to take them off.").format(names=here) if here else ""
    dialog = ChoosePerson(page.theme, _("Who is responsible for {lab}?").format(lab=name), text, _found_by(page))

    def store() -> None:
        assert dialog.chosen is not None
        person_id = dialog.chosen.person_id
        off = any(row.person_id == person_id for row in standing)
        with page.writing(_("Responsible for {lab}").format(lab=name)) as uow:
            set_responsible(uow, lab_id, person_id, responsible=not off)

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog


def ask_seeds(page: Page, done: Done) -> LabSeedsDialog:
    """Show the labs of the papers; each leads to its own questions and back to the list."""
    with page.desk.workspace.read() as reader:
        dialog = LabSeedsDialog(page.theme, lab_seeds(reader))

    def look_at(seed: LabSeed) -> None:
        def confirmed(lab_id: RecordId) -> None:
            done(lab_id)
            ask_seeds(page, done)

        ask_new_lab(page, confirmed, seed=seed)

    dialog.chosen.connect(look_at)
    page.desk.window.ask(dialog)
    return dialog


def _offer(page: Page, reader: Reader) -> Offer:
    return Offer(tuple(municipalities(reader)), tuple(row for row in venues(reader) if row.open), page.desk.place)


def _found_by(page: Page) -> Find:
    def found(text: str) -> list[Suggestion]:
        with page.desk.workspace.read() as reader:
            return people_found(reader, text)

    return found
