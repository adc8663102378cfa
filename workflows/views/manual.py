"""The handbook as PDF: one procedure, or the whole operations manual of the office."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from workflows import clock, handbook
from workflows.diagram import Stop, stops
from workflows.law_words import in_words
from workflows.models import Organization
from workflows.office import office_of
from workflows.pages import MakingPage
from workflows.papers.manual import Chapter, Instruction, Manual, Objection, Station
from workflows.papers.manual_file import ManualFile, file_of
from workflows.papers.paper import Letterhead, Paper
from workflows.papers.register import paper_title
from workflows.procedure import Procedure
from workflows.refusal import Refusal
from workflows.views.step import procedure_or_404

WHOLE = "manual"


@login_required
def one(request: HttpRequest, procedure: str) -> HttpResponseBase:
    """The manual of one procedure."""
    return kept(request, procedure_or_404(procedure).code)


@login_required
def whole(request: HttpRequest) -> HttpResponseBase:
    """The manual of the whole office, the registers last."""
    return kept(request, WHOLE)


def kept(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file where it lies; whoever is the first to ask begins it, and sees how far it is."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    file, paper = file_and_paper(organization, chapters_of(name))
    if not file.is_ready:
        if not file.claim() or file.begin(name):
            return redirect("manual_making", name, file.key)
        file.make(paper)
    return FileResponse(file.file.open("rb"), filename=f"{name}.pdf", content_type="application/pdf")


@login_required
def making(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """How far it is; once it is made, where it lies."""
    person: Any = request.user
    file, is_whole = ManualFile(person.organization_id, key), name == WHOLE
    title = Manual.kind if is_whole else str(procedure_or_404(name).title)
    address = reverse("manual") if is_whole else reverse("manual_of", args=[name])
    page = MakingPage(
        title=title,
        sentence=sentence(file),
        tone="good" if file.is_ready else "stop" if file.has_failed else "now",
        is_going=not file.is_ready and file.is_going and not file.has_failed,
        back_url=reverse("handbook") if is_whole else reverse("handbook_page", args=[name]),
        file_url=address if file.is_ready else "",
        again_url="" if file.is_ready or file.is_going else address,
    )
    return render(request, page.template, {"page": page})


def sentence(file: ManualFile) -> str:
    if file.is_ready:
        return _("คู่มือพร้อมแล้ว")
    if file.has_failed:
        return _("พิมพ์ไม่สำเร็จ แจ้งผู้ดูแลระบบ ขอใหม่ได้ในสามนาที")
    if not file.is_going:
        return _("ไม่มีใครพิมพ์อยู่ ขอใหม่ได้")
    if not file.pages_done:
        return _("กำลังรวบรวมเนื้อหา")
    return _("กำลังจัดหน้า ถึงหน้าที่ %(page)s") % {"page": file.pages_done}


def chapters_of(name: str) -> list[Procedure]:
    return handbook.pages() if name == WHOLE else [procedure_or_404(name)]


def file_and_paper(organization: Organization, procedures: Iterable[Procedure]) -> tuple[ManualFile, Paper]:
    """The manual as it reads now, and where it lies if somebody has read it before."""
    paper = manual(organization, procedures)
    return file_of(paper, organization.pk), paper


def manual(organization: Organization, procedures: Iterable[Procedure]) -> Paper:
    """As the law stands today, with the office's own confirmations; in Thai, whoever prints it."""
    today = clock.today(organization)
    with translation.override("th"):
        chapters = tuple(chapter(procedure, organization, today) for procedure in procedures)
        title = chapters[0].title if len(chapters) == 1 else Manual.kind
        return Paper.of(
            Manual(chapters, today, tuple(objection(one) for one in handbook.common_refusals(today))), number=title, version=1, why="", organization=Letterhead.of(organization),
            time_of_data=datetime.combine(today, time(), ZoneInfo(settings.TIME_ZONE)),
        )  # fmt: skip


def chapter(procedure: Procedure, organization: Organization, on: date) -> Chapter:
    written = handbook.page(procedure, on, office_of(organization))
    return Chapter(
        title=str(procedure.title),
        regulations=tuple(dict.fromkeys(row.basis.regulation for row in written.rows if row.basis.regulation)),
        stations=tuple(map(station, stops(procedure))),
        instructions=tuple(instruction(procedure, row) for row in written.rows),
    )  # fmt: skip


def station(stop: Stop) -> Station:
    return Station(
        stop.label, stop.who, stop.said, tuple(f"{step.label} ไปที่ {target}" for step, target in stop.others), stop.is_beside
    )


def instruction(procedure: Procedure, row: handbook.Row) -> Instruction:
    note = row.basis.sentence
    return Instruction(
        label=str(row.step.label),
        who=row.who,
        clause=row.basis.label,
        note="" if note in row.basis.label else note,
        sources=row.sources,
        leads=row.target,
        limit=in_words(row.limit) if row.limit else "",
        paper=paper_title(procedure, row.step.paper),
        signs=row.step.signs,
        is_doubtful=row.basis.standing == "unconfirmed",
        limit_is_doubtful=row.limit is not None and row.limit.standing == "unconfirmed",
        objections=tuple(objection(one) for one in row.refusals),
    )


def objection(refusal: Refusal) -> Objection:
    return Objection(str(refusal.sentence), refusal.basis, str(refusal.remedy), refusal.code)
