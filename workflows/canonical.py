"""Canonical bytes and their hashes: the same in Python, in PostgreSQL and in SQLite."""

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


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def chained(*parts: str) -> str:
    """The hash of several texts, each led by its length in bytes, so that no two lists of parts look alike."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()


def entry_hash(previous: str, sequence: int, recorded_at: str, body: str) -> str:
    """The hash of one journal entry, which the next one of the document carries as `previous`."""
    return chained(previous, str(sequence), recorded_at, body)
