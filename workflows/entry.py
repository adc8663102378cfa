"""The permit of one step: the canonical bytes that the journal keeps, and the statement that spends them."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import translation
from django_stubs_ext import StrOrPromise

from workflows.act import Act
from workflows.canonical import canonical
from workflows.desks import Statement, as_ctes, as_id, run
from workflows.fields import to_satang
from workflows.guards.permit import SETTING, hold
from workflows.models import Document
from workflows.procedure import procedure_of

FORMAT = 1


def body(act: Act, document: Document, source: str, *, key: str | None, request: str) -> str:
    """Who, in what quality, did what, when, on which basis, from where to where, with which content."""
    capacity, basis = act.capacity, act.law.basis(act.step.basis_key)
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
            "label": in_thai(act.step.label),
            "basis": basis.label,
            "basis_standing": basis.standing,
            "from": source,
            "to": document.state,
            "person": act.person.pk if act.person else None,
            "person_name": act.person.full_name if act.person else "ระบบ",
            "capacity": capacity.kind if capacity else None,
            "position": capacity.title if capacity else None,
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
            "cause": act.cause,
            "key": key,
            "request": request,
        }
    )


def in_thai(words: StrOrPromise) -> str:
    """The trail speaks Thai, whichever language the person had chosen for the screen."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(words)


def opening_permit(document: Document, step: str) -> str:
    """Opens the side tables of one document while its step runs; the document itself needs the full permit."""
    return canonical({"organization": document.organization_id, "case": document.case_id, "document": document.pk, "step": step})


MOVED = (
    "unit", "number", "title", "amount_baht", "state", "version", "sequence", "content_hash", "last_acted_on",
    "waiting_for", "waiting_since", "due_on", "law_date",
)  # fmt: skip
FIELDS = tuple(Document._meta.get_field(name) for name in MOVED)
SET = ", ".join(f"{field.column} = %s" for field in FIELDS)
TABLE = Document._meta.db_table
UPDATE = f"update {TABLE} set {SET} where id = %s"
PERMIT = f"permit as materialized (select set_config('{SETTING}', %s, true) is not null as held)"


def write(document: Document, permit: str, desk_changes: list[Statement]) -> None:
    """Spend the permit: the trigger checks it, writes the entry, and shuts the door. The desks go along in the same statement."""
    connection = connections["default"]
    values = [as_column(getattr(document, field.attname), connection) for field in FIELDS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            parts, parameters = as_ctes(desk_changes)
            sql = f"with {PERMIT}{parts} update {TABLE} set {SET} from permit where id = %s and permit.held"
            cursor.execute(sql, [permit, *parameters, *values, document.pk])
        else:
            hold(connection, permit)
            cursor.execute(UPDATE, [*values, as_id(document.pk)])
        assert cursor.rowcount == 1, "the locked document is gone"
    if connection.vendor != "postgresql":
        run(desk_changes)


def as_column(value: Any, connection: Any) -> Any:
    """A value as the driver takes it; the general way through the fields costs as much as the statement itself."""
    if isinstance(value, Decimal):
        return to_satang(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if connection.vendor == "sqlite":
        return value.hex if isinstance(value, uuid.UUID) else value.isoformat() if isinstance(value, date) else value
    return value


def insert(document: Document, permit: str, desk_changes: list[Statement]) -> None:
    """The birth of a document: its own row last, so that the side rows were written while the door was open."""
    hold(connections["default"], permit)
    base = Document(**{field.attname: getattr(document, field.attname) for field in Document._meta.concrete_fields})
    base.save_base(raw=True, force_insert=True)
    document._state.adding = False
    run(desk_changes)
