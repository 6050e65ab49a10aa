"""A class game in front of the class: scene after scene, the groups' letters typed in, no name anywhere."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.education import game_words as words
from op_desktop.education.explanation import euro
from op_desktop.education.game_match import Match, SceneKind
from op_desktop.education.games import GameKind
from op_desktop.education.plans import Slide
from op_desktop.language import _, language
from ui.pages.education_countdown import Countdown
from ui.pages.education_game_parts import ChoiceBoard, EndBoard, GroupTile
from ui.pages.education_hands import LETTERS
from ui.pages.education_room import KeyFoot, Keys
from ui.pages.education_screen import Acts
from ui.pages.education_slide import SlideBoard
from ui.pages.education_stage import Stage
from ui.theme import Theme
from ui.widgets.charts.pillars import Pillar
from ui.widgets.label import Label


class GameRoom(Stage):
    """Plays a match; while letters are awaited B is a letter, and the full stop blackens, as it always does."""

    def __init__(self, theme: Theme, match: Match) -> None:
        title = match.head.title.read_in(language())
        super().__init__(theme, title, len(match.scenes))
        self.match = match
        self.group = 0
        self.where = Label("", "lead", ink="text2")
        self.countdown = Countdown()
        self.tiles = [GroupTile(self.theme, words.group_name(group)) for group in range(match.groups)]
        self.hint = Label("", "secondary", ink="text2")
        self.lay_out(title, [self.countdown, self.where])
        groups = QHBoxLayout()
        groups.setSpacing(12)
        for tile in self.tiles:
            groups.addWidget(tile, 1)
        self.column.addLayout(groups)
        self.column.addWidget(self.hint)
        self.show_board()

    @property
    def choosing(self) -> bool:
        """Whether letters are awaited."""
        return self.match.scene.kind is SceneKind.CHOOSE

    @property
    def keys_stay(self) -> bool:
        """The letters are told for as long as one is awaited."""
        return self.choosing

    def acts(self) -> Acts:
        """The keys of the foot and those of remote controls."""
        key = Qt.Key
        return {
            key.Key_Right: self.forth, key.Key_Space: self.forth, key.Key_PageDown: self.forth,
            key.Key_Return: self.forth, key.Key_Left: self.back, key.Key_PageUp: self.back,
            key.Key_T: self.countdown.toggle, key.Key_Period: self.toggle_black,
            key.Key_Up: lambda: self.countdown.add(1), key.Key_Down: lambda: self.countdown.add(-1),
            key.Key_Backspace: self._take_back,
        }  # fmt: skip

    def forth(self) -> None:
        """To the next scene, or to the group that has not chosen."""
        if self.match.forth():
            self.group = 0
            self.show_board()
        elif self.match.missing:
            self.group = self.match.missing[0]
            self._show_groups()
            self.hint.setText(_("{group} has not chosen yet.").format(group=words.group_name(self.group)))

    def back(self) -> None:
        """To the scene before; what was chosen stays."""
        self.match.back()
        self.group = 0
        self.show_board()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter is the choice of the group with the thick border, a digit leads to a group."""
        self.wake()
        text = event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        if self.choosing and plain and text and text in LETTERS:
            self._choose(LETTERS.index(text))
        elif self.choosing and plain and text.isdecimal() and 1 <= int(text) <= self.match.groups:
            self.group = int(text) - 1
            self._show_groups()
        else:
            super().keyPressEvent(event)

    def _choose(self, option: int) -> None:
        if not self.match.choose(self.group, option):
            return
        missing = self.match.missing
        self.group = next((group for group in missing if group > self.group), missing[0] if missing else self.group)
        self._show_groups()
        self._say_hint()

    def _take_back(self) -> None:
        if self.choosing:
            if self.match.choices[self.group][self.match.scene.number] is None:
                self.group = max(0, self.group - 1)
            self.match.choose(self.group, None)
            self._show_groups()
            self._say_hint()

    def show_board(self) -> None:
        """The scene, and below it the groups where it is their turn."""
        self.set_board(self._board(), self.match.place)
        scene = self.match.scene
        turning = scene.kind in (SceneKind.CHOOSE, SceneKind.EVENT)
        number = _("Game n. {n}").format(n=self.match.seed)
        self.where.setText(words.turn_name(self.match.head, scene.number) if turning else number)
        for tile in self.tiles:
            tile.setVisible(turning)
        self._show_groups()
        self._say_hint()
        self._say_keys()

    def _board(self) -> QWidget:
        match, scene = self.match, self.match.scene
        texts, head, number = match.texts, match.head, scene.number
        if scene.kind is SceneKind.CHOOSE:
            asked = head.round_of(number)
            options = head.rounds[asked].options
            answers = [
                (told, words.option_words(head, option))
                for told, option in zip(texts.rounds[asked].options, options, strict=True)
            ]
            return ChoiceBoard(self.theme, texts.rounds[asked].title, answers)
        if scene.kind is SceneKind.END:
            return self._end()
        return SlideBoard(self.theme, self._slide())

    def _slide(self) -> Slide:
        match, scene = self.match, self.match.scene
        texts, head = match.texts, match.head
        if scene.kind is SceneKind.COVER:
            return Slide(title=texts.question, lines=texts.story, table=tuple(words.budget(head)))
        if scene.kind is SceneKind.RULES:
            return Slide(title=_("The rules"), lines=texts.rules)
        if scene.kind is SceneKind.EVENT:
            fate = match.fates[scene.number]
            return Slide(title=texts.events[fate.event], table=tuple(words.facts(head, fate)))
        if scene.kind is SceneKind.SAME:
            return Slide(title=_("Always the same letter"), table=tuple(words.same_letter(match)))
        if scene.kind is SceneKind.TALK:
            return Slide(title=texts.debrief[scene.number])
        return Slide(title=_("To remember"), lines=texts.remember)

    def _end(self) -> EndBoard:
        race = self.match.head.kind is GameKind.RACE
        pillars = [Pillar(name, name, value) for name, value in words.pillars(self.match)]
        say = (lambda value: euro(value.quantize(Decimal(1))).say()) if race else format_number
        title = _("What the savings buy") if race else _("How the month ended")
        return EndBoard(self.theme, title, words.ranking(self.match), pillars, say, words.lesson_of(self.match))

    def _show_groups(self) -> None:
        head, turn = self.match.head, self.match.scene.number
        for group, tile in enumerate(self.tiles):
            standing = self.match.last(group)
            value, detail = (
                words.standing_words(head, standing) if standing is not None else (euro(Decimal(head.start)).say(), "")
            )
            letter = self.match.choices[group][turn] if turn < head.turns else None
            if self.match.scene.kind is SceneKind.EVENT and standing is not None:
                detail = self._event_words(group) or detail
            tile.show_group(letter, value, detail, chosen=self.choosing and group == self.group)

    def _event_words(self, group: int) -> str:
        standing = self.match.last(group)
        assert standing is not None
        if standing.debt:
            return _("asks for {amount}").format(amount=euro(standing.debt).say())
        if standing.spared:
            return _("had taken care of it")
        return ""

    def _say_hint(self) -> None:
        self.hint.setVisible(self.choosing)
        ready = self.choosing and not self.match.missing
        told = _("All have chosen: Space uncovers what happens.") if ready else _("Type the letter of each group.")
        self.hint.setText(told)

    def _say_keys(self) -> None:
        own: Keys = (
            ((("A–D",), _("choice of the group")), (("1–5",), _("group")), (("Space",), _("uncover")))
            if self.choosing else ((("Left",), _("back")), (("Space",), _("next")))
        )  # fmt: skip
        shared: Keys = (
            (("T",), _("timer")),
            (("." if self.choosing else "B",), _("black screen")),
            (("Esc",), _("close")),
        )
        self.set_foot(KeyFoot([*own, *shared]))
        self.wake()
