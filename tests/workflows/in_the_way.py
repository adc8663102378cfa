"""Others who keep the database from a step: a circle of waiting on PostgreSQL, a writer who does not let go on SQLite. Nothing of it is pretended."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import connection

from disbursement.models import BankAccount
from tests.postgresql import Cluster
from tests.waiting import GIVES_UP_SECONDS, until
from workflows.models import Case

LOCKED_SECONDS = 0.3  # that a step waits for SQLite in these tests
# PostgreSQL sends away who first looks for a circle and finds one. The others look last, so that it is the step, however busy the machine.
OTHERS_LOOK = "set deadlock_timeout = '10min'"  # the superuser's to set
WAITS = "select exists (select from pg_locks where pid = %s and not granted)"


@contextmanager
def in_the_way(case: Any, account: Any, times: int) -> Iterator[None]:
    """The block's first `times` tries to write to the case and then to the account fail, because the database gave way to others; on SQLite all do."""
    with circles(case, account, times) if connection.vendor == "postgresql" else locked():
        yield


class Other:
    """Holds the account from the start and wants the case once `wanted`; whoever comes after an other waits for the account behind him."""

    def __init__(self, case: Any, account: Any) -> None:
        self.case, self.account = case, account
        self.holds, self.wanted = threading.Event(), threading.Event()
        known = connection.settings_dict
        self.connection = Cluster(Path(known["HOST"])).connect(known["NAME"])
        self.connection.execute(OTHERS_LOOK)
        self.thread = threading.Thread(target=self.be_in_the_way)
        self.thread.start()
        until(lambda: self.holds.is_set() or self.waits())

    def be_in_the_way(self) -> None:
        with self.connection, self.connection.transaction():
            self.lock(BankAccount, self.account)
            self.holds.set()
            self.wanted.wait(GIVES_UP_SECONDS)
            self.lock(Case, self.case)

    def lock(self, table: Any, key: Any) -> None:
        self.connection.execute(f"select from {table._meta.db_table} where id = %s for update", [key])

    def waits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(WAITS, [self.connection.info.backend_pid])
            return bool(cursor.fetchone()[0])

    def close_the_circle(self) -> None:
        self.holds.wait(GIVES_UP_SECONDS)
        self.wanted.set()
        until(self.waits)

    def leave(self) -> None:
        self.wanted.set()
        self.thread.join()


@contextmanager
def circles(case: Any, account: Any, times: int) -> Iterator[None]:
    """Others hold the account one after the other; each wants the case, which the step holds, just before the step wants the account."""
    others = [Other(case, account) for _ in range(times)]
    next_one = iter(others)

    def meets(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if BankAccount._meta.db_table in sql and "UPDATE" in sql:
            with suppress(StopIteration):
                next(next_one).close_the_circle()
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(meets):
            yield
    finally:
        for other in others:
            other.leave()


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
