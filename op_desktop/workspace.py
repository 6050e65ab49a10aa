"""An opened data folder or central database: who is at work, reading, writing, and who hears of changes."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from sqlalchemy import URL, Engine, func, make_url, select

from op_desktop.domain.account import Role
from op_desktop.domain.exchange import Erasure
from op_desktop.security.permissions import Actor
from op_desktop.storage import erasure_list, journal, local_values, tables
from op_desktop.storage.clock import Wall, instant_of, is_late, local_time, milliseconds, system_wall
from op_desktop.storage.database import WRITING, sqlite_url, wipe_traces, without_waiting
from op_desktop.storage.opening import open_database
from op_desktop.storage.reader import Reader
from op_desktop.storage.resuming import Resumed, resume
from op_desktop.storage.unit_of_work import ChangeSet, UnitOfWork
from op_desktop.storage.witness import Witness

_log = logging.getLogger(__name__)
DATABASE = "op.sqlite"
SYSTEM = Actor("system", frozenset(Role))
"""Who writes before anybody has signed in: first run, the command line, imports."""
Listener = Callable[[ChangeSet], None]


class Workspace:
    """The records of one device or of the centre."""

    def __init__(self, engine: Engine, *, folder: Path | None = None, wall: Wall = system_wall) -> None:
        self.engine = engine
        self.folder = folder
        """Where bundles, backups and exports go; None for a central database reached by URL."""
        self.actor = SYSTEM
        self.resumed: Resumed | None = None
        """What was seen when it was opened; None where nothing is remembered of it, or it is new."""
        self._wall = wall
        self._state: Path | None = None
        self._witness: Witness | None = None
        self._listeners: list[Listener] = []

    @classmethod
    def open(
        cls,
        place: Path | URL | str,
        *,
        key: bytes | None = None,
        wall: Wall = system_wall,
        label: str = "device",
        training: bool = False,
        upgrade: bool = True,
        state: Path | None = None,
        on_purpose: bool = False,
    ) -> "Workspace":
        """Open a data folder, or a database by URL; a new one gets its identity, label and purpose.

        With the folder of what this computer remembers, ``state``, a data file that is a copy, older than before or
        another's is noticed. Raises what ``storage.opening.open_database`` and ``storage.resuming.resume`` raise.
        """
        if isinstance(place, URL) or "://" in str(place):
            url, folder = make_url(place if isinstance(place, URL) else str(place)), None
        else:
            folder = Path(place)
            url = sqlite_url(folder / DATABASE)
        workspace = cls(open_database(url, key, wall=wall, upgrade=upgrade), folder=folder, wall=wall)
        try:
            workspace._begin(label, state, training=training, on_purpose=on_purpose)
        except BaseException:
            workspace.engine.dispose()
            raise
        return workspace

    def _begin(self, label: str, state: Path | None, *, training: bool, on_purpose: bool) -> None:
        witness = Witness(state, self.folder) if state is not None and self.folder is not None else None
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            kept = local_values.several(connection, ("head", "training"))
            if not kept:
                journal.start(connection, label)
                local_values.keep(connection, "training", str(int(training)))
            if witness is None or state is None or self.folder is None:
                return
            if kept:
                uow = UnitOfWork(connection, SYSTEM, self.now, self.wall_ms, "")
                practice = kept.get("training") == "1"
                self.resumed = resume(uow, witness, state, self.folder, on_purpose=on_purpose, training=practice)
        with without_waiting(self.engine) as connection:
            witness.begin(connection)
            erased = connection.execute(select(func.count()).select_from(tables.TABLE_OF[Erasure])).scalar_one()
        self._state, self._witness = state, witness
        witness.remember()
        if self.resumed is not None and self.resumed.erased:
            wipe_traces(self.engine)
        if erased:
            self._list_erasures()

    def close(self) -> None:
        """Let go of the database."""
        self._listeners.clear()
        self._note_end()
        self.engine.dispose()

    @property
    def private_folder(self) -> Path:
        """Where unsealed content may lie while it is worked on."""
        return self.folder if self.folder is not None else Path(gettempdir())

    @property
    def now(self) -> datetime:
        """The present civil date and time in Rome."""
        return local_time(self._wall())

    @property
    def wall_ms(self) -> int:
        """The wall clock in milliseconds since 1970."""
        return milliseconds(self._wall())

    @property
    def ahead_of_clock(self) -> datetime | None:
        """The newest time written here or taken in, in Rome, where the computer's clock shows an earlier one."""
        with self.engine.connect() as connection:
            newest = journal.head(connection).hlc
        return local_time(instant_of(newest)) if is_late(self.wall_ms, newest) else None

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One consistent look at the records."""
        with self.engine.connect() as connection, connection.begin():
            yield Reader(connection, self.now)

    @contextmanager
    def write(self, label: str, *, actor: Actor | None = None) -> Iterator[UnitOfWork]:
        """One save: everything put inside is committed together, or nothing is.

        ``label`` names the undo step in the reader's language. Listeners are told after the commit.
        """
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            uow = UnitOfWork(connection, actor or self.actor, self.now, self.wall_ms, label)
            yield uow
            uow.flush()
        if uow.changes.touches(Erasure):
            wipe_traces(self.engine)
            self._list_erasures()
        if uow.changes.steps:
            self.announce(uow.changes)

    def revert(self, changes: ChangeSet) -> ChangeSet:
        """Take a save back with a new one, which is returned and can be taken back in turn."""
        with self.write(changes.label) as uow:
            uow.revert(changes)
        return uow.changes

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every save from now on; call what is returned to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, changes: ChangeSet) -> None:
        """Tell the listeners what changed."""
        self._note_end()
        if not changes.steps:
            # Others' changes came in, perhaps with erasures among them.
            self._list_erasures()
        for listener in tuple(self._listeners):
            listener(changes)

    def local(self, name: str) -> str | None:
        """A value that belongs to this installation alone."""
        with self.engine.connect() as connection:
            return connection.execute(select(tables.local.c.value).where(tables.local.c.name == name)).scalar()

    def keep_local(self, name: str, value: str) -> None:
        """Remember a value that belongs to this installation alone."""
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            local_values.keep(connection, name, value)

    @property
    def training(self) -> bool:
        """Whether this holds invented data, to try things out."""
        return self.local("training") == "1"

    def _note_end(self) -> None:
        if self._witness is not None:
            with self.engine.connect() as connection:
                self._witness.note(journal.head(connection))

    def _list_erasures(self) -> None:
        if self._state is not None:
            with self.read() as reader:
                try:
                    erasure_list.extend(self._state / erasure_list.FILE, reader)
                except OSError:
                    # The erasure itself holds; at the next opening the list is tried again.
                    _log.warning("the list of erasures cannot be written")
