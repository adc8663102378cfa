"""Whether somebody waits for a lock, as whoever keeps the lock tells it: no test guesses how long another needs to come there."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from config.sqlite.base import TURNS
from workflows.refusal import Refused

GIVES_UP_SECONDS, LOOKS_AGAIN_SECONDS = 60, 0.01
WAITS_FOR_ME = "select exists (select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))"


class Turn:
    """A turn at SQLite's file that remembers whether anybody found it taken."""

    def __init__(self) -> None:
        self.lock, self.is_awaited = threading.Lock(), False
        self.locked, self.release = self.lock.locked, self.lock.release

    def acquire(self, *, timeout: float) -> bool:
        if self.lock.acquire(blocking=False):
            return True
        self.is_awaited = True
        return self.lock.acquire(timeout=timeout)


@contextmanager
def turns_that_tell() -> Iterator[None]:
    """On the database of this test; PostgreSQL tells by itself."""
    if connection.vendor == "postgresql":
        yield
        return
    name = str(connection.settings_dict["NAME"])
    TURNS[name] = Turn()  # type: ignore[assignment]
    yield
    del TURNS[name]


def somebody_waits() -> bool:
    """For the transaction that this thread is in."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(WAITS_FOR_ME)
            return bool(cursor.fetchone()[0])
    turn: Any = TURNS[str(connection.settings_dict["NAME"])]
    return bool(turn.is_awaited)


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + GIVES_UP_SECONDS
    while not is_so():
        assert time.monotonic() < ends, "nobody came to wait"
        time.sleep(LOOKS_AGAIN_SECONDS)


def while_waiting(waiter: Callable[[], Any], meanwhile: Callable[[], Any], then: Callable[[], Any] = lambda: None) -> Any:
    """What the waiter is answered who began while `meanwhile` was still being written, and could not see it; `then` is done while he waits.

    On SQLite the waiter begins when it is done, and sees it; on PostgreSQL it has read what was there before.
    """
    answers: list[Any] = []

    def wait() -> None:
        try:
            answers.append(waiter())
        except Refused as refused:
            answers.append(refused.codes)
        finally:
            connection.close()

    waiting = threading.Thread(target=wait)
    with turns_that_tell():
        with transaction.atomic():
            meanwhile()
            waiting.start()
            until(lambda: somebody_waits() or not waiting.is_alive())
            assert answers == [] and waiting.is_alive(), "it waits for whoever holds the lock"
            then()
        waiting.join()
    return answers[0]
