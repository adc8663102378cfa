"""Django's own SQLite, except for two things that cost time.

A statement is put into the driver's notation once and not each time it runs: looking for every `%s` of a statement costs Django a tenth
of what a whole step costs. And the threads of one process wait for each other's transactions in a queue: SQLite's own way of waiting is to
sleep, longer each time, so that whoever comes fifth sleeps long after the fourth has gone.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

STATEMENTS_KEPT = 1024
WAITS_SECONDS = 5  # the driver's own, where the settings name none


@lru_cache(maxsize=STATEMENTS_KEPT)
def in_drivers_notation(statement: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", statement).replace("%%", "%"))


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        if param_names is None:
            return in_drivers_notation(query)
        inherited: Any = super()  # of which Django's stubs know nothing
        return str(inherited.convert_query(query, param_names=param_names))


TURNS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)  # one for each file


class DatabaseWrapper(base.DatabaseWrapper):
    turn: "threading.Lock | None" = None  # held from the beginning of a transaction to its end

    def _start_transaction_under_autocommit(self) -> None:
        """Begin when it is this thread's turn; after as long as SQLite itself would wait, let SQLite say that it is locked."""
        turn = TURNS[str(self.settings_dict["NAME"])]
        waits_seconds = self.settings_dict["OPTIONS"].get("timeout", WAITS_SECONDS)
        is_held = turn.acquire(timeout=waits_seconds)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            if is_held:
                turn.release()
            raise
        if is_held:
            self.turn = turn

    def pass_on(self) -> None:
        turn, self.turn = self.turn, None
        if turn is not None:
            turn.release()

    def _commit(self) -> Any:
        """A commit that fails leaves the transaction open, and the turn with it."""
        done = super()._commit()  # type: ignore[misc]
        self.pass_on()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self.pass_on()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self.pass_on()

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)
