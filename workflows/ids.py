"""Ids as the driver of the office's database takes them."""

import uuid
from functools import cache
from typing import Any

from django.db import connections


@cache
def is_sqlite() -> bool:
    """An office has one kind of database for good."""
    return connections["default"].vendor == "sqlite"


def as_id(key: uuid.UUID | None) -> Any:
    return key.hex if key is not None and is_sqlite() else key
