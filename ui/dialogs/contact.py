"""A contact of another day or an appointment to come: who, about what, when, at which desk."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from PySide6.QtWidgets import QLineEdit, QWidget

from op_desktop.domain.counselling import ContactKind, ContactStatus
from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.register.counselling import ContactDraft
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock
from ui.models.check_in import Suggestion
from ui.models.counselling import KIND_WORDS
from ui.theme import Theme
from ui.widgets.label import Label

MOST_MINUTES, MOST_PEOPLE = 720, 200


class NumberUnclear(UserError):
    """Minutes or people that are no number, or too many."""

    title = N_("Write “{caption}” as a whole number up to {most}.")


class NameField(Protocol):
    """A field that proposes people for a name."""

    picked: Any
    """Signal with the ``Suggestion`` taken."""
    new_person: Any
    """Signal with the name of somebody who is not on file."""
    shown: Any
    """Signal: more people are proposed, or fewer."""
    field: QLineEdit

    @property
    def widget(self) -> QWidget:
        """What is put into the dialog."""


class ContactDialog(FormDialog):
    """``draft`` holds the answer; ``new_name`` a person who is to be put on file first."""

    def __init__(
        self, theme: Theme, title: str, confirm: str, draft: ContactDraft, now: datetime,
        areas: Sequence[tuple[str, str]], venues: Sequence[tuple[RecordId | None, str]],
        person: NameField, name: str = "",
    ) -> None:  # fmt: skip
        """``name`` is that of the person of the draft."""
        super().__init__(theme, title, confirm=confirm, width=600)
        self.draft, self.new_name = draft, ""
        self._now, self._person_id = now, draft.person_id
        self.person = person
        self.person.field.setPlaceholderText(name or _("Leave it empty for somebody without a name"))
        self.person.picked.connect(self._take)
        self.person.new_person.connect(self._take_new)
        self.person.shown.connect(self.place)
        self.who = Label(name, "strong", wrap=True)
        self.area = Choice(_("Area"), areas, draft.area)
        self.kind = Choice(_("Kind"), [(kind, _(words)) for kind, words in KIND_WORDS.items()], draft.kind)
        self.venue = Choice(_("Desk"), venues, draft.venue_id)
        self.day = text_field(_("Day"), format_date(draft.starts_at.date()), "24/11")
        self.begins = text_field(_("Begins at"), f"{draft.starts_at:%H:%M}", "9:30")
        self.minutes = text_field(_("Minutes"), str(draft.minutes or ""), "45")
        self.group = text_field(_("People in the group"), str(draft.group_size or ""), _("only for groups"))
        self.again = text_field(
            _("Get in touch again on"), format_date(draft.follow_up_on) if draft.follow_up_on else "", "8/12"
        )
        self.add_fields(
            [(_("Person"), self.person.widget)],
            [(_("Area"), self.area), (_("Kind"), self.kind)],
            [(_("Day"), self.day), (_("Begins at"), self.begins), (_("Minutes"), self.minutes)],
            [(_("Desk"), self.venue), (_("People in the group"), self.group), (_("Get in touch again on"), self.again)],
        )
        self.body.insertWidget(1, self.who)
        words = _("A day to come makes it an appointment. What is said is not written down.")
        self.body.insertWidget(self.body.count() - 1, Label(words, "secondary", ink="text2", wrap=True))
        self.first = self.person.field
        self.who.setVisible(bool(name))

    def read_fields(self) -> None:
        """Raises ``NoSuchDay``, ``DateUnclear``, ``TimeUnclear`` or ``NumberUnclear``."""
        day = parse_date(self.day.text(), self._now.date())
        starts = datetime.combine(day, clock(self.begins.text()))
        status = self._status(starts)
        self.draft = ContactDraft(
            area=str(self.area.key), starts_at=starts, kind=ContactKind(str(self.kind.key)), person_id=self._person_id,
            minutes=_number(self.minutes.text(), _("Minutes"), MOST_MINUTES),
            venue_id=RecordId(str(self.venue.key)) if self.venue.key else None, status=status,
            follow_up_on=_day(self.again.text(), day), group_size=self._group_size(),
        )  # fmt: skip

    def _status(self, starts: datetime) -> ContactStatus:
        """A day to come makes an appointment; one that is only corrected stays one, and so does a no-show."""
        was = self.draft.status
        if was in (ContactStatus.NO_SHOW, ContactStatus.CANCELLED):
            return was
        waiting = was is ContactStatus.PLANNED and starts == self.draft.starts_at
        return ContactStatus.PLANNED if waiting or starts > self._now else ContactStatus.DONE

    def _group_size(self) -> int | None:
        """A group has no name on file."""
        named = self._person_id is not None or bool(self.new_name)
        return None if named else _number(self.group.text(), _("People in the group"), MOST_PEOPLE)

    def _take(self, person: Suggestion) -> None:
        self._person_id, self.new_name = person.person_id, ""
        self._show(person.name)

    def _take_new(self, text: str) -> None:
        self._person_id, self.new_name = None, text
        self._show(_("{name} (new)").format(name=text))

    def _show(self, name: str) -> None:
        self.who.setText(name)
        self.who.show()
        self.person.field.clear()
        self.area.setFocus()
        self.place()


class FollowUpDialog(FormDialog):
    """``day`` holds on which day somebody gets in touch again."""

    def __init__(self, theme: Theme, name: str, proposed: date, today: date) -> None:
        super().__init__(theme, name, _("It will stand in the list of follow-ups."), confirm=_("Remember the day"),
                         width=420)  # fmt: skip
        self.day, self._today = proposed, today
        self.field = text_field(_("Get in touch again on"), format_date(proposed), "8/12")
        self.field.selectAll()
        self.add_fields([(_("Get in touch again on"), self.field)])
        self.first = self.field

    def read_fields(self) -> None:
        """Raises ``NoSuchDay`` or ``DateUnclear``."""
        self.day = parse_date(self.field.text(), self._today)


def _number(text: str, caption: str, most: int) -> int | None:
    bare = text.strip()
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 6 and 0 < int(bare) <= most):
        raise NumberUnclear(caption=caption, most=most)
    return int(bare)


def _day(text: str, after: date) -> date | None:
    return parse_date(text, after) if text.strip() else None
