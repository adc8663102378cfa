"""Components that need a little thinking before they are drawn."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField

from workflows.forms import RowsField

register = template.Library()


@register.filter
def at(sequence: Any, position: int) -> Any:
    """The item at a position."""
    return sequence[position]


@register.inclusion_tag("workflows/parts/field.html")
def step_field(field: BoundField, page: Any) -> dict[str, Any]:
    """One field of a step's form with what speaks against it; rows of a small form are drawn as rows."""
    faults = [refusal for refusal in page.refusals if refusal.field == field.name]
    rows = drawn_rows(field, page.blank_rows) if isinstance(field.field, RowsField) else None
    return {"field": field, "faults": faults, "rows": rows, "widget": None if rows is not None else widget(field, bool(faults))}


def widget(field: BoundField, is_wrong: bool) -> Any:
    """Dates get the browser's own calendar; a wrong field says so to a screen reader."""
    attrs: dict[str, Any] = {"aria-invalid": "true", "aria-describedby": f"e_{field.html_name}"} if is_wrong else {}
    if isinstance(field.field, forms.DateField):
        return field.as_widget(forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d"))
    return field.as_widget(attrs=attrs)


def drawn_rows(field: BoundField, blank: int) -> list[list[dict[str, Any]]]:
    """The rows as typed, and blank ones to go on."""
    rows_field: Any = field.field
    typed = [dict(row) for row in field.value() or []]
    rows_field.document = getattr(field.form, "document", None)
    return [cells(rows_field, field.html_name, number, values) for number, values in enumerate([*typed, *[{}] * (blank or int(not typed))])]


def cells(rows_field: RowsField, name: str, number: int, values: dict[str, Any]) -> list[dict[str, Any]]:
    form = rows_field.row()
    drawn = []
    for key, inner in form.fields.items():
        attrs = {"id": f"id_{name}-{number}-{key}"}
        drawing: Any = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") if isinstance(inner, forms.DateField) else inner.widget
        value = values.get(key, values.get(f"{key}_id"))
        drawn.append({"id": attrs["id"], "label": inner.label, "number": number + 1, "widget": drawing.render(f"{name}-{number}-{key}", plain(value), attrs)})
    return drawn


def plain(value: Any) -> Any:
    return value.pk if hasattr(value, "pk") else value
