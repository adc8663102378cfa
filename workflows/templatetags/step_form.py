"""The form of a step on the page: each field with what speaks against it, and several rows of one small form as rows."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from workflows import dates
from workflows.adding_up import sum_baht
from workflows.evidence import as_python
from workflows.fields import DayInput
from workflows.forms import RowsField, closed_choices
from workflows.offers import seen_by
from workflows.pages import StepPage
from workflows.pages.form_fields import FieldShown, OptionShown, RowShown
from workflows.procedure import procedure_of
from workflows.refusal import Refusal, wrong_input
from workflows.ticks import FoldedTicks

register = template.Library()

SATANG_DIGITS = 2
LONG = 200  # characters: a name, a title, an article
ROOMY_CELLS_MIN = 4

# The page's own fields, which are no part of the step's form: where a refusal of theirs leads to.
OWN_FIELDS = {
    name: f"id__{name.removeprefix('_')}" for own in ("acted_on", "password", "code", "passkey") for name in (own, f"_{own}")
}


@register.simple_tag
def step_fields(page: StepPage, *without: str) -> list[FieldShown]:
    """The fields of a page's form in their order, but those that the page draws by itself."""
    return [field_shown(field, page) for field in page.form if field.name not in without and not field.is_hidden]


@register.simple_tag
def step_field(page: StepPage, name: str) -> FieldShown | None:
    """One field by its name; nothing where the form does not ask for it."""
    return field_shown(page.form[name], page) if name in page.form.fields else None


@register.simple_tag
def faults_of(page: StepPage, *names: str) -> list[Refusal]:
    """What speaks against one of the page's own fields."""
    return [refusal for refusal in page.refusals if refusal.field in names]


@register.simple_tag
def anchor_of(refusal: Refusal) -> str:
    """Where on a page without a form of Django's a refusal leads to."""
    return OWN_FIELDS.get(refusal.field) or (f"id_{refusal.field}" if refusal.field else "")


@register.simple_tag
def sorted_refusals(page: Any) -> dict[str, Any]:
    """Refusals of fields, each with its label and where to go; and the others, which need their whole explanation."""
    form = getattr(page, "form", None)
    fields = [at_field(refusal, form) for refusal in page.refusals if refusal.field and refusal.code == "WRONG_INPUT"]
    others = [refusal for refusal in page.refusals if not (refusal.field and refusal.code == "WRONG_INPUT")]
    return {"fields": fields, "others": others, "count": len(page.refusals)}


def at_field(refusal: Refusal, form: Any) -> dict[str, Any]:
    if form is not None and refusal.field in form.fields:
        field = form[refusal.field]
        return {"refusal": refusal, "label": field.label, "anchor": field.id_for_label or f"id_{field.html_name}"}
    return {"refusal": refusal, "label": "", "anchor": OWN_FIELDS.get(refusal.field, "")}


def field_shown(bound: BoundField, page: StepPage) -> FieldShown:
    faults = tuple(refusal for refusal in page.refusals if refusal.field == bound.name)
    field, name = bound.field, bound.html_name
    common: dict[str, Any] = {
        "label": str(bound.label),
        "help": str(bound.help_text),
        "faults": faults,
        **asked_for(bound),
    }
    if isinstance(field, RowsField):
        rows = rows_shown(bound, page)
        fixed: dict[str, Any] = {"is_about": bool(field.about or field.by), **added_up(bound)}
        return FieldShown(name, f"id_{name}", kind="rows", widget="", rows=rows, **fixed, **common)
    if closed := closed_choices(field, getattr(bound.form, "document", None)):
        every = list(options_shown(field, bound.value(), closed))
        parted: dict[str, Any] = {
            "options": tuple(option for option in every if option.closed is None),
            "closed": tuple(option for option in every if option.closed is not None),
        }
        return FieldShown(name, bound.auto_id, kind="options", widget="", **parted, **common)
    kind, widget = drawing(field, bound.value())
    attrs = {} if kind == "ticks" else described(bound.auto_id, bool(faults), bool(bound.help_text))
    drawn = widget.render(name, bound.value(), {"id": bound.auto_id, **field.widget_attrs(widget), **attrs})
    common |= {"usual": getattr(field, "usual", ()), **way_to_add(bound, page)}
    is_file, spoken_day = isinstance(field, forms.FileField), spoken(bound.value()) if kind == "day" else ""
    return FieldShown(name, bound.auto_id, kind=kind, widget=drawn, is_file=is_file, spoken_day=spoken_day, **common)


def options_shown(field: Any, value: Any, closed: Mapping[str, Refusal]) -> Iterator[OptionShown]:
    """Each choice, the one that is chosen or alone can be, and with those that nobody can take why not."""
    can_be_taken = [key for key, _label in field.choices if key not in closed]
    chosen = value if value in can_be_taken else can_be_taken[0] if len(can_be_taken) == 1 else None
    for key, label in field.choices:
        yield OptionShown(key, str(label), key == chosen, closed.get(key))


def added_up(bound: BoundField) -> dict[str, Any]:
    """What rows of money come to as typed, and the amounts beside which that is read."""
    field: Any = bound.field
    if not field.worth:
        return {}
    spoken = {str(row["position"]): row for row in spoken_of(field)} if field.about else {}
    typed = [{**spoken.get(str(row.get("position")), {}), **row} for row in bound.value() or []]
    return {"sum_baht": sum_baht(typed, field.worth), "beside": tuple(field.beside(field.document))}


def way_to_add(bound: BoundField, page: StepPage) -> dict[str, Any]:
    """Where a choice that is missing is added, for those who may; for others, who may."""
    register = getattr(bound.field, "kept_in", None)
    return {} if register is None else {"adding": page.adding.get(bound.name), "added_by": page.added_by.get(bound.name, "")}


def spoken_of(rows_field: Any) -> list[dict[str, Any]]:
    """The rows of the document that the rows of a form speak of."""
    model = procedure_of(rows_field.document).content_rows[rows_field.about]
    return [as_python(model, row) for row in seen_by(rows_field.document, None).rows[rows_field.about]]


def asked_for(bound: BoundField) -> dict[str, Any]:
    """Whether a field must be filled in, by itself or by a rule of the step, and in which words where that hangs on something."""
    field: Any = bound.field
    if field.required or not hasattr(field, "needed_when"):
        return {"is_required": field.required}
    document = bound.form.document  # type: ignore[attr-defined]
    says = str(field.needed_says(document))
    return {"needed": says, "is_required": not says and field.needed_when(document, {})}


def rows_shown(bound: BoundField, page: StepPage) -> tuple[RowShown, ...]:
    """The rows as typed, and blank ones to go on. A row says its own faults once the whole was refused."""
    rows_field: Any = bound.field
    rows_field.document = getattr(bound.form, "document", None)
    typed = [dict(row) for row in bound.value() or []]
    is_refused = any(refusal.field == bound.name for refusal in page.refusals)
    if rows_field.about:
        return tuple(rows_about(rows_field, bound.html_name, typed, is_refused))
    if rows_field.by:
        return tuple(rows_by_choice(rows_field, bound.html_name, typed, is_refused))
    blank = page.blank_rows or int(not typed)
    drawn = [row_shown(rows_field, bound.html_name, number, values, is_refused) for number, values in enumerate(typed)]
    if typed and hasattr(rows_field, "beside_rows"):
        drawn = [replace(row, beside=opened) for row, opened in zip(drawn, rows_field.beside_rows(typed), strict=True)]
    drawn += [row_shown(rows_field, bound.html_name, len(typed) + number, {}, False) for number in range(blank)]
    return tuple(drawn)


def rows_about(rows_field: Any, name: str, typed: list[dict[str, Any]], is_refused: bool) -> Iterator[RowShown]:
    """One row for each row that is spoken of, with what was typed of it."""
    by_position = {str(row.get("position")): row for row in typed}
    asked = [(row, words) for row in spoken_of(rows_field) if (words := rows_field.named(row))]
    for number, (spoken, words) in enumerate(asked):
        position = spoken["position"]
        values = by_position.get(str(position), {"position": position})
        row = row_shown(rows_field, name, number, values, is_refused and str(position) in by_position)
        fixed = [plain(spoken[factor]) for factor in rows_field.worth if factor not in rows_field.row_form.base_fields]
        yield replace(named_row(row, f"{name}-{number}-position", position, words), times="".join(fixed[:1]))


def rows_by_choice(rows_field: Any, name: str, typed: list[dict[str, Any]], is_refused: bool) -> Iterator[RowShown]:
    """One row for each choice of the field that tells them apart, so that nobody has to choose."""
    by_choice = {str(row.get(rows_field.by)): row for row in typed}
    for number, (choice, words) in enumerate(rows_field.row_form.base_fields[rows_field.by].choices):
        values = by_choice.get(choice, {rows_field.by: choice})
        row = row_shown(rows_field, name, number, values, is_refused and choice in by_choice)
        yield replace(
            named_row(row, f"{name}-{number}-{rows_field.by}", choice, str(words)),
            is_brief=True,
            times=str(choice) if rows_field.worth else "",
        )


def named_row(row: RowShown, key: str, value: Any, words: str) -> RowShown:
    """A row whose key is the page's own: it is said in words, and sent along unseen."""
    fields = tuple(field for field in row.fields if field.name != key)
    return RowShown(row.number, fields, words, forms.HiddenInput().render(key, value))


def row_shown(rows_field: Any, name: str, number: int, values: Mapping[str, Any], is_refused: bool) -> RowShown:
    form = rows_field.row(values if is_refused else None)
    cells = (cell_shown(form, key, f"{name}-{number}-{key}", plain(value_of(values, key))) for key in form.fields)
    return RowShown(
        number + 1, tuple(replace(cell, is_factor=key in rows_field.worth) for key, cell in zip(form.fields, cells, strict=True))
    )


def cell_shown(form: forms.Form, key: str, name: str, value: Any) -> FieldShown:
    field, cell_id = form.fields[key], f"id_{name}"
    faults = tuple(wrong_input(name, str(sentence)) for sentence in form.errors.get(key, ()))
    kind, widget = drawing(field, value)
    if isinstance(widget, forms.Select) and not any(choice == "" for choice, _label in widget.choices):
        # Nobody else makes a choice in a row that nobody touched, and a choice once made can be taken back.
        widget.choices = [("", _("– เลือก –")), *widget.choices]
    drawn = widget.render(name, value, {"id": cell_id, **field.widget_attrs(widget), **described(cell_id, bool(faults), False)})
    said: dict[str, Any] = {"faults": faults, "size": size_of(field), "spoken_day": spoken(value) if kind == "day" else ""}
    return FieldShown(name, cell_id, str(field.label or key), kind, drawn, field.required, **said)


def size_of(field: forms.Field) -> str:
    """How much of its row a cell takes."""
    if isinstance(field, (forms.DateField, forms.DecimalField)):
        return "middle"
    if isinstance(field, forms.IntegerField):
        return "short"
    return (
        "long" if isinstance(field.widget, (forms.Select, forms.Textarea)) or (getattr(field, "max_length", 0) or 0) >= LONG else ""
    )


def value_of(values: Mapping[str, Any], key: str) -> Any:
    """A row of the database names a related row by its key."""
    return values.get(key, values.get(f"{key}_id"))


def plain(value: Any) -> Any:
    """An exact amount as it would be typed: money with its satang, a count without noughts that say nothing."""
    if not hasattr(value, "as_tuple"):
        return value
    return f"{value:f}" if value.as_tuple().exponent == -SATANG_DIGITS else f"{value.normalize():f}"


def described(field_id: str, is_wrong: bool, has_help: bool) -> dict[str, str]:
    """What a screen reader says with the field."""
    beside = [f"{field_id}_fault"] * is_wrong + [f"{field_id}_help"] * has_help
    return {**({"aria-invalid": "true"} if is_wrong else {}), **({"aria-describedby": " ".join(beside)} if beside else {})}


def drawing(field: forms.Field, value: Any) -> tuple[str, forms.Widget]:
    """How a field is drawn: the browser's own calendar, plain digits for money, boxes to tick in place of lists to hold down."""
    widget: Any = field.widget
    if isinstance(field, forms.ModelChoiceField) and field.empty_label:
        field.empty_label = _("– เลือก –") if field.required else _("– ไม่ระบุ –")
    if hasattr(field, "grouped"):
        return "ticks", FoldedTicks(choices=field.grouped())
    if isinstance(widget, forms.SelectMultiple) and not isinstance(widget, forms.CheckboxSelectMultiple):  # type: ignore[unreachable]
        return "ticks", forms.CheckboxSelectMultiple(choices=widget.choices)
    if isinstance(widget, forms.CheckboxInput):
        return "tick", widget
    if isinstance(field, forms.DateField):
        return "day", forms.DateInput(attrs={"type": "date" if is_day(value) else "text"}, format="%Y-%m-%d")
    if isinstance(field, forms.DecimalField):
        return "", forms.TextInput(attrs={"inputmode": "decimal", "class": "money", "autocomplete": "off"})
    if isinstance(field, forms.IntegerField):
        return "", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    if isinstance(widget, forms.TextInput) and "autocomplete" not in widget.attrs:
        widget.attrs["autocomplete"] = "off"
    return "", widget


def spoken(value: Any) -> str:
    """The day that is meant, in words, whichever era its year was typed in; nothing for what is no day."""
    with suppress(forms.ValidationError):
        day = DayInput(required=False).clean(value)
        return dates.long_date(day) if day else ""
    return ""


def is_day(value: Any) -> bool:
    """Whether the browser's calendar can hold the value: it would swallow any other words that were typed."""
    return value in (None, "") or as_day(value) is not None


def as_day(value: Any) -> date | None:
    if isinstance(value, str):
        with suppress(ValueError):
            return parse_date(value)
        return None
    return value if isinstance(value, date) else None


@register.filter
def needs_room(fields: list[FieldShown]) -> bool:
    """Whether rows of many cells want the whole width."""
    return any(len(row.fields) >= ROOMY_CELLS_MIN for field in fields for row in field.rows)


@register.filter
def is_short(fields: list[FieldShown]) -> bool:
    """Whether the form decides more than it asks: then what is decided gets the room."""
    return len(fields) < 3 and not any(field.kind == "rows" for field in fields)
