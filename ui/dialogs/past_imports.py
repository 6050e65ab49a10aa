"""The lists that came into a class, and the question before one is taken back."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from op_desktop.domain.formats import format_date, format_time
from op_desktop.exchange.past_imports import WHY_TEXTS, PastImport, Staying, TakeBack
from op_desktop.language import _, ngettext
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow

SHOWN: Final = 12
"""How many pupils that stay are named one by one."""


class PastImportsDialog(Dialog):
    """One row for each import, the latest first."""

    wanted = Signal(object)
    """The import to take back."""

    def __init__(self, theme: Theme, label: str, imports: Sequence[PastImport]) -> None:
        """``label`` names the class."""
        nothing = "" if imports else _("No list was imported into this class yet.")
        super().__init__(theme, _("Imports of {label}").format(label=label), nothing, cancel=_("Close"), width=640)
        self.buttons_of: list[Button] = []
        for number, each in enumerate(imports):
            if number:
                self.body.addWidget(Line())
            self.body.addWidget(self._row(each))
        self.first = self.buttons_of[0] if self.buttons_of else self.cancel

    def _row(self, each: PastImport) -> ListRow:
        when = f"{format_date(each.imported_at.date())}, {format_time(each.imported_at)}"
        detail = " · ".join((when, *_counts(each)))
        icon = IconTile(self.theme, "file-spreadsheet", "neutral" if each.undone else "info", 34)
        if each.undone:
            return ListRow(each.source, detail, leading=[icon], trailing=[Chip(self.theme, _("Taken back"))], height=56)
        button = Button(self.theme, _("Take back"), "undo-2", "soft", on_click=lambda: self._want(each))
        button.setAccessibleName(_("Take back {file} of {day}").format(file=each.source, day=when))
        self.buttons_of.append(button)
        return ListRow(each.source, detail, leading=[icon], trailing=[button], height=56)

    def _want(self, each: PastImport) -> None:
        self.reject()
        self.wanted.emit(each)


class TakeBackDialog(Dialog):
    """Says what goes, what gets its former values, and what stays and why."""

    def __init__(self, theme: Theme, each: PastImport, found: TakeBack) -> None:
        title = _("Take back the import of {file}?").format(file=each.source)
        anything = bool(found.removed or found.restored)
        super().__init__(
            theme, title, " ".join(_words(found)), confirm=_("Take back") if anything else "",
            cancel=_("Leave it") if anything else _("Close"), width=560,
        )  # fmt: skip
        if found.staying:
            self.body.addWidget(Label(_("These stay, because they are no longer as the list brought them:"), "strong",
                                      wrap=True))  # fmt: skip
        for staying in found.staying[:SHOWN]:
            self.body.addWidget(Label(_line(staying), wrap=True))
        more = len(found.staying) - SHOWN
        if more > 0:
            words = ngettext("and {number} more", "and {number} more", more).format(number=more)
            self.body.addWidget(Label(words, ink="text2"))
        self.first = self.confirm if anything else self.cancel


def _counts(each: PastImport) -> list[str]:
    told = (
        (each.created, ngettext("{number} new", "{number} new", each.created)),
        (each.updated, ngettext("{number} changed", "{number} changed", each.updated)),
        (each.rejected, ngettext("{number} left out", "{number} left out", each.rejected)),
    )
    return [words.format(number=number) for number, words in told if number]


def _words(found: TakeBack) -> list[str]:
    removed, restored = len(found.removed), found.pupils_restored
    told = []
    if removed:
        words = ngettext("{number} pupil goes from the class.", "{number} pupils go from the class.", removed)
        told.append(words.format(number=removed))
    if restored:
        words = ngettext("{number} gets the former name or number again.",
                         "{number} get their former names or numbers again.", restored)  # fmt: skip
        told.append(words.format(number=restored))
    return told or [_("Nothing of it can be taken back any more.")]


def _line(staying: Staying) -> str:
    name = f"{staying.number} {staying.name}".strip()
    return f"{name}: {_(WHY_TEXTS[staying.why])}"
