"""A crash at every SQL statement of an action: all of it happened, or nothing did."""

import hashlib
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.db import connection

from workflows.guards.permit import SETTING
from workflows.guards.tables import tables

HEARD: list[Callable[[int], None]] = []  # whoever listens is told the statements of each action that was crashed through


class Crash(Exception):
    """The machine stopped."""


def sweep(action: Callable[[], Any]) -> int:
    """Crash `action` at each of its statements in turn, then let it through; the number of statements comes back.

    `action` must be repeatable: it is undone after each crash by the engine alone, which is what is tested.
    """
    before, position = fingerprint(), 0
    while True:
        position += 1
        counter = Counter(position)
        try:
            with patch.object(connection, "run_and_clear_commit_hooks"), connection.execute_wrapper(counter):
                action()
        except Crash:
            assert fingerprint() == before, f"a crash at statement {position} left something behind: {counter.sql}"
            continue
        assert fingerprint() != before, "the action that was let through changed nothing"
        if not connection.in_atomic_block:
            connection.run_and_clear_commit_hooks()  # what follows a commit is no part of the action, and may fail by itself
        for hear in HEARD:
            hear(position - 1)
        return position - 1


class Counter:
    """Lets statements through until the one that crashes."""

    def __init__(self, position: int) -> None:
        self.position, self.count, self.sql = position, 0, ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(None, 1)[0].upper() in {"SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT"} or takes_permit_back(params):
            return execute(sql, params, many, context)
        self.count += 1
        if self.count == self.position:
            self.sql = sql
            raise Crash(sql)
        return execute(sql, params, many, context)


def takes_permit_back(params: Any) -> bool:
    """Inside a test's own transaction the engine empties the permit once the step is over, which a commit would do by itself."""
    return isinstance(params, list | tuple) and list(params) == [SETTING, ""]


def fingerprint() -> str:
    """Every row of every table, as the database has it: asked of the ORM, it took most of a sweep."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in tables()):
            cursor.execute(f"select * from {connection.ops.quote_name(table)}")
            digest.update(repr((table, sorted(map(repr, cursor.fetchall())))).encode())
    return digest.hexdigest()
