"""The same command twice is one effect: what a key stands for, and how a repetition is told from a mistake."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.canonical import canonical, sha256

KEY_LETTERS_MAX = 64
COUNT_DIGITS_MAX = 9


def is_key(key: object) -> bool:
    """Whether this can be the key of a command."""
    return isinstance(key, str) and 0 < len(key) <= KEY_LETTERS_MAX and key.isprintable()


def is_count(text: str) -> bool:
    """Whether a text is a number of a version, as a form or a file's command carries it."""
    return text.isdecimal() and len(text) <= COUNT_DIGITS_MAX


def request_digest(document: uuid.UUID | None, step: str, acted_on: date | None, data: Mapping[str, Any]) -> str:
    """What a key stands for: the same key with other data is a mistake, not a repetition."""
    named = {name: file_digest(value) if hasattr(value, "chunks") else value for name, value in data.items()}
    return sha256(canonical({"document": document, "step": step, "acted_on": acted_on, "data": named}))


def file_digest(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
