"""The permit of one step: the canonical bytes that the journal keeps, and the statement that spends them."""

from collections.abc import Mapping
from typing import Any

from django.db import connections

from workflows.act import Act
from workflows.canonical import canonical
from workflows.columns import shared_changes
from workflows.desks import Statement, as_ctes, run
from workflows.fields import to_satang
from workflows.guards.permit import SETTING, hold
from workflows.ids import as_id
from workflows.models import Document, JournalEntry
from workflows.procedure import procedure_of

FORMAT = 1


def body(act: Act, document: Document, source: str, aside: Mapping[str, Any], *, key: str | None, request: str) -> str:
    """Who, in what quality, did what, when, on which basis, from where to where, with which content, and what it wrote aside from that."""
    capacity, basis = act.capacity, act.law.basis(act.step.basis_key)
    own = act.evidence.own_capacity if capacity else None
    return canonical(
        {
            "format": FORMAT,
            "organization": document.organization_id,
            "case": document.case_id,
            "document": document.pk,
            "procedure": procedure_of(document).code,
            "sequence": document.sequence,
            "version": document.version,
            "step": act.step.name,
            "label": act.step.label_in_thai,
            "basis": basis.label,
            "basis_standing": basis.standing,
            "from": source,
            "to": document.state,
            "person": act.person.pk if act.person else None,
            "person_name": act.person.full_name if act.person else "ระบบ",
            "capacity": capacity.kind if capacity else None,
            "position": capacity.title if capacity else None,
            "own_position": own.title if own else None,
            "on_behalf_of": capacity.stands_for if capacity else "",
            "order": [capacity.order_number, capacity.ordered_on] if capacity and capacity.order_number else None,
            "acted_on": act.acted_on,
            "is_backdated": act.acted_on < act.today,
            "law_date": document.law_date,
            "law": act.law.used,
            "number": document.number,
            "title": document.title,
            "amount_satang": None if document.amount_baht is None else to_satang(document.amount_baht),
            "content": document.content_hash,
            "reason": act.reason,
            "facts": act.facts,
            **({"confirmed_by": act.confirmed_by} if act.confirmed_by else {}),
            **({"by_machine": act.by_machine} if act.by_machine else {}),
            **aside,
            "cause": act.cause,
            "key": key,
            "request": request,
        }
    )


def opening_permit(document: Document, step: str) -> str:
    """Opens the side tables of one document while its step runs; the document itself needs the full permit."""
    return canonical({"organization": document.organization_id, "case": document.case_id, "document": document.pk, "step": step})


HASH = f"select hash{{}} from {JournalEntry._meta.db_table} where document_id = %s and sequence = %s"


def hash_of(document: Document, sequence: int, permit: str = "") -> str:
    """The hash of an entry that the trigger has just written. The same statement opens the door for a step that goes on from it."""
    connection = connections["default"]
    opens = bool(permit) and connection.vendor == "postgresql"
    if permit and not opens:
        hold(connection, permit)
    with connection.cursor() as cursor:
        sql = HASH.format(f", set_config('{SETTING}', %s, true)" if opens else "")
        cursor.execute(sql, [*([permit] if opens else []), as_id(document.pk), sequence])
        return str(cursor.fetchone()[0])


TABLE = Document._meta.db_table
PERMIT = f"permit as materialized (select set_config('{SETTING}', %s, true) is not null as held)"


def write(document: Document, permit: str, along: list[Statement], before: Mapping[str, Any]) -> None:
    """Spend the permit: the trigger checks it, writes the entry, and shuts the door.

    The procedure's own row and the desks go along: in the same statement on PostgreSQL, just before it on SQLite.
    """
    connection = connections["default"]
    columns, values = shared_changes(document, before)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            parts, parameters = as_ctes(along)
            sql = f"with {PERMIT}{parts} update {TABLE} set {columns} from permit where id = %s and permit.held"
            cursor.execute(sql, [permit, *parameters, *values, document.pk])
        else:
            hold(connection, permit)
            for sql, parameters in along:
                cursor.execute(sql, parameters)
            cursor.execute(f"update {TABLE} set {columns} where id = %s", [*values, as_id(document.pk)])
        assert cursor.rowcount == 1, "the locked document is gone"


def insert(document: Document, permit: str, desk_changes: list[Statement]) -> None:
    """The birth of a document: its own row last, so that the side rows were written while the door was open."""
    hold(connections["default"], permit)
    base = Document(**{field.attname: getattr(document, field.attname) for field in Document._meta.concrete_fields})
    base.save_base(raw=True, force_insert=True)
    document._state.adding = False
    run(desk_changes)
