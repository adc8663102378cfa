"""How a document, a case and an entry look from outside. Money travels as strings with two decimals."""

import json
from decimal import Decimal
from typing import Any

from django.forms import ModelChoiceField

from workflows.api.schema import field_schema
from workflows.central.entries import entries_of
from workflows.central.missing import Missing, Pending, missing_in
from workflows.central.sheets import SHEETS, lines
from workflows.central.steps import standing
from workflows.evidence import Evidence, as_python
from workflows.evidence_sql import side_tables
from workflows.forms import RowsField, form_class
from workflows.models import Case, Document, JournalEntry, User
from workflows.offers import Offer, offers, seen_by
from workflows.procedure import procedure_of
from workflows.proof import Proof
from workflows.waiting import Waiting


def money(amount_baht: Decimal | None) -> str | None:
    return None if amount_baht is None else f"{amount_baht:.2f}"


def document(found: Document, person: User, proof: Proof | None = None) -> dict[str, Any]:
    """The whole document, and what the person may do with it; or the machine that acts for him."""
    evidence = seen_by(found, person)
    procedure = procedure_of(found)
    body = summary(found)
    fields: dict[str, Any] = {name: found._meta.get_field(name) for name in procedure.content}
    body["content"] = {name: plain(getattr(found, field.attname)) for name, field in fields.items()}
    body["rows"] = {
        name: [{field: plain(value) for field, value in as_python(model, row).items()} for row in evidence.rows[name]]
        for name, model, _ in side_tables(procedure)
    }
    body["central"] = central(found, evidence.rows)
    body["steps"] = [step(offer, found, evidence) for offer in offers(found, person, evidence, proof)]
    return body


def summary(found: Document) -> dict[str, Any]:
    return {
        "id": str(found.pk),
        "case": str(found.case_id),
        "procedure": found.procedure,
        "number": found.number,
        "title": found.title,
        "state": found.state,
        "version": found.version,
        "sequence": found.sequence,
        "amount_baht": money(found.amount_baht),
        "content_hash": found.content_hash,
        "law_date": found.law_date.isoformat(),
        "waiting_for": found.waiting_for,
        "waiting_since": found.waiting_since.isoformat() if found.waiting_since else None,
        "due_on": found.due_on.isoformat() if found.due_on else None,
    }


def step(offer: Offer, found: Document, evidence: Evidence) -> dict[str, Any]:
    form = form_class(offer.step)(found)
    return {
        "name": offer.step.name,
        "label": str(offer.step.label),
        "basis": offer.basis.label,
        "basis_standing": offer.basis.standing,
        "signs": offer.step.signs,
        "allowed": offer.allowed,
        "refusals": [refusal.as_dict() for refusal in offer.refusals],
        "fields": {name: {**field_schema(field), **chosen(offer, found, name, field)} for name, field in form.fields.items()},
        **matter(offer, found, evidence),
    }


def matter(offer: Offer, found: Any, evidence: Evidence) -> dict[str, Any]:
    """What a signature is for, in the words and figures of its page; of a step that the person may take now."""
    own = getattr(found, "matter_signed", None)
    told = own(offer.step, evidence.rows) if own is not None and offer.step.signs and offer.allowed else None
    if told is None:
        return {}
    tables = [
        {
            "title": table.title,
            "columns": [column.label for column in table.columns],
            "rows": [[plain(getattr(cell, "value", cell)) for cell in row] for row in table.rows],
        }
        for table in told.tables
    ]
    return {"matter": {"sentence": told.sentence, "statement": told.statement, "tables": tables}}


def chosen(offer: Offer, found: Document, name: str, field: Any) -> dict[str, Any]:
    """Where the rows stand among which a field chooses, or a column of its rows; a key alone tells nobody what it is."""
    address = f"/api/v1/{found.procedure}/{found.pk}/steps/{offer.step.name}/choices/{name}"
    usual = {"usual": list(field.usual)} if hasattr(field, "usual") else {}
    if isinstance(field, ModelChoiceField):
        register = getattr(field, "kept_in", None)
        return {"choices": address, **({"added_by": ".".join(register)} if register else {})}
    columns = field.row_form.base_fields.items() if isinstance(field, RowsField) else ()
    among = {column: f"{address}.{column}" for column, one in columns if isinstance(one, ModelChoiceField)}
    return {**usual, **({"choices_of_columns": among} if among else {}), **added_up(found, field)}


def added_up(found: Document, field: Any) -> dict[str, Any]:
    """Which columns multiply into what a row is worth, and the amounts that the sum of the rows is read beside."""
    if not getattr(field, "worth", ()):
        return {}
    beside = [{"label": one.label, "amount_baht": money(one.amount_baht)} for one in field.beside(found)]
    return {"worth": list(field.worth), "beside": beside}


def plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}" if -value.as_tuple().exponent <= 2 else str(value)  # type: ignore[operator]
    return value if value is None or isinstance(value, (bool, int, str, dict, list)) else str(value)


def desk_row(row: Waiting) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "case": str(row.case),
        "procedure": row.procedure,
        "number": row.number,
        "title": row.title,
        "amount_baht": money(row.amount_baht),
        "state": row.state,
        "waiting_for": row.waiting_for,
        "waiting_since": row.waiting_since.isoformat() if row.waiting_since else None,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "central": [lack(one) for one in row.lacks],
    }


def lack(missing: Missing) -> dict[str, Any]:
    """A number that is due in a central system, since which day."""
    entry = missing.entry
    return {"entry": entry.code, "system": entry.system.value, "label": str(entry.label), "due_since": missing.since.isoformat()}


def pending(row: Pending) -> dict[str, Any]:
    """One row of what waits to be typed."""
    return {
        "id": str(row.id),
        "case": str(row.case),
        "procedure": row.missing.entry.procedure,
        "number": row.number,
        "title": row.title,
        **lack(row.missing),
    }


def central(found: Document, rows: Any) -> list[dict[str, Any]]:
    """Each entry of the document in a central system: its number or since when it is due, and what is typed there, field by field."""
    due = {one.entry.code: one for one in missing_in(found.case).get(found.pk, ())}
    told = []
    for one in entries_of(procedure_of(found).code):
        row, lacks = standing(one, rows), due.get(one.code)
        told.append(
            {
                "entry": one.code,
                "system": one.system.value,
                "label": str(one.label),
                "number": row["number"] if row else None,
                "entered_on": row["entered_on"] if row else None,
                "due_since": lacks.since.isoformat() if lacks else None,
                "fields_standing": SHEETS[one.code].standing,
                "fields": [{"label": line.label, "value": line.value} for line in lines(one, found)],
            }
        )
    return told


def case(found: Case) -> dict[str, Any]:
    documents = Document.objects.filter(case=found).order_by("id")
    return {
        "id": str(found.pk),
        "number": found.number,
        "title": found.title,
        "opened_on": found.opened_on.isoformat(),
        "documents": [summary(item) for item in documents],
    }


def entry(row: JournalEntry) -> dict[str, Any]:
    """One entry with the bytes that its hash covers, so that a reader can hash them again."""
    return {
        "document": str(row.document_id),
        "sequence": row.sequence,
        "recorded_at": row.recorded_at,
        "previous": row.previous,
        "hash": row.hash,
        "body": row.body,
        "facts": json.loads(row.body),
    }
