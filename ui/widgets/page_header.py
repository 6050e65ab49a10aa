"""The head of a page: where we are, what it is, in which state, and at most three buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.tab_order import come_first_in

MOST_BUTTONS = 3


class PageHeader(QWidget):
    """Breadcrumb, title with chips, a line below it, buttons at the right; without breadcrumb in compact windows."""

    crumb_chosen = Signal(object)
    """The key of the crumb the person went back to."""

    def __init__(self, theme: Theme, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = False
        column = QVBoxLayout()
        column.setSpacing(1)
        column.setContentsMargins(0, 0, 0, 0)
        self._trail = QWidget()
        self._crumbs = QHBoxLayout(self._trail)
        self._crumbs.setContentsMargins(0, 0, 0, 0)
        self._crumbs.setSpacing(0)
        self._trail.hide()
        self.title = ElidedLabel(title, "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout()
        self._line.setSpacing(10)
        self._line.addWidget(self.title)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._line.addLayout(self._chips)
        self._line.addStretch(1)
        self.subtitle = ElidedLabel("", ink="text2")
        self.subtitle.hide()
        column.addWidget(self._trail)
        column.addLayout(self._line)
        column.addWidget(self.subtitle)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addLayout(self._buttons)
        row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignBottom)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Name the page; the subtitle is a quiet line below."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self._row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop if subtitle else Qt.AlignmentFlag.AlignBottom)

    def set_crumbs(self, crumbs: Sequence[tuple[str, object]]) -> None:
        """The way here as (words, key); a key of None is a step one cannot go back to."""
        _clear(self._crumbs)
        for number, (words, key) in enumerate(crumbs):
            if number:
                _put(self._crumbs, Label("  ›  ", "label", ink="text2"))
            _put(self._crumbs, self._crumb(words, key))
        self._crumbs.addStretch(1)
        self._show_trail()
        self._come_first()

    def set_chips(self, *chips: Chip) -> None:
        """The states of the thing on the page."""
        _clear(self._chips)
        for chip in chips:
            _put(self._chips, chip)

    def set_buttons(self, *buttons: QWidget) -> None:
        """What one can do here; more than three is a defect of the page (ValueError)."""
        if len(buttons) > MOST_BUTTONS:
            raise ValueError(f"{len(buttons)} buttons in a page header, at most {MOST_BUTTONS}")
        _clear(self._buttons)
        for button in buttons:
            _put(self._buttons, button)
        self._come_first()

    def set_compact(self, compact: bool) -> None:
        """Leave the breadcrumb out where height is scarce; the window calls this."""
        self._compact = compact
        self._show_trail()

    def _come_first(self) -> None:
        """What is put in later than the content of the page still comes before it."""
        items = [layout.itemAt(place) for layout in (self._crumbs, self._buttons) for place in range(layout.count())]
        come_first_in(self, [widget for item in items if item is not None and (widget := item.widget()) is not None])

    def _show_trail(self) -> None:
        self._trail.setVisible(self._crumbs.count() > 0 and not self._compact)

    def _crumb(self, words: str, key: object) -> QWidget:
        if key is None:
            return Label(words, "label", ink="text2")
        crumb = Button(self._theme, words, kind="crumb", on_click=lambda: self.crumb_chosen.emit(key))
        crumb.setCursor(Qt.CursorShape.PointingHandCursor)
        return crumb


def _put(layout: QHBoxLayout, widget: QWidget) -> None:
    layout.addWidget(widget)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        # Shown now, not with the next turn of the loop: the head has its height in the first frame.
        widget.show()


def _clear(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
