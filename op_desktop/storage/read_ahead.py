"""Two threads on one stream: one makes the next item while the other is busy with the one before."""

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")


def read_ahead(items: Iterable[_Item]) -> Generator[_Item]:
    """The same items, each made in a second thread while its reader works on the one before.

    What goes wrong in the making is raised here, in its place. Whoever stops early closes this iterator, which waits
    for the item that is being made: nothing reads the source afterwards.
    """
    source = iter(items)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as maker:
        coming = maker.submit(_next, source)
        while item := coming.result():
            coming = maker.submit(_next, source)
            yield item[0]


def _next(source: Iterator[_Item]) -> tuple[_Item] | None:
    for item in source:
        return (item,)
    return None
