"""Documents in ranges of their ids, so that several processes can each prove a part of the trail."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from typing import Any

from django.db import connections

from workflows.models import Document

Range = tuple[str, str]  # ids as 32 hexadecimal digits: from the first, up to but without the second; empty is no bound
RANGES_PER_PROCESS = 4  # whoever is done early takes another


def ranges(count: int) -> list[Range]:
    """At most `count` ranges of about as many documents each, which together leave no id out."""
    ids = Document.objects.order_by("pk").values_list("pk", flat=True)
    total = Document.objects.count()
    places = sorted({total * number // count for number in range(1, count)} - {0})
    bounds = ["", *(ids[place].hex for place in places), ""]
    return list(pairwise(bounds))


def in_parallel(work: Callable[[Range], Iterable[Any]], parts: list[Range], processes: int) -> Iterator[Any]:
    """What `work` finds in each part. Every process has a connection of its own; the caller's is closed before they begin.

    Raises what a process raised, and BrokenProcessPool for one that died: nothing that was not proven passes for proven.
    """
    connection: Any = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
        for found in pool.map(partial(all_of, work), parts):
            yield from found


def all_of(work: Callable[[Range], Iterable[Any]], part: Range) -> list[Any]:
    """A generator cannot travel from one process to another; what it yields can."""
    return list(work(part))
