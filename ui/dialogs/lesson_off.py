"""A meeting that does not take place: why, and the other day on which it is held, if there is one."""

from datetime import date, datetime

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date, format_time
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.register.clashes import Place
from op_desktop.register.lessons import LessonRow
from ui.dialogs.form import FormDialog, text_field
from ui.dialogs.lab import clock
from ui.models.lesson_advice import Advise
from ui.theme import Theme
from ui.widgets.remarks import Remarks


class LessonOffDialog(FormDialog):
    """``reason`` and ``replaced_at`` hold the answer."""

    def __init__(
        self, theme: Theme, class_id: RecordId, lesson: LessonRow, *, label: str, today: date, advise: Advise
    ) -> None:
        title = _("Meeting {number} of {label} does not take place").format(number=lesson.meeting, label=label)
        when = f"{format_date(lesson.starts_at.date(), 'long')}, {format_time(lesson.starts_at)}"
        super().__init__(
            theme, title, when[0].upper() + when[1:], confirm=_("Call it off"), cancel=_("Keep the meeting"), width=560
        )
        self.replaced_at: datetime | None = None
        self._class_id, self._lesson, self._today, self._advise = class_id, lesson, today, advise
        self.reason = text_field(_("Reason"), placeholder=_("Strike, trip, illness of the educator…"))
        self.day = text_field(_("Held instead on"), placeholder=_("Empty: not at all"))
        self.time = text_field(_("Begins at"), format_time(lesson.starts_at))
        self.remarks = Remarks(theme, _("What to know about this hour"))
        self.add_fields([(_("Reason"), self.reason)], [(_("Held instead on"), self.day), (_("Begins at"), self.time)])
        self.body.addWidget(self.remarks)
        for field in (self.day, self.time):
            field.textChanged.connect(lambda _text: self._tell())
        self.first = self.day
        self._tell()

    def read_fields(self) -> None:
        """Raises ``NoSuchDay``, ``DateUnclear`` or ``TimeUnclear``."""
        self.replaced_at = self._read()

    def _read(self) -> datetime | None:
        if not self.day.text().strip():
            return None
        return datetime.combine(parse_date(self.day.text(), self._today), clock(self.time.text()))

    def _tell(self) -> None:
        try:
            moment = self._read()
        except UserError:
            return
        self.confirm.set_text(_("Hold it on another day") if moment else _("Call it off"))
        lines: list[tuple[str, str]] = []
        if moment is not None:
            lesson = self._lesson
            wanted = Place(self._class_id, moment, lesson.minutes, lesson.educators, lesson.place)
            lines = [(each.tone, each.words) for each in self._advise(wanted)]
        if self.remarks.show_lines(lines):
            self.place()
