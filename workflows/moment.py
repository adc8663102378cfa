"""Reading as the database stood at one moment, in one process or in several, while people go on working.

PostgreSQL keeps a snapshot under a name that other connections can take up. SQLite knows none: each process begins to read for itself,
and for as long as that takes, some milliseconds, nobody writes.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections, transaction

HELD = ExitStack()  # what a process reads in until it ends


@contextmanager
def as_of_now() -> Iterator[None]:
    """All that this process reads inside. A caller's own transaction is left as it is, and sees what it has written itself."""
    if connections["default"].in_atomic_block:
        yield
    else:
        with reading():
            yield


@contextmanager
def shared_moment() -> Iterator[tuple[str, Callable[[], None]]]:
    """(how others join it, what to call once all of them have) of this moment. It is this process's own until it calls that."""
    connection: Any = connections["default"]
    if connection.vendor == "postgresql":
        with reading(), connection.cursor() as cursor:
            cursor.execute("select pg_export_snapshot()")
            yield cursor.fetchone()[0], lambda: None
        return
    with ExitStack() as held:
        held.enter_context(sqlite_transaction(connection, "begin immediate"))
        yield "", held.close


def join_moment(moment: str) -> None:
    """Read as of another process's moment from now on, until this process ends."""
    HELD.enter_context(reading(moment))


@contextmanager
def reading(moment: str = "") -> Iterator[None]:
    connection: Any = connections["default"]
    if connection.vendor != "postgresql":
        with sqlite_transaction(connection, "begin"):
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
            if moment:
                cursor.execute(f"set transaction snapshot '{moment}'")  # takes no parameter; PostgreSQL itself gave the name
        yield


@contextmanager
def sqlite_transaction(connection: Any, begin: str) -> Iterator[None]:
    """Not Django's own, which would keep everybody from writing as long as it lasts."""
    with connection.cursor() as cursor:
        cursor.execute(begin)
        cursor.execute("select count(*) from sqlite_master")  # the moment is that of the first reading
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("rollback")
