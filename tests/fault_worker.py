"""A program that is going to be killed: it records or takes in a package, and says what was acknowledged."""

import sys
from pathlib import Path

from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.sync.incoming import take_in
from op_desktop.workspace import Workspace


def enter(folder: Path) -> None:
    """Add people one by one; each id is printed once its save has returned."""
    workspace = Workspace.open(folder, training=True)
    print("ready", flush=True)
    while True:
        person = Person(id=new_id(), family_name="Rossi", given_name="Ada")
        with workspace.write("Add") as uow:
            uow.put(person)
        print(person.id, flush=True)


def receive(folder: Path, package: Path) -> None:
    """Take a package in; prints how many changes were new once that has returned."""
    workspace = Workspace.open(folder, training=True)
    print("ready", flush=True)
    print(take_in(workspace, package, accept_new=True).union.new, flush=True)


if __name__ == "__main__":
    scene, *paths = sys.argv[1:]
    {"enter": enter, "receive": receive}[scene](*(Path(path) for path in paths))
