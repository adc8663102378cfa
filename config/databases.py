"""Database settings from a URL: PostgreSQL for an office in production, SQLite where one process serves."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SQLITE_WAIT_SECONDS = 20
PREPARE_AFTER_EXECUTIONS = 2
SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "recursive_triggers": "ON",
    # Speed without a price in safety: the write-ahead log is folded back seldom, and pages are kept and mapped in memory.
    "wal_autocheckpoint": "10000",
    "cache_size": "-64000",
    "mmap_size": "268435456",
    "temp_store": "MEMORY",
}


def from_url(url: str) -> dict[str, Any]:
    """Django's settings of one database.

    Raises ValueError for a scheme that the triggers are not written for.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(url.removeprefix("sqlite:///"))))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": False,
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 8},
                "server_side_binding": True,
                "prepare_threshold": PREPARE_AFTER_EXECUTIONS,
            },
        }
    raise ValueError(f"no triggers are written for {parts.scheme!r}: use postgres:// or sqlite:///")


def sqlite(path: Path) -> dict[str, Any]:
    """One file, with the durability that a signature deserves.

    IMMEDIATE, because a deferred transaction that reads first cannot wait for a writer;
    `recursive_triggers`, because without it INSERT OR REPLACE deletes past the triggers.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT_SECONDS,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in SQLITE_PRAGMAS.items()),
        },
    }
