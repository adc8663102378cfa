"""Migrate without the guards, then set them up again: SQLite refuses to rebuild a table that a trigger names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as Migrate
from django.db import DEFAULT_DB_ALIAS, connections

from workflows.guards import install


class Command(Migrate):
    help = "Migrates as the owner of the database, and installs the guards."

    def handle(self, *args: Any, **options: Any) -> None:
        application_role = connections[DEFAULT_DB_ALIAS].settings_dict.get("USER", "")
        with as_owner():
            connection = connections[options["database"]]
            install.drop(connection)
            super().handle(*args, **options)
            if not (options.get("plan") or options.get("check_unapplied")):
                install.install(connection, application_role=application_role)


@contextmanager
def as_owner() -> Iterator[None]:
    """The default connection is the owner's inside the block: some migrations of others name no database and take the default."""
    if settings.DATABASE_OWNER is None:
        yield
        return
    application = connections.settings[DEFAULT_DB_ALIAS]
    exchange(connections.configure_settings({DEFAULT_DB_ALIAS: settings.DATABASE_OWNER})[DEFAULT_DB_ALIAS])
    try:
        yield
    finally:
        exchange(application)


def exchange(database: dict[str, Any]) -> None:
    """Close the default connection, its pool too, and let the next use open this database."""
    current: Any = connections[DEFAULT_DB_ALIAS]
    current.close()
    if hasattr(current, "close_pool"):
        current.close_pool()
    del connections[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = database
