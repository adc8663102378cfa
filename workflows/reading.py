"""The trail's rows as each database gives them fastest: ids, days and texts as the journal's bodies hold them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from psycopg.pq import Format
from psycopg.types.string import ByteaBinaryLoader

from workflows.parallel import Range

CHUNK = 100  # so few that their bodies still lie in the processor's own memory when they are read again
# PostgreSQL would sort the bodies on its disk, in several processes, where it could follow the index.
BY_THE_INDEX = "select set_config('enable_sort', 'off', true), set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"

CONVERTED: dict[str, Callable[[Any], str]] = {**dict.fromkeys(("document_id", "case_id", "organization_id", "person_id"), bytes.hex), "acted_on": date.isoformat}  # fmt: skip

Column = Sequence[Any]
Rows = list[tuple[Any, ...]]


class Dialect:
    """How each database gives ids, days and texts as the journal's bodies hold them, without the driver's help, which costs more."""

    def __init__(self, vendor: str) -> None:
        self.postgres = vendor == "postgresql"

    def id(self, column: str) -> str:
        return f"encode(uuid_send({column}), 'hex')" if self.postgres else column

    def day(self, column: str) -> str:
        return f"to_char({column}, 'YYYY-MM-DD')" if self.postgres else f"cast({column} as text)"

    def bytes(self, column: str) -> str:
        return f"convert_to({column}, 'UTF8')" if self.postgres else f"cast({column} as blob)"

    def kept(self, column: str) -> str:
        """The column as it lies there, a body in bytes; `plain` reads it."""
        return self.bytes(column) if column == "body" and not self.postgres else column

    def plain(self, name: str, column: Column) -> Column:
        """A column as bodies have it: each id and day is put into text once."""
        if not self.postgres or name not in CONVERTED:
            return column
        texts = {value: CONVERTED[name](value) for value in set(column) if value is not None}
        return [*map(texts.get, column)]

    def within(self, column: str, of: Range, kind: str = "uuid") -> tuple[str, list[str]]:
        """The condition for a range of ids, or of others of PostgreSQL's types, and its parameters."""
        low, high = of
        bounds = [(f"{column} >= %s", low), (f"{column} < %s", high)]
        cast = f"::{kind}" if self.postgres else ""
        asked = [(condition + cast, bound) for condition, bound in bounds if bound]
        return " and ".join(condition for condition, _ in asked) or "true", [bound for _, bound in asked]


def in_chunks(connection: Any, sql: str, parameters: list[Any], as_they_are: tuple[str, ...] = ()) -> Iterator[Rows]:
    """Rows as the driver gives them: the ORM would cost more than the hashing, and bytes written as text half of the rest.

    PostgreSQL sends them as they are found, for a cursor of its own would first write all of them aside. One such answer at a time.

    as_they_are   PostgreSQL's types whose bytes nobody is to convert
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            while rows := cursor.fetchmany(CHUNK):
                yield rows
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(BY_THE_INDEX)
        driver = cursor.cursor
        driver.format = Format.BINARY
        for name in as_they_are:
            driver.adapters.register_loader(name, ByteaBinaryLoader)
        # The stream holds the connection until it is closed, and the transaction could not end before that.
        with closing(driver.stream(sql, parameters, size=CHUNK)) as found:
            while rows := [*islice(found, CHUNK)]:
                yield rows
        transaction.set_rollback(True, using=connection.alias)  # nothing was written, and what was set is for this reading alone


def streamed(connection: Any, sql: str, parameters: list[Any]) -> Iterator[tuple[Any, ...]]:
    for rows in in_chunks(connection, sql, parameters):
        yield from rows
