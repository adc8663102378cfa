"""Papers of a month in one file: asked for, followed, taken, cancelled; each person sees only what he asked for himself."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from workflows import clock
from workflows.dates import month_of
from workflows.models import Bundle, BundleState, User
from workflows.pages import AskedBundle, BundlePage, BundlesPage, Filter, Option
from workflows.papers import bundling
from workflows.papers.register import PRINTABLE

MONTHS_OFFERED = 24
MONTHS_OF_YEAR = 12
TONES = {BundleState.WAITING: "soon", BundleState.WORKING: "soon", BundleState.READY: "ok", BundleState.FAILED: "late"}
SHEETS = {BundleState.READY: "good", BundleState.FAILED: "stop"}


@login_required
def asking(request: HttpRequest) -> HttpResponse:
    """The form, and what the person has asked for; a request leads to its own page."""
    person: Any = request.user
    months = months_before(clock.today(person.organization))
    if request.method == "POST":
        return asked(request, person, months)
    procedure, month = request.GET.get("procedure", ""), request.GET.get("month", "")
    kinds = [key for key in PRINTABLE if not procedure or key[0] == procedure]
    page = BundlesPage(
        choices=(
            Filter("month", _("เดือน"), tuple(Option(f"{m:%Y-%m}", month_of(m), f"{m:%Y-%m}" == month) for m in months)),
            Filter("kind", _("เอกสาร"), (
                *(Option(name_of(key), PRINTABLE[key].title, bool(procedure) and key == kinds[0]) for key in PRINTABLE),
                Option("", _("เอกสารทุกชนิด"), not procedure),
            )),
        ),
        asked=tuple(
            AskedBundle(
                title=bundling.title_of(one), url=reverse("bundle", args=[one.pk]), note=one.get_state_display(), tone=TONES[BundleState(one.state)]
            )
            for one in Bundle.objects.filter(person=person, organization=person.organization).order_by("-asked_at")
        ),
    )  # fmt: skip
    return render(request, page.template, {"page": page})


def asked(request: HttpRequest, person: User, months: list[date]) -> HttpResponse:
    """The request; with `again` a finished one is thrown away first."""
    chosen = [month for month in months if f"{month:%Y-%m}" == request.POST.get("month")]
    kinds = [key for key in PRINTABLE if name_of(key) == request.POST.get("kind")]
    if not chosen or (request.POST.get("kind") and not kinds):
        raise Http404
    procedure, paper = kinds[0] if kinds else ("", "")
    if request.POST.get("again"):
        for old in Bundle.objects.filter(person=person, procedure=procedure, paper=paper, month=chosen[0], state=BundleState.READY):
            bundling.throw_away(old)
    bundle = bundling.ask(person, chosen[0], procedure, paper)
    if bundle.is_going:
        bundling.begin()
    return redirect("bundle", bundle.pk)


@login_required
def bundle(request: HttpRequest, key: Any) -> HttpResponse:
    """How far it is; once it is ready, where the file lies."""
    found = own_or_404(request, key)
    is_ready = found.state == BundleState.READY
    page = BundlePage(
        title=bundling.title_of(found),
        sentence=sentence(found),
        tone=SHEETS.get(BundleState(found.state), "now"),
        is_going=found.is_going,
        done=found.done,
        total=found.total,
        asked_at=clock.localized(found.asked_at),
        gone_at=clock.localized(found.touched_at + bundling.KEPT),
        cancel_url=reverse("bundle_cancel", args=[found.pk]),
        back_url=reverse("bundles"),
        file_url=reverse("bundle_file", args=[found.pk]) if is_ready and found.total else "",
        again=()
        if found.is_going
        else (("month", f"{found.month:%Y-%m}"), ("kind", name_of((found.procedure, found.paper))), ("again", "1")),
    )
    return render(request, page.template, {"page": page})


def sentence(found: Bundle) -> str:
    if found.state == BundleState.WAITING:
        return _("รอเริ่มพิมพ์")
    if found.state == BundleState.WORKING:
        return _("พิมพ์แล้ว %(done)s จาก %(total)s ฉบับ") % {"done": found.done, "total": found.total}
    if found.state == BundleState.FAILED:
        return found.told
    if not found.total:
        return _("เดือนนี้ยังไม่มีเอกสารชนิดนี้")
    return ngettext("แฟ้มพร้อมแล้ว %(total)s ฉบับ", "แฟ้มพร้อมแล้ว %(total)s ฉบับ", found.total) % {"total": found.total}


@login_required
@require_POST
def cancel(request: HttpRequest, key: Any) -> HttpResponse:
    """Stop the work, or throw the file away."""
    found = own_or_404(request, key)
    title = bundling.title_of(found)
    bundling.throw_away(found)
    messages.success(request, _("ทิ้งแฟ้ม “%(title)s” แล้ว เอกสารแต่ละฉบับยังอยู่ในเรื่องของตน") % {"title": title})
    return redirect("bundles")


@login_required
def file(request: HttpRequest, key: Any) -> FileResponse:
    """The file, for whoever asked for it and is still of that office."""
    found = own_or_404(request, key)
    path = bundling.file_of(found)
    if found.state != BundleState.READY or not path.exists():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{bundling.title_of(found)}.pdf", content_type="application/pdf"
    )


def own_or_404(request: HttpRequest, key: Any) -> Bundle:
    person: Any = request.user
    found = Bundle.objects.filter(pk=key, person=person, organization=person.organization).first()
    if found is None:
        raise Http404
    return found


def name_of(kind: tuple[str, str]) -> str:
    """A kind of paper as a form carries it; nothing for every kind."""
    return ":".join(kind).strip(":")


def months_before(today: date) -> list[date]:
    """This month and those before it, the newest first."""
    counted = today.year * MONTHS_OF_YEAR + today.month - 1
    return [date(n // MONTHS_OF_YEAR, n % MONTHS_OF_YEAR + 1, 1) for n in range(counted, counted - MONTHS_OFFERED, -1)]
