"""ค้นหา: the cases that a text finds, and why each was found; what can be searched for, where nothing was typed or found."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from workflows.models import Case
from workflows.pages import FoundCase, Link, Match, Pair, SearchPage
from workflows.procedure import PROCEDURES
from workflows.searching import LETTERS_MAX, found_cases
from workflows.views.board import paging
from workflows.views.why_found import Written, documents_in, marked, matches

PAGE_ROWS = 50


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Cases by what people remember of them, in Thai or Arabic digits; the only one found is opened at once, and says why."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    text = request.GET.get("q", "").strip()
    shown = Paginator(found_cases(organization, text), PAGE_ROWS).get_page(request.GET.get("page"))
    cases = list(Case.objects.filter(pk__in=list(shown)).order_by("-id"))
    documents = documents_in(cases)
    why = matches(organization, cases, documents, text)
    if shown.paginator.count == 1:
        told = "\u00a0· ".join(f"{match.label} {''.join(part.text for part in match.parts)}" for match in why[cases[0].pk])
        messages.info(request, _("พบเรื่องเดียวจาก “%(text)s”: %(why)s") % {"text": text, "why": told or cases[0].number})
        return redirect(reverse("case", args=[cases[0].pk]))
    page = SearchPage(
        text=text,
        found=tuple(case_found(case, documents[case.pk], text, why[case.pk]) for case in cases),
        paging=paging(reverse("search"), request, shown),
        kinds=kinds(),
        elsewhere=elsewhere(text) if text and not cases else (),
        is_too_long=len(text) > LETTERS_MAX,
    )
    return render(request, page.template, {"page": page})


def case_found(case: Case, documents: Sequence[Written], text: str, why: tuple[Match, ...]) -> FoundCase:
    """A case that a search found: where its last document stands, and the amount of its first."""
    road = [document for document in documents if not PROCEDURES[document.procedure].is_beside]
    first, last = road[0], road[-1]
    return FoundCase(
        url=reverse("case", args=[case.pk]),
        number=marked(case.number, text),
        title=marked(case.title, text),
        here=PROCEDURES[last.procedure].state_label(last.state),
        opened_on=case.opened_on,
        amount_baht=first.amount_baht,
        matches=why,
    )


def kinds() -> tuple[Pair, ...]:
    """What a search looks into, each with an example of what is typed."""
    return (
        Pair(_("เลขที่ของเรื่อง หรือของเอกสารใดก็ได้ในเรื่อง"), "12/2570, ๑๒/๒๕๗๐"),
        Pair(_("ชื่อเรื่อง บางส่วนก็พอ"), "วัสดุสำนักงาน"),
        Pair(_("ชื่อผู้ขายหรือผู้รับเงิน บางส่วนก็พอ"), "หจก.นาดี"),
        Pair(_("เลขประจำตัวผู้เสียภาษี ครบ 13 หลัก"), "0994000000001"),
        Pair(_("ชื่อเจ้าหน้าที่ที่ทำขั้นใดของเรื่อง หรือมีชื่อในเรื่อง บางส่วนก็พอ"), "บุญมี"),
        Pair(_("รายการที่ซื้อหรือจ้าง บางส่วนก็พอ"), "กระดาษ A4"),
        Pair(_("จำนวนเงิน ตรงทั้งจำนวน"), "37,000.00"),
        Pair(_("รหัสตรวจสอบท้ายเอกสาร ครบแปดตัว"), "FTDM-N2NJ"),
    )


def elsewhere(text: str) -> tuple[Link, ...]:
    """Where else a person who found nothing may look."""
    return (
        Link(_("ค้นคู่มือด้วยคำนี้"), f"{reverse('handbook')}?{urlencode({'q': text})}"),
        Link(_("ดูทุกเรื่องที่ยังไม่จบบนกระดาน"), reverse("board")),
        Link(_("ดูทะเบียนทั้งหมด"), reverse("registers")),
        Link(_("ตรวจสอบเอกสารที่พิมพ์แล้ว"), reverse("verify")),
    )
