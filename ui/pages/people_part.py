"""The part of a person from a day on, and what is asked once of who starts to collaborate."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.person import Framework, Part, PersonRole, ProfileKind
from op_desktop.language import _
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.models.people import FRAMEWORK_NAMES, PART_NAMES, PROFILE_NAMES
from ui.pages.people_words import role_words
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import CapsLabel, Label
from ui.widgets.list_row import ListRow
from ui.widgets.segmented import Segmented


class PartDialog(FormDialog):
    """``part``, ``since``, ``framework``, ``body``, ``insured`` and ``profile`` hold the answer."""

    ended = Signal(object)
    """The id of a part that ends today."""

    def __init__(
        self, theme: Theme, name: str, roles: Sequence[PersonRole], profile: ProfileKind | None, *, today: date
    ) -> None:
        super().__init__(theme, _("Part of {name}").format(name=name), confirm=_("Note the part"), width=560)
        self.since = today
        self.insured: date | None = None
        self._today, self._asked = today, profile
        held = next((role for role in roles if role.part is Part.COLLABORATOR and role.until is None), None)
        self.choice = Segmented(_("Role"), [(part, _(words)) for part, words in PART_NAMES.items()], Part.COLLABORATOR)
        self.day = text_field(_("From this day on"), format_date(held.since if held else today), "24/11/2026")
        frameworks = [(each, _(words)) for each, words in FRAMEWORK_NAMES.items()]
        self.framework_field = Choice(_("Arrangement"), frameworks, held.framework if held else None)
        self.body_field = text_field(_("Body"), held.body if held else "")
        insured = format_date(held.insured_until) if held and held.insured_until else ""
        self.insured_field = text_field(_("Insured until"), insured, "31/12/2026")
        profiles = [(None, _("not asked yet")), *((kind, _(words)) for kind, words in PROFILE_NAMES.items())]
        self.profile_field = Choice(_("Before collaborating"), profiles, profile)
        self.body.addWidget(self.choice)
        self.add_fields(
            [(_("From this day on"), self.day), (_("Arrangement"), self.framework_field)],
            [(_("Body"), self.body_field), (_("Insured until"), self.insured_field)],
            [(_("Before collaborating"), self.profile_field)],
        )
        hint = _("Asked once: {profile}").format(profile=_(PROFILE_NAMES[profile])) if profile is not None else (
            _("Asked once, when somebody starts to collaborate."))  # fmt: skip
        self.body.insertWidget(self.body.count() - 1, Label(hint, "secondary", ink="text2", wrap=True))
        if roles:
            self.body.addWidget(CapsLabel(_("Parts over time")))
        for role in roles:
            self.body.addWidget(self._line(role))
        self.first = self.day
        self.day.selectAll()

    @property
    def part(self) -> Part:
        """The part from that day on."""
        return Part(str(self.choice.current))

    @property
    def framework(self) -> Framework:
        """Under which arrangement."""
        return Framework(str(self.framework_field.key))

    @property
    def profile(self) -> ProfileKind | None:
        """The answer, where it was given now."""
        key = self.profile_field.key
        return ProfileKind(str(key)) if key is not None and key != self._asked else None

    def read_fields(self) -> None:
        """Raises ``NoSuchDay`` or ``DateUnclear``."""
        self.since = parse_date(self.day.text(), self._today)
        written = self.insured_field.text().strip()
        self.insured = parse_date(written, self._today) if written else None

    def _line(self, role: PersonRole) -> ListRow:
        words = role_words(role)
        if role.until is not None:
            return ListRow(words, height=34)
        end = Button(self.theme, _("Ends today"), "x", "ghost", on_click=lambda: self._end(role))
        end.setAccessibleName(f"{_('Ends today')}: {words}")
        return ListRow(words, trailing=[end], height=34)

    def _end(self, role: PersonRole) -> None:
        self.reject()
        self.ended.emit(role.id)
