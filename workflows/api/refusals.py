"""What the API refuses before any step is asked: nobody has signed in, a token is missing, nothing is there. One shape for all."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import Response

from workflows.api.machines import ShutOut
from workflows.procedure import PROCEDURES
from workflows.refusal import Kind, Refusal, Refused, wrong_input

ROOT = "/api/v1/"
OTHERS = frozenset({"", "session", "passkey", "desk", "central", "cases"})  # addresses that belong to no procedure
MEGABYTE = 1024 * 1024
BEARER = {"WWW-Authenticate": "Bearer"}


def told(status: int, *refusals: Refusal, headers: Mapping[str, str] | None = None) -> Response:
    """Refusals as an answer."""
    return Response({"refusals": [refusal.as_dict() for refusal in refusals]}, status=status, headers=headers)


def refused(request: HttpRequest, error: Any) -> HttpResponse:
    return told(error.status, *error.refusals)


def shut_out(request: HttpRequest, error: Any) -> HttpResponse:
    """A token that opens nothing, or an address that has to wait."""
    if error.wait_seconds:
        return told(429, error.refusal, headers={"Retry-After": str(error.wait_seconds)})
    return told(401, error.refusal, headers=BEARER)


def not_signed_in(request: HttpRequest, error: Any) -> HttpResponse:
    remedy = _("เข้าสู่ระบบที่ POST /api/v1/session หรือส่งโทเคนของเครื่องใน Authorization: Bearer แล้วส่งคำสั่งเดิมอีกครั้ง")
    refusal = Refusal("NOT_SIGNED_IN", _("ยังไม่ได้เข้าสู่ระบบ หรือหมดเวลาแล้ว"), remedy=remedy, kind=Kind.GATE)
    return told(401, refusal, headers=BEARER)


def token_missing(request: HttpRequest, error: Any) -> HttpResponse:
    """The one thing that is refused of a session by itself. Without a session there is nothing to guard: signing in comes first."""
    if not request.user.is_authenticated:
        return not_signed_in(request, error)
    sentence = _("คำสั่งนี้ไม่มี X-CSRFToken ของการเข้าใช้ครั้งนี้ หรือไม่ตรงกัน")
    remedy = _("ขอค่าใหม่ที่ GET /api/v1/session แล้วส่งคำสั่งเดิมพร้อม X-CSRFToken")
    return told(error.status_code, Refusal("CSRF_FAILED", sentence, remedy=remedy, kind=Kind.GATE))


def wrong_kind(request: HttpRequest, error: Any) -> HttpResponse:
    """What stands behind the question mark of an address."""
    names = dict.fromkeys(str(one["loc"][-1]) for one in error.errors)
    return told(422, *(wrong_input(name, _("%(name)s ไม่ใช่ค่าชนิดที่ที่อยู่นี้ถามหา") % {"name": name}) for name in names))


def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """What Django could not take in: a form that ends half-way, letters of no known set, more fields than anybody types."""
    sentence, remedy = _("อ่านสิ่งที่ส่งมาไม่ได้"), _("ส่งเป็น JSON หรือเมื่อแนบไฟล์เป็น multipart/form-data ให้ครบ แล้วส่งอีกครั้ง")
    return told(400, Refusal("UNREADABLE", sentence, remedy=remedy))


def too_large(request: HttpRequest, error: Any) -> HttpResponse:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE
    remedy = _("คำสั่งหนึ่งใหญ่ได้ไม่เกิน %(most)s เมกะไบต์ ไฟล์ให้แนบที่ attachments") % {"most": most}
    return told(413, Refusal("TOO_LARGE", _("สิ่งที่ส่งมาใหญ่เกินไป"), remedy=remedy))


def not_found(request: HttpRequest, error: Any) -> HttpResponse:
    """The procedure and the step are no secret: an address that errs in their names is told so."""
    procedure, *rest = request.path.removeprefix(ROOT).split("/")
    known = PROCEDURES.get(procedure)
    sentence, remedy = _("ไม่พบสิ่งที่ขอ"), _("ตรวจที่อยู่อีกครั้ง")
    if known is not None and rest[1:2] == ["steps"] and rest[2:3] and rest[2] not in known.steps:
        sentence = _("ไม่มีขั้นตอน “%(step)s” ในกระบวนงานนี้") % {"step": rest[2]}
        remedy = _("ดูชื่อที่มีใน /api/v1/schema.json หรือใน steps ของเอกสาร")
    elif known is None and procedure not in OTHERS:
        sentence, remedy = _("ไม่มีกระบวนงาน “%(procedure)s”") % {"procedure": procedure}, _("ดูชื่อที่มีใน /api/v1/schema.json")
    return told(404, Refusal("NOT_FOUND", sentence, remedy=remedy))


def answer_all(api: NinjaAPI) -> None:
    """Every failure that has an answer of its own; the more special kind is found before the general one."""
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(ShutOut, shut_out)
    api.add_exception_handler(AuthenticationError, not_signed_in)
    api.add_exception_handler(HttpError, token_missing)
    api.add_exception_handler(ValidationError, wrong_kind)
    api.add_exception_handler(RequestDataTooBig, too_large)
    for broken in (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        api.add_exception_handler(broken, unreadable)
    for absent in (ObjectDoesNotExist, FileNotFoundError, Http404):
        api.add_exception_handler(absent, not_found)
