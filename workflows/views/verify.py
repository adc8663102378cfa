"""ตรวจสอบเอกสาร: anybody, without signing in, by the code of a paper or with a file in hand. Nothing of an uploaded file is kept."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from workflows import guessing
from workflows.attachments import MEGABYTE
from workflows.models import Seal
from workflows.pages import Pair, ProvenPaper, SealShown, VerifyPage
from workflows.papers.imprint import FINGERPRINT_DIGITS, hash_start, short_code
from workflows.papers.proven import HASH_DIGITS, Proven, Signatory, proven
from workflows.views import verifying_files
from workflows.views.uploads import InMemory

CODE_TYPED_MAX = 40
HASH_START = re.compile(f"[0-9a-f]{{10,{HASH_DIGITS}}}")
WHOLE_HASH = re.compile(f"[0-9a-f]{{{HASH_DIGITS}}}")


@csrf_exempt  # the token is asked below, once the body is read by our own handler
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """The page with its two questions: a code, which leads to the code's own address, or a file."""
    if request.method == "POST":
        request.upload_handlers = [InMemory(request)]
        return uploaded(request)
    typed = request.GET.get("code", "").strip()
    if "code" in request.GET:
        try:
            hash_start(typed)
        except ValueError:
            return answer(request, VerifyPage(code=typed[:CODE_TYPED_MAX], fault=what_is_wrong(typed)), 400)
        return redirect("verify_code", typed)
    return answer(request, VerifyPage())


@csrf_protect
def uploaded(request: HttpRequest) -> HttpResponse:
    """A file: what it is, and what was compared."""
    if minutes := guessing.waits_minutes(request):
        return answer(request, VerifyPage(wait_minutes=minutes), 429)
    file: Any = request.FILES.get("file")
    if file is None or not file.size:
        return answer(request, VerifyPage(file_fault=_("เลือกแฟ้มก่อน แล้วกดตรวจแฟ้ม")), 400)
    if file.size > settings.ATTACHMENT_LIMIT_BYTES:
        return answer(request, VerifyPage(file=verifying_files.too_large()), 413)
    checked, papers = verifying_files.check(file.read())
    if checked.tone != "good":
        guessing.count(request)
    return answer(request, VerifyPage(file=checked, papers=shown_to(request, papers)))


@require_safe
@never_cache
def code(request: HttpRequest, code: str) -> HttpResponse:
    """What stands under a code. A QR code also carries a longer start of the hash, which tells two papers of one code apart.

    Such a start is too long to be guessed, so a scan neither counts as a guess nor waits for those of others.
    """
    told = request.GET.get("h", "")
    start = told if HASH_START.fullmatch(told) else ""
    is_scanned = len(start) >= FINGERPRINT_DIGITS
    if not is_scanned and (minutes := guessing.waits_minutes(request)):
        return answer(request, VerifyPage(wait_minutes=minutes), 429)
    try:
        papers = proven(code, start)
    except ValueError:
        return answer(request, VerifyPage(code=code[:CODE_TYPED_MAX], fault=what_is_wrong(code)), 400)
    if not papers:
        if not is_scanned:
            guessing.count(request)
        return answer(request, VerifyPage(code=code, is_unknown=True), 404)
    return answer(request, VerifyPage(code=short_code(papers[0].content_hash), papers=shown_to(request, papers)))


@require_safe
@never_cache
def seal(request: HttpRequest, digest: str) -> HttpResponse:
    """A seal by its whole hash, as the QR codes of a daily report carry it; nobody guesses that."""
    made = Seal.objects.filter(hash=digest).select_related("organization").first() if WHOLE_HASH.fullmatch(digest) else None
    if made is None:
        return answer(request, VerifyPage(is_unknown=True), 404)
    sealed = SealShown(made.organization.name, made.number, made.entries, verifying_files.moment_of(made.sealed_at), made.hash)
    return answer(request, VerifyPage(seal=sealed))


def answer(request: HttpRequest, page: VerifyPage, status: int = 200) -> HttpResponse:
    page = replace(page, limit_megabytes=settings.ATTACHMENT_LIMIT_BYTES // MEGABYTE)
    return render(request, page.template, {"page": page}, status=status)


def what_is_wrong(typed: str) -> str:
    """Why something typed is no code."""
    if not typed.strip():
        return _("พิมพ์รหัสใต้คิวอาร์ก่อน")
    return _("รหัสมีตัวอักษรอังกฤษและตัวเลขรวมแปดตัว ไม่มีตัว U ดูใต้คิวอาร์แล้วพิมพ์ใหม่")


def shown_to(request: HttpRequest, papers: Iterable[Proven]) -> tuple[ProvenPaper, ...]:
    office = getattr(request.user, "organization_id", None)
    return tuple(shown(paper, is_ours=paper.organization.pk == office) for paper in papers)


def shown(paper: Proven, *, is_ours: bool) -> ProvenPaper:
    """A paper as the page says it; the search finds the case of its code."""
    later, code = paper.successor, short_code(paper.content_hash)
    return ProvenPaper(
        standing=paper.standing.value,
        title=paper.title,
        number=paper.number,
        version=paper.version,
        code=code,
        organization=paper.organization.name,
        acted_on=paper.acted_on,
        time_of_data=paper.time_of_data,
        is_practice=paper.organization.is_practice,
        amount_baht=paper.amount_baht,
        signed=tuple(map(signed, paper.signatories)),
        changed_at=paper.changed_at,
        change=paper.change,
        later=_("เลขที่ %(number)s ฉบับที่ %(version)s") % {"number": later.number, "version": later.version} if later else "",
        later_url=reverse("verify_code", args=[later.code]) if later else "",
        case_url=f"{reverse('search')}?{urlencode({'q': code})}" if is_ours else "",
    )


def signed(signatory: Signatory) -> Pair:
    post = "\u00a0· ".join(filter(None, (signatory.post, signatory.quality)))
    return Pair(post, signatory.signed_on)
