"""A meeting of a class: when, for how long, what about, where and by whom; what speaks against it is told in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_clock, format_date, format_time, parse_minutes
from op_desktop.domain.record import RecordId
from op_desktop.domain.series import shifted
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.clashes import Place
from op_desktop.register.modules import ModuleRow
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock
from ui.models.lesson_advice import Advise
from ui.models.meetings import MovingOn
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.remarks import Remarks
from ui.widgets.segmented import Segmented


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFacts:
    """What is said of a meeting; a duration in minutes."""

    starts_at: datetime
    minutes: int
    title: str = ""
    place: str = ""
    educators: str = ""
    module_id: RecordId | None = None
    taught_module_id: RecordId | None = None


class LessonDialog(FormDialog):
    """Changes a meeting; ``facts`` holds the answer, ``following`` whether those after it move along."""

    def __init__(
        self, theme: Theme, class_id: RecordId, facts: LessonFacts, *, title: str, today: date,
        modules: Sequence[ModuleRow] = (), advise: Advise, over: bool = False, after: MovingOn | None = None,
        may_call_off: bool = True,
    ) -> None:  # fmt: skip
        """``over``: it may be said which module was taught. ``after`` knows the meetings planned after this one."""
        super().__init__(theme, title, confirm=_("Change the meeting"), width=620)
        self.facts, self.following, self.call_off = facts, False, False
        self._class_id, self._today, self._advise, self._after, self._was = class_id, today, advise, after, facts
        self.day = text_field(_("Day"), format_date(facts.starts_at.date()), "24/11")
        self.time = text_field(_("Begins at"), format_time(facts.starts_at), "10:15")
        self.length = text_field(_("Lasts"), format_clock(facts.minutes), "2:00")
        options = [(None, _("No module")), *((row.id, row.title) for row in modules)]
        self.module = Choice(_("Planned module"), options, facts.module_id)
        self.taught = Choice(_("Module taught"), [(None, _("As planned")), *options[1:]], facts.taught_module_id)
        self.topic = text_field(_("Topic"), facts.title, _("Otherwise the title of the module"))
        self.room = text_field(_("Room"), facts.place, "aula 12")
        self.educators = text_field(_("Educators"), facts.educators, _("Otherwise the educator of the class"))
        self.remarks = Remarks(theme, _("What to know about this hour"))
        self.reach = Segmented(_("What moves"), [(False, _("Only this meeting")), (True, _("This and the following"))])
        self.reach.hide()
        self._lay_fields(over=over and bool(modules), with_modules=bool(modules))
        if may_call_off:
            self.buttons.insertWidget(
                0, Button(theme, _("It does not take place"), "ban", "ghost", on_click=self._call_off)
            )
        for field in (self.day, self.time, self.length, self.room, self.educators):
            field.textChanged.connect(lambda _text: self._tell())
        self.reach.chosen.connect(lambda _key: self._tell())
        self.first = self.day
        self._tell()

    def read_fields(self) -> None:
        """Raises ``NoSuchDay``, ``DateUnclear``, ``TimeUnclear`` or ``HoursUnclear``."""
        self.facts = self._read()
        self.following = bool(self.reach.current) and not self.reach.isHidden()

    def _read(self) -> LessonFacts:
        return LessonFacts(
            starts_at=datetime.combine(parse_date(self.day.text(), self._today), clock(self.time.text())),
            minutes=parse_minutes(self.length.text()),
            title=self.topic.text().strip(),
            place=self.room.text().strip(),
            educators=self.educators.text().strip(),
            module_id=_id(self.module.key),
            taught_module_id=_id(self.taught.key),
        )

    def _lay_fields(self, *, over: bool, with_modules: bool) -> None:
        modules: list[tuple[str, QWidget]] = [
            (_("Planned module"), self.module),
            *([(_("Module taught"), self.taught)] if over else []),
        ]
        rows: list[list[tuple[str, QWidget]]] = [
            [(_("Day"), self.day), (_("Begins at"), self.time), (_("Lasts"), self.length)],
            *([modules] if with_modules else []),
            [(_("Topic"), self.topic)],
            [(_("Room"), self.room), (_("Educators"), self.educators)],
        ]
        self.add_fields(*rows)
        self.body.addWidget(self.reach)
        self.body.addWidget(self.remarks)

    def _tell(self) -> None:
        """Say what speaks against the hour that is written, as soon as it can be read."""
        try:
            facts = self._read()
        except UserError:
            return
        moved = facts.starts_at != self._was.starts_at
        others = self._after.starts if self._after is not None else ()
        offered = moved and bool(others)
        grown = self.reach.isHidden() == offered
        self.reach.setVisible(offered)
        wanted = Place(self._class_id, facts.starts_at, facts.minutes, facts.educators, facts.place)
        lines = [(each.tone, each.words) for each in self._advise(wanted)]
        if self._after is not None and offered and self.reach.current:
            chain = shifted([self._was.starts_at, *others], facts.starts_at, self._after.closed)[1:]
            days = ", ".join(format_date(moment.date(), "short") for moment in chain)
            words = ngettext("One more meeting moves: {days}.", "{n} more meetings move: {days}.", len(chain))
            lines.append(("info", words.format(n=len(chain), days=days)))
        if self.remarks.show_lines(lines) or grown:
            self.place()

    def _call_off(self) -> None:
        self.call_off = True
        self.reject()


def _id(key: object) -> RecordId | None:
    return RecordId(str(key)) if key else None
