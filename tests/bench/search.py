"""Search as you type, over ten thousand people and over a hundred thousand."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time

from op_desktop.register import regulars, search
from op_desktop.register.people import similar, split_name
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace
from tests.bench.figures import Figure, percentile, stopwatch
from tests.bench.scene import attendances, programme

TYPED = ("m", "ma", "mar", "maria ro", "f", "fat", "el am", "z", "an", "amrani f", "d", "da", "de luca", "x", "ste po")


def measure(folder: Path) -> list[Figure]:
    """Times of each keystroke's query, over and over."""
    return [figure for people, goal in ((10_000, 30.0), (100_000, 30.0)) for figure in _among(folder, people, goal)]


def _among(folder: Path, people: int, goal: float) -> list[Figure]:
    workspace = Workspace.open(folder / f"search-{people}", training=True)
    sessions, known = programme(workspace, sessions=min(people // 100, 300), people=people)
    attendances(workspace, sessions[:-1], known, Random(2))
    tonight = sessions[-1].id
    # The last is asked once, before somebody new is saved, and never while a name is typed at the desk.
    questions: dict[str, Callable[[Reader, str], object]] = {
        "search everything": search.find,
        "check-in suggestions": lambda reader, text: regulars.suggest(reader, tonight, text),
        "who may be the same": _alike,
    }
    figures = []
    for name, ask in questions.items():
        samples, worked = [], []
        for text in TYPED * 12:
            began = process_time()
            with stopwatch() as elapsed, workspace.read() as reader:
                ask(reader, text)
            samples.append(elapsed())
            worked.append((process_time() - began) * 1000)
        slow = percentile(samples, 0.99)
        title = f"{name}, {people:,} people, a key"
        promised = f"≤ {goal:.0f} ms" if ask is not _alike else ""
        figures.append(Figure(f"{title}, p99", slow, "ms", None, promised, slow <= goal if promised else None))
        figures.append(Figure(f"{title}, processor, p99", percentile(worked, 0.99), "ms"))
    workspace.close()
    return figures


def _alike(reader: Reader, text: str) -> object:
    return similar(reader, *split_name(text))
