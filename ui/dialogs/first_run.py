"""The first run: four short steps over the dark ground of the programme, a minute in all."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.dialogs.first_run_data import DataStep
from ui.dialogs.first_run_steps import (
    Answers,
    LookStep,
    PersonStep,
    PlaceOffer,
    PlaceStep,
    Start,
    Step,
)
from ui.preferences import Preferences
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.overlay import Overlay
from ui.widgets.perimeter import Perimeter
from ui.widgets.steps import Steps


class FirstRun(Dialog):
    """Asks what is needed to begin; ``accepted`` means that ``answers`` is complete."""

    practice_requested = Signal()
    """One click: practice data at once, without any answer."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        offers: Sequence[PlaceOffer],
        answers: Answers,
        can_remember: Callable[[], bool],
    ) -> None:
        super().__init__(theme, _("Welcome"), " ", confirm=_("Continue"), cancel=_("Back"), width=660)
        self.answers = answers
        self.look = LookStep(preferences, answers)
        self.person = PersonStep(theme, answers)
        self.places = PlaceStep(offers, answers)
        self.data = DataStep(theme, answers, can_remember)
        self._steps: tuple[Step, ...] = (self.look, self.person, self.places, self.data)
        self.bar = Steps(theme, [_("Look"), _("You"), _("Places"), _("Data")])
        self._stack = QStackedWidget()
        self._stack.setObjectName("row")
        for step in self._steps:
            self._stack.addWidget(step)
            step.changed.connect(lambda: self._tell(""))
        self.problem = Label(role="medium", ink="danger", wrap=True)
        self.problem.hide()
        self.practice = Button(theme, _("Try with practice data"), "sprout", "ghost", on_click=self._practise)
        self.buttons.insertWidget(0, self.practice)
        self.body.setSpacing(14)
        for widget in (self.bar, self._stack, self.problem):
            self.body.addWidget(widget)
        self._show(answers.step)

    def show_in(self, layer: Overlay) -> None:
        """Appear over the dark ground instead of the dimmed window."""
        Perimeter(self.theme, layer)
        super().show_in(layer)
        self._focus()

    def accept(self) -> None:
        """Go to the next step, or end after the last."""
        missing = self._steps[self.answers.step].missing()
        self._tell(missing)
        if missing:
            return
        if self.answers.step == len(self._steps) - 1:
            self.answers.device = self.places.device.text().strip()
            super().accept()
            return
        self._show(self.answers.step + 1)
        self._focus()

    def reject(self) -> None:
        """Go back one step; there is nothing before the first."""
        if self.answers.step:
            self._show(self.answers.step - 1)
            self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from wherever it means nothing else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)

    def _show(self, number: int) -> None:
        step = self._steps[number]
        self.answers.step = number
        self._tell("")
        self.title.setText(_(step.title))
        self.text.setText(_(step.text))
        self.bar.set_current(number)
        self._stack.setCurrentWidget(step)
        self.cancel.setVisible(number > 0)
        self.practice.setVisible(number == 0)
        last = number == len(self._steps) - 1
        self.confirm.set_text(_("Begin") if last else _("Continue"))
        if step is self.places:
            self.places.propose()
        if step is self.data:
            self.data.prepare()
        self.place()

    def _focus(self) -> None:
        target: QWidget | None = self._steps[self.answers.step].first
        while target is not None and not target.focusPolicy() & Qt.FocusPolicy.TabFocus:
            target = target.nextInFocusChain()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.reveal(self.problem if problem else self.bar)

    def _practise(self) -> None:
        self.answers.start = Start.PRACTICE
        self._go()
        self.practice_requested.emit()
