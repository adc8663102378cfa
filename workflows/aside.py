"""What a step writes and no content holds: its entry tells the columns and the rows, so that nobody changes them unseen."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import Model

from workflows.act import Act
from workflows.columns import own_fields
from workflows.content import fact
from workflows.guards.tables import excused
from workflows.models import Document
from workflows.procedure import Procedure, procedure_of

FROM_BIRTH = (
    "columns",
    "wrote",
)  # told of a birth even where there is nothing to tell: from then on, what is not told was not written
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
        if field.attname not in before or before[field.attname] != now[field.attname]:
            told |= column(field, document)
    return told


def told(act: Act, document: Document, rows: Mapping[str, list[dict[str, Any]]], before: Mapping[str, Any]) -> dict[str, Any]:
    """What the entry of a step tells beside all else. Before the birth of a document there was nothing: then every column is told."""
    procedure = procedure_of(document)
    written = {
        name: its
        for name in (procedure.fact_rows if act.written else ())
        if (its := [row for row in rows[name] if row["id"] in act.written])
    }
    parts = {
        "columns": columns(document, before),
        "rows": written,
        "wrote": wrote(act, procedure),
        "numbers": act.numbers,
        "ids": ids(act, procedure, rows),
    }
    return {name: part for name, part in parts.items() if part or (name in FROM_BIRTH and not before)}


def ids(act: Act, procedure: Procedure, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """Of content rows that others point at, which id is whose: content holds them without, in the same order."""
    aimed_at = [name for name, model in procedure.content_rows.items() if is_aimed_at(model)] if act.rows_changed else []
    return {name: [row["id"] for row in rows[name]] for name in aimed_at}


@cache
def is_aimed_at(model: type[Model]) -> bool:
    """Whether any foreign key points at the rows of a table."""
    return any(field.auto_created and not field.concrete for field in model._meta.get_fields(include_hidden=True))


def wrote(act: Act, procedure: Procedure) -> dict[str, list[dict[str, Any]]]:
    """By table, the rows that the step wrote and that are none of its document's side rows, as it leaves them."""
    told: dict[str, list[dict[str, Any]]] = {}
    known = {*procedure.content_rows.values(), *procedure.fact_rows.values()}
    for row in act.wrote.values():
        if type(row) not in known:
            told.setdefault(row._meta.db_table, []).append(row_told(row))
    return told


def row_told(row: Model) -> dict[str, Any]:
    return {"id": row.pk} | {name: value for field in row_fields(type(row)) for name, value in column(field, row).items()}


@cache
def row_fields(model: type[Model]) -> tuple[Any, ...]:
    """The columns of such a row. Its office and its document are the entry's; what moves by movements or by counting is compared with those."""
    ledger, counter = getattr(model, "ledger", None), getattr(model, "counter", None)
    moving = {*(f"{figure}_baht" for figure in ledger.figures), "movements"} if ledger else {counter.next} if counter else set()
    free = excused()[1].get(model._meta.db_table, ())
    left_out = {"organization", "document", *moving}
    own = (field for field in model._meta.local_concrete_fields if not field.primary_key)
    return tuple(field for field in own if field.name not in left_out and field.column not in free)


def column(field: Any, of: Model) -> dict[str, Any]:
    value = getattr(of, field.attname)
    return fact(field, value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value)
