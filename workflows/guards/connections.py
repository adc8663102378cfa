"""What SQLite must be able to ask Python, registered on every connection as it opens."""

from functools import lru_cache
from typing import Any

import msgspec
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from workflows.verifier import entry_hash


@receiver(connection_created)
def teach_sqlite(connection: Any, **_: Any) -> None:
    """Without these functions, as in a foreign program, the triggers refuse every write."""
    if connection.vendor != "sqlite":
        return
    connection.dika_permit = None

    def spend() -> int:
        connection.dika_permit = None
        return 1

    def permitted(name: str) -> Any:
        return facts(connection.dika_permit).get(name) if connection.dika_permit else None

    def fits(*named: Any) -> int:
        """Whether each name's fact is the value that follows it; one call, since a step would make a dozen."""
        told = facts(connection.dika_permit) if connection.dika_permit else {}
        return int(all(told.get(name) == value for name, value in zip(named[::2], named[1::2], strict=True)))

    raw = connection.connection
    raw.create_function("dika_permit", 0, lambda: connection.dika_permit)
    raw.create_function("dika_permitted", 1, permitted)
    raw.create_function("dika_fits", -1, fits)
    raw.create_function("dika_spend", 0, spend)
    raw.create_function("dika_entry_hash", 4, entry_hash, deterministic=True)


@lru_cache(maxsize=16)
def facts(permit: str) -> dict[str, Any]:
    """A trigger asks one permit for a score of facts; SQLite itself would read the whole of it for each."""
    found: dict[str, Any] = msgspec.json.decode(permit)
    return found
