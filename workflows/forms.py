"""The form of a step, made from its declaration; pages, API and commands fill the same one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workflows.models import Document
from workflows.refusal import Refusal, wrong_input
from workflows.step import Step


class StepForm(forms.Form):
    """Fields may be narrowed to the document: a field with `narrow(document)` is asked to."""

    def __init__(self, document: Document, *args: Any, **options: Any) -> None:
        self.document = document
        super().__init__(*args, **options)
        for field in self.fields.values():
            if hasattr(field, "narrow"):
                field.narrow(document)


def form_class(step: Step) -> type[StepForm]:
    """One class per step."""
    made = FORMS.get(step)
    if made is None:
        made = FORMS[step] = type(f"{step.name}_form", (StepForm,), dict(step.fields))
    return made


FORMS: dict[Step, type[StepForm]] = {}


def bind(step: Step, document: Document, data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refusal]]:
    """Typed data of a step, or every fault of it. A field that the step does not ask for is a fault too."""
    if not step.fields and not data:
        return {}, []
    files = MultiValueDict({name: [value] for name, value in data.items() if hasattr(value, "chunks")})
    form = form_class(step)(document, data=flat(data), files=files)
    faults = [wrong_input(name, _("ขั้นตอนนี้ไม่ได้ถามช่อง “%(name)s”") % {"name": name}) for name in data if name not in step.fields]
    if form.is_valid() and not faults:
        return {name: form.cleaned_data[name] for name in step.fields}, []
    return {}, faults + [wrong_input(name, sentence) for name, errors in form.errors.items() for sentence in errors]


def flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Python values as a form's data: an object by its key; lists of rows stay lists, which RowsField takes as they are."""
    return {name: value.pk if hasattr(value, "pk") else value for name, value in data.items()}


class RowsInput(forms.Widget):
    """Several rows of one small form: `lines-0-item`, `lines-1-item` …, or a ready list from the API."""

    needs_multipart_form = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        if isinstance(data.get(name), (list, tuple)):
            return list(data[name])
        rows: dict[int, dict[str, Any]] = {}
        for key in data:
            prefix, _, rest = key.partition("-")
            number, _, column = rest.partition("-")
            if prefix == name and number.isdigit() and column:
                rows.setdefault(int(number), {})[column] = data[key]
        return [rows[number] for number in sorted(rows) if any(str(value).strip() for value in rows[number].values())]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return SafeString()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)


class RowsField(forms.Field):
    """Rows of one kind, each checked by `row_form`; the cleaned value is a list of dicts."""

    widget = RowsInput

    def __init__(self, row_form: type[forms.Form], *, rows_max: int = 500, **options: Any) -> None:
        self.row_form = row_form
        self.rows_max = rows_max
        self.document: Document | None = None
        super().__init__(**options)

    def narrow(self, document: Document) -> None:
        self.document = document

    def bound_rows(self, rows: list[dict[str, Any]], prefix: str = "") -> list[forms.Form]:
        """Each row as a bound form, for a page to draw."""
        return [self.row(values) for values in rows]

    def row(self, values: Mapping[str, Any] | None = None) -> forms.Form:
        form = self.row_form(data=None if values is None else flat(values))
        for field in form.fields.values():
            if self.document is not None and hasattr(field, "narrow"):
                field.narrow(self.document)
        return form

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = value or []
        if self.required and not rows:
            raise ValidationError(_("ต้องมีอย่างน้อยหนึ่งแถว"))
        if len(rows) > self.rows_max:
            raise ValidationError(_("มีได้ไม่เกิน %(rows)s แถว") % {"rows": self.rows_max})
        cleaned, faults = [], []
        for number, values in enumerate(rows, start=1):
            form = self.row(values if isinstance(values, Mapping) else {})
            if form.is_valid():
                cleaned.append(dict(form.cleaned_data))
                continue
            for name, errors in form.errors.items():
                label = form.fields[name].label if name in form.fields else ""
                faults += [
                    _("แถวที่ %(number)s %(label)s: %(error)s") % {"number": number, "label": label, "error": e} for e in errors
                ]
        if faults:
            raise ValidationError(faults)
        return cleaned


class InOffice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among the rows of the document's own organization."""

    def narrow(self, document: Document) -> None:
        self.queryset = self.queryset.filter(organization=document.organization_id)
