"""Database settings from a URL: PostgreSQL for an office in production, SQLite where one process serves."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SQLITE_WAIT_SECONDS = 20
SQLITE_STATEMENTS_KEPT = 512  # a statement forgotten is compiled again, with every trigger that it sets off
PREPARE_AFTER_EXECUTIONS = 2
SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "recursive_triggers": "ON",
    # Speed without a price in safety: pages are kept in memory, and mapped as far as SQLite maps at all, so that whoever reads
    # the whole trail copies nothing. The write-ahead log is folded back as often as SQLite
    # itself likes: one that may grow long takes the file system twice as long to make durable until it has grown.
    "cache_size": "-64000",
    "mmap_size": "2147418112",
    "temp_store": "MEMORY",
    # As long as somebody verifies, nothing can be folded back: 77 kB a step. What has grown beyond this is given back afterwards.
    "journal_size_limit": str(64 * 1024 * 1024),
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
        "ENGINE": "config.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT_SECONDS,
            "cached_statements": SQLITE_STATEMENTS_KEPT,
            # Django converts days and moments by its fields; the driver would look at each column of each answer a second time.
            "detect_types": 0,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in SQLITE_PRAGMAS.items()),
        },
    }
