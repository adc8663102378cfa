"""What a head takes from the board: the same rows as a spreadsheet, and where the time goes."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from workflows import clock, durations, sheets, tracking
from workflows.act import LawOn
from workflows.durations import Stay
from workflows.models import Document, Organization
from workflows.office import office_of
from workflows.pages import PacePage, StepPace
from workflows.procedure import PROCEDURES
from workflows.registers.register import Register
from workflows.views.board import board_url, desk_label, wanted_by
from workflows.views.narrowing import narrowed_by, narrowed_documents
from workflows.views.presenting import due, working_days_since
from workflows.views.step import procedure_or_404

EXPORTED_ROWS_MAX = 16_384
SHEET_LETTERS_MAX = 31  # of the format


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The board's rows as an XLSX file: those that the address narrows it to, in the same order."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    wanted = wanted_by(request)
    found = tracking.board(organization, wanted, tracking.found(organization, wanted.text))
    return spreadsheet(found, _("กระดานติดตาม"), f"board-{clock.today(organization).isoformat()}.xlsx")


@login_required
def export_documents(request: HttpRequest, procedure: str) -> HttpResponse:
    """All documents of a procedure as its list narrows them, those that are over too."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    listed = procedure_or_404(procedure)
    if issubclass(listed.model, Register):
        raise Http404
    found = narrowed_documents(listed, organization, narrowed_by(request.GET, listed, organization)).select_related("organization")
    return spreadsheet(found, str(listed.title), f"{listed.code}-{clock.today(organization).isoformat()}.xlsx")


def spreadsheet(found: QuerySet[Any], title: str, name: str) -> HttpResponse:
    """No more rows than a spreadsheet is used for; of those left out it says that they are."""
    headers = [
        _("เลขที่เรื่อง"), _("เลขที่เอกสาร"), _("เรื่อง"), _("กระบวนงาน"), _("หน่วยงาน"), _("ขั้น"), _("อยู่ที่"), _("มาแล้ว (วันทำการ)"),
        _("ครบกำหนด"), _("เกินกำหนด (วันทำการ)"), _("จำนวนเงิน (บาท)"), _("ทำครั้งล่าสุด"),
    ]  # fmt: skip
    documents = iter(found[: EXPORTED_ROWS_MAX + 1])
    rows = [exported(document) for document in islice(documents, EXPORTED_ROWS_MAX)]
    if next(documents, None) is not None:
        rows.append([_("ยังมีอีก กรองให้แคบลงแล้วส่งออกอีกครั้ง"), *[None] * (len(headers) - 1)])
    return HttpResponse(
        sheets.workbook(title[:SHEET_LETTERS_MAX], headers, rows),
        content_type=sheets.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def exported(document: Document) -> list[Any]:
    """One row, each value in its own type."""
    procedure = PROCEDURES[document.procedure]
    return [
        document.case.number,
        document.number,
        document.title,
        str(procedure.title),
        document.unit.name if document.unit else "",
        procedure.state_label(document.state),
        desk_label(document.waiting_for, document.procedure),
        working_days_since(document.organization, document.waiting_since),
        document.due_on,
        due(document.organization, document.due_on).working_days_late or None,
        document.amount_baht,
        document.last_acted_on,
    ]


@login_required
def pace(request: HttpRequest) -> HttpResponse:
    """Bottlenecks: median and ninth decile of each step beside its limit."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    steps = durations.by_step(durations.stays(organization))
    law_on = LawOn(clock.today(organization), office_of(organization))
    shown = [step_pace(organization, *step, found, law_on) for step, found in steps.items()]
    page = PacePage(tuple(sorted(shown, key=worst_first)), reverse("board"), sum(step.count for step in shown))
    return render(request, page.template, {"page": page})


def step_pace(organization: Organization, procedure: str, state: str, found: Iterable[Stay], law_on: LawOn) -> StepPace:
    """The lengths of one step's stays, in the unit of its limit."""
    declared = PROCEDURES[procedure]
    step = declared.waited.get(state)
    limit = law_on.value(step.within) if step and step.within else None
    in_calendar_days = limit is not None and limit.unit == "calendar_days"
    taken = durations.pace(durations.days(stay, organization, in_calendar_days=in_calendar_days) for stay in found)
    return StepPace(
        procedure=str(declared.title),
        step=declared.state_label(state),
        url=board_url(procedure=procedure, state=state),
        count=taken.count,
        median_days=taken.median_days,
        ninth_days=taken.ninth_days,
        unit=npgettext("unit", "วัน", "วัน", taken.ninth_days)
        if in_calendar_days
        else npgettext("unit", "วันทำการ", "วันทำการ", taken.ninth_days),
        limit_days=int(limit.value) if limit else None,
        limit_standing=limit.standing if limit else "confirmed",
    )


def worst_first(step: StepPace) -> tuple[bool, int, int]:
    """Those over their limit before the others, each by how long it takes."""
    return (
        not step.is_over,
        step.limit_days - step.ninth_days if step.is_over and step.limit_days is not None else 0,
        -step.ninth_days,
    )
