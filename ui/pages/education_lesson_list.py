"""The lessons of the content packs to choose from: by level, four meetings each, or found by typing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.documents.lesson_words import LESSON_WORDS
from op_desktop.domain.names import words as words_in
from op_desktop.domain.school import Level
from op_desktop.education.catalogue import Catalogue, Entry
from op_desktop.education.plans import LessonHead
from op_desktop.language import N_, _, language
from ui.pages.education_tile import TILE_HEIGHT, TILE_LEAST, ThingTile
from ui.theme import Theme
from ui.widgets.columns import Tiles
from ui.widgets.label import CapsLabel, Label
from ui.widgets.search_field import make_clearable
from ui.widgets.segmented import Segmented

LEVEL_WORDS: Final = {
    Level.PRIMARY: N_("Primary"),
    Level.LOWER_SECONDARY: N_("Lower secondary"),
    Level.UPPER_SECONDARY: N_("Upper secondary"),
    Level.ADULT: N_("Adults"),
}


def lesson_tile(theme: Theme, head: LessonHead) -> ThingTile:
    """A lesson: the number of its meeting, its title and what it is about."""
    words, title = LESSON_WORDS[language()], head.title.read_in(language())
    about = ", ".join(words.sub_areas[area] for area in head.areas)
    name = f"{title}, {_(LEVEL_WORDS[head.level])}, {words.meeting.format(n=head.meeting)}"
    return ThingTile(theme, Label(str(head.meeting), "big_figure", ink="primary_text"), title, about, name)


class LessonList(QWidget):
    """Four tiles of a level; typing finds in all levels."""

    chosen = Signal(str)
    """The code of a lesson."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[Entry] = []
        self.tiles: dict[str, ThingTile] = {}
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Find a lesson"))
        self.search.setPlaceholderText(_("Find a lesson…"))
        make_clearable(self.search, theme)
        icon = theme.icon("search", "text2")
        self.search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self._open_first)
        self.level = Segmented(_("Level"), [(level, _(words)) for level, words in LEVEL_WORDS.items()])
        self.level.chosen.connect(lambda _level: self.search.clear())
        self.level.chosen.connect(lambda _level: self._show())
        self._none = Label(_("No lesson is called like that. Try a word of its title or of its topic."), ink="text2")
        self._none.hide()
        self._grid = Tiles(theme, [], least=TILE_LEAST)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.level)
        line.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(CapsLabel(_("Lessons")))
        column.addLayout(line)
        column.addWidget(self._grid)
        column.addWidget(self._none)
        theme.changed.connect(self._keep_room)
        self._keep_room()

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Offer the lessons of these packs."""
        self._entries = catalogue.lessons()
        self._show()

    def focus_lesson(self, code: str) -> None:
        """Give the keyboard to a lesson's tile, showing its level."""
        entry = next((each for each in self._entries if each.head.code == code), None)
        if entry is None:
            return
        if code not in self.tiles:
            self.search.clear()
            self.level.set_current(entry.head.level)
            self._show()
        # A tile made just now is shown with the next turn of the loop, and takes the keyboard only then.
        self.tiles[code].show()
        self.tiles[code].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the search to what it found, Esc empties it, and typing on a tile searches."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.tiles:
            next(iter(self.tiles.values())).setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.text().isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        found = self._found()
        self.tiles = {entry.head.code: lesson_tile(self._theme, entry.head) for entry in found}
        for code, tile in self.tiles.items():
            tile.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
        self._grid.set_tiles(list(self.tiles.values()))
        self._none.setVisible(bool(self._entries) and not found)
        before: QWidget = self.search
        for tile in self.tiles.values():
            QWidget.setTabOrder(before, tile)
            before = tile

    def _found(self) -> Sequence[Entry]:
        wanted = words_in(self.search.text())
        if not wanted:
            return [each for each in self._entries if each.head.level is self.level.current]
        return [each for each in self._entries if _begun(each.head, wanted)]

    def _open_first(self) -> None:
        if self.tiles:
            self.chosen.emit(next(iter(self.tiles)))

    def _keep_room(self) -> None:
        """Packs are read after the first paint: what stands below shall not jump then."""
        self._grid.setMinimumHeight(self._theme.px(TILE_HEIGHT))


def _begun(head: LessonHead, wanted: Sequence[str]) -> bool:
    """Whether each typed word begins one of the code, the title in both languages, the level or the topics."""
    words = LESSON_WORDS[language()]
    about = [words.sub_areas[area] for area in head.areas] + [words.area_names[area.area] for area in head.areas]
    told = words_in(" ".join((head.code, head.title.it, head.title.en, _(LEVEL_WORDS[head.level]), *about)))
    return all(any(word.startswith(part) for word in told) for part in wanted)
