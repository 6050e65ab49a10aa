"""What somebody was typing into a question when the program went down: kept while they type, offered afterwards."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from op_desktop.workspace import Workspace
from ui.dialogs.dialog import Dialog
from ui.dialogs.form import Choice

AFTER_TYPING: Final = 800
"""Milliseconds after the last letter until it is kept: no more than that is ever lost."""
DraftField = QLineEdit | QPlainTextEdit | Choice | QCheckBox
_TICKED: Final = "yes"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and never confirmed; it stays on this computer, inside the locked data."""

    of: str
    """The id of what it was about; empty for something new."""
    at: datetime
    values: Mapping[str, str]
    number: int = 1
    """Tells it from the others of its kind: a second question leaves what waits from the first alone."""


class DraftKeeper(QObject):
    """Follows the fields of a question; an answer, also to leave it, ends what it kept or took up, and no other."""

    def __init__(
        self, workspace: Workspace, kind: str, of: str, dialog: Dialog, fields: Mapping[str, DraftField]
    ) -> None:
        super().__init__(dialog)
        self._workspace, self._kind, self._of, self._fields = workspace, kind, of, fields
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._soon.timeout.connect(self._keep)
        self._draft: Draft | None = None
        for field in fields.values():
            _changed(field).connect(lambda *_changed: self._soon.start())
        for answered in (dialog.accepted, dialog.rejected):
            answered.connect(self._end)

    def restore(self, draft: Draft) -> None:
        """Put what was typed back into the fields, in their order: one may decide what the next has to offer."""
        self._draft = draft
        for name, field in self._fields.items():
            if name in draft.values:
                _put(field, draft.values[name])

    def _keep(self) -> None:
        values = {name: _text(field) for name, field in self._fields.items()}
        drafts = waiting_drafts(self._workspace, self._kind)
        free = max((each.number for each in drafts), default=0) + 1
        number = self._draft.number if self._draft is not None else free
        self._draft = Draft(self._of, self._workspace.now, values, number)
        _keep_all(self._workspace, self._kind, [*(each for each in drafts if each.number != number), self._draft])

    def _end(self) -> None:
        self._soon.stop()
        if self._draft is not None:
            forget_draft(self._workspace, self._kind, self._draft)


def waiting_draft(workspace: Workspace, kind: str) -> Draft | None:
    """What was typed last and never confirmed."""
    return next(reversed(waiting_drafts(workspace, kind)), None)


def waiting_drafts(workspace: Workspace, kind: str) -> Sequence[Draft]:
    """All that was being typed when the program went down, the latest last."""
    kept = workspace.local(_name(kind))
    return [
        Draft(str(told["of"]), datetime.fromisoformat(told["at"]), dict(told["values"]), int(told["number"]))
        for told in (json.loads(kept) if kept else ())
    ]


def forget_draft(workspace: Workspace, kind: str, draft: Draft) -> None:
    """It was confirmed, left or thrown away."""
    drafts = waiting_drafts(workspace, kind)
    others = [each for each in drafts if each.number != draft.number]
    if len(others) < len(drafts):
        _keep_all(workspace, kind, others)


def _keep_all(workspace: Workspace, kind: str, drafts: Sequence[Draft]) -> None:
    told = [asdict(each) | {"at": each.at.isoformat(timespec="minutes")} for each in drafts]
    workspace.keep_local(_name(kind), json.dumps(told) if told else "")


def _name(kind: str) -> str:
    return f"drafts.{kind}"


def _changed(field: DraftField) -> SignalInstance:
    if isinstance(field, QCheckBox):
        return field.toggled
    return field.currentIndexChanged if isinstance(field, Choice) else field.textChanged


def _text(field: DraftField) -> str:
    if isinstance(field, QCheckBox):
        return _TICKED if field.isChecked() else ""
    if isinstance(field, Choice):
        return str(field.key)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _put(field: DraftField, text: str) -> None:
    if isinstance(field, QCheckBox):
        field.setChecked(text == _TICKED)
    elif isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        keys = [str(key) for key in field.keys]
        # What was chosen may be offered no longer.
        if text in keys:
            field.setCurrentIndex(keys.index(text))
