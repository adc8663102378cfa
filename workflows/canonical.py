"""Canonical bytes: the same in Python, in PostgreSQL and in SQLite. How they are chained stands in verifier.py."""

import hashlib
import json
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """A value as JSON knows it: ids as 32 hexadecimal digits, dates as ISO, decimals as text."""
    if isinstance(value, uuid.UUID):
        return value.hex
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "pk"):
        return plain(value.pk)
    return str(value)


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces."""
    return ENCODER.encode(value)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
