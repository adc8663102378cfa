"""Rows of the office that are no document's side rows, beside what entries told of them as they wrote them: movements, slips, parties, orders.

Entries of earlier versions tell none of them. Such rows are counted, so that nobody takes for proven what nothing proves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import Model

from workflows.aside import row_told
from workflows.aside_told import Row, Told, Unproven, plain
from workflows.evidence_sql import side_tables
from workflows.guards.tables import JOURNAL_TABLE, excused, tables
from workflows.models import Document
from workflows.procedure import PROCEDURES, procedure_of
from workflows.verifier import Fault

CHUNK = 500


@cache
def models() -> dict[str, type[Model]]:
    """By table, those whose rows steps write beside their documents."""
    left_out = {*excused()[0], JOURNAL_TABLE}
    own = (model for model in tables() if model._meta.db_table not in left_out and not issubclass(model, Document))
    return {model._meta.db_table: model for model in own}


def beside() -> dict[str, list[type[Model]]]:
    """By procedure, the tables with rows of its documents that are none of its side tables."""
    found: dict[str, list[type[Model]]] = {}
    for model in models().values():
        if getattr(model, "is_told", True) and any(field.name == "document" for field in model._meta.local_concrete_fields):
            for code in model._default_manager.order_by().values_list("document__procedure", flat=True).distinct():
                if code in PROCEDURES and all(side is not model for _, side, _ in side_tables(PROCEDURES[code])):
                    found.setdefault(code, []).append(model)
    return found


def written_differ(
    documents: Sequence[Document], told: Mapping[str, Told], beside: Iterable[type[Model]]
) -> Iterator[Fault | Unproven]:
    """The rows that these documents' steps wrote: each is as it was told, none is gone, and none came by itself."""
    known: dict[str, dict[str, tuple[Document, Row]]] = {}
    for document in documents:
        for table, said_of in told[document.pk.hex].written.items():
            known.setdefault(table, {}).update((row, (document, said)) for row, said in said_of.items())
    for table in known.keys() & models().keys():  # a later version may have none of a table
        yield from rows_differ(models()[table], known[table])
    for model in beside:
        # In no order: a model's own may lead through a row that is gone, and would leave out what points at it.
        rows = model._default_manager.order_by().filter(document__in=[document.pk for document in documents])
        yield from untold(model, rows.values_list("pk", "document"), known, told)
    for document in documents:
        for model in procedure_of(document).tells:
            rows = model._default_manager.order_by().filter(organization=document.organization_id)
            yield from untold(model, ((pk, document.pk) for pk in rows.values_list("pk", flat=True)), known, told)


def rows_differ(model: type[Model], known: Mapping[str, tuple[Document, Row]]) -> Iterator[Fault]:
    table, keys = model._meta.db_table, sorted(known)
    for first in range(0, len(keys), CHUNK):
        some = keys[first : first + CHUNK]
        standing = {row.pk.hex: row for row in model._default_manager.order_by().filter(pk__in=some)}
        for key in some:
            document, said = known[key]
            if key not in standing:
                yield Fault(f"{table} {key}", "row is gone, of which a step told")
            elif wrong := wrong_in(standing[key], document, said):
                yield Fault(f"{table} {key}", f"row differs from what its step told of it: {', '.join(wrong)}")


def wrong_in(row: Any, document: Document, said: Row) -> list[str]:
    """The columns in which a row is not as it was told. A column that a later version adds or drops says nothing."""
    now = plain(row_told(row))
    wrong = [name for name, value in said.items() if name in now and now[name] != value]
    ties = {"organization_id": document.organization_id, "document_id": document.pk}
    return [*wrong, *(name for name, value in ties.items() if getattr(row, name, value) != value)]


def untold(
    model: type[Model], rows: Iterable[tuple[Any, Any]], known: Mapping[str, Any], told: Mapping[str, Told]
) -> Iterator[Fault | Unproven]:
    """Rows, with their documents, of which no step told: an earlier version wrote them, or nobody's step."""
    table, unproven = model._meta.db_table, 0
    for row, document in sorted(rows):
        if row.hex in known.get(table, ()):
            continue
        if told[document.hex].is_all_written:
            yield Fault(f"{table} {row.hex}", "row of which no step told")
        else:
            unproven += 1
    if unproven:
        yield Unproven(table, unproven)
