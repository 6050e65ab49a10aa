"""A lesson opened by who teaches it: what it is for, its minutes, what to say and do, readable before the bell."""

from itertools import accumulate

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from op_desktop.documents.lesson_words import LESSON_WORDS
from op_desktop.education.plans import LessonPlan, LessonTexts, Step
from op_desktop.language import _, language
from ui.pages.education_reading import listed, paired, paragraphs, question_card
from ui.theme import Theme
from ui.widgets.button import Button, RowButton
from ui.widgets.card import Card, CardTitle
from ui.widgets.columns import Columns
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.prose import Prose
from ui.widgets.segmented import Segmented

SIDE_WIDTH = 348
CLOCK_WIDTH = 62


class StepRow(RowButton):
    """A part of the meeting in the plan of its minutes; pressing it leads to what is to be done."""

    def __init__(self, theme: Theme, number: int, step: Step, clock: str, length: str) -> None:
        super().__init__(f"{number}. {step.title}, {clock}, {length}", "choice")
        self.setProperty("slim", "true")
        time = Label(clock, "medium", ink="text2")
        time.setFixedWidth(theme.px(CLOCK_WIDTH))
        self.add(time)
        self.add(ElidedLabel(f"{number}. {step.title}", "strong"), 1)
        self.add(Label(length, "secondary", ink="text2"))


class LessonView(QWidget):
    """One lesson; Esc goes back, digits lead to its parts."""

    left = Signal()
    print_asked = Signal()
    projection_asked = Signal()
    taught = Signal()
    """This lesson was taught in the meeting that is named on its button."""
    part_wanted = Signal(QWidget)
    """This part of the page is to be scrolled into view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.plan: LessonPlan | None = None
        self.rows: list[StepRow] = []
        self.parts: list[QWidget] = []
        self._length: Segmented | None = None
        self._short = False
        self._body: QWidget | None = None
        self._meeting: tuple[str, bool] | None = None
        self.note_taught: Button | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def open(self, plan: LessonPlan, *, short: bool = False) -> None:
        """Show a lesson, in its long or short form, and give the keyboard to its first part."""
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.plan, self._short = plan, short and plan.head.short_minutes > 0
        self._body = QWidget()
        self._column.addWidget(self._body)
        self._fill(self._body, plan, plan.read_in(language()))
        self._body.show()
        self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_meeting(self, label: str | None, *, taught: bool = False) -> None:
        """Offer to note this lesson in the meeting of a class, called by its label; None where there is none."""
        self._meeting = None if label is None else (label, taught)
        button = self.note_taught
        assert button is not None
        button.setVisible(label is not None)
        words = _("Taught in {label}") if taught else _("Note as taught in {label}")
        button.set_icon("circle-check" if taught else "clipboard-check")
        button.set_text(words.format(label=label))
        button.setEnabled(not taught)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to all lessons; a digit leads to the part of that number."""
        digit = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif len(digit) == 1 and digit.isdecimal() and 1 <= int(digit) <= len(self.parts):
            self._lead_to(int(digit) - 1)
        else:
            super().keyPressEvent(event)

    def _fill(self, body: QWidget, plan: LessonPlan, texts: LessonTexts) -> None:
        theme, words = self._theme, LESSON_WORDS[language()]
        columns = Columns(theme, right_width=SIDE_WIDTH, left_least=420)
        columns.left.addWidget(self._minutes(plan, texts))
        columns.left.addWidget(self._steps(texts))
        columns.left.addWidget(paired(theme, words.examples, [(each.title, each.text) for each in texts.examples]))
        columns.left.addStretch(1)
        columns.right.addWidget(listed(theme, words.objectives, texts.objectives))
        handouts = [f"{words.handouts}: {each.title}" for each in texts.handouts]
        columns.right.addWidget(listed(theme, words.materials, [*texts.materials, *handouts]))
        columns.right.addWidget(paired(theme, words.glossary, [(each.word, each.meaning) for each in texts.glossary]))
        hints = ((words.struggling, texts.struggling), (words.quick, texts.quick), (words.home, texts.home))
        columns.right.addWidget(paired(theme, _("Hints"), [(name, text) for name, text in hints if text]))
        columns.right.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._question(texts.question))
        column.addWidget(columns, 1)

    def _question(self, question: str) -> Card:
        theme = self._theme
        project = Button(theme, _("Show the slides"), "presentation", "primary", on_click=self.projection_asked.emit)
        paper = Button(theme, _("Print"), "printer", on_click=self.print_asked.emit)
        self.note_taught = Button(theme, "", "clipboard-check", on_click=self.taught.emit)
        for button, key in ((self.note_taught, ""), (paper, "Ctrl+P"), (project, "F11")):
            button.setToolTip(key)
        card = question_card(LESSON_WORDS[language()].question, question, self.note_taught, paper, project)
        label, taught = self._meeting or (None, False)
        self.show_meeting(label, taught=taught)
        return card

    def _minutes(self, plan: LessonPlan, texts: LessonTexts) -> Card:
        words, head = LESSON_WORDS[language()], plan.head
        card = Card(margin=0, spacing=0)
        long, brief = (words.long_form.format(n=n) for n in (head.minutes, head.short_minutes))
        self._length = None
        trailing: QWidget = Label(long, "strong")
        if head.short_minutes:
            self._length = Segmented(_("Length of the meeting"), [(False, long), (True, brief)], self._short)
            self._length.chosen.connect(lambda short: self.open(plan, short=bool(short)))
            trailing = self._length
        card.column.addWidget(CardTitle(words.timing, trailing))
        self.rows = []
        lengths = [step.short if self._short else step.minutes for step in texts.steps]
        starts = [0, *accumulate(lengths)]
        inner = QVBoxLayout()
        inner.setContentsMargins(10, 0, 10, 10)
        inner.setSpacing(4)
        for number, (step, start, length) in enumerate(zip(texts.steps, starts, lengths, strict=False)):
            clock = f"{start}–{start + length}" if length else words.left_out
            told = words.long_form.format(n=length) if length else _("left out")
            row = StepRow(self._theme, number + 1, step, clock, told)
            row.clicked.connect(lambda _on=False, number=number: self._lead_to(number))
            self.rows.append(row)
            inner.addWidget(row)
        card.column.addLayout(inner)
        return card

    def _steps(self, texts: LessonTexts) -> Card:
        card = Card(margin=16, spacing=14)
        card.column.addWidget(Label(_("What to do"), "card"))
        self.parts = []
        for number, step in enumerate(texts.steps, start=1):
            part = Prose(self._theme, paragraphs(f"{number}. {step.title}", step.text))
            self.parts.append(part)
            card.column.addWidget(part)
        return card

    def _lead_to(self, number: int) -> None:
        self.rows[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self.part_wanted.emit(self.parts[number])
