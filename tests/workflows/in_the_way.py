"""Others who keep the database from a step: a circle of waiting on PostgreSQL, a writer who does not let go on SQLite. Nothing of it is pretended."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from disbursement.models import BankAccount
from workflows.models import Case

LOCKED_SECONDS = 0.3  # that a step waits for SQLite in these tests
# PostgreSQL looks once for a circle, a second after a wait began: who came to his lock first, and waits in it, is the one it sends away.
LOOKED_FOR_A_CIRCLE_SECONDS, LATER_SECONDS = 1.3, 0.05  # the less later, the longer a busy machine may dawdle within that second
GIVES_UP_SECONDS = 30  # on a machine that is busy elsewhere the step may be over before; that is a failed test, and no endless one
WAITS = "select exists (select from pg_locks where pid = %s and not granted)"


@contextmanager
def in_the_way(case: Any, account: Any, times: int) -> Iterator[None]:
    """The block's first `times` tries to write to the case and then to the account fail, because the database gave way to others; on SQLite all do."""
    with circles(case, account, times) if connection.vendor == "postgresql" else locked():
        yield


@contextmanager
def circles(case: Any, account: Any, times: int) -> Iterator[None]:
    """Others hold the account one after the other, and want the case as soon as the step waits for it."""
    connection.ensure_connection()
    step, holds = connection.connection.info.backend_pid, threading.Event()

    def other() -> None:
        with transaction.atomic():
            BankAccount.objects.select_for_update().get(pk=account)
            holds.set()
            until(lambda: asked(WAITS, step))
            time.sleep(LATER_SECONDS)
            Case.objects.select_for_update().get(pk=case)
        connection.close()

    threads = [threading.Thread(target=other) for _ in range(times)]
    for thread in threads:
        thread.start()
        holds.wait()
        time.sleep(LOOKED_FOR_A_CIRCLE_SECONDS)
    yield
    for thread in threads:
        thread.join()


def asked(question: str, *facts: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, facts)
        return bool(cursor.fetchone()[0])


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + GIVES_UP_SECONDS
    while not is_so():
        assert time.monotonic() < ends, "the step never came to wait"
        time.sleep(LATER_SECONDS / 5)


@contextmanager
def locked() -> Iterator[None]:
    """Another program writes, and lets go when the block is over."""
    options, path = connection.settings_dict["OPTIONS"], connection.settings_dict["NAME"]
    before = options.get("timeout")
    options["timeout"] = LOCKED_SECONDS
    connection.close()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("begin immediate")
    try:
        yield
    finally:
        writer.close()
        options.pop("timeout") if before is None else options.update(timeout=before)
        connection.close()
