"""What the page of class tests is made of: class and test above, grid and keys at the left, the result at the right."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from op_desktop.domain.quiz import Phase, QuizMode
from op_desktop.language import N_, _
from ui.pages.education_quiz_grid import QuizGrid, key_row
from ui.pages.education_quiz_hands import HandsPart
from ui.pages.education_quiz_result import ResultCard, scrolled
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.combo import Combo
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

PHASES = ((Phase.PRE, N_("Before the path")), (Phase.POST, N_("After the path")))
MODES = (
    (QuizMode.PAPER, N_("On paper")), (QuizMode.SCREEN, N_("On one PC")), (QuizMode.HANDS, N_("By hands")),
)  # fmt: skip
GRID_HEIGHT, RESULT_HEIGHT = 220, 200
"""Grid and result are never lower than this, in px at text size 100 %."""
CHOICE_LEAST, CHOICE_MOST = 120, 360


class StateLine(Label):
    """What the grid says of itself, in the room of two lines, so that nothing moves while it changes."""

    LINES = 2

    def __init__(self) -> None:
        super().__init__("", "secondary", ink="text2", wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._hold()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need another room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hold()

    def _hold(self) -> None:
        self.setFixedHeight(self.LINES * self.fontMetrics().lineSpacing())


class QuizFrame(QWidget):
    """The parts in their places; who derives from it makes them work."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        theme = page.theme
        self.theme = theme
        self.choice = Combo()
        self.choice.setAccessibleName(_("Class"))
        self.phases = Segmented(_("Test"), [(phase, _(words)) for phase, words in PHASES])
        self.print = Button(theme, _("Print the sheets"), "printer")
        self.report = Button(theme, _("Report for teachers"), "file-text")
        self.grid, self.card = QuizGrid(theme), ResultCard(theme)
        self.hands = HandsPart(page)
        self.modes = Segmented(_("How it was answered"), [(mode, _(words)) for mode, words in MODES])
        self.begin = Button(theme, _("Answer here"), "monitor")
        self.begin.setToolTip("F11")
        self.state = StateLine()
        self.nothing = EmptyState(theme, "clipboard-list", "", _("Open the test"), self.open_test)
        self._sheet_keys = key_row()
        self._lay_out()
        self._fit()
        theme.changed.connect(self._fit)
        self.show_mode(QuizMode.PAPER)

    def open_test(self) -> None:
        """Open the chosen test."""
        raise NotImplementedError

    def show_test(self, *, shown: bool) -> None:
        """Show the test, or why there is none."""
        self._room.setCurrentIndex(int(shown))

    def show_mode(self, mode: QuizMode) -> None:
        """Show the grid of sheets or that of hands, with its keys and its screen for the class."""
        hands = mode is QuizMode.HANDS
        self.modes.set_current(mode)
        self._grids.setCurrentIndex(int(hands))
        for own, others in ((self.hands.keys, self._sheet_keys), (self.hands.beside, None)):
            own.setVisible(hands)
            if others is not None:
                others.setVisible(not hands)
        self.begin.setVisible(mode is not QuizMode.PAPER)
        self.begin.set_text(_("Count in class") if hands else _("Answer here"))

    def focus_grid(self) -> None:
        """Give the keyboard to the grid in front."""
        (self.hands.grid if self._grids.currentIndex() else self.grid).setFocus()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        bar.addWidget(self.choice, 1)
        bar.addWidget(self.phases)
        bar.addStretch(0)
        bar.addWidget(self.print)
        bar.addWidget(self.report)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._room = QStackedLayout(room)
        empty = Card(margin=0)
        empty.column.addWidget(self.nothing)
        self._room.addWidget(empty)
        self._room.addWidget(self._columns())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(bar)
        column.addWidget(room, 1)

    def _columns(self) -> Columns:
        table = Card(margin=0, spacing=0)
        table.column.addWidget(self.grid, 1)
        columns = Columns(self.theme, right_width=320, left_least=430)
        columns.left.setSpacing(8)
        self._grids = QStackedLayout()
        # Only then its widgets: shown without a parent they would be windows of their own and take the keyboard.
        columns.left.addLayout(self._grids, 1)
        for holder in (table, self.hands):
            self._grids.addWidget(holder)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.hands.beside)
        below.addStretch(1)
        for widget in (self.begin, self.modes):
            below.addWidget(widget)
        columns.left.addWidget(self.state)
        columns.left.addLayout(below)
        for keys in (self._sheet_keys, self.hands.keys):
            columns.left.addWidget(keys)
        self._result = scrolled(self.card)
        columns.right.addWidget(self._result, 1)
        return columns

    def _fit(self) -> None:
        """Sizes follow that of the text."""
        px = self.theme.px
        self.choice.setMinimumWidth(px(CHOICE_LEAST))
        self.choice.setMaximumWidth(px(CHOICE_MOST))
        for grid in (self.grid, self.hands.grid):
            grid.setMinimumHeight(px(GRID_HEIGHT))
        self._result.setMinimumHeight(px(RESULT_HEIGHT))
