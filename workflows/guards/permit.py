"""The engine's word to the database for one document and one step.

PostgreSQL keeps it in a transaction-local setting, which a rollback takes back. SQLite reads it through a function that
is registered on our connections; `released` takes it back whatever happens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SETTING = "dika.permit"


def hold(connection: Any, body: str) -> None:
    """Let the database see the permit until it is spent or the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select set_config(%s, %s, true)", [SETTING, body])
    else:
        connection.dika_permit = body


@contextmanager
def released(connection: Any) -> Iterator[None]:
    """No permit outlives the block, not even inside a caller's own transaction."""
    try:
        yield
    finally:
        connection.dika_permit = None
        if connection.vendor == "postgresql" and connection.in_atomic_block and not connection.needs_rollback:
            hold(connection, "")
