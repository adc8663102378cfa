"""What a step's form holds before anybody types: what the document says already, what it proposes, what the way here has chosen."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from workflows.evidence import as_python
from workflows.forms import InOffice, RowsOfOffice, StepForm, form_class
from workflows.offers import seen_by
from workflows.procedure import procedure_of
from workflows.registers.register import Register
from workflows.step import Step


def hidden(declared: Step, document: Any, form: StepForm) -> dict[str, str]:
    """What the page sends along unseen: the unit that is served, and what the person's way here has chosen already."""
    unit = {"_unit": str(document.unit_id)} if declared.opens and document.unit_id else {}
    return {**unit, **{field.name: str(field.value() or "") for field in form.hidden_fields()}}


def form_of(
    declared: Step, document: Any, typed: Mapping[str, Any] | None, asked: QueryDict, begins_with: Mapping[str, Any] | None = None
) -> StepForm:
    """The form with what was typed, or with what the document holds already and the way here has chosen; an opening `begins_with` what
    the chosen knows."""
    made = form_class(declared)
    if typed is not None:
        return made(document, initial=typed)
    form = made(document, initial=initial(declared, document))
    only = {name: field.only_choice for name, field in form.fields.items() if isinstance(field, InOffice)}
    form.initial = {
        **{name: choice for name, choice in only.items() if choice}, **form.initial, **(begins_with or {}), **chosen(declared, document, asked),
    }  # fmt: skip
    return form


def chosen(declared: Step, document: Any, asked: QueryDict) -> dict[str, Any]:
    """What the address has filled in: of a register's step whatever it is about, of an opening what is chosen among the office's rows.

    The page shows it, and the person decides.
    """
    fields = declared.fields
    if not isinstance(document, Register):
        fields = {name: field for name, field in fields.items() if declared.opens and isinstance(field, RowsOfOffice)}
    read = {
        name: field.widget.value_from_datadict(asked, MultiValueDict(), name) for name, field in fields.items() if name in asked
    }
    return {name: value for name, value in read.items() if value}


def asked_again(declared: Step, document: Any) -> list[str]:
    """The fields that ask for a fact of the document under its own name; another question may bear the same name by chance."""
    facts = {field.name: field for field in document._meta.get_fields() if hasattr(field, "attname")}
    with translation.override(settings.LANGUAGE_CODE):
        return [
            name for name, field in declared.fields.items() if name in facts and str(facts[name].verbose_name) in str(field.label)
        ]


def initial(declared: Step, document: Any) -> dict[str, Any]:
    """What the document holds under the same names, or proposes, so that nobody types twice."""
    held = {name: getattr(document, name) for name in asked_again(declared, document) if document.case_id is not None}
    if document.case_id is not None:
        rows = seen_by(document, None).rows
        models = procedure_of(document).content_rows
        held.update({name: [as_python(models[name], row) for row in rows[name]] for name in declared.fields if name in models})
    propose = getattr(document, "proposed", None)
    proposed = propose(declared) if propose is not None else {}
    # What is proposed of rows that speak of the document's own is another thing than these.
    beside = {name: value for name, value in proposed.items() if getattr(declared.fields[name], "about", "")}
    return {**proposed, **{name: value for name, value in held.items() if value}, **beside}
