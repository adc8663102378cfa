"""The columns that a step may change, as they stood before it, and the statement that writes those of the procedure's own table."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connections

from workflows.desks import Statement
from workflows.fields import to_satang
from workflows.ids import as_id, is_sqlite
from workflows.models import Document

MOVED = (
    "unit", "number", "title", "amount_baht", "state", "version", "sequence", "content_hash", "last_acted_on",
    "waiting_for", "waiting_since", "due_on", "law_date",
)  # fmt: skip
SHARED_FIELDS: tuple[Any, ...] = tuple(Document._meta.get_field(name) for name in MOVED)


@cache
def own_fields(model: type[Document]) -> tuple[Any, ...]:
    """The columns of the procedure's own table, its key left out."""
    return tuple(field for field in model._meta.local_concrete_fields if not field.primary_key)


@cache
def names(model: type[Document]) -> tuple[str, ...]:
    return tuple(field.attname for field in (*SHARED_FIELDS, *own_fields(model)))


def snapshot(document: Document) -> dict[str, Any]:
    """What stands in the columns of both tables."""
    return {name: vars(document)[name] for name in names(type(document))}


def shared_changes(document: Document, before: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The assignments of the document's own row, for the statement that spends the permit.

    Columns that stand as before are left out: SQLite would write their indexes all the same.
    """
    now = vars(document)
    changed = [field for field in SHARED_FIELDS if now[field.attname] != before[field.attname]]
    return assignments(changed), [as_column(now[field.attname]) for field in changed]


def own_changes(document: Document, before: Mapping[str, Any]) -> list[Statement]:
    """The statement that writes the child's row, if anything in it changed; its parent is written by the permit alone."""
    now = vars(document)
    changed = [field for field in own_fields(type(document)) if now[field.attname] != before[field.attname]]
    if not changed:
        return []
    values = [field.get_db_prep_save(now[field.attname], connections["default"]) for field in changed]
    sql = f"update {document._meta.db_table} set {assignments(changed)} where {document._meta.pk.column} = %s"
    return [(sql, [*values, as_id(document.pk)])]


def assignments(fields: list[Any]) -> str:
    return ", ".join(f"{field.column} = %s" for field in fields)


def as_column(value: Any) -> Any:
    """A value as the driver takes it; the general way through the fields costs as much as the statement itself."""
    if isinstance(value, Decimal):
        return to_satang(value)
    if isinstance(value, datetime):
        return connections["default"].ops.adapt_datetimefield_value(value)
    if is_sqlite():
        return value.hex if isinstance(value, uuid.UUID) else value.isoformat() if isinstance(value, date) else value
    return value
