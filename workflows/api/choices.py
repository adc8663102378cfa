"""What may be chosen in a field of a step: the same rows, by the same names, as its form offers on a page."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import HttpRequest
from ninja import NinjaAPI

from workflows import clock
from workflows.api.commands import as_key
from workflows.api.machines import person_of
from workflows.api.schema import READ
from workflows.forms import RowsField, closed_choices, form_class
from workflows.models import Document, Organization, Unit
from workflows.offers import document_for
from workflows.procedure import Procedure
from workflows.step import Step

PAGE_ROWS = 100


def blank(procedure: Procedure, organization: Organization, unit: Unit | None) -> Document:
    """The document that an opening step would open."""
    today = clock.today(organization)
    return procedure.model(organization=organization, unit=unit, procedure=procedure.code, law_date=today, title="")


def field_of(step: Step, document: Document, name: str) -> Any:
    """The field of a form, narrowed to the document; `rows.column` is a column of rows. Raises ObjectDoesNotExist."""
    outer, _, inner = name.partition(".")
    field = form_class(step)(document).fields.get(outer)
    if isinstance(field, RowsField) and inner:
        field = field.row().fields.get(inner)
    elif inner:
        field = None
    if not isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        raise ObjectDoesNotExist
    return field


def offered(field: Any, document: Document) -> Any:
    """Everything that a page would offer, in its order."""
    closed = closed_choices(field, document)
    if not isinstance(field, forms.ModelChoiceField):
        return [(value, label) for value, label in field.choices if value != "" and value not in closed]
    rows: Any = field.queryset
    if getattr(field, "offered", None) is not None:
        rows = rows.filter(field.offered)  # type: ignore[attr-defined]
    return rows if rows.ordered else rows.order_by("pk")


def told(field: Any, rows: Iterable[Any]) -> list[dict[str, str]]:
    if not isinstance(field, forms.ModelChoiceField):
        return [{"value": str(value), "label": str(label)} for value, label in rows]
    return [{"value": str(row.pk), "label": str(field.label_from_instance(row))} for row in rows]


def choices(step: Step | None, document: Document, name: str, page: int) -> dict[str, Any]:
    """One page of the choices. Raises ObjectDoesNotExist for a step or a field that is not there, or asks for no choice."""
    if step is None or step.is_automatic:
        raise ObjectDoesNotExist
    field = field_of(step, document, name)
    pages = Paginator(offered(field, document), PAGE_ROWS)
    shown = pages.get_page(page)
    return {"rows": told(field, shown), "page": shown.number, "pages": pages.num_pages, "count": pages.count}


def add(api: NinjaAPI, procedure: Procedure, tags: list[str], base: str) -> None:
    """What may be chosen in the fields of its steps, of a document that is there and of one that is to be opened."""

    @api.get(
        base + "/{uuid:key}/steps/{slug:step}/choices/{str:field}",
        tags=tags,
        operation_id=f"{procedure.code}_choices",
        openapi_extra=READ,
    )
    def offered(request: HttpRequest, key: uuid.UUID, step: str, field: str, page: int = 1) -> dict[str, Any]:
        found = document_for(person_of(request), procedure.model, key)
        return choices(procedure.steps.get(step), found, field, page)

    @api.get(
        base + "/steps/{slug:step}/choices/{str:field}",
        tags=tags,
        operation_id=f"{procedure.code}_opening_choices",
        openapi_extra=READ,
    )
    def offered_at_opening(request: HttpRequest, step: str, field: str, unit: str = "", page: int = 1) -> dict[str, Any]:
        office = person_of(request).organization
        serving = Unit.objects.get(pk=as_key(unit), organization=office) if unit else None
        opening = next((one for one in procedure.opening if one.name == step), None)
        return choices(opening, blank(procedure, office, serving), field, page)
