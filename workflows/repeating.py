"""เริ่มเรื่องใหม่แบบเดียวกัน: what an earlier document said, for the opening form of another like it; what must be decided again it leaves out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from workflows.evidence import as_python
from workflows.forms import RowsField, closed_choices, flat, form_class, raw
from workflows.models import Document, Organization
from workflows.offers import openings_of, seen_by
from workflows.procedure import procedure_of

LIKE = "like"  # in the address of an opening: the document that the new one is like
DECIDED_ANEW = (forms.DateField, forms.FileField)


@dataclass(frozen=True)
class Repeated:
    """Values by field; the labels of what cannot be said or chosen any more, and of what is asked and was not taken over."""

    values: Mapping[str, Any]
    gone: tuple[str, ...]
    anew: tuple[str, ...]


def repeated(source: Document, blank: Document) -> Repeated:
    """What the procedure lets another `blank` document of its kind begin with, as far as its form still takes it."""
    procedure = procedure_of(source)
    fields = form_class(procedure.opening[0])(blank).fields
    values: dict[str, Any] = {}
    gone: list[str] = []
    for name in procedure.repeats:
        field = fields[name]
        if isinstance(field, RowsField):
            values[name] = list(rows_of(field, said_in_rows(source, name), gone))
        elif (value := raw(getattr(source, name), field)) in (None, ""):
            continue
        elif is_taken(field, value):
            values[name] = value
        else:
            gone.append(str(field.label))
    anew = [
        str(field.label)
        for name, field in fields.items()
        if name not in procedure.repeats and field.required and not is_settled(field, blank)
    ]
    return Repeated(values, tuple(dict.fromkeys(gone)), tuple(anew))


def said_in_rows(source: Document, name: str) -> list[dict[str, Any]]:
    model = procedure_of(source).content_rows[name]
    return [as_python(model, row) for row in seen_by(source, None).rows[name]]


def rows_of(rows_field: RowsField, said: Iterable[Mapping[str, Any]], gone: list[str]) -> Iterable[dict[str, Any]]:
    """Each row in the columns that the form asks for; neither a day nor a cell that it takes no more."""
    for row in said:
        form = rows_field.row()
        kept = {}
        for name, field in form.fields.items():
            value = row.get(name, row.get(f"{name}_id"))
            if value in (None, "") or isinstance(field, DECIDED_ANEW):
                continue
            if is_taken(field, value):
                kept[name] = value
            else:
                gone.append(f"{rows_field.label} · {field.label}")
        yield kept


def is_taken(field: Any, value: Any) -> bool:
    """Whether the form would take this value and its page would offer it."""
    try:
        chosen = field.clean(flat({"": value}, {"": field})[""])
    except ValidationError:
        return False
    offered = getattr(field, "offered", None)
    return offered is None or field.queryset.filter(offered, pk=chosen.pk).exists()


def is_settled(field: Any, document: Document) -> bool:
    """Whether there is nothing to decide, because one choice alone is open."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return False
    choices: Any = field.choices
    return len(choices) - len(closed_choices(field, document)) == 1


def way_to_repeat(documents: Iterable[Document], organization: Organization, capacities: Any) -> tuple[str, str, Any] | None:
    """(procedure, document, unit) by which this person may begin another like the first of these that can be repeated."""
    units: dict[str, list[Any]] = {}
    for procedure, unit in openings_of(organization, capacities):
        units.setdefault(procedure.code, []).append(unit)
    for document in documents:
        code = document.procedure
        if procedure_of(document).repeats and code in units:
            served = units[code]
            return code, str(document.pk), document.unit_id if document.unit_id in served else served[0]
    return None
