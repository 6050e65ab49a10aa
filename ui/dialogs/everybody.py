"""One mark for everybody, over the marks that stand: the only command that overwrites, and it lists what."""

from collections.abc import Callable, Sequence
from typing import Final

from op_desktop.domain.attendance import Mark
from op_desktop.language import _, ngettext
from op_desktop.register.attendance import RegisterRow
from ui.dialogs.dialog import Dialog
from ui.models.mark_words import mark_name, mark_word
from ui.models.token_looks import seat_name
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

OFFERED: Final = (Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.EXCUSED)


class EverybodyDialog(Dialog):
    """Asks for the mark; ``mark`` holds the answer."""

    def __init__(self, theme: Theme, overwritten: Callable[[Mark], Sequence[tuple[RegisterRow, Mark]]]) -> None:
        """``overwritten`` tells whose mark would be replaced, and which that is."""
        words = _("Also over the marks that stand. One undo brings them back.")
        super().__init__(theme, _("Mark everybody"), words, confirm=_("Mark everybody"), width=520)
        self._overwritten = overwritten
        self.choice = Segmented(_("Mark"), [(mark, mark_name(mark)) for mark in OFFERED])
        self.list = Label("", wrap=True)
        self.body.addWidget(self.choice)
        self.body.addWidget(self.list)
        self.choice.chosen.connect(lambda _mark: self._show())
        self._show()

    @property
    def mark(self) -> Mark:
        """The mark chosen."""
        return Mark(str(self.choice.current))

    def _show(self) -> None:
        replaced = self._overwritten(self.mark)
        count = ngettext("{number} mark is replaced:", "{number} marks are replaced:", len(replaced))
        lines = [f"{seat_name(row)}: {mark_word(before)}" for row, before in replaced]
        told = "\n".join([count.format(number=len(replaced)), *lines])
        self.list.setText(told if replaced else _("No mark is replaced."))
        self.place()
