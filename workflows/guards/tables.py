"""Which tables are guarded, and by which columns a row is tied to its document and its organization."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from workflows.guards.ledger import Ledger, LedgerTable
from workflows.models import Document, Edge, JournalEntry, Organization

DOCUMENT_TABLE = Document._meta.db_table
JOURNAL_TABLE = JournalEntry._meta.db_table
EDGE_TABLE = Edge._meta.db_table


@dataclass(frozen=True)
class GuardedTable:
    """`free` are columns that may change outside a step; an empty column name means that the row has no such tie."""

    name: str
    document_column: str
    organization_column: str
    append_only: bool
    columns: tuple[str, ...]
    free: tuple[str, ...]
    ledger: LedgerTable | None = None

    @property
    def kept(self) -> tuple[str, ...]:
        return tuple(column for column in self.columns if column not in self.free)


@cache
def excused() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Tables and columns that config/unguarded.toml excuses."""
    with (settings.ROOT / "config" / "unguarded.toml").open("rb") as file:
        declared = tomllib.load(file)
    return declared["tables"], declared.get("columns", {})


def tables() -> Iterator[type[Model]]:
    """Every model with a table of its own, many-to-many tables included."""
    return (model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy)


def guarded() -> list[GuardedTable]:
    """All tables but the excused, the document and the journal, which have triggers of their own."""
    unguarded, free = excused()
    special = {DOCUMENT_TABLE, JOURNAL_TABLE}
    found = {model._meta.db_table: model for model in tables()}
    return [
        describe(found[name], tuple(free.get(name, ()))) for name in sorted(found) if name not in unguarded and name not in special
    ]


def describe(model: type[Model], free: tuple[str, ...]) -> GuardedTable:
    fields = {field.name: field.column for field in model._meta.local_concrete_fields}
    return GuardedTable(
        name=model._meta.db_table,
        document_column=fields.get("document", ""),
        organization_column=fields["id"] if model is Organization else fields.get("organization", ""),
        append_only=getattr(model, "append_only", False),
        columns=tuple(fields.values()),
        free=free,
        ledger=ledger_of(model),
    )


def ledger_of(model: type[Model]) -> LedgerTable | None:
    """The ledger that a model declares as its `ledger`, in terms of tables."""
    declared: Ledger | None = getattr(model, "ledger", None)
    if declared is None:
        return None
    movement = apps.get_model(declared.movement)
    return LedgerTable(
        model._meta.db_table, movement._meta.db_table, movement._meta.get_field(declared.account).column, declared.figures
    )
