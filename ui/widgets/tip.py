"""Words under the pointer: what people typed is shown as they typed it."""

from PySide6.QtGui import Qt


def tip(text: str) -> str:
    """The text for a tool tip; one that Qt would take for markup is shown letter by letter."""
    if not Qt.mightBeRichText(text):
        return text
    from html import escape  # noqa: PLC0415 - a long table that the first frame need not wait for

    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
