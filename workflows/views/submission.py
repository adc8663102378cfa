"""What a person sent with a step's form, as typed; the engine's form judges it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from workflows.fields import DayInput
from workflows.forms import RowsField
from workflows.refusal import Refusal, wrong_input
from workflows.repetition import is_count, is_key
from workflows.step import Step
from workflows.typed import as_shown
from workflows.views.confirming import KEY_FIELD

VERSION_FIELD, DAY_FIELD = "_version", "_acted_on"


@dataclass(frozen=True)
class Submission:
    """What a person sent: `data` holds the step's own fields, as typed."""

    data: dict[str, Any]
    version: int | None
    key: str | None
    acted_on: date | None
    day_typed: str = ""
    faults: tuple[Refusal, ...] = ()


def submission(request: HttpRequest, step: Step) -> Submission:
    """Read a POST."""
    return submitted(step, request.POST, request.FILES)


def submitted(step: Step, typed: QueryDict, files: Any) -> Submission:
    faults = []
    version, day = typed.get(VERSION_FIELD, ""), typed.get(DAY_FIELD, "").strip()
    acted_on = None
    if day:
        try:
            acted_on = DayInput().clean(day)
        except forms.ValidationError:
            faults.append(wrong_input(DAY_FIELD, _("วันที่ทำไม่ถูกต้อง")))
    data: dict[str, Any] = {}
    for name, field in step.fields.items():
        drawn: Any = field.widget
        value = drawn.value_from_datadict(typed, files, name)
        if value is not None:
            data[name] = redrawn(value, field)
    key = typed.get(KEY_FIELD) or None
    if (version and not is_count(version)) or (key and not is_key(key)):
        faults.append(wrong_input("", _("แบบฟอร์มนี้ถูกแก้ไขระหว่างทาง")))
    return Submission(
        data, int(version) if is_count(version) else None, key if is_key(key) else None, acted_on,
        day if faults else "", tuple(faults),
    )  # fmt: skip


def redrawn(value: Any, field: forms.Field | None) -> Any:
    """What was typed, as a page shows it again: in the letters that would be stored, or a mark that nobody sees would turn them."""
    if isinstance(value, str):
        return as_shown(value, field)
    if isinstance(field, RowsField):
        columns = field.row_form.base_fields
        return [{name: redrawn(part, columns.get(name)) for name, part in row.items()} for row in value]
    return value
