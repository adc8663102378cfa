"""A command as it arrives: JSON to the arguments of `perform`, refusals to an answer."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from workflows.proof import Proof, prove, wrong_password
from workflows.refusal import Refusal, Refused, wrong_input
from workflows.repetition import KEY_LETTERS_MAX, is_key
from workflows.step import Step

NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # as JSON must write it; behind another backslash it is text
RESERVED = ("version", "key", "acted_on", "password", "unit", "case")


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
    proof = None
    if step.signs and body.get("password"):
        proof = prove(request.user, str(body["password"]), request)  # type: ignore[arg-type]
        if proof is None:
            raise Refused([wrong_password()])
    return Command(version, key, acted_on, proof, {k: v for k, v in body.items() if k not in RESERVED}, body)


def json_object(request: HttpRequest) -> dict[str, Any]:
    try:
        if NUL.search(request.body):
            raise ValueError("no text of ours holds a NUL letter")
        body = json.loads(request.body or b"{}")
        json.dumps(body, ensure_ascii=False).encode()  # half of a pair of letters is JSON, and no text
    except ValueError as error:
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
