"""A question half written when the program is killed: what was typed a second before is there again."""

import os
import subprocess
import sys
from pathlib import Path

from op_desktop.workspace import Workspace
from ui.drafts import waiting_draft
from ui.pages.people_care import NEW_PERSON_DRAFT

ROOT = Path(__file__).parent.parent.parent
WRITER = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from op_desktop.workspace import Workspace
from ui.drafts import AFTER_TYPING, DraftKeeper
from ui.pages.people_care import NEW_PERSON_DRAFT
from ui.pages.people_new import NewPerson
from ui.theme import Scheme, Theme

app = QApplication([])
workspace = Workspace.open(Path(sys.argv[1]), training=True)
dialog = NewPerson(Theme(app, Scheme.LIGHT), lambda family, given: [], ("", ""))
DraftKeeper(workspace, NEW_PERSON_DRAFT, "", dialog, {"given": dialog.given, "family": dialog.family})
dialog.show()
QTest.keyClicks(dialog.given, "Fatma Zahra")
QTest.qWait(AFTER_TYPING + 100)
QTest.keyClicks(dialog.family, "El")
print("typed", flush=True)
app.exec()
"""


def test_a_killed_program_has_kept_what_was_typed_a_second_before(tmp_path):
    quiet = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WRITER, str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "typed\n"
        writer.kill()
    workspace = Workspace.open(tmp_path / "data", training=True)
    draft = waiting_draft(workspace, NEW_PERSON_DRAFT)
    workspace.close()
    assert draft is not None
    assert draft.values == {"given": "Fatma Zahra", "family": ""}
