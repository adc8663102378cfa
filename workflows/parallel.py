"""Work in parts, so that several processes can each prove some of the trail."""

import gc
import multiprocessing
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from threading import BrokenBarrierError
from typing import Any

from django.db import connections

from workflows.models import Document
from workflows.moment import join_moment, shared_moment

Range = tuple[str, str]  # from the first, up to but without the second; empty is no bound
Part = Callable[[], Iterable[Any]]
Found = Generator[tuple[int, list[Any]], None, None]  # of each part in their order: how many there are, and what it finds
BEGINNING_SECONDS = 60
DOCUMENTS = 500  # of a range: few enough to be kept in memory, and to be read again when something is wrong with one of them


def ranges() -> list[Range]:
    """Ranges of documents' ids, as 32 hexadecimal digits, which together leave no id out."""
    bounds = [""]
    documents = Document.objects.order_by("pk").values_list("pk", flat=True)
    while bound := documents.filter(**({"pk__gte": bounds[-1]} if bounds[-1] else {}))[DOCUMENTS : DOCUMENTS + 1].first():
        bounds.append(bound.hex)
    return [*pairwise((*bounds, ""))]


def in_parallel(parts: Callable[[], list[Part]], processes: int) -> Found:
    """What each part finds, as soon as it and those before it are finished; and what the parts are. All as the database stood at one moment.

    Every process has a connection of its own, and begins before the caller opens another: a connection is nobody's to inherit.
    Raises what a process raised, and BrokenProcessPool for one that died: nothing that was not proven passes for proven.
    """
    connection: Any = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    context = multiprocessing.get_context("fork")
    moments, all_there = context.SimpleQueue(), context.Barrier(processes + 1)
    with ProcessPoolExecutor(processes, context, initializer=begin, initargs=(moments, all_there)) as pool:
        begun = pool.submit(int)  # the first work that comes starts every process
        try:
            with shared_moment() as (moment, all_joined):
                for _ in range(processes):
                    moments.put(moment)
                all_there.wait(BEGINNING_SECONDS)
                todo = parts()
                all_joined()
                for found in pool.map(all_of, todo):
                    yield len(todo), found
        except BrokenBarrierError:
            begun.result()  # raises what kept a process from beginning
            raise
        finally:
            all_there.abort()  # nobody waits for a caller that has gone
            for _ in range(processes):
                moments.put("")
            pool.shutdown(cancel_futures=True)  # what nobody asks for any more is not begun


def begin(moments: Any, all_there: Any) -> None:
    """In each process: read as of the caller's moment, and let him know."""
    try:
        connections["default"].ensure_connection()  # while the caller opens his own
        join_moment(moments.get())
        all_there.wait(BEGINNING_SECONDS)
    except BaseException:
        all_there.abort()
        raise
    gc.freeze()  # what a process inherits is nobody's garbage, and need not be gone through again and again


def all_of(part: Part) -> list[Any]:
    """A generator cannot travel from one process to another; what it yields can."""
    return list(part())
