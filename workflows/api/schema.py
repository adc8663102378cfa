"""The fields of a step as JSON schema, for the schema page and for programs that fill a form."""

from typing import Any

from django import forms

from workflows.forms import RowsField
from workflows.step import Step


def field_schema(field: forms.Field) -> dict[str, Any]:
    """One form field."""
    described: dict[str, Any] = {"title": str(field.label or ""), **kind_of(field)}
    if field.help_text:
        described["description"] = str(field.help_text)
    return {**described, "required": field.required}


def kind_of(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, RowsField):
        return {"type": "array", "items": object_schema(dict(field.row_form.base_fields))}
    if isinstance(field, forms.DecimalField):
        return {"type": "string", "pattern": rf"^\d+(\.\d{{1,{field.decimal_places or 2}}})?$"}
    if isinstance(field, forms.IntegerField):
        return {"type": "integer"}
    if isinstance(field, forms.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    if isinstance(field, forms.FileField):
        return {"type": "string", "format": "binary"}
    if isinstance(field, forms.ModelChoiceField):
        key = {"type": "string", "format": "uuid"}
        return {"type": "array", "items": key} if isinstance(field, forms.ModelMultipleChoiceField) else key
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": {"type": "string", "enum": values_of(field)}}
    if isinstance(field, forms.ChoiceField):
        return {"type": "string", "enum": values_of(field)}
    return {"type": "object"} if isinstance(field, forms.JSONField) else {"type": "string"}


def values_of(field: Any) -> list[Any]:
    return [value for value, _ in field.choices]


def object_schema(fields: dict[str, forms.Field]) -> dict[str, Any]:
    properties = {name: {k: v for k, v in field_schema(field).items() if k != "required"} for name, field in fields.items()}
    return {"type": "object", "properties": properties, "required": [name for name, field in fields.items() if field.required]}


def step_schema(step: Step) -> dict[str, Any]:
    """The body of a step's command: its own fields and those that every command has."""
    own = object_schema(step.fields)
    common: dict[str, Any] = {
        "version": {"type": "integer", "description": "ฉบับที่อ่าน"},
        "key": {"type": "string", "maxLength": 64, "description": "รหัสที่ทำให้คำสั่งมีผลครั้งเดียว"},
        "acted_on": {"type": "string", "format": "date", "description": "วันที่ทำ (ปฏิทินสากล)"},
    }
    if step.opens:
        common["unit"] = {"type": "string", "format": "uuid", "description": "หน่วยงานที่เปิดเรื่อง เมื่อขั้นตอนเป็นของหน่วยงาน"}
        common["case"] = {"type": "string", "format": "uuid", "description": "เรื่องที่เอกสารเป็นส่วนหนึ่ง ไม่ส่งคือเรื่องใหม่"}
    if step.signs:
        common["password"] = {"type": "string", "format": "password", "description": "ยืนยันตัวก่อนลงนาม"}
        common["code"] = {"type": "string", "description": "รหัสจากแอปยืนยันตัวตน แทนหรือคู่กับรหัสผ่าน"}
        common["passkey"] = {"type": "object", "description": "คำตอบของพาสคีย์ต่อคำถามจาก /api/v1/passkey สำหรับคำสั่งนี้"}
    required = own["required"] + ([] if step.opens else ["version"])
    return {"type": "object", "properties": {**common, **own["properties"]}, "required": required}
