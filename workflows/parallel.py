"""Work in parts, so that several processes can each prove some of the trail."""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from typing import Any

from django.db import connections

from workflows.models import Document

Range = tuple[str, str]  # from the first, up to but without the second; empty is no bound
Part = Callable[[], Iterable[Any]]
DOCUMENTS = 500  # of a range: few enough to be kept in memory, and to be read again when something is wrong with one of them


def ranges() -> list[Range]:
    """Ranges of documents' ids, as 32 hexadecimal digits, which together leave no id out."""
    bounds = [""]
    documents = Document.objects.order_by("pk").values_list("pk", flat=True)
    while bound := documents.filter(**({"pk__gte": bounds[-1]} if bounds[-1] else {}))[DOCUMENTS : DOCUMENTS + 1].first():
        bounds.append(bound.hex)
    return [*pairwise((*bounds, ""))]


def in_parallel(parts: list[Part], processes: int) -> Iterator[Any]:
    """What each part finds, in their order. Every process has a connection of its own; the caller's is closed before they begin.

    Raises what a process raised, and BrokenProcessPool for one that died: nothing that was not proven passes for proven.
    """
    connection: Any = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    # What they inherit is nobody's garbage, and need not be gone through again and again.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), initializer=gc.freeze) as pool:
        for found in pool.map(all_of, parts):
            yield from found


def all_of(part: Part) -> list[Any]:
    """A generator cannot travel from one process to another; what it yields can."""
    return list(part())
