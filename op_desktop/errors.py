"""Situations a person can mend; everything else is a defect."""

from typing import ClassVar

from op_desktop.language import N_, _


class UserError(Exception):
    """What happened, what is safe and what to do next, in words for the person at the screen.

    Subclasses set ``title`` and ``advice`` as templates marked with ``N_``; the keyword
    arguments given to the constructor fill both.
    """

    title: ClassVar[str] = N_("Something did not work.")
    advice: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    @property
    def headline(self) -> str:
        """The title in the reader's language, filled in."""
        return _(self.title).format(**self.facts)

    @property
    def remedy(self) -> str:
        """The advice in the reader's language, filled in; empty where the title says all."""
        return _(self.advice).format(**self.facts) if self.advice else ""

    def __str__(self) -> str:
        return f"{self.headline} {self.remedy}".strip()
