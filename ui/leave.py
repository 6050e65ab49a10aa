"""Tells that the work is about to be hidden or to end, while there is still time to keep what was typed."""

from PySide6.QtCore import QObject, Signal


class Leave(QObject):
    """Heard by what stands in a window of its own, and by fields that store only as they are left."""

    near = Signal()
    """The lock comes, or another person: the workspace is still open and the account is still the same."""
