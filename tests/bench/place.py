"""The databases of one run: SQLite files, or a PostgreSQL cluster of our own where the owner loads and the application works.

Whatever needs Django runs in a child process, because a Django process knows one set of settings.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.postgresql import APPLICATION, OWNER, Cluster


@dataclass(frozen=True)
class Base:
    """One database: its address for the application, its owner's (empty on SQLite), and a folder for what lies beside it."""

    url: str
    owner: str
    state: Path

    def set_up(self, url: str = "") -> None:
        """The product's settings on this database, in this process."""
        os.environ.update(DATABASE_URL=url or self.url, DIKA_STATE=str(self.state), DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.pop("DATABASE_OWNER_URL", None)
        import django

        django.setup()

    def run(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Work on this database as the application, in a child."""
        return apart(partial(self.work, work, arguments))

    def work(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        self.set_up()
        return work(*arguments)

    def load(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Migrate where that is to be done, load as the owner, grant; in a child."""
        return apart(partial(self.prepare, work, arguments))

    def prepare(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        self.set_up(self.owner)
        from django.core.management import call_command
        from django.db import connections

        from workflows.guards import postgresql

        call_command("migrate", verbosity=0)
        result = work(*arguments)
        with connections["default"].cursor() as cursor:
            if self.owner:
                for statement in postgresql.grants(APPLICATION):
                    cursor.execute(statement)
            else:
                # What was loaded lies in the file itself, as in an office that has run for years.
                cursor.execute("pragma wal_checkpoint(truncate)")
        return result


class SQLitePlace:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def base(self, name: str) -> Base:
        return Base(f"sqlite:///{self.folder / name}.sqlite3", "", self.folder)

    def drop(self, name: str) -> None:
        for tail in ("", "-wal", "-shm"):
            Path(f"{self.folder / name}.sqlite3{tail}").unlink(missing_ok=True)


class PostgreSQLPlace:
    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder, self.cluster = folder, cluster

    def base(self, name: str) -> Base:
        with self.cluster.connect() as connection:
            connection.execute(f"create database {name} owner {OWNER}")
        with self.cluster.connect(name) as connection:
            connection.execute(f"grant create on database {name} to {APPLICATION}")  # the yardsticks' own schema
        return Base(self.cluster.url(APPLICATION, name), self.cluster.url(OWNER, name), self.folder)

    def drop(self, name: str) -> None:
        with self.cluster.connect() as connection:
            connection.execute(f"drop database {name} with (force)")


@contextmanager
def opened(vendor: str, folder: Path) -> Iterator[Any]:
    """The place for the databases of one vendor, gone after the block."""
    state = folder / vendor
    state.mkdir()
    if vendor == "sqlite":
        yield SQLitePlace(state)
        return
    cluster = Cluster(folder / "cluster")
    cluster.start()
    try:
        yield PostgreSQLPlace(state, cluster)
    finally:
        cluster.stop()


def apart(work: Callable[[], Any]) -> Any:
    """Run in a forked child and bring the result back. Raises RuntimeError with what the child raised, or how it died."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def child() -> None:
        try:
            sender.send((True, work()))
        except BaseException as error:
            sender.send((False, repr(error)))
            raise

    process = context.Process(target=child)
    process.start()
    sender.close()
    try:
        fine, result = receiver.recv()
    except EOFError:
        fine, result = False, "the child died"
    process.join()
    if not fine:
        raise RuntimeError(result)
    return result
