"""What a step writes and no content holds: its entry tells the columns and the rows, so that nobody changes them unseen."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from workflows.act import Act
from workflows.columns import own_fields
from workflows.content import fact
from workflows.models import Document
from workflows.procedure import Procedure, procedure_of

SHARED: tuple[Any, ...] = tuple(map(Document._meta.get_field, ("unit", "last_acted_on", "waiting_for", "waiting_since", "due_on")))


@cache
def fields(procedure: Procedure) -> tuple[Any, ...]:
    """The columns of a document that are no content, and of which its entries say nothing elsewhere."""
    return (*SHARED, *(field for field in own_fields(procedure.model) if field.name not in procedure.content))


def columns(document: Document, before: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are not as before, each as an entry tells it; with nothing before, all of them."""
    told: dict[str, Any] = {}
    now = vars(document)
    for field in fields(procedure_of(document)):
        value = now[field.attname]
        if field.attname not in before or before[field.attname] != value:
            told |= fact(field, value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value)
    return told


def told(act: Act, document: Document, rows: Mapping[str, list[dict[str, Any]]], before: Mapping[str, Any]) -> dict[str, Any]:
    """What the entry of a step tells beside all else. Before the birth of a document there was nothing: then every column is told."""
    procedure = procedure_of(document)
    written = {
        name: its
        for name in (procedure.fact_rows if act.written else ())
        if (its := [row for row in rows[name] if row["id"] in act.written])
    }
    parts = {"columns": columns(document, before), "rows": written, "numbers": act.numbers}
    return {name: part for name, part in parts.items() if part or (name == "columns" and not before)}
