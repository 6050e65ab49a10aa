"""A field for a whole number within limits."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """A whole number within limits; what is beyond them is not taken."""

    def __init__(self, least: int, most: int, value: int) -> None:
        super().__init__(str(value))
        self._least = least
        self.setValidator(QIntValidator(least, most, self))

    @property
    def value(self) -> int:
        """The number; the least one where nothing acceptable is written."""
        return int(self.text()) if self.hasAcceptableInput() else self._least
