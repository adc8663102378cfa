"""A prepared database for a run, and clones of it: one for each worker, and one for each test that commits.

The prepared database is migrated once, by the first worker that needs it, as the owner; PostgreSQL copies it by TEMPLATE and
SQLite by file. Nothing is ever flushed, since the triggers refuse that; a clone that was written to is thrown away.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.conf import settings
from django.db import connections

from config.databases import from_url
from tests.postgresql import APPLICATION, OWNER, Cluster
from workflows.management.commands.migrate import exchange

TEMPLATE = "dika_prepared"
ROOT = Path(__file__).resolve().parent.parent


class Databases(Protocol):
    """What tests ask of either kind of database; names are names of clones."""

    def prepare(self) -> None: ...
    def clone(self, name: str, template: str = TEMPLATE) -> None: ...
    def drop(self, name: str) -> None: ...
    def stop(self) -> None: ...
    def application_url(self, name: str) -> str: ...
    def owner_url(self, name: str) -> str: ...
    def owner(self, name: str) -> Any:
        """A plain connection with the owner's rights, as an administrator has it: no engine, no functions of ours."""


class SQLite:
    """A clone is a copy of a file; its owner is whoever may write the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def application_url(self, name: str) -> str:
        return f"sqlite:///{self.path(name)}"

    def owner_url(self, name: str) -> str:
        return ""

    def owner(self, name: str) -> Any:
        return sqlite3.connect(self.path(name), isolation_level=None)

    def prepare(self) -> None:
        migrate(self)
        with sqlite3.connect(self.path(TEMPLATE)) as connection:
            # What still lies in the write-ahead log would be missing from a copy of the file.
            connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()

    def clone(self, name: str, template: str = TEMPLATE) -> None:
        shutil.copyfile(self.path(template), self.path(name))

    def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path(name)}{suffix}").unlink(missing_ok=True)

    def stop(self) -> None:
        pass


class PostgreSQL:
    """A clone is a copy of the template, to which the application's role comes with no more rights than in an office."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder / "postgresql", durable=False)

    def application_url(self, name: str) -> str:
        return self.cluster.url(APPLICATION, name)

    def owner_url(self, name: str) -> str:
        return self.cluster.url(OWNER, name)

    def owner(self, name: str) -> Any:
        return self.cluster.connect(name, OWNER)

    def prepare(self) -> None:
        self.cluster.start()
        with self.cluster.connect() as connection:
            connection.execute(f"create database {TEMPLATE} owner {OWNER}")
            close(connection, TEMPLATE)
        with self.cluster.connect(TEMPLATE) as connection:
            connection.execute("revoke create on schema public from public")  # still everybody's before PostgreSQL 15
        migrate(self)

    def clone(self, name: str, template: str = TEMPLATE) -> None:
        with self.cluster.connect() as connection:
            connection.execute(f"create database {name} template {template} owner {OWNER}")
            close(connection, name)

    def drop(self, name: str) -> None:
        with self.cluster.connect() as connection:
            connection.execute(f"drop database if exists {name} with (force)")

    def stop(self) -> None:
        self.cluster.stop()


def close(connection: "psycopg.Connection[Any]", name: str) -> None:
    """Rights on the database itself are not copied with it: nobody but the owner makes temporary tables."""
    connection.execute(f"revoke temporary on database {name} from public")


KINDS: dict[str, Any] = {"sqlite": SQLite, "postgres": PostgreSQL}
names = count(1)


def of(kind: str) -> Databases:
    databases: Databases = KINDS[kind](Path(os.environ["DIKA_TEST_ROOT"]))
    return databases


def worker_name() -> str:
    return f"dika_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def next_name() -> str:
    return f"{worker_name()}_{next(names)}"


def prepared(databases: Databases) -> None:
    """Prepare the template if no other worker has done so yet."""
    root = Path(os.environ["DIKA_TEST_ROOT"])
    done = root / "prepared"
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            databases.prepare()
            done.touch()


def migrate(databases: Databases) -> None:
    """As an office does it: the command, with both addresses in the environment."""
    environment = {
        **os.environ,
        "DATABASE_URL": databases.application_url(TEMPLATE),
        "DATABASE_OWNER_URL": databases.owner_url(TEMPLATE),
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"manage.py migrate failed:\n{run.stdout}{run.stderr}")


def use(databases: Databases, name: str) -> None:
    """Let Django, and every command that a test starts, work on this clone from now on."""
    if os.environ["DATABASE_URL"] == databases.application_url(name):
        return
    os.environ["DATABASE_URL"] = databases.application_url(name)
    os.environ["DATABASE_OWNER_URL"] = databases.owner_url(name)
    exchange(connections.configure_settings({"default": from_url(os.environ["DATABASE_URL"])})["default"])
    settings.DATABASE_OWNER = from_url(databases.owner_url(name)) if databases.owner_url(name) else None


@contextmanager
def own_clone(databases: Databases, template: str = TEMPLATE) -> Iterator[str]:
    """A clone to commit in, used by Django inside the block and dropped after it; its name comes back."""
    name = next_name()
    exchange(connections.settings["default"])  # no template is copied while somebody is in it, be it only the pool
    databases.clone(name, template)
    use(databases, name)
    try:
        yield name
    finally:
        use(databases, worker_name())
        databases.drop(name)
