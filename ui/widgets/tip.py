"""Words under the pointer: what people typed is shown as they typed it."""

from html import escape

from PySide6.QtGui import Qt


def tip(text: str) -> str:
    """The text for a tool tip; one that Qt would take for markup is shown letter by letter."""
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if Qt.mightBeRichText(text) else text
