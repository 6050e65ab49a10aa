"""Whether names may be seen: one switch for the whole window, for as long as somebody is at work."""

from PySide6.QtCore import QObject, Signal


class NameVeil(QObject):
    """Hides the names of pupils and people, as before a class that looks at the projector."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hidden = False

    @property
    def hidden(self) -> bool:
        """Whether names are hidden now."""
        return self._hidden

    def toggle(self) -> None:
        """Hide the names, or show them again."""
        self._hidden = not self._hidden
        self.changed.emit()
