"""A command as it arrives: JSON to the arguments of `perform`, refusals to an answer."""

import json
import re
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from workflows.api.machines import person_of, proof_of
from workflows.models import Organization
from workflows.proof import Given, Proof, prove, purpose_of
from workflows.refusal import Refusal, Refused, wrong_input
from workflows.repetition import KEY_LETTERS_MAX, is_key
from workflows.step import Step

NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # as JSON must write it; behind another backslash it is text
PROVES = ("password", "code", "passkey")
RESERVED = ("version", "key", "acted_on", "unit", "case", *PROVES)


@dataclass(frozen=True)
class Command:
    version: int | None
    key: str | None
    acted_on: date | None
    proof: Proof | None
    data: dict[str, Any]
    body: dict[str, Any]


def read(request: HttpRequest, step: Step) -> Command:
    """The command in a request. Raises Refused for what is no JSON object, or has values of the wrong kind."""
    body = json_object(request)
    faults: list[Refusal] = []
    version, key = body.get("version"), body.get("key")
    if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
        faults.append(wrong_input("version", _("version ต้องเป็นจำนวนเต็ม")))
    if key is not None and not is_key(key):
        faults.append(wrong_input("key", _("key ต้องเป็นข้อความไม่เกิน %(most)s ตัวอักษร") % {"most": KEY_LETTERS_MAX}))
    if version is None and not step.opens:
        faults.append(wrong_input("version", _("ต้องบอกฉบับที่อ่าน (version)")))
    acted_on = day(body.get("acted_on"), faults)
    if faults:
        raise Refused(faults)
    proof = proof_of(request)
    shown = given(request, body) if step.signs and proof is None else None  # a machine proves nothing: the gate says so
    if shown:
        proof = prove(person_of(request), shown, request)
    return Command(version, key, acted_on, proof, {k: v for k, v in body.items() if k not in RESERVED}, body)


def given(request: HttpRequest, body: dict[str, Any]) -> Given:
    """What a command carries as proof."""
    password, code, passkey = (body.get(name) or "" for name in PROVES)
    return Given(
        password=str(password),
        code=str(code),
        passkey=passkey if isinstance(passkey, dict) else None,
        purpose=purpose(request.path, body),
        has_key=is_key(body.get("key")),
    )


def purpose(address: str, body: dict[str, Any]) -> str:
    """The digest of a command that is sent, or about to be sent, to an address."""
    return purpose_of(address, {name: value for name, value in body.items() if name not in PROVES})


def json_object(request: HttpRequest) -> dict[str, Any]:
    try:
        if NUL.search(request.body):
            raise ValueError("no text of ours holds a NUL letter")
        body = json.loads(request.body or b"{}")
        json.dumps(body, ensure_ascii=False).encode()  # half of a pair of letters is JSON, and no text
    except (ValueError, RecursionError) as error:  # the latter: lists in lists, deeper than anybody reads
        raise Refused([wrong_input("", _("คำสั่งไม่ใช่ JSON"))]) from error
    if not isinstance(body, dict):
        raise Refused([wrong_input("", _("คำสั่งต้องเป็นวัตถุ JSON"))])
    return body


def day(value: Any, faults: list[Refusal]) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        faults.append(wrong_input("acted_on", _("วันที่ต้องเป็นรูปแบบ ปปปป-ดด-วว (ค.ศ.)")))
        return None


def as_key(value: Any) -> uuid.UUID:
    """A key as it was sent. Raises ObjectDoesNotExist for what can be none."""
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise ObjectDoesNotExist from error


def row_of(model: type[Model], key: Any, organization: Organization) -> Any:
    """A row of the office that a command names, or nothing where it names none. Raises ObjectDoesNotExist."""
    return model._default_manager.get(pk=as_key(key), organization=organization) if key else None
