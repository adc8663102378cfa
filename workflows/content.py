"""What is signed: the material facts of a document as canonical bytes, known by their hash."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from workflows.canonical import canonical, sha256
from workflows.evidence_sql import side_tables
from workflows.fields import BahtField, to_satang
from workflows.models import Content, Document
from workflows.procedure import procedure_of


def facts(document: Document) -> dict[str, Any]:
    """The material fields: those that every document has, and those that its procedure names."""
    named: dict[str, Any] = {}
    procedure = procedure_of(document)
    for name in ("title", "amount_baht", *procedure.content):
        field: Any = document._meta.get_field(name)
        value = getattr(document, field.attname)
        if value in (None, "") and name in procedure.later:
            continue
        named |= fact(field, value)
    return named


def fact(field: Any, value: Any) -> dict[str, Any]:
    """A column's name and its value, exactly: money in satang, decimals with all their places."""
    if isinstance(field, BahtField):
        return {field.column: None if value is None else to_satang(value)}
    if isinstance(field, models.DecimalField):
        return {field.attname: None if value is None else f"{Decimal(value):.{field.decimal_places}f}"}
    return {field.attname: value}


def compose(document: Document, rows: Mapping[str, list[dict[str, Any]]]) -> str:
    """The canonical bytes of a document with these rows. Row ids are no content: the same lines typed again are the same."""
    procedure = procedure_of(document)
    material = {*procedure.content_rows, "attachments"}
    return canonical(
        {
            "schema": procedure.schema,
            "procedure": procedure.code,
            "document": document.pk,
            "facts": facts(document),
            "rows": {
                name: [{key: value for key, value in row.items() if key != "id"} for row in rows.get(name, ())]
                for name, _, _ in side_tables(procedure)
                if name in material
            },
        }
    )


def keep(document: Document, body: str) -> str:
    """Store the content under its hash, once, and return the hash."""
    digest = sha256(body)
    Content.objects.bulk_create([Content(hash=digest, organization_id=document.organization_id, body=body)], ignore_conflicts=True)
    return digest
