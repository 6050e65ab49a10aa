"""Somebody who uses the program: name, roles, code, and whether they still come."""

from op_desktop.language import _
from op_desktop.register.accounts import AccountRow
from ui.dialogs.dialog import Dialog
from ui.dialogs.first_run_steps import Answers, PersonStep
from ui.theme import Theme
from ui.widgets.code_field import CodeField
from ui.widgets.label import Label
from ui.widgets.tick_box import TickBox


class PersonDialog(Dialog):
    """A new account, or one to change; after ``accepted`` its ``answers`` and ``active`` hold what was said."""

    def __init__(self, theme: Theme, row: AccountRow | None = None) -> None:
        super().__init__(
            theme,
            _("A new person") if row is None else row.name,
            confirm=_("Add the person") if row is None else _("Keep the changes"),
            width=560,
        )
        self.answers = Answers() if row is None else Answers(name=row.name, roles=set(row.roles))
        self.form = PersonStep(theme, self.answers, role_question=_("What does this person do?"))
        self.first = self.form.person
        self.problem = Label(role="medium", ink="danger", wrap=True)
        self.problem.hide()
        self.form.changed.connect(lambda: _told(self, self.problem, ""))
        self._active = TickBox(theme, _("May sign in on this computer"), on=row is None or row.active)
        for widget in (self.form, self._active, self.problem):
            self.body.addWidget(widget)
        self._active.setVisible(row is not None)

    @property
    def active(self) -> bool:
        """Whether the person may sign in."""
        return self._active.isChecked()

    def ready(self) -> bool:
        """Whether the form is complete."""
        return _told(self, self.problem, self.form.missing())


class CodeDialog(Dialog):
    """A new code, typed twice; left empty, the account has none any more."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(
            theme, _("Code of {name}").format(name=name),
            _("4 to 6 digits, for this computer. Leave both empty to come in without a code."),
            confirm=_("Keep the code"),
        )  # fmt: skip
        self.code, self.again = CodeField(theme, _("New code"), 6), CodeField(theme, _("New code, once more"), 6)
        self.problem = Label(role="medium", ink="danger", wrap=True)
        self.problem.hide()
        for words, field in ((_("New code"), self.code), (_("Once more"), self.again)):
            self.body.addWidget(Label(words, "strong"))
            self.body.addWidget(field)
        self.body.addWidget(self.problem)

    def ready(self) -> bool:
        """Whether both are the same and of a fit length."""
        code = self.code.text()
        if code != self.again.text():
            return _told(self, self.problem, _("The two codes are not the same."))
        return _told(self, self.problem, _("The code has 4 to 6 digits.") if 0 < len(code) < 4 else "")


def _told(dialog: Dialog, label: Label, problem: str) -> bool:
    label.setText(problem)
    label.setVisible(bool(problem))
    dialog.place()
    return not problem
