"""A number to choose by slider or to write exactly, in the reader's way of writing."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_number, parse_number
from op_desktop.errors import UserError
from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.slider import Slider

FIELD_WIDTH = 104


class ExactField(QLineEdit):
    """A field that selects its number when the keyboard comes, so that typing replaces it."""

    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the number."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person is done."""
        super().focusOutEvent(event)
        self.left.emit()


class NumberField(QWidget):
    """Name, slider, exact field and unit; ``value`` is None while what is written is no number.

    The slider covers the usual span in steps, the field takes everything unless it is strict; a number beyond the
    slider leaves it at its end.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, unit: str, span: tuple[Decimal, Decimal, Decimal], *, strict: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``span`` is from, to and step of the slider; ``strict`` takes no number outside it or between its steps."""
        super().__init__(parent)
        self._theme, self._span, self._strict = theme, span, strict
        self._value: Decimal | None = span[0]
        self.slider = Slider(theme)
        self.slider.setRange(0, int((span[1] - span[0]) / span[2]))
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self.field = ExactField()
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unit = Label(unit, ink="text2")
        self.hint = Label("", "secondary", ink="danger", wrap=True)
        self.hint.hide()
        for widget in (self.slider, self.field):
            widget.setAccessibleName(f"{name}, {unit}" if unit else name)
        self._lay_out(name)
        self.slider.valueChanged.connect(self._slide)
        self.field.textEdited.connect(self._write)
        self.field.left.connect(self._tidy)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def value(self) -> Decimal | None:
        """The number, exactly as written or chosen."""
        return self._value

    def set_value(self, value: Decimal) -> None:
        """Show a number without announcing it."""
        self._value = value
        self._follow(value)
        self.field.setText(written(value))
        self.complain("")

    def step(self, count: int) -> None:
        """Move by steps of the slider, from wherever it stands."""
        self.slider.setValue(self.slider.value() + count)

    def complain(self, text: str) -> None:
        """Say under the field what is wrong with it; empty takes it back."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        if self.field.property("invalid") != bool(text):
            self.field.setProperty("invalid", bool(text))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
        self.field.setAccessibleDescription(text)

    def _lay_out(self, name: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        row.addWidget(self.unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(name, "label", ink="text2"))
        column.addLayout(row)
        column.addWidget(self.hint)

    def _fit(self) -> None:
        self.field.setFixedWidth(self._theme.px(FIELD_WIDTH))
        self.unit.setMinimumWidth(self._theme.px(34))

    def _slide(self, place: int) -> None:
        self._value = self._span[0] + self._span[2] * place
        self.field.setText(written(self._value))
        self.complain("")
        self.changed.emit()

    def _write(self, text: str) -> None:
        try:
            self._value = parse_number(text) if text.strip() else None
        except UserError as error:
            self._value = None
            self.complain(str(error))
        else:
            self.complain(self._unfit() if text.strip() else _("Write a number."))
        if self._value is not None:
            self._follow(self._value)
        self.changed.emit()

    def _unfit(self) -> str:
        """What is wrong with the number written where limits are strict; it is no value then."""
        low, high, step = self._span
        if not self._strict or self._value is None or (low <= self._value <= high and not (self._value - low) % step):
            return ""
        self._value = None
        if step == 1:
            return _("Write a whole number from {low} to {high}.").format(low=written(low), high=written(high))
        return _("Write a number from {low} to {high}.").format(low=written(low), high=written(high))

    def _tidy(self) -> None:
        """Write the number the usual way once the person is done; what is no number stays to be mended."""
        if self._value is not None:
            self.field.setText(written(self._value))

    def _follow(self, value: Decimal) -> None:
        place = int((value - self._span[0]) / self._span[2])
        self.slider.blockSignals(True)
        self.slider.setValue(place if abs(place) < 2**30 else self.slider.maximum())
        self.slider.blockSignals(False)


def written(value: Decimal) -> str:
    """A number as people write it, with the decimals it has."""
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_number(value, decimals=decimals)
