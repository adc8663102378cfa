"""นำเข้าจาก Excel: the template, the file, what it would change, and the confirmation.

The server keeps nothing of the file: the rows that were read travel in the page itself, signed for one person, one sheet and half an hour.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from workflows.founding import register_of
from workflows.intake import performing
from workflows.intake.package import FILE_BYTES_MAX, MEGABYTE, SheetRefused
from workflows.intake.planning import frozen, planned, snapshot, thawed
from workflows.intake.reading import read
from workflows.intake.sheet import SHEETS, Fault, Row, Sheet
from workflows.intake.template import template as template_of
from workflows.offers import document_for, offer_of
from workflows.pages import RefusedPage, SheetFault
from workflows.procedure import procedure_of
from workflows.proof import Proof, prove
from workflows.refusal import Kind, Refusal, Refused
from workflows.sheets import MEDIA_TYPE
from workflows.views.confirming import confirming, given
from workflows.views.resuming import keeps, typed_before
from workflows.views.sheet_pages import blank, overtaken, preview
from workflows.views.uploads import InMemory

SALT, FRESH_FOR = "workflows.intake", timedelta(minutes=30)
FAULTS_SHOWN_MAX = 200
View = Callable[..., HttpResponse]


def for_those_who_may(view: View) -> View:
    """Only whoever may do every step of the sheet; nobody else's file is even read."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, code: str) -> HttpResponse:
        if code not in SHEETS:
            raise Http404
        sheet, person = SHEETS[code], request.user
        register: Any = document_for(person, sheet.model, register_of(person.organization, sheet.model).pk)  # type: ignore[union-attr,arg-type]
        refusals = refusals_of(sheet, register, person)
        if refusals:
            home = reverse("register", args=[procedure_of(sheet.model).code])
            page = RefusedPage(title=sheet.title, refusals=refusals, url=home, back=_("กลับไปที่ทะเบียน"))
            return render(request, page.template, {"page": page}, status=403)
        return view(request, sheet, register)

    return guarded


def refusals_of(sheet: Sheet, register: Any, person: Any) -> tuple[Refusal, ...]:
    """What the gate has against this person's doing any step of the sheet, each reason once."""
    steps = (procedure_of(sheet.model).steps[name] for name in sheet.steps)
    found = (refusal for step in steps for refusal in offer_of(step, register, person).refusals)
    return tuple({refusal.code: refusal for refusal in found}.values())


# Nothing of a file is kept, so whoever must sign in first chooses it again.
asks_for_the_file_again = keeps(
    lambda _request, code: {"address": reverse("sheet", args=[code]), "typed": {}, "had_files": True} if code in SHEETS else None
)


@csrf_exempt  # the token is asked below, once the body is read by our own handler
@asks_for_the_file_again
@for_those_who_may
def sheet(request: HttpRequest, sheet: Sheet, register: Any) -> HttpResponse:
    """The page that asks for a file; and what came of a file."""
    typed_before(request)
    if request.method != "POST":
        return answer(request, blank(sheet))
    request.upload_handlers = [InMemory(request)]
    return uploaded(request, sheet, register)


@csrf_protect
def uploaded(request: HttpRequest, sheet: Sheet, register: Any) -> HttpResponse:
    file: Any = request.FILES.get("file")
    try:
        if file is not None and file.size > FILE_BYTES_MAX:
            sentence = _("แฟ้มใหญ่เกิน %(limit)s เมกะไบต์") % {"limit": FILE_BYTES_MAX // MEGABYTE}
            fault = Fault(0, "", sentence, _("ใช้แม่แบบของระบบ ลบรูปและแผ่นงานอื่น หรือแบ่งเป็นหลายแฟ้ม"))
            return faulty(request, sheet, [fault], 413)
        if file is None:
            raise SheetRefused(Fault(0, "", _("ยังไม่ได้เลือกแฟ้ม"), _("เลือกแฟ้ม .xlsx ที่กรอกแล้ว")))
        rows = read(file.read(), sheet)
    except SheetRefused as refused:
        plans = planned(sheet, register, register.organization, refused.rows)
        return faulty(request, sheet, [*refused.faults, *(fault for plan in plans for fault in plan.faults)])
    return shown(request, sheet, register, rows)


def shown(request: HttpRequest, sheet: Sheet, register: Any, rows: list[Row], **more: Any) -> HttpResponse:
    """What the rows come to today, or every fault of theirs. The page carries them on."""
    status = more.pop("status", 200)
    plans = planned(sheet, register, register.organization, rows)
    faults = [fault for plan in plans for fault in plan.faults]
    if faults:
        return faulty(request, sheet, faults, max(status, 422), **more)
    kept = {"sheet": sheet.code, "person": str(request.user.pk), "rows": frozen(rows, sheet), "seen": snapshot(plans)}
    token = signing.dumps(kept, salt=SALT, compress=True)
    return answer(request, preview(sheet, plans, token, confirming=confirming(request.user), **more), status)  # type: ignore[arg-type]


@asks_for_the_file_again
@require_POST
@for_those_who_may
def confirm(request: HttpRequest, sheet: Sheet, register: Any) -> HttpResponse:
    """Perform what was shown, exactly that, or show anew what it has come to."""
    kept, is_fresh = kept_in(request.POST.get("token", ""))
    if (kept.get("sheet"), kept.get("person")) != (sheet.code, str(request.user.pk)):
        fault = Fault(0, "", _("ตัวอย่างนี้เสียหาย หรือไม่ใช่ของคุณ"), _("เลือกแฟ้มอีกครั้ง ระบบไม่ได้เก็บแฟ้มไว้"))
        return faulty(request, sheet, [fault], 409)
    rows = thawed(kept["rows"], sheet)
    if not is_fresh:
        return shown(request, sheet, register, rows, refusals=(too_old(),), status=409)
    try:
        count = performing.perform(request.user, sheet, rows, kept["seen"], proof_of(request, sheet))  # type: ignore[arg-type]
    except performing.OverTaken as changed:
        return shown(request, sheet, register, rows, overtaken=overtaken(kept["seen"], snapshot(changed.plans)), status=409)
    except performing.RowsRefused as refused:
        return faulty(request, sheet, refused.faults)
    except Refused as refused:
        return shown(request, sheet, register, rows, refusals=refused.refusals, status=refused.status)
    said = ngettext("บันทึกแล้ว %(count)s รายการ", "บันทึกแล้ว %(count)s รายการ", count) % {"count": count}
    messages.success(request, said if count else _("มีในทะเบียนแล้วทุกแถว ไม่มีอะไรต้องบันทึก"))
    return redirect("register", procedure_of(sheet.model).code)


def kept_in(token: str) -> tuple[dict[str, Any], bool]:
    """What a preview carried, and whether it is fresh. One that is too old is good for being shown anew, and for nothing else."""
    for age in (FRESH_FOR, None):
        try:
            return signing.loads(token, salt=SALT, max_age=age), age is not None
        except signing.SignatureExpired:
            continue
        except signing.BadSignature:
            break
    return {}, False


def too_old() -> Refusal:
    remedy = _("ตรวจตัวอย่างที่แสดงใหม่ด้านล่าง แล้วยืนยันอีกครั้ง ไม่ต้องเลือกแฟ้มใหม่")
    return Refusal("PREVIEW_TOO_OLD", _("ตัวอย่างนี้หมดอายุ ทะเบียนอาจเปลี่ยนไปแล้ว"), remedy=remedy, kind=Kind.CONFLICT)


def proof_of(request: HttpRequest, sheet: Sheet) -> Proof | None:
    """What a sheet that signs was confirmed with. Raises Refused where nothing was given, or something wrong."""
    if not sheet.signs:
        return None
    shown = replace(given(request), has_key=False)  # the sheet has no key: what was given is good once, whatever the form carries
    if not shown:
        raise Refused([password_needed()])
    return prove(request.user, shown, request)  # type: ignore[arg-type]


def password_needed() -> Refusal:
    return Refusal(
        "PASSWORD_NEEDED", _("การลงนามต้องยืนยันด้วยรหัสผ่านของคุณอีกครั้ง"), remedy=_("ใส่รหัสผ่านแล้วส่งอีกครั้ง"), kind=Kind.GATE, field="password"
    )


@require_safe
@for_those_who_may
def template(request: HttpRequest, sheet: Sheet, register: Any) -> HttpResponse:
    """The workbook to fill."""
    headers = {"Content-Disposition": f'attachment; filename="{sheet.code}.xlsx"'}
    return HttpResponse(template_of(sheet), content_type=MEDIA_TYPE, headers=headers)


def faulty(request: HttpRequest, sheet: Sheet, faults: list[Fault], status: int = 422, **more: Any) -> HttpResponse:
    ordered = sorted(faults, key=lambda fault: fault.row)
    told = tuple(SheetFault(fault.row, fault.column, fault.sentence, fault.remedy) for fault in ordered[:FAULTS_SHOWN_MAX])
    return answer(request, blank(sheet, faults=told, fault_count=len(faults), **more), status)


def answer(request: HttpRequest, page: Any, status: int = 200) -> HttpResponse:
    return render(request, page.template, {"page": page}, status=status)
