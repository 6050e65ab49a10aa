"""A PostgreSQL server of the tests' own: unprivileged, in a temporary folder, on a socket that only this run sees."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

import dev

NOBODY = 65534
USER = "op"

# Nothing here has to outlive the run, so nothing waits for the disk.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "shared_buffers=32MB")


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server."""

    socket: Path

    def url(self, database: str) -> str:
        """SQLAlchemy's address of a database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.socket}"

    def create(self, database: str) -> str:
        """Make an empty database and return its address."""
        with psycopg.connect(host=str(self.socket), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"')
        return self.url(database)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a server and stop it on leaving, with all it held."""
    programs = dev.postgres_programs()
    assert programs is not None, "PostgreSQL is missing: python3 dev.py test installs it"
    # Sockets want short paths, shorter than those of pytest's own folders.
    folder = Path(tempfile.mkdtemp(prefix="op-pg-"))
    data = folder / "data"
    if _is_root():
        os.chown(folder, NOBODY, NOBODY)
    initdb = ("--pgdata", data, "--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync")
    options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}"))
    try:
        _run(programs / "initdb", *initdb)
        _run(programs / "pg_ctl", "start", "--wait", "--pgdata", data, "--log", folder / "log", "--options", options)
        try:
            yield PostgresServer(folder)
        finally:
            _run(programs / "pg_ctl", "stop", "--wait", "--pgdata", data, "--mode", "immediate")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests of this process."""
    with running_server() as server:
        yield server


_numbers = count(1)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The address of an empty database, a new one for each test."""
    return postgres_server.create(f"test_{next(_numbers)}")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(program: Path, *words: str | Path) -> None:
    # The server refuses to run as root, so root hands it to nobody.
    other = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if _is_root() else {}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": "/"}
    done = subprocess.run([program, *words], text=True, check=False, **quiet, **other)
    assert done.returncode == 0, f"{program.name}: {done.stderr}"
