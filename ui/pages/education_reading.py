"""What lessons and games give to read, in cards: the question in front, lists, parts with their names."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.label import CapsLabel, Label
from ui.widgets.prose import Paragraph, Prose


def question_card(caption: str, question: str, *buttons: QWidget) -> Card:
    """The card in front: the question, and what can be done beside it."""
    card = Card(margin=16)
    line = QHBoxLayout()
    line.setSpacing(12)
    told = QVBoxLayout()
    told.setSpacing(2)
    told.addWidget(CapsLabel(caption))
    told.addWidget(Label(question, "chart", wrap=True))
    line.addLayout(told, 1)
    for button in buttons:
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    card.column.addLayout(line)
    return card


def listed(theme: Theme, title: str, entries: Sequence[str]) -> Card:
    """A card with a list."""
    card = Card(margin=16)
    card.column.addWidget(Label(title, "card"))
    card.column.addWidget(
        Prose(theme, [Paragraph(entry, gap=4 * bool(at), mark="•") for at, entry in enumerate(entries)])
    )
    return card


def paired(theme: Theme, title: str, pairs: Sequence[tuple[str, str]]) -> Card:
    """A card with parts, each with its name."""
    card = Card(margin=16)
    card.column.addWidget(Label(title, "card"))
    told = [each for name, text in pairs for each in paragraphs(name, text)]
    card.column.addWidget(Prose(theme, told))
    return card


def paragraphs(name: str, text: str) -> list[Paragraph]:
    """A part with its name; what begins with a dash is a list."""
    told = [Paragraph(name, "strong", gap=12)]
    for line in text.strip().split("\n") if text else ():
        listed = line.startswith("- ")
        told.append(Paragraph(line[2:] if listed else line, gap=3, mark="•" if listed else ""))
    return told
