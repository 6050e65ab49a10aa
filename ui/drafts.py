"""What somebody was typing into a question when the program went down: kept while they type, offered afterwards."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from op_desktop.workspace import Workspace
from ui.dialogs.dialog import Dialog
from ui.dialogs.form import Choice

AFTER_TYPING: Final = 800
"""Milliseconds after the last letter until it is kept: no more than that is ever lost."""
DraftField = QLineEdit | QPlainTextEdit | Choice


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and never confirmed; it stays on this computer, inside the locked data."""

    of: str
    """The id of what it was about; empty for something new."""
    at: datetime
    values: Mapping[str, str]


class DraftKeeper(QObject):
    """Follows the fields of a question; an answer, also to leave it, ends the draft."""

    def __init__(
        self, workspace: Workspace, kind: str, of: str, dialog: Dialog, fields: Mapping[str, DraftField]
    ) -> None:
        super().__init__(dialog)
        self._workspace, self._kind, self._of, self._fields = workspace, kind, of, fields
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._soon.timeout.connect(self._keep)
        for field in fields.values():
            changed = field.currentIndexChanged if isinstance(field, Choice) else field.textChanged
            changed.connect(lambda *_changed: self._soon.start())
        for answered in (dialog.accepted, dialog.rejected):
            answered.connect(self._end)

    def restore(self, draft: Draft) -> None:
        """Put what was typed back into the fields, in their order: one may decide what the next has to offer."""
        for name, field in self._fields.items():
            if name in draft.values:
                _put(field, draft.values[name])

    def _keep(self) -> None:
        values = {name: _text(field) for name, field in self._fields.items()}
        told = {"of": self._of, "at": self._workspace.now.isoformat(timespec="minutes"), "values": values}
        self._workspace.keep_local(_name(self._kind), json.dumps(told))

    def _end(self) -> None:
        self._soon.stop()
        forget_draft(self._workspace, self._kind)


def waiting_draft(workspace: Workspace, kind: str) -> Draft | None:
    """What was being typed when the program last went down."""
    kept = workspace.local(_name(kind))
    if not kept:
        return None
    told = json.loads(kept)
    return Draft(str(told["of"]), datetime.fromisoformat(told["at"]), dict(told["values"]))


def forget_draft(workspace: Workspace, kind: str) -> None:
    """It was confirmed, left or thrown away."""
    if workspace.local(_name(kind)):
        workspace.keep_local(_name(kind), "")


def _name(kind: str) -> str:
    return f"draft.{kind}"


def _text(field: DraftField) -> str:
    if isinstance(field, Choice):
        return str(field.key)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _put(field: DraftField, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        keys = [str(key) for key in field.keys]
        # What was chosen may be offered no longer.
        if text in keys:
            field.setCurrentIndex(keys.index(text))
