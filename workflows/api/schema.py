"""The fields of a step as JSON schema, for the schema page and for programs that fill a form."""

from typing import Any

from django import forms

from workflows.forms import RowsField
from workflows.step import Step

REFUSALS = {
    "type": "object",
    "properties": {
        "refusals": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("code", "sentence", "basis", "remedy", "field")},
            },
        }
    },
}
REFUSED = {
    400: "อ่านสิ่งที่ส่งมาไม่ได้", 413: "สิ่งที่ส่งมาใหญ่เกินไป",
    401: "ยังไม่ได้เข้าสู่ระบบ หรือโทเคนใช้ไม่ได้", 403: "ด่านไม่อนุญาต หรือไม่ได้ส่ง X-CSRFToken", 404: "ไม่มีสิ่งนี้ในหน่วยงานของคุณ",
    409: "เอกสารเปลี่ยนไปหรืออยู่ที่อื่นแล้ว", 422: "ข้อมูลไม่ถูกต้องหรือขัดต่อกติกา", 429: "ใช้โทเคนหรือรหัสผิดหลายครั้ง ต้องรอ",
}  # fmt: skip
REPRESENTATION = {"type": "object", "description": "เอกสารทั้งฉบับ และขั้นตอนที่ทำได้"}


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


def answers(done: dict[int, str], body: dict[str, Any]) -> dict[int, Any]:
    """What a command is answered: by status, done or refused."""
    of_each = [(status, sentence, body) for status, sentence in done.items()]
    of_each += [(status, sentence, REFUSALS) for status, sentence in REFUSED.items()]
    return {
        status: {"description": sentence, "content": {"application/json": {"schema": schema}}}
        for status, sentence, schema in of_each
    }


def refusing(*statuses: int) -> dict[str, Any]:
    """The refusals of an address that is no command."""
    every = answers({}, {})
    return {"responses": {status: every[status] for status in statuses}}


READ, SIGNED_OUT = refusing(401, 404, 422, 429), refusing(401, 403)


def command_described(step: Step) -> dict[str, Any]:
    """A command as the schema page shows it: its body and its answers."""
    done = {200: "ทำแล้ว หรือเคยทำแล้วด้วย key เดียวกัน (replayed)"}
    return {
        "requestBody": {"content": {"application/json": {"schema": step_schema(step)}}, "required": True},
        "responses": answers(done | ({201: "เปิดเอกสารแล้ว"} if step.opens else {}), REPRESENTATION),
    }


def upload_described(step: Step | None) -> dict[str, Any]:
    """The form of an attachment: the only command that is no JSON."""
    fields = {name: field_schema(field) for name, field in step.fields.items()} if step else {}
    properties = {name: {key: value for key, value in told.items() if key != "required"} for name, told in fields.items()}
    properties["version"] = {"type": "integer", "description": "ฉบับที่อ่าน"}
    form = {"type": "object", "properties": properties, "required": list(fields)}
    digest = {"type": "object", "properties": {"digest": {"type": "string"}}}
    return {
        "requestBody": {"content": {"multipart/form-data": {"schema": form}}, "required": True},
        "responses": answers({201: "แนบแล้ว"}, digest),
    }
