"""What stands in place of the work when the data cannot be opened."""

from collections.abc import Callable, Sequence
from functools import partial

from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.messages import Message
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.overlay import Overlay
from ui.widgets.perimeter import Perimeter


class Trouble(Dialog):
    """Says what happened and offers the ways on; ``rejected`` means that the person gives up for now."""

    def __init__(self, theme: Theme, message: Message, ways: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Each of the ``ways`` is its words and what it does; the first is the proposal."""
        super().__init__(theme, message.title, message.text, cancel=_("Close OP Desktop"), width=640)
        for number, (words, act) in enumerate(ways):
            button = Button(theme, words, kind="default" if number else "primary", on_click=partial(self._do, act))
            self.buttons.addWidget(button)
            self.first = self.first or button

    def show_in(self, layer: Overlay) -> None:
        """Appear over the dark ground."""
        Perimeter(self.theme, layer)
        super().show_in(layer)

    def _do(self, act: Callable[[], object]) -> None:
        self._go()
        act()
