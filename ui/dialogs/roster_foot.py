"""Below the rows to import: what is kept and what is not, what stays in the class, and the two choices about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.exchange.columns import Use
from op_desktop.exchange.preview import Preview
from op_desktop.exchange.target import Target
from op_desktop.language import _, ngettext
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented


class ImportFoot(QWidget):
    """Says it in sentences; choices are announced, never made here."""

    named_chosen = Signal(bool)
    """Whether the names of the list are kept."""
    file_wanted = Signal()
    """Everything corrected by hand shall be as in the file."""

    def __init__(self, theme: Theme, target: Target) -> None:
        super().__init__()
        self.kept = Label("", "secondary", ink="text2", wrap=True)
        options = ((False, _("Numbers only")), (True, _("Also the names")))
        self.names = Segmented(_("What the class keeps"), options, current=not target.asks_for_names)
        self.names.setVisible(target.asks_for_names)
        self.names.chosen.connect(lambda named: self.named_chosen.emit(bool(named)))
        self._by_hand = Label("", "secondary", ink="warning", wrap=True)
        self.take = Button(theme, _("Take them from the file"), "file-down", "ghost", on_click=self.file_wanted.emit)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(Glyph(theme, "info", "info", 18), 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.kept, 1)
        first.addWidget(self.names)
        second.addWidget(self._by_hand, 1)
        second.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)

    def show_preview(self, shown: Preview) -> None:
        """Say what this import keeps and leaves."""
        self.kept.setText(" ".join((*_kept(shown), *_absent(shown))))
        waiting = sum(1 for row in shown.plan.rows if row.disputed)
        words = ngettext(
            "{number} pupil was corrected by hand since the last list: the correction stays. Space takes the file’s.",
            "{number} pupils were corrected by hand since the last list: the corrections stay. "
            "Space on a row takes the file’s.",
            waiting,
        )
        self._by_hand.setText(words.format(number=waiting))
        for widget in (self._by_hand, self.take):
            widget.setVisible(waiting > 0)


def _kept(shown: Preview) -> tuple[str, ...]:
    named = bool(set(shown.uses) - {Use.SKIP, Use.NUMBER})
    if named and not shown.named:
        return (_("Only the numbers are kept: the names stay out."), *shown.not_kept)
    if shown.not_kept:
        return shown.not_kept
    return (_("Surnames and names are kept for the certificates.") if named else _("Only the numbers are kept."),)


def _absent(shown: Preview) -> tuple[str, ...]:
    """Who is in the class and not in the list, where the list names anybody at all."""
    number = len(shown.plan.absent)
    if not number or not shown.plan.rows:
        return ()
    words = ngettext("{number} pupil of the class is not in the list and stays.",
                     "{number} pupils of the class are not in the list and stay.", number)  # fmt: skip
    return (words.format(number=number),)
