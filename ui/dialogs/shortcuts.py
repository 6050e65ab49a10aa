"""The sheet of keys (F1), made from the actions themselves."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from op_desktop.language import _
from ui.actions import ACTIONS, ANYWHERE, DIALOG_KEYS, PAGE, WINDOW, page_shortcut
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import CapsLabel, Label
from ui.widgets.nav import PageEntry


class ShortcutSheet(Dialog):
    """Two columns of keys by where they work."""

    def __init__(self, theme: Theme, pages: Sequence[PageEntry]) -> None:
        super().__init__(theme, _("Keyboard shortcuts"), cancel=_("Close"), width=760)
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(2, 24)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        listed = [entry for entry in pages if not entry.foot]
        keys = {
            group: [(each.shortcut, _(each.text)) for each in ACTIONS if each.group == group and each.shortcut]
            for group in (ANYWHERE, PAGE, WINDOW)
        }
        keys[WINDOW] += [(key, _(text)) for key, text in DIALOG_KEYS]
        to_pages = [
            (page_shortcut(number), entry.title) for number, entry in enumerate(listed) if page_shortcut(number)
        ]
        left = _add(grid, 0, 0, _(ANYWHERE), keys[ANYWHERE])
        _add(grid, left, 0, _("Pages"), to_pages)
        right = _add(grid, 0, 3, _(PAGE), keys[PAGE])
        _add(grid, right, 3, _(WINDOW), keys[WINDOW])
        self.body.addWidget(sheet)
        self.first = self.cancel


def _add(grid: QGridLayout, row: int, column: int, title: str, keys: Sequence[tuple[str, str]]) -> int:
    grid.addWidget(CapsLabel(title), row, column, 1, 2)
    for number, (key, text) in enumerate(keys, row + 1):
        grid.addWidget(KeyCap(key), number, column)
        grid.addWidget(Label(text), number, column + 1)
    return row + len(keys) + 2
