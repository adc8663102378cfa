"""Canonical bytes: the same in Python, in PostgreSQL and in SQLite. How they are chained stands in verifier.py."""

import hashlib
from typing import Any

import msgspec


def plain(value: Any) -> Any:
    """What JSON does not know by itself: a row by its id, and all else, such as a sentence in the reader's language, as text."""
    if hasattr(value, "pk"):
        return value.pk
    return "".join(map(str, value)) if isinstance(value, str) else str(value)  # safe and other texts are put into plain ones


ENCODER = msgspec.json.Encoder(enc_hook=plain, order="sorted", uuid_format="hex")


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: ids as 32 hexadecimal digits, dates as ISO, decimals as text."""
    return ENCODER.encode(value).decode()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
