"""Ids as the driver of the office's database takes and gives them."""

import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connections


@cache
def is_sqlite() -> bool:
    """An office has one kind of database for good."""
    return connections["default"].vendor == "sqlite"


def as_id(key: uuid.UUID | None) -> Any:
    return key.hex if key is not None and is_sqlite() else key


def as_uuid(value: Any) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def as_ids(people: Iterable[str]) -> list[uuid.UUID]:
    """Of people whom the rows of evidence name by hexadecimal digits; in one order, whoever asks."""
    return sorted(uuid.UUID(person) for person in people)
