"""The order of Tab for what is put in late: it follows how one reads, not when a widget was made."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def come_first_in(frame: QWidget, widgets: Iterable[QWidget]) -> None:
    """With Tab these come first of what stands in ``frame``, in this order."""
    # Qt orders nothing after a widget that takes no focus at all; the frame takes it for this moment only.
    policy, before = frame.focusPolicy(), frame
    frame.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for widget in widgets:
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            QWidget.setTabOrder(before, widget)
            before = widget
    frame.setFocusPolicy(policy)
